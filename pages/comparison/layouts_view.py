"""布局对比: the maps of the plans at one scale, moving together, and what their layouts are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from data.plan import Plan
from geo.map_spec import MapSpec
from layouts.layout import LayoutElement
from pages.comparison.layout_table import show_elements
from pages.comparison.layout_words import element_card, slogan
from pages.shared import parameters, queries, widgets
from pages.shared.labels import language, word
from pages.shared.map_panel import sequence_of, show_map
from pages.shared.markup import esc, show
from pages.shared.selection import split

GROUP = "comparison"
IN_A_ROW = 3
GROUND = ("rivers", "labels")
PICKED = "pick"


@dataclass(frozen=True, slots=True)
class Look:
    """How the maps are shown: together or each by itself, with projects, at a scale that shows every region whole."""

    is_linked: bool
    has_projects: bool
    sees_all: bool

    @property
    def note(self) -> str:
        """The word that says what the scale is worth."""
        if not self.is_linked:
            return "unlinked_note"
        return "linked_note" if self.sees_all else "layout_note"


def show_view(plans: Sequence[Plan]) -> None:
    """Show the maps, what is picked on them, and the table of elements."""
    _note_unknown_picks()
    with st.container(horizontal=True, key="comparison_tools", vertical_alignment="center"):
        look = _choose_look(plans)
        note = word(f"comparison.{look.note}")
        show(f'<p class="hint">{esc(note)}</p>')
    in_a_row = len(plans) if len(plans) <= IN_A_ROW else (len(plans) + 1) // 2
    with st.container(key=f"comparison_maps_{'many' if len(plans) > IN_A_ROW else 'few'}"):
        for start in range(0, len(plans), in_a_row):
            columns = st.columns(in_a_row, gap="small")
            for column, plan in zip(columns, plans[start : start + in_a_row], strict=False):
                with column:
                    _show_plan(plan, look, _regions_within(plan, plans))
    show(f'<p class="hint">{esc(word("map.note"))}</p>')
    show_elements(plans)


def _choose_look(plans: Sequence[Plan]) -> Look:
    is_linked = widgets.choose_switch("link", word("comparison.link"), default=True)
    has_projects = widgets.choose_switch("projects", word("comparison.with_projects"))
    # without any layout there is nothing to see closer
    is_mixed = 0 < sum(bool(plan.elements) for plan in plans) < len(plans)
    sees_all = widgets.choose_switch("whole", word("comparison.whole")) if is_linked and is_mixed else True
    return Look(is_linked, has_projects, sees_all)


@st.fragment
def _show_plan(plan: Plan, look: Look, marked: tuple[str, ...]) -> None:
    """Show the map of one plan; a click on it reruns only this."""
    picked = _picked_of(plan)
    show(slogan(plan))
    plan_map = queries.map_of(plan.plan_id)
    if plan_map is None:
        st.warning(word("notice.no_boundary", code=plan.region_code))
        return
    kinds = {f"elements:{element.kind}" for element in plan.elements}
    spec = MapSpec(
        plan.plan_id,
        language(),
        frozenset({*kinds, *GROUND, *(("projects",) if look.has_projects else ())}),
        picked,
        sequence_of(_map_key(plan)),
        hidden=tuple(_left_out(plan)),
        marked=marked,
        zooms_to_selection=False,
        is_linked=look.is_linked,
        sets_scale=look.sees_all or bool(plan.elements),
    )
    show_map(spec, plan_map.url, _map_key(plan), lambda choice: _pick(plan, choice), group=GROUP)
    if element := _element_of(plan, picked):
        show(element_card(plan, element))


def _map_key(plan: Plan) -> str:
    return f"{GROUP}_{plan.plan_id}"


def _note_unknown_picks() -> None:
    """Drop what a link picks and no plan has, with a notice."""
    allowed = {f"{plan.plan_id}/{choice}" for plan in queries.plans() for choice in _choices_of(plan)}
    parameters.read_list(PICKED, (), allowed)


def _picked_of(plan: Plan) -> str:
    """Return what is picked on the map of a plan; every map has its own."""
    allowed = _choices_of(plan)
    picked = [name.partition("/") for name in parameters.read_list(PICKED)]
    return next((choice for plan_id, _, choice in picked if plan_id == plan.plan_id and choice in allowed), "")


def _pick(plan: Plan, choice: str) -> None:
    others = [name for name in parameters.read_list(PICKED) if not name.startswith(f"{plan.plan_id}/")]
    known = choice if choice in _choices_of(plan) else ""
    parameters.write_list(PICKED, [*others, f"{plan.plan_id}/{known}"] if known else others)


def _choices_of(plan: Plan) -> set[str]:
    elements = {f"element:{element.element_id}" for element in plan.elements}
    return elements | {f"district:{district.district_code}" for district in plan.districts}


def _element_of(plan: Plan, picked: str) -> LayoutElement | None:
    kind, row_id = split(picked)
    return next((row for row in plan.elements if kind == "element" and row.element_id == row_id), None)


def _regions_within(plan: Plan, plans: Sequence[Plan]) -> tuple[str, ...]:
    """Return the districts of a plan that are the region of another chosen one: they get a strong outline."""
    codes = {district.district_code for district in plan.districts}
    return tuple(other.region_code for other in plans if other is not plan and other.region_code in codes)


def _left_out(plan: Plan) -> list[int]:
    """Return the indices of points that are no project: parts and programmes stand in the lists."""
    plan_map = queries.map_of(plan.plan_id)
    kinds = {project.project_id: project.row_kind for project in plan.projects}
    places = plan_map.index_of("project") if plan_map else {}
    return [index for project_id, index in places.items() if kinds.get(project_id) != "project"]
