"""服务可达: who reaches care within a time, where capacity is short, what new sites would change."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.plan import Plan
from data.supply_demand.input_set import InputSet
from pages.accessibility import choices, loading
from pages.accessibility.assumptions import assumption_strip
from pages.accessibility.capacity_view import show_capacity
from pages.accessibility.coverage_view import show_coverage
from pages.accessibility.naming import named_inputs
from pages.accessibility.results import Question
from pages.accessibility.siting import show_siting
from pages.accessibility.siting_unsupported import shows_no_siting
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word
from pages.shared.markup import show as show_markup

SHOW: dict[str, Callable[[Question], None]] = {
    "coverage": show_coverage,
    "capacity": show_capacity,
    "siting": show_siting,
}


@st.fragment
def show_page() -> None:
    """Show the page; a choice reruns only this."""
    plan = current_plan()
    inputs = loading.chosen_inputs(plan)
    head, views = st.columns([2, 1], vertical_alignment="bottom")
    with head:
        page_header(word("page.accessibility"), subtitle_of(plan, "accessibility"))
    with views:
        view = choices.choose_view(("coverage", "capacity", "siting", "data"))
    if view == "data":
        loading.show_loading(plan)
        return
    _show_results(plan, named_inputs(plan, inputs), view)


def _show_results(plan: Plan, inputs: InputSet, view: str) -> None:
    if not len(inputs.demand) or (view != "siting" and not len(inputs.facilities)):
        st.info(word("access.nobody" if not len(inputs.demand) else "access.no_facilities"))
        return
    if view == "siting" and shows_no_siting(plan, inputs, choices.GROUP):
        return
    question = Question(plan, inputs, choices.choose(inputs, view))
    show_markup(assumption_strip(question))
    SHOW[view](question)


def show() -> None:
    """Show 服务可达."""
    show_page()
