"""Who is covered: people with a facility within so many minutes, by district, and the pockets that are left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.supply_demand.points import GROUPS, DemandPoints
from geo.reach.travel_times import Floats, Indices, TravelTimes

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CoveredPeople:
    """People of a district, or of all, and how many of them are covered.

    Attributes:
        district_code: "" for points that name no district, and for the total.
        people: persons of the points that state them: the denominator.
        covered: persons of these with a facility within the time.
        points: number of demand points.
        points_not_stated: points whose persons of this age group are not stated; in neither sum.
        indicative: persons whose position is the middle of a district; whether they are covered is only indicative.
        indicative_covered: persons of these that count as covered.
        unplaced: persons of points without a position (NaN): in no other figure, since nobody can tell.
    """

    district_code: str
    people: float
    covered: float
    points: int
    points_not_stated: int
    indicative: float
    indicative_covered: float
    unplaced: float = 0.0

    @property
    def share(self) -> float | None:
        """Return covered ÷ people, 0 to 1; None where nobody is stated."""
        return self.covered / self.people if self.people > 0 else None


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """Who is covered within so many minutes.

    Attributes:
        group: the age group counted (GROUPS).
        minutes: the time.
        is_estimate: whether times are straight lines (估算).
        nearest_min: (n,) minutes to the nearest facility that counts; inf beyond the limit of the times.
        nearest: (n,) which facility; -1 beyond the limit.
        is_covered: (n,) nearest_min ≤ minutes.
        total: all points.
        by_district: districts by code; points without a district last, as "".
    """

    group: str
    minutes: float
    is_estimate: bool
    nearest_min: Floats
    nearest: Indices
    is_covered: Flags
    total: CoveredPeople
    by_district: tuple[CoveredPeople, ...]


def nearest_within(times: TravelTimes, counts: Flags | None = None) -> tuple[Floats, Indices]:
    """Return minutes to, and number of, the nearest facility of each demand point; inf, -1 where none is within reach.

    `counts` (m,) says which facilities count, all without it. Of facilities equally near, the first is taken.

    >>> two = TravelTimes(np.array([0, 2, 2]), np.array([0, 1]), np.array([7.0, 4.0]), 2, 15.0)
    >>> [values.tolist() for values in nearest_within(two)]
    [[4.0, inf], [1, -1]]
    """
    minutes, which = np.full(times.n_demand, np.inf), np.full(times.n_demand, -1, np.int64)
    counted = times.minutes if counts is None else np.where(counts[times.facilities], times.minutes, np.inf)
    filled = np.flatnonzero(np.diff(times.starts))
    if not len(filled):
        return minutes, which
    minutes[filled] = np.minimum.reduceat(counted, times.starts[filled])
    row = np.repeat(np.arange(times.n_demand), np.diff(times.starts))
    pairs = np.flatnonzero((counted == minutes[row]) & np.isfinite(counted))
    rows, first = np.unique(row[pairs], return_index=True)
    which[rows] = times.facilities[pairs[first]]
    return minutes, which


def coverage(
    times: TravelTimes, demand: DemandPoints, group: str, minutes: float, counts: Flags | None = None
) -> Coverage:
    """Return who has a facility within `minutes` (at most the limit of the times).

    covered = Σ people of points with min over facilities of minutes ≤ minutes; share = covered ÷ Σ people stated.
    `counts` (m,) says which facilities count (say the existing ones), all without it. A point whose persons are not
    stated (NaN) is in neither sum but counted as such. Raises ValueError on an unknown group, another number of
    points, or a time beyond the limit.
    """
    if group not in GROUPS:
        raise ValueError(f"人群“{group}”未知，应为 {'、'.join(GROUPS)}")
    if minutes > times.limit_min:
        raise ValueError(f"{minutes:g} 分钟超出出行时间的计算上限 {times.limit_min:g} 分钟")
    if times.n_demand != len(demand):
        raise ValueError(f"出行时间有 {times.n_demand} 个需求点，需求数据有 {len(demand)} 个")
    nearest_min, nearest = nearest_within(times, counts)
    is_covered = nearest_min <= minutes
    people = demand.people.get(group, np.full(len(demand), np.nan))
    total, by_district = _counted(demand, people, is_covered)
    return Coverage(group, minutes, times.is_estimate, nearest_min, nearest, is_covered, total, by_district)


def _counted(
    demand: DemandPoints, people: Floats, is_covered: Flags
) -> tuple[CoveredPeople, tuple[CoveredPeople, ...]]:
    """Return the sums of all points and those of each district."""
    codes, place = np.unique(np.array(demand.district_codes, dtype=str), return_inverse=True)
    stated, placed = ~np.isnan(people), np.isfinite(demand.lon) & np.isfinite(demand.lat)
    said = np.where(stated, people, 0.0)
    whole = said * placed
    rough = np.where(np.array(demand.precision, dtype=str) == "district", whole, 0.0)
    each = np.ones(len(people))
    columns = (whole, whole * is_covered, each, ~stated * each, rough, rough * is_covered, said - whole)
    table = np.stack(columns, axis=-1)
    sums = np.stack([np.bincount(place, column, len(codes)) for column in table.T], axis=-1)
    rows = [_row(str(code), values) for code, values in zip(codes, sums, strict=True)]
    ordered = sorted(rows, key=lambda row: (row.district_code == "", row.district_code))
    return _row("", table.sum(axis=0)), tuple(ordered)


def _row(code: str, values: Floats) -> CoveredPeople:
    people, covered, points, not_stated, rough, rough_covered, unplaced = values.tolist()
    return CoveredPeople(code, people, covered, round(points), round(not_stated), rough, rough_covered, unplaced)
