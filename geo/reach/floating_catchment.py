"""Accessibility with capacity: floating catchment areas (2SFCA, E2SFCA, 3SFCA) as products of sparse matrices.

Step 1 gives each facility its capacity per person who may come; step 2 adds up, for each place, what its
facilities offer. A place that reaches nothing has 0, as the definitions say, and those people are counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo.reach.decay import Decay, Flat
from geo.reach.travel_times import Floats, TravelTimes

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True, eq=False)
class Accessibility:
    """What n places can have of the capacity of m facilities.

    Attributes:
        per_1000: (n,) capacity per 1,000 people. 0: no facility is within the catchment. NaN: it cannot be told, since
            every facility within has no stated capacity, or nobody lives who could come.
        ratios: (m,) capacity per (weighted) person; NaN where capacity is not stated or nobody may come.
        unreached_people: how many people have 0 because nothing is within the catchment.
        unknown_people: how many have NaN.
        facilities_not_stated: facilities left out, as their capacity is not stated.
        facilities_without_people: facilities with capacity that nobody may come to.
        points_not_stated: places left out of step 1, as their people are not stated.
        is_estimate: whether the times are 估算.
    """

    per_1000: Floats
    ratios: Floats
    unreached_people: float
    unknown_people: float
    facilities_not_stated: int
    facilities_without_people: int
    points_not_stated: int
    is_estimate: bool


def two_step(times: TravelTimes, people: Floats, capacity: Floats, catchment_min: float) -> Accessibility:
    """Return accessibility by 2SFCA: Luo & Wang 2003, Environment and Planning B 30:865–884.

        R_j = S_j / Σ_{i: d_ij ≤ d₀} P_i          A_i = Σ_{j: d_ij ≤ d₀} R_j

    Args:
        times: minutes from n places to m facilities, up to the catchment or beyond.
        people: (n,) P, persons; NaN is not stated and left out.
        capacity: (m,) S, such as beds; NaN is not stated and left out.
        catchment_min: d₀.

    Raises:
        ValueError: sizes that differ, negative numbers, a catchment beyond the limit of the times.

    Two villages of 1,000 and 500 people; home A (30 beds) is near both, home B (10 beds) near the second:
    R_A = 30 / 1500 = 0.02, R_B = 10 / 500 = 0.02, so the villages have 20 and 40 beds per 1,000.

    >>> times = TravelTimes(np.array([0, 1, 3]), np.array([0, 0, 1]), np.array([5.0, 10.0, 0.0]), 2, 15.0)
    >>> two_step(times, np.array([1000.0, 500.0]), np.array([30.0, 10.0]), 15.0).per_1000.tolist()
    [20.0, 40.0]
    """
    return enhanced_two_step(times, people, capacity, Flat(catchment_min))


def enhanced_two_step(times: TravelTimes, people: Floats, capacity: Floats, decay: Decay) -> Accessibility:
    """Return accessibility by E2SFCA: Luo & Qi 2009, Health & Place 15:1100–1107.

        R_j = S_j / Σ_i w(d_ij) P_i          A_i = Σ_j w(d_ij) R_j

    Arguments, errors and what is missing as in `two_step`; w is the decay, 0 beyond its catchment.

    With weights 1 up to 5 and 0.5 up to 15 minutes, R_A = 30 / (1000 + 0.5 · 500) = 0.024, R_B = 10 / 500 = 0.02:

    >>> from geo.reach.decay import Steps
    >>> times = TravelTimes(np.array([0, 1, 3]), np.array([0, 0, 1]), np.array([5.0, 10.0, 0.0]), 2, 15.0)
    >>> found = enhanced_two_step(times, np.array([1000.0, 500.0]), np.array([30.0, 10.0]), Steps((5, 15), (1, 0.5)))
    >>> found.per_1000.tolist()
    [24.0, 32.0]
    """
    _check(times, people, capacity, decay)
    weights = pair_weights(times, decay)
    return _accessibility(times, weights, people, capacity)


def pair_weights(times: TravelTimes, decay: Decay) -> csr_array:
    """Return the (n, m) weights of the pairs; a pair of weight 0 may stand in it."""
    return _matrix(times, decay.weights(times.minutes))


def people_of_facilities(weights: csr_array, people: Floats) -> Floats:
    """Return the (m,) weighted people of each facility; sums over parts of the rows add up. NaN people are left out."""
    return np.asarray(weights.T @ np.nan_to_num(people, nan=0.0), dtype=np.float64)


def capacity_per_person(capacity: Floats, weighted_people: Floats) -> Floats:
    """Return the (m,) ratios of step 1; NaN where capacity is not stated or nobody may come."""
    ratios = np.full(len(capacity), np.nan)
    np.divide(capacity, weighted_people, out=ratios, where=weighted_people > 0)
    return ratios


def capacity_of_places(weights: csr_array, ratios: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return step 2 by row: capacity per 1,000, 0 and NaN as in `Accessibility`, and whether any facility is within."""
    known = np.isfinite(ratios)
    per_1000 = np.asarray(weights @ np.where(known, 1000.0 * ratios, 0.0), dtype=np.float64)
    is_reached = np.asarray(weights @ np.ones(len(ratios)) > 0)
    if not known.all():
        per_1000[is_reached & (weights @ known.astype(np.float64) == 0)] = np.nan
    return per_1000, is_reached


def _accessibility(times: TravelTimes, weights: csr_array, people: Floats, capacity: Floats) -> Accessibility:
    ratios = capacity_per_person(capacity, people_of_facilities(weights, people))
    per_1000, is_reached = capacity_of_places(weights, ratios)
    return Accessibility(
        per_1000,
        ratios,
        unreached_people=float(np.nansum(people[~is_reached])),
        unknown_people=float(np.nansum(people[np.isnan(per_1000)])),
        facilities_not_stated=int(np.isnan(capacity).sum()),
        facilities_without_people=int((np.isnan(ratios) & ~np.isnan(capacity)).sum()),
        points_not_stated=int(np.isnan(people).sum()),
        is_estimate=times.is_estimate,
    )


def _matrix(times: TravelTimes, values: Floats) -> csr_array:
    from scipy.sparse import csr_array

    return csr_array((values, times.facilities, times.starts), shape=(times.n_demand, times.n_facilities))


def _check(times: TravelTimes, people: Floats, capacity: Floats, decay: Decay) -> None:
    if people.shape != (times.n_demand,) or capacity.shape != (times.n_facilities,):
        expected = f"({times.n_demand},) people and ({times.n_facilities},) capacities"
        raise ValueError(f"{people.shape} people and {capacity.shape} capacities, expected {expected}")
    if (people < 0).any() or (capacity < 0).any():
        raise ValueError("people and capacities must not be negative")
    if decay.catchment_min > times.limit_min:
        raise ValueError(
            f"the catchment of {decay.catchment_min:g} min is beyond the limit {times.limit_min:g} of the times"
        )
