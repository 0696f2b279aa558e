"""The straight reference between what a plan states year by year, and what is needed each year to get there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from data.actuals import Actual
from data.indicator_goal import Goal, number_of
from data.plan import IndicatorValue
from data.series import Series

Basis = Literal["actual", "baseline", "estimate", "target"]


@dataclass(frozen=True, slots=True)
class Point:
    """A stated value of a year, in the unit of the series, and the row that states it."""

    year: int
    value: float
    row: IndicatorValue


@dataclass(frozen=True, slots=True)
class RequiredChange:
    """What must be gained (or lost, negative) each year from a known value on, for a goal to be met in its year."""

    from_year: int
    from_value: float
    basis: Basis
    to_year: int
    to_value: float

    @property
    def per_year(self) -> float:
        """The change per year.

        `(target - known value) ÷ (target's year - the known value's year)`

        >>> RequiredChange(2021, 39, "estimate", 2024, 69).per_year
        10.0
        """
        return (self.to_value - self.from_value) / (self.to_year - self.from_year)


def path_of(series: Series, goals: Sequence[Goal]) -> tuple[Point, ...]:
    """Return the points that a plan states year by year: baseline, estimate, then the bounds of its targets.

    One per year, a target before an estimate before a baseline. Only dated values: a year that the plan does not
    state is not made up. What lies between two points is the straight reference, ours and not the plan's.
    """
    points = {point.year: point for kind in ("baseline", "estimate") for point in stated_points(series, kind)}
    for goal in goals:
        if goal.year and goal.edge is not None:
            points[goal.year] = Point(goal.year, goal.edge, goal.row)
    return tuple(points[year] for year in sorted(points))


def stated_points(series: Series, kind: str) -> tuple[Point, ...]:
    """Return the dated values of one kind, restated ones and spans of years left out."""
    found = []
    for row in series.of_kind(kind):
        number = number_of(row, series.unit)
        if row.year and number is not None and not row.restates and not row.start_year:
            found.append(Point(row.year, number, row))
    return tuple(found)


def value_at(path: Sequence[Point], year: float) -> float | None:
    """Return the straight reference at a year; None outside the years of the path, or with fewer than two points.

    `value + (next value - value) × (year - its year) ÷ (next year - its year)`
    """
    for before, after in pairwise(path):
        if before.year <= year <= after.year:
            share = (year - before.year) / (after.year - before.year)
            return before.value + (after.value - before.value) * share
    return None


def start_of(series: Series, goals: Sequence[Goal], before: int) -> tuple[Point, Basis] | None:
    """Return where the plan itself starts from before a year: its last dated baseline or estimate.

    Without one, the target of an earlier year stands in. None where the plan states nothing of a year before.
    """
    kinds: tuple[Basis, ...] = ("estimate", "baseline")
    found = [(point, kind) for kind in kinds for point in stated_points(series, kind) if point.year < before]
    if found:
        return max(found, key=lambda item: (item[0].year, item[1] == "baseline"))
    earlier = [goal for goal in goals if goal.year and goal.year < before and goal.edge is not None]
    if not earlier:
        return None
    last = max(earlier, key=lambda goal: goal.year or 0)
    return Point(last.year or 0, last.edge or 0.0, last.row), "target"


def required_change(series: Series, goals: Sequence[Goal], goal: Goal, actual: Actual | None) -> RequiredChange | None:
    """Return what is needed each year from the latest actual value, else from the plan's own start, to a goal.

    None where the goal is met, has no year or bound, or nothing is known of a year before it.
    """
    if goal.due is None or goal.edge is None:
        return None
    start: tuple[int, float, Basis] | None = None
    if actual and actual.year < goal.due:
        start = (actual.year, actual.value, "actual")
    elif actual is None and (stated := start_of(series, goals, goal.due)):
        start = (stated[0].year, stated[0].value, stated[1])
    if start is None or goal.is_reached(start[1]):
        return None
    return RequiredChange(*start, goal.due, goal.edge)
