"""What the numbers of a file's positions may be: the systems that a bureau's files are in, and their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import get_args

import numpy as np

from geo.crs import FIRST_GAUSS_KRUGER, LAST_MERIDIAN, Coordinates, Datum, System, meridian_of_zone

LARGEST_DEGREE = 180.0
EASTINGS_M = (50_000.0, 950_000.0)  # without a zone number, the middle of a zone being 500 000
NORTHINGS_M = (200_000.0, 6_200_000.0)  # latitude 2 to 56
ZONES = (*range(13, 24), *range(25, 46))
WEB_MERCATOR = "EPSG:3857"
WEB_EASTINGS_M = (8_000_000.0, 15_400_000.0)
FARTHEST_MERIDIAN = 6.0  # degrees from the region: a six-degree zone reaches three, careless use reaches further
USUAL = ("EPSG:4326", "EPSG:4490")


def possible_systems(numbers: Coordinates, west: float, east: float, declared: str = "") -> tuple[System, ...]:
    """Return the systems that numbers (n, 2) may be in for a region between two longitudes, the likely ones first.

    By their size alone: degrees, or metres with or without a zone number. `declared` is the definition that the file
    carries; it is a guess like the others, since files of providers are often declared wrongly.
    """
    known = numbers[np.isfinite(numbers).all(axis=1)]
    if not len(known):
        return ()
    guesses = [System(definition=declared)] if declared and not _is_usual(declared) else []
    if np.median(np.abs(known).max(axis=1)) <= LARGEST_DEGREE:
        guesses += [System(datum, is_swapped=swap) for swap, datum in product((False, True), get_args(Datum))]
    else:
        guesses += [system for swap in (False, True) for system in _metric_systems(known, west, east, swap)]
    return tuple(dict.fromkeys(guesses))


def name_of(system: System) -> tuple[str, str]:
    """Return what people call a system, in Chinese and English.

    >>> name_of(System("GCJ-02"))[0], name_of(System(meridian=123, zone=41))[0]
    ('GCJ-02（高德、腾讯等）', '高斯—克吕格 3度带 41带（中央经线123°），横坐标含带号')
    """
    if system.definition:
        return _declared_name(system)
    if system.meridian is None:
        zh, en = _DATUM_NAMES[system.datum]
        return (f"{zh}，纬度在前", f"{en}, latitude first") if system.is_swapped else (zh, en)
    return _metric_name(system)


_DATUM_NAMES: dict[Datum, tuple[str, str]] = {
    "WGS84": ("CGCS2000 / WGS-84 经纬度", "CGCS2000 / WGS-84 degrees"),
    "GCJ-02": ("GCJ-02（高德、腾讯等）", "GCJ-02 (Amap, Tencent)"),
    "BD-09": ("BD-09（百度）", "BD-09 (Baidu)"),
}


def declared_name(declared: str) -> str:
    """Return the name that a definition in a file carries; "" for none.

    >>> declared_name("EPSG:4490")
    'China Geodetic Coordinate System 2000'
    """
    if not declared:
        return ""
    from pyproj import CRS

    return str(CRS.from_user_input(declared).name)


def _declared_name(system: System) -> tuple[str, str]:
    if system.definition == WEB_MERCATOR:
        return "Web 墨卡托（EPSG:3857）", "Web Mercator (EPSG:3857)"
    name = declared_name(system.definition)
    return f"文件声明的坐标系（{name}）", f"as the file declares ({name})"


def _metric_name(system: System) -> tuple[str, str]:
    wide = bool(system.zone) and meridian_of_zone(system.zone) == system.meridian and system.zone in range(13, 24)
    # without a number, a 3-degree and a 6-degree zone on one meridian are one projection
    either = not system.zone and system.meridian is not None and system.meridian % 6 == FIRST_GAUSS_KRUGER[0] % 6
    width, width_en = ("6度带", "6°") if wide else ("3度带或6度带", "3° or 6°") if either else ("3度带", "3°")
    zone = (f" {system.zone}带", f" zone {system.zone}") if system.zone else ("", " zone")
    tail = ("，横坐标含带号", ", zone number in the easting") if system.zone else ("，不含带号", ", no zone number")
    zh = f"高斯—克吕格 {width}{zone[0]}（中央经线{system.meridian}°）{tail[0]}"
    en = f"Gauss–Krüger {width_en}{zone[1]} (meridian {system.meridian}°E){tail[1]}"
    return (f"{zh}，纵坐标（北）在前", f"{en}, northing first") if system.is_swapped else (zh, en)


def _metric_systems(numbers: Coordinates, west: float, east: float, is_swapped: bool) -> Iterator[System]:
    eastings, northings = (numbers[:, 1], numbers[:, 0]) if is_swapped else (numbers[:, 0], numbers[:, 1])
    easting, northing = float(np.median(eastings)), float(np.median(northings))
    if not is_swapped and WEB_EASTINGS_M[0] <= easting <= WEB_EASTINGS_M[1]:
        yield System(definition=WEB_MERCATOR)
    if not NORTHINGS_M[0] <= northing <= NORTHINGS_M[1]:
        return
    if EASTINGS_M[0] <= easting <= EASTINGS_M[1]:
        for meridian in range(FIRST_GAUSS_KRUGER[0], LAST_MERIDIAN + 1, 3):
            if west - FARTHEST_MERIDIAN <= meridian <= east + FARTHEST_MERIDIAN:
                yield System(meridian=meridian, is_swapped=is_swapped)
        return
    counts = Counter((eastings // 1_000_000).astype(int).tolist())
    zone = counts.most_common(1)[0][0]
    if zone in ZONES:
        yield System(meridian=meridian_of_zone(zone), zone=zone, is_swapped=is_swapped)


def _is_usual(declared: str) -> bool:
    from pyproj import CRS

    known = CRS.from_user_input(declared)
    return any(known.equals(CRS.from_user_input(usual), ignore_axis_order=True) for usual in USUAL)
