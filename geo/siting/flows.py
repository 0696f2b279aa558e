"""How many people open sites serve: a maximum flow (Dinic 1970, scipy) from points to sites, and its least cut.

max Σᵢⱼ fᵢⱼ with Σⱼ fᵢⱼ ≤ wᵢ, Σᵢ fᵢⱼ ≤ cⱼ yⱼ, fᵢⱼ ≤ wᵢ yⱼ over the pairs within a time; yⱼ is 1 where a site is
open, and may be a part of it in a relaxation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from geo.siting.problem import Flags, Floats, Pairs, SitingProblem

LARGEST = 2**31 - 2  # scipy's flows are 32-bit integers
FINEST = 1000.0  # parts of a person where people are not counted whole
NONE = 1e-7  # of a site


@dataclass(frozen=True, slots=True, eq=False)
class Going:
    """Who can go where within a time: `near` (n, m) 1 or 0, people (n,), rooms (m,), both in whole parts of a person.

    `scale` is the number of parts; `is_roomy`: each site has room for everyone.
    """

    near: Any
    people: Floats
    rooms: Floats
    scale: float
    total: float = field(init=False)
    is_roomy: bool = field(init=False)

    def __post_init__(self) -> None:
        """Count the people."""
        object.__setattr__(self, "is_roomy", bool((self.rooms >= self.people.sum()).all()))
        object.__setattr__(self, "total", float(self.people.sum()))

    def at_most(self, is_in: Flags) -> Floats:
        """Return (m,) how many of the people of some points (n,) each site can serve by itself; (m, k) of (n, k)."""
        rooms, people = (self.rooms, self.people) if is_in.ndim == 1 else (self.rooms[:, None], self.people[:, None])
        most: Floats = np.minimum(rooms, self.near.T @ np.where(is_in, people, 0.0))
        return most


def going_within(problem: SitingProblem, pairs: Pairs, minutes: float) -> Going:
    """Return who can go where within a time; people whom no site reaches are left out (0)."""
    n, m = problem.times.n_demand, problem.times.n_facilities
    total = float(problem.weights.sum())
    is_whole = bool((problem.weights == np.round(problem.weights)).all())
    scale = min(LARGEST / max(total, 1.0), 1.0 if is_whole else FINEST)
    near = pairs.where(pairs.minutes <= minutes)
    starts = np.concatenate([[0], np.cumsum(np.bincount(near.points, minlength=n))])
    people = np.where(np.diff(starts) > 0, np.floor(problem.weights * scale) / scale, 0.0)
    limits = np.full(m, np.inf) if problem.capacity is None else np.nan_to_num(problem.capacity, nan=np.inf)
    rooms = np.floor(np.clip(limits, 0, total) * scale) / scale
    return Going(csr_array((np.ones(len(near.points)), near.sites, starts), shape=(n, m)), people, rooms, scale)


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """A maximum flow: who is served, and what is left of the graph, on demand."""

    served: Floats
    graph: csr_array
    flow: Any

    @property
    def people(self) -> float:
        """Return how many are served."""
        return float(self.served.sum())

    def stuck(self) -> Flags:
        """Return (n,) the points at which one place more would serve one more: on the source's side of a least cut."""
        from scipy.sparse.csgraph import breadth_first_order

        left = self.graph - self.flow
        left.data[left.data < 0] = 0
        left.eliminate_zeros()
        reached = breadth_first_order(left, self.graph.shape[0] - 2, return_predecessors=False)
        is_stuck = np.zeros(len(self.served), dtype=np.bool_)
        is_stuck[reached[reached < len(is_stuck)]] = True
        return is_stuck


def most_flow(going: Going, opened: Floats | Flags) -> Flow:
    """Return how many the open sites, or parts of them, serve at most."""
    from scipy.sparse.csgraph import maximum_flow

    graph, source = _graph(going, opened.astype(np.float64))
    flow = maximum_flow(graph, source, source + 1).flow
    served, row = np.zeros(len(going.people)), slice(*flow.indptr[source : source + 2])
    served[flow.indices[row]] = flow.data[row] / going.scale
    return Flow(served, graph, flow)


def _graph(going: Going, opened: Floats) -> tuple[csr_array, int]:
    """Return points → sites → sink and source → points, what each can take in parts of a person; and the source."""
    n, m = going.near.shape
    is_open = opened > NONE
    kept = is_open[going.near.indices]
    sites = going.near.indices[kept]
    starts = np.concatenate([[0], np.cumsum(kept)])[going.near.indptr]
    points = np.repeat(np.arange(n), np.diff(starts))
    amounts = np.ceil(going.people[points] * opened[sites] * going.scale - NONE)
    limits = np.floor(going.rooms * np.where(is_open, opened, 0.0) * going.scale + NONE)
    everyone = np.round(going.people * going.scale)
    ends = starts[-1] + np.concatenate([np.arange(1, m + 1), [m + n, m + n]])
    data = np.concatenate([amounts, limits, everyone]).astype(np.int32)
    columns = np.concatenate([n + sites, np.full(m, n + m + 1), np.arange(n)]).astype(np.int32)
    return csr_array(
        (data, columns, np.concatenate([starts, ends]).astype(np.int32)), shape=(n + m + 2, n + m + 2)
    ), n + m
