"""Where one can set out from and be at a facility within 5, 10, 15, 30 minutes, as areas."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.reach import sphere
from geo.reach.road_travel import RoadTravel
from geo.reach.road_use import access_kmh
from geo.reach.straight_line import StraightLine
from geo.reach.travel_times import Floats, Indices

REACH_MINUTES = (5.0, 10.0, 15.0, 30.0)
CIRCLE_POINTS = 128  # a many-sided figure inside the circle, at most 0.03 % of the radius from it
CELL_M = {"walking": 25.0, "driving": 100.0}  # sides of the squares that areas along roads are measured on
MOST_CELLS = 4_000_000  # a larger region is measured on coarser squares
BLOCK = 16  # squares on a side that are left out together
_TOLD_BEYOND_MIN = 5.0
_FAR_MIN = 1000.0  # stands for "not within the time" where lines are drawn between squares


def reach_area(
    travel: StraightLine | RoadTravel, lon: Floats | float, lat: Floats | float, minutes: float
) -> BaseGeometry:
    """Return the area, in degrees, from which a facility is reached within minutes; of several, any of them.

    Straight lines: circles on the sphere of 6371.0088 km, the same in which times are counted. Roads: the squares
    whose middle has a time within the limit, counted like that of a demand point (walk to the nearest node, the way,
    walk), with the line drawn between them; so a point is in the area just if it counts as covered, to within one
    square. Driving respects one-way streets towards the facility. Areas of less time lie inside those of more. A
    facility without a position (NaN) has no area: an empty polygon.

    >>> circle = reach_area(StraightLine(speed_kmh=5.0, detour=1.25), 105.0, 30.0, 15.0)
    >>> round(crs.area_km2(circle), 2)  # 15 minutes at 5 km/h ÷ 1.25 = 1 km around; π · 1 km² = 3.14
    3.14
    """
    return reach_areas(travel, lon, lat, (minutes,))[0]


def reach_areas(
    travel: StraightLine | RoadTravel,
    lon: Floats | float,
    lat: Floats | float,
    minutes: tuple[float, ...] = REACH_MINUTES,
) -> tuple[BaseGeometry, ...]:
    """Return `reach_area` of each time, in the order of `minutes`, measured in one go."""
    at_lon, at_lat = np.atleast_1d(np.asarray(lon, float)), np.atleast_1d(np.asarray(lat, float))
    placed = np.isfinite(at_lon) & np.isfinite(at_lat)
    at_lon, at_lat = at_lon[placed], at_lat[placed]
    if not len(at_lon) or not minutes:
        return tuple(shapely.Polygon() for _ in minutes)
    if isinstance(travel, StraightLine):
        return tuple(_circles(at_lon, at_lat, travel.km_within(time)) for time in minutes)
    return _squares(travel, at_lon, at_lat, minutes)


def _circles(lon: Floats, lat: Floats, km: float) -> BaseGeometry:
    """Return the union of circles of so many km around points."""
    if km <= 0:
        return shapely.Polygon()
    bearing = np.linspace(0.0, 2.0 * np.pi, CIRCLE_POINTS, endpoint=False)
    angle, north = km / sphere.EARTH_RADIUS_KM, np.radians(lat)[:, None]
    sine = np.sin(north) * np.cos(angle) + np.cos(north) * np.sin(angle) * np.cos(bearing)
    east = np.sin(bearing) * np.sin(angle) * np.cos(north)
    turn = np.arctan2(east, np.cos(angle) - np.sin(north) * sine)
    ring = np.stack([lon[:, None] + np.degrees(turn), np.degrees(np.arcsin(sine))], axis=-1)
    return shapely.union_all(shapely.polygons(ring))


def _squares(travel: RoadTravel, lon: Floats, lat: Floats, minutes: tuple[float, ...]) -> tuple[BaseGeometry, ...]:
    """Return areas along roads from the time of every square in a Gauss-Krüger projection."""
    most = max(minutes)
    node_lon, node_lat, node_min = travel.reached_nodes(lon, lat, most)
    meridian = crs.central_meridian(float(lon[0]))
    walk_m = np.concatenate([most - node_min, np.full(len(lon), most)]) * access_kmh() * 1000.0 / 60.0
    corners = _metres(np.concatenate([node_lon, lon]), np.concatenate([node_lat, lat]), meridian)
    x, y = _axes(corners, walk_m, CELL_M[travel.mode])
    near = _near(x, y, corners, float(walk_m.max()))
    middles = np.column_stack([x[near[1]], y[near[0]]])
    degrees = shapely.get_coordinates(crs.from_metric(shapely.MultiPoint(middles), meridian))
    # times beyond the limit are told too, so that the line runs between squares where it belongs
    found, _ = travel.nearest(degrees[:, 0], degrees[:, 1], lon, lat, most + _TOLD_BEYOND_MIN)
    field = np.full((len(y), len(x)), _FAR_MIN)
    field[near] = np.minimum(found, _FAR_MIN)
    return tuple(crs.from_metric(_inside(x, y, field, time), meridian) for time in minutes)


def _near(x: Floats, y: Floats, points: Floats, walk_m: float) -> tuple[Indices, Indices]:
    """Return rows and columns of the squares that a walk from any point can reach, and of those around them.

    Blocks of squares are looked at first: of a region with few facilities most is far from all of them.
    """
    from scipy.spatial import cKDTree

    cell = max(x[1] - x[0], y[1] - y[0])
    beyond = walk_m + (BLOCK + 2) * cell * np.sqrt(0.5) + 2 * cell
    blocks = np.stack(np.meshgrid(_block_middles(x), _block_middles(y)), axis=-1)
    distance, _ = cKDTree(points).query(blocks.reshape(-1, 2), distance_upper_bound=beyond)
    is_near = np.isfinite(distance).reshape(blocks.shape[:2])
    rows, columns = np.nonzero(is_near.repeat(BLOCK, axis=0).repeat(BLOCK, axis=1)[: len(y), : len(x)])
    return rows, columns


def _block_middles(axis: Floats) -> Floats:
    first = axis[::BLOCK]
    middles: Floats = first + (BLOCK - 1) / 2 * (axis[1] - axis[0])
    return middles


def _metres(lon: Floats, lat: Floats, meridian: int) -> Floats:
    return shapely.get_coordinates(crs.to_metric(shapely.MultiPoint(np.column_stack([lon, lat])), meridian))


def _axes(points: Floats, walk_m: Floats, cell: float) -> tuple[Floats, Floats]:
    """Return x and y of the middles of squares that hold every point with its walk, on lines common to all areas."""
    low, high = (points - walk_m[:, None]).min(axis=0), (points + walk_m[:, None]).max(axis=0)
    while np.prod((high - low) / cell) > MOST_CELLS:
        cell *= 2.0
    first, last = np.floor(low / cell) - 1, np.ceil(high / cell) + 1
    return np.arange(first[0], last[0] + 1) * cell, np.arange(first[1], last[1] + 1) * cell


def _inside(x: Floats, y: Floats, field: Floats, limit: float) -> BaseGeometry:
    """Return the area where a field of times is at most a limit."""
    from contourpy import FillType, contour_generator

    lines = contour_generator(x, y, field, name="serial", quad_as_tri=True, fill_type=FillType.OuterOffset)
    outlines, offsets = lines.filled(-1.0, limit)[:2]
    polygons = []
    for outline, ends in zip(outlines, offsets, strict=True):
        rings = np.split(np.asarray(outline), np.asarray(ends)[1:-1])
        polygons.append(shapely.Polygon(rings[0], rings[1:]))
    valid = [shapely.make_valid(polygon, method="structure", keep_collapsed=False) for polygon in polygons]
    return shapely.union_all(valid) if valid else shapely.Polygon()
