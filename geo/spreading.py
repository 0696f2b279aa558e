"""Spread points inside an area, evenly and always alike: a golden-angle spiral that keeps clear of edge and others."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from geo import shapes

LARGEST_SPACING = 0.2  # of the area's side
SHRINK = 0.8
ROUNDS = 30
REACH = 1.6
CLEARANCE = 0.85  # of the spacing: what two points keep from each other


def spread_points(area: BaseGeometry, centre: Point, count: int, avoid: Sequence[Point] = ()) -> list[Point]:
    """Put `count` points inside an area, in metres, spiralling out from its centre; the centre itself stays free.

    The spacing starts at a fixed share of the area's size and shrinks until all points fit. `avoid` are points to keep
    clear of. The order of the result is the order of the spiral (Vogel 1979).
    """
    if count == 0:
        return []
    part = shapes.part_around(area, centre)
    shapely.prepare(part)
    near = [point for point, is_in in zip(avoid, shapely.covers(part, list(avoid)), strict=True) if is_in]
    spacing = math.sqrt(part.area) * min(LARGEST_SPACING, 0.6 / math.sqrt(count + len(near) + 2))
    for _ in range(ROUNDS):
        found = _try_spacing(part, centre, count, near, spacing)
        if len(found) == count:
            return found
        spacing *= SHRINK
    return [shapes.inner_point(part)] * count


def _try_spacing(
    area: shapely.Polygon, centre: Point, count: int, avoid: Sequence[Point], spacing: float
) -> list[Point]:
    inner = area.buffer(-0.4 * spacing)
    if inner.is_empty:
        return []
    west, south, east, north = area.bounds
    reach = math.hypot(east - west, north - south)
    most = REACH * math.sqrt(count + len(avoid) + 2)  # in spacings: points gather around the centre
    turns = np.arange(1, 2 + int((1.6 * min(reach / spacing, most)) ** 2))
    radii, angles = spacing / 1.6 * np.sqrt(turns), turns * shapes.GOLDEN_ANGLE
    candidates = np.column_stack([centre.x + radii * np.cos(angles), centre.y + radii * np.sin(angles)])
    shapely.prepare(inner)
    taken = np.array([(point.x, point.y) for point in avoid]).reshape(-1, 2)
    found: list[Point] = []
    for candidate in candidates[shapely.contains_xy(inner, candidates)]:
        if np.all(np.hypot(*(taken - candidate).T) >= CLEARANCE * spacing):
            taken = np.vstack([taken, candidate])
            found.append(Point(candidate))
        if len(found) == count:
            break
    return found
