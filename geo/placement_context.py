"""What placement needs to know about a plan's ground: polygons, points of towns and places, the seat.

Everything here is longitude, latitude in degrees (WGS84/CGCS2000). `context_of` gathers it from a plan and the
reference data; tests and other callers may build a `PlacementContext` themselves.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from shapely import Point
from shapely.geometry.base import BaseGeometry

import data
from data.plan import District, Place, Plan
from geo import boundaries

TOWNS_PATH = Path(data.__file__).parent / "reference" / "townships.csv"

# GB/T 2260: the last two digits 01–20 are 市辖区, 21–80 县, 81–99 县级市
LAST_URBAN_DISTRICT = 20


@dataclass(frozen=True, slots=True)
class Town:
    """A town or subdistrict of `boundary_code`'s polygon; `point` is None where no source gives one."""

    code: str
    name: str
    unit_code: str
    boundary_code: str
    point: Point | None = None


@dataclass(frozen=True)
class PlacementContext:
    """The ground that elements, places and projects are placed on.

    `polygons` and `anchors` are keyed by boundary code; an anchor is a point well inside (the middle of the polygon
    when missing). `seats` are points of county towns, used instead of anchors where known. `region_seat` names the
    units that make up the main urban area; blank leaves it to the code rule for 市辖区.
    """

    region_code: str
    region: BaseGeometry
    districts: tuple[District, ...]
    polygons: Mapping[str, BaseGeometry]
    anchors: Mapping[str, Point] = field(default_factory=dict)
    seats: Mapping[str, Point] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    towns: tuple[Town, ...] = ()
    region_seat: tuple[str, ...] = ()

    @property
    def urban_districts(self) -> tuple[str, ...]:
        """Codes of the units that make up the main urban area: as given, else the 市辖区 by their codes."""
        known = {district.district_code for district in self.districts}
        given = tuple(code for code in self.region_seat if code in known)
        return given or tuple(sorted(code for code in known if is_urban_district(code)))


def is_urban_district(code: str) -> bool:
    """Tell whether a six-digit county code is a 市辖区 (GB/T 2260: last two digits 01–20).

    >>> is_urban_district("511703"), is_urban_district("511722"), is_urban_district("511700")
    (True, False, False)
    """
    return len(code) == len("511703") and code.isdecimal() and 1 <= int(code[4:]) <= LAST_URBAN_DISTRICT


def context_of(plan: Plan) -> PlacementContext:
    """Gather the ground of a plan; units whose boundary is unknown simply have no polygon.

    Raises KeyError when the plan's region has no boundary.
    """
    codes = {district.boundary_code or district.parent_code for district in plan.districts}
    known = sorted(code for code in codes if code and boundaries.has_boundary(code))
    return PlacementContext(
        region_code=plan.region_code,
        region=boundaries.region_polygon(plan.region_code),
        districts=plan.districts,
        polygons={code: boundaries.district_polygon(code) for code in known},
        anchors={code: boundaries.label_point(code) for code in known},
        places=plan.places,
        towns=tuple(town for town in read_towns() if town.boundary_code in known),
    )


@cache
def read_towns(path: Path = TOWNS_PATH) -> tuple[Town, ...]:
    """Read the town list; towns without coordinates are kept, since their number tells how large a town is."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_read_town(row) for row in csv.DictReader(file))


def _read_town(row: Mapping[str, str]) -> Town:
    point = Point(float(row["lon"]), float(row["lat"])) if row["lon"] and row["lat"] else None
    return Town(row["code"], row["name"], row["district_code"], row["boundary_code"], point)
