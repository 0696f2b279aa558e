"""Greedy choice: again and again the candidate that adds most.

For max_coverage and p_median it reaches at least 1 − 1/e of the best (Nemhauser, Wolsey & Fisher 1978). That holds of
every instance and says little of this one: `bounds` says how far from the best this answer can be at most.
"""

from __future__ import annotations

import numpy as np

from geo.siting.benefit import TIE, Benefits, first_best
from geo.siting.problem import Indices


def greedy_choice(benefits: Benefits, choices: int) -> Indices:
    """Return up to `choices` columns in the order of choice; it stops where no candidate adds anything.

    Ties go to the candidate that stands first.

    >>> points, columns = np.array([0, 1, 1, 2]), np.array([0, 0, 1, 1])
    >>> greedy_choice(Benefits(points, columns, np.array([4.0, 3.0, 3.0, 2.0]), 3, 2), 2).tolist()
    [0, 1]
    """
    best = np.zeros(benefits.n_points)
    chosen: list[int] = []
    while len(chosen) < min(choices, benefits.n_columns):
        gains = benefits.by_column(np.maximum(benefits.worth - best[benefits.points], 0.0))
        column = first_best(gains)
        if gains[column] <= TIE:
            break
        chosen.append(column)
        mine = benefits.columns == column
        np.maximum.at(best, benefits.points[mine], benefits.worth[mine])
    return np.array(chosen, dtype=np.int64)


def gains_in_order(benefits: Benefits, columns: Indices) -> tuple[Indices, list[float]]:
    """Return the columns so ordered that each adds most to those before it, and what each adds; adds up to f.

    Candidates that add nothing stand last, in their order.
    """
    is_in = np.zeros(benefits.n_columns, dtype=np.bool_)
    is_in[columns] = True
    kept = is_in[benefits.columns]
    among = Benefits(
        benefits.points[kept], benefits.columns[kept], benefits.worth[kept], benefits.n_points, benefits.n_columns
    )
    order = greedy_choice(among, len(columns))
    rest = np.setdiff1d(columns, order)
    best, gains = np.zeros(benefits.n_points), []
    for column in order:
        mine = among.columns == column
        added = np.maximum(among.worth[mine] - best[among.points[mine]], 0.0)
        best[among.points[mine]] += added
        gains.append(float(added.sum()))
    return np.concatenate([order, rest]).astype(np.int64), gains + [0.0] * len(rest)
