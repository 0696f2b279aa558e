"""Figures by district that 服务可达 adds up from its points."""

from __future__ import annotations

import numpy as np

from data.supply_demand.points import DemandPoints
from geo.reach.travel_times import Floats


def known_mean(values: Floats, people: Floats) -> float | None:
    """Return Σ people · value ÷ Σ people over points of which both are known; None where it cannot be told.

    A mean of 0 says that nobody has anything: it cannot be told while people of unknown value are left.

    >>> known_mean(np.array([10.0, 40.0, np.nan]), np.array([200.0, 100.0, 50.0]))
    20.0
    >>> known_mean(np.array([0.0, np.nan]), np.array([200.0, 100.0])) is None
    True
    """
    is_known = ~np.isnan(values) & ~np.isnan(people)
    whole = float(people[is_known].sum())
    total = float((values * people)[is_known].sum())
    is_open = bool((np.isnan(values) & (people > 0)).any())
    return None if not whole or (total == 0 and is_open) else total / whole


def mean_by_district(demand: DemandPoints, values: Floats, people: Floats) -> dict[str, float | None]:
    """Return Σ people · value ÷ Σ people of each district as `known_mean`; None where it cannot be told.

    >>> two = DemandPoints(("a", "b"), ("甲", "乙"), *np.zeros((2, 2)), {}, ("x", "x"), ("town", "town"))
    >>> mean_by_district(two, np.array([10.0, 40.0]), np.array([200.0, 100.0]))
    {'x': 20.0}
    """
    codes, place = np.unique(np.array(demand.district_codes, dtype=str), return_inverse=True)
    order = np.argsort(place, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(place[order])) + 1) if len(order) else []
    rows = zip(codes.tolist(), members, strict=True)
    return {str(code): known_mean(values[at], people[at]) for code, at in rows if code}
