"""空间布局: the structural map of a plan, its elements as a list and a card, its districts as a table."""

from __future__ import annotations

import streamlit as st

from data.plan import Plan
from geo.map_spec import LegendGroup, MapSpec
from pages.shared import queries
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import language, word
from pages.shared.map_panel import sequence_of, show_map
from pages.shared.markup import show as show_markup
from pages.shared.selection import select, selected, split
from pages.shared.views import MEASURES, DistrictPaint, element_group, ground_items, paint_districts, point_groups
from pages.spatial_layout import cards, controls

MAP = "layout"


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    choice = selected(plan)
    head, tools = st.columns([5, 2], vertical_alignment="bottom")
    with head:
        page_header(plan.formula or word("page.spatial_layout"), subtitle_of(plan, "spatial_layout"))
    with tools:
        layers, measure = controls.choose_layers(plan)
    left, right = st.columns([2.5, 1], gap="small")
    with left:
        _show_map(plan, choice, layers, measure)
    with right, st.container(key="side"):
        show_markup(_card(plan, choice))
        controls.choose_element(plan, choice)
        controls.show_related_plans(plan)
    controls.show_districts(plan, choice)


def _show_map(plan: Plan, choice: str, layers: frozenset[str], measure: str) -> None:
    plan_map = queries.map_of(plan.plan_id)
    if plan_map is None:
        st.warning(word("notice.no_boundary", code=plan.region_code))
        return
    rows = queries.statistics(plan.plan_id, "unit")
    paint: DistrictPaint | None = paint_districts(rows, MEASURES[measure]) if measure else None
    hidden = controls.left_out(plan, plan_map)
    groups = [*element_group(plan, layers), *point_groups(plan_map, layers, hidden)]
    if paint:
        groups.append(LegendGroup(word(f"measure.{measure}"), paint.items))
    if ground := [*ground_items(plan_map, layers), *controls.marked_items(plan)]:
        groups.append(LegendGroup("", tuple(ground)))
    spec = MapSpec(
        plan.plan_id,
        language(),
        layers,
        choice,
        sequence_of(MAP),
        picked=controls.picked(plan, choice),
        hidden=hidden,
        marked=controls.regions_below(plan),
        choropleth=paint.choropleth if paint else None,
        district_values=paint.written if paint else {},
        legend_title=word("map.legend"),
        legend=tuple(groups),
        notes=word("map.note"),
    )
    show_map(spec, plan_map.url, MAP, select)


def _card(plan: Plan, choice: str) -> str:
    kind, row_id = split(choice)
    rows = queries.statistics(plan.plan_id, "unit")
    if kind == "element":
        element = next(row for row in plan.elements if row.element_id == row_id)
        return cards.element_card(plan, element, queries.map_of(plan.plan_id), rows)
    if kind == "district":
        return cards.district_card(plan, next(row for row in plan.districts if row.district_code == row_id), rows)
    if kind == "place":
        return cards.place_card(plan, next(row for row in plan.places if row.place_id == row_id))
    if kind == "project":
        return controls.project_card(plan, row_id)
    return cards.intro_card(plan)


def show() -> None:
    """Show 空间布局."""
    show_page()
