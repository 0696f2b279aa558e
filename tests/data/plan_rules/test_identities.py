"""Figures that are put together come to what the text says, within what it prints; different dates never meet."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.catalog import find_plan_ids, load_plan
from data.plan import Population
from data.plan_rules.identities import RULES
from data.plan_rules.relations import read_relations
from tests.data.plan_rules.builders import REGION, baseline, found, make_plan, project, value
from tests.serving import PLANS

SHARE = {"name": "护理型床位占比", "unit": "%"}


def triple(part: float, total: float, share: str, **more: object):
    """Nursing beds, all beds and the share that the text prints."""
    printed = {"as_written": f"护理型床位占比{share}%"} | SHARE
    return (
        baseline("nursing_beds", part, **({"unit": "张"} | more)),
        baseline("elderly_care_beds", total, **more),
        baseline("nursing_bed_share_pct", float(share), **(printed | more)),
    )


def rules_that_fire(*rows, **plan):
    return [finding.rule for finding in found(RULES, make_plan(values=rows, **plan))]


def test_a_share_that_its_part_and_total_do_not_give_is_a_contradiction():
    (finding,) = found(RULES, make_plan(values=triple(17614, 35947, "52")))
    assert (finding.rule, finding.severity) == ("rate_times_base", "high")
    assert finding.arithmetic == "17614张 ÷ 35947张 = 49% ≠ 52%"
    assert len(finding.places) == 3
    assert all(place.section and place.as_written for place in finding.places)


@pytest.mark.parametrize("share", ["49", "49.0", "49.00"])
def test_a_share_is_taken_as_precise_as_it_is_printed(share):
    assert rules_that_fire(*triple(17614, 35947, share)) == []


def test_one_more_printed_decimal_can_bring_a_fault_to_light():
    assert rules_that_fire(*triple(49_400, 100_000, "49")) == []
    assert rules_that_fire(*triple(49_400, 100_000, "49.0")) == ["rate_times_base"]


def test_at_least_and_about_leave_room():
    share = {"comparator": "ge"} | SHARE
    at_least = (
        baseline("nursing_beds", 60),
        baseline("elderly_care_beds", 100),
        baseline("nursing_bed_share_pct", 50, **share),
    )
    about = (
        baseline("nursing_beds", 52),
        baseline("elderly_care_beds", 100),
        baseline("nursing_bed_share_pct", 50, **(share | {"comparator": "about"})),
    )
    assert rules_that_fire(*at_least) == rules_that_fire(*about) == []


def test_at_least_a_share_that_the_figures_do_not_reach_is_a_contradiction():
    share = {"comparator": "ge"} | SHARE
    rows = (
        baseline("nursing_beds", 40),
        baseline("elderly_care_beds", 100),
        baseline("nursing_bed_share_pct", 50, **share),
    )
    assert rules_that_fire(*rows) == ["rate_times_base"]


@pytest.mark.parametrize(
    "apart",
    [
        {"year": 2021, "as_of": ""},
        {"scope": "510104"},
        {"as_of": "2020-06-30"},
        {"value_kind": "target"},
        {"restates": "v0"},
    ],
)
def test_figures_of_different_dates_areas_or_kinds_are_never_put_together(apart):
    part, total, share = triple(17614, 35947, "52")
    (other,) = (baseline("nursing_bed_share_pct", 52, **(SHARE | {"as_of": ""} | apart)),)
    assert rules_that_fire(part, total, other) == []


@settings(deadline=None)  # the first plan reads the vocabulary
@given(part=st.integers(1, 60_000), total=st.integers(1, 100_000), decimals=st.integers(0, 2))
def test_a_consistent_triple_never_triggers(part, total, decimals):
    assume(part <= total)
    share = format(100 * part / total, f".{decimals}f")
    assert rules_that_fire(*triple(part, total, share)) == []


@settings(deadline=None)  # the first plan reads the vocabulary
@given(
    part=st.integers(1_000, 60_000),
    total=st.integers(1_000, 100_000),
    decimals=st.integers(0, 2),
    off=st.floats(1.2, 40),
    sign=st.sampled_from([1, -1]),
)
def test_a_triple_off_by_more_than_its_precision_always_triggers(part, total, decimals, off, sign):
    assume(part <= total)
    true, half = 100 * part / total, 0.5 * 10**-decimals
    # half a bed of part and total is below 0.12 points
    share = float(format(true + sign * (half * off + half + 0.12), f".{decimals}f"))
    assume(0 < share < 100)
    assert rules_that_fire(*triple(part, total, format(share, f".{decimals}f"))) == ["rate_times_base"]


def test_public_and_private_homes_make_up_all_homes():
    parts = [baseline("public_elderly_institutions_count", 137), baseline("private_elderly_institutions_count", 48)]
    (finding,) = found(RULES, make_plan(values=[*parts, baseline("elderly_institutions", 188)]))
    assert (finding.rule, finding.severity) == ("parts_and_total", "high")
    assert finding.arithmetic == "137个 + 48个 = 185个 ≠ 188个"
    assert rules_that_fire(*parts, baseline("elderly_institutions", 185)) == []
    assert rules_that_fire(*parts) == []


BEDS = ("medical_institution_beds", 35862), ("medical_institution_beds_per_1000", 6.25)


def people(**more):
    """60 years and above: 133.8 of 19.9 % are 672.4 万."""
    return (
        baseline("population_60_plus", 133.8, year=2018, as_of="2018-12-31", **more),
        baseline("share_60_plus_pct", 19.9, year=2018, as_of="2018-12-31", **more),
    )


def beds(**more):
    """35,862 beds at 6.25 per 1,000 are the beds of 573.8 万 people."""
    dated = {"year": 2019, "as_of": "2019-12-31"} | more
    return tuple(baseline(key, amount, unit="张", **dated) for key, amount in BEDS)


def test_two_rates_that_rest_on_different_populations_are_a_doubt():
    (finding,) = found(RULES, make_plan(values=[*people(), *beds()]))
    assert (finding.rule, finding.severity) == ("bases_differ", "medium")
    assert "573.8万" in finding.sentence
    assert "35862张 ÷ 6.25张 × 1,000 = 573.8万（2019年）" in finding.arithmetic
    assert "133.8万人 ÷ 19.9% = 672.4万（2018年）" in finding.arithmetic
    assert len(finding.places) == 4


def test_populations_that_differ_no_more_than_people_change_are_no_doubt():
    rows = [
        *people(),
        *beds()[:1],
        baseline("medical_institution_beds_per_1000", 5.4, unit="张", year=2019, as_of="2019-12-31"),
    ]
    assert rules_that_fire(*rows) == []


def test_a_text_that_says_registered_and_resident_has_told_the_difference():
    registered = people(as_written="户籍人口中133.8万，19.9%")
    resident = beds(as_written="按常住人口，35862张，6.25张")
    assert rules_that_fire(*registered, *resident) == []


def test_bases_many_years_apart_are_not_compared():
    assert rules_that_fire(*people(), *beds(year=2022, as_of="2022-12-31")) == []


def test_a_rate_that_implies_fewer_people_than_the_text_states_is_a_doubt():
    rows = (
        baseline("population_65_plus", 94.76, year=2018, as_of="2018-12-31"),
        baseline("family_doctor_signed_65_plus", 55.77, year=2019, unit="万名"),
        baseline("family_doctor_signing_rate_65_pct", 84.9, year=2019),
    )
    (finding,) = found(RULES, make_plan(values=rows))
    assert finding.rule == "bases_differ"
    assert "1.44倍" in finding.sentence


def census(**count):
    return [Population(REGION, 2020, **({"population": 5_385_422, "age_60_plus": 1_204_411} | count), source="七普")]


def test_people_far_from_the_census_are_a_doubt_and_the_census_is_cited():
    rows = [value("population_60_plus", 146.46, value_kind="forecast", year=2021)]
    (finding,) = found(RULES, make_plan(values=rows, people=census()))
    assert (finding.rule, finding.severity) == ("people_unlike_census", "medium")
    assert "2020年人口普查的120.4万" in finding.sentence
    assert "21.6%" in finding.sentence


@pytest.mark.parametrize(
    ("amount", "more"),
    [
        (125, {}),  # near
        (146.46, {"year": 2025}),  # years later
        (146.46, {"as_written": "户籍老年人口146.46万人"}),  # said to be registered people
        (146.46, {"scope": "510104"}),  # another area
        (100, {"comparator": "ge"}),  # at least so many
    ],
)
def test_people_near_the_census_or_of_another_time_area_or_basis_are_no_doubt(amount, more):
    rows = [value("population_60_plus", amount, **({"value_kind": "forecast", "year": 2021} | more))]
    assert rules_that_fire(*rows, people=census()) == []


def test_beds_per_thousand_imply_people_that_the_census_does_not_have():
    rows = (
        value("elderly_care_beds", 14000, value_max=16000, comparator="between", year=2020),
        value("elderly_care_beds_per_1000_elderly", 35, value_max=40, comparator="between", year=2020, unit="张"),
    )
    (finding,) = found(RULES, make_plan(values=rows, people=census(age_60_plus=307_681), issued_on="2017-03-01"))
    assert "35.0万—45.7万" in finding.sentence
    assert "普查晚于本规划" in finding.sentence
    assert rules_that_fire(*rows, people=census(age_60_plus=400_000)) == []


def park(**whole):
    return project(project_id="k1", name="医养园区", **whole)


def part(**amounts):
    return project(row_kind="component", parent_project_id="k1", **amounts)


@pytest.mark.parametrize(
    ("whole", "parts", "measure"),
    [
        (
            {"investment": "1亿元"},
            [{"investment": "8000万元"}, {"investment": "3000万元"}],
            "8,000万元 + 3,000万元 = 1.1亿元 > 1亿元",
        ),
        ({"bed_counts": (500,)}, [{"bed_counts": (300,)}, {"bed_counts": (250,)}], "300张 + 250张 = 550张 > 500张"),
        ({"land_area": "10亩"}, [{"land_area": "1公顷"}], "1万平方米 = 1万平方米 > 6,666.67平方米"),
    ],
)
def test_parts_above_their_project_are_a_contradiction(whole, parts, measure):
    (finding,) = found(RULES, make_plan(projects=[park(**whole), *(part(**amounts) for amounts in parts)]))
    assert (finding.rule, finding.severity, finding.arithmetic) == ("parts_above_whole", "high", measure)


def test_a_remainder_is_a_doubt_only_where_every_part_states_its_amount():
    whole, parts = park(investment="1亿元"), [part(investment="3000万元"), part(investment="2000万元")]
    assert [finding.severity for finding in found(RULES, make_plan(projects=[whole, *parts]))] == ["medium"]
    assert found(RULES, make_plan(projects=[whole, *parts, part()])) == []
    open_list = park(investment="1亿元", as_written="医养园区1亿元|建设甲、乙等")
    assert found(RULES, make_plan(projects=[open_list, *parts])) == []


def test_parts_that_add_up_within_rounding_are_no_finding():
    projects = [park(floor_area="12.3万平方米"), part(floor_area="6.2万平方米"), part(floor_area="6.12万平方米")]
    assert found(RULES, make_plan(projects=projects)) == []


def test_a_name_that_counts_its_parts_is_held_against_the_list():
    name = {"project_id": "k1", "name": "五大主题功能区", "row_kind": "programme"}
    five = [project(row_kind="component", parent_project_id="k1") for _ in range(5)]
    assert found(RULES, make_plan(projects=[project(**name), *five])) == []
    (finding,) = found(RULES, make_plan(projects=[project(**name), *five[:4]]))
    assert (finding.rule, finding.severity) == ("parts_miscounted", "high")
    year = project(project_id="k1", name="2022年重点项目")
    assert found(RULES, make_plan(projects=[year, *five])) == []


def test_every_relation_names_indicators_that_some_vocabulary_defines():
    relations = read_relations()
    named = {name for rate in relations.rates for name in (rate.rate, rate.numerator, rate.denominator)}
    named |= {name for entry in relations.parts for name in (entry.total, *entry.parts)}
    named |= {name for pair in relations.groups for name in pair} | set(relations.ages) | set(relations.census)
    known = {name for plan_id in find_plan_ids(PLANS) for name in load_plan(plan_id, PLANS).indicators}
    assert named <= known


def test_a_stated_number_of_people_is_no_least_number_and_one_on_the_other_side_is_told():
    rows = [
        value("population_60_plus", 146.46, value_kind="forecast", year=2021),
        value("population_80_plus", 15.7, value_kind="forecast", year=2021),
    ]
    people = [Population(REGION, 2020, 5385422, 1204411, 967000, 172800)]
    (finding,) = found(RULES, make_plan(values=rows, people=people), rule="people_unlike_census")
    assert "的120.4万高21.6%；“80岁及以上人口”反而低8.9%，户籍与常住之差解释不了" in finding.sentence
    assert finding.remedy.startswith("核对各年龄段的预测")


def test_two_ranges_are_paired_end_by_end():
    rows = [
        value("elderly_care_beds", 14000, value_max=16000, comparator="between", year=2020),
        value("elderly_care_beds_per_1000_elderly", 35, value_max=40, comparator="between", year=2020),
    ]
    people = [Population(REGION, 2020, 1434603, 307681, 240000, 40000)]
    (finding,) = found(RULES, make_plan(values=rows, people=people), rule="people_unlike_census")
    assert "至少高13.8%，两端各自相配是40.0万，高30.0%" in finding.sentence
    assert "350,000–457,000 (400,000 where the ends are paired, +30.0%)" in finding.sentence_en


def test_other_years_of_a_doubted_base_are_told_with_their_distance_from_the_census():
    rows = [
        baseline("population_65_plus", 94.76, year=2018, as_of=""),
        baseline("share_65_plus_pct", 14.07, year=2018, as_of=""),
        baseline("medical_institution_beds", 35862, year=2019, as_of=""),
        baseline("medical_institution_beds_per_1000", 6.25, year=2019, as_of=""),
        value("population_65_plus", 158.36, value_kind="forecast"),
        value("share_65_plus_pct", 22.86, value_kind="forecast"),
    ]
    (finding, *_) = found(RULES, make_plan(values=rows, people=census()), rule="bases_differ")
    assert "另：158.36万人 ÷ 22.86% = 692.7万（2025年），与2020年普查相差+" in finding.arithmetic
    assert "6.735 million (2018) and 5.738 million (2019)" in finding.sentence_en
