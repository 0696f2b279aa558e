"""Cover and location as mixed-integer programmes of scipy (HiGHS), sparse, with a time limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.siting.benefit import Benefits
from geo.siting.problem import Floats, Indices

HALF = 0.5
# HiGHS's own tolerance would call an answer best that is up to 0.01 % off
OPTIONS = {"mip_rel_gap": 0.0}


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a solver found within its time: columns of candidates (None: nothing), a bound in the unit of the model."""

    columns: Indices | None
    bound: float


def best_cover(benefits: Benefits, limit_s: float) -> Outcome:
    """Return the fewest columns that cover every point that a column covers, and a bound from below of their number."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    points, rows = np.unique(benefits.points, return_inverse=True)
    if not len(points):
        return Outcome(np.array([], dtype=np.int64), 0.0)
    shape = (len(points), benefits.n_columns)
    cover = csr_array((np.ones(len(rows)), (rows, benefits.columns)), shape=shape)
    found = run_milp(np.ones(shape[1]), [LinearConstraint(cover, 1, np.inf)], np.ones(shape[1]), limit_s)
    bound = np.ceil(dual_bound(found, 0.0) - 1e-6)
    return Outcome(None if found.x is None else np.flatnonzero(found.x > HALF).astype(np.int64), float(bound))


def best_location(benefits: Benefits, choices: int, limit_s: float) -> Outcome:
    """Return `choices` columns with the largest f, and a bound from above of f.

    max Σ bᵢₖ xᵢₖ with Σₖ xᵢₖ ≤ 1, xᵢₖ ≤ yₖ, Σ yₖ ≤ p, y whole (Balinski 1965).
    """
    from scipy.optimize import LinearConstraint
    from scipy.sparse import coo_array

    count, columns = len(benefits.worth), benefits.n_columns
    if not count:
        return Outcome(np.array([], dtype=np.int64), 0.0)
    points, rows = np.unique(benefits.points, return_inverse=True)
    each, ones = np.arange(count), np.ones(count)
    width = count + columns
    once = coo_array((ones, (rows, each)), shape=(len(points), width))
    opened = coo_array(
        (np.concatenate([ones, -ones]), (np.tile(each, 2), np.concatenate([each, count + benefits.columns]))),
        shape=(count, width),
    )
    number = np.concatenate([np.zeros(count), np.ones(columns)])[None, :]
    limits = [
        LinearConstraint(once.tocsr(), -np.inf, 1),
        LinearConstraint(opened.tocsr(), -np.inf, 0),
        LinearConstraint(number, -np.inf, choices),
    ]
    found = run_milp(np.concatenate([-benefits.worth, np.zeros(columns)]), limits, number[0], limit_s)
    bound = -dual_bound(found, -np.inf)
    opened_columns = None if found.x is None else np.flatnonzero(found.x[count:] > HALF).astype(np.int64)
    return Outcome(opened_columns, bound)


def run_milp(costs: Floats, limits: list[Any], is_whole: Floats, limit_s: float, most: Floats | None = None) -> Any:
    """Return scipy's result of min costs · x with 0 ≤ x ≤ most (1), whole where `is_whole`."""
    from scipy.optimize import Bounds, milp

    upper = np.ones(len(costs)) if most is None else most
    options = {**OPTIONS, "time_limit": limit_s}
    return milp(costs, constraints=limits, bounds=Bounds(0, upper), integrality=is_whole, options=options)


def dual_bound(found: Any, weakest: float) -> float:
    """Return the proved bound of a result; `weakest` where nothing was proved."""
    bound = getattr(found, "mip_dual_bound", None)
    return float(bound) if bound is not None and np.isfinite(bound) else weakest
