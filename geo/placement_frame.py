"""A plan's ground in metres: the shape and the anchor of each unit, functional zones included, and the main urban area.

One frame is made per placement; everything that measures works in it, and only `Frame.to_degrees` leads out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TypeVar

import shapely
import shapely.ops
from shapely import Point
from shapely.geometry.base import BaseGeometry

from data.plan import District
from geo import crs, shapes
from geo.placement_context import PlacementContext, Town
from geo.placement_zones import ZoneShape, shape_zones

Geometry = TypeVar("Geometry", bound=BaseGeometry)
TOUCH_M = 300.0
MIDDLE_ZH, MIDDLE_EN = MIDDLE_WORDS = ("辖区中心点", "the middle")
SEAT_WORDS = ("县城", "the county town")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that figures are counted by, on the ground: `polygon` is schematic for a functional zone.

    `ground` is what is left of the polygon without the functional zones inside it: where the unit's own points go.
    """

    code: str
    name: str
    name_en: str
    polygon: BaseGeometry
    anchor: Point
    ground: BaseGeometry
    anchor_zh: str = MIDDLE_ZH
    anchor_en: str = MIDDLE_EN
    zone_shape: ZoneShape | None = None
    parent_code: str = ""

    @property
    def is_schematic(self) -> bool:
        """Whether the outline is ours, not an administrative boundary."""
        return self.zone_shape is not None


@dataclass(frozen=True, slots=True)
class Seat:
    """Where the main urban area is drawn when the plan gives it no extent, and why there."""

    point: Point
    explanation_zh: str
    explanation_en: str


@dataclass(frozen=True)
class Frame:
    """The ground in metres; `scale_m` is the side of a square as large as the region."""

    context: PlacementContext
    meridian: int
    region: BaseGeometry
    scale_m: float
    units: dict[str, Unit] = field(default_factory=dict)
    seat: Seat | None = None

    def to_metres(self, geometry: Geometry) -> Geometry:
        """Project degrees into this frame."""
        return crs.to_metric(geometry, self.meridian)

    def to_degrees(self, geometry: Geometry) -> Geometry:
        """Bring metres of this frame back to degrees."""
        return crs.from_metric(geometry, self.meridian)


def make_frame(context: PlacementContext) -> Frame:
    """Project the context and shape every unit. Units without polygon or parent are left out."""
    meridian = crs.meridian_of(context.region)
    region = shapely.make_valid(crs.to_metric(context.region, meridian))
    frame = Frame(context, meridian, region, math.sqrt(region.area))
    counties = _make_counties(frame)
    seat = _find_seat(context, counties)
    towns = [_project_town(town, frame) for town in context.towns]
    zones = _make_zones(frame, counties, towns, seat)
    trimmed = {code: _cut_zones(unit, zones, towns) for code, unit in counties.items()}
    return replace(frame, units=trimmed | zones, seat=seat)


def _by_code(districts: Sequence[District]) -> list[District]:
    return sorted(districts, key=lambda district: district.district_code)


def _make_counties(frame: Frame) -> dict[str, Unit]:
    context, counties = frame.context, {}
    for district in _by_code(context.districts):
        outline = context.polygons.get(district.boundary_code)
        if outline is None or district.is_zone:
            continue
        code = district.district_code
        polygon = shapely.make_valid(frame.to_metres(outline))
        seat = context.seats.get(code)
        given = seat if seat is not None else context.anchors.get(district.boundary_code)
        anchor = shapes.inner_point(polygon) if given is None else frame.to_metres(given)
        counties[code] = Unit(
            code,
            district.name,
            district.name_en,
            polygon,
            anchor,
            polygon,
            *(SEAT_WORDS if seat is not None else MIDDLE_WORDS),
        )
    return counties


def _make_zones(frame: Frame, counties: dict[str, Unit], towns: Sequence[Town], seat: Seat | None) -> dict[str, Unit]:
    context = frame.context
    zones: dict[str, Unit] = {}
    for parent_code in sorted({d.parent_code for d in context.districts if d.is_zone}):
        parent = counties.get(parent_code)
        if parent is None:
            continue
        children = [d for d in _by_code(context.districts) if d.is_zone and d.parent_code == parent_code]
        inside = [town for town in towns if town.boundary_code == parent_code]
        towards = seat.point if seat is not None else frame.region.centroid
        for code, shape in shape_zones(parent.polygon, children, inside, towards).items():
            zone = next(child for child in children if child.district_code == code)
            anchor = shapes.inner_point(shape.polygon)
            zones[code] = Unit(
                code,
                zone.name,
                zone.name_en,
                shape.polygon,
                anchor,
                shape.polygon,
                zone_shape=shape,
                parent_code=parent_code,
            )
    return zones


def _project_town(town: Town, frame: Frame) -> Town:
    return town if town.point is None else replace(town, point=frame.to_metres(town.point))


def _cut_zones(county: Unit, zones: dict[str, Unit], towns: Sequence[Town]) -> Unit:
    """Take the zones inside it off a county's ground, and move its anchor when it lies in one of them.

    The anchor then goes to the county's own subdistrict (街道) amid its subdistricts, if the point of one is known.
    """
    inside = shapely.union_all([zone.polygon for zone in zones.values() if zone.parent_code == county.code])
    ground = county.polygon.difference(inside)
    if inside.is_empty or ground.is_empty:
        return county
    if county.anchor_zh != MIDDLE_ZH or not inside.covers(county.anchor):
        return replace(county, ground=ground)
    urban = [
        (town.point, town.code, town.name)
        for town in towns
        if town.point is not None and town.unit_code == county.code and town.name.endswith("街道")
    ]
    urban = [town for town in urban if ground.covers(town[0])]
    if not urban:
        return replace(county, ground=ground, anchor=shapes.inner_point(ground))
    middle = shapely.MultiPoint([point for point, _, _ in urban]).centroid
    point, _, name = min(urban, key=lambda town: (round(middle.distance(town[0]), -2), town[1]))
    return replace(county, ground=ground, anchor=point, anchor_zh=f"{name}点位", anchor_en=f"the point of {name}")


def _find_seat(context: PlacementContext, counties: dict[str, Unit]) -> Seat | None:
    """Take the place where the urban districts meet; the only one's anchor; None where there is none."""
    urban = [counties[code] for code in context.urban_districts if code in counties]
    if not urban:
        return None
    names = "、".join(unit.name for unit in urban)
    names_en = ", ".join(unit.name_en or unit.name for unit in urban)
    if len(urban) == 1:
        zh, en = f"取市辖区{names}内一点，示意", f"a point inside {names_en}, schematic"
        return Seat(urban[0].anchor, f"规划未给出主城区范围：{zh}", f"The plan gives no extent of the city: {en}")
    seams = [seam for pair in combinations(urban, 2) if (seam := _meeting_point(*pair)) is not None]
    if not seams:
        centre = shapely.MultiPoint([unit.anchor for unit in urban]).centroid
        point = min((unit.anchor for unit in urban), key=lambda anchor: (anchor.distance(centre), anchor.x))
        return Seat(
            point, f"规划未给出主城区范围：市辖区{names}互不相邻，取居中一区，示意", f"Amid {names_en}, schematic"
        )
    centre = shapely.MultiPoint(seams).centroid
    zh = f"规划未给出主城区范围：取市辖区{names}相接处，示意"
    return Seat(centre, zh, f"The plan gives no extent of the city: where {names_en} meet, schematic")


def _meeting_point(one: Unit, other: Unit) -> Point | None:
    """Find the point of two units' common border that is nearest to the middle between their anchors."""
    if not shapely.dwithin(one.polygon, other.polygon, TOUCH_M):  # of many districts few pairs touch
        return None
    border = one.polygon.boundary.intersection(other.polygon.buffer(TOUCH_M))
    if border.is_empty:
        return None
    middle = shapely.MultiPoint([one.anchor, other.anchor]).centroid
    return shapely.ops.nearest_points(border, middle)[0]
