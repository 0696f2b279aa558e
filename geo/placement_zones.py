"""Schematic shapes of functional zones (高新区, 经开区 …), which have no public polygon.

Where town points are known, the parent county is divided among its towns (Thiessen polygons, capped near each town) and
the zone takes its own towns' cells; otherwise a small ellipse says only in which county the zone lies. In metres.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely import MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from data.plan import District
from geo import shapes
from geo.placement_context import Town

TOWN_SUFFIXES = ("街道办事处", "街道", "办事处", "镇", "乡")
CELL_REACH = 1.9  # a town's cell ends at this many mean town radii
ELLIPSE_SHARE = 0.11  # half axis of an ellipse, as a share of the parent's side
MIN_CELLS = 3
SLIVER_SHARE = 0.05  # of the parent: leftovers below it are no place of their own
SEAM_M = 2.0


@dataclass(frozen=True, slots=True)
class ZoneShape:
    """The shape of one functional zone, the sentence that explains it, and whether it was made from town points."""

    polygon: BaseGeometry
    explanation_zh: str
    explanation_en: str
    has_town_points: bool


def shape_zones(
    parent: BaseGeometry, zones: Sequence[District], towns: Sequence[Town], towards: Point
) -> dict[str, ZoneShape]:
    """Shape all functional zones of one parent polygon so that they do not overlap.

    `towns` are those of the parent, with points in metres; `towards` is the main urban area, the side on which a zone
    of unknown place is put.
    """
    shaped: dict[str, ZoneShape] = {}
    ordered = sorted(zones, key=lambda zone: zone.district_code)
    cells = _cells_by_unit(parent, ordered, towns)
    taken: BaseGeometry = shapely.Polygon()
    for zone in ordered:
        if zone.district_code in cells:
            polygon = _smooth_cells(cells[zone.district_code], parent, towns).difference(taken)
            shaped[zone.district_code] = _explain_cells(polygon, zone, towns)
            taken = taken.union(polygon)
    shaped = _fill_slivers(parent, shaped)
    unknown = [zone for zone in ordered if zone.district_code not in shaped]
    for number, zone in enumerate(unknown):
        taken = shapely.union_all([shape.polygon for shape in shaped.values()])
        polygon = _place_ellipse(parent, parent.difference(taken), towards, number)
        shaped[zone.district_code] = _explain_ellipse(polygon, zone)
    return shaped


def towns_of(zone: District, towns: Sequence[Town]) -> list[Town]:
    """List the towns of a zone: those counted under its code, and those that it names as members."""
    names = {_strip_suffix(name) for name in zone.members}
    return [
        town
        for town in towns
        if town.unit_code == zone.district_code
        or (_strip_suffix(town.name) in names and town.boundary_code == zone.parent_code)
    ]


def _strip_suffix(name: str) -> str:
    for suffix in TOWN_SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            return name.removesuffix(suffix)
    return name


def _town_radius(parent: BaseGeometry, towns: Sequence[Town]) -> float:
    return math.sqrt(parent.area / (math.pi * max(len(towns), MIN_CELLS)))


def _owners(zones: Sequence[District], towns: Sequence[Town]) -> dict[tuple[float, float], str]:
    """Map each town point to the zone that owns it, or to "" for the parent county; one owner per point."""
    zone_by_town = {town.code: zone.district_code for zone in zones for town in towns_of(zone, towns)}
    owners: dict[tuple[float, float], str] = {}
    for town in sorted(towns, key=lambda town: town.code):
        if town.point is not None:
            owners.setdefault((town.point.x, town.point.y), zone_by_town.get(town.code, ""))
    return owners


def _cells_by_unit(parent: BaseGeometry, zones: Sequence[District], towns: Sequence[Town]) -> dict[str, BaseGeometry]:
    """Union each zone's capped Thiessen cells, by zone code; discs where too few towns are known for cells."""
    owners = _owners(zones, towns)
    reach = CELL_REACH * _town_radius(parent, towns)
    points = [Point(xy) for xy in owners]
    discs = {point: point.buffer(reach if len(points) >= MIN_CELLS else reach / 2) for point in points}
    whole: Mapping[Point, BaseGeometry] = {}
    if len(points) >= MIN_CELLS:
        voronoi = shapely.voronoi_polygons(MultiPoint(points), extend_to=parent.envelope)
        cells = list(shapely.get_parts(voronoi))
        whole = {point: next(cell for cell in cells if cell.covers(point)) for point in points}
    by_unit: dict[str, list[BaseGeometry]] = {}
    for point in points:
        cell = discs[point].intersection(whole[point]) if whole else discs[point]
        by_unit.setdefault(owners[point.x, point.y], []).append(cell)
    zones_cells = {code: shapely.union_all(cells).intersection(parent) for code, cells in by_unit.items() if code}
    return {code: cells for code, cells in zones_cells.items() if not cells.is_empty}


def _smooth_cells(cells: BaseGeometry, parent: BaseGeometry, towns: Sequence[Town]) -> BaseGeometry:
    radius = _town_radius(parent, towns) * 0.3
    smooth = cells.buffer(-radius).buffer(2 * radius).buffer(-radius).intersection(parent)
    parts = [part for part in shapely.get_parts(smooth) if part.area > cells.area / 50]
    return shapely.union_all(parts) if parts else cells


def _fill_slivers(parent: BaseGeometry, shaped: dict[str, ZoneShape]) -> dict[str, ZoneShape]:
    """Give small leftovers of the parent, cut off by zones, to the zone that they border on most."""
    if not shaped:
        return shaped
    rest = parent.difference(shapely.union_all([shape.polygon for shape in shaped.values()]))
    filled = dict(shaped)
    for sliver in shapely.get_parts(rest):
        if sliver.area > SLIVER_SHARE * parent.area:
            continue
        edge = sliver.boundary
        near = {code: edge.intersection(shape.polygon.buffer(SEAM_M)).length for code, shape in shaped.items()}
        code = max(near, key=lambda code: (round(near[code]), code))
        polygon = filled[code].polygon.union(sliver.buffer(SEAM_M)).intersection(parent)
        others = [shape.polygon for other, shape in filled.items() if other != code]
        filled[code] = replace(filled[code], polygon=polygon.difference(shapely.union_all(others)))
    return filled


def _place_ellipse(parent: BaseGeometry, free: BaseGeometry, towards: Point, number: int) -> BaseGeometry:
    """Put an ellipse in the free part of the parent, on the side of the main urban area; further ones turn on."""
    area = shapes.largest_part(free)
    anchor = shapes.inner_point(area)
    radius = ELLIPSE_SHARE * math.sqrt(parent.area)
    is_same = anchor.distance(towards) < radius
    heading = math.pi if is_same else math.atan2(towards.y - anchor.y, towards.x - anchor.x)
    inner = area.buffer(-radius * 0.8)
    room = area if inner.is_empty else inner
    reach = shapes.reach_inside(room, anchor, heading + number * shapes.GOLDEN_ANGLE)
    centre = shapes.step(anchor, heading + number * shapes.GOLDEN_ANGLE, 0.85 * reach)
    return shapes.ellipse(centre, radius, 0.72 * radius).intersection(area)


def _explain_cells(polygon: BaseGeometry, zone: District, towns: Sequence[Town]) -> ZoneShape:
    members = towns_of(zone, towns)
    located = [town.name for town in members if town.point is not None]
    zh = f"{zone.name}无公开边界：按{len(members)}个镇街中有点位的{len(located)}个（{'、'.join(located)}）划分，示意"
    en = f"{zone.name_en or zone.name} has no public boundary: drawn around {len(located)} of {len(members)} towns"
    return ZoneShape(polygon, zh, f"{en}, schematic", has_town_points=True)


def _explain_ellipse(polygon: BaseGeometry, zone: District) -> ZoneShape:
    zh = f"{zone.name}无公开边界、镇街无点位：仅示意其位于所在县级行政区内，位置与大小不代表实际"
    en = f"{zone.name_en or zone.name} has no public boundary: the ellipse only says which county it lies in"
    return ZoneShape(polygon, zh, en, has_town_points=False)
