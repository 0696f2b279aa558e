"""The fewest sites that leave nobody beyond a time (Toregas et al. 1971), by coverage with every point counted as one.

Greedy cover (Johnson 1974), among all candidates and among those that the linear relaxation opens in part; then fewer
and fewer sites as long as greedy + swap still covers all. From below: min Σ yₖ with Σ_{k covers i} yₖ ≥ 1, 0 ≤ y ≤ 1
(HiGHS) rounded up; no whole choice is smaller.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.siting.benefit import Benefits, value_of
from geo.siting.greedy import greedy_choice
from geo.siting.problem import Floats, Indices, Pairs, SitingProblem
from geo.siting.swapping import swapped_choice

HALF = 0.5  # points are counted whole
SLACK = 1e-6


def cover_benefits(problem: SitingProblem, pairs: Pairs, before: Floats, minutes: float) -> Benefits:
    """Return benefits of 1 for each point that a candidate, but no existing facility, reaches within `minutes`."""
    column_of = np.full(problem.times.n_facilities, -1, dtype=np.int64)
    column_of[problem.candidates] = np.arange(len(problem.candidates))
    kept = (column_of[pairs.sites] >= 0) & (pairs.minutes <= minutes) & (before[pairs.points] > minutes)
    points = pairs.points[kept]
    return Benefits(points, column_of[pairs.sites[kept]], np.ones(len(points)), len(before), len(problem.candidates))


def relaxed_cover(benefits: Benefits) -> tuple[float, Floats]:
    """Return how many columns, taken in parts, cover every point that a column covers, and the part of each column."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    points, rows = np.unique(benefits.points, return_inverse=True)
    if not len(points):
        return 0.0, np.zeros(benefits.n_columns)
    shape = (len(points), benefits.n_columns)
    cover = csr_array((np.ones(len(rows)), (rows, benefits.columns)), shape=shape)
    found = linprog(np.ones(shape[1]), A_ub=-cover, b_ub=-np.ones(shape[0]), bounds=(0, 1), method="highs")
    return (float(found.fun), found.x) if found.status == 0 else (1.0, np.ones(shape[1]))


def covering_columns(benefits: Benefits, choices: int, parts: Floats) -> Indices | None:
    """Return at most `choices` columns that cover every point that can be covered; None where none were found."""
    count = len(np.unique(benefits.points))
    for among in (benefits, _among(benefits, parts)):
        greedy = greedy_choice(among, benefits.n_columns)
        columns = _without_idle(among, greedy)
        if value_of(benefits, columns) > count - HALF and len(columns) <= choices:
            return columns
        columns = swapped_choice(among, greedy[:choices])
        if value_of(benefits, columns) > count - HALF:
            return columns
    return None


def fewest_columns(benefits: Benefits) -> tuple[Indices, int]:
    """Return columns that cover every point that a column covers, and a number that no such set is smaller than."""
    relaxed, parts = relaxed_cover(benefits)
    least = int(np.ceil(relaxed - SLACK))
    columns = np.unique(benefits.columns)
    fewer: Indices | None = columns
    while fewer is not None and len(fewer) > 0:
        columns = fewer
        fewer = covering_columns(benefits, len(columns) - 1, parts) if len(columns) > least else None
    return columns, min(least, len(columns))


def _among(benefits: Benefits, parts: Floats) -> Benefits:
    kept = parts[benefits.columns] > SLACK
    return replace(benefits, points=benefits.points[kept], columns=benefits.columns[kept], worth=benefits.worth[kept])


def _without_idle(benefits: Benefits, columns: Indices) -> Indices:
    """Return the columns without those, last chosen first, whose points the others cover."""
    value = value_of(benefits, columns)
    for column in columns[::-1]:
        others = columns[columns != column]
        if value_of(benefits, others) > value - HALF:
            columns = others
    return columns
