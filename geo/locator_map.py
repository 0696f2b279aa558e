"""Two small maps that tell where something is: in its region, and the region among its neighbours.

They are drawings without a medium: outlines, names, one symbol and a scale bar in millimetres from the top left
corner. A sheet of paper and a page on screen draw the very same ones. Districts, zones and rivers are those of the
plan's map file; everything is schematic (“边界数据示意，非法定界线”).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo import boundaries, crs
from geo.base_layers import is_coastal
from geo.boundaries import Boundary
from geo.locator_frame import Frame, make_frame
from geo.locator_parts import SMALLEST_MM2, Point, lines_of, rings_of, short_english

Role = Literal["neighbour", "kin", "region", "member", "own", "zone", "own_zone", "river"]

CITY_MARGIN = 0.05  # of the region's longer side
AROUND_MARGIN: Mapping[str, float] = {"province": 0.2, "prefecture": 0.7, "county": 0.7}
DETAIL_MM = 0.15
LARGEST_BAR_SHARE = 0.3
EM_MM: Mapping[str, float] = {"own": 2.7, "region": 2.9, "member": 2.4, "kin": 2.3, "neighbour": 2.3}
NAME_ORDER = ("own", "region", "member", "kin", "neighbour")


@dataclass(frozen=True, slots=True)
class Outline:
    """An area (rings, filled by the even-odd rule) or with the role `river` open lines."""

    role: Role
    rings: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class MapName:
    """A name centred on a point; `em_mm` is the size of its type."""

    text: str
    x: float
    y: float
    role: Role
    em_mm: float


@dataclass(frozen=True, slots=True)
class Spot:
    """The symbol of the project; `basis` tells how far its position may be trusted."""

    x: float
    y: float
    basis: str


@dataclass(frozen=True, slots=True)
class LocatorMap:
    """A small map in millimetres; `bar_km` is what its scale bar of `bar_mm` stands for."""

    width_mm: float
    height_mm: float
    outlines: tuple[Outline, ...]
    names: tuple[MapName, ...]
    spot: Spot | None
    bar_mm: float
    bar_km: float
    has_sea: bool


@dataclass(frozen=True, slots=True)
class _Named:
    role: Role
    polygon: BaseGeometry
    text: str


def city_map(
    bundle: Mapping[str, Any],
    codes: Collection[str],
    spot: tuple[float, float, str] | None,
    size: tuple[float, float],
    language: str = "zh",
) -> LocatorMap:
    """Draw a plan's region with the districts of `codes` set off.

    Args:
        bundle: content of the plan's map file.
        codes: district codes of the plan; none sets nothing off.
        spot: longitude, latitude and basis of the project; None where it has no position.
        size: width and height in millimetres.
        language: zh or en, of the names.
    """
    region = shape(bundle["region"]["features"][0]["geometry"])
    frame = make_frame(region, CITY_MARGIN, size)
    named = [
        *_bundled(bundle["neighbours"]["features"], lambda _: "neighbour", language),
        *_bundled(bundle["districts"]["features"], lambda row: _district_role(row, codes), language),
    ]
    rivers = [shape(row["geometry"]) for row in (bundle["rivers"] or {"features": []})["features"]]
    at = frame.point(spot[0], spot[1]) if spot else None
    drawn = Spot(*at, spot[2]) if spot and at else None
    return _drawn(frame, named, rivers=rivers, spot=drawn, has_sea=bool(bundle["coastal"]))


def around_map(
    region_code: str, size: tuple[float, float], language: str = "zh", english: Mapping[str, str] | None = None
) -> LocatorMap:
    """Draw a region among the units around it: those of its province in another tone than the others.

    `english` gives English names by code; a unit without one keeps its Chinese name. Raises KeyError when the region
    has no boundary.
    """
    names = tuple(sorted((english or {}).items())) if language == "en" else ()
    return _around_map(region_code, size, names)


@lru_cache(maxsize=64)
def _around_map(region_code: str, size: tuple[float, float], english: tuple[tuple[str, str], ...]) -> LocatorMap:
    region = boundaries.boundary(region_code)
    frame = make_frame(region.polygon, AROUND_MARGIN[region.level], size)
    window = frame.window_degrees()
    units = boundaries.units_within(window, region.level)
    cut = [crs.to_metric(shapely.clip_by_rect(unit.polygon, *window.bounds), frame.meridian) for unit in units]
    simple = shapely.coverage_simplify(cut, DETAIL_MM * frame.metres_per_mm)
    known = dict(english)
    named = [
        _Named(_around_role(unit, region), polygon, short_english(known.get(unit.code, "")) or unit.short_name)
        for unit, polygon in zip(units, simple, strict=True)
        if not polygon.is_empty
    ]
    return _drawn(frame, named, is_metric=True, has_sea=is_coastal(region_code))


def _bundled(features: Sequence[Mapping[str, Any]], role_of: Any, language: str) -> list[_Named]:
    rows = [row["properties"] for row in features]
    return [
        _Named(
            role_of(row),
            shape(feature["geometry"]),
            (short_english(row.get("en", "")) if language == "en" else "") or row["name"],
        )
        for row, feature in zip(rows, features, strict=True)
        if feature["geometry"]
    ]


def _district_role(row: Mapping[str, Any], codes: Collection[str]) -> Role:
    is_own = row["id"] in codes
    if row.get("zone"):
        return "own_zone" if is_own else "zone"
    return "own" if is_own else "member"


def _around_role(unit: Boundary, region: Boundary) -> Role:
    if unit.code == region.code:
        return "region"
    is_kin = region.level != "province" and unit.province_code == region.province_code
    return "kin" if is_kin else "neighbour"


def _drawn(
    frame: Frame,
    named: Sequence[_Named],
    *,
    rivers: Sequence[BaseGeometry] = (),
    spot: Spot | None = None,
    is_metric: bool = False,
    has_sea: bool = False,
) -> LocatorMap:
    placed = [
        _Named(row.role, frame.paper(row.polygon if is_metric else frame.metric(row.polygon)), row.text)
        for row in named
    ]
    outlines = [Outline(row.role, rings_of(row.polygon)) for row in placed]
    outlines += [Outline("river", lines_of(frame.paper(frame.metric(river)))) for river in rivers]
    bar_km = frame.bar_km(LARGEST_BAR_SHARE)
    return LocatorMap(
        frame.width_mm,
        frame.height_mm,
        tuple(outline for outline in outlines if outline.rings),
        tuple(_names(placed, spot, frame)),
        spot,
        round(bar_km * 1000 / frame.metres_per_mm, 2),
        bar_km,
        has_sea,
    )


def _names(placed: Sequence[_Named], spot: Spot | None, frame: Frame) -> list[MapName]:
    """Return the names that find room, the most telling first; none lies over another or over the symbol."""
    inside = shapely.box(0.5, 0.5, frame.width_mm - 0.5, frame.height_mm - 0.5)
    # the scale bar stands in the lower left corner
    taken: list[BaseGeometry] = [shapely.box(0, frame.height_mm - 6, frame.width_mm * 0.45, frame.height_mm)]
    if spot:
        taken.append(shapely.Point(spot.x, spot.y).buffer(2.4))
    found = []
    for row in sorted(placed, key=lambda one: (_rank(one), -one.polygon.area, one.text)):
        role: Role = "own" if row.role == "own_zone" else row.role
        if role not in EM_MM or row.polygon.is_empty:
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


def _rank(row: _Named) -> int:
    role = "own" if row.role == "own_zone" else row.role
    return NAME_ORDER.index(role) if role in NAME_ORDER else len(NAME_ORDER)


def _name_points(polygon: BaseGeometry, spot: Spot | None, em: float) -> list[Point]:
    if polygon.area < SMALLEST_MM2 * 4:
        return []
    middle = boundaries.point_inside(polygon)
    steps = (0.0, -1.7, 1.7, -3.0, 3.0) if spot else (0.0, -1.2, 1.2)
    return [(middle.x, middle.y + step * em) for step in steps]
