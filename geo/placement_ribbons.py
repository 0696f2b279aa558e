"""Belts, corridors, axes, wings and their like: ribbons through members and places, inside the region."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo import placement_routes as routes
from geo import placement_words as words
from geo import shapes
from geo.placement_draft import Basis, Draft
from geo.placement_frame import Frame
from geo.placement_support import Stop, Support


@dataclass(frozen=True, slots=True)
class RibbonStyle:
    """How wide a kind's ribbon is, as a share of the region's side, and how its width runs."""

    half_width_share: float
    profile: shapes.Profile
    is_arrow: bool = False


BELT = RibbonStyle(0.037, shapes.belt_profile)
STYLES = {
    "belt": BELT,
    "barrier": RibbonStyle(0.026, shapes.even_profile),
    "corridor": RibbonStyle(0.017, shapes.even_profile),
    "segment": RibbonStyle(0.017, shapes.even_profile),
    "axis": RibbonStyle(0.012, shapes.even_profile, is_arrow=True),
    "wing": RibbonStyle(0.085, shapes.wing_profile),
}
MEMBER_SHARE = 0.15  # a ribbon is never wider than this share of its smallest member's side
MARGIN_SHARE = 0.006  # what a ribbon keeps from the region's edge
SIDESTEPS = (0.0, 1.3, -1.3, 2.4, -2.4)  # in half widths


def place_ribbon(support: Support, frame: Frame, others: Sequence[BaseGeometry]) -> Draft | None:
    """Place a ribbon or an arrow through an element's stops, clear of the other ribbons where there is room.

    None where the element names nothing that has a position.
    """
    stops = support.stops
    if not stops:
        return None
    style = STYLES.get(support.element.kind, BELT)
    half_width = _half_width(style, support, frame)
    line = (
        _one_stop_line(support, stops[0], half_width) if len(stops) == 1 else _line(support, stops, frame, half_width)
    )
    shape, centerline = _draw_clear(line, half_width, style, frame, others)
    zh, en = _explain(support, stops)
    basis: Basis = "derived" if all(stop.is_place for stop in stops) and len(stops) > 1 else "schematic"
    anchor = centerline.interpolate(0.5, normalized=True)
    return Draft(support.element, shape, anchor, basis, zh, en, centerline)


def place_wing(support: Support, frame: Frame, root: Point) -> Draft | None:
    """Place a wing: a feather from the layout's centre out to the members; None where it names nothing."""
    stops = support.stops
    if not stops:
        return None
    target = shapely.MultiPoint([stop.point for stop in stops]).centroid
    members = shapely.union_all([unit.polygon for unit in support.units]) if support.units else frame.region
    far = routes.draw_out(members, target, root, 0.02 * frame.scale_m) or target
    heading = math.atan2(far.y - root.y, far.x - root.x)
    start = shapes.step(root, heading, min(0.05 * frame.scale_m, root.distance(far) / 3))
    line = LineString([start, far]) if start.distance(far) > 1.0 else shapes.long_axis(members)
    shape = _clip(shapes.ribbon(line, _half_width(STYLES["wing"], support, frame), shapes.wing_profile), frame)
    zh = f"自中心向{words.name_stops(stops)}展开，示意{words.say_unlocated(support)}"
    en = f"Spreads from the centre towards {words.name_stops_en(stops)}, schematic"
    return Draft(support.element, shape, line.interpolate(0.62, normalized=True), "schematic", zh, en, line)


def _half_width(style: RibbonStyle, support: Support, frame: Frame) -> float:
    sides = [math.sqrt(unit.polygon.area) for unit in support.units if not unit.is_schematic]
    most = MEMBER_SHARE * min(sides) * (style.half_width_share / BELT.half_width_share) if sides else math.inf
    return min(style.half_width_share * frame.scale_m, most)


def _one_stop_line(support: Support, stop: Stop, half_width: float) -> LineString:
    """Take the long axis of the one district; around a lone place, a short line from west to east."""
    if support.units:
        return shapes.long_axis(support.units[0].polygon)
    return LineString([shapes.step(stop.point, math.pi, 4 * half_width), shapes.step(stop.point, 0, 4 * half_width)])


def _line(support: Support, stops: Sequence[Stop], frame: Frame, half_width: float) -> LineString:
    ordered = [stops[index] for index in routes.order_stops([stop.point for stop in stops])]
    points = [stop.point for stop in ordered]
    head = _draw_out_end(ordered[-1], points[-2], half_width)
    tail = _draw_out_end(ordered[0], points[1], half_width)
    limits = frame.region.buffer(-0.5 * half_width)
    return routes.draw_line([*tail, *points, *head], _domain(support, points, frame, half_width), limits, half_width)


def _draw_out_end(stop: Stop, before: Point, half_width: float) -> list[Point]:
    """Draw an end out into its district; an end at a located place stays there."""
    if stop.unit is None:
        return []
    end = routes.draw_out(stop.unit.polygon, stop.point, before, half_width)
    return [] if end is None else [end]


def _domain(support: Support, points: Sequence[Point], frame: Frame, half_width: float) -> BaseGeometry:
    """Choose the ground to stay on: the member districts where they hang together, else the region."""
    if support.units:
        members = shapely.union_all([unit.polygon for unit in support.units]).buffer(50.0)
        inner = shapes.largest_part(members.buffer(-1.05 * half_width))
        if all(inner.covers(point) for point in points):
            return inner
    return frame.region.buffer(-1.05 * half_width)


def _draw_clear(
    line: LineString, half_width: float, style: RibbonStyle, frame: Frame, others: Sequence[BaseGeometry]
) -> tuple[Polygon, LineString]:
    """Draw the ribbon; where it would cross another, try stepping aside and take what overlaps least."""
    drawn = []
    for number, sidestep in enumerate(SIDESTEPS):
        moved = line if sidestep == 0 else shapes.bulge(line, sidestep * half_width)
        if not moved.is_simple:
            continue
        shape = _clip(_draw(moved, half_width, style), frame)
        overlap = sum(shape.intersection(other).area for other in others)
        outside = moved.difference(frame.region).length * half_width
        drawn.append((round(overlap + outside), number, shape, moved))
        if overlap == 0:
            break
    if not drawn:
        return _clip(_draw(line, half_width, style), frame), line
    _, _, shape, moved = min(drawn, key=lambda item: item[:2])
    return shape, moved


def _draw(line: LineString, half_width: float, style: RibbonStyle) -> Polygon:
    return shapes.arrow(line, half_width) if style.is_arrow else shapes.ribbon(line, half_width, style.profile)


def _clip(shape: Polygon, frame: Frame) -> Polygon:
    """Keep a shape inside the region, a small margin from its edge; cut corners are rounded again."""
    margin = MARGIN_SHARE * frame.scale_m
    inside = shapes.largest_part(shape.intersection(frame.region.buffer(-margin)))
    if inside.is_empty:
        return shapes.largest_part(shape.intersection(frame.region)) if shape.intersects(frame.region) else shape
    if inside.area > 0.999 * shape.area:
        return shape
    rounded = shapes.largest_part(inside.buffer(-margin).buffer(margin))
    return rounded if rounded.area > 0.8 * inside.area else inside


def _explain(support: Support, stops: Sequence[Stop]) -> tuple[str, str]:
    roles, missing = words.say_roles(support), words.say_unlocated(support)
    if len(stops) == 1:
        name, name_en = stops[0].name, stops[0].name_en
        where = f"沿{name}辖区长轴" if support.units else f"在{name}处"
        zh = f"规划只写明{name}一处{roles}，{where}示意{missing}"
        return zh, f"The plan names only {name_en}: drawn along its length, schematic"
    zh = f"由{words.name_stops(stops)}连线平滑{roles}，示意{missing}{words.say_zone_shapes(support.units)}"
    return zh, f"A smooth line through {words.name_stops_en(stops)}, schematic"
