"""The shortest longest way with p sites (Hakimi 1964): the smallest time within which p sites cover everyone.

The optimum is one of the times between a point and a site: see `shortest`. Every point counts as one.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.siting.covering import cover_benefits
from geo.siting.flows import Going, going_within
from geo.siting.greedy import greedy_choice
from geo.siting.problem import Floats, Indices, Pairs, SitingProblem, nearest_minutes
from geo.siting.shortest import Search
from geo.siting.swapping import swapped_choice

Centre = tuple[Indices, float, float]


def shortest_longest_way(problem: SitingProblem, pairs: Pairs, before: Floats) -> Centre:
    """Return columns of candidates, the longest minutes that remain, and minutes that no choice of p stays below.

    Points that no site reaches are left out; NaN where none is left. The longest is inf where no choice was found that
    reaches everyone within the limit of the travel times; the columns then reach as many points as could be.
    """
    alone = nearest_minutes(problem, pairs, np.ones(problem.times.n_facilities, dtype=np.bool_))
    served = np.isfinite(alone)
    if not served.any():
        return np.array([], dtype=np.int64), np.nan, np.nan
    times = np.unique(pairs.minutes)
    times = times[times >= alone[served].max()]
    each = replace_people(problem, served)

    def going(minutes: float) -> Going:
        return going_within(each, pairs, minutes)

    def longest(sites: Indices) -> float:
        is_open = problem.is_existing.copy()
        is_open[sites] = True
        return float(nearest_minutes(problem, pairs, is_open)[served].max())

    start = _widest(problem, pairs, before, float(times[-1]))
    first = longest(problem.candidates[start])
    enough = int(np.searchsorted(times, first))
    search = Search(times, going, longest, problem.is_existing, problem.choices, float(served.sum()))
    sites, enough, short = search.run(enough)
    way = float(times[enough]) if enough < len(times) else np.inf
    bound = float(times[short + 1]) if short + 1 < len(times) else way
    columns = start if sites is None else np.searchsorted(problem.candidates, np.sort(sites))
    return columns, way, bound


def replace_people(problem: SitingProblem, served: Floats) -> SitingProblem:
    """Return the problem with one person at each point that is served, and without capacities."""
    return replace(problem, people=served.astype(np.float64), capacity=None)


def _widest(problem: SitingProblem, pairs: Pairs, before: Floats, minutes: float) -> Indices:
    benefits = cover_benefits(problem, pairs, before, minutes)
    return swapped_choice(benefits, greedy_choice(benefits, problem.choices))
