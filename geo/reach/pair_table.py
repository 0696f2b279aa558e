"""From a table of pairs, one line each, to travel times by rows: what a bureau's own table of times looks like."""

from __future__ import annotations

import numpy as np

from geo.reach.travel_times import Floats, Indices, TravelTimes


def times_of_pairs(
    rows: Indices, columns: Indices, minutes: Floats, shape: tuple[int, int], *, is_estimate: bool = True
) -> TravelTimes:
    """Return travel times from pairs in any order; the limit is the longest time.

    Args:
        rows: (pairs,) demand point of each pair, from 0.
        columns: (pairs,) facility of each pair, from 0.
        minutes: (pairs,) travel time, ≥ 0.
        shape: number of demand points and of facilities.
        is_estimate: whether the times are 估算.

    Raises:
        ValueError: a pair that stands twice, an index outside the shape, a time that is negative or missing.

    >>> times_of_pairs(np.array([1, 0]), np.array([0, 1]), np.array([5.0, 0.0]), (2, 2)).minutes.tolist()
    [0.0, 5.0]
    """
    from scipy.sparse import coo_array

    if len(minutes) and not (minutes.min() >= 0 and np.isfinite(minutes.max())):
        raise ValueError("a travel time is negative or missing")
    # scipy sums what stands twice and keeps what is 0
    matrix = coo_array((minutes, (rows, columns)), shape=shape).tocsr()
    if matrix.nnz < len(minutes):
        raise ValueError(f"{len(minutes) - matrix.nnz} pairs stand twice")
    matrix.sort_indices()
    limit = float(minutes.max()) if len(minutes) else 0.0
    return TravelTimes(
        matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64), matrix.data, shape[1], limit, is_estimate
    )
