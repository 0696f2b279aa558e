"""Capacities: people are shared out so that most are served; new sites by lazy greedy with exact flows.

max Σᵢⱼ fᵢⱼ with Σⱼ fᵢⱼ ≤ wᵢ, Σᵢ fᵢⱼ ≤ cⱼ over open sites j within S minutes of i (Current & Storbeck 1988): a maximum
flow (Dinic 1970, scipy). As a function of the open sites it is monotone and submodular: a candidate never adds more
than it would have added earlier (Minoux 1978), and only the leading candidates are measured again.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from geo.siting.problem import Flags, Floats, Indices, Pairs, SitingProblem

LARGEST = 2**31 - 2  # scipy's flows are 32-bit integers
FINEST = 1000.0  # parts of a person where people are not counted whole
HALF = 0.5


def has_capacity(problem: SitingProblem) -> bool:
    """Tell whether any site has a limit."""
    return problem.capacity is not None and bool(np.isfinite(problem.capacity).any())


def served_people(problem: SitingProblem, pairs: Pairs, is_open: Flags, minutes: float) -> Floats:
    """Return (n,) people of each point that the open sites serve within minutes and capacities."""
    return served_and_stuck(problem, pairs, is_open, minutes)[0]


def served_and_stuck(
    problem: SitingProblem, pairs: Pairs, is_open: Flags, minutes: float, *, asks_stuck: bool = False
) -> tuple[Floats, Flags]:
    """Return the people served, and (n,) at which points one place more would serve one more (all, if not asked).

    The latter are the points on the side of the source of a least cut: a site added serves at most as many more as
    live at those points within its reach, and as it has room for.
    """
    from scipy.sparse.csgraph import breadth_first_order, maximum_flow

    n = problem.times.n_demand
    kept = pairs.where((pairs.minutes <= minutes) & is_open[pairs.sites])
    if not len(kept.points) or problem.capacity is None:
        return np.zeros(n), np.ones(n, dtype=np.bool_)
    graph, scale = _graph(problem, kept)
    source = n + problem.times.n_facilities
    flow = maximum_flow(graph, source, source + 1).flow
    served: Floats = flow[[source], :].toarray().ravel()[:n] / scale
    is_stuck = np.ones(n, dtype=np.bool_)
    if asks_stuck:
        left = graph - flow
        left.data[left.data < 0] = 0
        left.eliminate_zeros()
        reached = breadth_first_order(left, source, return_predecessors=False)
        seen = np.unique(kept.points)
        is_stuck[seen] = np.isin(seen, reached)
    return served, is_stuck


def most_served(
    problem: SitingProblem, pairs: Pairs, minutes: float, choices: int, enough: float
) -> tuple[Indices, Floats]:
    """Return up to `choices` sites, the one that adds most first, until `enough` are served; and what each adds."""
    near = pairs.where(pairs.minutes <= minutes)
    is_open = problem.is_existing.copy()
    at_most = np.where(is_open, 0.0, np.inf)
    chosen: list[int] = []
    gains: list[float] = []
    now, is_stuck = served_and_stuck(problem, near, is_open, minutes, asks_stuck=True)
    while len(chosen) < choices and now.sum() < enough - HALF:
        at_most = np.minimum(at_most, _most_each(problem, near, is_stuck))
        site, gain = _best(problem, near, is_open, minutes, at_most, float(now.sum()))
        if gain <= 1e-9:  # noqa: PLR2004 - nothing is added
            break
        is_open[site] = True
        chosen.append(site)
        gains.append(gain)
        at_most[site] = 0.0
        now, is_stuck = served_and_stuck(problem, near, is_open, minutes, asks_stuck=True)
    return np.array(chosen, dtype=np.int64), np.array(gains)


def _best(
    problem: SitingProblem, near: Pairs, is_open: Flags, minutes: float, at_most: Floats, served: float
) -> tuple[int, float]:
    """Return the site that adds most, and what it adds; `at_most` is sharpened for those that are measured."""
    best, most = -1, 0.0
    while True:
        site = int(at_most.argmax())
        if best >= 0 and (site == best or at_most[site] <= most + 1e-9):
            return best, most
        if at_most[site] <= 0:
            return best, most
        is_open[site] = True
        at_most[site] = float(served_people(problem, near, is_open, minutes).sum()) - served
        is_open[site] = False
        if at_most[site] > most:
            best, most = site, float(at_most[site])


def _graph(problem: SitingProblem, kept: Pairs) -> tuple[Any, float]:
    """Return source → points → sites → sink with what each can take, in parts of a person; and the parts."""
    from scipy.sparse import coo_array, csr_array

    n, m = problem.times.n_demand, problem.times.n_facilities
    total = float(problem.weights.sum())
    is_whole = bool((problem.weights == np.round(problem.weights)).all())
    scale = min(LARGEST / total, 1.0 if is_whole else FINEST)
    people = np.floor(problem.weights * scale).astype(np.int64)
    holds = np.nan_to_num(problem.capacity, nan=np.inf, posinf=np.inf)  # type: ignore[arg-type]
    limits = np.floor(np.clip(holds, 0, total) * scale).astype(np.int64)
    sites, points = np.unique(kept.sites), np.unique(kept.points)
    source, sink = n + m, n + m + 1
    rows = np.concatenate([np.full(len(points), source), kept.points, n + sites])
    columns = np.concatenate([points, n + kept.sites, np.full(len(sites), sink)])
    amounts = np.concatenate([people[points], people[kept.points], limits[sites]])
    return csr_array(coo_array((amounts.astype(np.int32), (rows, columns)), shape=(n + m + 2, n + m + 2))), scale


def _most_each(problem: SitingProblem, near: Pairs, is_stuck: Flags) -> Floats:
    """Return (m,) what each site can add at most: the people in its reach who are stuck, its capacity."""
    weights = np.where(is_stuck, problem.weights, 0.0)
    people = np.bincount(near.sites, weights[near.points], problem.times.n_facilities)
    limits = np.inf if problem.capacity is None else np.nan_to_num(problem.capacity, nan=np.inf, posinf=np.inf)
    most: Floats = np.minimum(people, limits)
    return most


def without_idle(problem: SitingProblem, pairs: Pairs, minutes: float, sites: Indices) -> Indices:
    """Return the sites without those, last chosen first, that the others can stand in for."""
    is_open = problem.is_existing.copy()
    is_open[sites] = True
    served = float(served_people(problem, pairs, is_open, minutes).sum())
    for site in sites[::-1]:
        is_open[site] = False
        if float(served_people(problem, pairs, is_open, minutes).sum()) > served - HALF:
            sites = sites[sites != site]
        else:
            is_open[site] = True
    return sites
