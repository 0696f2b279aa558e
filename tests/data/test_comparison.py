"""Plans side by side: shared indicators and their cautions, projects, task themes, what one has and another lacks."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog import load_catalog, load_plan
from data.comparison.differences import differences, holdings
from data.comparison.indicators import normalised, shared_indicators, standing_value
from data.comparison.projects import beds_per_yi_yuan, category_figures, per_1000_aged_60_plus, plan_figures, silent_on
from data.comparison.themes import OTHER, load_themes, stated_tasks, tasks_by_theme, themes_of, words_found
from data.measures import plan_statistics
from data.plan import Indicator, Plan, Population, Task
from data.series import series_of
from tests.data.plan_rules.builders import baseline, element, make_plan, project, task, value

RATE = "elderly_health_management_rate_65_pct"
BEDS = "elderly_care_beds"


def one(*values, **more) -> Plan:
    return make_plan(values=values, **{"plan_id": "one-2021", **more})


def two(*values, **more) -> Plan:
    return make_plan(values=values, **{"plan_id": "two-2021", **more})


def cautions(*plans: Plan) -> set[str]:
    (shared,) = shared_indicators(plans)
    return {caution.kind for caution in shared.cautions}


# -- indicators -----------------------------------------------------------------------------------------------------


def test_an_indicator_is_shared_when_two_plans_state_its_id():
    plans = [one(value(RATE), value(BEDS)), two(value(RATE)), make_plan(plan_id="three-2021")]
    (shared,) = shared_indicators(plans)
    assert shared.indicator.id == RATE
    assert set(shared.series) == {"one-2021", "two-2021"}


def test_plans_without_a_common_id_share_nothing():
    assert shared_indicators([one(value(RATE)), two(value(BEDS))]) == ()
    assert shared_indicators([one(value(RATE))]) == ()
    assert shared_indicators([]) == ()


def test_equal_statements_give_no_warning():
    assert cautions(one(value(RATE, 90)), two(value(RATE, 80))) == set()


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"year": 2024}, "year"),
        ({"year": None}, "year"),
        ({"value_kind": "forecast"}, "kind"),
        ({"unit": "人"}, "unit"),
        ({"scope": "510104"}, "scope"),
        ({"value": None}, "no_figure"),
        ({"comparator": "ge"}, "comparator"),
        ({"level": "national"}, "level"),
        ({"name": "老人健康管理率"}, "name"),
    ],
)
def test_each_way_in_which_two_statements_differ_is_said(more, kind):
    assert kind in cautions(one(value(RATE, 90)), two(value(RATE, 90, **more)))


def test_comparators_levels_and_names_are_remarks_the_rest_are_warnings():
    (shared,) = shared_indicators([one(value(RATE, 90)), two(value(RATE, 90, comparator="ge", year=2024, name="某率"))])
    assert {caution.kind for caution in shared.warnings} == {"year"}


def test_a_definition_of_its_own_is_a_warning_and_so_is_what_the_vocabulary_adds_to_one():
    own = Indicator(RATE, "健康管理率", unit="%", definition="另一种口径")
    assert "definition" in cautions(one(value(RATE)), two(value(RATE), indicators=[own]))
    assert "caveat" in cautions(one(value("nursing_bed_share_pct")), two(value("nursing_bed_share_pct")))


def test_units_that_count_the_same_do_not_differ():
    assert "unit" not in cautions(one(value(BEDS, 3, unit="万张")), two(value(BEDS, 14_000)))


def test_a_total_is_a_warning_even_when_all_else_agrees():
    assert cautions(one(value(BEDS, 100)), two(value(BEDS, 200))) == {"total"}


def test_the_last_target_stands_for_a_plan_else_standard_estimate_baseline_forecast():
    kinds = ["forecast", "baseline", "estimate", "standard"]
    rows = [value(RATE, k, value_kind=kind, year=2020 + k) for k, kind in enumerate(kinds)]
    targets = [value(RATE, 70, year=2023), value(RATE, 90, year=2025), value(RATE, 90, year=2025, restates="v0")]
    assert standing_value(series_of(one(*rows, *targets))[0]) is targets[1]
    for dropped in range(len(rows), 0, -1):
        assert standing_value(series_of(one(*rows[:dropped]))[0]).value_kind == kinds[dropped - 1]


def test_the_region_stands_for_a_plan_before_a_part_of_it():
    county, region = value(RATE, 50, scope="510104"), value(RATE, 80)
    (shared,) = shared_indicators([one(county, region), two(value(RATE))])
    assert shared.standing["one-2021"] is region


@pytest.mark.parametrize("plans", [load_catalog()[:3], load_catalog()])
def test_the_order_of_the_plans_changes_no_indicator_caution_or_difference(plans):
    def told(order):
        shared = shared_indicators(order)
        indicators = [(s.indicator, dict(s.standing), [(c.kind, dict(c.found)) for c in s.cautions]) for s in shared]
        return indicators, [(d.subject, d.id, dict(d.rows)) for d in holdings(order)]

    orders = list(permutations(plans))[::7]
    assert all(told(order) == told(plans) for order in orders)


def test_a_rate_is_made_of_totals_only_and_of_people_only_a_density():
    beds = Indicator(BEDS, "养老床位总数", unit="张", better="higher")
    found = normalised(value(BEDS, 14_000, comparator="between", value_max=16_000), beds, 307_681, 15_049)
    assert found.per_1000_aged_60_plus == pytest.approx((45.5, 52.0), abs=0.01)
    assert found.per_km2 == pytest.approx((0.930, 1.063), abs=0.001)
    assert normalised(value(RATE, 90), Indicator(RATE, "管理率", unit="%"), 307_681, 15_049) is None
    people = normalised(value("population_60_plus", 133.8), Indicator("p", "60岁以上人口", unit="万人"), 1, 10)
    assert people.per_1000_aged_60_plus is None
    assert people.per_km2 == (133_800,)


def test_a_rate_without_people_or_area_is_not_made_up():
    beds = Indicator(BEDS, "养老床位总数", unit="张", better="higher")
    assert normalised(value(BEDS, 100), beds, None, None).per_1000_aged_60_plus is None
    assert normalised(value(BEDS, 100), beds, 0, None).per_km2 is None
    assert normalised(value(BEDS, None), beds, 1000, 10) is None


def test_the_five_plans_share_twelve_indicators_and_every_one_but_one_needs_care():
    shared = shared_indicators(load_catalog())
    assert len(shared) == 12
    assert [s.indicator.id for s in shared if not s.warnings] == ["reused_premises_transition_years"]
    assert shared[0].indicator.id == RATE
    assert len(shared[0].series) == 4


# -- projects -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_the_categories_add_up_to_the_plan_and_to_its_statistics(plan: Plan):
    whole, parts, sums = plan_figures(plan), category_figures(plan).values(), plan_statistics(plan)
    assert sum(len(part.projects) for part in parts) == len(whole.projects) == sums.project_count
    assert sum(part.programme_count for part in parts) == whole.programme_count
    assert sum(part.investment_wan_yuan or 0 for part in parts) == pytest.approx(whole.investment_wan_yuan or 0)
    assert whole.investment_wan_yuan == sums.investment_wan_yuan
    assert whole.bed_counts_by_type == sums.bed_counts_by_type


def test_what_no_project_states_is_unknown_and_not_zero():
    figures = plan_figures(make_plan(projects=[project()]))
    assert figures.investment_wan_yuan is None
    assert figures.bed_counts_by_type == {}
    assert (len(figures.paying), len(figures.bedded)) == (0, 0)


def test_components_and_programmes_are_no_projects():
    rows = [project(), project(row_kind="component", investment="1亿元"), project(row_kind="programme")]
    figures = plan_figures(make_plan(projects=rows))
    assert (len(figures.projects), figures.programme_count, figures.investment_wan_yuan) == (1, 1, None)


def test_the_plans_that_state_no_money_are_named():
    plans = load_catalog()
    assert [plan.region_name for plan in plans if plan not in silent_on(plans, "investment")] == ["威海市"]
    assert [plan.region_name for plan in plans if plan not in silent_on(plans, "beds")] == ["达州市", "威海市"]


def test_beds_per_money_rest_on_projects_that_state_both_and_add_beds():
    both = project(bed_counts=(100, 50), investment="1亿元")
    old = project(bed_counts=(400,), bed_change="renovated", investment="1亿元")
    rest = [project(bed_counts=(900,)), project(investment="9亿元"), old]
    assert beds_per_yi_yuan([both, *rest]) == (150.0, (both,))
    assert beds_per_yi_yuan(rest) == (None, ())


def test_an_amount_per_people_needs_the_people():
    plan = make_plan(people=[Population("510100", age_60_plus=200_000)])
    assert per_1000_aged_60_plus(100, plan) == 0.5
    assert per_1000_aged_60_plus(None, plan) is None
    assert per_1000_aged_60_plus(100, make_plan()) is None


# -- themes ---------------------------------------------------------------------------------------------------------


def test_every_theme_has_two_names_and_words_of_its_own():
    themes = load_themes()
    words = [word for theme in themes for word in theme.words]
    assert len({theme.id for theme in themes}) == len(themes)
    assert all(theme.name and theme.name_en for theme in themes)
    assert len(set(words)) == len(words)
    assert all(theme.words for theme in themes if theme.id != OTHER)


@pytest.mark.parametrize(
    ("title", "summary", "themes"),
    [
        ("提升社区居家医养服务能力", "", ("community",)),
        ("加强居家老年人健康监测评估和健康管理", "", ("community", "health")),
        ("鼓励支持社会力量兴办医养结合机构", "", ("private",)),
        ("拓展扩增医疗卫生机构养老服务功能", "", ("institution",)),
        ("医养融合的医保政策", "", ("insurance",)),
        ("强化规划引领", "城乡规划、土地规划统筹医养结合用地", ("support",)),
        ("深化“放管服”改革", "内设医疗机构备案", ("supervision",)),
        ("有不少于1所独立的老年护理院", "", ("institution",)),
        ("某件事", "另一件事", (OTHER,)),
        ("", "", (OTHER,)),
    ],
)
def test_the_title_decides_the_themes_and_where_it_says_nothing_the_summary(title, summary, themes):
    assert themes_of(Task("t", title=title, summary=summary)) == themes


def test_every_task_of_the_five_plans_has_a_theme_and_empty_rows_have_none():
    for plan in load_catalog():
        found = tasks_by_theme(plan)
        assert not found[OTHER], [row.title for row in found[OTHER]]
        listed = {row.task_id for rows in found.values() for row in rows}
        assert listed == {row.task_id for row in plan.tasks if row.row_status == "filled"}


def test_the_themes_of_sichuans_tasks_are_these():
    found = {row.task_id: themes_of(row) for row in stated_tasks(load_plan("sichuan-2020-2022"))}
    assert found == {
        "t01": ("community", "health"), "t02": ("cooperation", "community"), "t03": ("community",),
        "t04": ("community",), "t05": ("institution",), "t06": ("institution",), "t07": ("industry",),
        "t08": ("tcm",), "t09": ("industry",), "t10": ("smart",), "t11": ("industry",), "t12": ("support",),
        "t13": ("support",), "t14": ("supervision",), "t15": ("insurance",), "t16": ("support",),
        "t17": ("support",), "t18": ("talent",),
    }  # fmt: skip


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_has_a_theme_and_the_words_that_put_it_there(title, summary):
    row = Task("t", title=title, summary=summary)
    themes = {theme.id: theme for theme in load_themes()}
    assert themes_of(row)
    assert all(words_found(row, themes[name]) for name in themes_of(row) if name != OTHER)


# -- has and lacks --------------------------------------------------------------------------------------------------


def test_what_one_plan_has_and_the_other_lacks_is_a_difference_with_its_rows():
    core, belt = element("core"), element("belt")
    plans = [one(elements=[core, belt]), two(elements=[element("core")])]
    (difference,) = differences(plans)
    assert (difference.subject, difference.id, difference.holders) == ("element_kind", "belt", ("one-2021",))
    assert difference.rows == {"one-2021": (belt,), "two-2021": ()}


def test_an_indicator_is_had_by_its_target_or_standard_not_by_how_things_stood():
    plans = [one(value(RATE)), two(baseline(RATE, 50))]
    assert [(d.id, d.holders) for d in differences(plans)] == [(RATE, ("one-2021",))]
    assert differences([one(baseline(RATE, 40)), two(value(BEDS, 5))])[0].id == BEDS


def test_bed_types_and_categories_are_those_of_projects():
    rows = [
        project(bed_counts=(5,), bed_types=("nursing",), category="hospital"),
        project(row_kind="component", bed_counts=(5,), bed_types=("hospital",), category="tcm"),
    ]
    found = {(d.subject, d.id) for d in differences([one(projects=rows), two()])}
    assert found == {("bed_type", "nursing"), ("category", "hospital")}


def test_tasks_differ_by_theme():
    plans = [one(tasks=[task(title="加强人才培养")]), two(tasks=[task(title="发展中医药服务")])]
    assert {(d.id, d.holders[0]) for d in differences(plans)} == {("talent", "one-2021"), ("tcm", "two-2021")}


def test_a_plan_has_no_difference_to_itself():
    plan = load_plan("weihai-2022-2024")
    assert differences([plan, replace(plan, plan_id="copy")]) == ()
    assert holdings([plan]) != ()
    assert differences([]) == ()
