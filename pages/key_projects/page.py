"""重点项目: map, list and card of a plan's projects with one selection; filters, totals, files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from data.plan import Plan
from data.project_filter import ProjectFilter, filter_projects
from geo.map_bundle import PlanMap
from pages.key_projects import cards, controls, filters
from pages.key_projects.download import show_downloads
from pages.key_projects.listing import chosen_order, in_order, show_list
from pages.key_projects.recorded import record_rows
from pages.key_projects.totals import totals
from pages.shared import queries
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word
from pages.shared.map_panel import sequence_of, show_map
from pages.shared.map_themes.project_map import Shown, picked, project_map
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup
from pages.shared.project_amounts import stated_measures
from pages.shared.recorded_places import map_as_recorded, project_statuses
from pages.shared.recording import present, show_record_table
from pages.shared.selection import select, selected

MAP = "projects"


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan, choice = current_plan(), selected(current_plan())
    facts, plan_map = queries.facts_of(plan.plan_id), map_as_recorded(plan.plan_id)
    choices = filters.choices_of(plan, facts)
    wanted = filters.read_filter(choices)
    rows = in_order(filter_projects(facts, wanted), chosen_order())
    bases = {p[1]: p[2] for p in plan_map.points if p[0] == "project"} if plan_map else {}
    with st.container(key="projects_page"):
        with st.container(key="projects_head", horizontal=True, vertical_alignment="bottom"):
            page_header(word("page.key_projects"), subtitle_of(plan, "key_projects"))
            show_record_table(record_rows(plan, rows), key="projects")
            measure, layers = controls.choose_map(plan, [row for row in facts if row.project.project_id in bases])
        controls.show_filters(facts, choices, wanted)
        shown = Shown(rows, choice, measure, layers, project_statuses(present(plan.plan_id, "project")))
        left, right = st.columns([2.15, 1], gap="small")
        with left:
            _show_map(plan, plan_map, shown)
            show_markup(totals(plan, rows, facts))
        with right, st.container(key="projects_side"):
            _show_side(plan, shown, wanted, filters.in_words(wanted, choices), bases)


def _show_map(plan: Plan, plan_map: PlanMap | None, shown: Shown) -> None:
    if plan_map is None:
        st.warning(word("notice.no_boundary", code=plan.region_code))
        return
    spec = replace(project_map(plan, plan_map, shown), sequence=sequence_of(MAP))
    show_map(spec, plan_map.url, MAP, select)


def _show_side(plan: Plan, shown: Shown, wanted: ProjectFilter, words: str, bases: Mapping[str, str]) -> None:
    facts = queries.facts_of(plan.plan_id)
    with st.container(key="project_list_head", horizontal=True, vertical_alignment="center"):
        controls.show_count(len(shown.rows), facts, wanted)
        show_downloads(plan, shown.rows, words, bases)
    if not shown.rows:
        show_markup(f'<p class="hint">{esc(controls.nothing_found(facts, wanted))}</p>')
    show_list(plan, shown, stated_measures(facts), bases)
    controls.offer_parts(facts, wanted)
    if shown.choice:
        cards.show_card(plan, shown.rows, shown.choice, set(picked(shown)), bases)


def show() -> None:
    """Show 重点项目."""
    show_page()
