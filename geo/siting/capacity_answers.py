"""The interactive answer where capacities count: sites by flows, a bound from the question without capacities.

Taking the limits away can only better an answer: the bound without them holds. Beside it stands what capacities allow
at most: those there and the p largest of the candidates. The exact check closes the gap.
"""

from __future__ import annotations

import numpy as np

from geo.siting.capacity import most_served, served_people, without_idle
from geo.siting.problem import Floats, Indices, Pairs, SitingProblem

Found = tuple[Indices, float, float]  # sites, value, bound


def found_with_capacity(problem: SitingProblem, pairs: Pairs, relaxed_bound: float) -> Found:
    """Return sites, value and bound of a max_coverage or set_covering problem with capacities."""
    minutes = problem.minutes
    pairs = pairs.where(pairs.minutes <= minutes)
    possible = most_possible(problem, pairs)
    if problem.model == "max_coverage":
        sites = most_served(problem, pairs, minutes, problem.choices, possible)
        value = served_by(problem, pairs, sites)
        return sites, value, max(value, min(relaxed_bound, possible, _capacity_bound(problem, problem.choices)))
    sites = most_served(problem, pairs, minutes, len(problem.candidates), possible)
    sites = without_idle(problem, pairs, minutes, sites)
    least = next(k for k in range(len(sites) + 1) if k == len(sites) or _capacity_bound(problem, k) >= possible - 0.5)
    return sites, float(len(sites)), min(float(len(sites)), max(relaxed_bound, float(least)))


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
