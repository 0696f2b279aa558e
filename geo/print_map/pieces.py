"""Pieces of an area that lie apart from each other, and the spot in each that has most room for a name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.print_map.shapes import Box

GRID = 25
SMALLEST = 0.004  # of the map's frame: what is smaller needs no name of its own


def pieces_apart(area: BaseGeometry, named_at: tuple[float, float], frame: Box) -> list[BaseGeometry]:
    """Return the larger pieces of an area, the largest first, without the one whose name stands in it already."""
    home = Point(named_at)
    parts = [part for part in shapely.get_parts(area) if part.area > SMALLEST * frame.w * frame.h]
    return sorted((part for part in parts if part.distance(home) > 0), key=lambda part: -part.area)


def roomiest(area: BaseGeometry, symbols: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the spot in an area that is farthest from its edge and from every symbol.

    >>> roomiest(shapely.box(0, 0, 12, 12), [])
    (6.0, 6.0)
    """
    west, south, east, north = area.bounds
    xs, ys = np.linspace(west, east, GRID), np.linspace(south, north, GRID)
    spots = shapely.points([(x, y) for x in xs for y in ys])
    spots = spots[shapely.contains(area, spots)]
    if not len(spots):
        spots = np.array([area.representative_point()])
    room = shapely.distance(spots, area.boundary)
    if len(symbols):
        room = np.minimum(room, shapely.distance(spots, shapely.MultiPoint(symbols)))
    best = spots[int(np.argmax(room))]
    return float(best.x), float(best.y)
