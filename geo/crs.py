"""The only place where coordinates change.

Everything outside this module is longitude, latitude in degrees on CGCS2000 (WGS84 to within a
decimetre). Inside, three things happen: projection to metres and back, measuring, and the
conversion from and to the shifted grids of Chinese map providers.

Accuracy
--------
* Gauss-Krüger, 3-degree zones: scale error below 0.02 % inside the zone; 0.35 % at the far ends
  of 四川, eleven degrees wide. Used for lengths, buffers and shapes.
* Areas are measured in an Albers equal-area projection of China: no error of area by design.
* GCJ-02 has no public definition. The formula used here is the one known from open-source ports;
  it agrees with providers to a few metres. Going there and back returns within 0.01 m (GCJ-02)
  and 1 m (BD-09). Use it for display, never for surveying.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Literal, TypeVar, get_args

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

Datum = Literal["WGS84", "GCJ-02", "BD-09"]
Coordinates = NDArray[np.float64]
DATUMS = "、".join(get_args(Datum))
Geometry = TypeVar("Geometry", bound=BaseGeometry)

GEOGRAPHIC = "EPSG:4490"  # CGCS2000, longitude and latitude
FIRST_GAUSS_KRUGER = (75, 4534)  # EPSG:4534 is CM 75E, one code for every three degrees
LAST_MERIDIAN = 135
EQUAL_AREA = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +ellps=GRS80 +units=m +no_defs"
CHINA_BOUNDS = (73.0, 3.0, 136.0, 54.0)

# Krasovsky 1940, the ellipsoid of the GCJ-02 formula
SEMI_MAJOR_M = 6_378_245.0
ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943
GCJ02_BOUNDS = (72.004, 0.8293, 137.8347, 55.8271)
BD09_TURN = math.pi * 3000.0 / 180.0


def is_in_china(lon: float, lat: float) -> bool:
    """Tell whether a position lies in the box around China; False mostly means lon, lat swapped."""
    west, south, east, north = CHINA_BOUNDS
    return west <= lon <= east and south <= lat <= north


def central_meridian(lon: float) -> int:
    """Return the central meridian, in degrees, of the 3-degree zone that holds `lon`.

    >>> central_meridian(107.5), central_meridian(122.1), central_meridian(103.0)
    (108, 123, 102)
    """
    meridian = 3 * math.floor(lon / 3 + 0.5)
    return min(max(meridian, FIRST_GAUSS_KRUGER[0]), LAST_MERIDIAN)


def meridian_of(geometry: BaseGeometry) -> int:
    """Return the central meridian for a geometry in degrees, by the middle of its bounds."""
    west, _, east, _ = geometry.bounds
    return central_meridian((west + east) / 2)


def metric_epsg(meridian: int) -> str:
    """Return the EPSG code of the CGCS2000 Gauss-Krüger zone on a central meridian.

    >>> metric_epsg(108)
    'EPSG:4545'
    """
    first_meridian, first_code = FIRST_GAUSS_KRUGER
    if meridian % 3 or not first_meridian <= meridian <= LAST_MERIDIAN:
        raise ValueError(f"中央经线“{meridian}”不是3度带的中央经线（75、78、…、135）")
    return f"EPSG:{first_code + (meridian - first_meridian) // 3}"


def to_metric(geometry: Geometry, meridian: int | None = None) -> Geometry:
    """Project degrees to metres (x east, y north); the zone is the geometry's own when not given.

    Geometries that are to be compared need the same `meridian`.
    """
    zone = meridian_of(geometry) if meridian is None else meridian
    return _apply(geometry, _transformer(GEOGRAPHIC, metric_epsg(zone)))


def from_metric(geometry: Geometry, meridian: int) -> Geometry:
    """Bring metres of the zone on `meridian` back to degrees."""
    return _apply(geometry, _transformer(metric_epsg(meridian), GEOGRAPHIC))


def area_km2(geometry: BaseGeometry) -> float:
    """Return the area in km² of a geometry in degrees, measured in an equal-area projection."""
    return float(_apply(geometry, _transformer(GEOGRAPHIC, EQUAL_AREA)).area) / 1e6


def length_km(geometry: BaseGeometry) -> float:
    """Return the length in km of a line in degrees, measured in its own Gauss-Krüger zone."""
    return float(to_metric(geometry).length) / 1e3


def distance_km(one: BaseGeometry, other: BaseGeometry) -> float:
    """Return the shortest distance in km between two geometries in degrees; 0 where they touch."""
    meridian = meridian_of(shapely.union_all([one.envelope, other.envelope]))
    return float(to_metric(one, meridian).distance(to_metric(other, meridian))) / 1e3


def to_wgs84(geometry: Geometry, datum: Datum) -> Geometry:
    """Convert a geometry from the datum that its source declares to WGS84."""
    match datum:
        case "WGS84":
            return geometry
        case "GCJ-02":
            return shapely.transform(geometry, _gcj02_to_wgs84)
        case "BD-09":
            return shapely.transform(geometry, lambda bd09: _gcj02_to_wgs84(_bd09_to_gcj02(bd09)))
    raise ValueError(f"坐标系“{datum}”未知，应为 {DATUMS}")


def from_wgs84(geometry: Geometry, datum: Datum) -> Geometry:
    """Convert a geometry from WGS84 to the datum of a provider, to lie rightly on its tiles."""
    match datum:
        case "WGS84":
            return geometry
        case "GCJ-02":
            return shapely.transform(geometry, _wgs84_to_gcj02)
        case "BD-09":
            return shapely.transform(geometry, lambda wgs: _gcj02_to_bd09(_wgs84_to_gcj02(wgs)))
    raise ValueError(f"坐标系“{datum}”未知，应为 {DATUMS}")


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _apply(geometry: Geometry, transformer: Transformer) -> Geometry:
    def project(degrees: Coordinates) -> Coordinates:
        return np.column_stack(transformer.transform(degrees[:, 0], degrees[:, 1]))

    return shapely.transform(geometry, project)


def _wgs84_to_gcj02(wgs84: Coordinates) -> Coordinates:
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


def _gcj02_to_wgs84(gcj02: Coordinates) -> Coordinates:
    # fixed point: the shift changes slowly, so a few rounds leave well under a centimetre
    wgs84 = gcj02.copy()
    for _ in range(5):
        wgs84 = wgs84 + gcj02 - _wgs84_to_gcj02(wgs84)
    return wgs84


def _gcj02_to_bd09(gcj02: Coordinates) -> Coordinates:
    lon, lat = gcj02[:, 0], gcj02[:, 1]
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * BD09_TURN)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * BD09_TURN)
    return np.column_stack([radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006])


def _bd09_to_gcj02(bd09: Coordinates) -> Coordinates:
    lon, lat = bd09[:, 0] - 0.0065, bd09[:, 1] - 0.006
    radius = np.hypot(lon, lat) - 0.00002 * np.sin(lat * BD09_TURN)
    angle = np.arctan2(lat, lon) - 0.000003 * np.cos(lon * BD09_TURN)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
