"""Which names of a small map find room, the most telling first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geo import boundaries
from geo.locator_drawing import MapName, Point, Role, Spot

SMALLEST_NAMED_MM2 = 1.6
EM_MM: Mapping[str, float] = {"own": 2.7, "region": 2.9, "member": 2.4, "kin": 2.3, "neighbour": 2.3}
NAME_ORDER = ("own", "region", "member", "kin", "neighbour")


@dataclass(frozen=True, slots=True)
class NamedArea:
    """An area on the sheet with its name; "" where it is not to be named."""

    role: Role
    polygon: BaseGeometry
    text: str


def place_names(placed: Sequence[NamedArea], spot: Spot | None, size: tuple[float, float]) -> list[MapName]:
    """Return the names that find room, the most telling first; none lies over another or over the symbol."""
    width_mm, height_mm = size
    inside = shapely.box(0.5, 0.5, width_mm - 0.5, height_mm - 0.5)
    # the scale bar stands in the lower left corner
    taken: list[BaseGeometry] = [shapely.box(0, height_mm - 6, width_mm * 0.45, height_mm)]
    if spot:
        taken.append(shapely.Point(spot.x, spot.y).buffer(2.4))
    found = []
    for row in sorted(placed, key=lambda one: (_rank(one), -one.polygon.area, one.text)):
        role: Role = "own" if row.role == "own_zone" else row.role
        if role not in EM_MM or not row.text or row.polygon.is_empty:
            continue
        em = EM_MM[role]
        for x, y in _name_points(row.polygon, spot, em):
            half = text_ems(row.text) * em / 2 + 0.3
            area = shapely.box(x - half, y - 0.65 * em, x + half, y + 0.65 * em)
            if inside.contains(area) and not any(area.intersects(other) for other in taken):
                taken.append(area)
                found.append(MapName(row.text, round(x, 2), round(y, 2), role, em))
                break
    return found


def text_ems(text: str) -> float:
    """Return the width of a name in ems: a Chinese sign is one, a letter a little over half.

    >>> text_ems("文登"), round(text_ems("Wendeng"), 2)
    (2.0, 3.92)
    """
    return sum(1.0 if sign > "\u2e7f" else 0.56 for sign in text)


def _rank(row: NamedArea) -> int:
    role = "own" if row.role == "own_zone" else row.role
    return NAME_ORDER.index(role) if role in NAME_ORDER else len(NAME_ORDER)


def _name_points(polygon: BaseGeometry, spot: Spot | None, em: float) -> list[Point]:
    if polygon.area < SMALLEST_NAMED_MM2:
        return []
    middle = boundaries.point_inside(polygon)
    steps = (0.0, -1.7, 1.7, -3.0, 3.0) if spot else (0.0, -1.2, 1.2)
    return [(middle.x, middle.y + step * em) for step in steps]
