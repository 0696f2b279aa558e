"""The shortest longest way where people are shared out: as many as possible find room, then times by halving.

A time is too short where p sites, taken in parts, serve fewer within it; it is long enough where p whole ones serve as
many: see `shortest` and `cuts`.
"""

from __future__ import annotations

import numpy as np

from geo.siting.capacity import HALF, most_served, served_people
from geo.siting.flows import Going, going_within
from geo.siting.problem import Indices, Pairs, SitingProblem
from geo.siting.shared_models import longest_way, rooms_of
from geo.siting.shortest import Search


def shared_centre(problem: SitingProblem, pairs: Pairs) -> tuple[Indices, float, float]:
    """Return the sites, the longest way of those served, and a time within which no p sites serve as many."""
    if not len(pairs.points):
        return np.array([], dtype=np.int64), np.nan, np.nan
    first, wanted = _most(problem, pairs)

    def going(minutes: float) -> Going:
        return going_within(problem, pairs, minutes)

    def longest(sites: Indices) -> float:
        is_open = problem.is_existing.copy()
        is_open[sites] = True
        return longest_way(problem, pairs, is_open, wanted)

    way = longest(first)
    if np.isnan(way):
        return first, np.nan, np.nan
    times = np.unique(pairs.minutes)
    search = Search(times, going, longest, problem.is_existing, problem.choices, wanted)
    sites, enough, short = search.run(int(np.searchsorted(times, way)))
    return first if sites is None else np.sort(sites), float(times[enough]), float(times[short + 1])


def _most(problem: SitingProblem, pairs: Pairs) -> tuple[Indices, float]:
    """Return sites that serve most within the limit, of the roomiest and of the greedy, and how many they serve."""
    in_reach = float(problem.weights[np.unique(pairs.points)].sum())
    rooms = rooms_of(problem)
    order = np.argsort(-rooms[problem.candidates], kind="stable")
    sites = np.sort(problem.candidates[order[: problem.choices]])
    served = _served(problem, pairs, sites)
    if served >= min(in_reach, float(rooms[problem.is_existing].sum() + rooms[sites].sum())) - HALF:
        return sites, served
    others, _ = most_served(problem, pairs, problem.times.limit_min, problem.choices, in_reach)
    then = _served(problem, pairs, others)
    return (np.sort(others), then) if then > served - HALF else (sites, served)


def _served(problem: SitingProblem, pairs: Pairs, sites: Indices) -> float:
    is_open = problem.is_existing.copy()
    is_open[sites] = True
    return float(served_people(problem, pairs, is_open, problem.times.limit_min).sum())
