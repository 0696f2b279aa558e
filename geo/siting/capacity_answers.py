"""The interactive answer where capacities count: sites by flows, a bound from the question without capacities.

Of several bounds the sharpest holds: the one of the question without capacities, since taking the limits away can
only better an answer; what those there and the p roomiest candidates hold; and one that knows where people and room
are: the Lagrangian bound of `shared_choice`, with costs of 1 for everyone who is not served; of set_covering, where
there are few pairs, the linear programme with Σᵢ fᵢⱼ ≤ cⱼ yⱼ.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.siting.capacity import HALF, most_served, served_people, without_idle
from geo.siting.problem import Floats, Indices, Pairs, SitingProblem
from geo.siting.shared_choice import SharedQuestion, fewest_choices, least_costs
from geo.siting.shared_models import can_share, question_of
from geo.siting.shared_out import relaxed_shared

STEPS, MOST_PAIRS, SLACK, WORTH_A_TRY = 40, 6000, 1e-6, 1.5
Found = tuple[Indices, float, float]  # sites, value, bound


def found_with_capacity(problem: SitingProblem, pairs: Pairs, plain: Indices, relaxed_bound: float) -> Found:
    """Return sites, value and bound of a max_coverage or set_covering problem with capacities.

    `plain` and `relaxed_bound` are the answer without them.
    """
    minutes = problem.minutes
    pairs = pairs.where(pairs.minutes <= minutes)
    possible = most_possible(problem, pairs)
    if problem.model == "max_coverage":
        sites, _ = most_served(problem, pairs, minutes, problem.choices, possible)
        value = served_by(problem, pairs, sites)
        bounds = [relaxed_bound, possible, _capacity_bound(problem, problem.choices)]
        if value < min(bounds) - HALF and can_share(problem):
            asked = unserved(problem, pairs)
            total = float(problem.weights.sum())
            bounds.append(total - least_costs(asked, np.ones(len(asked.people)), total - value, STEPS))
        return sites, value, max(value, min(bounds))
    sites = _covering(problem, pairs, np.array([], dtype=np.int64), possible)
    if 0 < len(plain) < len(sites) <= WORTH_A_TRY * len(plain):  # farther off, room decides, not reach
        sites = min(sites, _covering(problem, pairs, plain, possible), key=len)
    least = max(int(relaxed_bound), _least_by_room(problem, len(sites), possible))
    if least < len(sites):
        least = max(least, _least_by_programme(problem, pairs, possible, len(sites)))
    return sites, float(len(sites)), float(min(len(sites), least))


def _covering(problem: SitingProblem, pairs: Pairs, first: Indices, possible: float) -> Indices:
    """Return sites that serve as many as possible, `first` among them as far as they are needed."""
    is_there = problem.is_existing.copy()
    is_there[first] = True
    more, _ = most_served(replace(problem, is_existing=is_there), pairs, problem.minutes, len(is_there), possible)
    return without_idle(problem, pairs, problem.minutes, np.concatenate([first, more]).astype(np.int64))


def _least_by_room(problem: SitingProblem, most: int, possible: float) -> int:
    """Return how many of the roomiest candidates it takes to hold as many as possible."""
    return next(k for k in range(most + 1) if k == most or _capacity_bound(problem, k) >= possible - HALF)


def _least_by_programme(problem: SitingProblem, pairs: Pairs, possible: float, most: int) -> int:
    """Return a number that no choice is smaller than: of the linear programme where it is small, else of its dual."""
    if len(pairs.points) <= MOST_PAIRS:
        return int(np.ceil(relaxed_shared(problem, pairs, possible) - SLACK))
    in_reach = float(problem.weights[np.unique(pairs.points)].sum())
    if possible < in_reach - HALF or not can_share(problem):
        return 0
    return fewest_choices(unserved(problem, pairs), most, STEPS)


def unserved(problem: SitingProblem, pairs: Pairs) -> SharedQuestion:
    """Return the question with costs of 1 for everyone who is not served."""
    points = np.flatnonzero(problem.weights > 0).astype(np.int64)
    asked = question_of(problem, pairs, points, 1.0)
    return replace(asked, costs=np.where(np.isfinite(asked.costs), 0.0, np.inf))


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
