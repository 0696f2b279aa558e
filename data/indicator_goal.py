"""What a target asks for: the bounds that an actual value must keep, and how far it is from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.demand import quantity_of
from data.plan import IndicatorValue
from data.series import Series

# “50%左右”: the plan names no tolerance, so this one is ours
ABOUT_SHARE = 0.05
_EQUAL_SHARE = 1e-9
_RISING, _FALLING = {"ge", "gt"}, {"le", "lt"}


@dataclass(frozen=True, slots=True)
class Goal:
    """What the targets of one year ask for, in the unit of the series: from `low` to `high`, None is open.

    `year` is the stated one, None where the plan states none; `due` is the year at whose end it is held against
    the actual value: the stated one, else the plan's last. `direction` is +1 where more is better, -1 where less is,
    0 where neither. `rows` are the target and what restates it; the first judges.
    """

    year: int | None
    due: int | None
    low: float | None
    high: float | None
    direction: int
    is_strict: bool
    rows: tuple[IndicatorValue, ...]

    @property
    def row(self) -> IndicatorValue:
        """The target itself."""
        return self.rows[0]

    @property
    def is_striving(self) -> bool:
        """Whether the plan only strives for it (力争)."""
        return self.row.is_striving

    @property
    def edge(self) -> float | None:
        """The bound that progress comes up to; None where a value between two bounds is wanted."""
        return {1: self.low, -1: self.high}.get(self.direction)

    def is_reached(self, value: float) -> bool:
        """Tell whether an actual value keeps the bounds."""
        if self.is_strict and self.edge is not None:
            return (value - self.edge) * self.direction > _slack(self.edge)
        return self.shortfall(value) == 0

    def shortfall(self, value: float) -> float:
        """Return how far a value is from the bounds, 0 where it keeps them; never negative."""
        below = self.low - value if self.low is not None and value < self.low - _slack(self.low) else 0.0
        above = value - self.high if self.high is not None and value > self.high + _slack(self.high) else 0.0
        return max(below, above)


def goals_of(series: Series, end_year: int | None) -> tuple[Goal, ...]:
    """Return the goals of a series by year; those that no number can be held against are left out.

    A blank value (`--`), a relative one (高于GDP增速) and one in a unit of another kind have no bounds.
    """
    found = (goal_of(series, year, rows, end_year) for year, rows in series.targets().items())
    return tuple(goal for goal in found if goal)


def goal_of(series: Series, year: int | None, rows: Sequence[IndicatorValue], end_year: int | None) -> Goal | None:
    """Return what the targets of one year ask for; None where none of them gives bounds.

    “55%” of an indicator of which more is better is reached at 55 and above; a range at its lower end and above;
    “50%左右” from 47.5 on (a tolerance of 5 %). Where less is better, it is the mirror image. Where neither is, the
    value itself, or one inside the range, is wanted. “以上” and “以下” say their direction themselves.
    """
    ordered = sorted(rows, key=lambda row: bool(row.restates))
    bounded = [(row, bounds) for row in ordered if (bounds := _bounds(row, series.unit))]
    if not bounded:
        return None
    row, bounds = bounded[0]
    direction = _direction(row, series.indicator.better)
    low = bounds[0] if direction >= 0 else None
    high = bounds[1] if direction <= 0 else None
    others = tuple(other for other in ordered if other is not row)
    return Goal(year, year or end_year, low, high, direction, row.comparator in {"gt", "lt"}, (row, *others))


def number_of(row: IndicatorValue, unit: str) -> float | None:
    """Return the value of a row in a unit; None for a blank or relative one, or where the units do not agree."""
    if row.value is None or row.comparator == "relative":
        return None
    return rescale(row.value, row.unit, unit)


def rescale(value: float, unit: str, wanted: str) -> float | None:
    """Return a value in another unit of the same kind: 万张 as 张, 处 as 个; None where the kinds differ.

    >>> rescale(3, "万张", "张"), rescale(39, "处", "个"), rescale(49, "%", "张")
    (30000.0, 39.0, None)
    """
    here, there = quantity_of(value, unit), quantity_of(1, wanted)
    return float(here.amount / there.amount) if here.unit == there.unit else None


def _direction(row: IndicatorValue, better: str) -> int:
    if row.comparator in _RISING or row.comparator in _FALLING:
        return 1 if row.comparator in _RISING else -1
    return {"higher": 1, "lower": -1}.get(better, 0)


def _bounds(row: IndicatorValue, unit: str) -> tuple[float, float] | None:
    value = number_of(row, unit)
    if value is None:
        return None
    top = None if row.value_max is None else rescale(row.value_max, row.unit, unit)
    if row.comparator == "between" and top is not None:
        return value, top
    tolerance = abs(value) * ABOUT_SHARE if row.comparator == "about" else 0.0
    return value - tolerance, value + tolerance


def _slack(bound: float) -> float:
    """Return what rounding may add to a number of that size."""
    return abs(bound) * _EQUAL_SHARE
