"""How much a facility counts the farther it is: weights of travel time, each with its formula and its source.

Every decay is 0 beyond its catchment; the catchment itself is inside (d ≤ d₀), as in the papers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from geo.reach.travel_times import Floats

LEAST_WEIGHT = 0.01  # what is left at the bound of the catchment: Kwan 1998, Geographical Analysis 30:191–216
THREE_ZONES = (1.0, 0.68, 0.22)  # Luo & Qi 2009


class Decay(Protocol):
    """A weight of travel time."""

    @property
    def catchment_min(self) -> float:
        """Return the time beyond which the weight is 0."""

    def weights(self, minutes: Floats) -> Floats:
        """Return the weight, ≥ 0, of each time."""


@dataclass(frozen=True, slots=True)
class Flat:
    """w(d) = 1 for d ≤ d₀, else 0: whoever is inside counts whole.

    >>> Flat(15).weights(np.array([0.0, 15.0, 15.1])).tolist()
    [1.0, 1.0, 0.0]
    """

    catchment_min: float

    def weights(self, minutes: Floats) -> Floats:
        """Return 1 inside the catchment, 0 beyond."""
        return (minutes <= self.catchment_min).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Steps:
    """w(d) = wᵣ in zone r, whose upper bound belongs to it: dᵣ₋₁ < d ≤ dᵣ (Luo & Qi 2009, Health & Place 15:1100–1107).

    Attributes:
        bounds_min: upper bound of each zone, rising.
        zone_weights: weight of each zone, ≥ 0.

    >>> Steps((10, 20, 30), THREE_ZONES).weights(np.array([0.0, 10.0, 10.5, 30.0, 31.0])).tolist()
    [1.0, 1.0, 0.68, 0.22, 0.0]
    """

    bounds_min: tuple[float, ...]
    zone_weights: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.bounds_min or len(self.bounds_min) != len(self.zone_weights):
            raise ValueError(f"{len(self.bounds_min)} bounds and {len(self.zone_weights)} weights: one weight per zone")
        if list(self.bounds_min) != sorted(set(self.bounds_min)) or min(self.zone_weights) < 0:
            raise ValueError(f"bounds {self.bounds_min} must rise, weights {self.zone_weights} must not be negative")

    @property
    def catchment_min(self) -> float:
        """Return the bound of the last zone."""
        return self.bounds_min[-1]

    def weights(self, minutes: Floats) -> Floats:
        """Return the weight of the zone that each time lies in."""
        table = np.array([*self.zone_weights, 0.0])
        return table[np.searchsorted(self.bounds_min, minutes, side="left")]


@dataclass(frozen=True, slots=True)
class Gaussian:
    """w(d) = exp(−d² / 2σ²) for d ≤ d₀, else 0.

    >>> Gaussian(60, sigma_min=20).weights(np.array([0.0, 20.0, 61.0])).round(4).tolist()
    [1.0, 0.6065, 0.0]
    """

    catchment_min: float
    sigma_min: float

    def weights(self, minutes: Floats) -> Floats:
        """Return the bell-shaped weight."""
        return _inside(np.exp(-0.5 * (minutes / self.sigma_min) ** 2), minutes, self.catchment_min)


@dataclass(frozen=True, slots=True)
class GaussianToZero:
    """w(d) = (exp(−½ (d/d₀)²) − exp(−½)) / (1 − exp(−½)), 0 at d₀ (Dai 2010, Health & Place 16:1038–1052).

    >>> GaussianToZero(30).weights(np.array([0.0, 15.0, 30.0])).round(4).tolist()
    [1.0, 0.7014, 0.0]
    """

    catchment_min: float

    def weights(self, minutes: Floats) -> Floats:
        """Return the bell-shaped weight that ends in 0."""
        at_bound = np.exp(-0.5)
        bell = (np.exp(-0.5 * (minutes / self.catchment_min) ** 2) - at_bound) / (1.0 - at_bound)
        return _inside(bell, minutes, self.catchment_min)


@dataclass(frozen=True, slots=True)
class Exponential:
    """w(d) = exp(−d / s) for d ≤ d₀, else 0.

    >>> Exponential(30, scale_min=10).weights(np.array([0.0, 10.0, 31.0])).round(4).tolist()
    [1.0, 0.3679, 0.0]
    """

    catchment_min: float
    scale_min: float

    def weights(self, minutes: Floats) -> Floats:
        """Return the falling weight."""
        return _inside(np.exp(-minutes / self.scale_min), minutes, self.catchment_min)


def slow_steps(catchment_min: float) -> Steps:
    """Return three equal zones with the slow weights of Luo & Qi 2009: 1, 0.68, 0.22.

    >>> slow_steps(15).bounds_min
    (5.0, 10.0, 15)
    """
    return Steps((catchment_min / 3, catchment_min / 1.5, catchment_min), THREE_ZONES)


def gaussian(catchment_min: float) -> Gaussian:
    """Return the bell that has fallen to 0.01 at the bound: σ = d₀ / √(2 ln 100).

    >>> gaussian(30).weights(np.array([30.0])).round(4).tolist()
    [0.01]
    """
    return Gaussian(catchment_min, catchment_min / float(np.sqrt(-2 * np.log(LEAST_WEIGHT))))


def exponential(catchment_min: float) -> Exponential:
    """Return the falling weight that is 0.01 at the bound: s = d₀ / ln 100."""
    return Exponential(catchment_min, catchment_min / float(-np.log(LEAST_WEIGHT)))


# what a planner can choose, each from the catchment alone
DECAYS: dict[str, Callable[[float], Decay]] = {
    "none": Flat,
    "steps": slow_steps,
    "gaussian": gaussian,
    "gaussian_to_zero": GaussianToZero,
    "exponential": exponential,
}


def _inside(weights: Floats, minutes: Floats, catchment_min: float) -> Floats:
    weights[minutes > catchment_min] = 0.0
    return weights
