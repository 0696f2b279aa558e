"""Ways through an area: the order of stops, ways that stay inside, ends drawn out into the last district. In metres."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from itertools import combinations, pairwise, permutations

import numpy as np
import shapely
import shapely.ops
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo import shapes

MOST_STOPS_TRIED = 7
MOST_CORNERS = 90
BENDS_DEG = (0.0, 15.0, -15.0, 30.0, -30.0, 45.0, -45.0)
END_SHARE = 0.66  # of the way to the district's edge


def order_stops(stops: Sequence[Point]) -> list[int]:
    """Return the indices of the stops along the shortest open way, the first-named end first.

    Beyond seven stops their order along the main direction is taken. The answer does not depend on the stops' order,
    except for which end it begins with.
    """
    canonical = sorted(range(len(stops)), key=lambda index: (stops[index].x, stops[index].y))
    if len(stops) > MOST_STOPS_TRIED:
        best = _order_along_main_direction(stops, canonical)
    else:
        ways = [list(way) for way in permutations(canonical)]
        best = min(ways, key=lambda way: round(_length(stops, way), 1))
    return best if best.index(0) <= len(best) / 2 - 0.5 else best[::-1]


def _length(stops: Sequence[Point], way: Sequence[int]) -> float:
    return sum(stops[one].distance(stops[other]) for one, other in pairwise(way))


def _order_along_main_direction(stops: Sequence[Point], canonical: list[int]) -> list[int]:
    positions = np.array([(stop.x, stop.y) for stop in stops])
    centred = positions - positions.mean(axis=0)
    direction = np.linalg.svd(centred, full_matrices=False)[2][0]
    direction = direction if (direction[0], direction[1]) > (0.0, 0.0) else -direction
    along = centred @ direction
    return sorted(canonical, key=lambda index: float(along[index]))


def way_inside(domain: BaseGeometry, start: Point, end: Point) -> list[Point]:
    """Find a short way between two points that stays inside an area; straight where that is possible.

    The corners of the simplified area are the possible turning points. A straight way is returned where none is found.
    """
    straight = LineString([start, end])
    area = shapes.largest_part(domain)
    if area.is_empty or area.covers(straight):
        return [start, end]
    simple = _simplify_to(area, MOST_CORNERS)
    inside_start, inside_end = (shapely.ops.nearest_points(simple, point)[0] for point in (start, end))
    corners = [inside_start, inside_end, *map(Point, shapely.get_coordinates(simple.exterior)[:-1])]
    turning = _shortest_way(simple, corners)
    return [start, *turning[1:-1], end]


def _simplify_to(area: Polygon, most_corners: int) -> Polygon:
    tolerance = math.sqrt(area.area) / 200
    simple = shapes.largest_part(area.simplify(tolerance).buffer(0))
    while shapely.get_num_coordinates(simple) > most_corners and tolerance < math.sqrt(area.area):
        tolerance *= 1.5
        simple = shapes.largest_part(area.simplify(tolerance).buffer(0))
    return simple


def _shortest_way(area: Polygon, corners: Sequence[Point]) -> list[Point]:
    """Return the shortest way from the first to the second corner along lines of sight (Dijkstra 1959)."""
    pairs = list(combinations(range(len(corners)), 2))
    lines = shapely.linestrings([[corners[one].coords[0], corners[other].coords[0]] for one, other in pairs])
    seen = shapely.covers(area.buffer(1.0), lines)
    links: dict[int, list[tuple[int, float]]] = {}
    for (one, other), line, is_seen in zip(pairs, lines, seen, strict=True):
        if is_seen:
            links.setdefault(one, []).append((other, line.length))
            links.setdefault(other, []).append((one, line.length))
    queue: list[tuple[float, int, tuple[int, ...]]] = [(0.0, 0, (0,))]
    done: set[int] = set()
    while queue:
        length, corner, way = heapq.heappop(queue)
        if corner == 1:
            return [corners[index] for index in way]
        if corner not in done:
            done.add(corner)
            for other, distance in links.get(corner, []):
                heapq.heappush(queue, (length + distance, other, (*way, other)))
    return [corners[0], corners[1]]


def draw_out(area: BaseGeometry, end: Point, before: Point, width_m: float) -> Point | None:
    """Find how far a line may go on beyond its end inside an area, bending a little to where there is more room.

    None where there is hardly room.
    """
    heading = math.atan2(end.y - before.y, end.x - before.x)
    inner = area.buffer(-0.6 * width_m)
    reaches = []
    for bend in BENDS_DEG:
        turned = heading + math.radians(bend)
        reach = shapes.reach_inside(inner, end, turned)
        reaches.append((round(reach * math.cos(math.radians(bend)), 1), -abs(bend), turned, reach))
    _, _, turned, reach = max(reaches)
    return shapes.step(end, turned, END_SHARE * reach) if reach > width_m else None


def thin_out(points: Sequence[Point], apart_m: float, keep: Sequence[Point]) -> list[Point]:
    """Drop turning points that crowd their neighbours; ends and the given stops stay."""
    kept = [points[0]]
    for point in points[1:-1]:
        is_stop = any(point.equals(stop) for stop in keep)
        near = min(point.distance(kept[-1]), point.distance(points[-1]))
        if near > apart_m or (is_stop and near > apart_m / 4):
            kept.append(point)
    return [*kept, points[-1]]


def draw_line(stops: Sequence[Point], domain: BaseGeometry, limits: BaseGeometry, width_m: float) -> LineString:
    """Draw a smooth line through the stops; where a spline would leave the limits, corners are cut instead."""
    way = [stops[0]]
    for start, end in pairwise(stops):
        way += way_inside(domain, start, end)[1:]
    turning = thin_out(way, width_m, stops)
    spline = shapes.smooth_path(turning)
    cut = shapes.round_corners(LineString(turning))
    for line in (shapes.soften(spline), spline, shapes.soften(cut)):
        if line.is_simple and limits.covers(line):
            return line
    return cut
