"""The structural map of a plan: elements, district colours, which points are shown, the legend."""

from __future__ import annotations

from data.inference import inferred_projects, stated_projects
from data.measures import district_statistics
from data.plan import Plan
from geo.map_bundle import PlanMap
from geo.map_spec import LegendGroup, LegendItem, MapSpec
from pages.shared import queries
from pages.shared.labels import language, word
from pages.shared.selection import split
from pages.shared.views import MEASURES, DistrictPaint, element_group, ground_items, paint_districts, point_groups

DEFAULT_POINTS = ("projects", "rivers", "labels")


def element_layers(plan: Plan) -> list[str]:
    """Return the layer of each kind of element that a plan has, in its order."""
    return list(dict.fromkeys(f"elements:{element.kind}" for element in plan.elements))


def layout_map(
    plan: Plan, plan_map: PlanMap, layers: frozenset[str], *, measure: str = "", selected: str = ""
) -> MapSpec:
    """Return the structural map; `measure` colours the districts."""
    paint: DistrictPaint | None = None
    if measure:
        paint = paint_districts(district_statistics(plan, "unit"), MEASURES[measure])
    hidden = left_out(plan, plan_map)
    groups = _groups(plan, plan_map, layers, hidden)
    if paint:
        # first: on a crowded map the legend is folded from its third group on
        groups.insert(0, LegendGroup(word(f"measure.{measure}"), paint.items))
    return MapSpec(
        plan.plan_id,
        language(),
        layers,
        selected,
        picked=_picked(plan, selected),
        hidden=hidden,
        marked=_regions_below(plan),
        choropleth=paint.choropleth if paint else None,
        district_values=paint.written if paint else {},
        legend_title=word("map.legend"),
        legend=tuple(groups),
        notes=word("map.note"),
    )


def left_out(plan: Plan, plan_map: PlanMap) -> tuple[int, ...]:
    """Return the indices of points that are no place and no project: parts and programmes stand in the lists."""
    kinds = {project.project_id: project.row_kind for project in plan.projects}
    return tuple(
        index for project_id, index in plan_map.index_of("project").items() if kinds.get(project_id) != "project"
    )


def _groups(plan: Plan, plan_map: PlanMap, layers: frozenset[str], hidden: tuple[int, ...]) -> list[LegendGroup]:
    groups = [*element_group(plan, layers), *point_groups(plan_map, layers, hidden)]
    if ground := [*ground_items(plan_map, layers), *_marked_items(plan)]:
        groups.append(LegendGroup("", tuple(ground)))
    return groups


def _picked(plan: Plan, choice: str) -> tuple[str, ...]:
    """Return the ids of the projects that belong to the selected element or district."""
    kind, row_id = split(choice)
    if kind == "element":
        element = next(row for row in plan.elements if row.element_id == row_id)
        return tuple(p.project_id for p in [*stated_projects(plan, element), *inferred_projects(plan, element)])
    if kind == "district":
        return tuple(p.project_id for p in plan.projects if row_id in p.district_codes)
    return ()


def _regions_below(plan: Plan) -> tuple[str, ...]:
    """Return the codes of the districts that have a plan of their own below this one."""
    return tuple(other.region_code for other in queries.plans() if other.parent_plan_id == plan.plan_id)


def _marked_items(plan: Plan) -> list[LegendItem]:
    """Return the legend line of the districts that have a plan of their own."""
    count = len(_regions_below(plan))
    return [LegendItem(word("layout.sub_plans"), stroke="#B3501D", opacity=0.0, count=count)] if count else []
