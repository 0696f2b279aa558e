"""Derived series, the delay, themes and one indicator across plans."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.across import differences, lines_of, shared_ids
from data.catalog import load_catalog, load_plan
from data.delay import delayed_targets, has_course, stated_completion_years
from data.derived import (
    build_rates,
    census_point,
    interpolate,
    planned_bed_rates,
    population_points,
    target_bed_rates,
)
from data.indicator_theme import theme_of, themes
from data.measures import plan_statistics
from data.plan import Indicator, Plan
from data.progress import progress_of
from data.series import series_of
from tests.data.indicator_rows import baseline, entries, entry, plan_of, series, target, value

DAZHOU, WEIHAI, YAAN = "dazhou-2021-2025", "weihai-2022-2024", "yaan-2017-2020"
# a busy machine is slow, not wrong
UNHURRIED = settings(deadline=None)
NUMBERS = st.floats(-1e6, 1e6)


def test_the_unit_of_a_series_is_that_of_its_targets():
    assert series(baseline(2020, 39, unit="处"), target(2024, 69, unit="个")).unit == "个"


def test_a_plans_people_are_interpolated_only_between_stated_years():
    points = population_points(series_of(load_plan(DAZHOU)))
    assert [(point.year, point.basis) for point in points if point.basis == "stated"] == [
        (2018, "stated"), (2021, "stated"), (2025, "stated"),
    ]  # fmt: skip
    assert [point.year for point in points] == list(range(2018, 2026))
    by_year = {point.year: point for point in points}
    assert by_year[2023].value == pytest.approx((146.46 + 183.57) / 2)
    assert [one.year for one in by_year[2023].between] == [2021, 2025]


def test_a_plan_that_states_no_people_has_none_made_up():
    plan = load_plan(WEIHAI)
    assert population_points(series_of(plan)) == ()
    census = census_point(plan)
    assert census is not None
    assert (census.year, census.basis, census.value) == (2020, "census", pytest.approx(79.3416))


@UNHURRIED
@given(NUMBERS, NUMBERS, st.integers(0, 20))
def test_an_interpolated_value_lies_between_the_stated_ones(first: float, last: float, at: int):
    found = interpolate(2000, first, 2020, last, 2000 + at)
    assert min(first, last) - 1e-6 <= found <= max(first, last) + 1e-6


def test_planned_beds_are_held_against_the_census_by_type():
    plan = load_plan(WEIHAI)
    rates = {rate.name: rate for rate in planned_bed_rates(plan, plan_statistics(plan))}
    assert rates["nursing"].rate == pytest.approx(1000 * 450 / 793416)
    assert set(rates) == {"nursing", "hospital", "medical", "elderly_care"}


def test_a_range_of_beds_gives_a_range_of_rates():
    plan = load_plan(YAAN)
    (rate,) = target_bed_rates(plan, series_of(plan))
    assert (rate.beds, rate.beds_max, rate.people_basis) == (14000, 16000, "census")
    assert rate.rate_max == pytest.approx(1000 * 16000 / rate.people)


def test_only_totals_are_built_each_year():
    plan = load_plan(WEIHAI)
    found = {row.series.indicator.id: change for row, change in build_rates(progress_of(plan, {}, this_year=2026))}
    change = found["medical_elderly_institutions"]
    assert change is not None
    assert (change.per_year, change.basis) == (10, "estimate")
    assert found["home_care_beds"] is not None
    assert found["home_care_beds"].basis == "target"
    assert "nursing_bed_share_pct" not in found
    assert found["wellness_sojourn_institutions"] is None


def test_a_year_late_each_target_meets_the_value_of_the_year_before():
    plan = load_plan(WEIHAI)
    row = next(
        row for row in progress_of(plan, {}, this_year=2026) if row.series.indicator.id == "nursing_bed_share_pct"
    )
    late = delayed_targets(row, plan.end_year, 1)
    assert [(one.goal.year, one.expected, one.is_kept, one.met_in) for one in late] == [
        (2022, 52, False, 2023), (2023, 55, False, 2024), (2024, 58, False, 2025),
    ]  # fmt: skip
    assert all(one.is_kept for one in delayed_targets(row, plan.end_year, 0))


def test_what_is_reached_already_is_not_lost_by_a_delay():
    plan = plan_of(baseline(2020, 10), target(2022, 20), target(2024, 40))
    ahead = progress_of(plan, entries(entry(2021, "25")), this_year=2022)[0]
    late = delayed_targets(ahead, plan.end_year, 1)
    assert [(one.goal.year, one.is_kept) for one in late] == [(2022, True), (2024, False)]


def test_a_flat_course_keeps_its_targets_and_an_unknown_one_says_nothing():
    flat = progress_of(plan_of(baseline(2020, 100), target(2022, 100)), {}, this_year=2021)[0]
    assert delayed_targets(flat, 2025, 3)[0].is_kept
    alone = progress_of(plan_of(target(2022, 100)), {}, this_year=2021)[0]
    assert not has_course(alone, 2025)
    assert delayed_targets(alone, 2025, 1)[0].expected is None


@UNHURRIED
@given(st.floats(0, 5), st.floats(0, 5), st.lists(st.integers(0, 100), min_size=2, max_size=4).map(sorted))
def test_a_longer_delay_never_lacks_less(first: float, second: float, values: list[int]):
    rows = [baseline(2020, values[0]), *(target(2020 + at, number) for at, number in enumerate(values[1:], 1))]
    row = progress_of(plan_of(*rows), {}, this_year=2021)[0]
    short, long = sorted((first, second))
    for one, other in zip(delayed_targets(row, 2025, short), delayed_targets(row, 2025, long), strict=True):
        assert one.lacks <= other.lacks + 1e-9
        assert one.is_kept or not other.is_kept


def test_projects_with_beds_state_no_year_of_completion_in_these_plans():
    assert {plan.plan_id: stated_completion_years(plan)[1] for plan in load_catalog()} == {
        plan.plan_id: 0 for plan in load_catalog()
    }


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        ("65岁以上老年人健康管理率", "health"),
        ("万名老年人口拥有养老护理员数", "staff"),
        ("医养结合产业增加值", "industry"),
        ("60岁及以上人口占比", "population"),
        ("三级中医医院设置康复科占比", "tcm"),
        ("医养结合机构数", "care"),
        ("居民长期护理保险覆盖率", "policy"),
        ("从未见过", "other"),
    ],
)
def test_the_name_tells_the_theme(name: str, theme: str):
    assert theme_of(Indicator("x", name)) == theme
    assert len({one.rank for one in themes()}) == len(themes())


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_every_indicator_of_every_plan_has_a_theme(plan: Plan):
    rest = [one.indicator.name for one in series_of(plan) if theme_of(one.indicator) == "other"]
    assert not rest


def test_plans_are_compared_in_one_unit_and_say_where_they_differ():
    plans = load_catalog()
    series_by_plan = {plan.plan_id: series_of(plan) for plan in plans}
    shared = shared_ids(series_by_plan)
    assert shared[0] == "elderly_health_management_rate_65_pct"
    lines = lines_of(plans, series_by_plan, "elderly_care_beds")
    numbers = {line.plan.plan_id: line.number(line.rows()[0], "张") for line in lines}
    assert numbers == {DAZHOU: 30_000, YAAN: 14_000}
    kinds = [found.kind for found in differences(lines)]
    assert "unit" in kinds
    assert "years" in kinds


def test_plans_that_say_the_same_have_no_difference():
    plan = plan_of(target(2024, 10))
    other = replace(plan, plan_id="q")
    found = {"p": series_of(plan), "q": series_of(other)}
    assert differences(lines_of([plan, other], found, "beds")) == ()
    metres = replace(plan, plan_id="q", indicator_values=(value(year=2024, unit="米"),))
    lines = lines_of([plan, metres], {"p": series_of(plan), "q": series_of(metres)}, "beds")
    assert lines[1].factor is None
    assert lines[1].number(lines[1].rows()[0], "张") is None
