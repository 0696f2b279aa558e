"""Smooth lines, ribbons and spread points, checked on shapes one can see."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point

from geo import shapes
from geo.placement_routes import order_stops, way_inside
from geo.spreading import spread_points

SQUARE = shapely.box(0, 0, 1000, 1000)
U_SHAPE = shapely.box(0, 0, 3000, 2000).difference(shapely.box(1000, -1, 2000, 1000))


def test_a_smooth_path_goes_through_its_points() -> None:
    points = [Point(0, 0), Point(500, 300), Point(1000, 0)]
    path = shapes.smooth_path(points)
    assert all(path.distance(point) < 1e-6 for point in points)
    assert path.is_simple


def test_a_smooth_path_needs_two_different_points() -> None:
    with pytest.raises(ValueError, match="两个不同的点"):
        shapes.smooth_path([Point(1, 1), Point(1, 1)])


def test_softening_keeps_the_ends() -> None:
    line = LineString([(0, 0), (500, 400), (600, -400), (1000, 0)])
    soft = shapes.soften(line)
    assert Point(soft.coords[0]).distance(Point(0, 0)) < 1e-6
    assert Point(soft.coords[-1]).distance(Point(1000, 0)) < 1e-6
    assert soft.length < line.length


def test_a_bulge_moves_the_middle_and_not_the_ends() -> None:
    moved = shapes.bulge(LineString([(0, 0), (1000, 0)]), 50)
    assert moved.interpolate(0.5, normalized=True).y == pytest.approx(50, abs=1)
    assert moved.coords[0] == pytest.approx((0, 0))


def test_the_long_axis_of_a_long_box_runs_along_it() -> None:
    axis = shapes.long_axis(shapely.box(0, 0, 2000, 500))
    assert axis.length == pytest.approx(0.76 * 2000, rel=0.02)
    assert all(abs(y - 250) < 1 for _, y in axis.coords)


def test_a_way_around_a_bay_stays_inside() -> None:
    way = LineString(way_inside(U_SHAPE, Point(500, 200), Point(2500, 200)))
    assert U_SHAPE.buffer(2).covers(way)
    assert way.length < 3500


def test_stops_are_visited_the_short_way_from_the_first_named_end() -> None:
    stops = [Point(0, 0), Point(1000, 0), Point(500, 0)]
    assert order_stops(stops) == [0, 2, 1]
    assert order_stops([stops[1], stops[0], stops[2]]) == [0, 2, 1]


def test_an_arrow_is_widest_behind_its_tip() -> None:
    arrow = shapes.arrow(LineString([(0, 0), (1000, 0)]), 20)
    assert arrow.is_valid
    assert arrow.bounds[2] == pytest.approx(1000, abs=1)
    assert arrow.bounds[3] > 30


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 40), st.floats(100, 900), st.floats(100, 900))
def test_spread_points_lie_inside_and_apart(count: int, x: float, y: float) -> None:
    points = spread_points(SQUARE, Point(x, y), count)
    assert len(points) == count
    assert all(SQUARE.covers(point) for point in points)
    gaps = [one.distance(other) for one in points for other in points if one is not other]
    assert min(gaps, default=1000) > 20


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 900), st.floats(0, 900)), min_size=2, max_size=6), st.floats(5, 80))
def test_a_ribbon_is_one_valid_polygon_without_holes(positions: list[tuple[float, float]], width: float) -> None:
    points = [Point(position) for position in positions]
    if max(point.distance(points[0]) for point in points) < 2:
        return
    shape = shapes.ribbon(shapes.smooth_path(points), width)
    assert shape.is_valid
    assert not shape.interiors
