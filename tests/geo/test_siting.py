"""Siting: the interactive answer, its bound, and brute force over all sets of candidates."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.reach.travel_times import TravelTimes
from geo.siting.benefit import benefits_of, value_of
from geo.siting.greedy import gains_in_order, greedy_choice
from geo.siting.problem import SitingProblem


def times_of(matrix, limit=60.0):
    """Travel times of a dense matrix; what is beyond the limit is absent."""
    matrix = np.asarray(matrix, dtype=float).reshape(-1, np.shape(matrix)[-1])
    is_near = matrix <= limit
    starts = np.concatenate([[0], np.cumsum(is_near.sum(axis=1))]).astype(np.int64)
    columns = np.nonzero(is_near)[1].astype(np.int64)
    return TravelTimes(starts, columns, matrix[is_near], matrix.shape[1], limit)


@st.composite
def problems(draw, model="max_coverage", most_points=8, most_sites=7):
    n, m = draw(st.integers(1, most_points)), draw(st.integers(1, most_sites))
    minutes = st.lists(st.integers(0, 40), min_size=m, max_size=m)
    matrix = np.array(draw(st.lists(minutes, min_size=n, max_size=n)), dtype=float)
    people = np.array(draw(st.lists(st.sampled_from([0, 1, 3, 10, 40, np.nan]), min_size=n, max_size=n)), dtype=float)
    existing = np.array(draw(st.lists(st.booleans(), min_size=m, max_size=m)))
    return SitingProblem(times_of(matrix, 30.0), people, existing, model, draw(st.integers(0, 4)), 15.0)


def best_value(benefits, choices):
    sets = itertools.combinations(range(benefits.n_columns), min(choices, benefits.n_columns))
    return max(value_of(benefits, np.array(one, dtype=np.int64)) for one in sets)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_greedy_coverage_reaches_at_least_63_percent_of_the_best(problem):
    benefits = benefits_of(problem)
    reached = value_of(benefits, greedy_choice(benefits, problem.choices))
    assert (1 - 1 / np.e) * best_value(benefits, problem.choices) <= reached + 1e-9


def test_what_each_site_adds_sums_up_to_what_all_add():
    problem = SitingProblem(times_of([[5, 50], [5, 5], [50, 5]]), np.array([4.0, 3.0, 2.0]), np.array([False, False]))
    order, gains = gains_in_order(benefits_of(problem), np.array([0, 1]))
    assert (order.tolist(), gains) == ([0, 1], [7.0, 2.0])
