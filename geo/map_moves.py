"""A plan's map with the positions that people recorded: a map file of its own, made from the plan's.

What stands at a corrected place or project moves with it, and so do the elements that run through it; all else stays
where it is, so that one correction is seen as one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from data.plan import Plan, Project
from data.positions import BASIS, RecordedPosition, with_positions
from geo.frontend import static_folder
from geo.map_bundle import PlanMap, lay_elements, point_items, written_map
from geo.placement import place_elements
from geo.placement_context import context_of
from geo.placement_points import PlacedPoint


def moved_map(plan: Plan, base: PlanMap, positions: tuple[RecordedPosition, ...]) -> PlanMap:
    """Write the map file of a plan with recorded positions; `base` is its own map. Raises OSError."""
    bundle: dict[str, Any] = json.loads((static_folder() / base.url).read_text(encoding="utf-8"))
    bundle["points"] = point_items(plan, move_points(plan.projects, _points_in(bundle), positions))
    explanations = base.explanations
    moved = {one.row_id for one in positions if one.kind == "place"}
    if any(moved & set(element.place_ids) for element in plan.elements):
        elements = place_elements(plan.elements, context_of(with_positions(plan, positions)))
        explanations = lay_elements(plan, bundle, elements)
    return written_map(plan, bundle, explanations)


def move_points(
    projects: Sequence[Project], placed: Iterable[PlacedPoint], positions: Sequence[RecordedPosition]
) -> list[PlacedPoint]:
    """Return the points with the recorded positions, places first, each group by id.

    A project without a position of its own stands where its place or the project it is part of stands.
    """
    points = {(one.source_table, one.id): one for one in placed}
    recorded = {(f"{one.kind}s", one.row_id): _recorded_point(one) for one in positions}
    for project in projects:
        own = ("projects", project.project_id)
        hosts = [("places", place_id) for place_id in project.place_ids]
        hosts += [] if project.district_codes else [("projects", project.parent_project_id)]
        found = next(
            (host for host in hosts if host in recorded and _at(points.get(host)) == _at(points.get(own))), None
        )
        if found and own not in recorded:
            points[own] = replace(recorded[found], id=project.project_id, source_table="projects")
    points |= recorded
    return [points[key] for key in sorted(points)]


def _points_in(bundle: dict[str, Any]) -> list[PlacedPoint]:
    return [
        PlacedPoint(point["id"], f"{point['type']}s", point["lon"], point["lat"], point["basis"], "", "")
        for point in bundle["points"]
    ]


def _recorded_point(at: RecordedPosition) -> PlacedPoint:
    return PlacedPoint(at.row_id, f"{at.kind}s", at.lon, at.lat, BASIS, at.source, "position recorded by people")


def _at(point: PlacedPoint | None) -> tuple[float | None, float | None]:
    return (point.lon, point.lat) if point else (None, None)
