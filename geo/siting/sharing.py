"""People shared out among open sites with room for so many each, so that all costs together are least.

    min Σᵢⱼ cᵢⱼ fᵢⱼ with Σⱼ fᵢⱼ = wᵢ, Σᵢ fᵢⱼ ≤ roomⱼ, fᵢⱼ ≥ 0; one place, nowhere, costs all the same, with room for all

is a transportation problem (Hitchcock 1941), solved exactly by shortest augmenting paths (Busacker & Gowen 1961) in the
graph of the open sites alone: the length of j → k is the least cᵢₖ − cᵢⱼ of the people who are at j. Near prices, to
begin with, leave few paths to find.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from geo.siting.prices import prices_of
from geo.siting.problem import Flags, Floats, Indices

FEW = 1e-7  # people: fewer are none
NEAR = 1e-9  # costs nearer than this are equal


class Sharing:
    """Who goes where; `names` (k,) are the sites of the k places, −1 that of those who find no room.

    Args:
        costs: (m, n) of a person of each point at each site; inf where out of reach.
        people: (n,) persons of each point.
        rooms: (m,) persons that each site has room for; inf without a limit.
        lost: what a person who finds no room costs.
        opened: the sites that are open at first.
    """

    def __init__(self, costs: Floats, people: Floats, rooms: Floats, lost: float, opened: Iterable[int]) -> None:
        """Share the people out among the sites that are open."""
        self.names = np.array([-1, *opened], dtype=np.int64)
        self.costs = np.vstack([np.full(len(people), lost), costs[self.names[1:]]])
        self.rooms = np.concatenate([[np.inf], rooms[self.names[1:]]])
        self.flows = np.zeros(self.costs.shape)
        prices = prices_of(np.ascontiguousarray(self.costs.T), people, self.rooms, np.zeros(len(self.names)))
        self.flows[(self.costs + prices[:, None]).argmin(axis=0), np.arange(len(people))] = people
        self.loads = self.flows.sum(axis=1)
        places = len(self.names)
        # of the way from place j to place k: [k, j], and who would go it
        self._lengths, self._goers = np.full((places, places), np.inf), np.zeros((places, places), dtype=np.int64)
        for place in range(places):
            self._measure(place, np.arange(places))
        for place in np.flatnonzero((prices > 0) & (self.loads < self.rooms - FEW)).tolist():
            self._fill(place)
        for place in np.flatnonzero(self.loads > self.rooms + FEW).tolist():
            self._send(place, float(self.loads[place] - self.rooms[place]))

    @property
    def cost(self) -> float:
        """Return the costs of all."""
        is_used = self.flows > FEW
        return float((self.flows[is_used] * self.costs[is_used]).sum())

    def worth(self) -> Floats:
        """Return (n,) what each person of a point costs, a place in a full site told at what it saves others.

        With μⱼ what one more place at j would save: vᵢ = minⱼ (cᵢⱼ + μⱼ). Duals of the programme above.
        """
        prices = -self._distances(np.ones(len(self.names), dtype=np.bool_))[0]
        worth: Floats = (self.costs + prices[:, None]).min(axis=0)
        return worth

    def _only(self, place: int) -> Flags:
        is_it: Flags = np.arange(len(self.names)) == place
        return is_it

    def _fill(self, place: int) -> None:
        """Let people come to a place as long as that saves something."""
        starts = ~self._only(place)
        while self.loads[place] < self.rooms[place] - FEW:
            distances, parents = self._distances(starts & (self.loads > FEW))
            if distances[place] >= -NEAR:
                break
            self._move(self._path(parents, place), float(self.rooms[place] - self.loads[place]))

    def _send(self, place: int, most: float) -> None:
        """Let so many people leave a full place for where there is room, by the shortest ways."""
        starts = self._only(place)
        while most > FEW:
            distances, parents = self._distances(starts)
            has_room = (self.loads < self.rooms - FEW) & ~starts
            end = int(np.where(has_room, distances, np.inf).argmin())
            if not np.isfinite(distances[end]):
                break
            most -= self._move(self._path(parents, end), min(most, float(self.rooms[end] - self.loads[end])))

    def _distances(self, starts: Flags) -> tuple[Floats, Indices]:
        """Return the length of the shortest way from any start to each place, and the place before it (−1: none)."""
        distances = np.where(starts, 0.0, np.inf)
        parents = np.full(len(distances), -1, dtype=np.int64)
        for _ in range(len(distances)):
            ways = self._lengths + distances
            length = ways.min(axis=1)
            shorter = np.flatnonzero(length < distances - NEAR)
            if not len(shorter):
                break
            parents[shorter] = ways[shorter].argmin(axis=1)
            distances[shorter] = length[shorter]
        return distances, parents

    def _path(self, parents: Indices, end: int) -> list[int]:
        path = [end]
        while parents[path[-1]] >= 0 and len(path) <= len(parents):
            path.append(int(parents[path[-1]]))
        return path[::-1]

    def _move(self, path: list[int], most: float) -> float:
        """Move people along a path, as many as the scarcest step allows; return how many."""
        steps = [(j, k, int(self._goers[k, j])) for j, k in zip(path, path[1:], strict=False)]
        amount = min(most, *(float(self.flows[j, who]) for j, _, who in steps))
        for j, k, who in steps:
            self.flows[j, who] -= amount
            self.flows[k, who] += amount
        for j, k, who in steps:
            if self.flows[j, who] <= FEW:
                self._measure(j, np.flatnonzero(self._goers[:, j] == who))
            self._offer(k, who)
        self.loads[path[0]] -= amount
        self.loads[path[-1]] += amount
        return amount

    def _offer(self, place: int, who: int) -> None:
        """Take into the ways from a place that one more may go them."""
        more = self.costs[:, who] - self.costs[place, who]
        more[place] = np.inf
        shorter = more < self._lengths[:, place]
        self._lengths[shorter, place] = more[shorter]
        self._goers[shorter, place] = who

    def _measure(self, place: int, ends: Indices) -> None:
        """Measure the ways from a place to some others anew."""
        who = np.flatnonzero(self.flows[place] > FEW)
        if not len(who):
            self._lengths[ends, place] = np.inf
            return
        more = self.costs[ends][:, who] - self.costs[place, who]
        goers = more.argmin(axis=1)
        self._lengths[ends, place] = more[np.arange(len(ends)), goers]
        self._goers[ends, place] = who[goers]
        self._lengths[place, place] = np.inf
