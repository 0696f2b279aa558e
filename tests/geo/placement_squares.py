"""A region of unit squares for placement tests: 0.2° each, two rows of three, with plain names.

D  E  F
A  B  C      511702 = A … 511783 = F; A and B are urban districts (市辖区), 511702-park is a zone inside A
"""

from __future__ import annotations

import shapely
from shapely import Point

from data.plan import District, Place, Project
from geo.placement import PlacementContext
from geo.placement_context import Town
from layouts.layout import LayoutElement, Member

SIDE = 0.2
WEST, SOUTH = 107.0, 31.0
CODES = {"A": "511702", "B": "511703", "C": "511722", "D": "511781", "E": "511782", "F": "511783"}
ZONE = "511702-park"
CELLS = {"A": (0, 0), "B": (1, 0), "C": (2, 0), "D": (0, 1), "E": (1, 1), "F": (2, 1)}


def square(name: str) -> shapely.Polygon:
    column, row = CELLS[name]
    west, south = WEST + SIDE * column, SOUTH + SIDE * row
    return shapely.box(west, south, west + SIDE, south + SIDE)


def middle(name: str) -> Point:
    return square(name).centroid


def make_context(
    *, places: tuple[Place, ...] = (), towns: tuple[Town, ...] = (), has_zone: bool = False, seat: tuple[str, ...] = ()
) -> PlacementContext:
    districts = tuple(
        District(code, f"{name}区", f"{name} District", kind="county", boundary_code=code)
        for name, code in CODES.items()
    )
    if has_zone:
        members = tuple(town.name for town in towns if town.code.startswith("zone"))
        districts += (District(ZONE, "高新区", kind="functional_zone", parent_code=CODES["A"], members=members),)
    polygons = {code: square(name) for name, code in CODES.items()}
    anchors = {code: middle(name) for name, code in CODES.items()}
    region = shapely.union_all(list(polygons.values()))
    return PlacementContext(
        region_code="511700",
        region=region,
        districts=districts,
        polygons=polygons,
        anchors=anchors,
        places=places,
        towns=towns,
        region_seat=seat,
    )


def element(element_id: str, kind: str, members: str = "", places: str = "", name: str = "") -> LayoutElement:
    """Write an element as `element("belt-1", "belt", "AB", "p01 p02")`."""
    return LayoutElement(
        element_id,
        kind,
        name or element_id,
        members=tuple(Member(CODES[letter]) for letter in members),
        place_ids=tuple(places.split()),
    )


def place(place_id: str, district: str = "", lon: float | None = None, lat: float | None = None) -> Place:
    code = CODES.get(district, district)
    basis = "unlocated" if not code else "district" if lon is None else "town"
    return Place(place_id, f"地点{place_id}", district_code=code, lon=lon, lat=lat, location_basis=basis)


def project(project_id: str, districts: str = "", places: str = "", parent: str = "") -> Project:
    codes = tuple(CODES[letter] for letter in districts)
    return Project(
        project_id, project_id, district_codes=codes, place_ids=tuple(places.split()), parent_project_id=parent
    )
