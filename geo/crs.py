"""The only place where coordinates change.

Everything outside this module is longitude, latitude in degrees on CGCS2000 (WGS84 to within a
decimetre). Inside, four things happen: projection to metres and back, measuring, the conversion
from and to the shifted grids of Chinese map providers, and the reading of numbers in any system
that a file may use (`System`).

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
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar, get_args

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geo.shifted_grids import bd09_to_gcj02, gcj02_to_bd09, gcj02_to_wgs84, wgs84_to_gcj02

Datum = Literal["WGS84", "GCJ-02", "BD-09"]
Coordinates = NDArray[np.float64]
DATUMS = "、".join(get_args(Datum))
Geometry = TypeVar("Geometry", bound=BaseGeometry)

GEOGRAPHIC = "EPSG:4490"  # CGCS2000, longitude and latitude
FIRST_GAUSS_KRUGER = (75, 4534)  # EPSG:4534 is CM 75E, one code for every three degrees
LAST_MERIDIAN = 135
ZONE_STEP_M = 1_000_000.0  # the zone number stands before the six digits of the easting
LAST_WIDE_ZONE = 23  # 6-degree zones of China are 13–23, 3-degree zones 25–45: the number tells the width
EQUAL_AREA = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +ellps=GRS80 +units=m +no_defs"
CHINA_BOUNDS = (73.0, 3.0, 136.0, 54.0)


@dataclass(frozen=True, slots=True)
class System:
    """How the two numbers of a position are meant.

    Attributes:
        datum: of degrees; Gauss-Krüger metres are CGCS2000.
        meridian: central meridian of Gauss-Krüger metres; None for degrees.
        zone: number before the easting (36 in 36 500 000 m); 0 where there is none.
        is_swapped: whether the number to the north stands first (latitude first; x north, as surveyors write).
        definition: of any other system, as a file declares it (WKT, `EPSG:3857`); then datum and meridian say nothing.
    """

    datum: Datum = "WGS84"
    meridian: int | None = None
    zone: int = 0
    is_swapped: bool = False
    definition: str = ""


def degrees_of(numbers: Coordinates, system: System) -> Coordinates:
    """Return longitude and latitude (n, 2) in degrees (CGCS2000) of numbers (n, 2); inf or NaN where no place has them.

    Raises pyproj's CRSError for a definition that is none.
    """
    xy = numbers[:, ::-1] if system.is_swapped else numbers
    if system.definition:
        return _project(xy, _transformer(system.definition, GEOGRAPHIC))
    if system.meridian is not None:
        shift = np.array([system.zone * ZONE_STEP_M, 0.0])
        return _project(xy - shift, _transformer(metric_epsg(system.meridian), GEOGRAPHIC))
    return _from_datum(xy, system.datum)


def numbers_in(degrees: Coordinates, system: System) -> Coordinates:
    """Return the numbers (n, 2) that a system has for longitude and latitude in degrees: `degrees_of` the other way."""
    if system.definition:
        xy = _project(degrees, _transformer(GEOGRAPHIC, system.definition))
    elif system.meridian is not None:
        shift = np.array([system.zone * ZONE_STEP_M, 0.0])
        xy = _project(degrees, _transformer(GEOGRAPHIC, metric_epsg(system.meridian))) + shift
    else:
        xy = _into_datum(degrees, system.datum)
    return xy[:, ::-1] if system.is_swapped else xy


def meridian_of_zone(zone: int) -> int:
    """Return the central meridian of a numbered Gauss-Krüger zone of China, 6-degree (13–23) or 3-degree (25–45).

    >>> meridian_of_zone(18), meridian_of_zone(36)
    (105, 108)
    """
    return 6 * zone - 3 if zone <= LAST_WIDE_ZONE else 3 * zone


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
    if datum == "WGS84":
        return geometry
    return shapely.transform(geometry, lambda numbers: _from_datum(numbers, datum))


def from_wgs84(geometry: Geometry, datum: Datum) -> Geometry:
    """Convert a geometry from WGS84 to the datum of a provider, to lie rightly on its tiles."""
    if datum == "WGS84":
        return geometry
    return shapely.transform(geometry, lambda degrees: _into_datum(degrees, datum))


def _from_datum(numbers: Coordinates, datum: Datum) -> Coordinates:
    match datum:
        case "WGS84":
            return numbers
        case "GCJ-02":
            return gcj02_to_wgs84(numbers)
        case "BD-09":
            return gcj02_to_wgs84(bd09_to_gcj02(numbers))
    raise ValueError(f"坐标系“{datum}”未知，应为 {DATUMS}")


def _into_datum(degrees: Coordinates, datum: Datum) -> Coordinates:
    match datum:
        case "WGS84":
            return degrees
        case "GCJ-02":
            return wgs84_to_gcj02(degrees)
        case "BD-09":
            return gcj02_to_bd09(wgs84_to_gcj02(degrees))
    raise ValueError(f"坐标系“{datum}”未知，应为 {DATUMS}")


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _apply(geometry: Geometry, transformer: Transformer) -> Geometry:
    return shapely.transform(geometry, lambda numbers: _project(numbers, transformer))


def _project(numbers: Coordinates, transformer: Transformer) -> Coordinates:
    return np.column_stack(transformer.transform(numbers[:, 0], numbers[:, 1]))
