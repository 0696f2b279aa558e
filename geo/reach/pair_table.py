"""From a table of pairs, one line each, to travel times by rows: what a bureau's own table of times looks like."""

from __future__ import annotations

import numpy as np

from geo.reach.travel_times import Floats, Indices, TravelTimes


def times_of_pairs(
    rows: Indices,
    columns: Indices,
    minutes: Floats,
    shape: tuple[int, int],
    *,
    limit_min: float | None = None,
    is_estimate: bool = True,
) -> TravelTimes:
    """Return travel times from pairs in any order.

    Args:
        rows: (pairs,) demand point of each pair, from 0.
        columns: (pairs,) facility of each pair, from 0.
        minutes: (pairs,) travel time, ≥ 0.
        shape: number of demand points and of facilities.
        limit_min: up to which time the table holds every pair; None: up to its longest. Longer ones are refused.
        is_estimate: whether the times are 估算.

    Raises:
        ValueError: a pair that stands twice, an index outside the shape, a time that is negative or missing.

    >>> times_of_pairs(np.array([1, 0]), np.array([0, 1]), np.array([5.0, 0.0]), (2, 2)).minutes.tolist()
    [0.0, 5.0]
    """
    from scipy.sparse import coo_array

    longest = float(minutes.max(initial=0.0))
    if not (minutes.min(initial=0.0) >= 0 and np.isfinite(longest)):
        raise ValueError("a travel time is negative or missing")
    matrix = coo_array((minutes, (rows, columns)), shape=shape).tocsr()  # sums what stands twice, keeps what is 0
    if matrix.nnz < len(minutes):
        raise ValueError(f"{len(minutes) - matrix.nnz} pairs stand twice")
    matrix.sort_indices()
    limit = longest if limit_min is None else limit_min
    if longest > limit:
        raise ValueError(f"a travel time of {longest:g} min is beyond the limit {limit:g}")
    return TravelTimes(
        matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64), matrix.data, shape[1], limit, is_estimate
    )
