"""Distances on the sphere, by chords: a city and a nation are measured alike, and a KD-tree can search them."""

from __future__ import annotations

import numpy as np

from geo.reach.travel_times import Floats

EARTH_RADIUS_KM = 6371.0088  # mean radius of WGS84 and CGCS2000 (IUGG); at most 0.56 % from the ellipsoid


def unit_vectors(lon: Floats, lat: Floats) -> Floats:
    """Return (n, 3) points of the unit sphere for n positions in degrees.

    >>> unit_vectors(np.array([0.0, 90.0]), np.array([0.0, 0.0])).round(12).tolist()
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    """
    east, north = np.radians(lon), np.radians(lat)
    level = np.cos(north)
    return np.column_stack([level * np.cos(east), level * np.sin(east), np.sin(north)])


def chord_of_km(km: float) -> float:
    """Return the chord, on the unit sphere, of a great-circle distance; half the circumference and more is 2.

    >>> round(chord_of_km(EARTH_RADIUS_KM * np.pi / 2) ** 2, 12)
    2.0
    """
    return float(2.0 * np.sin(min(km / EARTH_RADIUS_KM, np.pi) / 2.0))


def km_of_chord(chord: Floats) -> Floats:
    """Return great-circle distances for chords of the unit sphere: 2 R asin(chord / 2).

    >>> round(float(km_of_chord(np.array([2.0 ** 0.5]))[0]), 4)  # a quarter of a meridian
    10007.5572
    """
    return 2.0 * EARTH_RADIUS_KM * np.arcsin(np.minimum(chord / 2.0, 1.0))


def chords(one: Floats, other: Floats) -> Floats:
    """Return the chord between each row of `one` and the same row of `other`, (k, 3) points of the unit sphere."""
    apart = one - other
    return np.sqrt(apart[:, 0] ** 2 + apart[:, 1] ** 2 + apart[:, 2] ** 2)
