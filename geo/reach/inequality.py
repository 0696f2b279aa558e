"""How unequally something is spread over people: weighted Gini and Lorenz curve, Theil index within and between zones.

Each value stands for all people of its place. Places whose value or people are not stated (NaN) are left out; so are
places without people, since nobody there has more or less than others. Where nothing is left, or all have 0, nothing
can be told: NaN.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.reach.travel_times import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Lorenz:
    """The Lorenz curve: people from the least to the best served, and what share of the whole they have.

    Attributes:
        people_share: (k + 1,) from 0 to 1.
        value_share: (k + 1,) from 0 to 1, never above people_share.
    """

    people_share: Floats
    value_share: Floats


@dataclass(frozen=True, slots=True)
class ZoneShare:
    """A zone's part in the Theil index.

    Attributes:
        zone: its key.
        people: persons counted in it.
        mean: value per person.
        value_share: s, its share of the whole.
        theil: T within it; 0 where nobody in it has anything.
    """

    zone: str
    people: float
    mean: float
    value_share: float
    theil: float


@dataclass(frozen=True, slots=True)
class Theil:
    """The Theil index and its parts: total = between + within.

    Attributes:
        total, between, within: T, ≥ 0; NaN where nothing can be told.
        zones: in the order of their keys.
    """

    total: float
    between: float
    within: float
    zones: tuple[ZoneShare, ...]

    @property
    def between_share(self) -> float:
        """Return the part of the inequality that lies between the zones; NaN where there is none."""
        return self.between / self.total if self.total > 0 else float("nan")


def lorenz(values: Floats, people: Floats) -> Lorenz:
    """Return the Lorenz curve (Lorenz 1905, Publications of the American Statistical Association 9:209–219).

    With places in rising order of x: F_k = Σ_{i ≤ k} w_i / Σ w, L_k = Σ_{i ≤ k} w_i x_i / Σ w x.

    Args:
        values: (n,) x, such as beds per 1,000 people, ≥ 0.
        people: (n,) w.

    Raises:
        ValueError: a negative number, sizes that differ.

    >>> curve = lorenz(np.array([20.0, 0.0, 60.0]), np.array([100.0, 100.0, 50.0]))
    >>> curve.people_share.tolist(), curve.value_share.tolist()
    ([0.0, 0.4, 0.8, 1.0], [0.0, 0.0, 0.4, 1.0])
    """
    x, w = _stated(values, people)
    order = np.argsort(x, kind="stable")
    return Lorenz(_running_share(w[order]), _running_share((w * x)[order]))


def gini(values: Floats, people: Floats) -> float:
    """Return the Gini coefficient, 0 (all alike) to less than 1; arguments and errors as in `lorenz`.

        G = Σ_i Σ_j w_i w_j |x_i − x_j| / (2 μ W²) = 1 − Σ_k (F_k − F_{k−1}) (L_k + L_{k−1})

    with W = Σ w and μ = Σ w x / W (Gini 1912; the second form is twice the area between diagonal and Lorenz curve).

    100 people have 20 beds per 1,000, 100 have none, 50 have 60; the mean is 20:
    G = 2 · (100·100·20 + 100·50·40 + 100·50·60) / (2 · 20 · 250²) = 0.56.

    >>> round(gini(np.array([20.0, 0.0, 60.0]), np.array([100.0, 100.0, 50.0])), 12)
    0.56
    """
    curve = lorenz(values, people)
    if np.isnan(curve.value_share[-1]):
        return float("nan")
    widths, heights = np.diff(curve.people_share), curve.value_share[1:] + curve.value_share[:-1]
    return _at_least_0(1.0 - float(widths @ heights))


def theil(values: Floats, people: Floats, zones: Sequence[str] | None = None) -> Theil:
    """Return Theil's T, split by zones (Theil 1967, Economics and Information Theory; Shorrocks 1980, Econometrica 48).

        T = Σ_i (w_i/W) (x_i/μ) ln(x_i/μ) = Σ_g s_g ln(s_g/p_g) + Σ_g s_g T_g
                                                 between              within

    with p_g and s_g the zone's shares of people and of the whole, T_g its own index. A value of 0 adds 0, the limit of
    x ln x, so that people with nothing are not dropped: they count in W and μ. (Theil's L, the mean logarithmic
    deviation, has no value there; that is why T is used.) 0 ≤ T ≤ ln(W / smallest w).

    Args:
        values: (n,) x, ≥ 0.
        people: (n,) w.
        zones: key of the zone of each place, "" for none: a zone of its own; None: all in one.

    Raises:
        ValueError: a negative number, sizes that differ.

    Zone A: 100 people with 20 and 100 with 0; zone B: 50 with 60; the mean is 20, A has 0.8 of the people and 0.4 of
    the beds. Between: 0.4 ln(0.4/0.8) + 0.6 ln(0.6/0.2) = 0.3819; within: 0.4 ln 2 + 0.6 · 0 = 0.2773.

    >>> found = theil(np.array([20.0, 0.0, 60.0]), np.array([100.0, 100.0, 50.0]), ["A", "A", "B"])
    >>> round(found.total, 4), round(found.between, 4), round(found.within, 4)
    (0.6592, 0.3819, 0.2773)
    """
    keys = np.array([""] * len(values) if zones is None else list(zones), dtype=object)
    if len(keys) != len(values):
        raise ValueError(f"{len(keys)} zones for {len(values)} values")
    x, w = _stated(values, people)
    keys = keys[_is_stated(values, people)]
    total = _index(x, w)
    if np.isnan(total):
        return Theil(total, total, total, ())
    parts = tuple(_zone_share(key, x[keys == key], w[keys == key], float(w @ x)) for key in sorted(set(keys)))
    shares = np.array([part.value_share for part in parts])
    between = _surprise(shares, np.array([part.people for part in parts]) / w.sum())
    within = float(shares @ np.array([part.theil for part in parts]))
    return Theil(total, _at_least_0(between), within, parts)


def _zone_share(zone: str, x: Floats, w: Floats, whole: float) -> ZoneShare:
    index = _index(x, w)
    own = float(w @ x)
    return ZoneShare(zone, float(w.sum()), own / float(w.sum()), own / whole, 0.0 if np.isnan(index) else index)


def _index(x: Floats, w: Floats) -> float:
    whole = float(w @ x)
    if whole <= 0:
        return float("nan")
    return _at_least_0(_surprise(w * x / whole, w / w.sum()))


def _surprise(shares: Floats, of: Floats) -> float:
    """Return Σ s ln(s / p), in which s = 0 adds 0."""
    some = shares > 0
    return float(shares[some] @ np.log(shares[some] / of[some]))


def _running_share(amounts: Floats) -> Floats:
    sums = np.concatenate(([0.0], np.cumsum(amounts)))
    return sums / sums[-1] if sums[-1] > 0 else np.full(len(sums), np.nan)


def _is_stated(values: Floats, people: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return np.isfinite(values) & (people > 0)


def _stated(values: Floats, people: Floats) -> tuple[Floats, Floats]:
    if values.shape != people.shape:
        raise ValueError(f"{values.shape} values for {people.shape} people")
    if (values < 0).any() or (people < 0).any():
        raise ValueError("values and people must not be negative")
    which = _is_stated(values, people)
    return values[which], people[which]


def _at_least_0(index: float) -> float:
    # rounding can bring an equality to −1e−17; NaN stays
    return 0.0 if index < 0 else index
