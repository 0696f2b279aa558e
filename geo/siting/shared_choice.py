"""Which sites to open where people are shared out: greedy and swap on prices, and a bound that no choice passes.

With worth vᵢ of a person of each point (dual of `sharing`), opening site k saves at most

    κₖ(v) = max Σᵢ (vᵢ − cᵢₖ) xᵢ with 0 ≤ xᵢ ≤ wᵢ, Σᵢ xᵢ ≤ roomₖ,

a fractional knapsack (Dantzig 1957). For any v below the costs of finding no room, and any p candidates K,

    costs of K  ≥  Σᵢ wᵢ vᵢ − Σ_{j existing} κⱼ(v) − the p largest κₖ(v)

(Lagrangian relaxation; Sridharan 1995): as strong as the linear relaxation with fᵢₖ ≤ wᵢ yₖ, whatever v is best.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from geo.siting.prices import FINE_LEVELS, LEVELS, bound_of, prices_of
from geo.siting.problem import Flags, Floats, Indices
from geo.siting.sharing import Sharing, share_out

HALVINGS = 10
SAME = 1e-7  # relative
TRIALS, SWAP_WORK = 2, 16  # trials of the most promising; sites that are tried for giving up, in all
WEAKEST = 10  # of the chosen sites so many are tried for giving up at a time
BATCHES = 24  # many sites are opened several at once
NEAR_ENOUGH, PATIENCE = 1e-4, 4  # relative; steps without a better bound after which they are halved


@dataclass(frozen=True, slots=True, eq=False)
class SharedQuestion:
    """Open `choices` sites more: costs (m, n) of one, inf out of reach, people (n,), rooms (m,), `lost` in vain."""

    costs: Floats
    people: Floats
    rooms: Floats
    lost: float
    is_existing: Flags
    choices: int
    existing: list[int] = field(init=False)
    candidates: Indices = field(init=False)

    def __post_init__(self) -> None:
        """List the sites."""
        object.__setattr__(self, "existing", np.flatnonzero(self.is_existing).tolist())
        object.__setattr__(self, "candidates", np.flatnonzero(~self.is_existing).astype(np.int64))

    def sharing(self, chosen: list[int]) -> Sharing:
        """Share the people out among the existing and the chosen sites."""
        return share_out(self.costs, self.people, self.rooms, self.lost, [*self.existing, *chosen])


@dataclass(slots=True, eq=False)
class _Open:
    """Open sites with their prices: `bound` of the costs, `worth` of each point."""

    question: SharedQuestion
    chosen: list[int]
    prices: Floats
    bound: float = 0.0
    worth: Floats = field(default_factory=lambda: np.zeros(0))

    def priced(self, levels: tuple[float, ...]) -> _Open:
        """Return it with better prices."""
        asked = self.question
        places = [*asked.existing, *self.chosen]
        costs = np.column_stack([np.full(len(asked.people), asked.lost), asked.costs[places].T])
        rooms = np.concatenate([[np.inf], asked.rooms[places]])
        prices = prices_of(costs, asked.people, rooms, self.prices, levels)
        bound = bound_of(costs, asked.people, rooms, prices)
        return _Open(asked, self.chosen, prices, bound, (costs + prices).min(axis=1))

    def with_site(self, site: int) -> _Open:
        """Return it with one more site, free at first."""
        return _Open(self.question, [*self.chosen, site], np.append(self.prices, 0.0), self.bound, self.worth)

    def without(self, site: int) -> _Open:
        """Return it without a chosen site."""
        at = self.chosen.index(site)
        prices = np.delete(self.prices, 1 + len(self.question.existing) + at)
        return _Open(self.question, [one for one in self.chosen if one != site], prices, self.bound, self.worth)


def chosen_sites(asked: SharedQuestion, steps: int, work: int = SWAP_WORK) -> tuple[list[int], Sharing, float]:
    """Return up to `choices` candidates that no swap that was tried betters, who goes where, and costs from below.

    The first sites are the greedy ones or those that the search for the bound opens most often.
    """
    now = _greedy(asked)
    sharing = asked.sharing(now.chosen)
    bound, often = least_costs(asked, sharing.worth, sharing.cost, steps)
    if bound < sharing.cost * (1 - NEAR_ENOUGH):
        other = asked.sharing(often)
        if other.cost < sharing.cost:
            prices = np.zeros(1 + len(asked.existing) + len(often))
            now, sharing = _Open(asked, often, prices).priced(LEVELS), other
    while now.chosen and work > 0 and bound < sharing.cost * (1 - NEAR_ENOUGH):
        work -= min(WEAKEST, len(now.chosen))
        better = _swapped(asked, now, sharing.cost)
        if better is None:
            break
        now, sharing = better
    return now.chosen, sharing, min(bound, sharing.cost)


def least_costs(asked: SharedQuestion, worth: Floats, reached: float, steps: int) -> tuple[float, list[int]]:
    """Return costs that no choice stays below, and the candidates that are opened most often on the way.

    `reached` are the costs of a choice at hand, `worth` where the search begins. Subgradient steps (Held, Wolfe &
    Crowder 1974) on v; every v on the way gives a bound.
    """
    best, scale, since = 0.0, 1.0, 0
    at, times = np.minimum(worth, asked.lost), np.zeros(len(asked.rooms))
    for _ in range(steps):
        bound, slope, opened = _dual(asked, at)
        times[opened] += 1
        since = 0 if bound > best + SAME * reached else since + 1
        best = max(best, bound)
        length = float(slope @ (slope / asked.people))
        if best >= reached * (1 - NEAR_ENOUGH) or length <= 0:
            break
        if since >= PATIENCE:
            scale, since = scale / 2, 0
        at = np.clip(at + scale * (reached - bound) / length * slope / asked.people, 0.0, asked.lost)
    often = asked.candidates[np.argsort(-times[asked.candidates], kind="stable")[: asked.choices]]
    return min(best, reached), often[times[often] > 0].tolist()


def savings(asked: SharedQuestion, worth: Floats) -> Floats:
    """Return (m,) κ of every site, never too little and at most a trifle too much."""
    surplus = worth - asked.costs
    low, high = np.zeros(len(asked.rooms)), np.maximum(surplus.max(axis=1, initial=0.0), 0.0)
    is_full = (surplus > 0) @ asked.people > asked.rooms
    if is_full.any():
        part, rooms, below, above = surplus[is_full], asked.rooms[is_full], low[is_full], high[is_full]
        for _ in range(HALVINGS):
            middle = (below + above) / 2
            is_over = (part > middle[:, None]) @ asked.people > rooms
            below, above = np.where(is_over, middle, below), np.where(is_over, above, middle)
        low[is_full] = above
    rents: Floats = np.maximum(surplus - low[:, None], 0.0) @ asked.people
    rents[is_full] += low[is_full] * asked.rooms[is_full]
    return rents


def _greedy(asked: SharedQuestion) -> _Open:
    now = _Open(asked, [], np.zeros(1 + len(asked.existing))).priced(LEVELS)
    batch = 1 + asked.choices // BATCHES
    while len(now.chosen) < min(asked.choices, len(asked.candidates)):
        rents = savings(asked, now.worth)
        rents[asked.is_existing] = -1.0
        rents[now.chosen] = -1.0
        order = np.argsort(-rents, kind="stable")
        if rents[order[0]] <= SAME * max(1.0, now.bound):
            break
        if batch > 1:
            for site in order[: min(batch, asked.choices - len(now.chosen))]:
                now = now.with_site(int(site)) if rents[site] > 0 else now
            now = now.priced(FINE_LEVELS)
            continue
        tried = [now.with_site(int(site)).priced(FINE_LEVELS) for site in order[:TRIALS] if rents[site] > 0]
        now = min(tried, key=lambda one: one.bound)
    return now


def _swapped(asked: SharedQuestion, now: _Open, cost: float) -> tuple[_Open, Sharing] | None:
    """Return the first better choice among the most promising swaps; None where none is better."""
    promising: list[tuple[float, int, int, _Open]] = []
    weakest = np.argsort(savings(asked, now.worth)[now.chosen], kind="stable")[:WEAKEST]
    for place, site in ((int(at), now.chosen[at]) for at in weakest):
        left = now.without(site).priced(FINE_LEVELS)
        rents = savings(asked, left.worth)
        rents[asked.is_existing] = -1.0
        rents[now.chosen] = -1.0
        order = np.argsort(-rents, kind="stable")[:TRIALS]
        promising += [(left.bound - rents[other], place, int(other), left) for other in order if rents[other] > 0]
    promising.sort(key=lambda one: one[:3])
    for least, _, site, left in promising[:TRIALS]:
        if least >= cost * (1 - SAME):
            break
        other = left.with_site(site).priced(FINE_LEVELS)
        if other.bound >= cost * (1 - SAME):
            continue
        sharing = asked.sharing(other.chosen)
        if sharing.cost < cost * (1 - SAME):
            return other, sharing
    return None


def _dual(asked: SharedQuestion, worth: Floats) -> tuple[float, Floats, Indices]:
    """Return the bound of the worths, its slope, and the candidates that it opens."""
    rents = savings(asked, worth)
    order = asked.candidates[np.argsort(-rents[asked.candidates], kind="stable")][: asked.choices]
    places = np.concatenate([np.array(asked.existing, dtype=np.int64), order])
    bound = float(asked.people @ worth - rents[places].sum())
    surplus = worth - asked.costs[places]
    ranks = np.argsort(-surplus, axis=1)
    people = asked.people[ranks]
    before = np.cumsum(people, axis=1) - people
    taken = np.clip(asked.rooms[places][:, None] - before, 0.0, people)
    taken[np.take_along_axis(surplus, ranks, axis=1) <= 0] = 0.0
    slope = asked.people - np.bincount(ranks.ravel(), taken.ravel(), len(worth))
    slope[(worth >= asked.lost) & (slope > 0)] = 0.0
    slope[(worth <= 0) & (slope < 0)] = 0.0
    return bound, slope, order
