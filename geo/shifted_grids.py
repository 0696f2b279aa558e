"""The formulas of the shifted grids of Chinese map providers, GCJ-02 and BD-09; only `geo/crs.py` applies them."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Coordinates = NDArray[np.float64]

# Krasovsky 1940, the ellipsoid of the GCJ-02 formula
SEMI_MAJOR_M = 6_378_245.0
ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943
GCJ02_BOUNDS = (72.004, 0.8293, 137.8347, 55.8271)
BD09_TURN = math.pi * 3000.0 / 180.0


def wgs84_to_gcj02(wgs84: Coordinates) -> Coordinates:
    """Return GCJ-02 positions (n, 2) of WGS84 ones, in degrees."""
    lon, lat = wgs84[:, 0], wgs84[:, 1]
    east, north = _gcj02_shift_m(lon - 105.0, lat - 35.0)
    radians = np.radians(lat)
    curvature = 1 - ECCENTRICITY_SQUARED * np.sin(radians) ** 2
    meridian_radius = SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED) / curvature**1.5
    parallel_radius = SEMI_MAJOR_M / np.sqrt(curvature) * np.cos(radians)
    shift = np.degrees(np.column_stack([east / parallel_radius, north / meridian_radius]))
    # the shift applies to mainland China only; positions outside stay as they are
    west, south, east_end, north_end = GCJ02_BOUNDS
    inside = (lon > west) & (lon < east_end) & (lat > south) & (lat < north_end)
    return wgs84 + np.where(inside[:, None], shift, 0.0)


def _gcj02_shift_m(x: Coordinates, y: Coordinates) -> tuple[Coordinates, Coordinates]:
    wave = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    along_x = 20 * np.sin(np.pi * x) + 40 * np.sin(np.pi / 3 * x)
    along_x += 150 * np.sin(np.pi / 12 * x) + 300 * np.sin(np.pi / 30 * x)
    along_y = 20 * np.sin(np.pi * y) + 40 * np.sin(np.pi / 3 * y)
    along_y += 160 * np.sin(np.pi / 12 * y) + 320 * np.sin(np.pi / 30 * y)
    root = np.sqrt(np.abs(x))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    return east + (wave + along_x) * 2 / 3, north + (wave + along_y) * 2 / 3


def gcj02_to_wgs84(gcj02: Coordinates) -> Coordinates:
    """Return WGS84 positions (n, 2) of GCJ-02 ones, in degrees."""
    # fixed point: the shift changes slowly, so a few rounds leave well under a centimetre
    wgs84 = gcj02.copy()
    for _ in range(5):
        wgs84 = wgs84 + gcj02 - wgs84_to_gcj02(wgs84)
    return wgs84


def gcj02_to_bd09(gcj02: Coordinates) -> Coordinates:
    """Return BD-09 positions (n, 2) of GCJ-02 ones, in degrees."""
    lon, lat = gcj02[:, 0], gcj02[:, 1]
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * BD09_TURN)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * BD09_TURN)
    return np.column_stack([radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006])


def bd09_to_gcj02(bd09: Coordinates) -> Coordinates:
    """Return GCJ-02 positions (n, 2) of BD-09 ones, in degrees."""
    lon, lat = bd09[:, 0] - 0.0065, bd09[:, 1] - 0.006
    radius = np.hypot(lon, lat) - 0.00002 * np.sin(lat * BD09_TURN)
    angle = np.arctan2(lat, lon) - 0.000003 * np.cos(lon * BD09_TURN)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
