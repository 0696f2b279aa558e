"""What figures cannot exceed, how they move over the years, and what they cannot be measured against."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.plan import Indicator
from data.plan_rules.bounds import RULES
from tests.data.plan_rules.builders import baseline, found, make_plan, value


def fired(rule, *rows, **plan):
    return found(RULES, make_plan(values=rows, **plan), rule=rule)


@pytest.mark.parametrize(("amount", "count"), [(0, 0), (100, 0), (100.5, 1), (-1, 1), (None, 0)])
def test_a_share_lies_between_nothing_and_all(amount, count):
    assert len(fired("share_out_of_bounds", value("nursing_bed_share_pct", amount))) == count


def test_growth_may_pass_a_hundred_percent():
    assert fired("share_out_of_bounds", value("x_growth_pct", 120, unit="%", name="产值")) == []
    assert fired("share_out_of_bounds", value("x_pct", 120, unit="%", name="产值增幅")) == []
    assert fired("share_out_of_bounds", value("x_pct", 120, unit="%", comparator="relative")) == []
    assert fired("share_out_of_bounds", value("home_care_beds", 120)) == []


def test_a_range_may_not_reach_above_all():
    assert (
        len(fired("share_out_of_bounds", value("nursing_bed_share_pct", 90, value_max=110, comparator="between"))) == 1
    )


def test_part_of_a_group_is_never_more_than_the_group():
    older, old = value("population_80_plus", 20, year=2021), value("population_65_plus", 15, year=2021)
    (finding,) = fired("subgroup_above_group", older, old)
    assert (finding.severity, finding.arithmetic) == ("high", "20万人 > 15万人")


@pytest.mark.parametrize(
    "other",
    [{"year": 2025}, {"scope": "510104"}, {"value_kind": "baseline"}, {"comparator": "ge"}, {"unit": "百万人"}],
)
def test_groups_of_other_moments_areas_or_open_ends_are_not_compared(other):
    older, old = value("population_80_plus", 20, year=2021), value("population_65_plus", 15, **({"year": 2021} | other))
    assert fired("subgroup_above_group", older, old) == []


def people(key, amount, year, **more):
    return value(key, amount, value_kind="forecast", year=year, unit="万人", **more)


def test_more_people_of_sixty_five_than_there_were_of_sixty_one_is_a_contradiction():
    (finding,) = fired(
        "people_not_there",
        people("population_60_plus", 146.46, 2021, name="60岁及以上人口"),
        people("population_65_plus", 158.36, 2025, name="65岁及以上人口"),
    )
    assert finding.severity == "high"
    assert "65 − (2025 − 2021) = 61岁" in finding.arithmetic
    assert "多8.1%" in finding.arithmetic


def test_a_few_more_may_have_moved_in():
    rows = people("population_60_plus", 150, 2021), people("population_65_plus", 153, 2025)
    assert [finding.severity for finding in fired("people_not_there", *rows)] == ["medium"]


@settings(deadline=None)  # the first plan reads the vocabulary
@given(
    years=st.integers(1, 30),
    younger=st.sampled_from([60, 65]),
    before=st.floats(1, 200).map(lambda amount: round(amount, 2)),
    deaths=st.floats(0, 0.9),
)
def test_people_who_only_grow_older_and_die_never_trigger(years, younger, before, deaths):
    older = {60: 65, 65: 80}[younger]
    after = round(before * (1 - deaths), 2) if years <= older - younger else 10 * before
    rows = people(f"population_{younger}_plus", before, 2020), people(f"population_{older}_plus", after, 2020 + years)
    assert fired("people_not_there", *rows) == []


def test_registered_people_may_be_more_than_residents():
    rows = (
        people("population_60_plus", 146.46, 2021, as_written="常住人口中60岁以上146.46万人"),
        people("population_65_plus", 158.36, 2025, as_written="户籍人口中65岁以上158.36万人"),
    )
    assert fired("people_not_there", *rows) == []


def test_the_ends_of_a_range_are_in_order():
    ends = {"comparator": "between"}
    assert [entry.severity for entry in fired("range_reversed", value(amount=16000, value_max=14000, **ends))] == [
        "high"
    ]
    assert fired("range_reversed", value(amount=14000, value_max=16000, **ends)) == []


def share(amount, year, kind="target", **more):
    return value("nursing_bed_share_pct", amount, year=year, value_kind=kind, **more)


def test_a_target_below_how_things_stand_falls_back():
    (finding,) = fired("target_falls_back", share(49, 2020, "baseline"), share(45, 2025, comparator="ge"))
    assert (finding.severity, finding.arithmetic) == ("medium", "2020年49% → 2025年45%以上")


def test_a_target_below_an_earlier_one_falls_back():
    rows = share(40, 2023), share(45, 2024), share(42, 2025)
    assert [finding.arithmetic for finding in fired("target_falls_back", *rows)] == ["2024年45% → 2025年42%"]


@pytest.mark.parametrize(
    "rows",
    [
        (share(49, 2020, "baseline"), share(49, 2025)),
        (share(49.4, 2020, "baseline"), share(49, 2025)),  # equal as far as it is printed
        (share(70, 2020, "baseline", comparator="lt"), share(50, 2025)),  # less than 70 may be 40
        (share(70, 2020, "baseline", scope="510104"), share(50, 2025)),
        (value("share_60_plus_pct", 20, year=2021), value("share_60_plus_pct", 19, year=2025)),  # neither good nor bad
        (value("caregivers_trained", 720, year=2021), value("caregivers_trained", 500, year=2025)),  # of each period
        (share(49, 2020, "baseline"), share(5, 2025, comparator="relative")),
    ],
)
def test_equal_open_and_neutral_figures_do_not_fall_back(rows):
    assert fired("target_falls_back", *rows) == []


def test_fewer_is_better_where_the_vocabulary_says_so():
    waiting = Indicator("waiting_days", "等候天数", unit="天", better="lower")
    rows = value("waiting_days", 5, year=2021), value("waiting_days", 9, year=2025)
    assert len(fired("target_falls_back", *rows, indicators=[waiting])) == 1
    assert fired("target_falls_back", *(rows[::-1]), indicators=[waiting]) != []
    better = value("waiting_days", 9, year=2021), value("waiting_days", 5, year=2025)
    assert fired("target_falls_back", *better, indicators=[waiting]) == []


def test_a_forecast_that_falls_and_rises_is_a_doubt():
    rows = [people("population_60_plus", amount, year) for amount, year in ((146, 2021), (140, 2023), (183, 2025))]
    assert len(fired("forecast_turns", *rows)) == 1
    assert fired("forecast_turns", rows[0], rows[2], people("population_60_plus", 190, 2030)) == []
    assert fired("forecast_turns", *rows[:2]) == []


def institutions(amount, year, kind="target"):
    return value("medical_elderly_institutions", amount, year=year, value_kind=kind)


def test_an_expected_value_that_copies_how_things_stood_is_a_doubt():
    rows = institutions(39, 2020, "baseline"), institutions(39, 2021, "estimate"), institutions(49, 2022)
    (finding,) = fired("year_without_change", *rows)
    assert finding.arithmetic == "2020年39个 → 2021年39个 → 2022年49个"
    assert fired("year_without_change", rows[0], institutions(41, 2021, "estimate"), rows[2]) == []
    assert fired("year_without_change", *rows[:2], institutions(39, 2022)) == []
    full = share(100, 2020, "baseline"), share(100, 2021, "estimate"), share(100, 2022)
    assert fired("year_without_change", *full) == []


def test_a_target_in_words_only_is_a_gap():
    assert [f.severity for f in fired("target_without_figure", value("x_pct", None, as_written="普遍设置"))] == ["low"]
    assert fired("target_without_figure", value("x_pct", None, as_written="--")) == []
    assert fired("target_without_figure", value("x_pct", None, comparator="relative", reference="高于GDP增速")) == []


def test_growth_above_what_is_there_now_needs_a_base():
    growth = {"comparator": "relative", "unit": "%"}
    assert len(fired("growth_on_unknown_base", value("x_pct", 5, reference="现有基础", **growth))) == 1
    assert fired("growth_on_unknown_base", value("x_pct", 5, reference="2020年", **growth)) == []


def test_growth_of_a_share_may_be_points_and_both_readings_are_worked_out():
    known = Indicator("x_growth_pct", "老年人口比重年均增速", unit="%", related=("share_60_plus_pct",))
    growth = value(
        "x_growth_pct", 0.61, unit="%", name="老年人口比重年均增速", value_kind="baseline", year=2019, start_year=2003
    )
    rows = growth, baseline("share_60_plus_pct", 19.9, year=2018, as_of="")
    (finding,) = fired("growth_of_a_share", *rows, indicators=[known])
    assert "(1 + 0.61%)^15 = 18.2%" in finding.arithmetic
    assert "19.9% − 0.61 × 15 = 10.75%" in finding.arithmetic
    (alone,) = fired("growth_of_a_share", growth)
    assert alone.arithmetic == ""
    points = value("x_growth_pct", 0.61, unit="%", name="老年人口比重增幅", as_written="每年提高0.61个百分点")
    assert fired("growth_of_a_share", points) == []
    for name in ("诊疗量增幅", "增加值年均增长率", "增加值年均增长速度"):
        assert fired("growth_of_a_share", value("x_pct", 5, unit="%", name=name)) == []


def full(year, kind="target", amount=100):
    return value("green_channel_coverage_pct", amount, year=year, value_kind=kind)


def test_a_share_that_is_full_in_every_year_asks_for_nothing():
    (finding,) = fired("target_met_already", full(2021, "estimate"), full(2022), full(2025))
    assert finding.severity == "low"
    assert "2021年、2022年、2025年都是100%" in finding.sentence
    assert not fired("target_met_already", full(2022), full(2025))  # how things stand is not stated
    assert not fired("target_met_already", full(2021, "baseline", 90), full(2025))
    assert not fired("target_met_already", full(2021, "baseline"))


def test_an_expected_value_after_at_least_as_much_may_have_risen():
    rate = "elderly_health_management_rate_65_pct"
    rows = [
        baseline(rate, 70, comparator="ge"),
        value(rate, 70, year=2021, value_kind="estimate"),
        value(rate, 72, year=2022),
    ]
    assert [finding.severity for finding in fired("year_without_change", *rows)] == ["low"]
