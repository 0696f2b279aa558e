"""Siting with capacities: people are shared out; brute force by linear programmes on small cases."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from geo.siting.capacity import has_capacity
from geo.siting.cuts import SLACK, Cuts
from geo.siting.exact import check
from geo.siting.flows import going_within
from geo.siting.problem import MODELS, SitingProblem, pairs_of
from geo.siting.served_cuts import MostServed
from geo.siting.solve import solve
from tests.geo.siting_cases import random_city, times_of
from tests.geo.test_siting import LIMIT, MINUTES


@st.composite
def questions(draw, models=("max_coverage", "set_covering")):
    n, m = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    row = st.lists(st.integers(0, 40), min_size=m, max_size=m)
    matrix = np.array(draw(st.lists(row, min_size=n, max_size=n)), dtype=float)
    people = np.array(draw(st.lists(st.sampled_from([0, 1, 7, 20, np.nan]), min_size=n, max_size=n)), dtype=float)
    existing = np.array(draw(st.lists(st.booleans(), min_size=m, max_size=m)))
    capacity = np.array(draw(st.lists(st.sampled_from([0, 5, 15, 30, np.inf]), min_size=m, max_size=m)))
    model = draw(st.sampled_from(models))
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


@settings(max_examples=40, deadline=None)
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


def shared(matrix, problem, chosen, within=LIMIT):
    """Mean minutes of all, and how many find room, when people are shared out: a linear programme of its own."""
    people = np.where(problem.people > 0, problem.people, 0.0)
    opened = [j for j in range(matrix.shape[1]) if problem.is_existing[j] or j in chosen]
    near = [(i, j) for i in range(len(people)) for j in opened if matrix[i, j] <= within]
    if not near or not people.any():
        return LIMIT if people.any() else np.nan, 0.0
    rows = [[float(i == k) for i, _ in near] for k in range(len(people))]
    rows += [[float(j == k) for _, j in near] for k in opened]
    limits = [*people, *(min(problem.capacity[j], 1e6) for j in opened)]
    saved = [matrix[i, j] - LIMIT for i, j in near]
    ways = linprog(saved, A_ub=rows, b_ub=limits, method="highs").fun
    room = -linprog(-np.ones(len(near)), A_ub=rows, b_ub=limits, method="highs").fun
    return LIMIT + ways / people.sum(), room


def longest(matrix, problem, chosen):
    """How many find room, and the shortest time within which as many do; small is good."""
    room = shared(matrix, problem, chosen)[1]
    times = np.unique(matrix[matrix <= LIMIT])
    first = next((time for time in times if shared(matrix, problem, chosen, time)[1] >= room - 1e-6), np.nan)
    return -room, first if room > 0 else np.nan


def sets_of(problem):
    return [one for k in range(problem.choices + 1) for one in itertools.combinations(problem.candidates.tolist(), k)]


@settings(max_examples=25, deadline=None)
@given(questions(["p_median"]))
def test_the_shortest_mean_way_with_capacities_is_brute_force(question):
    matrix, problem = question
    answer = solve(problem)
    best = min((shared(matrix, problem, one)[0] for one in sets_of(problem)), default=np.nan)
    own, room = shared(matrix, problem, answer.chosen)
    assert answer.value == pytest.approx(own, nan_ok=True)
    if not np.isnan(best):
        assert answer.bound - 1e-6 <= best <= own + 1e-6
        assert check(problem, answer).answer.value == pytest.approx(best)
        assert check(problem, answer).is_proved
    assert len(answer.chosen) <= problem.choices
    assert answer.after.turned_away >= 0


@settings(max_examples=20, deadline=None)
@given(questions(["p_centre"]))
def test_the_shortest_longest_way_with_capacities_is_brute_force(question):
    matrix, problem = question
    answer = solve(problem)
    best = min(
        (longest(matrix, problem, one) for one in sets_of(problem)), key=lambda it: (it[0], np.nan_to_num(it[1]))
    )
    own = longest(matrix, problem, answer.chosen)
    assume(has_capacity(problem))  # without any limit who is out of reach makes the longest way endless
    assert answer.value == pytest.approx(own[1], nan_ok=True)
    if own[0] <= best[0] + 1e-6 and not np.isnan(best[1]):
        assert answer.bound - 1e-6 <= best[1] <= own[1] + 1e-6
    checked = check(problem, answer)
    assert longest(matrix, problem, checked.answer.chosen) == pytest.approx(best, nan_ok=True)
    assert checked.is_proved


def test_who_finds_no_room_is_told_and_no_error():
    """30 and 30 people, room for 40 and 10: 10 of them find none, whatever is chosen."""
    times = times_of([[5, 6], [5, 50]], LIMIT)
    for model in ("p_median", "p_centre"):
        problem = SitingProblem(
            times, np.array([30.0, 30.0]), np.array([True, False]), model, 1, 15.0, np.array([40.0, 10.0])
        )
        answer = solve(problem)
        assert (answer.before.turned_away, answer.after.turned_away, answer.after.no_room) == (20.0, 10.0, 10.0)
        assert answer.value == (pytest.approx((40 * 5 + 10 * 6 + 10 * LIMIT) / 60) if model == "p_median" else 6.0)
        assert "without_capacity" not in dict(answer.notes)


@settings(max_examples=40, deadline=None)
@given(questions())
def test_the_programme_over_sites_is_no_worse_than_the_best(question):
    matrix, problem = question
    candidates = problem.candidates.tolist()
    going = going_within(problem, pairs_of(problem), MINUTES)
    possible = served(matrix, problem, candidates)
    if problem.model == "max_coverage":
        best = max(served(matrix, problem, one) for one in itertools.combinations(candidates, problem.choices))
        assert -MostServed(going, problem.is_existing, problem.choices).relaxed() >= best - 1e-6
        return
    sets = (one for k in range(9) for one in itertools.combinations(candidates, k))
    best = next(len(one) for one in sets if served(matrix, problem, one) >= possible - 1e-6)
    programme = Cuts(going, problem.is_existing, possible)
    assert programme.relaxed() <= best + SLACK
    dived = programme.whole()
    assert dived is not None and served(matrix, problem, dived) >= possible - 0.5


def test_a_full_site_leaves_people_to_the_next():
    problem = SitingProblem(
        times_of([[5, 6], [5, 50]]), np.array([30.0, 30.0]), np.array([True, False]), "max_coverage", 1, 15.0,
        np.array([40.0, 100.0]),
    )  # fmt: skip
    answer = solve(problem)
    assert (answer.before.covered, answer.after.covered, answer.chosen.tolist()) == (40.0, 60.0, [1])


@pytest.mark.heavy
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("scale", [0.25, 1.0, 4.0])
def test_a_city_with_capacities_is_answered_near_the_best(model, scale):
    matrix, people, existing = random_city()
    capacity = np.random.default_rng(2).integers(5_000, 60_000, 230).astype(float) * scale
    problem = SitingProblem(times_of(matrix, 200), people, existing, model, 10, 5.0, capacity)
    answer = solve(problem)
    assert answer.gap <= {"p_centre": 0.15, "set_covering": 0.1}.get(model, 0.08)


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
