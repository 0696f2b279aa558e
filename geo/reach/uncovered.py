"""Pockets of people without a facility within the time, ranked: where a new site would be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from data.supply_demand.points import DemandPoints, Facilities
from geo.reach import sphere
from geo.reach.coverage import Coverage, Flags
from geo.reach.travel_times import Floats, Indices, TravelToNearest

Value = TypeVar("Value", int, str)

LINK_KM = 2.0  # points nearer than this to each other are one pocket


@dataclass(frozen=True, slots=True, eq=False)
class Pocket:
    """Uncovered demand points that are near each other.

    Attributes:
        points: numbers of its demand points, rising.
        people: persons of the group in them.
        indicative: persons of these whose position is the middle of a district only.
        lon, lat: the middle, weighted by people, in degrees.
        district_codes: districts it lies in, the one with most people first; "" where none is known.
        nearest: number of the facility that is the nearest for most of its people; -1 where there is none.
        mean_min: minutes to the nearest facility, mean by people; inf where somebody reaches none at all.
        most_min: minutes of the point that is farthest from its nearest facility.
    """

    points: tuple[int, ...]
    people: float
    indicative: float
    lon: float
    lat: float
    district_codes: tuple[str, ...]
    nearest: int
    mean_min: float
    most_min: float


def nearest_facility(
    travel: TravelToNearest, demand: DemandPoints, facilities: Facilities, counts: Flags | None = None
) -> tuple[Floats, Indices]:
    """Return minutes to, and number of, the nearest facility that counts, of each demand point, however far."""
    numbers = np.arange(len(facilities)) if counts is None else np.flatnonzero(counts)
    minutes, which = travel.nearest(demand.lon, demand.lat, facilities.lon[numbers], facilities.lat[numbers])
    found = np.full(len(demand), -1, np.int64)
    found[which >= 0] = numbers[which[which >= 0]]
    return minutes, found


def uncovered_pockets(
    found: Coverage, demand: DemandPoints, nearest: tuple[Floats, Indices], link_km: float = LINK_KM
) -> tuple[Pocket, ...]:
    """Return the pockets of uncovered people, most people first.

    Rule: uncovered points with people form a graph in which two are joined when they are at most `link_km` apart in a
    straight line; its connected parts are the pockets (single linkage: a chain of near points is one pocket, however
    long). Points without people, without stated people (NaN) or without a position are in no pocket.
    `nearest` is what `nearest_facility` returns.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    people = np.nan_to_num(demand.people.get(found.group, np.zeros(len(demand))))
    places = sphere.unit_vectors(demand.lon, demand.lat)
    left = np.flatnonzero(~found.is_covered & (people > 0) & np.isfinite(places).all(axis=1))
    if not len(left):
        return ()
    pairs = cKDTree(places[left]).query_pairs(sphere.chord_of_km(link_km), output_type="ndarray")
    joined = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(left), len(left)))
    _, part = connected_components(joined, directed=False)
    order = np.argsort(part, kind="stable")
    parts = np.split(left[order], np.flatnonzero(np.diff(part[order])) + 1)
    pockets = [_pocket(points, people, demand, places, nearest) for points in parts]
    return tuple(sorted(pockets, key=lambda pocket: (-pocket.people, pocket.points)))


def _pocket(
    points: Indices, people: Floats, demand: DemandPoints, places: Floats, nearest: tuple[Floats, Indices]
) -> Pocket:
    weight = people[points]
    x, y, z = (weight @ places[points]).tolist()
    minutes, which = nearest[0][points], nearest[1][points]
    rough = np.array([demand.precision[k] == "district" for k in points])
    codes = _by_people([demand.district_codes[k] for k in points], weight)
    return Pocket(
        points=tuple(points.tolist()),
        people=float(weight.sum()),
        indicative=float(weight[rough].sum()),
        lon=float(np.degrees(np.arctan2(y, x))),
        lat=float(np.degrees(np.arctan2(z, np.hypot(x, y)))),
        district_codes=tuple(codes),
        nearest=_by_people(which.tolist(), weight)[0],
        mean_min=float(minutes @ weight / weight.sum()),
        most_min=float(minutes.max()),
    )


def _by_people(values: list[Value], weight: Floats) -> list[Value]:
    """Return the different values, the one with most people first; of equals the smaller."""
    sums: dict[Value, float] = {}
    for value, persons in zip(values, weight.tolist(), strict=True):
        sums[value] = sums.get(value, 0.0) + persons
    return sorted(sums, key=lambda value: (-sums[value], value))
