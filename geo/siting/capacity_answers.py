"""The interactive answer where capacities count: sites by flows and by the programme over sites, and a bound.

Of several bounds the sharpest holds: the one of the question without capacities, since taking the limits away can
only better an answer; what those there and the p roomiest candidates hold; and that of `cuts`, which knows where people
and room are.
"""

from __future__ import annotations

import numpy as np

from geo.siting.capacity import HALF, most_served, served_people, without_idle
from geo.siting.cuts import SLACK, Cuts
from geo.siting.flows import going_within
from geo.siting.problem import Floats, Indices, Pairs, SitingProblem
from geo.siting.served_cuts import MostServed
from geo.siting.shared_models import can_share

NEAR_ENOUGH = 1.006  # times the bound: no other sites are tried
Found = tuple[Indices, float, float]  # sites, value, bound


def found_with_capacity(problem: SitingProblem, pairs: Pairs, relaxed_bound: float) -> Found:
    """Return sites, value and bound of a max_coverage or set_covering problem with capacities.

    `relaxed_bound` is that of the answer without them.
    """
    pairs = pairs.where(pairs.minutes <= problem.minutes)
    possible = most_possible(problem, pairs)
    if problem.model == "max_coverage":
        return _most_served(problem, pairs, relaxed_bound, possible)
    return _fewest(problem, pairs, relaxed_bound, possible)


def _most_served(problem: SitingProblem, pairs: Pairs, relaxed_bound: float, possible: float) -> Found:
    sites, _ = most_served(problem, pairs, problem.minutes, problem.choices, possible)
    value = served_by(problem, pairs, sites)
    bound = min(relaxed_bound, possible, _capacity_bound(problem, problem.choices))
    if value < bound - HALF and can_share(problem):
        programme = MostServed(going_within(problem, pairs, problem.minutes), problem.is_existing, problem.choices)
        bound = min(bound, -programme.relaxed())
        other = programme.whole()
        if other is not None and (then := served_by(problem, pairs, other)) > value:
            sites, value = other, then
    return sites, value, max(value, bound)


def _fewest(problem: SitingProblem, pairs: Pairs, relaxed_bound: float, possible: float) -> Found:
    least, minutes = max(int(relaxed_bound), _least_by_room(problem, possible)), problem.minutes
    if not can_share(problem):
        sites = _covering(problem, pairs, possible)
        return sites, float(len(sites)), float(min(len(sites), least))
    programme = Cuts(going_within(problem, pairs, minutes), problem.is_existing, possible)
    relaxed = programme.relaxed()
    least = max(least, int(np.ceil(relaxed - SLACK))) if np.isfinite(relaxed) else least
    dived = programme.whole()
    sites = problem.candidates if dived is None else without_idle(problem, pairs, minutes, dived)
    if len(sites) > NEAR_ENOUGH * least:
        sites = min(sites, _covering(problem, pairs, possible), key=len)
    return sites, float(len(sites)), float(min(len(sites), least))


def _covering(problem: SitingProblem, pairs: Pairs, possible: float) -> Indices:
    """Return sites that serve as many as possible, the one that adds most first, without idle ones."""
    sites, _ = most_served(problem, pairs, problem.minutes, len(problem.candidates), possible)
    return without_idle(problem, pairs, problem.minutes, sites)


def _least_by_room(problem: SitingProblem, possible: float) -> int:
    """Return how many of the roomiest candidates it takes to hold as many as possible."""
    most = len(problem.candidates)
    return next(k for k in range(most + 1) if k == most or _capacity_bound(problem, k) >= possible - HALF)


def served_by(problem: SitingProblem, pairs: Pairs, sites: Indices) -> float:
    """Return the people served with the sites opened."""
    is_open = problem.is_existing.copy()
    is_open[sites] = True
    return float(served_people(problem, pairs, is_open, problem.minutes).sum())


def most_possible(problem: SitingProblem, pairs: Pairs) -> float:
    """Return the people served with every candidate opened."""
    return served_by(problem, pairs, problem.candidates)


def _capacity_bound(problem: SitingProblem, choices: int) -> float:
    """Return what the existing facilities and the `choices` largest candidates can hold."""
    limits: Floats = np.nan_to_num(problem.capacity, nan=np.inf, posinf=np.inf)  # type: ignore[arg-type]
    largest = np.sort(limits[problem.candidates])[::-1][:choices]
    return float(limits[problem.is_existing].sum() + largest.sum())
