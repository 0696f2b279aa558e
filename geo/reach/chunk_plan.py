"""How a nation is cut into chunks that fit into memory: neighbours together, and the pairs of each bounded beforehand.

A ball around a few neighbours, made larger by the limit of travel, holds every facility that any of them can reach. So
before a single pair is made it is known that a chunk has at most rows × facilities in the ball.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.reach import sphere
from geo.reach.travel_times import Floats, Indices

DEFAULT_BUDGET_MB = 512
# measured with the working memory of a chunk in geo/reach/README.md; a test holds the peak against them
FIXED_BYTES, BYTES_PER_PAIR, BYTES_PER_ROW = 96_000_000, 160, 800
MOST_ROWS = 8192  # smaller chunks than the memory allows: progress is seen, work is shared out evenly
BLOCK_ROWS = 64  # neighbours that share a ball
_SLAB_ROWS = 1024 * BLOCK_ROWS  # rows looked at in one go
_SLACK = 1e-6  # the ball is larger by this share, so that rounding leaves nothing out


class MemoryBudgetError(ValueError):
    """The memory that is allowed does not hold the pairs of a single demand point."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbours in the order of the plan, from `start` to before `stop`, and how many facilities are in their ball."""

    start: int
    stop: int
    facilities: int

    @property
    def bytes(self) -> int:
        """Return the working memory that the rows and pairs of the piece need at most."""
        return (self.stop - self.start) * (BYTES_PER_ROW + self.facilities * BYTES_PER_PAIR)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pieces that are computed in one go; `pairs_at_most` is a bound, not a count."""

    pieces: tuple[Piece, ...]

    @property
    def rows(self) -> slice:
        """Return the rows of the chunk in the order of the plan."""
        return slice(self.pieces[0].start, self.pieces[-1].stop)

    @property
    def pairs_at_most(self) -> int:
        """Return how many pairs the chunk cannot exceed."""
        return sum((piece.stop - piece.start) * piece.facilities for piece in self.pieces)

    @property
    def bytes_at_most(self) -> int:
        """Return the working memory that the chunk cannot exceed, by the measured bytes of a row and of a pair."""
        return FIXED_BYTES + sum(piece.bytes for piece in self.pieces)


class ChunkPlan:
    """The chunks of n demand points and m facilities; it depends on these, the distance and the budget alone.

    Attributes:
        order: (n,) the demand points, neighbours together; those without a position come last.
        chunks: in the order in which their sums are added.
    """

    def __init__(self, lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats, km: float, budget_mb: int) -> None:
        """Cut n points into chunks of at most `budget_mb` (millions of bytes) of working memory.

        `km` is how far anybody gets in a straight line. Raises MemoryBudgetError where the budget is too small.
        """
        self._lon, self._lat = lon, lat
        self._chord = sphere.chord_of_km(km) * (1 + _SLACK) + _SLACK**2
        self._numbers, self._tree = _tree_of(to_lon, to_lat)
        self.order = spatial_order(lon, lat)
        budget = budget_mb * 1_000_000 - FIXED_BYTES
        needed = BYTES_PER_ROW + BYTES_PER_PAIR * len(self._numbers)
        if budget < needed:
            least = -(-(FIXED_BYTES + needed) // 1_000_000)
            raise MemoryBudgetError(f"内存上限 {budget_mb} MB 太小：{len(to_lon)} 个机构至少需要 {least} MB")
        self.chunks: tuple[Chunk, ...] = tuple(_chunks(self._pieces(budget), budget))

    def facilities_near(self, chunk: Chunk) -> Indices:
        """Return the numbers, rising, of the facilities that any row of a chunk may reach; perhaps some more."""
        is_near = np.zeros(len(self._numbers), bool)
        for piece in chunk.pieces:
            if piece.facilities:
                (centre,), (radius,) = self._balls(piece.start, piece.stop, piece.stop - piece.start)
                is_near[self._tree.query_ball_point(centre, radius)] = True
        return self._numbers[is_near]

    def _pieces(self, budget: int) -> Iterator[Piece]:
        """Yield the pieces in order, none larger than the budget."""
        n_placed = int((np.isfinite(self._lon) & np.isfinite(self._lat)).sum())
        for start in range(0, n_placed, _SLAB_ROWS):
            stop = min(start + _SLAB_ROWS, n_placed)
            centres, radii = self._balls(start, stop, BLOCK_ROWS)
            counts = self._tree.query_ball_point(centres, radii, return_length=True)
            for number, count in enumerate(counts.tolist()):
                first = start + number * BLOCK_ROWS
                yield from _split(Piece(first, min(first + BLOCK_ROWS, stop), count), budget)
        for start in range(n_placed, len(self.order), BLOCK_ROWS):
            yield Piece(start, min(start + BLOCK_ROWS, len(self.order)), 0)

    def _balls(self, start: int, stop: int, size: int) -> tuple[Floats, Floats]:
        """Return centre (k, 3) and radius (k,) of the balls that hold what each `size` rows may reach."""
        rows = self.order[start:stop]
        points = sphere.unit_vectors(self._lon[rows], self._lat[rows])
        firsts = np.arange(0, len(points), size)
        sizes = np.diff(np.append(firsts, len(points)))
        centres = np.add.reduceat(points, firsts, axis=0) / sizes[:, None]
        apart = sphere.chords(points, np.repeat(centres, sizes, axis=0))
        return centres, np.maximum.reduceat(apart, firsts) * (1 + _SLACK) + self._chord


def spatial_order(lon: Floats, lat: Floats) -> Indices:
    """Return the numbers of n points so that neighbours stand together; points without a position come last.

    >>> spatial_order(np.array([9.0, np.nan, 1.0, 9.1]), np.array([1.0, 1.0, 1.0, 1.0])).tolist()[-1]
    1
    """
    from scipy.spatial import cKDTree

    is_placed = np.isfinite(lon) & np.isfinite(lat)
    placed = np.flatnonzero(is_placed)
    tree = cKDTree(np.column_stack([lon[placed], lat[placed]]), leafsize=BLOCK_ROWS, balanced_tree=False)
    return np.concatenate([placed[tree.indices], np.flatnonzero(~is_placed)]).astype(np.int64)


def _tree_of(lon: Floats, lat: Floats) -> tuple[Indices, Any]:
    """Return the numbers of the points that have a position, and a tree of them."""
    from scipy.spatial import cKDTree

    numbers = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat)).astype(np.int64)
    return numbers, cKDTree(sphere.unit_vectors(lon[numbers], lat[numbers]))


def _split(piece: Piece, budget: int) -> Iterator[Piece]:
    """Yield a piece as a whole, or in as few parts as fit."""
    rows = max(1, budget // (BYTES_PER_ROW + piece.facilities * BYTES_PER_PAIR))
    for start in range(piece.start, piece.stop, rows):
        yield Piece(start, min(start + rows, piece.stop), piece.facilities)


def _chunks(pieces: Iterator[Piece], budget: int) -> Iterator[Chunk]:
    """Yield chunks of pieces that follow each other, as large as budget and MOST_ROWS allow."""
    held: list[Piece] = []
    used = 0
    for piece in pieces:
        if held and (used + piece.bytes > budget or piece.stop - held[0].start > MOST_ROWS):
            yield Chunk(tuple(held))
            held, used = [], 0
        held.append(piece)
        used += piece.bytes
    if held:
        yield Chunk(tuple(held))
