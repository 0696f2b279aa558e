"""The structural map of 空间布局: layers, district colours, which points are shown, the legend."""

from __future__ import annotations

import streamlit as st

from data.inference import inferred_projects, stated_projects
from data.plan import Plan
from geo.map_bundle import PlanMap
from geo.map_spec import LegendGroup, LegendItem, MapSpec
from pages.shared import queries
from pages.shared.labels import language, word
from pages.shared.map_panel import sequence_of, show_map
from pages.shared.recorded_places import map_as_recorded, project_statuses, with_status_group
from pages.shared.recording import present
from pages.shared.selection import select, split
from pages.shared.views import MEASURES, DistrictPaint, element_group, ground_items, paint_districts, point_groups

MAP = "layout"


def show_layout_map(plan: Plan, choice: str, layers: frozenset[str], measure: str) -> None:
    """Show the structural map; without a boundary a notice instead."""
    plan_map = map_as_recorded(plan.plan_id)
    if plan_map is None:
        st.warning(word("notice.no_boundary", code=plan.region_code))
        return
    rows = queries.statistics(plan.plan_id, "unit")
    paint: DistrictPaint | None = paint_districts(rows, MEASURES[measure]) if measure else None
    hidden = _left_out(plan, plan_map)
    statuses = project_statuses(present(plan.plan_id, "project")) if "projects" in layers else {}
    groups = [*element_group(plan, layers), *point_groups(plan_map, layers, hidden)]
    if paint:
        # first: on a crowded map the legend is folded from its third group on
        groups.insert(0, LegendGroup(word(f"measure.{measure}"), paint.items))
    if ground := [*ground_items(plan_map, layers), *_marked_items(plan)]:
        groups.append(LegendGroup("", tuple(ground)))
    spec = MapSpec(
        plan.plan_id,
        language(),
        layers,
        choice,
        sequence_of(MAP),
        picked=_picked(plan, choice),
        statuses=statuses,
        hidden=hidden,
        marked=_regions_below(plan),
        choropleth=paint.choropleth if paint else None,
        district_values=paint.written if paint else {},
        legend_title=word("map.legend"),
        legend=with_status_group(groups, plan_map, statuses, set(hidden)),
        notes=word("map.note"),
    )
    show_map(spec, plan_map.url, MAP, select)


def _picked(plan: Plan, choice: str) -> tuple[str, ...]:
    """Return the ids of the projects that belong to the selected element or district."""
    kind, row_id = split(choice)
    if kind == "element":
        element = next(row for row in plan.elements if row.element_id == row_id)
        return tuple(p.project_id for p in [*stated_projects(plan, element), *inferred_projects(plan, element)])
    if kind == "district":
        return tuple(p.project_id for p in plan.projects if row_id in p.district_codes)
    return ()


def _left_out(plan: Plan, plan_map: PlanMap) -> tuple[int, ...]:
    """Return the indices of points that are no place and no project: parts and programmes stand in the lists."""
    kinds = {project.project_id: project.row_kind for project in plan.projects}
    return tuple(
        index for project_id, index in plan_map.index_of("project").items() if kinds.get(project_id) != "project"
    )


def _regions_below(plan: Plan) -> tuple[str, ...]:
    """Return the codes of the districts that have a plan of their own below this one."""
    return tuple(other.region_code for other in queries.plans() if other.parent_plan_id == plan.plan_id)


def _marked_items(plan: Plan) -> list[LegendItem]:
    """Return the legend line of the districts that have a plan of their own."""
    count = len(_regions_below(plan))
    return [LegendItem(word("layout.sub_plans"), stroke="#B3501D", opacity=0.0, count=count)] if count else []
