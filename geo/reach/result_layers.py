"""Points with what was computed of them, and reach areas, as layers for GeoJSON and GeoPackage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import shapely

from data.export import DEGREE_DECIMALS
from data.supply_demand.points import DemandPoints, Facilities
from geo.crs import GEOGRAPHIC
from geo.layer_frames import Frame
from geo.map_overlay import OverlayArea

TITLES: Final[dict[str, tuple[str, str]]] = {
    "reach": ("可达范围（估算）", "Reach areas (estimate)"),
    "demand": ("人口点", "People"),
    "facilities": ("设施", "Facilities"),
    "candidates": ("备选点与新增点", "Candidates and new sites"),
}
DECIMALS: Final = DEGREE_DECIMALS


def result_frames(
    demand: DemandPoints,
    facilities: Facilities,
    results: Mapping[str, Sequence[Any]],
    counts: Sequence[bool],
    areas: Sequence[OverlayArea] = (),
) -> dict[str, Frame]:
    """Return the layers that hold something, in EPSG:4490; points without a position are in none.

    Args:
        demand: n points.
        facilities: m points.
        results: (n,) columns that were computed, by name.
        counts: (m,) which facilities counted.
        areas: reach areas, widest first.
    """
    people = {name: values for name, values in demand.people.items()}
    demand_columns = {**_common(demand), **people, **{name: list(values) for name, values in results.items()}}
    years = facilities.years or (None,) * len(facilities)
    facility_columns = {
        **_common(facilities),
        "beds": facilities.capacity,
        "kind": facilities.kinds,
        "status": facilities.statuses,
        "year": [None if year is None else float(year) for year in years],
        "counts": [bool(flag) for flag in counts],
    }
    frames = {
        "reach": _areas(areas),
        "demand": _points(demand_columns, demand.lon, demand.lat),
        "facilities": _points(facility_columns, facilities.lon, facilities.lat),
    }
    return {name: frame for name, frame in frames.items() if len(frame)}


def site_frame(candidates: Facilities, results: Mapping[str, Sequence[Any]]) -> Frame:
    """Return the candidate sites with (k,) columns of what was decided of them, in EPSG:4490."""
    columns = {**_common(candidates), "beds": candidates.capacity, **results}
    return _points(columns, candidates.lon, candidates.lat)


def _common(points: DemandPoints | Facilities) -> dict[str, Any]:
    return {
        "id": points.ids,
        "name": points.names,
        "district_code": points.district_codes,
        "precision": points.precision,
    }


def _points(columns: Mapping[str, Any], lon: Any, lat: Any) -> Frame:
    frame = Frame(columns, geometry=shapely.points(np.round(lon, DECIMALS), np.round(lat, DECIMALS)), crs=GEOGRAPHIC)
    return frame[np.isfinite(lon) & np.isfinite(lat)]


def _areas(areas: Sequence[OverlayArea]) -> Frame:
    names = [area.look.label for area in areas]
    shapes = [shapely.set_precision(area.shape(), 10.0**-DECIMALS) for area in areas]
    return Frame({"id": [str(k) for k in range(len(areas))], "name": names}, geometry=shapes, crs=GEOGRAPHIC)
