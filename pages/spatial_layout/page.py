"""空间布局: the structural map of a plan, its elements as a list and a card, its districts as a table."""

from __future__ import annotations

import streamlit as st

from data.plan import Plan
from pages.shared import queries
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.markup import show as show_markup
from pages.shared.recorded_places import map_as_recorded, place_as_recorded
from pages.shared.selection import selected, split
from pages.spatial_layout import cards, controls
from pages.spatial_layout.layout_map import show_layout_map


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    choice = selected(plan)
    head, tools = st.columns([5, 2], vertical_alignment="bottom")
    with head:
        page_header(cards.heading(plan), subtitle_of(plan, "spatial_layout"))
    with tools:
        layers, measure = controls.choose_layers(plan)
    left, right = st.columns([2.5, 1], gap="small")
    with left:
        show_layout_map(plan, choice, layers, measure)
    with right, st.container(key="side"):
        show_markup(_card(plan, choice))
        controls.show_recording(plan, choice)
        controls.choose_element(plan, choice)
        controls.show_related_plans(plan)
    controls.show_districts(plan, choice)


def _card(plan: Plan, choice: str) -> str:
    kind, row_id = split(choice)
    rows = queries.statistics(plan.plan_id, "unit")
    if kind == "element":
        element = next(row for row in plan.elements if row.element_id == row_id)
        return cards.element_card(plan, element, map_as_recorded(plan.plan_id), rows)
    if kind == "district":
        return cards.district_card(plan, next(row for row in plan.districts if row.district_code == row_id), rows)
    if kind == "place":
        return cards.place_card(plan, place_as_recorded(plan, row_id))
    if kind == "project":
        return controls.project_card(plan, row_id)
    return cards.intro_card(plan)


def show() -> None:
    """Show 空间布局."""
    show_page()
