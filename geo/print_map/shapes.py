"""Shapes on paper in millimetres: rectangles, outlines, and how they are inked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from matplotlib.path import Path as Outline
from shapely.geometry.base import BaseGeometry

BEND = 0.5522847498  # how far the corners of a Bézier curve stand out that draws a quarter of a circle
QUARTER = np.array([(1.0, BEND), (BEND, 1.0), (0.0, 1.0)])
TURNS = [np.array([(c, s), (-s, c)]) for c, s in ((1, 0), (0, 1), (-1, 0), (0, -1))]
ROUND = np.vstack([[(1.0, 0.0)], *(QUARTER @ turn for turn in TURNS), [(1.0, 0.0)]])
ROUND_CODES = np.array([Outline.MOVETO, *[Outline.CURVE4] * 12, Outline.CLOSEPOLY], dtype=np.uint8)


class Box(NamedTuple):
    """A rectangle on paper in millimetres: lower left corner, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y + self.h

    def inset(self, by: float) -> Box:
        """Return the rectangle with `by` taken away on each side."""
        return Box(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)

    def overlaps(self, other: Box) -> bool:
        """Tell whether two rectangles share some area."""
        return self.x < other.right and other.x < self.right and self.y < other.top and other.y < self.top

    def holds(self, other: Box) -> bool:
        """Tell whether another rectangle lies inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right + 1e-9
            and other.top <= self.top + 1e-9
        )


@dataclass(frozen=True, slots=True)
class Ink:
    """How a shape is inked: fill, stroke, its width in mm, dashes in mm, opacities."""

    fill: str = ""
    stroke: str = ""
    width: float = 0.2
    dash: tuple[float, ...] = ()
    fill_opacity: float = 1.0
    stroke_opacity: float = 1.0
    round_ends: bool = False


def circle(middle: tuple[float, float], radius: float) -> Outline:
    """Return a circle of four arcs: rounder than any printer, at half the corners of matplotlib's own."""
    return Outline(ROUND * radius + middle, ROUND_CODES)


def outline_of(geometry: BaseGeometry) -> Outline | None:
    """Return the outline of lines and polygons; None where there is nothing to draw."""
    parts = []
    for part in shapely.get_parts(geometry):
        if part.is_empty:
            continue
        if part.geom_type == "Polygon":
            parts += [_ring(part.exterior), *(_ring(hole) for hole in part.interiors)]
        elif part.geom_type in ("LineString", "LinearRing"):
            parts.append(Outline(shapely.get_coordinates(part)))
        elif part.geom_type.startswith(("Multi", "Geometry")):
            nested = outline_of(part)
            parts += [nested] if nested is not None else []
    return Outline.make_compound_path(*parts) if parts else None


def _ring(ring: BaseGeometry) -> Outline:
    points = shapely.get_coordinates(ring)
    codes = np.full(len(points), Outline.LINETO, dtype=np.uint8)
    codes[0], codes[-1] = Outline.MOVETO, Outline.CLOSEPOLY
    return Outline(points, codes)
