"""Synthetic points, spread like towns and the land between them; for tests and measures only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.reach.chunked import Question
from geo.reach.decay import Decay, gaussian
from geo.reach.straight_line import StraightLine

SYNTHETIC = "synthetic points, no real places"
FACILITIES_PER_TOWN, SHARE_IN_TOWNS, TOWN_DEGREES = 150, 0.6, 0.15
WEST, SOUTH, EAST, NORTH = 100.0, 24.0, 122.0, 42.0
SHARE_NOT_STATED = 0.01


def question(n: int, m: int, decay: Decay | None = None, *, seed: int = 5, is_three_step: bool = False) -> Question:
    """Return n made-up demand points and m made-up facilities, some of them without a figure."""
    random = np.random.default_rng(seed)
    count = 1 + m // FACILITIES_PER_TOWN
    towns = random.uniform((WEST, SOUTH), (EAST, NORTH), (count, 2))
    sizes = random.dirichlet(np.full(count, 0.3))
    lon, lat = _spread(random, n, towns, sizes)
    to_lon, to_lat = _spread(random, m, towns, sizes)
    people = np.floor(random.gamma(2.0, 60.0, n))
    capacity = np.floor(random.gamma(2.0, 50.0, m))
    people[random.random(n) < SHARE_NOT_STATED] = np.nan
    capacity[random.random(m) < SHARE_NOT_STATED] = np.nan
    way = StraightLine(speed_kmh=30.0, detour=1.3)
    return Question(lon, lat, people, to_lon, to_lat, capacity, way, decay or gaussian(15.0), is_three_step)


def _spread(
    random: np.random.Generator, count: int, towns: NDArray[np.float64], sizes: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    places = towns[random.choice(len(towns), count, p=sizes)] + random.normal(0.0, TOWN_DEGREES, (count, 2))
    outside = random.random(count) >= SHARE_IN_TOWNS
    places[outside] = random.uniform((WEST, SOUTH), (EAST, NORTH), (int(outside.sum()), 2))
    return places[:, 0].copy(), places[:, 1].copy()
