"""坐标体检: which system the positions of a file are in, so that nobody has to know.

Each possible system is tried: its positions are held against the outline of the district that a row states, else
against the region. One system fits when its positions lie inside; another is ruled out when

* most of its positions lie more than `FAR_M` outside, while those of the best do not, or
* the positions that fit the best only outnumber those that fit the other only beyond chance: a one-sided sign test,
  P = Σ_{k=b}^{b+c} C(b+c, k) / 2^(b+c) ≤ 0.01 with b that fit the best only and c that fit the other only.

What is not ruled out cannot be told apart by the outlines, and is said so: WGS-84 and GCJ-02 differ by about 500 m,
which only positions near an outline show. Outlines are generalised to about 100 m, hence `TOLERANCE_M`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo import boundaries, crs
from geo.crs import Coordinates, System
from geo.reach.coordinate_systems import possible_systems

TOLERANCE_M = 150.0
FAR_M = 5_000.0
SAME_DEGREES = 1e-5  # about a metre
LARGEST_CHANCE = 0.01
FEWEST_TIMES = 4  # positions that are a kilometre off favour a wrong system by tens, the right one by as many
MOST_TRIED = 2_000  # positions: more are tried by every second, third … one
SMALLEST_SHARE = 0.5  # of positions near the region; below, no system fits
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """How the positions lie when they are read in a system; the flags are (n_tried,).

    Attributes:
        system: the system tried.
        fits: within the outline of the district that the row states, else of the region, or `TOLERANCE_M` beside it.
        is_far: more than `FAR_M` outside it.
        in_district: positions inside the stated district, of those that state one.
        in_region: positions inside the region.
    """

    system: System
    fits: Flags
    is_far: Flags
    in_district: int
    in_region: int


@dataclass(frozen=True, slots=True, eq=False)
class CoordinateCheck:
    """The verdicts on a file's positions.

    Attributes:
        total: positions of the file.
        tried: different positions that were tried.
        stated: those of them with a stated district that has an outline.
        verdicts: one for each system tried, the best first.
        alike: the systems that cannot be told apart from the best, the best itself first; () where none fits.
    """

    total: int
    tried: int
    stated: int
    verdicts: tuple[Verdict, ...]
    alike: tuple[System, ...]

    @property
    def is_certain(self) -> bool:
        """Whether one system fits and all others are ruled out."""
        return len(self.alike) == 1


def check_coordinates(
    numbers: Coordinates, region_code: str, stated: Sequence[str] = (), declared: str = ""
) -> CoordinateCheck:
    """Try the systems that numbers (n, 2) may be in; NaN: no position, left out.

    `stated` has for each row the code of the outline that it should lie in, "" where none is known. Raises KeyError
    where the region has no outline.
    """
    codes = np.array(stated if len(stated) else [""] * len(numbers), dtype=object)
    known = np.isfinite(numbers).all(axis=1)
    total = int(known.sum())
    tried, codes = _places(numbers[known], codes[known])
    step = max(1, math.ceil(len(tried) / MOST_TRIED))
    tried, codes = tried[::step], codes[::step]
    region = boundaries.region_polygon(region_code)
    west, _, east, _ = region.bounds
    areas = {code: _Area.around(boundaries.boundary(code).polygon) for code in dict.fromkeys(codes) if code}
    whole = _Area.around(region)
    found = [_verdict(tried, system, codes, areas, whole) for system in possible_systems(tried, west, east, declared)]
    found = _distinct(tried, found)
    ranked = tuple(sorted(found, key=lambda verdict: (-int(verdict.fits.sum()), int(verdict.is_far.sum()))))
    stated_count = sum(1 for code in codes if code)
    return CoordinateCheck(total, len(tried), stated_count, ranked, _alike(ranked))


def chance(best_only: int, other_only: int) -> float:
    """Return how likely at least `best_only` of these would favour the best if both systems were equally good.

    P = Σ_{k=b}^{b+c} C(b+c, k) / 2^(b+c)

    >>> chance(7, 0), chance(0, 0)
    (0.0078125, 1.0)
    """
    count = best_only + other_only
    ways: int = sum(math.comb(count, k) for k in range(best_only, count + 1))
    return ways / int(2**count)


def _places(numbers: Coordinates, codes: NDArray[np.object_]) -> tuple[Coordinates, NDArray[np.object_]]:
    """Return each position once, in the file's order: ten rows of one house are one witness, right or wrong."""
    _, first = np.unique(numbers, axis=0, return_index=True)
    kept = np.sort(first)
    return numbers[kept], codes[kept]


@dataclass(frozen=True, slots=True)
class _Area:
    """An outline, and the same made larger by what is tolerated and by what is far."""

    outline: BaseGeometry
    tolerated: BaseGeometry
    near: BaseGeometry

    @staticmethod
    def around(outline: BaseGeometry) -> _Area:
        meridian = crs.meridian_of(outline)
        metric = crs.to_metric(outline, meridian)
        grown = [crs.from_metric(metric.buffer(width), meridian) for width in (TOLERANCE_M, FAR_M)]
        for shape in (outline, *grown):
            shapely.prepare(shape)
        return _Area(outline, *grown)


def _verdict(
    numbers: Coordinates, system: System, codes: NDArray[np.object_], areas: Mapping[str, _Area], whole: _Area
) -> Verdict:
    degrees = crs.degrees_of(numbers, system)
    lon, lat = np.where(np.isfinite(degrees), degrees, 0.0).T
    fits = shapely.contains_xy(whole.tolerated, lon, lat)
    is_far = ~shapely.contains_xy(whole.near, lon, lat)
    in_region = int(shapely.contains_xy(whole.outline, lon, lat).sum())
    in_district = 0
    for code, area in areas.items():
        own = codes == code
        fits[own] = shapely.contains_xy(area.tolerated, lon[own], lat[own])
        is_far[own] = ~shapely.contains_xy(area.near, lon[own], lat[own])
        in_district += int(shapely.contains_xy(area.outline, lon[own], lat[own]).sum())
    return Verdict(system, fits, is_far, in_district, in_region)


def _distinct(numbers: Coordinates, verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Leave out systems that put every position where one before them does, such as a declared one and its guess."""
    distinct: list[tuple[Coordinates, Verdict]] = []
    for verdict in verdicts:
        degrees = crs.degrees_of(numbers, verdict.system)
        if not any(np.allclose(degrees, other, rtol=0, atol=SAME_DEGREES, equal_nan=True) for other, _ in distinct):
            distinct.append((degrees, verdict))
    return [verdict for _, verdict in distinct]


def _alike(ranked: Sequence[Verdict]) -> tuple[System, ...]:
    if not ranked:
        return ()
    best = ranked[0]
    if 1 - best.is_far.mean() < SMALLEST_SHARE:
        return ()
    return tuple(verdict.system for verdict in ranked if verdict is best or not _is_ruled_out(verdict, best))


def _is_ruled_out(other: Verdict, best: Verdict) -> bool:
    if other.is_far.mean() > 1 - SMALLEST_SHARE and best.is_far.mean() < other.is_far.mean():
        return True
    best_only = int((best.fits & ~other.fits).sum())
    other_only = int((other.fits & ~best.fits).sum())
    return chance(best_only, other_only) <= LARGEST_CHANCE and best_only >= FEWEST_TIMES * other_only
