"""Hot spots (LISA): where high or low values lie together more than chance would have it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from threading import Lock
from typing import Literal

import numpy as np

from geo.reach.neighbours import Neighbours
from geo.reach.travel_times import Floats, Indices

Kind = Literal["high_high", "low_low", "high_low", "low_high", "not_significant", "alone", "not_stated"]
NotDone = Literal["", "few_units", "constant"]
KINDS: dict[int, Kind] = {1: "high_high", 2: "low_high", 3: "low_low", 4: "high_low"}  # quadrants as esda counts them

MIN_UNITS = 30  # fewer give permutations too little to work with
ALPHA = 0.05
PERMUTATIONS = 9999  # the smallest p of 0.0002 must pass Benjamini–Hochberg among hundreds of units
SEED = 20260101
_one_at_a_time = Lock()  # esda seeds the generator that all of numpy shares


@dataclass(frozen=True, slots=True, eq=False)
class HotSpots:
    """What local Moran finds of n units.

    Attributes:
        kinds: of each unit. high_high: hot spot, low_low: cold spot, high_low and low_high: unlike their neighbours;
            alone: no neighbour whose value is stated; not_stated: no value.
        local_i: (n,) Iᵢ; NaN where there is none.
        p_values: (n,) adjusted by Benjamini–Hochberg; NaN where there is none.
        not_done: why nothing was computed; "" where it was. All units are then not_significant, alone or not_stated.
        units: how many were tested.
        alpha: the share of false ones among the hot spots that is accepted.
        permutations, seed: of the test; the same seed gives the same answer.
    """

    kinds: tuple[Kind, ...]
    local_i: Floats
    p_values: Floats
    not_done: NotDone
    units: int
    alpha: float
    permutations: int
    seed: int


def hot_spots(
    values: Floats,
    neighbours: Neighbours,
    *,
    alpha: float = ALPHA,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> HotSpots:
    """Return clusters and outliers by local Moran (Anselin 1995, Geographical Analysis 27:93–115), by `esda`.

        I_i = (n − 1) z_i Σ_j w_ij z_j / Σ_k z_k²      w_ij = 1 / number of neighbours of i

    The two-sided pseudo p-value is twice the share of random arrangements of the others in the nearer tail. So many
    tests at once find something everywhere, so only what passes the control of the false discovery rate counts:
    the largest k with p_(k) ≤ α k / units (Benjamini & Hochberg 1995, JRSS B 57:289–300; for local statistics Caldas
    de Castro & Singer 2006, Geographical Analysis 38:180–208).

    Not done with fewer than 30 units, or where all values are alike. NaN is not stated: the unit falls away, also as a
    neighbour. Raises ValueError where values and units differ in number.

    >>> from geo.reach.neighbours import nearest
    >>> hot_spots(np.arange(5.0), nearest(np.arange(5.0), np.zeros(5), 2)).not_done
    'few_units'
    """
    if len(values) != neighbours.n_units:
        raise ValueError(f"{len(values)} values for {neighbours.n_units} units")
    stated = np.isfinite(values)
    links = stated[neighbours.of] & stated[neighbours.to]
    of, to = neighbours.of[links], neighbours.to[links]
    tested, counted = np.zeros((2, len(values)), dtype=bool)
    tested[of] = counted[of] = counted[to] = True  # who has no link at all is no part of the comparison
    not_done = _reason(values[counted], int(tested.sum()))
    local_i, p_values, quadrants = (np.full(len(values), np.nan) for _ in range(3))
    if not not_done:
        place, mine = np.cumsum(counted) - 1, tested[counted]
        found, p_found, quadrant = _local_moran(values[counted], place[of], place[to], permutations, seed)
        local_i[tested], quadrants[tested], p_values[tested] = found[mine], quadrant[mine], _controlled(p_found[mine])
    units = zip(stated.tolist(), tested.tolist(), p_values, quadrants, strict=True)
    kinds = tuple(_kind(*unit, alpha) for unit in units)
    return HotSpots(kinds, local_i, p_values, not_done, int(tested.sum()), alpha, permutations, seed)


def _reason(values: Floats, units: int) -> NotDone:
    if units < MIN_UNITS:
        return "few_units"
    # what differs by rounding alone is alike
    return "constant" if np.ptp(values) <= 1e-9 * np.abs(values).max() else ""


def _local_moran(
    values: Floats, of: Indices, to: Indices, permutations: int, seed: int
) -> tuple[Floats, Floats, Floats]:
    """Return local I, two-sided p and quadrant of each unit."""
    # esda takes seconds to load
    from esda.moran import Moran_Local
    from libpysal.graph import Graph

    alone = np.setdiff1d(np.arange(len(values)), of)
    weights = np.concatenate((np.ones(len(of)), np.zeros(len(alone))))
    heads, tails = np.concatenate((of, alone)), np.concatenate((to, alone))
    order = np.lexsort((tails, heads))  # a graph keeps its units in the order in which they first appear
    graph = Graph.from_arrays(heads[order], tails[order], weights[order])
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        moran = Moran_Local(values, graph, permutations=permutations, keep_simulations=False, seed=seed, n_jobs=1)
    # esda counts the nearer tail only
    return np.asarray(moran.Is), np.minimum(2.0 * np.asarray(moran.p_sim), 1.0), np.asarray(moran.q, dtype=float)


def _controlled(p_values: Floats) -> Floats:
    from scipy.stats import false_discovery_control

    return np.asarray(false_discovery_control(p_values, method="bh"), dtype=np.float64)


def _kind(is_stated: bool, is_tested: bool, p_value: float, quadrant: float, alpha: float) -> Kind:
    if not is_stated:
        return "not_stated"
    if not is_tested:
        return "alone"
    return KINDS[int(quadrant)] if p_value <= alpha else "not_significant"
