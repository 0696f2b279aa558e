"""Rows of a file → points of 服务可达: districts recognised, numbers read in the system chosen, names looked up.

All or nothing: with one fault nothing is made. What is doubtful but possible (a point outside the region) is told and
let pass, since people of a neighbouring county may well use a home of this one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from data.finding import Finding
from data.plan import Plan
from data.supply_demand.points import DemandPoints, Facilities, Precision
from data.supply_demand.rows import MOST_FAULTS, InputRows, by_row
from data.words import Words
from geo import boundaries, crs
from geo.crs import Coordinates, System
from geo.reach.coordinate_check import CoordinateCheck, check_coordinates
from geo.reach.coordinate_systems import name_of, possible_systems
from geo.reach.district_index import DistrictIndex, Unit
from geo.reach.input_words import GIVE_PLACE, NAME, NO_DISTRICT, POSITION, UNKNOWN_PLACE
from geo.reach.known_points import ground_of, town_named
from geo.reach.position_faults import faults_of_position, is_abroad, numbers_text, of_another_kind

MOST_WARNINGS = 50


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Rows with their districts and, where they have no coordinates, the point that their name stands for.

    Attributes:
        units: (k,) the district that each row states; None where it states none.
        known: (k, 2) degrees of rows without coordinates; NaN for the others.
        known_precision: (k,) town or district for those rows; None for the others.
        check: the 坐标体检 of the rows with coordinates; None where there are none, or the region has no outline.
        faults: all that must be mended, by row; then nothing may be made of the rows.
        fault_count: how many there are in all, those not kept among them.
    """

    rows: InputRows
    units: tuple[Unit | None, ...]
    known: Coordinates
    known_precision: tuple[Precision | None, ...]
    check: CoordinateCheck | None
    faults: tuple[Finding, ...] = ()
    fault_count: int = 0


def place_rows(rows: InputRows, plan: Plan) -> Placed:
    """Recognise the districts of rows, look up those without coordinates, and check the coordinates of the others.

    All faults are told together, those of the rows among them.
    """
    index = DistrictIndex(plan)
    units = tuple(index.find(text) if text else None for text in rows.districts)
    unknown = list(_unknown_districts(rows, units, index))
    known, precision, lost = _looked_up(rows, plan, units, index)
    check = _checked(rows, plan, units) if boundaries.has_boundary(plan.region_code) else None
    placed = Placed(rows, units, known, precision, check)
    faults = [*rows.faults, *unknown, *lost, *_nowhere(placed)]
    count = rows.fault_count - len(rows.faults) + len(faults)
    return replace(placed, faults=by_row(faults)[:MOST_FAULTS], fault_count=count)


def systems_of(placed: Placed) -> tuple[System, ...]:
    """Return the systems that the numbers of placed rows may be read in, the best first; () where none fits.

    Where the region has no outline to hold them against, all that their size allows.
    """
    if placed.check is not None:
        return placed.check.alike
    if not placed.rows.has_numbers.any():
        return (System(),)
    west, _, east, _ = crs.CHINA_BOUNDS
    return possible_systems(placed.rows.numbers, west, east, placed.rows.table.declared)


def degrees_of(placed: Placed, system: System) -> Coordinates:
    """Return longitude and latitude (k, 2) of placed rows, their numbers read in a system."""
    numbers, known = placed.rows.numbers, placed.rows.has_numbers
    degrees = placed.known.copy()
    degrees[known] = crs.degrees_of(numbers[known], system)
    return degrees


def unplaced(placed: Placed, degrees: Coordinates) -> tuple[Finding, ...]:
    """Return a fault for each row whose numbers are no place in China when they are read so, and what may be wrong."""
    return faults_of_position(placed.rows, is_abroad(degrees) & ~placed.rows.has_faulty_position)


def _nowhere(placed: Placed) -> tuple[Finding, ...]:
    """Return a fault for each row whose numbers are no place in China in whichever system they may be read."""
    tried = [is_abroad(degrees_of(placed, system)) for system in systems_of(placed)]
    rows = placed.rows
    if not tried:
        return faults_of_position(rows, of_another_kind(rows))
    return faults_of_position(placed.rows, np.all(tried, axis=0) & rows.has_numbers & ~rows.has_faulty_position)


def outside(placed: Placed, degrees: Coordinates, plan: Plan) -> tuple[Finding, ...]:
    """Return a remark for rows outside the region, or outside the district that they state."""
    rows, found = placed.rows, []
    codes = [unit.outline_code if unit else "" for unit in placed.units]
    for code in dict.fromkeys(codes):
        area = code or plan.region_code
        if not boundaries.has_boundary(area):
            continue
        own = np.flatnonzero(np.array([one == code for one in codes]))
        name = boundaries.boundary(area).name
        found += [(int(own[k]), name) for k in np.flatnonzero(_is_outside(area, degrees[own]))]
    return tuple(
        Finding(rows.table.file, rows.table.lines[k], POSITION, numbers_text(rows, k),
                Words(f"不在{name}内", f"not inside “{name}”"), "", level="warning", rule="outside")
        for k, name in sorted(found)[:MOST_WARNINGS]
    )  # fmt: skip


def demand_of(placed: Placed, system: System, plan: Plan, source: str = "") -> DemandPoints:
    """Return the demand points of placed rows; `source` says in words where the figures come from.

    Raises ValueError where a fault is left: all or nothing.
    """
    _require_faultless(placed)
    rows, degrees = placed.rows, degrees_of(placed, system)
    return DemandPoints(
        ids=rows.ids,
        names=rows.names,
        lon=degrees[:, 0].copy(),
        lat=degrees[:, 1].copy(),
        people=dict(rows.figures),
        district_codes=_district_codes(placed, degrees, plan),
        precision=_precision(placed),
        source=source or rows.table.file,
    )


def facilities_of(placed: Placed, system: System, plan: Plan, source: str = "") -> Facilities:
    """Return the facilities, or candidate sites, of placed rows; ValueError where a fault is left: all or nothing."""
    _require_faultless(placed)
    rows, degrees = placed.rows, degrees_of(placed, system)
    return Facilities(
        ids=rows.ids,
        names=rows.names,
        lon=degrees[:, 0].copy(),
        lat=degrees[:, 1].copy(),
        capacity=rows.figures.get("capacity", np.full(len(rows.ids), np.nan)),
        kinds=rows.kinds,
        district_codes=_district_codes(placed, degrees, plan),
        precision=_precision(placed),
        statuses=rows.statuses,
        years=rows.years,
        source=source or rows.table.file,
    )


def _require_faultless(placed: Placed) -> None:
    if placed.faults:
        raise ValueError(f"{len(placed.faults)} faults are left, the first: {placed.faults[0]}")


def notes_of(placed: Placed, system: System) -> tuple[str, ...]:
    """Return what was assumed when rows became points, in words."""
    counts = Counter(placed.known_precision)
    notes = list(placed.rows.table.notes)
    if placed.check is not None and placed.check.total:
        notes.append(f"坐标按{name_of(system)[0]}读取")
    notes += [f"{counts[kind]} 行没有坐标，取{name}" for kind, name in _LOOKED_UP.items() if counts[kind]]
    if without := sum(1 for unit in placed.units if unit is None):
        notes.append(f"{without} 行未写区县，按位置归入（功能区归入所在县）")
    return tuple(notes)


_LOOKED_UP: dict[Precision, str] = {"town": "镇街点位（GeoNames，未实地核对）", "district": "区县内一点"}


def _unknown_districts(rows: InputRows, units: Sequence[Unit | None], index: DistrictIndex) -> Iterator[Finding]:
    for text, unit, line in zip(rows.districts, units, rows.table.lines, strict=True):
        if text and unit is None:
            heading = rows.table.headings[rows.columns["district"]]
            yield Finding(rows.table.file, line, heading, text, NO_DISTRICT, index.expectation, rule="district")


def _looked_up(
    rows: InputRows, plan: Plan, units: Sequence[Unit | None], index: DistrictIndex
) -> tuple[Coordinates, tuple[Precision | None, ...], list[Finding]]:
    """Return the points of rows without coordinates, how well they are known, and a fault for each without a point."""
    known = np.full((len(rows.ids), 2), np.nan)
    precision: list[Precision | None] = [None] * len(rows.ids)
    faults: list[Finding] = []
    # a table without the columns that it needs is told as such: what its rows lack besides is not known
    is_right = not any(fault.rule == "column" for fault in rows.faults)
    without = np.flatnonzero(~rows.has_numbers & ~rows.has_faulty_position) if is_right else np.zeros(0, np.int64)
    ground = ground_of(plan) if len(without) else None
    for k in map(int, without):
        name, unit = rows.names[k], units[k]
        named = index.find(name) or (unit if "name" not in rows.columns else None)
        town = town_named(ground, name, unit.outline_code if unit else "") if ground else None
        point = town or (ground.district_points.get(named.code) if ground and named else None)
        if point is None:
            line = rows.table.lines[k]
            faults.append(Finding(rows.table.file, line, NAME, name, UNKNOWN_PLACE, GIVE_PLACE, rule="place"))
            continue
        known[k], precision[k] = (point.x, point.y), "town" if town else "district"
    return known, tuple(precision), faults


def _checked(rows: InputRows, plan: Plan, units: Sequence[Unit | None]) -> CoordinateCheck | None:
    if not rows.has_numbers.any():
        return None
    stated = [unit.outline_code if unit else "" for unit in units]
    return check_coordinates(rows.numbers, plan.region_code, stated, rows.table.declared)


def _is_outside(code: str, degrees: Coordinates) -> NDArray[np.bool_]:
    polygon = boundaries.boundary(code).polygon
    shapely.prepare(polygon)
    inside: NDArray[np.bool_] = shapely.contains_xy(polygon, degrees[:, 0], degrees[:, 1])
    return ~inside


def _district_codes(placed: Placed, degrees: Coordinates, plan: Plan) -> tuple[str, ...]:
    at = DistrictIndex(plan).codes_at(degrees)
    return tuple(unit.code if unit else code for unit, code in zip(placed.units, at, strict=True))


def _precision(placed: Placed) -> tuple[Precision, ...]:
    stated = zip(placed.known_precision, placed.rows.precision, strict=True)
    return tuple(looked_up or given or "exact" for looked_up, given in stated)
