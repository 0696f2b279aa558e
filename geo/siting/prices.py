"""Prices of full sites, nearly: what one more place at each would save, by softened choices in a few rounds.

Of each point, people choose a place by exp(−(c + μ) / ε), and the prices μ ≥ 0 rise until no place is chosen by more
than it has room for (Sinkhorn 1967; Cuturi 2013), for ε falling from half of the dearest cost to a thousandth of it.
Whatever the prices, they bound the least costs of all from below: Σᵢ wᵢ minⱼ (cᵢⱼ + μⱼ) − Σⱼ μⱼ roomⱼ.
"""

from __future__ import annotations

import numpy as np

from geo.siting.problem import Floats

LEVELS = (0.5, 0.2, 0.08, 0.03, 0.01, 0.004, 0.0015)  # ε in parts of what it costs to find no room
FINE_LEVELS = LEVELS[-4:]  # from prices that are nearly right
ROUNDS = 16
SMALLEST = 1e-200


def prices_of(
    costs: Floats, people: Floats, rooms: Floats, start: Floats, levels: tuple[float, ...] = LEVELS
) -> Floats:
    """Return prices (k,); costs (n, k), rooms (k,): the first is inf and costs all the same, most of all places."""
    prices, is_limited = start.copy(), np.isfinite(rooms)
    if not is_limited.any() or not len(people):
        return np.zeros(len(rooms))
    lost = float(costs[0, 0])
    for level in levels:
        dear = costs + prices
        likes = np.exp((dear.min(axis=1, keepdims=True) - dear) / (level * lost))
        factors = np.ones(len(rooms))
        for _ in range(ROUNDS):
            loads = factors * ((people / np.maximum(likes @ factors, SMALLEST)) @ likes)
            fits = np.where(loads > 0, rooms / np.maximum(loads, SMALLEST), np.inf)
            highest = np.exp(np.minimum(prices / (level * lost), 400.0))  # no price below 0
            factors = np.where(is_limited, np.clip(factors * np.minimum(fits, 1e6), SMALLEST, highest), 1.0)
        prices = np.where(is_limited, np.maximum(0.0, prices - level * lost * np.log(factors)), 0.0)
    return prices


def bound_of(costs: Floats, people: Floats, rooms: Floats, prices: Floats) -> float:
    """Return the costs of all that no sharing out stays below.

    >>> bound_of(np.array([[9.0, 1.0], [9.0, 2.0]]), np.ones(2), np.array([np.inf, 1.0]), np.array([0.0, 7.0]))
    10.0
    """
    limits = np.where(np.isfinite(rooms), rooms, 0.0)
    return float((costs + prices).min(axis=1) @ people - prices @ limits)
