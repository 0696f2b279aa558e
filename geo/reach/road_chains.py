"""Roads without their bends: chains of nodes with two neighbours become one segment each, of the same minutes.

Three quarters of the nodes of a road file only bend a street or tell how far it has got. The quickest way between two
crossings passes all bends between them, so times stay what they are. Points of a question that stand at a bend are put
back into its chain, with the minutes to the points beside them, before times are searched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.reach.travel_times import Floats, Indices

Flags = NDArray[np.bool_]
NO_NODE = -1


@dataclass(frozen=True, slots=True, eq=False)
class RoadChains:
    """A graph of n nodes, its chains taken together.

    Along a chain stand its first end, its bends in their order, its last end; ends are crossings (or dead ends). A node
    of a chain is at place k of the arrays (p,); a chain takes the places from its first end to its last.

    Attributes:
        number: (n,) of each crossing among the crossings, -1 of a bend.
        place: (n,) of each bend among the places, -1 of a crossing.
        node: (p,) the node at a place.
        chain: (p,) the chain of a place.
        there: (p,) minutes from the first end on, along the chain; of steps that are possible only.
        back: (p,) the same in the other direction: minutes from here to the first end.
        closed_there, closed_back: (p,) steps from the first end to here that are closed in that direction.
        tail, head, minutes: (a,) segments between crossings, by number: chains, and what was one segment before.
    """

    number: Indices
    place: Indices
    node: Indices
    chain: Indices
    there: Floats
    back: Floats
    closed_there: Indices
    closed_back: Indices
    tail: Indices
    head: Indices
    minutes: Floats

    @property
    def crossing_count(self) -> int:
        """Return the number of crossings."""
        return int(self.number.max(initial=NO_NODE)) + 1

    def graph_with(self, wanted: Indices) -> tuple[Any, Indices]:
        """Return a CSR matrix of minutes between crossings and wanted nodes, and the number of each wanted node in it.

        Wanted nodes (w,) are of the graph that the chains were made of, each once.
        """
        crossings = self.crossing_count
        at = np.sort(self.place[wanted[self.number[wanted] == NO_NODE]])
        numbers = self.number.copy()
        numbers[self.node[at]] = crossings + np.arange(len(at))
        tail, head, minutes = self._split(at, numbers)
        parts = (np.concatenate([self.tail, tail]), np.concatenate([self.head, head]))
        return _quickest(*parts, np.concatenate([self.minutes, minutes]), crossings + len(at)), numbers[wanted]

    def _split(self, at: Indices, numbers: Indices) -> tuple[Indices, Indices, Floats]:
        """Return the segments that lead along chains from end to wanted bend to wanted bend to end."""
        chains = np.unique(self.chain[at])
        first = np.searchsorted(self.chain, chains)
        last = np.searchsorted(self.chain, chains, side="right") - 1
        stops = np.sort(np.concatenate([at, first, last]))
        one, other = stops[:-1], stops[1:]
        beside = self.chain[one] == self.chain[other]
        one, other = one[beside], other[beside]
        there = self.closed_there[one] == self.closed_there[other]
        back = self.closed_back[one] == self.closed_back[other]
        a, b = numbers[self.node[one]], numbers[self.node[other]]
        return (
            np.concatenate([a[there], b[back]]),
            np.concatenate([b[there], a[back]]),
            np.concatenate([(self.there[other] - self.there[one])[there], (self.back[other] - self.back[one])[back]]),
        )


def road_chains(graph: Any) -> RoadChains:
    """Return the chains of a CSR matrix (n, n) of minutes from node to node; no entry: no way."""
    pattern = _pattern(graph)
    is_bend = _bends(pattern)
    node, chain = _walked(pattern, is_bend)
    there, closed_there = _along(graph, node[:-1], node[1:], chain)
    back, closed_back = _along(graph, node[1:], node[:-1], chain)
    number = np.where(is_bend, NO_NODE, np.cumsum(~is_bend) - 1).astype(np.int64)
    place = np.full(len(number), NO_NODE, np.int64)
    inner = np.flatnonzero(is_bend[node])
    place[node[inner]] = inner
    steps = (there, back, closed_there, closed_back)
    tail, head, minutes = _between_crossings(graph, number, node, chain, steps)
    return RoadChains(number, place, node, chain, there, back, closed_there, closed_back, tail, head, minutes)


def _pattern(graph: Any) -> Any:
    """Return who is beside whom, in whichever direction, none beside itself."""
    from scipy.sparse import csr_array

    ones = csr_array((np.ones(len(graph.data), np.int8), graph.indices, graph.indptr), shape=graph.shape)
    both = (ones + ones.T).tocoo()
    apart = both.row != both.col
    shape = (np.ones(int(apart.sum()), np.int8), (both.row[apart], both.col[apart]))
    pattern = csr_array(shape, shape=graph.shape)
    pattern.sort_indices()
    return pattern


def _bends(pattern: Any) -> Flags:
    """Return (n,) whether a node has exactly two beside it; in a ring of bends alone one counts as a crossing."""
    from scipy.sparse.csgraph import connected_components

    is_bend: Flags = np.diff(pattern.indptr) == 2  # noqa: PLR2004
    bends = np.flatnonzero(is_bend)
    among = pattern[bends][:, bends]
    count, ring = connected_components(among, directed=False)
    is_closed = np.bincount(ring, np.diff(among.indptr), minlength=count) == 2 * np.bincount(ring, minlength=count)
    _, first = np.unique(ring, return_index=True)
    is_bend[bends[first[is_closed]]] = False
    return is_bend


def _walked(pattern: Any, is_bend: Flags) -> tuple[Indices, Indices]:
    """Return the nodes of all chains, one chain after another in the order of the way, ends too; and their chain."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import breadth_first_order, connected_components

    bends = np.flatnonzero(is_bend)
    if not len(bends):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    among = pattern[bends][:, bends]
    count, chain = connected_components(among, directed=False)
    inner = np.diff(among.indptr)
    tips = np.flatnonzero(inner < 2)  # noqa: PLR2004
    _, first = np.unique(chain[tips], return_index=True)
    # a node beside the first tip of every chain: from it, all chains are walked in step
    start, steps = len(bends), among.tocoo()
    rows = np.concatenate([steps.row, np.full(count, start)])
    columns = np.concatenate([steps.col, tips[first]])
    wider = coo_array((np.ones(len(rows), np.int8), (rows, columns)), shape=(start + 1, start + 1)).tocsr()
    order = breadth_first_order(wider, start, directed=True, return_predecessors=False)[1:]
    order = order[np.argsort(chain[order], kind="stable")]
    return _with_ends(pattern, is_bend, bends[order], chain[order].astype(np.int64))


def _with_ends(pattern: Any, is_bend: Flags, node: Indices, chain: Indices) -> tuple[Indices, Indices]:
    """Put the crossing before the first bend, and behind the last, of each chain."""
    beside = pattern.indices[pattern.indptr[node][:, None] + np.arange(2)].astype(np.int64)
    first = np.flatnonzero(np.diff(chain, prepend=-1))
    last = np.append(first[1:], len(node)) - 1
    left = np.where(is_bend[beside[first, 0]], beside[first, 1], beside[first, 0])
    right = np.where(is_bend[beside[last, 0]], beside[last, 1], beside[last, 0])
    alone = first == last
    left[alone], right[alone] = beside[first[alone], 0], beside[first[alone], 1]
    places = np.concatenate([first, np.arange(len(node)), last])
    turn = np.repeat([0, 1, 2], [len(first), len(node), len(last)])
    order = np.lexsort((places, turn, chain[places]))
    return np.concatenate([left, node, right])[order], chain[places][order]


def _along(graph: Any, one: Indices, other: Indices, chain: Indices) -> tuple[Floats, Indices]:
    """Return, of each place, the minutes of the open steps before it in its chain, and how many are closed."""
    minutes = np.asarray(graph[one, other]).ravel() if len(one) else np.zeros(0)
    is_step = chain[1:] == chain[:-1]
    closed = np.concatenate([np.zeros(min(1, len(chain)), np.int64), np.cumsum(is_step & (minutes == 0))])
    total = np.concatenate([np.zeros(min(1, len(chain))), np.cumsum(np.where(is_step, minutes, 0.0))])
    first = np.flatnonzero(np.diff(chain, prepend=-1))
    length = np.diff(np.append(first, len(chain)))
    return total - np.repeat(total[first], length), closed - np.repeat(closed[first], length)


def _between_crossings(
    graph: Any, number: Indices, node: Indices, chain: Indices, steps: tuple[Floats, Floats, Indices, Indices]
) -> tuple[Indices, Indices, Floats]:
    """Return the segments between crossings: those that were none of a chain, and each open chain as one."""
    there, back, closed_there, closed_back = steps
    entries = graph.tocoo()
    plain = (number[entries.row] != NO_NODE) & (number[entries.col] != NO_NODE)
    last = np.flatnonzero(np.diff(chain, append=-1))
    first = np.append(0, last[:-1] + 1)[: len(last)]
    a, b = number[node[first]], number[node[last]]
    onward = (closed_there[last] == 0) & (a != b)
    return_ = (closed_back[last] == 0) & (a != b)
    return (
        np.concatenate([number[entries.row[plain]], a[onward], b[return_]]),
        np.concatenate([number[entries.col[plain]], b[onward], a[return_]]),
        np.concatenate([entries.data[plain], there[last][onward], back[last][return_]]),
    )


def _quickest(tail: Indices, head: Indices, minutes: Floats, size: int) -> Any:
    """Return a CSR matrix of segments; of several between two nodes the quickest."""
    from scipy.sparse import csr_array

    order = np.lexsort((minutes, head, tail))
    tail, head, minutes = tail[order], head[order], minutes[order]
    first = np.ones(len(tail), bool)
    first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    return csr_array((minutes[first], (tail[first], head[first])), shape=(size, size))
