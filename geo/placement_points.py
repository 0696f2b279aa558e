"""Positions of a plan's places and projects, each with how far it may be trusted.

A place with coordinates stands where its source says. One known only to its district is put inside that district by a
fixed rule (a golden-angle spiral around the district's anchor), which says nothing but the district. A project takes
the position of its places, else of its one district; otherwise it has none and pages list it as 未定位.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shapely import Point

from data.plan import Place, Plan, Project
from data.positions import BASIS as RECORDED
from geo import shapes
from geo.placement_context import PlacementContext
from geo.placement_frame import Frame, Unit, make_frame
from geo.spreading import spread_points

LOCATED = ("exact", "town", RECORDED)
NUDGE_SHARE = 0.011  # of the region's side: how far names at one town point move apart
COORDINATE_DIGITS = 6
NUDGE_LIMIT_M = 1500.0  # stays within the precision of a town point


@dataclass(frozen=True, slots=True)
class PlacedPoint:
    """A place or project on the map; `lon`, `lat` are None and the basis `unlocated` where it has no position.

    `location_basis` is exact | town | recorded (by people, not by the plan's data) | district | schematic (inside a
    functional zone's schematic shape) | unlocated.
    """

    id: str
    source_table: str
    lon: float | None
    lat: float | None
    location_basis: str
    explanation_zh: str
    explanation_en: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A position in metres within a frame; `unit_code` is the unit it was placed in, if any."""

    point: Point
    basis: str
    unit_code: str
    explanation_zh: str
    explanation_en: str


def place_points(plan: Plan, context: PlacementContext, frame: Frame | None = None) -> list[PlacedPoint]:
    """Place every place and project of a plan, places first, each group by id; `frame`: of the context, once made."""
    frame = frame or make_frame(context)
    places = {place.place_id: place for place in sorted(plan.places, key=lambda place: place.place_id)}
    projects = {project.project_id: project for project in sorted(plan.projects, key=lambda row: row.project_id)}
    spots = find_spots(frame, plan.places, plan.projects)
    placed = [_to_point(frame, place_id, "places", spots.get(place_id)) for place_id in places]
    for project_id, project in projects.items():
        codes = project.district_codes
        placed.append(_to_point(frame, project_id, "projects", spots.get(project_id), codes))
    return placed


def find_spots(frame: Frame, places: tuple[Place, ...], projects: tuple[Project, ...] = ()) -> dict[str, Spot]:
    """Find the spots of places and projects by id; ids without a position are missing.

    Places never move when projects are added or removed: they take their slots first.
    """
    ordered = sorted(places, key=lambda place: place.place_id)
    spots = _spots_of_located(frame, ordered)
    wanted: dict[str, list[str]] = {}
    for place in ordered:
        if place.place_id not in spots and place.district_code in frame.units:
            wanted.setdefault(place.district_code, []).append(place.place_id)
    slots = _Slots(frame, spots)
    for code, ids in wanted.items():
        spots |= slots.take(code, ids)
    _place_projects(frame, projects, spots, slots)
    return spots


def _spots_of_located(frame: Frame, places: list[Place]) -> dict[str, Spot]:
    spots: dict[str, Spot] = {}
    for place in places:
        if place.location_basis not in LOCATED or place.lon is None or place.lat is None:
            continue
        point = frame.to_metres(Point(place.lon, place.lat))
        source = place.location_source or "来源未注明"
        spot = Spot(point, place.location_basis, place.district_code, source, "as looked up")
        spots[place.place_id] = _nudge(frame, spot, spots) if place.location_basis == "town" else spot
    return spots


def _nudge(frame: Frame, spot: Spot, spots: dict[str, Spot]) -> Spot:
    """Move a town-precision spot aside, by less than its precision, when another name has the same point."""
    apart = min(NUDGE_SHARE * frame.scale_m, NUDGE_LIMIT_M)
    others = [other.point for other in spots.values() if other.point.distance(spot.point) < 3 * NUDGE_LIMIT_M]
    for candidate in _candidates(spot.point, apart):
        is_free = all(candidate.distance(other) > 0.7 * apart for other in others)
        if is_free and (candidate.equals(spot.point) or frame.region.covers(candidate)):
            return spot if candidate.equals(spot.point) else _say_moved(replace(spot, point=candidate))
    return spot


def _say_moved(spot: Spot) -> Spot:
    zh = f"{spot.explanation_zh}（与同处其他点略作错开）"
    return replace(spot, explanation_zh=zh, explanation_en=f"{spot.explanation_en}, moved aside from others there")


def _candidates(centre: Point, apart: float) -> Iterator[Point]:
    yield centre
    for number in range(1, 12):
        yield shapes.step(centre, number * shapes.GOLDEN_ANGLE, apart * min(number**0.5, 1.3))


class _Slots:
    """The spiral slots of each unit; a slot once taken stays where it is when more are asked for."""

    def __init__(self, frame: Frame, spots: dict[str, Spot]) -> None:
        self._frame = frame
        self._spots = spots

    def take(self, code: str, ids: list[str]) -> dict[str, Spot]:
        """Give each id a spot in the unit, away from all spots there so far."""
        unit = self._frame.units[code]
        avoid = [spot.point for spot in self._spots.values()]
        points = spread_points(unit.ground, unit.anchor, len(ids), avoid)
        return {name: _district_spot(unit, point) for name, point in zip(ids, points, strict=True)}


def _district_spot(unit: Unit, point: Point) -> Spot:
    if unit.is_schematic:
        zh = f"仅知位于{unit.name}（范围示意），点位在其示意范围内按规则排布"
        en = f"known to be in {unit.name_en or unit.name} only, whose own outline is schematic"
        return Spot(point, "schematic", unit.code, zh, en)
    zh = f"仅知位于{unit.name}，点位在辖区内按规则排布"
    return Spot(point, "district", unit.code, zh, f"known to be in {unit.name_en or unit.name} only")


def _place_projects(frame: Frame, projects: tuple[Project, ...], spots: dict[str, Spot], slots: _Slots) -> None:
    """Add the projects' spots: at located places, at a place's slot (one project each), or in a slot of their own."""
    shared: set[str] = set()
    ordered = sorted(projects, key=lambda project: (bool(project.parent_project_id), project.project_id))
    for project in ordered:
        known = [place_id for place_id in project.place_ids if place_id in spots]
        located = [place_id for place_id in known if spots[place_id].basis in LOCATED]
        parent = spots.get(project.parent_project_id)
        free = [place_id for place_id in (located or known) if place_id not in shared]
        if free:
            shared.add(free[0])
            spots[project.project_id] = spots[free[0]]
        elif located:
            beside = spots[located[0]]
            spots[project.project_id] = beside if beside.basis == "exact" else _nudge(frame, beside, spots)
        elif known or len(project.district_codes) == 1:
            code = spots[known[0]].unit_code if known else project.district_codes[0]
            spots |= slots.take(code, [project.project_id]) if code in frame.units else {}
        elif parent is not None and not project.district_codes:
            spots[project.project_id] = parent


def _to_point(
    frame: Frame, row_id: str, table: str, spot: Spot | None, district_codes: tuple[str, ...] = ()
) -> PlacedPoint:
    if spot is not None:
        position = frame.to_degrees(spot.point)
        lon, lat = round(position.x, COORDINATE_DIGITS), round(position.y, COORDINATE_DIGITS)
        return PlacedPoint(row_id, table, lon, lat, spot.basis, spot.explanation_zh, spot.explanation_en)
    if len(district_codes) > 1:
        zh = f"涉及{len(district_codes)}个县（市、区），不定为一点"
        return PlacedPoint(row_id, table, None, None, "unlocated", zh, "in several districts, not at one point")
    zh = "规划未载明所在县（市、区），也无可靠坐标"
    return PlacedPoint(row_id, table, None, None, "unlocated", zh, "the plan does not say where")
