"""The static map file of a plan: its geometry, names and symbol sizes, written once under a hashed name.

A rerun of a page then sends only ids and classes. Coordinates are degrees (CGCS2000), rounded to five
decimals (about a metre); outlines are simplified together, so that neighbours keep their shared edges.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from data.plan import Plan, Project
from data.units import format_area, format_money
from geo.base_layers import base_layers
from geo.build import write_map_file
from geo.placement import PlacedElement, place_elements
from geo.placement_context import PlacementContext, context_of
from geo.placement_frame import make_frame
from geo.placement_points import PlacedPoint, place_points
from geo.style import element_colours, kind_style, project_glyph

DECIMALS = 5
LARGEST_RADIUS_PX = 34
SMALLEST_RADIUS_PX = 4.5
ROOMY_COUNT = 60


@dataclass(frozen=True, slots=True)
class PlanMap:
    """The map file of a plan: its address under `app/static` and what the legend needs to know of it.

    `points` are (type, id, basis, glyph) in the file's order: their index is what filters send.
    """

    plan_id: str
    url: str
    points: tuple[tuple[str, str, str, str], ...]
    explanations: dict[str, tuple[str, str]]
    has_rivers: bool
    zone_codes: tuple[str, ...]
    largest: dict[str, float]
    circle_counts: dict[str, int]

    def index_of(self, kind: str) -> dict[str, int]:
        """Return the index of each point of a type (`project` or `place`) by its id."""
        return {point_id: k for k, (point_type, point_id, _, _) in enumerate(self.points) if point_type == kind}


def plan_map(plan: Plan) -> PlanMap:
    """Build and write the map file of a plan; return its address and contents list.

    Raises KeyError when the plan's region has no boundary.
    """
    bundle, explanations = build_bundle(plan)
    return written_map(plan, bundle, explanations)


def written_map(plan: Plan, bundle: dict[str, Any], explanations: dict[str, tuple[str, str]]) -> PlanMap:
    """Write the content of a map file; return its address and contents list."""
    points = tuple((p["type"], p["id"], p["basis"], p["glyph"]) for p in bundle["points"])
    url = f"maps/{write_map_file(plan.plan_id, bundle).name}"
    zones = tuple(f["properties"]["id"] for f in bundle["districts"]["features"] if f["properties"].get("zone"))
    largest, counts = _largest(plan.projects), _circle_counts(plan.projects)
    return PlanMap(plan.plan_id, url, points, explanations, bool(bundle["rivers"]), zones, largest, counts)


def build_bundle(plan: Plan) -> tuple[dict[str, Any], dict[str, tuple[str, str]]]:
    """Return the content of a plan's map file and, per element, the sentence (zh, en) that explains its shape."""
    context = context_of(plan)
    elements = place_elements(plan.elements, context)
    points = place_points(plan, context)
    bundle = {"plan": plan.plan_id, **base_layers(plan)}
    bundle["districts"]["features"].extend(_zone_features(plan, context))
    bundle["points"] = point_items(plan, points)
    return bundle, lay_elements(plan, bundle, elements)


def lay_elements(plan: Plan, bundle: dict[str, Any], elements: Sequence[PlacedElement]) -> dict[str, tuple[str, str]]:
    """Put placed elements into the content of a map file; return the sentence (zh, en) that explains each."""
    bundle["elements"] = _element_items(plan, elements)
    bundle["box"] = _box_with(bundle["box"], [item for item in elements if item.is_beside])
    return {item.element_id: (item.explanation_zh, item.explanation_en) for item in elements}


def circle_radius(value: float, largest: float, count: int = 1) -> float:
    """Return the radius in pixels of a circle whose area is proportional to `value`.

    Where a map holds more than `ROOMY_COUNT` circles, all shrink, so that their area together stays the same.

    >>> circle_radius(100, 100), circle_radius(25, 100), circle_radius(100, 100, count=1000)
    (34.0, 17.0, 8.3)
    """
    return round(
        max(SMALLEST_RADIUS_PX, LARGEST_RADIUS_PX * math.sqrt(min(1.0, ROOMY_COUNT / count) * value / largest)), 1
    )


def project_measures(project: Project) -> dict[str, float]:
    """Return what a project states of investment (万元), beds and floor area (m²)."""
    stated = {"investment": project.investment_wan_yuan, "beds": project.bed_count, "floor": project.floor_area_m2}
    return {name: float(value) for name, value in stated.items() if value}


def _amounts(project: Project) -> dict[str, tuple[str, str]]:
    """Return the stated amounts in Chinese and English, as a circle says them."""
    written: dict[str, Callable[[str], str]] = {
        "investment": lambda language: format_money(project.investment_wan_yuan, language),
        "beds": lambda language: _beds(project) + ("张" if language == "zh" else " beds"),
        "floor": lambda language: format_area(project.floor_area_m2, language),
    }
    return {name: (written[name]("zh"), written[name]("en")) for name in project_measures(project)}


def _beds(project: Project) -> str:
    return " + ".join(f"{bed.count:,}" for bed in project.beds)  # of two types: never one number


def _circle_counts(projects: Iterable[Project]) -> dict[str, int]:
    return dict(Counter(name for project in projects for name in project_measures(project)))


def _largest(projects: Iterable[Project]) -> dict[str, float]:
    largest: dict[str, float] = {}
    for project in projects:
        for name, value in project_measures(project).items():
            largest[name] = max(largest.get(name, 0.0), value)
    return largest


def _zone_features(plan: Plan, context: PlacementContext) -> list[dict[str, Any]]:
    frame = make_frame(context)
    districts = {district.district_code: district for district in plan.districts}
    return [
        _feature(
            frame.to_degrees(unit.polygon),
            {
                "id": unit.code,
                "name": districts[unit.code].short_name or unit.name,
                # on its own map a zone needs no name of its city
                "en": unit.name_en.removeprefix(f"{plan.region_name_en} "),
                "label": _point(frame.to_degrees(unit.anchor)),
                "zone": True,
            },
        )
        for unit in frame.units.values()
        if unit.is_schematic
    ]


def _element_items(plan: Plan, placed: Sequence[PlacedElement]) -> list[dict[str, Any]]:
    colours = element_colours(plan.elements)
    rows = {element.element_id: element for element in plan.elements}
    items = []
    for shape in sorted(placed, key=lambda item: (item.draw_order, item.element_id)):
        row = rows[shape.element_id]
        style = kind_style(row.kind)
        colour, dark = colours[row.element_id]
        area = shapely.union_all([shape.geometry, *shape.rings])
        items.append(
            {
                "id": row.element_id,
                "kind": row.kind,
                "name": row.name,
                "en": row.name_en,
                "pane": style.pane,
                "colour": colour,
                "dark": dark,
                "dashed": style.dashed,
                "anchor": _point(shape.anchor),
                "box": _box(area.bounds),
                "geometry": _geometry(shape.geometry),
                "rings": [_geometry(ring) for ring in shape.rings],
                "centreline": _geometry(shape.centerline) if shape.centerline is not None else None,
            }
        )
    return items


def _box_with(box: Sequence[float], beside: Sequence[PlacedElement]) -> list[float]:
    west, south, east, north = box
    shapes = [shapely.union_all([item.geometry, item.anchor]) for item in beside]
    return _box(shapely.union_all([shapely.box(west, south, east, north), *shapes]).bounds)


def point_items(plan: Plan, placed: Sequence[PlacedPoint]) -> list[dict[str, Any]]:
    """Return the points of a map file; those without a position are left out."""
    projects = {project.project_id: project for project in plan.projects}
    places = {place.place_id: place for place in plan.places}
    largest, counts = _largest(plan.projects), _circle_counts(plan.projects)
    items = []
    for point in placed:
        if point.lon is None or point.lat is None:
            continue
        if project := projects.get(point.id) if point.source_table == "projects" else None:
            radii = {
                name: circle_radius(value, largest[name], counts[name])
                for name, value in project_measures(project).items()
            }
            shown = {
                "type": "project",
                "name": project.name,
                "en": project.name_en,
                "glyph": project_glyph(project.category),
            }
            items.append({**shown, "r": radii, "say": _amounts(project), **_position(point)})
        elif place := places.get(point.id):
            items.append(
                {"type": "place", "name": place.name, "en": place.name_en, "glyph": "place", **_position(point)}
            )
    return items


def _position(point: PlacedPoint) -> dict[str, Any]:
    lon, lat = point.lon or 0.0, point.lat or 0.0
    return {"id": point.id, "lon": round(lon, DECIMALS), "lat": round(lat, DECIMALS), "basis": point.location_basis}


def _feature(shape: BaseGeometry | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": None if shape is None else _geometry(shape)}


def _geometry(shape: BaseGeometry) -> dict[str, Any]:
    rounded = shapely.set_precision(shape, 10.0**-DECIMALS, mode="pointwise")
    if not rounded.is_valid:  # two corners less than a metre apart may cross when each is rounded by itself
        rounded = shapely.set_precision(shape, 10.0**-DECIMALS)
    content: dict[str, Any] = mapping(rounded)
    return content


def _point(point: shapely.Point) -> list[float]:
    return [round(point.x, DECIMALS), round(point.y, DECIMALS)]


def _box(bounds: Sequence[float]) -> list[float]:
    return [round(value, DECIMALS) for value in bounds]
