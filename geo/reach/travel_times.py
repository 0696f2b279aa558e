"""Minutes from demand points to facilities, only of pairs within a limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class TravelTimes:
    """A sparse matrix by rows: the pairs of row i stand at `starts[i]:starts[i + 1]`.

    No sparse matrix of scipy, since an entry of 0 minutes means "at the door" and must never be dropped as "nothing".

    Attributes:
        starts: (n_demand + 1,) where the pairs of each demand point start.
        facilities: (pairs,) column of each pair, rising within a row.
        minutes: (pairs,) travel time, 0 ≤ minutes ≤ limit_min.
        n_facilities: number of columns.
        limit_min: pairs beyond it are absent.
        is_estimate: whether they are straight lines times a detour factor (估算), not ways along roads.
    """

    starts: Indices
    facilities: Indices
    minutes: Floats
    n_facilities: int
    limit_min: float
    is_estimate: bool = True

    @property
    def n_demand(self) -> int:
        """Return the number of rows."""
        return len(self.starts) - 1


class Travel(Protocol):
    """A way to travel: straight lines or roads."""

    @property
    def is_estimate(self) -> bool:
        """Tell whether times are 估算."""

    def times(self, lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats, limit_min: float) -> TravelTimes:
        """Return the minutes from each of n points to each of m points, in degrees CGCS2000, up to a limit."""


class TravelToNearest(Travel, Protocol):
    """A way to travel that also tells the nearest facility, however far it is."""

    def nearest(self, lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats) -> tuple[Floats, Indices]:
        """Return the minutes to the nearest of m points for each of n, and which it is; inf, -1 where there is none."""
