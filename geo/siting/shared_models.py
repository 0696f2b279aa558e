"""p-median and p-centre where sites have room for so many people only: people are shared out.

- p_median: so that all ways together are shortest; a person who finds no room within the limit counts with the limit,
  like one whom no site reaches.
- p_centre: first as many as possible find room within the limit of the travel times, then the longest way of them is
  made shortest. Who finds no room is told, and in no way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.siting.capacity import HALF, served_people
from geo.siting.problem import Flags, Floats, Indices, Pairs, SitingProblem
from geo.siting.shared_choice import SWAP_WORK, SharedQuestion, chosen_sites
from geo.siting.sharing import Sharing, share_out

MOST_CELLS = 1_000_000  # of points × sites; larger questions are answered without capacities
ROOMY_CELLS = 300_000  # up to so many, swaps are tried
STEPS, STEP_CELLS = (5, 40), 7_000_000  # steps for the bound: fewer of larger questions


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """How people are shared out among open sites.

    Attributes:
        no_room: people who reach an open site within the limit and find no room.
        mean_minutes: of the ways of those who find room; NaN where nobody does.
        longest_minutes: of them; NaN where nobody does.
        spent: person-minutes of all, those without room or reach at the limit.
    """

    no_room: float
    mean_minutes: float
    longest_minutes: float
    spent: float


def can_share(problem: SitingProblem) -> bool:
    """Tell whether p_median and p_centre are small enough to count capacities."""
    return problem.times.n_demand * problem.times.n_facilities <= MOST_CELLS


def shared_median(problem: SitingProblem, pairs: Pairs) -> tuple[Indices, float, float, Shared | None]:
    """Return the sites, the mean minutes of all, mean minutes that no choice stays below, how people are shared out."""
    points = np.flatnonzero(problem.weights > 0).astype(np.int64)
    if not len(points):
        return np.array([], dtype=np.int64), np.nan, np.nan, None
    asked = question_of(problem, pairs, points, problem.times.limit_min)
    steps = int(np.clip(STEP_CELLS // max(1, asked.costs.size), *STEPS))
    chosen, sharing, least = chosen_sites(asked, steps, SWAP_WORK if asked.costs.size <= ROOMY_CELLS else 0)
    total = float(asked.people.sum())
    is_open = problem.is_existing.copy()
    is_open[chosen] = True
    shared = _told(problem, pairs, is_open, sharing)
    return np.array(sorted(chosen), dtype=np.int64), sharing.cost / total, least / total, shared


def sharing_of(problem: SitingProblem, pairs: Pairs, is_open: Flags) -> Shared:
    """Return how people are shared out among open sites, in the sense of the model."""
    points = np.flatnonzero(problem.weights > 0).astype(np.int64)
    limit = problem.times.limit_min
    if not len(points) or not is_open[pairs.sites].any():
        return Shared(0.0, np.nan, np.nan, float(problem.weights.sum()) * limit)
    within = longest_way(problem, pairs, is_open) if problem.model == "p_centre" else limit
    near = pairs.where(pairs.minutes <= (within if np.isfinite(within) else limit))
    asked = question_of(problem, near, points, limit)
    lost = limit if problem.model == "p_median" else 4 * limit  # so dear that no room is left empty
    sharing = share_out(asked.costs, asked.people, asked.rooms, lost, np.flatnonzero(is_open).tolist())
    return _told(problem, pairs, is_open, sharing)


def _told(problem: SitingProblem, pairs: Pairs, is_open: Flags, sharing: Sharing) -> Shared:
    flows = sharing.flows[1:]
    gone, ways = float(flows.sum()), float((flows * np.where(flows > 0, sharing.costs[1:], 0.0)).sum())
    reached = np.zeros(problem.times.n_demand, dtype=np.bool_)
    reached[pairs.points[is_open[pairs.sites]]] = True
    in_reach = float(problem.weights[reached].sum())
    is_used = flows > HALF / 1000
    longest = float(sharing.costs[1:][is_used].max()) if is_used.any() else np.nan
    mean = ways / gone if gone > HALF / 1000 else np.nan
    spent = ways + (float(problem.weights.sum()) - gone) * problem.times.limit_min
    return Shared(max(0.0, in_reach - gone), mean, longest, spent)


def longest_way(problem: SitingProblem, pairs: Pairs, is_open: Flags, at_least: float = -1.0) -> float:
    """Return the shortest time within which as many are served as within the limit; NaN where nobody is.

    With `at_least`, as many as that; inf where fewer are served within the limit.
    """
    near = pairs.where(is_open[pairs.sites])
    served = float(served_people(problem, near, is_open, problem.times.limit_min).sum())
    wanted = served if at_least < 0 else at_least
    if wanted <= HALF / 1000:
        return np.nan
    if served < wanted - HALF:
        return np.inf
    times = np.unique(near.minutes)
    short, enough = -1, len(times) - 1
    for parts in (64, 16, 4):  # most ways are long, and short ones are quick to try
        early = len(times) // parts
        if float(served_people(problem, near, is_open, float(times[early])).sum()) >= wanted - HALF:
            enough = early
            break
        short = early
    while enough - short > 1:
        middle = (short + enough) // 2
        if float(served_people(problem, near, is_open, float(times[middle])).sum()) >= wanted - HALF:
            enough = middle
        else:
            short = middle
    return float(times[enough])


def rooms_of(problem: SitingProblem) -> Floats:
    """Return (m,) how many people each site has room for; inf where there is no limit or none is stated."""
    if problem.capacity is None:
        return np.full(problem.times.n_facilities, np.inf)
    rooms: Floats = np.clip(np.nan_to_num(problem.capacity, nan=np.inf, posinf=np.inf), 0.0, np.inf)
    return rooms


def question_of(problem: SitingProblem, pairs: Pairs, points: Indices, lost: float) -> SharedQuestion:
    """Return the question with minutes as costs."""
    place = np.zeros(problem.times.n_demand, dtype=np.int64)
    place[points] = np.arange(len(points))
    costs = np.full((problem.times.n_facilities, len(points)), np.inf)
    costs[pairs.sites, place[pairs.points]] = pairs.minutes
    people = problem.weights[points]
    return SharedQuestion(costs, people, rooms_of(problem), lost, problem.is_existing, problem.choices)
