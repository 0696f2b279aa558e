"""From degrees to paper: a Gauss-Krüger zone, a scale, and the rectangle of paper that a map fills."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo import crs

Rect = tuple[float, float, float, float]
MARGIN = 0.035
EDGE_POINTS = 9


@dataclass(frozen=True, slots=True)
class Window:
    """The map on the paper.

    Attributes:
        meridian: central meridian of the 3-degree zone, degrees.
        rect: left, bottom, right, top on the paper, mm.
        west: easting of the left edge, metres.
        south: northing of the lower edge, metres.
        metres_per_mm: the scale: 1,000 times it is the number in 1:n.
    """

    meridian: int
    rect: Rect
    west: float
    south: float
    metres_per_mm: float

    @property
    def scale_number(self) -> float:
        """The n of 1:n."""
        return 1000 * self.metres_per_mm

    def place(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in degrees as millimetres on the paper."""
        origin = np.array([self.west, self.south])
        corner = np.array(self.rect[:2])

        def put(metres: NDArray[np.float64]) -> NDArray[np.float64]:
            placed: NDArray[np.float64] = (metres - origin) / self.metres_per_mm + corner
            return placed

        return shapely.transform(crs.to_metric(geometry, self.meridian), put)

    def clip(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return what of a geometry in degrees lies on the map, as millimetres."""
        return shapely.clip_by_rect(self.place(geometry), *self.rect)

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a position in degrees as millimetres."""
        placed = self.place(shapely.Point(lon, lat))
        return float(placed.x), float(placed.y)  # type: ignore[attr-defined]

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a place on the paper lies on the map."""
        left, bottom, right, top = self.rect
        return left <= x <= right and bottom <= y <= top

    def degrees(self) -> Rect:
        """Return west, south, east, north of the map in degrees, by its corners and edges."""
        left, bottom, right, top = self.rect
        across = [(x, y) for x in np.linspace(left, right, EDGE_POINTS) for y in (bottom, top)]
        up = [(x, y) for y in np.linspace(bottom, top, EDGE_POINTS) for x in (left, right)]
        metres = [
            ((x - left) * self.metres_per_mm + self.west, (y - bottom) * self.metres_per_mm + self.south)
            for x, y in across + up
        ]
        west, south, east, north = crs.from_metric(shapely.MultiPoint(metres), self.meridian).bounds
        return west, south, east, north


def make_window(box: Sequence[float], rect: Rect, inside: Rect | None = None) -> Window:
    """Return the window that shows a box (west, south, east, north in degrees) as large as a rectangle allows.

    `inside` (left, bottom, right, top in mm, within `rect`) is the part of it that the box is fitted into.
    """
    west, south, east, north = box
    meridian = crs.central_meridian((west + east) / 2)
    corners = shapely.segmentize(shapely.box(west, south, east, north), max((east - west) / 16, 1e-6))
    x0, y0, x1, y1 = crs.to_metric(corners, meridian).bounds
    free = inside or rect
    width, height = free[2] - free[0], free[3] - free[1]
    metres = max((x1 - x0) / width, (y1 - y0) / height) * (1 + 2 * MARGIN)
    metres = _round_up(metres)
    middle = (free[0] + free[2]) / 2, (free[1] + free[3]) / 2
    left = (x0 + x1) / 2 - (middle[0] - rect[0]) * metres
    bottom = (y0 + y1) / 2 - (middle[1] - rect[1]) * metres
    return Window(meridian, rect, left, bottom, metres)


def _round_up(metres_per_mm: float) -> float:
    """Return the next scale that reads well: 1:n with two significant digits of n, the second even or five.

    >>> _round_up(701.2), _round_up(1013.0)
    (720.0, 1050.0)
    """
    power = float(10.0 ** (math.floor(math.log10(metres_per_mm)) - 1))
    leads = metres_per_mm / power
    steps = [lead for lead in (*range(10, 100, 2), *range(15, 100, 10), 10.5, 100) if lead >= leads - 1e-9]
    return float(round(min(steps) * power, 6))
