"""Siting: the interactive answer, its bound, and brute force over all sets of candidates."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.siting.benefit import benefits_of
from geo.siting.exact import check
from geo.siting.greedy import gains_in_order, greedy_choice
from geo.siting.problem import MODELS, SitingProblem
from geo.siting.solve import solve
from tests.geo.siting_cases import random_city, times_of

LIMIT, MINUTES = 30.0, 15.0


@st.composite
def questions(draw, most_points=8, most_sites=7):
    """A dense matrix, people and the problem made of them; every model."""
    n, m = draw(st.integers(1, most_points)), draw(st.integers(1, most_sites))
    minutes = st.lists(st.integers(0, 40), min_size=m, max_size=m)
    matrix = np.array(draw(st.lists(minutes, min_size=n, max_size=n)), dtype=float)
    people = np.array(draw(st.lists(st.sampled_from([0, 1, 3, 10, 40, np.nan]), min_size=n, max_size=n)), dtype=float)
    existing = np.array(draw(st.lists(st.booleans(), min_size=m, max_size=m)))
    model, p = draw(st.sampled_from(MODELS)), draw(st.integers(0, 4))
    return matrix, SitingProblem(times_of(matrix, LIMIT), people, existing, model, p, MINUTES)


def objective(matrix, problem, chosen):
    """The value of a set of sites, written as the definition says, without the code under test; small is good."""
    opened = np.concatenate([np.flatnonzero(problem.is_existing), np.array(chosen, dtype=int)]).astype(int)
    people = np.where(problem.people > 0, problem.people, 0.0)
    nearest = np.where(matrix <= LIMIT, matrix, np.inf)[:, opened].min(axis=1, initial=np.inf)
    can_reach = (matrix <= (LIMIT if problem.model == "p_centre" else MINUTES)).any(axis=1) & (people > 0)
    match problem.model:
        case "max_coverage":
            return -people[nearest <= MINUTES].sum()
        case "p_median":
            return people @ np.minimum(nearest, LIMIT) / people.sum() if people.any() else np.nan
        case "p_centre":
            return nearest[can_reach].max() if can_reach.any() else np.nan
    return len(chosen) if (nearest[can_reach] <= MINUTES).all() else np.inf


def brute_force(matrix, problem):
    """The best value over all sets of candidates."""
    candidates = np.flatnonzero(~problem.is_existing)
    sizes = range(len(candidates) + 1) if problem.model == "set_covering" else range(problem.choices + 1)
    return min(
        objective(matrix, problem, chosen) for size in sizes for chosen in itertools.combinations(candidates, size)
    )


def signed(problem, value):
    return -value if problem.model == "max_coverage" else value


@settings(max_examples=150, deadline=None)
@given(questions())
def test_the_answer_is_what_it_says_and_the_best_lies_between_it_and_its_bound(question):
    matrix, problem = question
    answer = solve(problem)
    best = brute_force(matrix, problem)
    own = objective(matrix, problem, answer.chosen)
    assert own == pytest.approx(signed(problem, answer.value), nan_ok=True)
    if not np.isnan(best):
        assert best <= own + 1e-9
        assert signed(problem, answer.bound) <= best + 1e-6
    assert len(answer.chosen) <= (problem.choices if problem.model != "set_covering" else len(problem.candidates))
    assert answer.gained.sum() == pytest.approx(answer.after.covered - answer.before.covered)


@pytest.mark.heavy  # timed: on a machine that does nothing else
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("new_sites", [5, 40])
def test_a_city_is_answered_within_a_second_and_near_the_best(model, new_sites):
    matrix, people, existing = random_city()
    problem = SitingProblem(times_of(matrix, 200), people, existing, model, new_sites, 5.0)
    start = time.process_time()
    answer = solve(problem)
    assert time.process_time() - start < 1.0
    assert answer.gap <= {"p_centre": 0.08}.get(model, 0.02)


def test_what_each_site_adds_sums_up_to_what_all_add():
    problem = SitingProblem(times_of([[5, 50], [5, 5], [50, 5]]), np.array([4.0, 3.0, 2.0]), np.array([False, False]))
    order, gains = gains_in_order(benefits_of(problem), np.array([0, 1]))
    assert (order.tolist(), gains) == ([0, 1], [7.0, 2.0])
    assert greedy_choice(benefits_of(problem), 1).tolist() == [0]


@settings(max_examples=30, deadline=None)
@given(questions())
def test_the_exact_check_is_brute_force(question):
    matrix, problem = question
    checked = check(problem, solve(problem))
    assert objective(matrix, problem, checked.answer.chosen) == pytest.approx(brute_force(matrix, problem), nan_ok=True)
    assert checked.is_proved
    assert checked.answer.bound == pytest.approx(checked.answer.value, nan_ok=True)


@pytest.mark.parametrize("model", MODELS)
def test_spopt_is_asked_where_it_can_say_the_question_and_milp_agrees(model, monkeypatch):
    matrix, people, existing = random_city(60, 24)
    existing = np.arange(24) < 4
    problem = SitingProblem(times_of(matrix, 200), people, existing, model, 3, 20.0)
    answer = solve(problem)
    by_spopt = check(problem, answer)
    monkeypatch.setattr("geo.siting.exact.can_ask_spopt", lambda *_: False)
    by_milp = check(problem, answer)
    assert (by_spopt.engine, by_milp.engine) == ("spopt + HiGHS", "scipy milp (HiGHS)")
    assert by_spopt.answer.value == pytest.approx(by_milp.answer.value)
    assert by_spopt.is_proved and by_milp.is_proved
