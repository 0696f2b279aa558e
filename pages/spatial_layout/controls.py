"""What the reader can choose on 空间布局: layers, an element, a district."""

from __future__ import annotations

import streamlit as st

from data.plan import Plan
from geo.style import element_colours
from pages.shared import parameters, queries, widgets
from pages.shared.labels import kind_label, name_of, plan_name, region_of, word
from pages.shared.map_themes.layout_map import DEFAULT_POINTS, element_layers
from pages.shared.markup import plain, show
from pages.shared.pick_list import Line, show_pick_list
from pages.shared.project_card import project_card as shared_project_card
from pages.shared.recorded_places import map_as_recorded, place_field, position_fields
from pages.shared.recording import show_record_form
from pages.shared.selection import select, split
from pages.spatial_layout.district_table import show_district_table

MEASURE_CHOICES = ("none", "age_60_plus", "share_60_plus", "project_count", "bed_count", "investment", "beds_per_1000")


def choose_layers(plan: Plan) -> tuple[frozenset[str], str]:
    """Show the layer popover; return the visible layers and the measure of the district colours."""
    kinds = element_layers(plan)
    options = [*kinds, "projects", "places", "rivers", "labels"]
    default = [*kinds, *DEFAULT_POINTS]
    with st.container(key="layout_layers"), st.popover(word("map.layers"), icon=":material/layers:"):
        layers = widgets.choose_many(
            st.pills,
            "layers",
            word("map.layers"),
            options,
            default=default,
            selection_mode="multi",
            format_func=_layer_name,
        )
        measure = widgets.choose(
            st.selectbox,
            "colour",
            word("map.choropleth"),
            MEASURE_CHOICES,
            default="none" if plan.elements else "age_60_plus",
            format_func=_measure_name,
        )
    return frozenset(layers), "" if measure == "none" else measure


def show_related_plans(plan: Plan) -> None:
    """Show buttons that open the plans below and the plan above this one."""
    below = [other for other in queries.plans() if other.parent_plan_id == plan.plan_id]
    above = [other for other in queries.plans() if other.plan_id == plan.parent_plan_id]
    for title, others in (("layout.sub_plans", below), ("layout.parent_plan", above)):
        if others:
            st.caption(word(title))
        for other in others:
            label = f"{plain(region_of(other))} · {plain(other.formula or plan_name(other))}"
            if st.button(
                label,
                key=f"open_{other.plan_id}",
                width="stretch",
                icon=":material/map:",
                on_click=parameters.open_plan,
                args=(other.plan_id,),
            ):
                st.rerun()


def choose_element(plan: Plan, choice: str) -> None:
    """Show the elements as a list in their colours on the map; the chosen one is marked, choosing it again clears."""
    if not plan.elements:
        return
    st.caption(word("layout.list"))
    colours = [colour for colour, _ in element_colours(plan.elements).values()]
    lines = [
        Line(f"element:{element.element_id}", f"{kind_label(element.kind)} · {name_of(element)}", colour)
        for element, colour in zip(plan.elements, colours, strict=True)
    ]
    with st.container(key="element_list"):
        show_pick_list(lines, choice, key="elements", label=word("layout.list"), on_select=select)


def project_card(plan: Plan, project_id: str) -> str:
    """Return the card of a project picked on the map."""
    plan_map = map_as_recorded(plan.plan_id)
    bases = {point_id: basis for kind, point_id, basis, _ in plan_map.points if kind == "project"} if plan_map else {}
    project = next(row for row in plan.projects if row.project_id == project_id)
    return shared_project_card(plan, project, bases.get(project_id, ""))


def show_recording(plan: Plan, choice: str) -> None:
    """Offer to correct the position of the place or project that is selected."""
    kind, row_id = split(choice)
    if kind == "place":
        place = next(row for row in plan.places if row.place_id == row_id)
        show_record_form([place_field(plan, place)], key=f"place_{row_id}")
    elif kind == "project":
        project = next(row for row in plan.projects if row.project_id == row_id)
        show_record_form(position_fields(plan, project), key=f"project_{row_id}")


def show_districts(plan: Plan, choice: str) -> None:
    """Show the districts table; a row selects its district on the map."""
    rows = [row for row in queries.statistics(plan.plan_id, "unit") if row.district_code]
    if not any(row.bed_count or row.investment_wan_yuan for row in rows):
        show(f'<p class="hint">{word("layout.no_district_money")}</p>')
    show_district_table(plan, rows, choice)


def _measure_name(name: str) -> str:
    return word("map.none") if name == "none" else word(f"measure.{name}")


def _layer_name(layer: str) -> str:
    kind = layer.partition(":")[2]
    return kind_label(kind) if kind else word(f"map.{layer}")
