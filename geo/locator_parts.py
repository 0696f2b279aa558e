"""Parts of the small maps: rings, lines, and the short names that they print."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]

SMALLEST_MM2 = 0.4


def short_english(name: str) -> str:
    """Return an English name without the word for its level, as maps print it.

    >>> short_english("Wendeng District"), short_english("Garze Tibetan Autonomous Prefecture")
    ('Wendeng', 'Garze')
    """
    for ending in (" Tibetan and Qiang", " Tibetan", " Yi"):
        name = name.removesuffix(f"{ending} Autonomous Prefecture")
    for level in (" Economic and Technological Development Zone", " District", " County", " City"):
        name = name.removesuffix(level)
    return name


def rings_of(polygon: BaseGeometry) -> tuple[tuple[Point, ...], ...]:
    """Return the rings of areas that can be seen, in millimetres."""
    parts = [part for part in getattr(polygon, "geoms", [polygon]) if isinstance(part, shapely.Polygon)]
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return tuple(_points(ring) for ring in rings if shapely.Polygon(ring).area > SMALLEST_MM2 / 4)


def lines_of(line: BaseGeometry) -> tuple[tuple[Point, ...], ...]:
    """Return the lines of a geometry, in millimetres."""
    parts = [part for part in getattr(line, "geoms", [line]) if isinstance(part, shapely.LineString)]
    return tuple(_points(part) for part in parts if not part.is_empty)


def _points(line: BaseGeometry) -> tuple[Point, ...]:
    return tuple((round(float(x), 2), round(float(y), 2)) for x, y in shapely.get_coordinates(line))
