"""What a candidate is worth to a demand point: the one form that coverage and p-median share.

Given the existing facilities, both models choose a set of candidates K with |K| = p so that
f(K) = Σᵢ max_{k ∈ K} bᵢₖ is largest (0 where K is empty), with benefits bᵢₖ ≥ 0:

- max_coverage: bᵢₖ = wᵢ where tᵢₖ ≤ S and no existing facility is within S minutes of i, else 0; f: people gained.
- p_median: bᵢₖ = wᵢ · max(0, eᵢ − tᵢₖ), eᵢ the minutes to the nearest existing facility, L where there is none within
  the limit L of the travel times; f: person-minutes saved. A person beyond L minutes counts with L minutes.

f is monotone and submodular (Cornuéjols, Fisher & Nemhauser 1977).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.siting.problem import Flags, Floats, Indices, SitingProblem, nearest_minutes, pairs_of

TIE = 1e-9  # relative: values nearer than this are equal, and the first in order is taken


@dataclass(frozen=True, slots=True, eq=False)
class Benefits:
    """The benefits above 0 as pairs: `points` (n_points), `columns` (candidates, n_columns), `worth`."""

    points: Indices
    columns: Indices
    worth: Floats
    n_points: int
    n_columns: int

    def by_column(self, worth: Floats) -> Floats:
        """Return the sums (n_columns,) of a value per pair."""
        return np.bincount(self.columns, worth, self.n_columns).astype(np.float64)


def benefits_of(problem: SitingProblem) -> Benefits:
    """Return the benefits of a max_coverage or p_median problem, capacities aside."""
    pairs = pairs_of(problem)
    before = nearest_minutes(problem, pairs, problem.is_existing)
    pairs = pairs.where(~problem.is_existing[pairs.sites])
    if problem.model == "p_median":
        before = np.minimum(before, problem.times.limit_min)
        kept = pairs.minutes < before[pairs.points]
        saved = before[pairs.points] - pairs.minutes
        return _benefits(problem, pairs.points, pairs.sites, problem.weights[pairs.points] * saved, kept)
    kept = (pairs.minutes <= problem.minutes) & (before[pairs.points] > problem.minutes)
    return _benefits(problem, pairs.points, pairs.sites, problem.weights[pairs.points], kept)


def value_of(benefits: Benefits, columns: Indices) -> float:
    """Return f(K), the benefit of a set of candidates.

    >>> two = Benefits(np.array([0, 1]), np.array([0, 1]), np.array([5.0, 7.0]), 2, 2)
    >>> value_of(two, np.array([0, 1])), value_of(two, np.array([], dtype=np.int64))
    (12.0, 0.0)
    """
    is_chosen = np.zeros(benefits.n_columns, dtype=np.bool_)
    is_chosen[columns] = True
    best = np.zeros(benefits.n_points)
    kept = is_chosen[benefits.columns]
    np.maximum.at(best, benefits.points[kept], benefits.worth[kept])
    return float(best.sum())


def first_best(values: Floats) -> int:
    """Return the index of the largest value; among equal ones (but for rounding) the first.

    >>> first_best(np.array([1.0, 3.0, 3.0 + 1e-12]))
    1
    """
    largest = float(values.max())
    return int(np.argmax(values >= largest - TIE * max(1.0, abs(largest))))


def _benefits(problem: SitingProblem, points: Indices, sites: Indices, worth: Floats, kept: Flags) -> Benefits:
    column_of = np.full(problem.times.n_facilities, -1, dtype=np.int64)
    column_of[problem.candidates] = np.arange(len(problem.candidates))
    columns = column_of[sites[kept]]
    return Benefits(points[kept], columns, worth[kept], problem.times.n_demand, len(problem.candidates))
