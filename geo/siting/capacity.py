"""Capacities: people are shared out so that most are served; new sites by lazy greedy with exact flows.

max Σᵢⱼ fᵢⱼ with Σⱼ fᵢⱼ ≤ wᵢ, Σᵢ fᵢⱼ ≤ cⱼ over open sites j within S minutes of i (Current & Storbeck 1988): a maximum
flow (Dinic 1970, scipy). As a function of the open sites it is monotone and submodular: a candidate never adds more
than it would have added earlier (Minoux 1978), and only the leading candidates are measured again.
"""

from __future__ import annotations

import heapq

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
    from scipy.sparse import coo_array, csr_array
    from scipy.sparse.csgraph import maximum_flow

    n, m, capacity = problem.times.n_demand, problem.times.n_facilities, problem.capacity
    total = float(problem.weights.sum())
    kept = pairs.where((pairs.minutes <= minutes) & is_open[pairs.sites])
    if not len(kept.points) or capacity is None:
        return np.zeros(n)
    is_whole = bool((problem.weights == np.round(problem.weights)).all())
    scale = min(LARGEST / total, 1.0 if is_whole else FINEST)
    people = np.floor(problem.weights * scale).astype(np.int64)
    limits = np.floor(np.clip(np.nan_to_num(capacity, nan=np.inf, posinf=np.inf), 0, total) * scale).astype(np.int64)
    source, sink = n + m, n + m + 1
    sites = np.unique(kept.sites)
    points = np.unique(kept.points)
    rows = np.concatenate([np.full(len(points), source), kept.points, n + sites])
    columns = np.concatenate([points, n + kept.sites, np.full(len(sites), sink)])
    amounts = np.concatenate([people[points], people[kept.points], limits[sites]])
    graph = csr_array(coo_array((amounts.astype(np.int32), (rows, columns)), shape=(n + m + 2, n + m + 2)))
    flow = maximum_flow(graph, source, sink).flow
    served: Floats = flow[[source], :].toarray().ravel()[:n] / scale
    return served


def most_served(problem: SitingProblem, pairs: Pairs, minutes: float, choices: int, enough: float) -> Indices:
    """Return up to `choices` sites, the one that serves most more first; it stops where `enough` are served."""
    is_open = problem.is_existing.copy()
    served = float(served_people(problem, pairs, is_open, minutes).sum())
    queue = [
        (-most, int(site)) for most, site in zip(_most_each(problem, pairs, minutes), problem.candidates, strict=True)
    ]
    heapq.heapify(queue)
    chosen: list[int] = []
    while len(chosen) < choices and queue and served < enough - HALF:
        measured: set[int] = set()
        while queue[0][1] not in measured:
            site = queue[0][1]
            is_open[site] = True
            gain = float(served_people(problem, pairs, is_open, minutes).sum()) - served
            is_open[site] = False
            measured.add(site)
            heapq.heapreplace(queue, (-gain, site))
        gain, site = heapq.heappop(queue)
        if gain >= -1e-9:  # noqa: PLR2004 - nothing is added
            break
        is_open[site] = True
        chosen.append(site)
        served -= gain
    return np.array(chosen, dtype=np.int64)


def _most_each(problem: SitingProblem, pairs: Pairs, minutes: float) -> list[float]:
    """Return what each candidate can serve at most: its people within the minutes, its capacity."""
    near = pairs.where(pairs.minutes <= minutes)
    people = np.bincount(near.sites, problem.weights[near.points], problem.times.n_facilities)
    limits = np.inf if problem.capacity is None else np.nan_to_num(problem.capacity, nan=np.inf, posinf=np.inf)
    most: list[float] = np.minimum(people, limits)[problem.candidates].tolist()
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
