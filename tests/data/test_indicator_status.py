"""达标、接近、预警、未达标、无数据: the rule, case by case and as properties."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.actuals import Actual, actuals_of
from data.catalog import load_catalog
from data.indicator_status import STATUSES, Assessment, assess
from data.plan import IndicatorValue, Plan
from data.progress import counts_by_year, progress_of
from data.series import Series
from tests.data.indicator_rows import actual, baseline, entries, entry, plan_of, series, target, value

LONG_AFTER, BEFORE = 2026, 2022
RANK = {"reached": 0, "near": 1, "warning": 2, "missed": 2}


def judge(one: Series, *actuals: Actual, this_year: int = LONG_AFTER, end_year: int | None = 2025) -> Assessment:
    return assess(one, actuals, end_year=end_year, this_year=this_year)[-1]


@pytest.mark.parametrize(
    ("comparator", "number", "more", "found", "status"),
    [
        ("eq", 55, {}, 55, "reached"),
        ("eq", 55, {}, 60, "reached"),  # “55%” where more is better: at or above
        ("eq", 55, {}, 54.9, "missed"),
        ("ge", 55, {}, 55, "reached"),
        ("gt", 55, {}, 55, "missed"),
        ("gt", 55, {}, 55.1, "reached"),
        ("le", 5, {}, 5, "reached"),
        ("le", 5, {}, 6, "missed"),
        ("lt", 5, {}, 5, "missed"),
        ("about", 50, {}, 47.5, "reached"),
        ("about", 50, {}, 47.4, "missed"),
        ("between", 14000, {"value_max": 16000}, 14000, "reached"),
        ("between", 14000, {"value_max": 16000}, 17000, "reached"),
        ("between", 14000, {"value_max": 16000}, 13999, "missed"),
        ("relative", 5, {"reference": "现有基础"}, 99, "no_data"),
        ("", None, {}, 99, "no_data"),
    ],
)
def test_a_period_that_is_over_knows_only_reached_and_missed(
    comparator: str, number: float | None, more: dict[str, object], found: float, status: str
):
    assert judge(series(target(2024, number, comparator, **more)), actual(2024, found)).status == status


@pytest.mark.parametrize(
    ("better", "number", "found", "status"),
    [
        ("lower", 15, 15, "reached"),
        ("lower", 15, 10, "reached"),
        ("lower", 15, 16, "missed"),
        ("none", 15, 15, "reached"),
        ("none", 15, 16, "missed"),
        ("none", 15, 14, "missed"),
    ],
)
def test_the_vocabulary_says_what_is_better(better: str, number: float, found: float, status: str):
    assert judge(series(target(2024, number), better=better), actual(2024, found)).status == status


def test_without_an_actual_value_there_is_no_judgement():
    one = judge(series(baseline(2020, 100), target(2024, 10)))
    assert (one.status, one.reason, one.gap) == ("no_data", "no_actual", None)


def test_the_final_year_is_judged_by_its_own_value_only():
    one = judge(series(target(2024, 10)), actual(2023, 99))
    assert (one.status, one.reason) == ("no_data", "no_final_actual")
    assert one.actual == actual(2023, 99)


def test_the_estimate_of_the_plan_is_no_actual_value():
    rows = [value("e", value_kind="estimate", year=2024, value=99), target(2024, 10)]
    assert judge(series(*rows)).status == "no_data"


@pytest.mark.parametrize(
    ("found", "status", "reason"),
    [
        (60, "reached", "reached"),
        (30, "near", "on_path"),  # 2020: 20 → 2024: 60, so 30 in 2021
        (26, "near", "short"),  # behind by 4 of the 40 that are to be gained
        (25.9, "warning", "behind"),
    ],
)
def test_before_the_year_is_over_the_straight_reference_judges(found: float, status: str, reason: str):
    one = judge(series(baseline(2020, 20), target(2024, 60)), actual(2021, found), this_year=BEFORE)
    assert (one.status, one.reason) == (status, reason)
    assert one.expected == 30


def test_the_reference_runs_through_the_targets_of_the_years_between():
    rows = [baseline(2020, 49), target(2022, 55), target(2023, 58), target(2024, 60)]
    one = judge(series(*rows), actual(2022, 54), this_year=2023)
    assert (one.expected, one.status) == (55, "near")


@pytest.mark.parametrize(("found", "status"), [(90, "near"), (89, "warning")])
def test_without_a_baseline_the_distance_to_the_target_judges(found: float, status: str):
    one = judge(series(target(2024, 100)), actual(2021, found), this_year=BEFORE)
    assert (one.status, one.expected) == (status, None)


def test_a_target_without_a_year_is_held_against_the_last_year_of_the_plan():
    one = series(target(None, 20))
    assert judge(one, actual(2025, 20)).status == "reached"
    assert judge(one, actual(2025, 19)).status == "missed"
    assert judge(one, actual(2024, 20)).status == "no_data"
    assert judge(one, actual(2024, 19), end_year=None).status == "near"  # a plan without an end is never over


def test_a_target_that_is_only_striven_for_is_missed_softly():
    assert judge(series(target(2024, 10, is_striving=True)), actual(2024, 9)).is_soft
    assert not judge(series(target(2024, 10)), actual(2024, 9)).is_soft
    assert not judge(series(target(2024, 10, is_striving=True)), actual(2024, 10)).is_soft


def test_what_restates_a_target_does_not_count_again_and_lends_its_year():
    rows = [target(None, 100), value("again", year=2022, value=100, restates="tNoneeq")]
    assessments = assess(series(*rows), (), end_year=2025, this_year=LONG_AFTER)
    assert [(one.row.value_id, one.goal.due if one.goal else 0) for one in assessments] == [("tNoneeq", 2022)]


def test_what_is_lacking_each_year_is_counted_from_the_latest_actual_value():
    one = judge(series(baseline(2020, 20), target(2024, 60)), actual(2021, 30), this_year=BEFORE)
    assert one.required is not None
    assert (one.required.per_year, one.required.basis, one.gap) == (10, "actual", 30)


def test_without_an_actual_value_what_is_needed_is_counted_from_the_plan_and_marked():
    one = judge(series(baseline(2020, 49), target(2024, 60)))
    assert one.required is not None
    assert (one.required.per_year, one.required.basis) == (2.75, "baseline")
    assert judge(series(target(2024, 60))).required is None


def test_what_is_no_number_was_not_recorded():
    found = actuals_of(entries(entry(2021, "10"), entry(2022, "约10"), entry(2023, "nan"), entry(2024, "")), "p")
    assert [(one.year, one.value) for one in found["beds@1"]] == [(2021, 10)]
    assert actuals_of(entries(entry(2021, "10", plan_id="other")), "p") == {}


# a busy machine is slow, not wrong
UNHURRIED = settings(deadline=None)
NUMBERS = st.floats(-1e6, 1e6).map(lambda number: round(number, 3))
COMPARATORS = st.sampled_from(["eq", "ge", "gt", "le", "lt", "about", "between"])
YEARS = st.integers(2021, 2024)


@st.composite
def targets(draw: st.DrawFn) -> tuple[IndicatorValue, ...]:
    """Make a baseline perhaps, and targets of one direction for some years."""
    better = draw(st.sampled_from([("eq", "ge", "gt", "about", "between"), ("eq", "le", "lt", "about", "between")]))
    rows = [baseline(2020, draw(NUMBERS))] if draw(st.booleans()) else []
    for year in sorted(draw(st.sets(YEARS, min_size=1))):
        number = draw(NUMBERS)
        rows.append(target(year, number, draw(st.sampled_from(better)), value_max=number + 5))
    return tuple(rows)


def directed(rows: tuple[IndicatorValue, ...]) -> Series:
    falls = any(row.comparator in {"le", "lt"} for row in rows)
    return series(*rows, better="lower" if falls else "higher")


def mirrored(row: IndicatorValue) -> IndicatorValue:
    """Return the value below zero instead of above it."""
    turned = {"ge": "le", "gt": "lt", "le": "ge", "lt": "gt"}.get(row.comparator, row.comparator)
    low, high = row.value, row.value_max
    if row.comparator == "between" and low is not None and high is not None:
        return replace(row, value=-high, value_max=-low)
    return replace(row, value=None if low is None else -low, comparator=turned)


def statuses(one: Series, found: tuple[Actual, ...], this_year: int) -> list[str]:
    return [item.status for item in assess(one, found, end_year=2025, this_year=this_year)]


@UNHURRIED
@given(targets(), YEARS, NUMBERS, st.floats(0, 1e6), st.integers(2021, 2026))
def test_a_better_actual_value_never_has_a_worse_status(
    rows: tuple[IndicatorValue, ...], year: int, number: float, more: float, this_year: int
):
    one = directed(rows)
    better = number - more if one.indicator.better == "lower" else number + more
    worse_ones = statuses(one, (actual(year, number),), this_year)
    better_ones = statuses(one, (actual(year, better),), this_year)
    for before, after in zip(worse_ones, better_ones, strict=True):
        assert (before == "no_data") == (after == "no_data")
        assert before == "no_data" or RANK[after] <= RANK[before]


@UNHURRIED
@given(targets(), YEARS, NUMBERS, st.integers(2021, 2026))
def test_less_is_better_mirrors_more_is_better(
    rows: tuple[IndicatorValue, ...], year: int, number: float, this_year: int
):
    one = directed(rows)
    other = "higher" if one.indicator.better == "lower" else "lower"
    image = series(*map(mirrored, rows), better=other)
    assert statuses(one, (actual(year, number),), this_year) == statuses(image, (actual(year, -number),), this_year)


@UNHURRIED
@given(targets(), st.permutations(range(5)), YEARS, NUMBERS, st.integers(2021, 2026))
def test_the_order_of_rows_does_not_matter(
    rows: tuple[IndicatorValue, ...], order: list[int], year: int, number: float, this_year: int
):
    shuffled = [rows[at] for at in order if at < len(rows)]
    one = series(*shuffled, better=directed(rows).indicator.better)
    assert statuses(one, (actual(year, number),), this_year) == statuses(
        directed(rows), (actual(year, number),), this_year
    )


@UNHURRIED
@given(targets(), YEARS, st.integers(0, 10**6), st.integers(2021, 2026))
def test_the_unit_a_plan_prints_does_not_matter(
    rows: tuple[IndicatorValue, ...], year: int, number: int, this_year: int
):
    whole = tuple(
        replace(row, value=round(row.value or 0) * 10_000, value_max=round(row.value or 0) * 10_000) for row in rows
    )
    in_wan = tuple(
        replace(row, value=round(row.value or 0), value_max=round(row.value or 0), unit="万张") for row in rows
    )
    recorded = (actual(year, number), actual(year, number / 10_000))
    first = statuses(directed(whole), recorded[:1], this_year)
    assert first == statuses(directed(in_wan), recorded[1:], this_year)


@UNHURRIED
@given(targets(), YEARS, NUMBERS)
def test_what_is_over_is_reached_or_missed_or_unknown(rows: tuple[IndicatorValue, ...], year: int, number: float):
    for item in assess(directed(rows), (actual(year, number),), end_year=2025, this_year=LONG_AFTER):
        assert item.is_over
        assert item.status in {"reached", "missed", "no_data"}
        assert (item.status == "no_data") == (item.row.year != year)
        assert item.gap is None or (item.gap >= 0 and (item.gap == 0 or item.status == "missed"))


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_every_target_of_every_plan_is_judged_once_its_value_is_recorded(plan: Plan):
    empty = progress_of(plan, {}, this_year=LONG_AFTER)
    assert {item.status for row in empty for item in row.assessments} <= {"no_data"}
    stated = {row.value_id for row in plan.indicator_values if row.value_kind == "target"}
    assert stated == {row.value_id for one in empty for row in one.series.of_kind("target")}
    for one in empty:
        due = [item.goal.due for item in one.assessments if item.goal and item.goal.due]
        assert all(year >= 2020 for year in due)
        found = tuple(
            actual(year, item.goal.low or 0)
            for item in one.assessments
            if item.goal
            for year in [item.goal.due or 2025]
        )
        judged = assess(one.series, found, end_year=plan.end_year, this_year=LONG_AFTER + 5)
        assert all(
            item.status == "reached" or not item.goal for item in judged if one.series.indicator.better == "higher"
        )
    assert set(STATUSES) >= {status for counts in counts_by_year(empty).values() for status in counts}


def test_a_recorded_value_changes_the_counts_of_a_plan():
    plan = plan_of(target(2024, 10), target(2025, 20))
    after = progress_of(plan, entries(entry(2024, "12"), entry(2025, "12")), this_year=LONG_AFTER)
    assert counts_by_year(after) == {2024: {"reached": 1}, 2025: {"missed": 1}}
    assert after[0].headline().status == "missed"
    assert after[0].headline((2024,)).status == "reached"


def test_an_age_that_lacks_a_tenth_without_a_reference_is_not_near():
    years, share = (series(target(2025, 78.5, unit=unit)) for unit in ("岁", "%"))
    assert judge(years, actual(2022, 77), this_year=BEFORE).status == "warning"
    assert judge(share, actual(2022, 77), this_year=BEFORE).status == "near"
