"""Travel in a straight line, made longer by a detour factor: the estimate that needs no road file (估算)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.reach import sphere
from geo.reach.travel_times import Floats, Indices, TravelTimes

# an estimate of how much longer ways are than lines; the page lets everybody change it
DEFAULT_DETOUR = 1.3
CELLS_AT_ONCE = 2_000_000  # pairs looked at in one block: about 100 MB of working memory
FEW_CELLS = 1_000_000  # so few pairs are measured all, which is quicker than a tree
ROUNDING = 1e-9  # the tree searches this much farther; what counts is minutes ≤ limit


@dataclass(frozen=True, slots=True)
class StraightLine:
    """Great-circle distance × detour ÷ speed.

    minutes = 60 · detour · km ÷ speed_kmh, km on a sphere of radius 6371.0088 km. It knows no river, mountain or road.

    Attributes:
        speed_kmh: speed of travel in km/h, above 0.
        detour: how much longer the way is than the line, at least 1.

    >>> way = StraightLine(speed_kmh=30.0, detour=1.3)
    >>> found = way.times(np.array([105.0]), np.array([30.0]), np.array([105.0]), np.array([30.05]), 30.0)
    >>> found.minutes.round(3).tolist()  # 0.05° of a meridian = 5.5597 km; × 1.3 ÷ 30 × 60
    [14.455]
    """

    speed_kmh: float
    detour: float = DEFAULT_DETOUR

    def __post_init__(self) -> None:
        if not (np.isfinite(self.speed_kmh) and self.speed_kmh > 0):
            raise ValueError(f"速度“{self.speed_kmh}”应为大于 0 的千米/小时")
        if not (np.isfinite(self.detour) and self.detour >= 1):
            raise ValueError(f"绕行系数“{self.detour}”应不小于 1")

    @property
    def is_estimate(self) -> bool:
        """Tell that straight lines are 估算, always."""
        return True

    def km_within(self, minutes: float) -> float:
        """Return the straight distance in km that is covered within minutes.

        >>> StraightLine(speed_kmh=30.0, detour=1.5).km_within(15.0)
        5.0
        """
        return minutes / 60.0 * self.speed_kmh / self.detour

    def times(self, lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats, limit_min: float) -> TravelTimes:
        """Return the minutes from n to m points in degrees, of pairs within the limit.

        A point without a position (NaN) reaches nothing and is not reached. Besides the answer (16 bytes a pair)
        a block of at most CELLS_AT_ONCE pairs is in memory at a time.
        """
        searched = sphere.chord_of_km(self.km_within(limit_min)) * (1 + ROUNDING) + 1e-15
        start, end = sphere.unit_vectors(lon, lat), sphere.unit_vectors(to_lon, to_lat)
        target = _Targets(end)
        rows = max(1, CELLS_AT_ONCE // max(1, len(end)))
        blocks = [self._block(start[k : k + rows], target, searched, limit_min) for k in range(0, len(start), rows)]
        counts = np.concatenate([np.zeros(1, np.int64), *(block[0] for block in blocks)])
        return TravelTimes(
            starts=np.cumsum(counts, dtype=np.int64),
            facilities=np.concatenate([np.zeros(0, np.int64), *(block[1] for block in blocks)]),
            minutes=np.concatenate([np.zeros(0), *(block[2] for block in blocks)]),
            n_facilities=len(end),
            limit_min=float(limit_min),
        )

    def nearest(self, lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats) -> tuple[Floats, Indices]:
        """Return the minutes to the nearest of m points for each of n, however far, and which it is; else inf, -1."""
        start, target = sphere.unit_vectors(lon, lat), _Targets(sphere.unit_vectors(to_lon, to_lat))
        minutes, which = np.full(len(start), np.inf), np.full(len(start), -1, np.int64)
        placed = np.flatnonzero(np.isfinite(start).all(axis=1))
        if len(target.numbers) and len(placed):
            chord, found = target.tree.query(start[placed])
            minutes[placed], which[placed] = self._minutes(chord), target.numbers[found]
        return minutes, which

    def _minutes(self, chord: Floats) -> Floats:
        return sphere.km_of_chord(chord) * (60.0 * self.detour / self.speed_kmh)

    def _block(
        self, start: Floats, target: _Targets, searched: float, limit_min: float
    ) -> tuple[Indices, Indices, Floats]:
        """Return pairs per row, then column and minutes of each pair, columns rising."""
        row, column = target.pairs(start, searched)
        minutes = self._minutes(sphere.chords(start[row], target.points[column]))
        kept = minutes <= limit_min
        counts = np.bincount(row[kept], minlength=len(start)).astype(np.int64)
        return counts, column[kept], minutes[kept]


class _Targets:
    """The m points that are searched, in a KD-tree; points without a position are left out of it."""

    def __init__(self, points: Floats) -> None:
        from scipy.spatial import cKDTree

        self.points = points
        self.numbers: Indices = np.flatnonzero(np.isfinite(points).all(axis=1)).astype(np.int64)
        self.tree: Any = cKDTree(points[self.numbers])

    def pairs(self, start: Floats, chord: float) -> tuple[Indices, Indices]:
        """Return row and column of pairs that may be within a chord, sorted by row, then column."""
        from scipy.spatial import cKDTree

        if len(start) * len(self.points) <= FEW_CELLS:
            apart = [np.subtract.outer(start[:, axis], self.points[:, axis]) ** 2 for axis in range(3)]
            row, column = np.nonzero(apart[0] + apart[1] + apart[2] <= chord**2)
            return row, column
        placed = np.flatnonzero(np.isfinite(start).all(axis=1))
        found = cKDTree(start[placed]).sparse_distance_matrix(self.tree, chord, output_type="ndarray")
        row, column = placed[found["i"]].astype(np.int64), self.numbers[found["j"]]
        order = np.argsort(row * len(self.points) + column, kind="stable")
        return row[order], column[order]
