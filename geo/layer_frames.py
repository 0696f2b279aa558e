"""The layers of a plan as tables with geometry: what maps show, with the facts that belong to each shape.

Geometry is that of the map files: degrees on CGCS2000 (EPSG:4490), rounded to about a metre, simplified; the
shapes of layout elements are derived by rule and schematic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

import geopandas
from shapely.geometry import Point, shape

from data.plan import Plan, Project
from data.takeaway.extract import STATISTICS, Extract
from geo.crs import GEOGRAPHIC
from geo.map_bundle import build_bundle

LAYERS: Final[dict[str, tuple[str, str]]] = {
    "region": ("规划范围", "Region"),
    "districts": ("区县", "Districts"),
    "element_areas": ("布局要素（面）", "Layout elements (areas)"),
    "element_lines": ("布局要素（线）", "Layout elements (lines)"),
    "element_points": ("布局要素（点）", "Layout elements (points)"),
    "projects": ("重点项目", "Projects"),
    "places": ("地点与机构", "Places"),
}
SCHEMATIC: Final = {"zh": "按规则成形，示意", "en": "shaped by rule, schematic"}
Frame: TypeAlias = geopandas.GeoDataFrame
Record: TypeAlias = dict[str, Any]


def layer_frames(extract: Extract, layers: Iterable[str] = LAYERS) -> dict[str, Frame]:
    """Return the layers that hold something, each a table in EPSG:4490.

    What has no position is in no layer; `python -m data export` lists it. Raises KeyError when the plan's region has
    no boundary.
    """
    bundle, explanations = build_bundle(extract.plan)
    made: dict[str, list[Record]] = {
        "region": [_record(feature["geometry"], id=feature["properties"]["id"], name=feature["properties"]["name"])
                   for feature in bundle["region"]["features"]],
        "districts": _districts(extract, bundle),
        **_elements(extract, bundle, explanations),
        "projects": _projects(extract, bundle),
        "places": _places(extract, bundle),
    }  # fmt: skip
    return {name: Frame(made[name], geometry="geometry", crs=GEOGRAPHIC) for name in layers if made.get(name)}


def _record(geometry: dict[str, Any], **facts: Any) -> Record:
    return {**facts, "geometry": shape(geometry)}


def _districts(extract: Extract, bundle: Mapping[str, Any]) -> list[Record]:
    plan = extract.plan
    header, rows = extract.cells(STATISTICS)
    figures = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    known = {district.district_code: district for district in plan.districts}
    records = []
    for feature in bundle["districts"]["features"]:
        code = feature["properties"]["id"]
        if feature["geometry"] is None or not extract.keeps((code,)) or code not in known:
            continue
        numbers = {name: _number(figures.get(code, {}).get(name, "")) for name in header[2:]}
        district = known[code]
        facts = {"id": code, "name": district.name, "name_en": district.name_en, "kind": district.kind}
        basis = SCHEMATIC[extract.language] if feature["properties"].get("zone") else ""
        records.append(_record(feature["geometry"], **facts, **numbers, schematic=basis))
    return records


def _elements(
    extract: Extract, bundle: Mapping[str, Any], explanations: Mapping[str, tuple[str, str]]
) -> dict[str, list[Record]]:
    rows = {element.element_id: element for element in extract.plan.elements}
    made: dict[str, list[Record]] = {"element_areas": [], "element_lines": [], "element_points": []}
    for item in bundle["elements"]:
        row = rows[item["id"]]
        if not extract.keeps(row.district_codes):
            continue
        facts = {
            "id": row.element_id,
            "kind": row.kind,
            "name": row.name,
            "name_en": row.name_en,
            "theme": row.theme,
            "members": ";".join(extract.plan.district_name(code) for code in row.district_codes),
            "section": row.section,
            "as_written": row.as_written,
            "schematic": SCHEMATIC[extract.language],
            "explanation": explanations[row.element_id][0 if extract.language == "zh" else 1],
            "colour": item["colour"],
        }
        for geometry in (item["geometry"], item["centreline"]):
            if geometry:
                made[_layer_of(geometry["type"])].append(_record(geometry, **facts))
    return made


def _layer_of(geometry_type: str) -> str:
    if geometry_type.endswith("Polygon"):
        return "element_areas"
    return "element_lines" if geometry_type.endswith("LineString") else "element_points"


def _projects(extract: Extract, bundle: Mapping[str, Any]) -> list[Record]:
    header, rows = extract.cells("projects")
    at = header.index("project_id")
    facts = {row[at]: dict(zip(header, row, strict=True)) for row in rows}
    projects = {project.project_id: project for project in extract.plan.projects}
    return [
        {**_project_facts(facts[point["id"]], projects[point["id"]]), "basis": point["basis"], "geometry": _at(point)}
        for point in bundle["points"]
        if point["type"] == "project" and point["id"] in facts
    ]


def _project_facts(cells: Mapping[str, str], project: Project) -> Record:
    names = ("name", "name_en", "row_kind", "category", "action", "district_names")
    texts = (*names, "investment", "floor_area", "land_area")
    numbers = ("bed_count", "investment_wan_yuan", "floor_area_m2", "land_area_m2", "start_year", "end_year")
    return {
        "id": project.project_id,
        **{name: cells[name] for name in texts},
        **{name: _number(cells[name]) for name in numbers},
        "bed_types": ";".join(f"{bed.bed_type}={bed.count}" for bed in project.beds),
        "section": cells["section"],
        "as_written": cells["as_written"],
    }


def _places(extract: Extract, bundle: Mapping[str, Any]) -> list[Record]:
    rows = {place.place_id: place for place in extract.plan.places}
    return [
        {
            "id": row.place_id,
            "name": row.name,
            "name_en": row.name_en,
            "kind": row.kind,
            "district": extract.plan.district_name(row.district_code) if row.district_code else "",
            "location_source": row.location_source,
            "section": row.section,
            "as_written": row.as_written,
            "basis": point["basis"],
            "geometry": _at(point),
        }
        for point in bundle["points"]
        if point["type"] == "place" and (row := rows[point["id"]]) and extract.keeps((row.district_code,))
    ]


def _at(point: Mapping[str, Any]) -> Point:
    return Point(point["lon"], point["lat"])


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def not_located(plan: Plan, frames: Mapping[str, Frame]) -> list[str]:
    """Return the names of projects that no layer holds, since nothing tells where they are."""
    shown = set(frames["projects"]["id"]) if "projects" in frames else set()
    return [project.name for project in plan.projects if project.project_id not in shown]
