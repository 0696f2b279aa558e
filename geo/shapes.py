"""Shapes of schematic drawing: smooth paths, ribbons with tapered ends, arrows, rings, blobs.

Everything here is plane geometry in metres; `geo/crs.py` brings degrees to metres and back. Shapes depend on their
arguments only: no randomness, no state.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import shapely
import shapely.ops
from numpy.typing import NDArray
from shapely import LineString, Point, Polygon
from shapely.affinity import rotate, scale, translate
from shapely.geometry.base import BaseGeometry

Coordinates = NDArray[np.float64]
Profile = Callable[[float], float]

SAMPLES_PER_SPAN = 24
RIBBON_SAMPLES = 72
ARC_SEGMENTS = 12
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def smooth_path(points: Sequence[Point], *, closed: bool = False) -> LineString:
    """Draw a centripetal Catmull-Rom spline through the points; a straight line through two.

    Centripetal parameters keep the curve free of loops and cusps between its points (Yuksel et al. 2011).
    """
    knots = shapely.get_coordinates(_without_repeats(points))
    if closed:
        padded = np.vstack([knots[-1], knots, knots[0], knots[1]])
    else:
        padded = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    spans = [_catmull_rom(padded[start : start + 4]) for start in range(len(padded) - 3)]
    return LineString(np.vstack([*spans, padded[-2]]))


def _without_repeats(points: Sequence[Point]) -> list[Point]:
    kept = [points[0]]
    kept += [point for before, point in zip(points, points[1:], strict=False) if point.distance(before) > 1.0]
    if len(kept) == 1:
        raise ValueError("平滑连线至少需要两个不同的点")
    return kept


def _catmull_rom(controls: Coordinates) -> Coordinates:
    """Return the span between the second and third of four control points, without its last point."""
    chords = np.sqrt(np.maximum(np.linalg.norm(np.diff(controls, axis=0), axis=1), 1e-6))
    t0, t1, t2, t3 = np.concatenate([[0.0], np.cumsum(chords)])
    t = np.linspace(t1, t2, SAMPLES_PER_SPAN, endpoint=False)[:, None]
    p0, p1, p2, p3 = controls
    a1 = (t1 - t) / (t1 - t0) * p0 + (t - t0) / (t1 - t0) * p1
    a2 = (t2 - t) / (t2 - t1) * p1 + (t - t1) / (t2 - t1) * p2
    a3 = (t3 - t) / (t3 - t2) * p2 + (t - t2) / (t3 - t2) * p3
    b1 = (t2 - t) / (t2 - t0) * a1 + (t - t0) / (t2 - t0) * a2
    b2 = (t3 - t) / (t3 - t1) * a2 + (t - t1) / (t3 - t1) * a3
    span: Coordinates = (t2 - t) / (t2 - t1) * b1 + (t - t1) / (t2 - t1) * b2
    return span


def round_corners(line: LineString, rounds: int = 3) -> LineString:
    """Cut the corners of an open line (Chaikin 1974); the result stays within the line's convex corners."""
    coordinates = shapely.get_coordinates(line)
    for _ in range(rounds):
        near = 0.75 * coordinates[:-1] + 0.25 * coordinates[1:]
        far = 0.25 * coordinates[:-1] + 0.75 * coordinates[1:]
        middle = np.stack([near, far], axis=1).reshape(-1, 2)
        coordinates = np.vstack([coordinates[:1], middle[1:-1], coordinates[-1:]])
    return LineString(coordinates)


def soften(line: LineString, reach_share: float = 0.055) -> LineString:
    """Even out the bends of an open line with a Gaussian window; its ends stay where they are.

    `reach_share` is the window's standard deviation as a share of the line's length.
    """
    shares = np.linspace(0.0, 1.0, RIBBON_SAMPLES)
    points = shapely.get_coordinates(line.interpolate(shares, normalized=True))
    # mirrored through its ends, a line keeps them and their direction
    padded = np.vstack([2 * points[0] - points[:0:-1], points, 2 * points[-1] - points[-2::-1]])
    distances = np.arange(1 - RIBBON_SAMPLES, RIBBON_SAMPLES) / (RIBBON_SAMPLES - 1)
    weights = np.exp(-0.5 * (distances / reach_share) ** 2)
    weights /= weights.sum()
    return LineString(np.column_stack([np.convolve(padded[:, axis], weights, mode="valid") for axis in (0, 1)]))


def bulge(line: LineString, offset_m: float) -> LineString:
    """Shift a line sideways, most in its middle and not at all at its ends; positive is to the left."""
    shares = np.linspace(0.0, 1.0, RIBBON_SAMPLES)
    points = shapely.get_coordinates(line.interpolate(shares, normalized=True))
    heading = np.gradient(points, axis=0)
    normal = np.column_stack([-heading[:, 1], heading[:, 0]]) / np.linalg.norm(heading, axis=1)[:, None]
    return LineString(points + normal * (offset_m * np.sin(np.pi * shares))[:, None])


def smoothstep(share: float) -> float:
    """Rise smoothly from 0 at 0 to 1 at 1, flat at both ends."""
    held = min(max(share, 0.0), 1.0)
    return held * held * (3 - 2 * held)


def belt_profile(share: float) -> float:
    """Width of a belt along its way: a slender tail, a full body, a rounded head."""
    return (0.30 + 0.70 * smoothstep(share / 0.38)) * (0.62 + 0.38 * smoothstep((1 - share) / 0.22))


def even_profile(share: float) -> float:
    """Width of a corridor: nearly even, with both ends drawn in alike."""
    return 0.55 + 0.45 * smoothstep(min(share, 1 - share) / 0.15)


def wing_profile(share: float) -> float:
    """Width of a wing: narrow at the body, widest at two thirds, closing like a feather."""
    return 0.18 + 0.82 * smoothstep(share / 0.62) * (1 - 0.75 * smoothstep((share - 0.62) / 0.38))


def ribbon(centerline: LineString, half_width_m: float, profile: Profile = belt_profile) -> Polygon:
    """Buffer a line with a width that varies along it; round ends, one simple polygon."""
    shares = np.linspace(0.0, 1.0, RIBBON_SAMPLES)
    centres = centerline.interpolate(shares, normalized=True)
    radii = np.array([half_width_m * profile(float(share)) for share in shares])
    discs = shapely.buffer(centres, radii, quad_segs=ARC_SEGMENTS)
    pairs = shapely.union(discs[:-1], discs[1:])
    body = shapely.union_all(shapely.convex_hull(pairs))
    # a tightly bent line may enclose a hole, which no belt has
    shell = Polygon(largest_part(body).exterior)
    return largest_part(shell.simplify(half_width_m * 0.01))


def arrow(centerline: LineString, half_width_m: float) -> Polygon:
    """Draw a thick arrow along a line: a slowly widening shaft and a head three shafts wide."""
    head_m = min(3.2 * half_width_m, 0.4 * centerline.length)
    neck = centerline.length - head_m
    shaft_line = LineString(shapely.get_coordinates(shapely.ops.substring(centerline, 0, neck + 0.1 * head_m)))
    shaft = ribbon(shaft_line, half_width_m, lambda share: 0.45 + 0.55 * share)
    base, tip = centerline.interpolate(neck), centerline.interpolate(centerline.length)
    head_x, head_y = (tip.x - base.x) / head_m, (tip.y - base.y) / head_m
    barb = 1.9 * half_width_m
    left = (base.x - head_y * barb, base.y + head_x * barb)
    right = (base.x + head_y * barb, base.y - head_x * barb)
    return largest_part(shapely.union_all([shaft, Polygon([left, (tip.x, tip.y), right])]))


def range_rings(centre: Point, radius_m: float, count: int = 3) -> tuple[Polygon, ...]:
    """Draw circles around a point, the smallest first, with growing gaps, the largest at `radius_m`."""
    shares = [((number + 1) / count) ** 1.25 for number in range(count)]
    return tuple(centre.buffer(radius_m * share, quad_segs=24) for share in shares)


def ellipse(centre: Point, long_m: float, short_m: float, angle_deg: float = 0.0) -> Polygon:
    """Draw an ellipse by its half axes; the angle turns it against the clock from east."""
    circle = translate(scale(Point(0, 0).buffer(1, quad_segs=24), long_m, short_m), centre.x, centre.y)
    return rotate(circle, angle_deg, origin=centre)


def blob(shape: BaseGeometry, radius_m: float) -> Polygon:
    """Round a shape until it reads as an area, not as a boundary; corners get the given radius."""
    opened = shape.buffer(-radius_m / 2, quad_segs=ARC_SEGMENTS)
    kept = opened if not opened.is_empty else shape
    return largest_part(kept.buffer(radius_m).buffer(-radius_m).buffer(radius_m / 2, quad_segs=ARC_SEGMENTS))


def largest_part(shape: BaseGeometry) -> Polygon:
    """Return the largest polygon of a geometry; an empty polygon where it has none."""
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    for collection in shapely.get_parts(shape):
        if collection.geom_type in ("MultiPolygon", "GeometryCollection"):
            polygons.append(largest_part(collection))
    return max(polygons, key=lambda part: part.area, default=Polygon())


def part_around(shape: BaseGeometry, point: Point) -> Polygon:
    """Return the polygon of a geometry that holds a point; its largest polygon where none does."""
    holding = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.covers(point)]
    return holding[0] if holding else largest_part(shape)


def inner_point(shape: BaseGeometry) -> Point:
    """Return the point of an area that lies farthest from its edge: where a name reads best."""
    part = largest_part(shape)
    if part.is_empty:
        return shape.representative_point()
    tolerance = max(math.sqrt(part.area) / 200, 1e-9)
    return Point(shapely.get_coordinates(shapely.maximum_inscribed_circle(part, tolerance=tolerance))[0])


def long_axis(area: BaseGeometry, reach: float = 0.76, stations: int = 5) -> LineString:
    """Draw a smooth line along an area's long side, through the middles of its cross-sections.

    `reach` is the share of the length that the line covers; a line inside a bent area bends with it.
    """
    part = largest_part(area)
    corners = shapely.get_coordinates(part.minimum_rotated_rectangle)[:4]
    sides = corners[1:3] - corners[0:2]
    along, across = sorted(sides, key=lambda side: float(np.hypot(*side)), reverse=True)
    along = along if (along[1], along[0]) > (0, 0) else -along
    centre = corners.mean(axis=0)
    shares = np.linspace(-reach / 2, reach / 2, stations)
    middles = [_middle_of_section(part, centre + along * share, across) for share in shares]
    found = [middle for middle in middles if middle is not None]
    if len(found) < 2:  # noqa: PLR2004 - a line needs two points
        found = [Point(centre - along * reach / 2), Point(centre + along * reach / 2)]
    return soften(smooth_path(found))


def _middle_of_section(area: Polygon, at: Coordinates, across: Coordinates) -> Point | None:
    section = area.intersection(LineString([at - across, at + across]))
    pieces = [piece for piece in shapely.get_parts(section) if piece.geom_type == "LineString"]
    longest = max(pieces, key=lambda piece: piece.length, default=None)
    return None if longest is None else longest.interpolate(0.5, normalized=True)


def step(start: Point, heading_rad: float, distance_m: float) -> Point:
    """Go a distance from a point; heading 0 is east, against the clock."""
    return Point(start.x + distance_m * math.cos(heading_rad), start.y + distance_m * math.sin(heading_rad))


def reach_inside(area: BaseGeometry, start: Point, heading_rad: float) -> float:
    """Measure how far one can go from a point in one direction before leaving the area; 0 from outside."""
    west, south, east, north = area.bounds
    ray = LineString([start, step(start, heading_rad, math.hypot(east - west, north - south))])
    pieces = shapely.get_parts(ray.intersection(area))
    first = [piece for piece in pieces if piece.distance(start) < 1.0]
    return max((float(piece.length) for piece in first), default=0.0)
