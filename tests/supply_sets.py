"""Input sets of any size made up for tests: people and facilities in a real region, the same for every run."""

from __future__ import annotations

import numpy as np

from data.supply_demand.input_set import InputSet
from data.supply_demand.points import GROUPS, DemandPoints, Facilities

WEIHAI_BOX = (121.2, 36.8, 122.6, 37.5)  # west, south, east, north in degrees
DISTRICTS = ("371002", "371003", "371082", "371083")


def made_up(
    people: int, facilities: int, *, candidates: int = 0, plan_id: str = "weihai-2022-2024", prefix: str = "虚构"
) -> InputSet:
    """Return a set of `people` points, `facilities` existing homes and `candidates`; figures are invented."""
    dice = np.random.default_rng(7)
    west, south, east, north = WEIHAI_BOX
    lon, lat = dice.uniform(west, east, people), dice.uniform(south, north, people)
    counts = dice.integers(20, 900, people).astype(np.float64)
    shares = dict(zip(GROUPS, (1.0, 0.3, 0.2, 0.05), strict=True))
    demand = DemandPoints(
        tuple(f"p{k}" for k in range(people)),
        tuple(f"{prefix}村{k}" for k in range(people)),
        lon,
        lat,
        {group: (counts * share).round() for group, share in shares.items()},
        tuple(DISTRICTS[k % len(DISTRICTS)] for k in range(people)),
        ("exact",) * people,
        "虚构数据",
    )
    homes, sites = _homes(facilities, dice, prefix), _homes(candidates, dice, prefix)
    return InputSet(demand, homes, sites, plan_id=plan_id)


def _homes(count: int, dice: np.random.Generator, prefix: str) -> Facilities:
    west, south, east, north = WEIHAI_BOX
    return Facilities(
        tuple(f"f{k}" for k in range(count)),
        tuple(f"{prefix}院{k}" for k in range(count)),
        dice.uniform(west, east, count),
        dice.uniform(south, north, count),
        dice.integers(20, 300, count).astype(np.float64),
        ("elderly_care",) * count,
        ("",) * count,
        ("exact",) * count,
        ("existing",) * count,
        (None,) * count,
        "虚构数据",
    )
