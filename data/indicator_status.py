"""达标、接近、预警、未达标、无数据: how an indicator stands against the target of one year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.actuals import Actual, Years, latest
from data.indicator_goal import Goal, goal_of
from data.indicator_path import Point, RequiredChange, path_of, required_change, value_at
from data.plan import IndicatorValue
from data.series import Series

Status = Literal["reached", "near", "warning", "missed", "no_data"]
Reason = Literal["reached", "short", "on_path", "behind", "far", "no_actual", "no_final_actual", "no_bound"]
STATUSES: tuple[Status, ...] = ("reached", "near", "warning", "missed", "no_data")
NEAR_SHARE = 0.10
UNITS_WITHOUT_SHARE = ("岁",)
# 4 of 40 is a tenth, whatever the last digit of a division says
ROUNDING = 1 + 1e-9


@dataclass(frozen=True, slots=True)
class Assessment:
    """How an indicator stands against the targets of one year, and why.

    `goal` is None where the target gives no bounds; `row` is the target. `actual` is the value that was judged, or
    the latest one where none could be. `expected` is the reference at that year. `gap` is what the actual value
    lacks, 0 where the goal is met, None without one. `is_over` tells that the target's year has ended.
    """

    row: IndicatorValue
    goal: Goal | None
    status: Status
    reason: Reason
    is_over: bool
    actual: Actual | None = None
    expected: float | None = None
    gap: float | None = None
    required: RequiredChange | None = None

    @property
    def is_soft(self) -> bool:
        """Whether a target that the plan only strives for (力争) was missed or is behind: no breach of a promise."""
        return self.row.is_striving and self.status in {"missed", "warning"}


def assess(series: Series, actuals: Years, *, end_year: int | None, this_year: int) -> tuple[Assessment, ...]:
    """Hold a series against its targets, one assessment per year of target, the undated last.

    The rule, in this order:

    1. A target without a number (“--”, 普遍) or a relative one (高于GDP增速) cannot be judged: 无数据.
    2. The target's year is over (到期评估): only its own actual value counts. Reached is 达标, else 未达标 with the
       gap. No actual value of that year: 无数据, whatever other years say.
    3. It is not over: the latest actual value counts. None: 无数据. Reached already: 达标.
    4. Else it is held against the reference: straight lines between the plan's own dated values (baseline, estimate,
       targets). On it, or behind by at most 10 % of the way from its start to the target: 接近. Further: 预警.
    5. Without a reference at that year, 接近 means that at most 10 % of the target is lacking; else 预警.
       An age (岁) has no such margin: a tenth of a life expectancy says nothing.

    A target without a year is held against the last year of the plan. 力争 is judged alike; what was missed is
    marked and counted apart (`is_soft`). What is better, and what counts as reached, says `data.indicator_goal`.
    An actual value that is better never has a worse status.
    """
    found = [(rows[0], goal_of(series, year, rows, end_year)) for year, rows in series.targets().items()]
    goals = tuple(goal for _, goal in found if goal)
    known = _Known(actuals, goals, path_of(series, goals), this_year)
    return tuple(_assess_year(series, goal, row, known) for row, goal in found)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a series when one of its years is judged."""

    actuals: Years
    goals: tuple[Goal, ...]
    path: tuple[Point, ...]
    this_year: int


def _assess_year(series: Series, goal: Goal | None, row: IndicatorValue, known: _Known) -> Assessment:
    actuals, this_year = known.actuals, known.this_year
    last = latest(actuals)
    if goal is None:
        is_over = row.year is not None and row.year < this_year
        return Assessment(row, None, "no_data", "no_bound", is_over, last)
    is_over = goal.due is not None and goal.due < this_year
    judged = latest(actuals, goal.due)
    needed = required_change(series, known.goals, goal, judged)
    if judged is None or (is_over and judged.year != goal.due):
        reason: Reason = "no_final_actual" if last else "no_actual"
        return Assessment(goal.row, goal, "no_data", reason, is_over, last, required=needed)
    expected = _expected(known.path, goal, judged)
    status, reason = _judge(goal, judged.value, expected, is_over=is_over)
    gap = goal.shortfall(judged.value)
    return Assessment(goal.row, goal, status, reason, is_over, judged, expected[0] if expected else None, gap, needed)


def _expected(path: tuple[Point, ...], goal: Goal, actual: Actual) -> tuple[float, float] | None:
    """Return the reference at the actual value's year and the whole way to the goal; None without a reference."""
    if goal.year is None or goal.edge is None:
        return None
    until = tuple(point for point in path if point.year <= goal.year)
    expected = value_at(until, actual.year)
    return None if expected is None else (expected, abs(goal.edge - until[0].value))


def _judge(goal: Goal, value: float, expected: tuple[float, float] | None, *, is_over: bool) -> tuple[Status, Reason]:
    if goal.is_reached(value):
        return "reached", "reached"
    if is_over:
        return "missed", "short"
    bound = goal.edge if goal.edge is not None else (goal.low or goal.high or 0.0)
    if expected is None:
        has_share = goal.row.unit not in UNITS_WITHOUT_SHARE
        is_near = has_share and goal.shortfall(value) <= NEAR_SHARE * abs(bound) * ROUNDING
        return ("near", "short") if is_near else ("warning", "far")
    behind = (expected[0] - value) * goal.direction
    margin = NEAR_SHARE * (expected[1] or abs(bound)) * ROUNDING
    if behind <= margin:
        return "near", "on_path" if behind <= 0 else "short"
    return "warning", "behind"
