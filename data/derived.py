"""Series that no plan prints: people between stated years, beds per 1,000 of them, what must be built each year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from data.demand import is_total
from data.indicator_goal import Goal, goals_of, number_of
from data.indicator_path import Point, RequiredChange
from data.measures import DistrictStatistics, per_1000
from data.plan import Plan
from data.progress import Progress
from data.series import Series

Basis = Literal["stated", "interpolated", "census"]
POPULATION_ID = "population_60_plus"
# what is counted in beds that stand at the same time, not per head and not per institution
BED_STOCKS = ("elderly_care_beds", "home_care_beds", "nursing_beds", "medical_elderly_institution_beds")
WAN = 10_000


@dataclass(frozen=True, slots=True)
class DerivedPoint:
    """People (in 万人) of one year: stated by the plan, interpolated between two stated years, or of the census."""

    year: int
    value: float
    basis: Basis
    between: tuple[Point, ...] = ()


def population_points(series: Sequence[Series]) -> tuple[DerivedPoint, ...]:
    """Return the people aged 60 and over by year: as stated, and interpolated in the years between; () if none stated.

    `before + (after - before) × (year - its year) ÷ (next year - its year)`; nothing before the first stated year or
    after the last, and no year is made of one stated value.
    """
    one = next((one for one in series if one.indicator.id == POPULATION_ID), None)
    points = _stated_people(one) if one else []
    found = [DerivedPoint(point.year, point.value, "stated", (point,)) for point in points]
    for before, after in pairwise(points):
        for year in range(before.year + 1, after.year):
            value = interpolate(before.year, before.value, after.year, after.value, year)
            found.append(DerivedPoint(year, value, "interpolated", (before, after)))
    return tuple(sorted(found, key=lambda point: point.year))


def census_point(plan: Plan) -> DerivedPoint | None:
    """Return the census people aged 60 and over of the plan's region in 万人; None where they are not at hand."""
    row = plan.population.get(plan.region_code)
    if row is None or row.age_60_plus is None or row.year is None:
        return None
    return DerivedPoint(row.year, row.age_60_plus / WAN, "census")


def interpolate(year_0: int, value_0: float, year_1: int, value_1: float, year: int) -> float:
    """Return the value of a year on the straight line between two years.

    `value₀ + (value₁ - value₀) × (year - year₀) ÷ (year₁ - year₀)`

    >>> round(interpolate(2021, 146.46, 2025, 183.57, 2023), 3)
    165.015
    """
    return value_0 + (value_1 - value_0) * (year - year_0) / (year_1 - year_0)


@dataclass(frozen=True, slots=True)
class BedRate:
    """Beds per 1,000 people aged 60 and over: `1000 × beds ÷ people`.

    `name` is a bed type of the planned projects, or with a `goal` the id of a bed indicator; `beds_max` ends a range.
    """

    name: str
    beds: float
    beds_max: float | None
    people: float
    people_basis: Basis
    people_year: int
    goal: Goal | None = None

    @property
    def rate(self) -> float:
        """The rate of the beds, of the lower end of a range.

        >>> round(BedRate("nursing", 276, None, 188149, "census", 2020).rate, 2)
        1.47
        """
        return 1000 * self.beds / self.people

    @property
    def rate_max(self) -> float | None:
        """The rate of the upper end of a range."""
        return None if self.beds_max is None else 1000 * self.beds_max / self.people


def planned_bed_rates(plan: Plan, totals: DistrictStatistics) -> tuple[BedRate, ...]:
    """Return the beds that the plan's projects state, by type, per 1,000 people aged 60 and over of the census."""
    census = census_point(plan)
    people = totals.age_60_plus
    if census is None or not people:
        return ()
    return tuple(
        BedRate(kind, count, None, people, "census", census.year)
        for kind, count in totals.bed_counts_by_type.items()
        if per_1000(count, people) is not None
    )


def target_bed_rates(plan: Plan, series: Sequence[Series]) -> tuple[BedRate, ...]:
    """Return the bed targets per 1,000 people aged 60 and over.

    People of the target's year as the plan states or lets interpolate them; else those of the census.
    """
    points = {point.year: point for point in population_points(series)}
    found = []
    for one in series:
        goals = goals_of(one, plan.end_year) if one.indicator.id in BED_STOCKS else ()
        for goal in goals:
            people = points.get(goal.due or 0) or census_point(plan)
            bounds = _beds(one, goal)
            if people and people.value and bounds:
                found.append(BedRate(one.indicator.id, *bounds, people.value * WAN, people.basis, people.year, goal))
    return tuple(found)


def build_rates(rows: Sequence[Progress]) -> list[tuple[Progress, RequiredChange | None]]:
    """Return the totals (things, people, beds, money) with what must be added each year until the last target.

    None where no value is known that it could be counted from. Shares, rates and ages are left out.
    """
    totals = [row for row in rows if is_total(row.series.indicator, row.series.unit)]
    return [(row, row.assessments[-1].required) for row in totals]


def _stated_people(series: Series) -> list[Point]:
    by_year: dict[int, Point] = {}
    for row in series.rows:
        number = number_of(row, "万人")
        if row.year and number is not None and not row.restates:
            by_year.setdefault(row.year, Point(row.year, number, row))
    return [by_year[year] for year in sorted(by_year)]


def _beds(series: Series, goal: Goal) -> tuple[float, float | None] | None:
    """Return the beds of a goal as the plan states them, with the upper end of a range."""
    low = number_of(goal.row, "张")
    if low is None:
        return None
    high = goal.row.value_max
    return low, (None if high is None or goal.row.comparator != "between" else float(high))
