"""Years and deadlines: within the period, after the issue, the same in text and annex, and stated at all."""

from __future__ import annotations

import pytest

from data.plan import OtherFigure
from data.plan_rules.periods import RULES
from tests.data.plan_rules.builders import baseline, found, make_plan, project, task, value


def fired(rule, **rows):
    return found(RULES, make_plan(**rows), rule=rule)


def test_a_target_after_the_period_is_a_doubt_told_once_with_its_task_and_project():
    place = {"section": "四/（三）"}
    (finding,) = fired(
        "due_after_period",
        values=[value("nursing_bed_share_pct", 60, year=2026, **place)],
        tasks=[task(deadline_kind="complete", deadline_on="2026-12-31", **place)],
        projects=[project(end_year=2026, **place)],
    )
    assert (finding.severity, len(finding.places), finding.arithmetic) == ("medium", 3, "2026 > 2025")
    assert "2021—2025年" in finding.sentence


@pytest.mark.parametrize(
    "rows",
    [
        {"values": [value(year=2025)]},
        {"values": [value("population_60_plus", 180, value_kind="forecast", year=2035)]},
        {"values": [value(year=2030)], "end_year": None},
        {"tasks": [task(deadline_kind="continuous", deadline_on="")]},
    ],
)
def test_the_last_year_forecasts_and_what_goes_on_are_within_the_period(rows):
    assert fired("due_after_period", **rows) == []


def test_a_deadline_before_the_issue_had_passed():
    rows = {"issued_on": "2021-06-24", "tasks": [task(deadline_kind="start", deadline_on="2021-05-31")]}
    (finding,) = fired("due_before_issue", **rows)
    assert "2021-05-31 < 2021-06-24" in finding.arithmetic


@pytest.mark.parametrize(
    "rows",
    [
        {"values": [value(year=2021)]},  # the year of issue itself
        {"values": [baseline("elderly_care_beds", 3)]},  # how things stood
        {"tasks": [task(deadline_kind="complete", deadline_on="2021-06-24")]},  # the very day
        {"values": [value(year=2019)], "issued_on": ""},  # nobody knows when it was issued
    ],
)
def test_what_is_due_later_in_the_year_of_issue_is_no_doubt(rows):
    assert fired("due_before_issue", **({"issued_on": "2021-06-24"} | rows)) == []


def department_target(**more):
    return value("x_pct", 100, unit="%", name="二级以上公立综合医院开设老年病科比例", **more)


def department_task(**more):
    words = {"title": "二级以上综合医院开设老年病科", "deadline_kind": "complete", "deadline_on": "2022-12-31"}
    return task(source_table="annex", section="附件", deadline_text="2022年年底前完成", **(words | more))


def test_an_annex_that_wants_a_target_done_in_another_year_is_a_doubt():
    (finding,) = fired("two_deadlines", values=[department_target()], tasks=[department_task()])
    assert (finding.severity, finding.arithmetic, len(finding.places)) == ("medium", "2022 ≠ 2025", 2)


def test_a_deadline_for_those_who_are_able_may_be_a_first_step():
    task = department_task(as_written="有条件的二级以上综合医院要开设老年病科")
    (finding,) = fired("two_deadlines", values=[department_target()], tasks=[task])
    assert finding.severity == "low"
    assert finding.sentence.endswith("可能是分步要求，文中没有说明。")


@pytest.mark.parametrize(
    ("target", "annex"),
    [
        ({}, {"deadline_kind": "start"}),
        ({}, {"deadline_on": "2025-12-31"}),
        ({}, {"title": "开设老年病科的准备", "as_written": "另一件事"}),
        ({"year": None}, {}),
    ],
)
def test_a_start_the_same_year_or_another_matter_is_no_second_deadline(target, annex):
    rows = {"values": [department_target(**target)], "tasks": [department_task(**annex)]}
    assert fired("two_deadlines", **rows) == []


def test_a_target_of_several_years_may_be_due_in_any_of_them():
    targets = [department_target(year=2022), department_target(year=2025)]
    assert fired("two_deadlines", values=targets, tasks=[department_task()]) == []


def test_a_year_between_two_yearly_targets_is_missing():
    (finding,) = fired("missing_years", values=[value(year=year) for year in (2021, 2022, 2024, 2025)])
    assert "缺2023年" in finding.sentence
    for years in ((2021, 2022, 2023, 2024), (2021, 2025), (2022, 2023, 2025), (2021, 2023, 2025, 2027)):
        assert fired("missing_years", values=[value(year=year) for year in years]) == []


def test_targets_without_a_year_are_one_gap():
    rows = [value("home_care_beds", 500, year=None), value("demonstration_bases", 2, year=None)]
    (finding,) = fired("target_without_year", values=rows)
    assert (finding.severity, len(finding.places)) == ("low", 2)
    repeated = [rows[0], value("home_care_beds", 500, restates=rows[0].value_id, year=2025)]
    assert fired("target_without_year", values=repeated) == []
    assert fired("target_without_year", values=[value("home_care_beds", None, year=None)]) == []


def test_a_share_without_a_target_for_the_end_is_a_gap():
    (finding,) = fired("target_stops_early", values=[value("nursing_bed_share_pct", 30, year=2021)])
    assert "只定到2021年（30%）" in finding.sentence
    for rows in (
        [value("nursing_bed_share_pct", 30, year=2021), value("nursing_bed_share_pct", 40, year=2025)],
        [value("nursing_bed_share_pct", 100, year=2021)],
        [value("home_care_beds", 100, year=2021)],
        [value("nursing_bed_share_pct", 30, year=None)],
        [value("nursing_bed_share_pct", 5, year=2021, comparator="relative")],
    ):
        assert fired("target_stops_early", values=rows) == []


def test_a_present_value_without_a_date_matters_where_there_are_targets():
    undated = baseline("life_expectancy_years", 76, year=None, as_of="")
    (finding,) = fired("undated_baseline", values=[undated, value("life_expectancy_years", 78.2)])
    assert "现状76岁没有写年份" in finding.sentence
    assert fired("undated_baseline", values=[undated]) == []
    dated = baseline("life_expectancy_years", 76)
    assert fired("undated_baseline", values=[undated, dated, value("life_expectancy_years", 78.2)]) == []
    relative = baseline("life_expectancy_years", 1, year=None, as_of="", comparator="relative")
    assert fired("undated_baseline", values=[relative, value("life_expectancy_years", 78.2)]) == []


def test_a_rate_with_a_target_and_no_present_value_is_a_gap():
    target = value("nursing_bed_share_pct", 60)
    (finding,) = fired("rate_without_baseline", values=[target, value("green_channel_coverage_pct", 100)])
    assert [place.row for place in finding.places] == [f"indicator:{target.value_id}"]
    for known in (baseline("nursing_bed_share_pct", 49), value("nursing_bed_share_pct", 52, value_kind="estimate")):
        assert fired("rate_without_baseline", values=[target, known]) == []
    assert "目标为100%的1个未计" in finding.sentence


def test_a_total_that_is_to_be_reached_needs_a_present_value_and_what_is_built_new_does_not():
    (finding,) = fired("rate_without_baseline", values=[value("home_care_beds", 500)])
    assert finding.sentence == "全部目标都没有现状值，看不出要提高多少：1个总量（“家庭养老床位数”）。"
    for words in ("打造6个智慧康养社区", "培训1000人", "累计覆盖40万人"):
        assert fired("rate_without_baseline", values=[value("x", 6, as_written=words)]) == []
    known = [value("home_care_beds", 500), baseline("home_care_beds", 300), value("nursing_bed_share_pct", 60)]
    (finding,) = fired("rate_without_baseline", values=known)
    assert finding.sentence.startswith("1个比率（“护理型床位占养老床位比例”）有目标")


def test_projects_of_some_size_without_years_are_one_gap():
    rows = [project(investment="1亿元"), project(bed_counts=(50,)), project(), project(land_area="9亩", end_year=2024)]
    (finding,) = fired("project_without_years", projects=rows)
    assert len(finding.places) == 2
    assert finding.sentence_en.startswith("2 of 3 projects")
    assert fired("project_without_years", projects=rows[2:]) == []


@pytest.mark.parametrize(("years", "count"), [("5", 0), ("6", 1)])
def test_money_over_more_years_than_the_plan_has_is_a_doubt(years, count):
    row = project(investment="5亿元", other_figures=(OtherFigure("计划投资期限", years, "年"),))
    assert len(fired("investment_beyond_period", projects=[row])) == count
    other = project(other_figures=(OtherFigure("过渡期", "9", "年"),))
    assert fired("investment_beyond_period", projects=[other]) == []


def test_an_end_before_the_start_is_a_contradiction():
    rows = {"projects": [project(start_year=2024, end_year=2022)], "values": [value(start_year=2026, year=2025)]}
    assert [finding.severity for finding in fired("years_reversed", **rows)] == ["high", "high"]
    assert fired("years_reversed", projects=[project(start_year=2022, end_year=2022)]) == []


def test_a_plan_that_states_its_date_and_period_has_no_gap():
    assert fired("issue_not_dated") == fired("period_not_stated") == []
    assert (
        len(fired("issue_not_dated", issued_on="")) == len(fired("period_not_stated", period_basis="from_targets")) == 1
    )


@pytest.mark.parametrize("title", ["深入推进医养结合发展的实施方案", "医养结合试点市建设实施意见"])
def test_a_scheme_or_an_opinion_needs_no_period(title):
    assert fired("period_not_stated", period_basis="from_targets", title=title) == []


def test_what_is_due_late_in_one_article_is_one_doubt_wherever_its_units_stand():
    target = value(year=2027, section="四/（三）/2")
    row = task(
        deadline_kind="complete", deadline_on="2027-12-31", deadline_text="2027年底前", section="四/（三）/2;五/（一）"
    )
    assert len(fired("due_after_period", values=[target], tasks=[row])) == 1
