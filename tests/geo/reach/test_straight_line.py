"""Straight-line travel: great circles, limits, equality to brute force."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.supply_demand.points import DemandPoints
from geo.reach import straight_line
from geo.reach.coverage import coverage
from geo.reach.straight_line import StraightLine

positions = st.lists(st.tuples(st.floats(104.9, 105.1), st.floats(29.9, 30.1)), max_size=12)
quiet = settings(max_examples=60, deadline=None, derandomize=True)


def arrays(places):
    return np.array([p[0] for p in places], float), np.array([p[1] for p in places], float)


def dense(found):
    table = np.full((found.n_demand, found.n_facilities), np.inf)
    table[np.repeat(np.arange(found.n_demand), np.diff(found.starts)), found.facilities] = found.minutes
    return table


def haversine_min(one, other, way):
    """Minutes by another formula of the great circle."""
    (a, b), (c, d) = (tuple(map(math.radians, place)) for place in (one, other))
    h = math.sin((d - b) / 2) ** 2 + math.cos(b) * math.cos(d) * math.sin((c - a) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h)) * way.detour / way.speed_kmh * 60


@quiet
@given(one=positions, other=positions, limit=st.floats(0, 60), is_small=st.booleans())
def test_times_equal_brute_force_by_another_formula(one, other, limit, is_small):
    way = StraightLine(20.0, 1.3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(straight_line, "FEW_CELLS", 10**6 if is_small else 0)  # measured all, or searched in the tree
        found = dense(way.times(*arrays(one), *arrays(other), limit))
    expected = np.array([[haversine_min(a, b, way) for b in other] for a in one]).reshape(len(one), len(other))
    sure = np.abs(expected - limit) > 1e-5
    assert np.array_equal(np.isfinite(found)[sure], (expected <= limit)[sure])
    assert found[np.isfinite(found)] == pytest.approx(expected[np.isfinite(found)], abs=1e-5)


@quiet
@given(one=positions, other=positions, limit=st.floats(0, 60))
def test_the_tree_and_measuring_all_give_the_same_bits(one, other, limit):
    answers = []
    for cells in (0, 10**6):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(straight_line, "FEW_CELLS", cells)
            answers.append(dense(StraightLine(20.0).times(*arrays(one), *arrays(other), limit)))
    assert np.array_equal(*answers)


@quiet
@given(one=positions, other=positions, limits=st.tuples(st.floats(0, 60), st.floats(0, 60)))
def test_a_higher_limit_never_loses_a_pair(one, other, limits):
    low, high = (dense(StraightLine(20.0).times(*arrays(one), *arrays(other), limit)) for limit in sorted(limits))
    assert np.array_equal(high[np.isfinite(low)], low[np.isfinite(low)])


@quiet
@given(one=positions, other=positions)
def test_there_is_as_far_as_back(one, other):
    way = StraightLine(20.0)
    there, back = way.times(*arrays(one), *arrays(other), 30.0), way.times(*arrays(other), *arrays(one), 30.0)
    assert np.array_equal(dense(there), dense(back).T)


@quiet
@given(one=positions, other=positions.filter(bool))
def test_the_nearest_is_the_least_of_all_times(one, other):
    way = StraightLine(20.0)
    table = dense(way.times(*arrays(one), *arrays(other), 1e4))
    minutes, which = way.nearest(*arrays(one), *arrays(other))
    assert minutes == pytest.approx(table.min(axis=1), abs=1e-6)
    assert table[np.arange(len(one)), which] == pytest.approx(minutes, abs=1e-6)


def test_blocks_do_not_change_the_answer(monkeypatch):
    random = np.random.default_rng(3)
    ends = [random.random(n) * 0.3 + start for n, start in ((200, 105), (200, 30), (50, 105), (50, 30))]
    whole = dense(StraightLine(30.0).times(*ends, 20.0))
    monkeypatch.setattr(straight_line, "CELLS_AT_ONCE", 333)
    assert np.array_equal(dense(StraightLine(30.0).times(*ends, 20.0)), whole)


def test_a_pair_of_no_minutes_is_kept():
    found = StraightLine(5.0).times(*arrays([(105, 30)]), *arrays([(105, 30), (106, 30)]), 15.0)
    assert (found.facilities.tolist(), found.minutes.tolist(), found.is_estimate) == ([0], [0.0], True)


def test_a_pair_just_at_the_limit_is_kept():
    minutes = StraightLine(30.0).times(*arrays([(105, 30)]), *arrays([(105, 30.05)]), 60.0).minutes[0]
    assert len(StraightLine(30.0).times(*arrays([(105, 30)]), *arrays([(105, 30.05)]), minutes).minutes) == 1


def test_points_without_a_position_reach_nothing():
    found = StraightLine(30.0).times(*arrays([(np.nan, 30), (105, 30)]), *arrays([(105, np.nan), (105, 30)]), 60.0)
    assert (found.starts.tolist(), found.facilities.tolist()) == ([0, 0, 1], [1])
    minutes, which = StraightLine(30.0).nearest(*arrays([(np.nan, 30)]), *arrays([(105, 30)]))
    assert (minutes.tolist(), which.tolist()) == ([np.inf], [-1])


def test_the_other_side_of_the_earth_is_half_its_circumference_away():
    minutes, _ = StraightLine(60.0, 1.0).nearest(*arrays([(105, 30)]), *arrays([(-75, -30)]))
    assert minutes[0] == pytest.approx(math.pi * 6371.0088, rel=1e-6)


@pytest.mark.parametrize(("speed", "detour"), [(0, 1.3), (-5, 1.3), (np.nan, 1.3), (5, 0.9), (5, np.inf)])
def test_speeds_and_detours_that_make_no_sense_are_refused(speed, detour):
    with pytest.raises(ValueError, match="应"):
        StraightLine(speed, detour)


@pytest.mark.heavy  # timed: on a machine that does nothing else
def test_a_city_answers_far_below_the_limit_of_a_slider():
    random = np.random.default_rng(1)
    places = random.random((2, 2000)), random.random((2, 300))
    (lon, lat), (to_lon, to_lat) = (105 + places[0][0], 30 + places[0][1]), (105 + places[1][0], 30 + places[1][1])
    ids = tuple(map(str, range(2000)))
    codes = tuple(str(k % 12) for k in range(2000))
    demand = DemandPoints(ids, ids, lon, lat, {"age_60_plus": random.random(2000)}, codes, ("town",) * 2000)

    def answer():
        began = time.process_time()
        coverage(StraightLine(30.0).times(lon, lat, to_lon, to_lat, 60.0), demand, "age_60_plus", 15.0)
        return time.process_time() - began

    assert min(answer() for _ in range(5)) < 0.15
