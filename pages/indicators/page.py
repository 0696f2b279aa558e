"""监测评估: the indicators of a plan, year by year and value by value, each with its source."""

from __future__ import annotations

import streamlit as st

from data.plan import IndicatorValue, Plan
from pages.indicators import cards, controls, values, yearly
from pages.shared import queries
from pages.shared.fact_table import show_fact_table
from pages.shared.filtering import show_count, with_chosen
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import language, word
from pages.shared.markup import show as show_markup
from pages.shared.selection import select, selected, split


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    choice = selected(plan)
    page_header(word("page.indicators"), subtitle_of(plan, "indicators"))
    filters = controls.choose_filters(plan)
    everything = plan.indicator_values
    found = [row for row in everything if values.is_match(plan, row, filters)]
    rows, is_added = with_chosen(everything, found, lambda row: f"indicator:{row.value_id}" == choice)
    with show_count(
        len(found), len(everything), word("indicator.count"), added=is_added, on_reset=controls.reset_filters
    ):
        lines = yearly.year_lines(rows)
        view = controls.choose_view(lines, choice)
    left, right = st.columns([2.3, 1], gap="small")
    with left:
        _show_table(plan, rows, lines if view == "years" else [], choice)
    with right, st.container(key="side"):
        show_markup(_card(plan, choice, len(found)))


def _show_table(plan: Plan, rows: list[IndicatorValue], lines: list[yearly.YearLine], choice: str) -> None:
    is_english = language() == "en"
    if not rows:
        st.info(word("indicator.none"))
    elif lines:
        columns = yearly.year_columns(lines)
        show_fact_table(
            columns,
            yearly.year_rows(plan, lines, columns, is_english),
            choice,
            key="years",
            label=word("indicator.view_years"),
            on_select=select,
        )
        show_markup(f'<p class="hint">{word("indicator.by_year_note")}</p>')
    else:
        columns = values.columns_of(plan, rows)
        show_fact_table(
            columns,
            values.table_rows(plan, rows, columns, is_english),
            choice,
            key="values",
            label=word("page.indicators"),
            on_select=select,
        )


def _card(plan: Plan, choice: str, shown: int) -> str:
    kind, row_id = split(choice)
    row = next((row for row in plan.indicator_values if kind == "indicator" and row.value_id == row_id), None)
    if row is None:
        return cards.intro_card(plan, shown)
    return cards.value_card(plan, row, [other for other in queries.plans() if other.plan_id != plan.plan_id])


def show() -> None:
    """Show 监测评估."""
    show_page()
