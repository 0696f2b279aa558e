"""Zones, groups, rings and networks: shapes made of districts, or around them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely
from shapely import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo import placement_words as words
from geo import shapes
from geo.placement_draft import Basis, Draft
from geo.placement_frame import Frame, Unit
from geo.placement_support import Support

INSET_SHARE = 0.17  # of the smallest member's side
HULL_SHARE = 0.03
RING_WIDTH_SHARE = 0.012
LOOP_STOPS = 3


def place_zone_of(support: Support, frame: Frame, claimed: frozenset[str] = frozenset()) -> Draft | None:
    """Place a zone: its member districts together, less the functional zones that another zone element claims.

    None where it names nothing that has a position. `claimed` are codes of functional zones named by other zones.
    """
    if not support.units:
        return _hull_of_places(support, frame)
    own = {unit.code for unit in support.units}
    foreign = [unit for unit in frame.units.values() if unit.code in claimed - own and unit.parent_code in own]
    members = shapely.union_all([unit.polygon for unit in support.units])
    polygon = members.difference(shapely.union_all([unit.polygon for unit in foreign]))
    polygon = shapely.make_valid(polygon if not polygon.is_empty else members)
    names = words.name_units(support.units)
    zh = f"取{names}的行政区范围" if not any(unit.is_schematic for unit in support.units) else f"由{names}合并"
    without = f"，不含划入其他分区的{words.name_units(foreign)}" if foreign else ""
    has_schematic = bool(foreign) or any(unit.is_schematic for unit in support.units)
    basis: Basis = "schematic" if has_schematic else "stated"
    zh += without + words.say_zone_shapes([*support.units, *foreign])
    en = f"The area of {words.name_units_en(support.units)}"
    en += f" without {words.name_units_en(foreign)}" if foreign else ""
    en += "; zone outlines schematic" if has_schematic else ""
    return Draft(support.element, polygon, shapes.inner_point(polygon), basis, zh, en)


def _hull_of_places(support: Support, frame: Frame) -> Draft | None:
    located = support.located
    if not located:
        return None
    hull = shapely.MultiPoint([stop.point for stop in located]).convex_hull
    polygon = hull.buffer(HULL_SHARE * frame.scale_m)
    zh = f"规划未写明范围：取{words.name_stops(located)}一带，示意{words.say_unlocated(support)}"
    en = f"The plan gives no extent: around {words.name_stops_en(located)}, schematic"
    return Draft(support.element, polygon, polygon.centroid, "schematic", zh, en)


def place_blob(support: Support, frame: Frame) -> Draft | None:
    """Place a group or cluster: a rounded area around located places, inside one member, or linking several."""
    if support.located and support.is_mostly_located:
        return _hull_of_places(support, frame)
    if not support.units:
        return None
    return soften_members(support)


def soften_members(support: Support) -> Draft:
    """Draw a rounded area inside the members, well off their boundaries, which must not be read as its edge."""
    members = shapely.union_all([unit.polygon for unit in support.units])
    side = min(math.sqrt(unit.polygon.area) for unit in support.units)
    inner = members.buffer(-INSET_SHARE * side)
    parts = [part for part in shapely.get_parts(inner) if part.area > (INSET_SHARE * side) ** 2]
    softened = [shapes.blob(part, INSET_SHARE * side) for part in parts or [members]]
    polygon = shapely.make_valid(shapely.union_all(softened).intersection(members))
    names, names_en = words.name_units(support.units), words.name_units_en(support.units)
    zh = f"规划只写明在{names}：取辖区内侧，示意{words.say_unlocated(support)}{words.say_zone_shapes(support.units)}"
    en = f"The plan names only {names_en}: the inner part is drawn, schematic"
    return Draft(support.element, polygon, shapes.inner_point(polygon), "schematic", zh, en)


def place_ring(support: Support, frame: Frame, centre: Point | None) -> Draft | None:
    """Place a ring: a loop through three or more stops, else a circle around the stops or the layout's centre."""
    points = [stop.point for stop in support.stops]
    width = RING_WIDTH_SHARE * frame.scale_m
    if len(points) >= LOOP_STOPS:
        loop = shapes.smooth_path(_turn_around(points), closed=True)
        zh = f"由{words.name_stops(support.stops)}连成环线并平滑，示意{words.say_unlocated(support)}"
        en = f"A smooth loop through {words.name_stops_en(support.stops)}, schematic"
    elif points or centre is not None:
        middle = shapely.MultiPoint(points).centroid if points else centre or frame.region.centroid
        spread = max((point.distance(middle) for point in points), default=0.0)
        loop = LineString(middle.buffer(max(1.5 * spread, 0.16 * frame.scale_m), quad_segs=32).exterior)
        names = words.name_stops(support.stops)
        zh = f"规划未写明环的走向：绕{names or '布局中心'}作环，示意{words.say_unlocated(support)}"
        en = (
            f"The plan gives no course: a circle around {words.name_stops_en(support.stops) or 'the centre'}, schematic"
        )
    else:
        return None
    band = shapely.make_valid(loop.buffer(width).intersection(frame.region))
    loop = _longest_piece(loop.intersection(frame.region))
    top = max(loop.coords, key=lambda position: (position[1], position[0]))
    return Draft(support.element, band, Point(top), "schematic", zh, en, loop)


def _longest_piece(lines: BaseGeometry) -> LineString:
    """Return the longest line of what is left of a loop inside the region, joined where the loop closed."""
    merged = shapely.line_merge(lines) if lines.geom_type == "MultiLineString" else lines
    pieces = [piece for piece in shapely.get_parts(merged) if piece.geom_type == "LineString"]
    longest: LineString = max(pieces, key=lambda piece: piece.length)
    return longest


def _turn_around(points: Sequence[Point]) -> list[Point]:
    """Order points by their direction from their middle, so that a loop through them does not cross itself."""
    middle = shapely.MultiPoint(list(points)).centroid
    return sorted(points, key=lambda point: (math.atan2(point.y - middle.y, point.x - middle.x), point.x, point.y))


def place_network(support: Support, frame: Frame) -> Draft | None:
    """Place a network: the shortest lines that link all stops; without members, all districts of the plan."""
    stops = support.stops
    points = [stop.point for stop in stops]
    zh = f"由{words.name_stops(stops)}连成网络，示意{words.say_unlocated(support)}"
    en = f"The shortest links between {words.name_stops_en(stops)}, schematic"
    if len(points) <= 1:
        points = [unit.anchor for unit in _counties(frame)]
        zh = "规划未写明网络的节点：连接全部县（市、区）的中心点，示意"
        en = "The plan names no nodes: the middles of all districts linked, schematic"
    if len(points) <= 1:
        return None
    lines = MultiLineString(_shortest_links(points))
    return Draft(support.element, lines, min(points, key=lambda p: p.distance(lines.centroid)), "schematic", zh, en)


def _counties(frame: Frame) -> list[Unit]:
    return [unit for unit in frame.units.values() if not unit.is_schematic]


def _shortest_links(points: Sequence[Point]) -> list[LineString]:
    """Return the minimum spanning tree of points (Prim 1957), as lines in a fixed order."""
    ordered = sorted(points, key=lambda point: (point.x, point.y))
    positions = np.array([(point.x, point.y) for point in ordered])
    reached, links = [0], []
    while len(reached) < len(ordered):
        outside = [index for index in range(len(ordered)) if index not in reached]
        _, near, far = min(
            (round(float(np.hypot(*(positions[one] - positions[other]))), 3), one, other)
            for one in reached
            for other in outside
        )
        links.append(LineString([ordered[near], ordered[far]]))
        reached.append(far)
    return links


def beside_shape(geometry: str, point: Point, size_m: float) -> tuple[BaseGeometry, LineString | None]:
    """Return the sample shape of an element that stands beside its region, with the centre line of a ribbon."""
    if geometry in ("ribbon", "line", "wing"):
        line = LineString([shapes.step(point, math.pi, 1.6 * size_m), shapes.step(point, 0, 1.6 * size_m)])
        return shapes.ribbon(line, 0.4 * size_m), line
    if geometry in ("polygon", "blob"):
        return shapes.ellipse(point, 1.3 * size_m, 0.8 * size_m), None
    if geometry == "ring":
        return Polygon(point.buffer(size_m).exterior, [point.buffer(0.75 * size_m).exterior]), None
    return point, None
