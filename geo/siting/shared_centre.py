"""The shortest longest way where people are shared out: as many as possible find room, then times by halving.

A set of sites comes from the powers of the ways: who is far weighs most. A time is long enough where sites are found
that serve as many within it; it is too short where all candidates together, or any p of them by the bound of
`shared_choice`, serve fewer.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.siting.capacity import HALF, served_people
from geo.siting.problem import Floats, Indices, Pairs, SitingProblem
from geo.siting.shared_choice import SharedQuestion, greedy_sites, least_costs
from geo.siting.shared_models import longest_way, question_of, rooms_of

POWER, IN_VAIN = 4, 8.0  # of a way in parts of the longest; what finding no room costs
TRIES, STEPS = 2, 6
NEAR_ENOUGH, HALVINGS = 0.01, 4


def shared_centre(problem: SitingProblem, pairs: Pairs, plain: Indices) -> tuple[Indices, float, float]:
    """Return the sites, the longest way of those served, and a time within which no p sites serve as many.

    `plain` are sites that are good without capacities.
    """
    points = np.flatnonzero(problem.weights > 0).astype(np.int64)
    limit = problem.times.limit_min
    if not len(pairs.points):
        return np.array([], dtype=np.int64), np.nan, np.nan
    asked = question_of(problem, pairs, points, IN_VAIN)
    chosen, worth = greedy_sites(_powers(asked, limit))
    first = np.array(sorted(chosen), dtype=np.int64)
    sites = max((first, plain), key=lambda one: (_served(problem, pairs, one, limit), -len(one)))
    wanted = _served(problem, pairs, sites, limit)
    longest = _longest(problem, pairs, sites, wanted)
    if _served(problem, pairs, first, limit) >= wanted - HALF and sites is not first:
        other = _longest(problem, pairs, first, wanted)
        sites, longest = (first, other) if other < longest else (sites, longest)
    if np.isnan(longest):
        return sites, np.nan, np.nan
    sites, longest, worth = _shortened(problem, pairs, asked, (sites, longest, worth), wanted)
    least = _longest(problem, pairs, problem.candidates, wanted)
    return sites, longest, _proved(asked, np.unique(pairs.minutes), (least, longest), worth, wanted)


def most_room(problem: SitingProblem) -> float:
    """Return what the existing facilities and the p roomiest candidates have room for."""
    rooms = rooms_of(problem)
    return float(rooms[problem.is_existing].sum() + np.sort(rooms[problem.candidates])[::-1][: problem.choices].sum())


def _shortened(
    problem: SitingProblem, pairs: Pairs, asked: SharedQuestion, found: tuple[Indices, float, Floats], wanted: float
) -> tuple[Indices, float, Floats]:
    """Return sites with a shorter longest way, where a few tries find them, and the worth of each point there."""
    sites, longest, worth = found
    short = 0.0
    for _ in range(TRIES):
        time = (2 * longest + short) / 3
        if longest - short <= NEAR_ENOUGH * longest:
            break
        within = replace(asked, costs=np.where(asked.costs <= time, asked.costs, np.inf))
        chosen, worth_then = greedy_sites(_powers(within, time))
        other = np.array(sorted(chosen), dtype=np.int64)
        if _served(problem, pairs, other, time) >= wanted - HALF:
            sites, longest, worth = other, _longest(problem, pairs, other, wanted), worth_then
        else:
            short = time
    return sites, longest, worth


def _proved(asked: SharedQuestion, times: Floats, between: tuple[float, float], worth: Floats, wanted: float) -> float:
    """Return a time below which it is proved that no p sites serve as many."""
    least, longest = between
    times = times[(times >= least) & (times <= longest)]
    short, enough = -1, len(times) - 1
    for _ in range(HALVINGS):
        if enough - short <= 1:
            break
        middle = (short + enough) // 2
        within = replace(asked, costs=np.where(asked.costs <= times[middle], 0.0, np.inf), lost=1.0)
        left = float(asked.people.sum()) - wanted + HALF
        starts = (np.ones(len(worth)), np.clip(worth / IN_VAIN, 0.0, 1.0))
        if any(least_costs(within, start, left * (1 + 1e-6) + HALF, STEPS) > left for start in starts):
            short = middle
        else:
            enough = middle
    return float(times[short + 1]) if len(times) else longest


def _powers(asked: SharedQuestion, longest: float) -> SharedQuestion:
    return replace(asked, costs=(asked.costs / max(longest, 1e-9)) ** POWER, lost=IN_VAIN)


def _served(problem: SitingProblem, pairs: Pairs, sites: Indices, minutes: float) -> float:
    is_open = problem.is_existing.copy()
    is_open[sites] = True
    return float(served_people(problem, pairs, is_open, minutes).sum())


def _longest(problem: SitingProblem, pairs: Pairs, sites: Indices, wanted: float) -> float:
    is_open = problem.is_existing.copy()
    is_open[sites] = True
    return longest_way(problem, pairs, is_open, wanted)
