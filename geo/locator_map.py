"""Two small maps that tell where something is: in its region, and the region among its neighbours.

They are drawings without a medium: outlines, names, one symbol and a scale bar in millimetres from the top left
corner. A sheet of paper and a page on screen draw the very same ones. Districts, zones and rivers are those of the
plan's map file; everything is schematic (“边界数据示意，非法定界线”).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.place_names import place_name_en
from geo import boundaries, crs
from geo.base_layers import is_coastal
from geo.boundaries import Boundary
from geo.locator_drawing import LocatorMap, Outline, Point, Role, Spot
from geo.locator_frame import Frame, make_frame
from geo.locator_names import NamedArea, place_names

CITY_MARGIN = 0.05  # of the region's longer side
AROUND_MARGIN: Mapping[str, float] = {"province": 0.2, "prefecture": 0.7, "county": 0.7}
DETAIL_MM = 0.15
SMALLEST_RING_MM2 = 0.1
LARGEST_BAR_SHARE = 0.3
NEIGHBOURS = ("kin", "neighbour")
SHORT_ZONES: Mapping[str, str] = {
    "Economic and Technological Development Zone": "Economic Zone",
    "Economic Development Zone": "Economic Zone",
    "Torch High-Tech Zone": "High-tech Zone",
    "Comprehensive Bonded Zone": "Bonded Zone",
}


@dataclass(frozen=True, slots=True)
class GroundArea:
    """An area of a plan's map on the sheet: `district_code` is "" around the region."""

    district_code: str
    is_zone: bool
    name: str
    name_en: str
    polygon: BaseGeometry
    rings: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class CityGround:
    """What all maps of a plan's region share."""

    frame: Frame
    areas: tuple[GroundArea, ...]
    rivers: tuple[Outline, ...]
    has_sea: bool


def city_ground(bundle: Mapping[str, Any], size: tuple[float, float]) -> CityGround:
    """Return the ground of a plan's region on a sheet of width and height in millimetres.

    `bundle` is the content of the plan's map file.
    """
    frame = make_frame(shape(bundle["region"]["features"][0]["geometry"]), CITY_MARGIN, size)
    around = [_ground(frame, row, "") for row in bundle["neighbours"]["features"]]
    inside = [
        _ground(frame, row, row["properties"]["id"]) for row in bundle["districts"]["features"] if row["geometry"]
    ]
    rivers = [shape(row["geometry"]) for row in (bundle["rivers"] or {"features": []})["features"]]
    drawn = [Outline("river", _lines(frame.paper(frame.metric(river)))) for river in rivers]
    return CityGround(frame, (*around, *inside), tuple(one for one in drawn if one.rings), bool(bundle["coastal"]))


def city_map(
    ground: CityGround, codes: Collection[str], spot: tuple[float, float, str] | None, language: str = "zh"
) -> LocatorMap:
    """Draw a plan's region with the districts of `codes` set off.

    Args:
        ground: the region on its sheet.
        codes: district codes of the plan; none sets nothing off.
        spot: longitude, latitude and basis of the project; None where it has no position.
        language: zh or en, of the names.
    """
    english = language == "en"
    named = [_named(_ground_role(area, codes), area, english=english) for area in ground.areas]
    outlines = [Outline(one.role, area.rings) for one, area in zip(named, ground.areas, strict=True)]
    at = ground.frame.point(spot[0], spot[1]) if spot else None
    drawn = Spot(*at, spot[2]) if spot and at else None
    return _composed(ground.frame, [*outlines, *ground.rivers], named, drawn, has_sea=ground.has_sea)


def around_map(
    region_code: str, size: tuple[float, float], language: str = "zh", english: Mapping[str, str] | None = None
) -> LocatorMap:
    """Draw a region among the units around it: those of its province in another tone than the others.

    `english` gives English names by code, before those of the product. A unit without one stands without a name on an
    English map, the region with its Chinese one. Raises KeyError when the region has no boundary.
    """
    names = tuple(sorted((english or {}).items())) if language == "en" else ()
    return _around_map(region_code, size, names, is_english=language == "en")


@lru_cache(maxsize=64)
def _around_map(
    region_code: str, size: tuple[float, float], english: tuple[tuple[str, str], ...], *, is_english: bool
) -> LocatorMap:
    region = boundaries.boundary(region_code)
    frame = make_frame(region.polygon, AROUND_MARGIN[region.level], size)
    window = frame.window_degrees()
    units = boundaries.units_within(window, region.level)
    cut = [crs.to_metric(shapely.clip_by_rect(unit.polygon, *window.bounds), frame.meridian) for unit in units]
    simple = shapely.coverage_simplify(cut, DETAIL_MM * frame.metres_per_mm)
    known = dict(english)
    named = []
    for unit, polygon in zip(units, simple, strict=True):
        if polygon.is_empty:
            continue
        role = _around_role(unit, region)
        own = short_english(known.get(unit.code) or place_name_en(unit.code)) if is_english else ""
        named.append(NamedArea(role, frame.paper(polygon), _text(own, unit.short_name, role, english=is_english)))
    outlines = [Outline(one.role, _rings(one.polygon)) for one in named]
    return _composed(frame, outlines, named, has_sea=is_coastal(region_code))


def short_english(name: str) -> str:
    """Return an English name without the word for its level, as maps print it.

    >>> short_english("Wendeng District"), short_english("Garze Tibetan Autonomous Prefecture")
    ('Wendeng', 'Garze')
    >>> short_english("Economic and Technological Development Zone")
    'Economic Zone'
    """
    if name in SHORT_ZONES:
        return SHORT_ZONES[name]
    for ending in (" Tibetan and Qiang", " Tibetan", " Yi"):
        name = name.removesuffix(f"{ending} Autonomous Prefecture")
    for level in (" Economic and Technological Development Zone", " New Area", " District", " County", " City"):
        name = name.removesuffix(level)
    return name


def _ground(frame: Frame, feature: Mapping[str, Any], code: str) -> GroundArea:
    row = feature["properties"]
    polygon = frame.paper(frame.metric(shape(feature["geometry"])))
    return GroundArea(
        code, bool(row.get("zone")), row["name"], short_english(row.get("en", "")), polygon, _rings(polygon)
    )


def _named(role: Role, area: GroundArea, *, english: bool) -> NamedArea:
    return NamedArea(role, area.polygon, _text(area.name_en if english else "", area.name, role, english=english))


def _text(own: str, chinese: str, role: Role, *, english: bool) -> str:
    # a neighbour is told for orientation: who reads English has nothing of a Chinese name there
    return own or ("" if english and role in NEIGHBOURS else chinese)


def _ground_role(area: GroundArea, codes: Collection[str]) -> Role:
    if not area.district_code:
        return "neighbour"
    is_own = area.district_code in codes
    if area.is_zone:
        return "own_zone" if is_own else "zone"
    return "own" if is_own else "member"


def _around_role(unit: Boundary, region: Boundary) -> Role:
    if unit.code == region.code:
        return "region"
    is_kin = region.level != "province" and unit.province_code == region.province_code
    return "kin" if is_kin else "neighbour"


def _composed(
    frame: Frame, outlines: Sequence[Outline], named: Sequence[NamedArea], spot: Spot | None = None, *, has_sea: bool
) -> LocatorMap:
    bar_km = frame.bar_km(LARGEST_BAR_SHARE)
    return LocatorMap(
        frame.width_mm,
        frame.height_mm,
        tuple(outline for outline in outlines if outline.rings),
        tuple(place_names(named, spot, (frame.width_mm, frame.height_mm))),
        spot,
        round(bar_km * 1000 / frame.metres_per_mm, 2),
        bar_km,
        has_sea,
    )


def _rings(polygon: BaseGeometry) -> tuple[tuple[Point, ...], ...]:
    parts = [part for part in getattr(polygon, "geoms", [polygon]) if isinstance(part, shapely.Polygon)]
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return tuple(_points(ring) for ring in rings if shapely.Polygon(ring).area > SMALLEST_RING_MM2)


def _lines(line: BaseGeometry) -> tuple[tuple[Point, ...], ...]:
    parts = [part for part in getattr(line, "geoms", [line]) if isinstance(part, shapely.LineString)]
    return tuple(_points(part) for part in parts if not part.is_empty)


def _points(line: BaseGeometry) -> tuple[Point, ...]:
    return tuple((round(float(x), 2), round(float(y), 2)) for x, y in shapely.get_coordinates(line))
