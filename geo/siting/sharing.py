"""People shared out among open sites with room for so many each, so that all costs together are least.

    min Σᵢⱼ cᵢⱼ fᵢⱼ with Σⱼ fᵢⱼ = wᵢ, Σᵢ fᵢⱼ ≤ roomⱼ, fᵢⱼ ≥ 0; one place, nowhere, costs all the same, with room for all

is a transportation problem (Hitchcock 1941), solved by HiGHS over the pairs that matter: near prices tell which places
are cheap for a point, one with a single such place goes there, and pairs that the duals find cheaper are added until
there are none (Dantzig & Wolfe 1960).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.siting.prices import prices_of
from geo.siting.problem import Flags, Floats, Indices

NEAR = 1e-9  # costs nearer than this, in parts of what it costs to find no room, are equal
WIDTH = 0.007  # of what it costs to find no room: places that are so little dearer are tried at first
FEW = 4  # places of a point that are tried next
MOST_ROUNDS = 50


@dataclass(frozen=True, slots=True, eq=False)
class Sharing:
    """Who goes where.

    Attributes:
        costs: (k, n) of a person of each point at each open place; the first place is that of those who find no room.
        flows: (k, n) people.
        worth: (n,) what each person of a point costs, a place in a full site told at what it saves others: the dual.
    """

    costs: Floats
    flows: Floats
    worth: Floats

    @property
    def cost(self) -> float:
        """Return the costs of all."""
        is_used = self.flows > 0
        return float((self.flows[is_used] * self.costs[is_used]).sum())


def share_out(costs: Floats, people: Floats, rooms: Floats, lost: float, opened: Iterable[int]) -> Sharing:
    """Share people out.

    Args:
        costs: (m, n) of a person of each point at each site; inf where out of reach.
        people: (n,) persons of each point.
        rooms: (m,) persons that each site has room for; inf without a limit.
        lost: what a person who finds no room costs.
        opened: the sites that are open.
    """
    places = np.array(list(opened), dtype=np.int64)
    costs = np.vstack([np.full(len(people), lost), costs[places]])
    rooms = np.concatenate([[np.inf], rooms[places]])
    prices = prices_of(np.ascontiguousarray(costs.T), people, rooms, np.zeros(len(rooms)))
    dear = costs + prices[:, None]
    is_tried = dear <= dear.min(axis=0) + WIDTH * lost
    is_near = _cheapest(dear)
    for _ in range(MOST_ROUNDS):
        flows, prices = _shared(costs, people, rooms, _unforced(is_tried, people, rooms))
        dear = costs + prices[:, None]
        worth = np.where(flows > 0, dear, -np.inf).max(axis=0)
        is_cheaper = (dear < worth - NEAR * lost) & ~is_tried
        if not is_cheaper.any():
            break
        is_tried |= is_near | (is_cheaper & _cheapest(dear))
    return Sharing(costs, flows, dear.min(axis=0))


def _cheapest(dear: Floats) -> Flags:
    """Return the few cheapest places of each point."""
    last = min(FEW, len(dear) - 1)
    is_cheap: Flags = (dear <= np.partition(dear, last, axis=0)[last]) & np.isfinite(dear)
    return is_cheap


def _unforced(is_tried: Flags, people: Floats, rooms: Floats) -> Flags:
    """Return the pairs, and that of finding no room for those with a choice and those whose only site is too small."""
    is_alone = is_tried.sum(axis=0) == 1
    is_small = (is_tried[:, is_alone] @ people[is_alone]) > rooms
    is_tried[0, ~is_alone | is_tried[is_small].any(axis=0)] = True
    return is_tried


def _shared(costs: Floats, people: Floats, rooms: Floats, is_tried: Flags) -> tuple[Floats, Floats]:
    """Return the flows over the pairs that are tried, and the prices of the places."""
    from scipy.optimize import linprog

    is_alone = is_tried.sum(axis=0) == 1
    flows, prices = np.where(is_tried & is_alone, people, 0.0), np.zeros(len(rooms))
    left, limited = np.flatnonzero(~is_alone), np.flatnonzero(np.isfinite(rooms))
    if len(left):
        places, points = np.nonzero(is_tried[:, left])
        goes, fills = _rows(points, len(left)), _rows(places, len(rooms))[limited]
        room = np.maximum(0.0, rooms - flows.sum(axis=1))[limited]
        cost = costs[places, left[points]]
        found = linprog(cost, A_eq=goes, b_eq=people[left], A_ub=fills, b_ub=room, method="highs-ds")
        flows[places, left[points]] = np.maximum(found.x, 0.0)
        prices[limited] = np.maximum(-found.ineqlin.marginals, 0.0)
    return flows, prices


def _rows(which: Indices, count: int) -> Any:
    from scipy.sparse import csr_array

    return csr_array((np.ones(len(which)), (which, np.arange(len(which)))), shape=(count, len(which)))
