"""What a plan says twice it says alike; what only looks alike is left alone."""

from __future__ import annotations

import pytest

from data.plan_rules.repeats import RULES
from tests.data.plan_rules.builders import baseline, found, make_plan, project, value

COVERAGE = "institution_medical_service_coverage_pct"


def findings_of(*rows):
    return found(RULES, make_plan(values=rows))


def test_at_least_sixty_and_sixty_are_two_ways_to_say_it():
    rows = (
        value(COVERAGE, 60, comparator="ge", value_id="v1", section="四/（一）", as_written="达到60%以上"),
        value(COVERAGE, 60, restates="v1", section="专栏2", as_written="达到60%"),
    )
    (finding,) = findings_of(*rows)
    assert (finding.rule, finding.severity) == ("repetitions_differ", "low")
    assert "四/（一）写“60%以上”，专栏2写“60%”" in finding.sentence
    assert [place.section for place in finding.places] == ["四/（一）", "专栏2"]


def test_three_places_make_one_finding():
    rows = [value("home_care_beds", 500, section=section) for section in ("表1", "专栏3")]
    (finding,) = findings_of(*rows, value("home_care_beds", 500, comparator="ge", section="四"))
    assert "表1、专栏3写“500张”，四写“500张以上”" in finding.sentence


def test_two_figures_for_one_target_are_a_contradiction():
    (finding,) = findings_of(value("home_care_beds", 500), value("home_care_beds", 550))
    assert (finding.severity, "数值不一" in finding.sentence) == ("high", True)


def test_a_higher_and_a_lower_least_figure_are_a_doubt():
    rows = value("home_care_beds", 500, comparator="ge"), value("home_care_beds", 550, comparator="ge")
    assert [finding.severity for finding in findings_of(*rows)] == ["medium"]


def test_another_year_for_the_same_target_is_a_contradiction():
    rows = value("home_care_beds", 500, value_id="v1"), value("home_care_beds", 500, restates="v1", year=2024)
    (finding,) = findings_of(*rows)
    assert (finding.severity, "2025年500张" in finding.sentence, "2024年500张" in finding.sentence) == (
        "high",
        True,
        True,
    )


def test_striving_in_one_place_only_is_a_doubt():
    rows = value("home_care_beds", 500), value("home_care_beds", 500, is_striving=True)
    (finding,) = findings_of(*rows)
    assert "力争500张" in finding.sentence


@pytest.mark.parametrize(
    "other",
    [
        {},  # the same
        {"year": 2024},  # of another year, and no repetition
        {"scope": "510104"},  # of another area
        {"level": "national", "amount": 550},  # set by another level
        {"start_year": 2023, "amount": 550},  # counted from another year
        {"value_kind": "forecast"},  # of another kind
        {"unit": "万张", "amount": 0.05, "as_written": "0.05万张"},  # in another unit
        {"comparator": "relative", "amount": 5},  # relative
        {"amount": None},  # without a figure
        {"year": None},  # without a year
    ],
)
def test_what_is_alike_or_of_another_moment_is_no_finding(other):
    more = dict(other)
    amount = more.pop("amount", 500)
    assert findings_of(value("home_care_beds", 500), value("home_care_beds", amount, **more)) == []


def test_a_repetition_that_adds_the_year_is_no_finding():
    first = value("home_care_beds", 500, value_id="v1", year=None)
    assert findings_of(first, value("home_care_beds", 500, restates="v1", year=2025)) == []


def test_two_values_without_a_year_are_not_taken_for_one():
    rows = [value("home_care_beds", amount, year=None) for amount in (1, 2)]
    assert findings_of(*rows) == []


def test_a_least_and_a_largest_requirement_are_a_range():
    limits = {"value_kind": "standard", "year": None}
    rows = value("x_m2", 5, comparator="ge", **limits), value("x_m2", 10, comparator="le", **limits)
    assert findings_of(*rows) == []
    (finding,) = findings_of(value("x_m2", 15, **limits), value("x_m2", 20, **limits))
    assert finding.severity == "high"


def share(name, amount, **more):
    return value("nursing_bed_share_pct", amount, name=name, **more)


def test_a_share_of_all_beds_and_of_beds_in_institutions_do_not_compare():
    rows = (
        share("护理型床位占养老总床位数比例", 49, value_kind="baseline", year=2020),
        share("养老机构护理型床位占比", 52, year=2022),
        share("养老机构护理型床位占比", 55, year=2023),
    )
    (finding,) = findings_of(*rows)
    assert (finding.rule, finding.severity, len(finding.places)) == ("two_scopes", "medium", 2)
    assert "2020年49%" in finding.sentence
    assert findings_of(*rows[1:]) == []


def test_a_shorter_name_may_mean_the_same_but_not_one_that_says_whose_money():
    short = share("护理型床位占比", 50, year=2021), share("养老机构护理型床位占比", 55, year=2023)
    assert findings_of(*short) == []
    money = share("福彩公益金用于养老比例", 50, year=2021), share("本级留成福彩公益金用于养老比例", 55, year=2023)
    assert [finding.rule for finding in findings_of(*money)] == ["two_scopes"]
    repeated = share("甲", 1, value_id="v1", year=2021), share("公立甲", 1, year=2021, restates="v1")
    assert findings_of(*repeated) == []


def department(indicator_id, name, amount, **more):
    return value(indicator_id, amount, unit="%", name=name, **more)


def test_one_demand_of_general_and_of_all_hospitals_is_a_doubt():
    rows = (
        department("a_pct", "二级以上公立综合医院开设老年病科比例", 100),
        department("b_pct", "二级以上公立医院开设老年病科占比", 100, year=None),
    )
    (finding,) = findings_of(*rows)
    assert (finding.rule, "只差“综合”" in finding.sentence, finding.arithmetic) == ("nested_demands", True, "")


def test_a_looser_demand_of_a_part_says_how_small_the_part_must_be():
    rows = (
        department("a_pct", "养老服务中心内设医务室的比例", 80),
        department("b_pct", "乡镇养老服务中心内设医务室的比例", 50),
    )
    (finding,) = findings_of(*rows)
    assert finding.arithmetic.endswith("w ≤ (100 − 80) ÷ (100 − 50) = 40.0%")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            {"name": "养老服务中心内设医务室的比例", "amount": 50},
            {"name": "乡镇养老服务中心内设医务室的比例", "amount": 80},
        ),
        (
            {"name": "二级以上综合医院开设老年病科占比", "amount": 80},
            {"name": "二级以上中医医院开设老年病科占比", "amount": 80},
        ),
        ({"name": "老年人健康管理率", "amount": 70}, {"name": "老年人中医药健康管理率", "amount": 70}),
        ({"name": "综合医院开设老年病科占比", "amount": 80}, {"name": "公立医院开设老年病科占比", "amount": 80}),
        (
            {"name": "医院开设老年病科占比", "amount": 80, "year": 2023},
            {"name": "公立医院开设老年病科占比", "amount": 80},
        ),
    ],
)
def test_stricter_parts_and_other_groups_are_no_doubt(one, other):
    assert findings_of(department("a_pct", **one), department("b_pct", **other)) == []


def test_targets_that_only_the_annex_or_only_the_text_has_are_gaps():
    body = [value(f"x{i}", 10 + i, section="一") for i in range(3)]
    annex = [value(f"x{i}", 10 + i, section="附件") for i in range(2)]
    extra = value("y", 7, section="附件")
    findings = findings_of(*body, *annex, extra)
    assert [(finding.severity, len(finding.places)) for finding in findings] == [("low", 1), ("low", 1)]
    assert findings_of(*body[:2], *annex) == []


def test_an_annex_that_is_no_list_of_the_targets_is_left_alone():
    body = [value(f"x{i}", 10, section="一") for i in range(5)]
    assert findings_of(*body, value("x0", 10, section="附件"), value("y", 7, section="附件")) == []


def twice(*rows):
    return [(finding.rule, len(finding.places)) for finding in found(RULES, make_plan(projects=rows))]


def test_a_project_named_twice_is_a_doubt_unless_it_lies_elsewhere():
    assert twice(project(name="“银龄”颐养中心项目"), project(name="银龄颐养中心")) == [("project_named_twice", 2)]
    here, there = project(name="颐养中心", district_codes=("01",)), project(name="颐养中心", district_codes=("02",))
    assert twice(here, there) == []


def test_a_component_of_its_project_may_bear_its_name():
    whole = project(project_id="k1", name="颐养中心")
    assert twice(whole, project(name="颐养中心", row_kind="component", parent_project_id="k1")) == []
    assert twice(whole, project(name="颐养中心", parent_project_id="k1")) == []


def test_two_equal_amounts_are_a_doubt_and_one_is_none():
    amounts = {"investment": "3500万元", "floor_area": "1.1万平方米"}
    amounts, same = {**amounts, "investment": "3570万元"}, {"investment": "0.357亿元", "floor_area": "11000平方米"}
    assert twice(project(**amounts), project(**same)) == [("amounts_told_twice", 2)]
    assert twice(project(floor_area="1.17万平方米"), project(floor_area="1.17万平方米")) == []
    standard = {"investment": "500万元", "floor_area": "1000平方米"}
    assert twice(project(**standard), project(**standard)) == []
    assert twice(project(**amounts), project(**same, bed_counts=(100,))) == []


def test_baselines_of_two_dates_in_one_year_are_two_values():
    rows = [baseline("home_care_beds", amount, as_of=day) for amount, day in ((100, "2020-06-30"), (120, "2020-12-31"))]
    assert findings_of(*rows) == []


def test_figures_that_differ_in_their_comparator_alone_are_one_gap():
    rows = [
        value(COVERAGE, 60, comparator="ge", section="四/（一）"),
        value(COVERAGE, 60, section="专栏2"),
        value("home_care_beds", 320, comparator="ge", section="表1", year=2024),
        value("home_care_beds", 500, section="表1"),
        value("home_care_beds", 500, comparator="ge", section="四/（二）"),
    ]
    (finding,) = findings_of(*rows)
    assert finding.sentence.startswith("2个数值各处相同")
    assert finding.arithmetic == "表1同一行：2024年320张以上、2025年500张"
    assert "stated twice" not in finding.sentence_en


def test_striving_in_one_place_only_stays_a_doubt():
    rows = value(COVERAGE, 60, section="表1"), value(COVERAGE, 60, is_striving=True, section="四")
    assert [finding.severity for finding in findings_of(*rows)] == ["medium"]
