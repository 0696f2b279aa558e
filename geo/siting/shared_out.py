"""The exact check where people are shared out among sites with capacities: a programme of scipy's milp (HiGHS)."""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.siting.milp import HALF, Outcome, dual_bound, run_milp
from geo.siting.problem import Floats, Pairs, SitingProblem


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
    return Outcome(None if found.x is None else np.flatnonzero(found.x[count:] > HALF).astype(np.int64), bound)


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
