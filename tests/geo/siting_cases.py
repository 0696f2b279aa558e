"""Small matrices and a random city for the tests of siting."""

from __future__ import annotations

import numpy as np

from geo.reach.travel_times import TravelTimes


def times_of(matrix, limit=60.0):
    """Travel times of a dense matrix; what is beyond the limit is absent."""
    matrix = np.asarray(matrix, dtype=float)
    is_near = matrix <= limit
    starts = np.concatenate([[0], np.cumsum(is_near.sum(axis=1))]).astype(np.int64)
    columns = np.nonzero(is_near)[1].astype(np.int64)
    return TravelTimes(starts, columns, matrix[is_near], matrix.shape[1], limit)


def random_city(n=1000, sites=230, seed=1):
    """Points and sites on a square of 60 minutes; the first 30 sites exist."""
    rng = np.random.default_rng(seed)
    points, places = rng.random((n, 2)) * 60, rng.random((sites, 2)) * 60
    matrix = np.hypot(*(points[:, None] - places[None]).transpose(2, 0, 1))
    return matrix, rng.integers(10, 3000, n).astype(float), np.arange(sites) < 30
