"""The exact check where people are shared out among sites with capacities: a programme of scipy's milp (HiGHS)."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np

from geo.siting.capacity import served_people
from geo.siting.milp import HALF, Outcome, dual_bound, run_milp
from geo.siting.problem import Floats, Indices, Pairs, SitingProblem
from geo.siting.shared_models import longest_way


def best_shared(problem: SitingProblem, pairs: Pairs, possible: float, limit_s: float) -> Outcome:
    """Return the sites that serve most (max_coverage), or the fewest that serve `possible` people (set_covering).

    fᵢⱼ ≥ 0 people of i at j within S minutes: Σⱼ fᵢⱼ ≤ wᵢ, Σᵢ fᵢⱼ ≤ min(cⱼ, all) yⱼ, fᵢⱼ ≤ min(wᵢ, cⱼ) yⱼ, y whole.
    """
    from scipy.optimize import LinearConstraint

    near = pairs.where(pairs.minutes <= problem.minutes)
    count, number = len(near.points), len(problem.candidates)
    if not count or not number:
        return Outcome(np.array([], dtype=np.int64), 0.0)
    limits = [LinearConstraint(*one) for one in _limits(problem, near)]
    y, f = np.concatenate([np.zeros(count), np.ones(number)]), np.concatenate([np.ones(count), np.zeros(number)])
    most = np.concatenate([problem.weights[near.points], np.ones(number)])
    if problem.model == "max_coverage":
        limits.append(LinearConstraint(y[None, :], -np.inf, problem.choices))
        found = run_milp(-f, limits, y, limit_s, most)
        bound = -dual_bound(found, -np.inf)
    else:
        limits.append(LinearConstraint(f[None, :], possible - HALF / 10, np.inf))
        found = run_milp(y, limits, y, limit_s, most)
        bound = float(np.ceil(dual_bound(found, 0.0) - 1e-6))
    return Outcome(_opened(found, count), bound)


def best_median(problem: SitingProblem, pairs: Pairs, limit_s: float) -> Outcome:
    """Return the sites with the shortest mean way, people without room at the limit, and a bound in minutes."""
    from scipy.optimize import LinearConstraint

    count, number, limit = len(pairs.points), len(problem.candidates), problem.times.limit_min
    total = float(problem.weights.sum())
    if not count or not number:
        return Outcome(None, 0.0)
    limits = [LinearConstraint(*one) for one in _limits(problem, pairs)]
    y = np.concatenate([np.zeros(count), np.ones(number)])
    limits.append(LinearConstraint(y[None, :], -np.inf, problem.choices))
    saved = np.concatenate([limit - pairs.minutes, np.zeros(number)])
    most = np.concatenate([problem.weights[pairs.points], np.ones(number)])
    found = run_milp(-saved, limits, y, limit_s, most)
    bound = limit + dual_bound(found, -np.inf) / total
    return Outcome(_opened(found, count), max(0.0, bound))


def best_centre(problem: SitingProblem, pairs: Pairs, known: tuple[Indices, float], limit_s: float) -> Outcome:
    """Return the sites that find room for most people, and among them those with the shortest longest way.

    `known` are sites and a time that is proved too short for as many as they serve. The bound is of the sites returned.
    """
    end = time.perf_counter() + limit_s
    most = replace(problem, model="max_coverage", minutes=problem.times.limit_min)
    first = best_shared(most, pairs, 0.0, limit_s / 2)
    columns = np.searchsorted(problem.candidates, known[0])
    wanted, at_first = _room(most, pairs, columns), -1.0
    if first.columns is not None and (at_first := _room(most, pairs, first.columns)) > wanted + HALF:
        columns, wanted = first.columns, at_first
    is_open = problem.is_existing.copy()
    is_open[problem.candidates[columns]] = True
    times = np.unique(pairs.minutes)
    enough = int(np.searchsorted(times, longest_way(problem, pairs, is_open)))
    is_known = wanted > at_first - HALF and np.isfinite(known[1])
    short = proved = int(np.searchsorted(times, known[1])) - 1 if is_known else -1
    while enough - short > 1 and time.perf_counter() < end:
        middle = (short + enough) // 2
        within = replace(most, minutes=float(times[middle]))
        found = best_shared(within, pairs, 0.0, max(0.1, end - time.perf_counter()))
        if found.columns is not None and _room(within, pairs, found.columns) >= wanted - HALF:
            columns, enough = found.columns, middle
        else:
            short = middle
            proved = max(proved, middle if found.bound < wanted - HALF else -1)
    is_most = first.bound <= wanted + HALF
    bound = float(times[proved + 1]) if is_most and proved + 1 < len(times) else 0.0
    return Outcome(columns.astype(np.int64), bound)


def _room(problem: SitingProblem, pairs: Pairs, columns: Indices) -> float:
    is_open = problem.is_existing.copy()
    is_open[problem.candidates[columns]] = True
    return float(served_people(problem, pairs, is_open, problem.minutes).sum())


def _opened(found: Any, count: int) -> Indices | None:
    return None if found.x is None else np.flatnonzero(found.x[count:] > HALF).astype(np.int64)


def _limits(problem: SitingProblem, near: Pairs) -> list[tuple[Any, float, Any]]:
    from scipy.sparse import csr_array

    count, number, m = len(near.points), len(problem.candidates), problem.times.n_facilities
    width, each, ones = count + number, np.arange(count), np.ones(count)
    total = float(problem.weights.sum())
    holds: Floats = np.clip(np.nan_to_num(problem.capacity, nan=np.inf, posinf=np.inf), 0, total)  # type: ignore[arg-type]
    place = np.full(m, -1, dtype=np.int64)
    place[problem.candidates] = np.arange(number)
    people = csr_array((ones, (near.points, each)), shape=(problem.times.n_demand, width))
    rows = np.concatenate([near.sites, problem.candidates])
    columns = np.concatenate([each, count + np.arange(number)])
    filled = csr_array((np.concatenate([ones, -holds[problem.candidates]]), (rows, columns)), shape=(m, width))
    asks = np.flatnonzero(place[near.sites] >= 0)
    most = np.minimum(problem.weights[near.points[asks]], holds[near.sites[asks]])
    links = csr_array(
        (
            np.concatenate([np.ones(len(asks)), -most]),
            (np.tile(np.arange(len(asks)), 2), np.concatenate([asks, count + place[near.sites[asks]]])),
        ),
        shape=(len(asks), width),
    )
    there = np.where(problem.is_existing, holds, 0.0)
    return [(people, -np.inf, problem.weights), (filled, -np.inf, there), (links, -np.inf, 0.0)]
