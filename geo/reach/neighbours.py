"""Who is next to whom: the nearest places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.reach.travel_times import Floats, Indices


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Links between n units: unit `of[k]` has the neighbour `to[k]`; nobody is a neighbour of itself.

    Attributes:
        of, to: (links,) indices of units, from 0.
        n_units: number of units, those without neighbours included.
    """

    of: Indices
    to: Indices
    n_units: int


def nearest(lon: Floats, lat: Floats, count: int) -> Neighbours:
    """Return the `count` nearest others of each point (all others where there are fewer), by great circle.

    >>> nearest(np.array([0.0, 0.1, 0.3]), np.zeros(3), 1).to.tolist()
    [1, 0, 1]
    """
    from scipy.spatial import cKDTree

    n = len(lon)
    count = min(count, n - 1)
    if count < 1:
        return Neighbours(np.empty(0, np.int64), np.empty(0, np.int64), n)
    east, north = np.radians(lon), np.radians(lat)
    # chords of the unit sphere are in the order of great circles
    points = np.column_stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)))
    _, found = cKDTree(points).query(points, count + 1)
    own = np.arange(n)[:, None]
    # where several points coincide, a point is not always its own first answer
    is_own = found == own
    is_own[~is_own.any(axis=1), -1] = True
    return Neighbours(np.repeat(np.arange(n), count), found[~is_own].astype(np.int64), n)
