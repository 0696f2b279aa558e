"""Siting with capacities: people are shared out; brute force by linear programmes on small cases."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from geo.siting.exact import check
from geo.siting.problem import SitingProblem, pairs_of
from geo.siting.solve import solve
from tests.geo.siting_cases import random_city, times_of
from tests.geo.test_siting import LIMIT, MINUTES


@st.composite
def questions(draw):
    n, m = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    row = st.lists(st.integers(0, 40), min_size=m, max_size=m)
    matrix = np.array(draw(st.lists(row, min_size=n, max_size=n)), dtype=float)
    people = np.array(draw(st.lists(st.sampled_from([0, 1, 7, 20, np.nan]), min_size=n, max_size=n)), dtype=float)
    existing = np.array(draw(st.lists(st.booleans(), min_size=m, max_size=m)))
    capacity = np.array(draw(st.lists(st.sampled_from([0, 5, 15, 30, np.inf]), min_size=m, max_size=m)))
    model = draw(st.sampled_from(["max_coverage", "set_covering"]))
    return matrix, SitingProblem(
        times_of(matrix, LIMIT), people, existing, model, draw(st.integers(0, 3)), MINUTES, capacity
    )


def served(matrix, problem, chosen):
    """How many people can be served, by a linear programme that shares no code with what is tested."""
    people = np.where(problem.people > 0, problem.people, 0.0)
    opened = [j for j in range(matrix.shape[1]) if problem.is_existing[j] or j in chosen]
    near = [(i, j) for i in range(len(people)) for j in opened if matrix[i, j] <= MINUTES]
    if not near:
        return 0.0
    rows = [[float(i == k) for i, _ in near] for k in range(len(people))]
    rows += [[float(j == k) for _, j in near] for k in opened]
    limits = [*people, *(min(problem.capacity[j], 1e6) for j in opened)]
    return -linprog(-np.ones(len(near)), A_ub=rows, b_ub=limits, method="highs").fun


@settings(max_examples=120, deadline=None)
@given(questions())
def test_the_best_with_capacities_lies_between_the_answer_and_its_bound(question):
    matrix, problem = question
    answer, candidates = solve(problem), list(problem.candidates)
    own = served(matrix, problem, answer.chosen)
    assert answer.after.covered == pytest.approx(own)
    assert answer.gained.sum() == pytest.approx(own - answer.before.covered)
    if problem.model == "max_coverage":
        best = max(served(matrix, problem, one) for one in itertools.combinations(candidates, problem.choices))
        assert own - 1e-6 <= best <= answer.bound + 1e-6
        assert check(problem, answer).answer.value == pytest.approx(best)
        gained = best - answer.before.covered
        assert answer.gained.sum() >= (1 - 1 / np.e) * gained - 1e-6
    else:
        possible = served(matrix, problem, candidates)
        sets = (one for k in range(len(candidates) + 1) for one in itertools.combinations(candidates, k))
        best = next(len(one) for one in sets if served(matrix, problem, one) >= possible - 1e-6)
        assert own == pytest.approx(possible)
        assert answer.bound <= best <= answer.value
        assert check(problem, answer).answer.value == best


def test_a_full_site_leaves_people_to_the_next():
    problem = SitingProblem(
        times_of([[5, 6], [5, 50]]), np.array([30.0, 30.0]), np.array([True, False]), "max_coverage", 1, 15.0,
        np.array([40.0, 100.0]),
    )  # fmt: skip
    answer = solve(problem)
    assert (answer.before.covered, answer.after.covered, answer.chosen.tolist()) == (40.0, 60.0, [1])


@pytest.mark.parametrize("model", ["max_coverage", "set_covering"])
def test_a_city_with_capacities_serves_no_more_than_one_without(model):
    matrix, people, existing = random_city()
    capacity = np.random.default_rng(2).integers(5_000, 60_000, 230).astype(float)
    problem = SitingProblem(times_of(matrix, 200), people, existing, model, 10, 5.0, capacity)
    assert len(pairs_of(problem).points) == 230_000
    answer = solve(problem)
    free = solve(replace(problem, capacity=None))
    if model == "set_covering":
        assert len(answer.chosen) >= len(free.chosen) - free.gap * len(free.chosen)
    else:
        assert answer.after.covered <= free.after.covered * (1 + free.gap) + 1e-6
