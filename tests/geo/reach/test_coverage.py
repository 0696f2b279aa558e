"""Covered people and uncovered pockets, on cases told by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.supply_demand.points import DemandPoints, Facilities
from geo.reach.coverage import coverage, nearest_within
from geo.reach.straight_line import StraightLine
from geo.reach.travel_times import TravelTimes
from geo.reach.uncovered import nearest_facility, uncovered_pockets

NONE = np.nan
WALK = StraightLine(speed_kmh=5.0, detour=1.25)  # 15 minutes = 1 km; 0.009° of a meridian = 1.0008 km
KM = 1 / 111.19508  # degrees of latitude


def demand_at(places, people, codes=None, precision=None, group="age_60_plus"):
    ids = tuple(f"d{k}" for k in range(len(places)))
    return DemandPoints(
        ids,
        ids,
        np.array([p[0] for p in places], float),
        np.array([p[1] for p in places], float),
        {group: np.array(people, float)},
        tuple(codes or ["510100"] * len(places)),
        tuple(precision or ["town"] * len(places)),
    )


def facilities_at(*places):
    ids = tuple(f"f{k}" for k in range(len(places)))
    n = len(places)
    return Facilities(
        ids,
        ids,
        np.array([p[0] for p in places], float),
        np.array([p[1] for p in places], float),
        np.full(n, NONE),
        ("",) * n,
        ("",) * n,
        ("exact",) * n,
        ("existing",) * n,
    )


def times(demand, facilities, limit=60.0):
    return WALK.times(demand.lon, demand.lat, facilities.lon, facilities.lat, limit)


@pytest.fixture
def line():
    """Five points to the north of a facility: 0, 0.5, 0.9, 1.1, 3 km; one does not state its people."""
    demand = demand_at(
        [(105, 30 + km * KM) for km in (0, 0.5, 0.9, 1.1, 3)],
        [100, 50, NONE, 30, 20],
        ["A", "A", "B", "B", ""],
        ["town", "district", "town", "district", "town"],
    )
    return demand, facilities_at((105, 30))


def test_people_within_the_time_are_covered(line):
    demand, facilities = line
    found = coverage(times(demand, facilities), demand, "age_60_plus", 15.0)
    assert found.is_covered.tolist() == [True, True, True, False, False]
    assert found.nearest_min == pytest.approx([0, 7.5, 13.5, 16.5, 45], abs=1e-4)
    assert (found.total.people, found.total.covered, found.total.share) == (200, 150, 0.75)
    assert found.is_estimate


def test_people_who_are_not_stated_are_in_no_sum_and_counted(line):
    demand, facilities = line
    by_district = coverage(times(demand, facilities), demand, "age_60_plus", 15.0).by_district
    assert [(d.district_code, d.people, d.covered, d.points, d.points_not_stated) for d in by_district] == [
        ("A", 150, 150, 2, 0),
        ("B", 30, 0, 2, 1),
        ("", 20, 0, 1, 0),
    ]


def test_a_district_whose_people_are_not_stated_has_no_share():
    demand = demand_at([(105, 30)], [NONE])
    found = coverage(times(demand, facilities_at((105, 30))), demand, "age_60_plus", 15.0)
    assert (found.total.share, found.total.points_not_stated) == (None, 1)


def test_people_at_the_middle_of_a_district_are_told_apart(line):
    demand, facilities = line
    total = coverage(times(demand, facilities), demand, "age_60_plus", 15.0).total
    assert (total.indicative, total.indicative_covered) == (80, 50)


def test_people_without_a_position_are_in_no_share():
    demand = demand_at([(105, 30), (NONE, NONE)], [40, 60])
    found = coverage(times(demand, facilities_at((105, 30))), demand, "age_60_plus", 15.0)
    assert (found.total.people, found.total.share, found.total.unplaced) == (40, 1.0, 60)


def test_only_facilities_that_count_cover(line):
    demand, _ = line
    facilities = facilities_at((105, 30), (105, 30 + 3 * KM))
    found = coverage(times(demand, facilities), demand, "age_60_plus", 15.0, np.array([False, True]))
    assert found.is_covered.tolist() == [False, False, False, False, True]
    none = coverage(times(demand, facilities), demand, "age_60_plus", 15.0, np.array([False, False]))
    assert (none.total.covered, none.nearest.tolist()) == (0, [-1] * 5)


def test_of_facilities_equally_near_the_first_is_the_nearest():
    two = TravelTimes(np.array([0, 2]), np.array([0, 1]), np.array([4.0, 4.0]), 2, 15.0)
    assert [v.tolist() for v in nearest_within(two)] == [[4.0], [0]]


def test_without_facilities_or_people_nobody_is_covered():
    demand = demand_at([(105, 30)], [10])
    assert coverage(times(demand, facilities_at()), demand, "age_60_plus", 15.0).total.share == 0
    empty = demand_at([], [])
    found = coverage(times(empty, facilities_at((105, 30))), empty, "age_60_plus", 15.0)
    assert (found.total.share, found.by_district) == (None, ())


def test_wrong_questions_are_refused(line):
    demand, facilities = line
    with pytest.raises(ValueError, match="计算上限 10 分钟"):
        coverage(times(demand, facilities, 10.0), demand, "age_60_plus", 15.0)
    with pytest.raises(ValueError, match="人群“age_70”未知"):
        coverage(times(demand, facilities), demand, "age_70", 15.0)
    with pytest.raises(ValueError, match="需求数据有 1 个"):
        coverage(times(demand, facilities), demand_at([(105, 30)], [1]), "age_60_plus", 15.0)


def pockets_of(demand, facilities, link_km=2.0):
    found = coverage(times(demand, facilities), demand, "age_60_plus", 15.0)
    return uncovered_pockets(found, demand, nearest_facility(WALK, demand, facilities), link_km)


def test_uncovered_points_that_are_near_each_other_are_one_pocket():
    kms = (0, 5, 6.9, 8.8, 20)  # the first is covered; then a chain of 1.9 km; then one alone
    demand = demand_at(
        [(105, 30 + km * KM) for km in kms],
        [500, 10, 20, 30, 40],
        ["A", "A", "B", "B", "C"],
        ["town", "town", "district", "town", "town"],
    )
    chain, alone = pockets_of(demand, facilities_at((105, 30), (105, 31)))
    assert (chain.points, chain.people, chain.indicative, chain.district_codes) == ((1, 2, 3), 60, 20, ("B", "A"))
    # by people: (10 · 5 + 20 · 6.9 + 30 · 8.8) ÷ 60 = 7.533 km, 113 minutes
    assert (chain.nearest, chain.mean_min, chain.most_min) == (0, pytest.approx(113, abs=1e-3), pytest.approx(132))
    assert (chain.lon, chain.lat) == (pytest.approx(105), pytest.approx(30 + 7.5333 * KM, abs=1e-6))
    assert (alone.points, alone.people, alone.most_min) == ((4,), 40, pytest.approx(300))


def test_points_farther_apart_than_the_link_are_pockets_of_their_own():
    demand = demand_at([(105, 30 + km * KM) for km in (5, 6.9, 8.8)], [10, 20, 30])
    assert [p.points for p in pockets_of(demand, facilities_at((105, 30)), 1.8)] == [(2,), (1,), (0,)]


def test_points_without_people_or_position_are_in_no_pocket():
    demand = demand_at([(105, 31), (105, 32), (NONE, 30), (105, 33)], [0, NONE, 7, 8])
    assert [p.points for p in pockets_of(demand, facilities_at((105, 30)))] == [(3,)]


def test_without_a_facility_a_pocket_has_no_nearest():
    demand = demand_at([(105, 30)], [10])
    (pocket,) = pockets_of(demand, facilities_at())
    assert (pocket.nearest, pocket.mean_min) == (-1, np.inf)


def test_the_nearest_facility_is_told_by_its_own_number_where_some_do_not_count():
    demand, facilities = demand_at([(105, 30)], [10]), facilities_at((105, 30), (105, 30.1))
    minutes, which = nearest_facility(WALK, demand, facilities, np.array([False, True]))
    assert which.tolist() == [1]
    assert minutes[0] > 60


points = st.lists(
    st.tuples(st.floats(104.95, 105.05), st.floats(29.95, 30.05), st.integers(0, 99) | st.just(NONE)), max_size=12
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(points=points, minutes=st.tuples(st.floats(0, 60), st.floats(0, 60)), kinds=st.randoms(use_true_random=False))
def test_sums_agree_and_rise_with_the_time(points, minutes, kinds):
    codes = [kinds.choice(["A", "B", ""]) for _ in points]
    precision = [kinds.choice(["exact", "town", "district"]) for _ in points]
    demand = demand_at([p[:2] for p in points], [p[2] for p in points], codes, precision)
    facilities = facilities_at((105, 30), (105.02, 30.02))
    low, high = (coverage(times(demand, facilities), demand, "age_60_plus", m) for m in sorted(minutes))
    assert low.total.covered <= high.total.covered <= high.total.people
    for field in ("people", "covered", "points", "points_not_stated", "indicative", "indicative_covered", "unplaced"):
        assert sum(getattr(d, field) for d in high.by_district) == getattr(high.total, field)
    left = uncovered_pockets(high, demand, nearest_facility(WALK, demand, facilities))
    assert sum(p.people for p in left) == pytest.approx(high.total.people - high.total.covered)
    assert [p.people for p in left] == sorted((p.people for p in left), reverse=True)
