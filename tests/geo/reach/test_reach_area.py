"""Reach areas: valid, nested, deterministic, and one with what counts as covered."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import crs
from geo.reach import reach_area as reach_area_module
from geo.reach import roads
from geo.reach.reach_area import REACH_MINUTES, reach_area, reach_areas
from geo.reach.road_travel import RoadTravel
from geo.reach.road_use import MODES
from geo.reach.straight_line import StraightLine
from tests.geo.reach.streets import STEP_KM, at, grid_town

WALK = StraightLine(5.0, 1.25)


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return roads.read_roads(grid_town(tmp_path_factory.mktemp("town") / "town.osm.pbf", 21))


def is_nested(areas):
    return all(outer.covers(inner) for inner, outer in pairwise(areas))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    places=st.lists(st.tuples(st.floats(104.9, 105.1), st.floats(29.9, 30.1)), min_size=1, max_size=5),
    speed=st.floats(3, 60),
)
def test_circles_are_valid_and_nested(places, speed):
    areas = reach_areas(StraightLine(speed), *np.array(places).T)
    assert all(area.is_valid and not area.is_empty for area in areas)
    assert is_nested(areas)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(
    places=st.lists(st.tuples(st.floats(-3, 23), st.floats(-3, 23)), min_size=1, max_size=3),
    mode=st.sampled_from(MODES),
)
def test_areas_along_roads_are_valid_and_nested(town, places, mode):
    lon, lat = np.array([at(*place) for place in places]).T
    areas = reach_areas(RoadTravel(town, mode), lon, lat, (5.0, 10.0, 15.0))
    assert all(area.is_valid for area in areas)
    assert is_nested(areas)


def test_areas_asked_for_one_by_one_are_nested_too(town):
    areas = [reach_area(RoadTravel(town), *at(10, 10), minutes) for minutes in REACH_MINUTES]
    assert is_nested(areas)


@pytest.mark.parametrize("travel", ["straight", *MODES])
def test_a_point_is_in_the_area_just_if_it_counts_as_covered(town, travel):
    way = WALK if travel == "straight" else RoadTravel(town, travel)
    random = np.random.default_rng(5)
    lon, lat = np.array([at(*place) for place in random.uniform(-6, 26, (3000, 2))]).T
    centre = np.array([at(10.3, 9.6)]).T
    found, _ = way.nearest(lon, lat, *centre)
    area = crs.to_metric(reach_area(way, *centre, 10.0), 105)
    places = crs.to_metric(shapely.MultiPoint(np.column_stack([lon, lat])), 105)
    # along roads times jump between the nearest nodes: only points off the line by a square are sure
    sure = (
        shapely.distance(area.boundary, np.array(places.geoms)) > {"straight": 5, "walking": 40, "driving": 150}[travel]
    )
    inside = shapely.contains(area, np.array(places.geoms))
    assert 0 < inside[sure].sum() < sure.sum()
    assert np.array_equal(inside[sure], (found <= 10.0)[sure])


def test_a_walk_along_a_grid_of_streets_is_a_diamond(town):
    # 10 minutes of walking are 0.8333 km: 7.49 steps along the streets; diagonally half of them each way
    area = reach_area(RoadTravel(town), *at(10, 10), 10.0)
    steps = 10.0 / 12.0 / STEP_KM
    assert area.covers(shapely.Point(at(10, 10 + steps - 0.5)))
    assert not area.covers(shapely.Point(at(10, 10 + steps + 0.5)))
    assert area.covers(shapely.Point(at(13, 13)))
    assert not area.covers(shapely.Point(at(15, 15)))
    # 85 crossings within 6 steps have their whole square; 28 at 7 steps a disc of the 0.494 steps that are left
    assert crs.area_km2(area) == pytest.approx((85 + 28 * np.pi * (steps - 7) ** 2) * STEP_KM**2, rel=0.02)


def test_areas_are_the_same_each_time(town):
    one, other = (reach_areas(RoadTravel(town), *at(3, 4)) for _ in range(2))
    assert [area.wkb for area in one] == [area.wkb for area in other]


def test_a_facility_without_a_position_has_no_area(town):
    for way in (WALK, RoadTravel(town)):
        assert reach_area(way, np.nan, 30.0, 15.0).is_empty
    both = reach_area(WALK, np.array([105.0, np.nan]), np.array([30.0, 30.0]), 15.0)
    assert both.equals(reach_area(WALK, 105.0, 30.0, 15.0))


def test_no_time_is_no_area_in_a_straight_line():
    assert reach_area(WALK, 105.0, 30.0, 0.0).is_empty


@pytest.mark.parametrize("mode", ["walking", "driving"])
def test_squares_far_from_every_facility_are_left_out_and_change_nothing(town, mode, monkeypatch):
    """Two facilities off the town, far from each other: most of the box between them is reached by nobody."""
    travel = RoadTravel(town, mode)
    lon, lat = np.array([[*at(0, 0)], [*at(120, 150)]]).T
    asked = []
    nearest = RoadTravel.nearest
    monkeypatch.setattr(RoadTravel, "nearest", lambda self, *a: (asked.append(len(a[0])), nearest(self, *a))[1])
    found = reach_areas(travel, lon, lat, (5.0, 10.0))
    monkeypatch.setattr(reach_area_module, "_near", lambda x, y, *_: tuple(np.indices((len(y), len(x))).reshape(2, -1)))
    whole = reach_areas(travel, lon, lat, (5.0, 10.0))
    assert [shape.wkb for shape in found] == [shape.wkb for shape in whole]
    assert asked[0] < 0.7 * asked[1]
