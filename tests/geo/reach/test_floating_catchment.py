"""Accessibility with capacity: hand-made cases, what is missing, and sums that must hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reach.decay import DECAYS, Flat, Steps, slow_steps
from geo.reach.floating_catchment import enhanced_two_step, three_step, two_step
from geo.reach.pair_table import times_of_pairs

NAN = np.nan
MINUTES = (0.0, 4.9, 5.0, 5.1, 10.0, 15.0, 15.1, 29.9, 30.0, 45.0)


def times_of(table):
    """Travel times from rows of minutes; None: beyond the limit."""
    pairs = [(i, j, minutes) for i, row in enumerate(table) for j, minutes in enumerate(row) if minutes is not None]
    rows, columns, minutes = (np.array(part) for part in zip(*pairs, strict=True))
    return times_of_pairs(rows, columns, minutes.astype(float), (len(table), len(table[0])))


def values(numbers):
    return np.array(numbers, dtype=float)


@st.composite
def cases(draw, least_people=0):
    n, m = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    cell = st.sampled_from((None, *MINUTES))
    table = draw(st.lists(st.lists(cell, min_size=m, max_size=m), min_size=n, max_size=n))
    table[0][0] = 30.0  # so that the catchment is never beyond the limit
    people = draw(st.lists(st.integers(least_people, 2000), min_size=n, max_size=n))
    capacity = draw(st.lists(st.integers(0, 300), min_size=m, max_size=m))
    return times_of(table), values(people), values(capacity)


METHODS = {
    "2SFCA": lambda *case: two_step(*case, 30.0),
    "E2SFCA": lambda *case: enhanced_two_step(*case, slow_steps(30)),
    "3SFCA": lambda *case: three_step(*case, slow_steps(30)),
}
methods = pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)


def test_a_facility_at_the_bound_of_the_catchment_is_inside():
    times = times_of([[15.0], [15.001]])
    assert two_step(times, values([100, 100]), values([10]), 15.0).per_1000.tolist() == [100.0, 0.0]


def test_a_facility_at_the_door_counts():
    assert two_step(times_of([[0.0]]), values([100]), values([10]), 0.0).per_1000.tolist() == [100.0]


def test_people_who_reach_nothing_have_0_and_are_counted():
    found = two_step(times_of([[5.0], [None], [None]]), values([100, 70, NAN]), values([10]), 5.0)
    assert found.per_1000.tolist() == [100.0, 0.0, 0.0]
    assert (found.unreached_people, found.unknown_people) == (70.0, 0.0)


@methods
def test_capacity_that_is_not_stated_is_left_out_and_counted_never_taken_for_0(method):
    times = times_of([[5.0, 5.0], [None, 5.0], [None, None], [30.0, None]])
    found = method(times, values([100, 40, 7, 100]), values([10, NAN]))
    assert np.isnan(found.per_1000).tolist() == [False, True, False, False]
    assert np.isnan(found.ratios).tolist() == [False, True]
    assert found.facilities_not_stated == 1
    assert (found.unreached_people, found.unknown_people, found.partly_known_people) == (7.0, 40.0, 100.0)
    alone = method(times_of([[5.0], [None], [None], [30.0]]), values([100, 40, 7, 100]), values([10]))
    assert found.per_1000[[0, 3]] == pytest.approx(alone.per_1000[[0, 3]])


@methods
def test_where_no_capacity_is_stated_at_all_nothing_is_told_not_even_0(method):
    found = method(times_of([[30.0, None], [None, None]]), values([100, 70]), values([NAN, NAN]))
    assert np.isnan(found.per_1000).tolist() == [True, True]
    assert (found.unreached_people, found.unknown_people, found.facilities_not_stated) == (70.0, 170.0, 2)


@methods
def test_a_stated_capacity_of_0_is_0_for_people_who_reach_it(method):
    found = method(times_of([[30.0]]), values([100]), values([0]))
    assert found.per_1000.tolist() == [0.0]
    assert (found.unreached_people, found.unknown_people) == (0.0, 0.0)


@methods
def test_a_facility_that_nobody_may_come_to_is_counted_and_has_no_ratio(method):
    found = method(times_of([[5.0, None], [None, 30.0]]), values([100, 0]), values([10, 20]))
    assert np.isnan(found.ratios).tolist() == [False, True]
    assert found.facilities_without_people == 1
    assert np.isnan(found.per_1000).tolist() == [False, True]


@methods
def test_people_that_are_not_stated_burden_nobody_yet_their_place_has_a_figure(method):
    found = method(times_of([[30.0], [30.0]]), values([100, NAN]), values([10]))
    one = method(times_of([[30.0]]), values([100]), values([10]))
    assert found.per_1000.tolist() == [one.per_1000[0]] * 2
    assert found.points_not_stated == 1


@methods
@given(case=cases())
def test_what_people_have_adds_up_to_the_capacity_that_is_in_reach(method, case):
    times, people, capacity = case
    found = method(*case)
    in_use = np.isfinite(found.ratios)
    assert np.nansum(people * found.per_1000) / 1000 == pytest.approx(capacity[in_use].sum(), rel=1e-9, abs=1e-9)


@methods
@given(case=cases(), factor=st.floats(0.1, 50))
def test_twice_the_beds_for_twice_the_people_is_the_same(method, case, factor):
    times, people, capacity = case
    one, other = method(*case), method(times, people * factor, capacity * factor)
    np.testing.assert_allclose(other.per_1000, one.per_1000, rtol=1e-9)


@methods
@given(case=cases(), seed=st.integers(0, 1000))
def test_the_order_of_the_places_changes_nothing(method, case, seed):
    times, people, capacity = case
    rows = np.repeat(np.arange(times.n_demand), np.diff(times.starts))
    order = np.random.default_rng(seed).permutation(times.n_demand)
    place = np.argsort(order)
    other = times_of_pairs(place[rows], times.facilities, times.minutes, (times.n_demand, times.n_facilities))
    np.testing.assert_allclose(
        method(other, people[order], capacity).per_1000, method(*case).per_1000[order], rtol=1e-9, atol=1e-12
    )


@given(case=cases())
def test_a_decay_that_does_not_fall_makes_2sfca_of_e2sfca(case):
    flat = Steps((15, 30), (1, 1))
    np.testing.assert_allclose(enhanced_two_step(*case, flat).per_1000, two_step(*case, 30.0).per_1000)


@given(case=cases(least_people=1))
def test_where_each_place_has_one_facility_the_choice_of_3sfca_changes_nothing(case):
    times, people, capacity = case
    first = times.starts[:-1][np.diff(times.starts) > 0]
    rows = np.flatnonzero(np.diff(times.starts))
    single = times_of_pairs(
        rows, times.facilities[first], np.minimum(times.minutes[first], 30), (len(people), len(capacity))
    )
    decay = slow_steps(single.limit_min) if single.limit_min else Flat(0.0)
    one, other = three_step(single, people, capacity, decay), enhanced_two_step(single, people, capacity, decay)
    np.testing.assert_allclose(one.per_1000, other.per_1000, rtol=1e-9)


@pytest.mark.parametrize("name", DECAYS)
def test_a_decay_falls_from_its_start_and_is_0_beyond_its_catchment(name):
    decay = DECAYS[name](30.0)
    weights = decay.weights(np.linspace(0, 30, 301))
    assert weights[0] == 1
    assert (np.diff(weights) <= 0).all()
    assert (weights >= 0).all()
    assert decay.weights(values([30.0001, 500])).tolist() == [0, 0]
    assert decay.catchment_min == 30


@pytest.mark.parametrize(
    ("people", "capacity", "catchment", "said"),
    [
        ([1, 2], [1], 5, r"\(2,\) people"),
        ([1], [1, 2], 5, r"\(2,\) capacities"),
        ([-1], [1], 5, "negative"),
        ([1], [-1], 5, "negative"),
        ([1], [1], 6, "6 min is beyond the limit 5"),
    ],
)
def test_what_does_not_fit_is_said(people, capacity, catchment, said):
    with pytest.raises(ValueError, match=said):
        two_step(times_of([[5.0]]), values(people), values(capacity), catchment)


@pytest.mark.parametrize(("bounds", "weights"), [((), ()), ((5, 10), (1,)), ((10, 5), (1, 0.5)), ((5,), (-1,))])
def test_zones_that_do_not_rise_or_have_no_weight_are_refused(bounds, weights):
    with pytest.raises(ValueError, match=r"weight"):
        Steps(bounds, weights)


@pytest.mark.parametrize(
    ("rows", "columns", "minutes", "said"),
    [
        ([0, 0], [1, 1], [1, 2], "1 pairs stand twice"),
        ([0], [2], [1], "index"),
        ([0], [0], [-1], "negative or missing"),
        ([0], [0], [NAN], "negative or missing"),
    ],
)
def test_a_faulty_table_of_pairs_is_refused(rows, columns, minutes, said):
    with pytest.raises(ValueError, match=said):
        times_of_pairs(np.array(rows), np.array(columns), values(minutes), (1, 2))


def test_a_time_beyond_the_stated_limit_of_a_table_is_refused():
    with pytest.raises(ValueError, match="31 min is beyond the limit 30"):
        times_of_pairs(np.array([0]), np.array([0]), values([31]), (1, 1), limit_min=30.0)
