"""The maps of scenes: which layers, what is chosen, which districts are coloured."""

from __future__ import annotations

from collections.abc import Sequence

from geo.map_spec import LegendGroup, MapSpec
from pages.briefing.scenes_material import Material
from pages.shared.labels import language, word
from pages.shared.views import MEASURES, element_group, ground_items, paint_districts, point_groups

GROUND = ("rivers", "labels")
FEWEST_CIRCLES = 3


def layout_map(material: Material, *, selected: str = "", picked: Sequence[str] = ()) -> MapSpec | None:
    """Return the map of the layout; with an element selected also its projects, the others dimmed."""
    kinds = {f"elements:{element.kind}" for element in material.plan.elements}
    points = {"projects"} if selected else set()
    return _map(material, frozenset({*kinds, *points, *GROUND}), selected=selected, picked=tuple(picked))


def projects_map(material: Material) -> MapSpec | None:
    """Return the map of the projects, sized by investment where enough of them state it."""
    if material.plan_map is None:
        return None
    count = material.plan_map.circle_counts.get("investment", 0)
    return _map(material, frozenset({"projects", *GROUND}), measure="investment" if count >= FEWEST_CIRCLES else "")


def district_map(material: Material, measure: str) -> MapSpec | None:
    """Return the map of the districts coloured by a measure."""
    return _map(material, frozenset(GROUND), paint=measure)


def _map(
    material: Material,
    layers: frozenset[str],
    *,
    selected: str = "",
    picked: tuple[str, ...] = (),
    measure: str = "",
    paint: str = "",
) -> MapSpec | None:
    plan, plan_map = material.plan, material.plan_map
    if plan_map is None:
        return None
    kinds = {project.project_id: project.row_kind for project in plan.projects}
    indices = plan_map.index_of("project")
    hidden = tuple(index for project_id, index in indices.items() if kinds.get(project_id) != "project")
    colours = paint_districts(material.units, MEASURES[paint]) if paint else None
    groups = [*element_group(plan, layers), *point_groups(plan_map, layers, hidden)]
    if colours:
        groups.insert(0, LegendGroup(word(f"measure.{paint}"), colours.items))
    if ground := ground_items(plan_map, layers):
        groups.append(LegendGroup("", tuple(ground)))
    return MapSpec(
        plan.plan_id,
        language(),
        layers,
        selected,
        measure=measure,
        hidden=hidden,
        picked=picked,
        dim_others=bool(selected),
        zooms_to_selection=False,
        choropleth=colours.choropleth if colours else None,
        district_values=colours.written if colours else {},
        legend_title=word("map.legend"),
        legend=tuple(groups),
        notes=word("map.note"),
    )
