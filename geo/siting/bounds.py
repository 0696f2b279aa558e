"""How good any answer can be at most: the Lagrangean dual of f, cheap and valid for the instance at hand.

For any uᵢ ≥ 0 and any set K of p candidates maxₖ bᵢₖ ≤ uᵢ + Σ_{k ∈ K} max(0, bᵢₖ − uᵢ), hence

    f(K) ≤ L(u) = Σᵢ uᵢ + the p largest of ρₖ(u),   ρₖ(u) = Σᵢ max(0, bᵢₖ − uᵢ)

(Cornuéjols, Fisher & Nemhauser 1977). min L(u) equals the bound of the linear relaxation; subgradient steps
(Held, Wolfe & Crowder 1974) come near it, and every L(u) on the way holds. The greedy guarantee 1 − 1/e is no bound of
an instance and is not used.
"""

from __future__ import annotations

import numpy as np

from geo.siting.benefit import TIE, Benefits
from geo.siting.problem import Floats, Indices

STEPS = 300
PATIENCE = 6  # steps without a better bound after which the step is halved
SMALLEST_STEP = 1e-3


def upper_bound(benefits: Benefits, choices: int, reached: float, steps: int = STEPS) -> float:
    """Return a number that f of no set of `choices` candidates exceeds.

    Args:
        benefits: of the candidates.
        choices: p.
        reached: f of a set at hand; the bound is never below it, and the search ends where it meets it.
        steps: at most so many subgradient steps.
    """
    return max(_search(benefits, choices, reached, steps)[0], reached)


def useful_columns(benefits: Benefits, choices: int, reached: float, steps: int = 4 * STEPS) -> Indices:
    """Return the columns that a set better than `reached` can hold; others are proved to be of no use.

    With k forced in, L(u) changes its last chosen for k: where that is below `reached`, k is in no better set.
    """
    bound, multipliers = _search(benefits, choices, reached, steps)
    rents = benefits.by_column(np.maximum(benefits.worth - multipliers[benefits.points], 0.0))
    if not 0 < choices < benefits.n_columns:
        return np.arange(benefits.n_columns if choices else 0, dtype=np.int64)
    last = np.sort(rents)[-choices]
    forced = bound - np.maximum(0.0, last - rents)
    return np.flatnonzero(forced >= reached * (1 - TIE)).astype(np.int64)


def _search(benefits: Benefits, choices: int, reached: float, steps: int) -> tuple[float, Floats]:
    """Return the least L(u) found and its u."""
    multipliers = _first_multipliers(benefits, choices)
    best, at, scale, since = np.inf, multipliers, 1.0, 0
    for _ in range(steps):
        bound, slope = _dual(benefits, choices, multipliers)
        since = 0 if bound < best * (1 - TIE) else since + 1
        if bound < best:
            best, at = bound, multipliers
        length = float(slope @ slope)
        if best <= reached * (1 + TIE) or length == 0 or scale < SMALLEST_STEP:
            break
        if since >= PATIENCE:
            scale, since = scale / 2, 0
        multipliers = np.maximum(0.0, multipliers - scale * (bound - reached) / length * slope)
    return best, at


def _first_multipliers(benefits: Benefits, choices: int) -> Floats:
    """Return half of what each point could get at best, or nothing where every candidate can be chosen."""
    largest = np.zeros(benefits.n_points)
    np.maximum.at(largest, benefits.points, benefits.worth)
    return largest / 2 if choices else np.zeros(benefits.n_points)


def _dual(benefits: Benefits, choices: int, multipliers: Floats) -> tuple[float, Floats]:
    """Return L(u) and a subgradient of it."""
    surplus = benefits.worth - multipliers[benefits.points]
    rents = benefits.by_column(np.maximum(surplus, 0.0))
    leading = np.argsort(-rents, kind="stable")[:choices]
    is_leading = np.zeros(benefits.n_columns, dtype=np.bool_)
    is_leading[leading] = True
    used = is_leading[benefits.columns] & (surplus > 0)
    slope: Floats = 1.0 - np.bincount(benefits.points[used], minlength=benefits.n_points).astype(np.float64)
    slope[(multipliers <= 0) & (slope > 0)] = 0.0  # u cannot fall below 0
    return float(multipliers.sum() + rents[leading].sum()), slope
