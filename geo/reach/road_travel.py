"""Travel along roads: a straight walk to the network, the quickest way on it, a straight walk from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from geo.reach import sphere
from geo.reach.road_chains import RoadChains, road_chains
from geo.reach.road_network import RoadNetwork
from geo.reach.road_use import Mode, access_kmh
from geo.reach.travel_times import Floats, Indices, TravelTimes

CELLS_AT_ONCE = 8_000_000  # node times in memory at once: 64 MB
DECIMALS = 9  # of minutes: the same way counted from its other end is the same time
_BEYOND = 1e-6  # the search goes this much farther; what counts is the rounded time ≤ limit


class RoadTravel:
    """Minutes = access walk + quickest way + walk at the end; both walks in a straight line at walking speed.

    A point is joined to the nearest node of the largest connected part of the network (driving: from whose every node
    every other is reached, one-way streets respected) that is not in a tunnel, on a bridge or on a motorway. Two points
    at the same node are walked between directly. Waits, turns, traffic by the hour, ferries and public transport are
    not known.

    Attributes:
        network: the roads.
        mode: walking or driving.
    """

    is_estimate = False

    def __init__(self, network: RoadNetwork, mode: Mode = "walking") -> None:
        self.network = network
        self.mode: Mode = mode

    def __getstate__(self) -> dict[str, Any]:
        """Send the roads to another process, not what was worked out of them."""
        return {"network": self.network, "mode": self.mode}

    @cached_property
    def kept(self) -> Indices:
        """Return the numbers of the network's nodes in the largest connected part."""
        from scipy.sparse.csgraph import connected_components

        graph = self.network.graph(self.mode)
        used = np.unique(graph.nonzero()[0]) if graph.nnz else np.zeros(0, np.int64)
        if not len(used):
            return np.zeros(0, np.int64)
        _, part = connected_components(graph, directed=True, connection="strong")
        largest = np.bincount(part).argmax()
        return np.flatnonzero(part == largest).astype(np.int64)

    @property
    def kept_share(self) -> float:
        """Return the share of the mode's nodes that lie in the largest connected part; 0 where it has none."""
        graph = self.network.graph(self.mode)
        used = int(np.count_nonzero((np.diff(graph.indptr) > 0) | (np.diff(graph.tocsc().indptr) > 0)))
        return len(self.kept) / used if used else 0.0

    def km_within(self, minutes: float) -> float:
        """Return the straight distance in km beyond which nothing is reached within minutes: at the highest speed."""
        speeds = self.network.walking_kmh if self.mode == "walking" else self.network.driving_kmh
        return float(max(access_kmh(), speeds.max(initial=0.0)) * minutes / 60.0)

    def times(self, lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats, limit_min: float) -> TravelTimes:
        """Return the minutes from n to m points in degrees, of pairs within the limit; searched from the fewer points.

        A point without a position (NaN) reaches nothing and is not reached. At most CELLS_AT_ONCE node times are in
        memory at a time, besides the answer.
        """
        origin, target = self._joined(lon, lat), self._joined(to_lon, to_lat)
        is_forward = len(origin) < len(target)
        ends = (self._chains, origin, target) if is_forward else (self._reversed_chains, target, origin)
        found = list(_pairs(*ends, limit_min))
        one = np.concatenate([np.zeros(0, np.int64), *(block[0] for block in found)])
        other = np.concatenate([np.zeros(0, np.int64), *(block[1] for block in found)])
        minutes = np.concatenate([np.zeros(0), *(block[2] for block in found)])
        row, column = (one, other) if is_forward else (other, one)
        order = np.argsort(row * max(1, len(target)) + column, kind="stable")
        counts = np.bincount(row, minlength=len(origin))
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])
        return TravelTimes(starts, column[order], minutes[order], len(target), float(limit_min), is_estimate=False)

    def nearest(
        self, lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats, limit_min: float = np.inf
    ) -> tuple[Floats, Indices]:
        """Return the minutes to the nearest of m points for each of n, and which it is; inf, -1 beyond the limit."""
        origin, target = self._joined(lon, lat), self._joined(to_lon, to_lat)
        to_node, whose = self._spread(target, limit_min)
        minutes, which = np.full(len(origin), np.inf), np.full(len(origin), -1, np.int64)
        joined = np.flatnonzero(origin.node >= 0)
        node = origin.node[joined]
        minutes[joined] = np.round(origin.access[joined] + to_node[node], DECIMALS)
        which[joined] = whose[node]
        self._walk_within_a_node(origin, target, minutes, which)
        which[minutes > limit_min] = -1
        return np.where(minutes > limit_min, np.inf, minutes), which

    def reached_nodes(self, lon: Floats, lat: Floats, minutes: float) -> tuple[Floats, Floats, Floats]:
        """Return lon, lat and minutes of the nodes from which any of m points is reached within `minutes`."""
        to_node, _ = self._spread(self._joined(lon, lat), minutes)
        within = np.flatnonzero(to_node <= minutes)
        at = self.kept[within]
        return self.network.lon[at], self.network.lat[at], to_node[within]

    @cached_property
    def _graph(self) -> Any:
        return self.network.graph(self.mode)[self.kept][:, self.kept].tocsr()

    @cached_property
    def _reversed(self) -> Any:
        return self._graph.T.tocsr()

    @cached_property
    def _chains(self) -> RoadChains:
        return road_chains(self._graph)

    @cached_property
    def _reversed_chains(self) -> RoadChains:
        return road_chains(self._reversed)

    @cached_property
    def _tree(self) -> Any:
        from scipy.spatial import cKDTree

        at = self.kept[self._doors]
        return cKDTree(sphere.unit_vectors(self.network.lon[at], self.network.lat[at]))

    @cached_property
    def _doors(self) -> Indices:
        """Return which of the kept nodes points are joined to; all of them where none is at a door."""
        found = np.flatnonzero(np.isin(self.kept, self.network.doors(self.mode)))
        return (found if len(found) else np.arange(len(self.kept))).astype(np.int64)

    def _joined(self, lon: Floats, lat: Floats) -> _Joined:
        points = sphere.unit_vectors(lon, lat)
        node, access = np.full(len(points), -1, np.int64), np.full(len(points), np.inf)
        placed = np.flatnonzero(np.isfinite(points).all(axis=1))
        if len(placed) and len(self.kept):
            chord, found = self._tree.query(points[placed])
            node[placed], access[placed] = self._doors[found], _walk_min(chord)
        return _Joined(points, node, access)

    def _spread(self, target: _Joined, limit_min: float) -> tuple[Floats, Indices]:
        """Return, per kept node, the minutes to the nearest target, its end walk included, and which target it is."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import dijkstra

        nodes, joined = len(self.kept), target.joined(limit_min)
        if not len(joined):
            return np.full(nodes, np.inf), np.full(nodes, -1, np.int64)
        # each target becomes a node of its own, whose one segment is its walk to the network
        back = self._reversed
        ends = back.indptr[-1] + np.arange(1, len(joined) + 1)
        parts = (
            np.concatenate([back.data, np.maximum(target.access[joined], 1e-12)]),
            np.concatenate([back.indices, target.node[joined]]),
            np.concatenate([back.indptr, ends]),
        )
        wider = csr_array(parts, shape=(nodes + len(joined),) * 2)
        sources = nodes + np.arange(len(joined))
        minutes, _, source = dijkstra(
            wider, indices=sources, limit=limit_min + _BEYOND, min_only=True, return_predecessors=True
        )
        is_reached = np.isfinite(minutes[:nodes])
        whose = np.full(nodes, -1, np.int64)
        whose[is_reached] = joined[source[:nodes][is_reached] - nodes]
        return minutes[:nodes], whose

    def _walk_within_a_node(self, origin: _Joined, target: _Joined, minutes: Floats, which: Indices) -> None:
        """Put in the direct walk to targets at the same node, where it is the shortest."""
        for number in np.flatnonzero(target.node >= 0):
            beside = np.flatnonzero(origin.node == target.node[number])
            if not len(beside):
                continue
            direct = np.round(_walk_min(sphere.chords(origin.points[beside], target.points[[number]])), DECIMALS)
            shorter = direct < minutes[beside]
            minutes[beside[shorter]], which[beside[shorter]] = direct[shorter], number


class _Joined:
    """Points, the kept node each is joined to (-1: none) and the minutes of the walk there (inf: none)."""

    def __init__(self, points: Floats, node: Indices, access: Floats) -> None:
        self.points, self.node, self.access = points, node, access

    def __len__(self) -> int:
        return len(self.points)

    def joined(self, limit_min: float = np.inf) -> Indices:
        """Return the numbers of points that have a node, within a limit."""
        return np.flatnonzero((self.node >= 0) & (self.access <= limit_min)).astype(np.int64)


def _walk_min(chord: Floats) -> Floats:
    return sphere.km_of_chord(chord) * (60.0 / access_kmh())


def _pairs(
    chains: RoadChains, one: _Joined, other: _Joined, limit_min: float
) -> Iterator[tuple[Indices, Indices, Floats]]:
    """Yield pairs within the limit, searched from `one`; where these are targets, on the reversed roads."""
    from scipy.sparse.csgraph import dijkstra

    joined, to = one.joined(), other.joined()
    if not len(joined) or not len(to):
        return
    nodes, place = np.unique(np.concatenate([one.node[joined], other.node[to]]), return_inverse=True)
    graph, numbers = chains.graph_with(nodes)
    source, end = numbers[place[: len(joined)]], numbers[place[len(joined) :]]
    step = max(1, CELLS_AT_ONCE // max(graph.shape[0], len(to)))
    for k in range(0, len(joined), step):
        rows = joined[k : k + step]
        sources, place_of = np.unique(source[k : k + step], return_inverse=True)
        along = dijkstra(graph, indices=sources, limit=limit_min + _BEYOND)[place_of][:, end]
        minutes = np.round(one.access[rows, None] + along + other.access[to], DECIMALS)
        at_one_node = np.nonzero(one.node[rows, None] == other.node[to])
        direct = sphere.chords(one.points[rows[at_one_node[0]]], other.points[to[at_one_node[1]]])
        minutes[at_one_node] = np.round(_walk_min(direct), DECIMALS)
        found = np.nonzero(minutes <= limit_min)
        yield rows[found[0]], to[found[1]], minutes[found]
