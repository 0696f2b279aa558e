"""What a set of sites is worth in the unit of its model, and the better of two sets."""

from __future__ import annotations

import numpy as np

from geo.siting.capacity import served_people
from geo.siting.problem import Flags, Floats, Indices, Pairs, SitingProblem, nearest_minutes
from geo.siting.result import counts_rooms, reach_of
from geo.siting.shared_models import longest_way, sharing_of

MARGIN = 1e-7  # relative: values nearer than this are equal
HALF = 0.5
Found = tuple[Indices, float, float]  # sites, value, bound


def worth_of(problem: SitingProblem, pairs: Pairs, sites: Indices) -> float:
    """Return the value of the existing facilities and these sites: see `Siting.value`."""
    match problem.model:
        case "max_coverage":
            return reach_of(problem, pairs, sites).covered
        case "set_covering":
            return float(len(sites))
    is_open = problem.is_existing.copy()
    is_open[sites] = True
    if counts_rooms(problem):
        return _shared_worth(problem, pairs, is_open)
    nearest = nearest_minutes(problem, pairs, is_open)
    if problem.model == "p_median":
        return mean_minutes(problem, nearest, 0.0)
    reached = np.unique(pairs.points)
    return float(nearest[reached].max()) if len(reached) else np.nan


def better_of(problem: SitingProblem, pairs: Pairs, found: Found, known: Indices) -> Found:
    """Return the known sites where they are no worse than those found, else those found; the bound stays."""
    sites, value, bound = found
    allowed = len(problem.candidates) if problem.model == "set_covering" else problem.choices
    if not 0 < len(known) <= allowed or not serves_as_many(problem, pairs, known, sites):
        return found
    sign = -1.0 if problem.model == "max_coverage" else 1.0
    worth = worth_of(problem, pairs, known)
    if not sign * worth <= sign * value + MARGIN * max(1.0, abs(value)):
        return found
    return known, worth, sign * min(sign * bound, sign * worth)


def mean_minutes(problem: SitingProblem, before: Floats, saved: float) -> float:
    """Return mean minutes of all who count, given person-minutes saved; beyond the limit counts as the limit."""
    people = float(problem.weights.sum())
    spent = float(problem.weights @ np.minimum(before, problem.times.limit_min))
    return (spent - saved) / people if people > 0 else np.nan


def serves_as_many(problem: SitingProblem, pairs: Pairs, known: Indices, sites: Indices) -> bool:
    """Tell whether sites serve as many people as others, where the model asks for that before all."""
    if problem.model == "set_covering":
        return reach_of(problem, pairs, known).covered > reach_of(problem, pairs, sites).covered - HALF
    if problem.model == "p_centre" and counts_rooms(problem):
        return with_room(problem, pairs, known) > with_room(problem, pairs, sites) - HALF
    return True


def with_room(problem: SitingProblem, pairs: Pairs, sites: Indices) -> float:
    """Return the people who find room within the limit of the travel times with these sites opened."""
    is_open = problem.is_existing.copy()
    is_open[sites] = True
    return float(served_people(problem, pairs, is_open, problem.times.limit_min).sum())


def _shared_worth(problem: SitingProblem, pairs: Pairs, is_open: Flags) -> float:
    if problem.model == "p_centre":
        return longest_way(problem, pairs, is_open)
    people = float(problem.weights.sum())
    return sharing_of(problem, pairs, is_open).spent / people if people > 0 else np.nan
