"""区县统计: what a plan states per district, beside the people there. Map, bars, card, table; one selection."""

from __future__ import annotations

import streamlit as st

from data.measures import DistrictStatistics
from data.plan import Plan
from pages.districts import card, choices, units
from pages.districts.columns import Figures, table_columns
from pages.districts.download import show_downloads
from pages.districts.figure_table import show_figures
from pages.districts.map_state import MAP, map_state
from pages.districts.ranking import bars, show_ranking
from pages.shared import district_measures, queries
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word
from pages.shared.map_panel import show_map
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup
from pages.shared.selection import select
from pages.shared.views import DistrictPaint, paint_districts


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    by = choices.reading(plan)
    rows, total = queries.statistics(plan.plan_id, by), queries.totals(plan.plan_id)
    page_header(word("page.districts"), subtitle_of(plan, "districts"))
    chosen = choices.choose(plan, rows, total)
    choice = units.chosen(plan, by)
    paint = paint_districts(rows, chosen.measure, chosen.method)
    left, right = st.columns([1.75, 1], gap="small")
    with left:
        _show_map(plan, chosen, paint, choice)
    with right, st.container(key="side"):
        lines = bars(rows, total, chosen.measure, units.unit_names(plan), paint.choropleth)
        show_ranking(lines, choice, chosen.title, select)
        show_markup(_card(plan, chosen, choice, rows, total))
    _show_table(plan, chosen, choice, rows, total)


def _show_map(plan: Plan, chosen: choices.Choices, paint: DistrictPaint, choice: str) -> None:
    plan_map = queries.map_of(plan.plan_id)
    if plan_map is None:
        st.warning(word("notice.no_boundary", code=plan.region_code))
        return
    show_map(map_state(plan, plan_map, chosen, paint, choice), plan_map.url, MAP, select)


def _card(
    plan: Plan, chosen: choices.Choices, choice: str, rows: list[DistrictStatistics], total: DistrictStatistics
) -> str:
    has_amounts = district_measures.has_amounts(rows)
    if not choice:
        return card.plan_card(plan, units.whole_plan(plan, total), rows[-1].project_count, has_amounts=has_amounts)
    unit = units.unit_of(plan, chosen.by, choice, rows)
    if choice == units.REST:
        return card.rest_card(plan, unit)
    return card.unit_card(plan, unit, chosen.by, has_amounts=has_amounts)


def _show_table(
    plan: Plan, chosen: choices.Choices, choice: str, rows: list[DistrictStatistics], total: DistrictStatistics
) -> None:
    figures = Figures(table_columns(rows, total), rows, total, units.unit_names(plan))
    notes = choices.table_notes(plan, chosen, rows)
    with st.container(key="district_downloads", horizontal=True, vertical_alignment="bottom"):
        show_markup(f'<h2 class="section">{esc(word("district.table"))}</h2>')
        show_downloads(plan, figures, chosen.by, notes)
    show_figures(plan, figures, active=chosen.column, choice=choice, on_select=select)
    show_markup("".join(f'<p class="hint">{esc(note)}</p>' for note in notes))


def show() -> None:
    """Show 区县统计."""
    show_page()
