"""Capacities: people are shared out so that most are served; new sites by lazy greedy with exact flows.

max Σᵢⱼ fᵢⱼ with Σⱼ fᵢⱼ ≤ wᵢ, Σᵢ fᵢⱼ ≤ cⱼ over open sites j within S minutes of i (Current & Storbeck 1988).
As a function of the open sites it is monotone and submodular: a candidate never adds more than it would have added
earlier (Minoux 1978), and only the leading candidates are measured again. Where several at once add all that each
could add at most, each of them does.
"""

from __future__ import annotations

import numpy as np

from geo.siting.flows import Going, going_within, most_flow
from geo.siting.problem import Flags, Floats, Indices, Pairs, SitingProblem

HALF = 0.5
TRIFLE = 1e-9


def has_capacity(problem: SitingProblem) -> bool:
    """Tell whether any site has a limit."""
    return problem.capacity is not None and bool(np.isfinite(problem.capacity).any())


def served_people(problem: SitingProblem, pairs: Pairs, is_open: Flags, minutes: float) -> Floats:
    """Return (n,) people of each point that the open sites serve within minutes and capacities."""
    kept = pairs.where(is_open[pairs.sites])
    return most_flow(going_within(problem, kept, minutes), is_open).served


def most_served(
    problem: SitingProblem, pairs: Pairs, minutes: float, choices: int, enough: float
) -> tuple[Indices, Floats]:
    """Return up to `choices` sites, the one that adds most first, until `enough` are served; and what each adds."""
    going = going_within(problem, pairs, minutes)
    is_open, at_most = problem.is_existing.copy(), np.full(len(problem.is_existing), np.inf)
    chosen: list[int] = []
    gains: list[float] = []
    now, batch, is_new = most_flow(going, is_open), 1, True
    while len(chosen) < choices and now.people < enough - HALF:
        if is_new:
            at_most = np.where(is_open, 0.0, np.minimum(at_most, going.at_most(now.stuck())))
        order = np.argsort(-at_most, kind="stable")[: max(2, batch)]
        leading = order[: min(batch, choices - len(chosen))]
        leading = leading[at_most[leading] > TRIFLE]
        if not len(leading):
            break
        is_open[leading] = True
        then = most_flow(going, is_open)
        added, hoped = then.people - now.people, float(at_most[leading].sum())
        if len(leading) == 1:
            at_most[leading] = added  # what it adds, and never more later
        adds_all = added >= hoped - TRIFLE * max(1.0, now.people)
        is_new = adds_all or (len(leading) == 1 and added >= at_most[order[-1]] - TRIFLE)
        if is_new:
            chosen += leading.tolist()
            gains += at_most[leading].tolist()
            now, batch = then, 2 * batch if adds_all else 1
        else:
            is_open[leading] = False
            batch = max(1, batch // 4)
    return np.array(chosen, dtype=np.int64), np.array(gains)


def without_idle(problem: SitingProblem, pairs: Pairs, minutes: float, sites: Indices) -> Indices:
    """Return the sites without those, last chosen first, that the others can stand in for."""
    going = going_within(problem, pairs, minutes)
    is_open = problem.is_existing.copy()
    is_open[sites] = True
    served = most_flow(going, is_open).people
    for site in sites[::-1]:
        is_open[site] = False
        can_do = _can_serve(going, is_open, served) and most_flow(going, is_open).people > served - HALF
        is_open[site] = not can_do
    return sites[is_open[sites]]


def _can_serve(going: Going, is_open: Flags, people: float) -> bool:
    """Tell whether open sites may serve so many: they have room for them, and they are in reach of as many."""
    reached = going.people[going.near @ is_open.astype(np.float64) > 0].sum()
    return bool(min(going.rooms[is_open].sum(), reached) > people - HALF)
