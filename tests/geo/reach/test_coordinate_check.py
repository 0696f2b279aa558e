"""坐标体检: the system of a file's positions is recognised, and what cannot be told apart is said so."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import boundaries, crs
from geo.crs import Datum, System
from geo.reach.coordinate_check import chance, check_coordinates
from geo.reach.coordinate_systems import name_of, possible_systems

REGIONS = {
    "371000": ("371002", "371003", "371082", "371083"),
    "511700": ("511702", "511703", "511722", "511723", "511724", "511725", "511781"),
    "500102": ("500102",),
}
METRIC = [(123, 0), (123, 41), (123, 21), (120, 40)]


def points_in(codes, count, seed=1):
    """Return positions inside outlines in turn, and the outline of each."""
    random = np.random.default_rng(seed)
    stated, points = [], []
    while len(points) < count:
        code = codes[len(points) % len(codes)]
        outline = boundaries.boundary(code).polygon
        west, south, east, north = outline.bounds
        xy = random.uniform(west, east), random.uniform(south, north)
        if shapely.contains_xy(outline, *xy):
            points.append(xy)
            stated.append(code)
    return np.array(points), stated


systems = st.one_of(
    st.builds(System, st.sampled_from(get_args(Datum)), is_swapped=st.booleans()),
    st.builds(
        lambda at, swap: System(meridian=at[0], zone=at[1], is_swapped=swap), st.sampled_from(METRIC), st.booleans()
    ),
)


@given(systems, st.floats(118, 124), st.floats(30, 40))
def test_numbers_in_any_system_and_back_are_the_same_place(system, lon, lat):
    degrees = np.array([[lon, lat]])
    back = crs.degrees_of(crs.numbers_in(degrees, system), system)
    assert np.abs(back - degrees).max() < 1e-5


@given(systems, st.integers(1, 100), st.integers(0, 50))
@settings(max_examples=20, deadline=None)
def test_the_true_system_is_always_among_those_that_fit(system, count, seed):
    degrees, stated = points_in(REGIONS["371000"], count, seed)
    check = check_coordinates(crs.numbers_in(degrees, system), "371000", stated)
    true = crs.degrees_of(crs.numbers_in(degrees, system), system)
    fits = [crs.degrees_of(crs.numbers_in(degrees, system), one) for one in check.alike]
    assert any(np.allclose(true, other, atol=1e-4) for other in fits)
    if system.meridian is None:  # what is left open differs by the datum alone
        assert {one.is_swapped for one in check.alike} == {system.is_swapped}


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("datum", get_args(Datum))
def test_many_points_with_their_district_tell_the_datum(region, datum):
    degrees, stated = points_in(REGIONS[region], 2000)
    system = System(datum)
    assert check_coordinates(crs.numbers_in(degrees, system), region, stated).alike == (system,)


@pytest.mark.parametrize(("meridian", "zone"), METRIC)
@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_few_points_tell_the_zone_of_gauss_krueger_metres(meridian, zone, is_swapped):
    degrees, stated = points_in(REGIONS["371000"], 4)
    system = System(meridian=meridian, zone=zone, is_swapped=is_swapped)
    assert check_coordinates(crs.numbers_in(degrees, system), "371000", stated).alike == (system,)


def test_two_points_amid_a_district_leave_the_datum_open():
    check = check_coordinates(np.array([[122.1, 37.4], [122.15, 37.35]]), "371000", ["371002", "371002"])
    assert {system.datum for system in check.alike} == set(get_args(Datum))
    assert not check.is_certain


def test_points_of_another_province_fit_in_no_system():
    degrees, _ = points_in(REGIONS["511700"], 30)
    assert check_coordinates(degrees, "371000").alike == ()


def test_a_few_wrong_rows_do_not_hide_the_right_system():
    degrees, stated = points_in(REGIONS["371000"], 300)
    degrees[:20] += 0.5
    assert check_coordinates(crs.numbers_in(degrees, System("BD-09")), "371000", stated).alike[0] == System("BD-09")


def test_many_rows_of_one_wrong_place_do_not_rule_out_the_right_system():
    degrees, stated = points_in(REGIONS["371000"], 54)
    offshore = np.array([[122.5956, 37.2357]])  # a few hundred metres off 荣成, on land when read as GCJ-02
    numbers = np.vstack([degrees, np.repeat(offshore, 7, axis=0)])
    check = check_coordinates(numbers, "371000", stated + ["371082"] * 7)
    assert System("WGS84") in check.alike
    assert (check.total, check.tried) == (61, 55)


@pytest.mark.parametrize("region", REGIONS)
def test_positions_half_a_kilometre_off_tell_no_datum(region):
    degrees, stated = points_in(REGIONS[region], 2000, seed=3)
    rough = degrees + np.random.default_rng(10).normal(0, 0.005, degrees.shape)
    alike = check_coordinates(rough, region, stated).alike
    assert System("WGS84") in alike
    assert len(alike) > 1


def test_more_rows_than_are_tried_are_tried_evenly():
    degrees, stated = points_in(REGIONS["371000"], 3000)
    check = check_coordinates(degrees, "371000", stated)
    assert (check.total, check.tried) == (3000, 1500)


def test_a_declared_system_that_is_also_guessed_stands_once():
    degrees, stated = points_in(REGIONS["371000"], 50)
    system = System(meridian=123)
    check = check_coordinates(crs.numbers_in(degrees, system), "371000", stated, "EPSG:4550")
    assert check.alike == (System(definition="EPSG:4550"),)


def test_rows_without_numbers_are_left_out():
    assert check_coordinates(np.full((3, 2), np.nan), "371000").total == 0


def test_the_sign_test_counts_by_hand():
    # of 4 that differ, 3 or 4 favour the best: (4 + 1) / 16
    assert chance(3, 1) == 5 / 16


def test_every_possible_system_has_a_name_of_its_own():
    for numbers in ([[122.1, 37.5]], [[420_000.0, 4_150_000.0]], [[41_420_000.0, 4_150_000.0]]):
        names = [name_of(system) for system in possible_systems(np.array(numbers), 121, 123)]
        assert len(set(names)) == len(names) > 0
