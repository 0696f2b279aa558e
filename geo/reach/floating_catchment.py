"""Accessibility with capacity: floating catchment areas (2SFCA, E2SFCA, 3SFCA) as products of sparse matrices.

Step 1 gives each facility its capacity per person who may come; step 2 adds up, for each place, what its
facilities offer. A place that reaches nothing has 0, as the definitions say, and those people are counted;
where not one facility states its capacity there is no figure at all.
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

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Accessibility:
    """What n places can have of the capacity of m facilities.

    Attributes:
        per_1000: (n,) capacity per 1,000 people. 0: no facility is within the catchment. NaN: it cannot be told, since
            every facility within has no stated capacity, or nobody lives who could come; all are NaN where there are
            facilities and not one states its capacity: then nothing is computed, and 0 would look like a result.
        ratios: (m,) capacity per (weighted) person; NaN where capacity is not stated or nobody may come.
        unreached_people: how many people have 0 because nothing is within the catchment.
        unknown_people: how many have NaN.
        partly_known_people: how many have a figure that lacks a facility within, since its capacity is not stated.
        facilities_not_stated: facilities left out, as their capacity is not stated.
        facilities_without_people: facilities with capacity that nobody may come to.
        points_not_stated: places left out of step 1, as their people are not stated.
        is_estimate: whether the times are 估算.
    """

    per_1000: Floats
    ratios: Floats
    unreached_people: float
    unknown_people: float
    partly_known_people: float
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
    return _accessibility(times, weights, weights, people, capacity)


def three_step(times: TravelTimes, people: Floats, capacity: Floats, decay: Decay) -> Accessibility:
    """Return accessibility by 3SFCA: Wan, Zou & Sternberg 2012, IJGIS 26:1073–1089.

        G_ij = w(d_ij) / Σ_k w(d_ik)      R_j = S_j / Σ_i G_ij w(d_ij) P_i      A_i = Σ_j G_ij w(d_ij) R_j

    People who have several facilities share themselves among them (G) and are not counted whole at each, as in E2SFCA.
    Arguments and errors as in `two_step`. A facility without stated capacity is left out of G too.

    With weights 1 up to 5 and 0.5 up to 15 minutes, the second village goes to A with G = 0.5 / 1.5 = 1/3, to B with
    2/3: R_A = 30 / (1000 + 1/3 · 0.5 · 500) = 0.0277, R_B = 10 / (2/3 · 500) = 0.03; it has R_A / 6 + 2/3 R_B = 0.0246.

    >>> from geo.reach.decay import Steps
    >>> times = TravelTimes(np.array([0, 1, 3]), np.array([0, 0, 1]), np.array([5.0, 10.0, 0.0]), 2, 15.0)
    >>> found = three_step(times, np.array([1000.0, 500.0]), np.array([30.0, 10.0]), Steps((5, 15), (1, 0.5)))
    >>> found.per_1000.round(4).tolist()
    [27.6923, 24.6154]
    """
    _check(times, people, capacity, decay)
    weights = pair_weights(times, decay)
    return _accessibility(times, weights, choice_weights(times, weights, capacity), people, capacity)


def pair_weights(times: TravelTimes, decay: Decay) -> csr_array:
    """Return the (n, m) weights of the pairs; a pair of weight 0 may stand in it."""
    return _matrix(times, decay.weights(times.minutes))


def choice_weights(times: TravelTimes, weights: csr_array, capacity: Floats) -> csr_array:
    """Return G_ij · w_ij of 3SFCA, (n, m); each row depends on itself alone."""
    is_stated = (~np.isnan(capacity)).astype(np.float64)
    shares = weights.data * is_stated[times.facilities]
    sums = np.repeat(weights @ is_stated, np.diff(times.starts))
    # the share first, then the weight: the square of a tiny weight would be 0
    np.divide(shares, sums, out=shares, where=sums > 0)
    shares *= weights.data
    return _matrix(times, shares)


def people_of_facilities(weights: csr_array, people: Floats) -> Floats:
    """Return the (m,) weighted people of each facility; sums over parts of the rows add up. NaN people are left out."""
    return np.asarray(weights.T @ np.nan_to_num(people, nan=0.0), dtype=np.float64)


def capacity_per_person(capacity: Floats, weighted_people: Floats) -> Floats:
    """Return the (m,) ratios of step 1; NaN where capacity is not stated or nobody may come."""
    ratios = np.full(len(capacity), np.nan)
    np.divide(capacity, weighted_people, out=ratios, where=weighted_people > 0)
    return ratios


def capacity_of_places(weights: csr_array, ratios: Floats, is_reached: Flags) -> Floats:
    """Return step 2, capacity per 1,000 people of each row; 0 and NaN as in `Accessibility`.

    Args:
        weights: those of 2SFCA, E2SFCA or 3SFCA.
        ratios: (m,) of step 1.
        is_reached: which rows have any facility within, as `reaches_any` tells.
    """
    known = np.isfinite(ratios)
    per_1000 = np.asarray(weights @ np.where(known, 1000.0 * ratios, 0.0), dtype=np.float64)
    if not known.all():
        per_1000[is_reached & (weights @ known.astype(np.float64) == 0)] = np.nan
    return per_1000


def reaches_any(weights: csr_array, of: Flags | None = None) -> Flags:
    """Tell for each row whether a facility (one `of` some) is within, by the weights of `pair_weights`."""
    columns = np.ones(weights.shape[1]) if of is None else of.astype(np.float64)
    return np.asarray(weights @ columns > 0)


def summed_up(
    per_1000: Floats, ratios: Floats, reached: tuple[Flags, Flags], asked: tuple[Floats, Floats], is_estimate: bool
) -> Accessibility:
    """Return results with the people they hold for.

    Args:
        per_1000: (n,) of step 2.
        ratios: (m,) of step 1.
        reached: two (n,): whether any facility is within, whether one whose capacity is not stated is.
        asked: (n,) people and (m,) capacity.
        is_estimate: whether the times are 估算.
    """
    is_reached, has_not_stated = reached
    people, capacity = asked
    not_stated = np.isnan(capacity)
    if len(capacity) and not_stated.all():
        per_1000 = np.full(len(per_1000), np.nan)
    is_unknown = np.isnan(per_1000)
    return Accessibility(
        per_1000,
        ratios,
        unreached_people=float(np.nansum(people[~is_reached])),
        unknown_people=float(np.nansum(people[is_unknown])),
        partly_known_people=float(np.nansum(people[has_not_stated & ~is_unknown])),
        facilities_not_stated=int(not_stated.sum()),
        facilities_without_people=int((np.isnan(ratios) & ~not_stated).sum()),
        points_not_stated=int(np.isnan(people).sum()),
        is_estimate=is_estimate,
    )


def _accessibility(
    times: TravelTimes, within: csr_array, weights: csr_array, people: Floats, capacity: Floats
) -> Accessibility:
    ratios = capacity_per_person(capacity, people_of_facilities(weights, people))
    is_reached = reaches_any(within)
    per_1000 = capacity_of_places(weights, ratios, is_reached)
    reached = is_reached, reaches_any(within, np.isnan(capacity))
    return summed_up(per_1000, ratios, reached, (people, capacity), times.is_estimate)


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
