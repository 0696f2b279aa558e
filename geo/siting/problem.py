"""A question of siting: existing facilities stay, at most p new ones among candidates; four classical models.

- max_coverage brings most people within S minutes (Church & ReVelle 1974):
  max Σᵢ wᵢ zᵢ with zᵢ ≤ Σ_{j: tᵢⱼ ≤ S} yⱼ, Σ yⱼ = p.
- p_median makes the way of all people together shortest (Hakimi 1964): min Σᵢ wᵢ minⱼ tᵢⱼ, Σ yⱼ = p.
- p_centre makes the longest way shortest (Hakimi 1964): min maxᵢ minⱼ tᵢⱼ, Σ yⱼ = p.
- set_covering leaves nobody beyond S minutes with the fewest sites (Toregas et al. 1971):
  min Σ yⱼ with Σ_{j: tᵢⱼ ≤ S} yⱼ ≥ 1 for all i.

wᵢ people, tᵢⱼ minutes, yⱼ 1 where a site is open; yⱼ = 1 is given for existing facilities, which do not count into p.
With capacities, people are shared out: fᵢⱼ people of i go to j, Σⱼ fᵢⱼ ≤ wᵢ, Σᵢ fᵢⱼ ≤ cⱼ yⱼ (Current & Storbeck 1988).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from geo.reach.travel_times import TravelTimes

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]
Model = Literal["max_coverage", "p_median", "p_centre", "set_covering"]
MODELS: tuple[Model, ...] = ("max_coverage", "p_median", "p_centre", "set_covering")
# models whose answer depends on the minutes that count as covered
BY_MINUTES: tuple[Model, ...] = ("max_coverage", "set_covering")


@dataclass(frozen=True, slots=True, eq=False)
class SitingProblem:
    """n demand points, m sites: the columns of the travel times, existing facilities and candidates in any order.

    Attributes:
        times: minutes from each demand point to each site; a pair that is absent is farther than `times.limit_min`.
        people: (n,) persons; NaN (not stated) and 0 are left out of every model, and NaN is counted and said.
        is_existing: (m,) which sites are there already; the others are candidates.
        model: one of MODELS.
        new_sites: p, how many candidates may be chosen; set_covering does not ask for it.
        minutes: S, the time that counts as covered.
        capacity: (m,) persons that a site can serve; inf without a limit. None: capacities are not counted.
    """

    times: TravelTimes
    people: Floats
    is_existing: Flags
    model: Model = "max_coverage"
    new_sites: int = 1
    minutes: float = 15.0
    capacity: Floats | None = None
    candidates: Indices = field(init=False)
    weights: Floats = field(init=False)

    def __post_init__(self) -> None:
        """Check shapes; ValueError where they do not fit."""
        if len(self.people) != self.times.n_demand or len(self.is_existing) != self.times.n_facilities:
            raise ValueError("people and is_existing must have as many members as the times have rows and columns")
        if self.capacity is not None and len(self.capacity) != self.times.n_facilities:
            raise ValueError("capacity must have as many members as the times have columns")
        if self.model not in MODELS or self.new_sites < 0 or not self.minutes >= 0:
            raise ValueError("unknown model, or new_sites or minutes below 0")
        counted = np.where(np.isfinite(self.people) & (self.people > 0), self.people, 0.0)
        object.__setattr__(self, "weights", counted)
        object.__setattr__(self, "candidates", np.flatnonzero(~self.is_existing).astype(np.int64))

    @property
    def choices(self) -> int:
        """Return how many sites can be chosen: p, or all candidates where there are fewer."""
        return min(self.new_sites, len(self.candidates))


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """The pairs of the travel times as three arrays: demand point (in rising order), site, minutes."""

    points: Indices
    sites: Indices
    minutes: Floats

    def where(self, kept: Flags) -> Pairs:
        """Return the pairs that are kept."""
        return Pairs(self.points[kept], self.sites[kept], self.minutes[kept])


@lru_cache(maxsize=2)  # one answer asks for them several times
def pairs_of(problem: SitingProblem) -> Pairs:
    """Return all pairs of demand points that count and sites."""
    times = problem.times
    points = np.repeat(np.arange(times.n_demand, dtype=np.int64), np.diff(times.starts))
    pairs = Pairs(points, times.facilities.astype(np.int64), times.minutes)
    return pairs.where(problem.weights[points] > 0)


def nearest_minutes(problem: SitingProblem, pairs: Pairs, is_open: Flags) -> Floats:
    """Return (n,) minutes to the nearest open site, inf where none is within the limit of the travel times."""
    nearest = np.full(problem.times.n_demand, np.inf)
    kept = is_open[pairs.sites]
    points, minutes = pairs.points[kept], pairs.minutes[kept]
    if len(points):
        firsts = np.flatnonzero(np.diff(points, prepend=-1))
        nearest[points[firsts]] = np.minimum.reduceat(minutes, firsts)
    return nearest
