"""Figures by district that 服务可达 adds up from its points."""

from __future__ import annotations

import numpy as np

from data.supply_demand.points import DemandPoints
from geo.reach.travel_times import Floats


def mean_by_district(demand: DemandPoints, values: Floats, people: Floats) -> dict[str, float | None]:
    """Return Σ people · value ÷ Σ people of each district, over points of which both are known; else None.

    >>> two = DemandPoints(("a", "b"), ("甲", "乙"), *np.zeros((2, 2)), {}, ("x", "x"), ("town", "town"))
    >>> mean_by_district(two, np.array([10.0, 40.0]), np.array([200.0, 100.0]))
    {'x': 20.0}
    """
    codes, place = np.unique(np.array(demand.district_codes, dtype=str), return_inverse=True)
    is_known = ~np.isnan(values) & ~np.isnan(people)
    weights = np.where(is_known, people, 0.0)
    sums = np.bincount(place, weights * np.where(is_known, values, 0.0), len(codes))
    wholes = np.bincount(place, weights, len(codes))
    rows = zip(codes, sums, wholes, strict=True)
    return {str(code): float(total / whole) if whole > 0 else None for code, total, whole in rows if code}
