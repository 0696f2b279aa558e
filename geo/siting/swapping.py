"""Swap one chosen candidate for another as long as that helps: Teitz & Bart 1968, all pairs at once.

With b¹ᵢ ≥ b²ᵢ the largest and second largest benefit that the chosen set gives to point i, k¹ᵢ the candidate that gives
b¹ᵢ, taking in k and giving up r changes f by (Whitaker 1983; Resende & Werneck 2007)

    Σᵢ max(0, bᵢₖ − b¹ᵢ)  −  Σ_{i: k¹ᵢ = r} (b¹ᵢ − b²ᵢ)  +  Σ_{i: k¹ᵢ = r} max(0, min(bᵢₖ, b¹ᵢ) − b²ᵢ)
"""

from __future__ import annotations

import numpy as np

from geo.siting.benefit import TIE, Benefits, value_of
from geo.siting.problem import Floats, Indices

MOST_SWAPS = 200


def swapped_choice(benefits: Benefits, columns: Indices, most_swaps: int = MOST_SWAPS) -> Indices:
    """Return a set of the same size that no single swap improves (or after `most_swaps`), never worse than `columns`.

    Each round takes the best swap; of equal ones the one that gives up the earliest and takes in the first.

    >>> points, worth = np.array([0, 0, 1, 1]), np.array([5.0, 5.0, 4.0, 9.0])
    >>> swapped_choice(Benefits(points, np.array([0, 1, 0, 2]), worth, 2, 3), np.array([0])).tolist()
    [0]
    >>> swapped_choice(Benefits(points, np.array([0, 1, 1, 2]), worth, 2, 3), np.array([0])).tolist()
    [1]
    """
    chosen = np.array(columns, dtype=np.int64)
    if not 0 < len(chosen) < benefits.n_columns:
        return chosen
    value = value_of(benefits, chosen)
    for _ in range(most_swaps):
        changes = _changes(benefits, chosen)
        place, column = np.unravel_index(_first_largest(changes, value), changes.shape)
        if changes[place, column] <= TIE * max(1.0, value):
            break
        chosen[place] = column
        value = value_of(benefits, chosen)
    return chosen


def _changes(benefits: Benefits, chosen: Indices) -> Floats:
    """Return (p, n_columns): by how much f rises when the chosen at a place gives way to a column."""
    first, second, giver = _two_best(benefits, chosen)
    points, columns, worth = benefits.points, benefits.columns, benefits.worth
    gains = benefits.by_column(np.maximum(worth - first[points], 0.0))
    is_held = giver < len(chosen)
    losses = np.bincount(giver[is_held], (first - second)[is_held], len(chosen))
    kept = is_held[points] & (worth > second[points])
    points, columns, worth = points[kept], columns[kept], worth[kept]
    back = np.minimum(worth, first[points]) - second[points]
    cells = giver[points] * benefits.n_columns + columns
    returned = np.bincount(cells, back, len(chosen) * benefits.n_columns).reshape(len(chosen), -1)
    changes: Floats = gains[None, :] - losses[:, None] + returned
    changes[:, chosen] = -np.inf
    return changes


def _two_best(benefits: Benefits, chosen: Indices) -> tuple[Floats, Floats, Indices]:
    """Return the largest and second largest benefit of each point, and the place of its giver (p: none)."""
    count = len(chosen)
    place_of = np.full(benefits.n_columns, count, dtype=np.int64)
    place_of[chosen] = np.arange(count)
    places = place_of[benefits.columns]
    kept = places < count
    points, places, worth = benefits.points[kept], places[kept], benefits.worth[kept]
    order = np.lexsort((places, -worth, points))
    points, places, worth = points[order], places[order], worth[order]
    starts = np.searchsorted(points, np.arange(benefits.n_points + 1))
    has_one, has_two = np.diff(starts) >= 1, np.diff(starts) >= 2  # noqa: PLR2004
    first, second = np.zeros(benefits.n_points), np.zeros(benefits.n_points)
    giver = np.full(benefits.n_points, count, dtype=np.int64)
    first[has_one], giver[has_one] = worth[starts[:-1][has_one]], places[starts[:-1][has_one]]
    second[has_two] = worth[starts[:-1][has_two] + 1]
    return first, second, giver


def _first_largest(changes: Floats, value: float) -> int:
    largest = float(changes.max())
    return int(np.argmax(changes >= largest - TIE * max(1.0, value)))
