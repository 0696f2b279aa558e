"""逐年 and 逐条: what the plan states, year by year and value by value."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.plan import IndicatorValue, Plan
from data.progress import Progress
from pages.indicators import controls, values, yearly
from pages.indicators.side import show_side
from pages.shared.fact_table import show_fact_table
from pages.shared.filtering import show_count, with_chosen
from pages.shared.labels import language, word
from pages.shared.markup import show as show_markup
from pages.shared.selection import select

COLUMNS = [2.0, 1]


def show_years(plan: Plan, rows: Sequence[Progress], choice: str) -> None:
    """Show the indicators that the plan states for two years and more."""
    found = _found(plan, choice)
    left, right = st.columns(COLUMNS, gap="small")
    with left:
        lines = yearly.year_lines(found)
        columns = yearly.year_columns(lines)
        if lines:
            table = yearly.year_rows(plan, lines, columns, language() == "en")
            show_fact_table(columns, table, choice, key="years", label=word("indicator.view_years"), on_select=select)
        else:
            st.info(word("indicator.none"))
        show_markup(f'<p class="hint">{word("indicator.by_year_note")}</p>')
    show_side(right, plan, rows, choice)


def show_values(plan: Plan, rows: Sequence[Progress], choice: str) -> None:
    """Show every value of the plan."""
    found = _found(plan, choice)
    left, right = st.columns(COLUMNS, gap="small")
    with left:
        if found:
            columns = values.columns_of(plan, found)
            table = values.table_rows(plan, found, columns, language() == "en")
            show_fact_table(columns, table, choice, key="values", label=word("page.indicators"), on_select=select)
        else:
            st.info(word("indicator.none"))
    show_side(right, plan, rows, choice)


def _found(plan: Plan, choice: str) -> list[IndicatorValue]:
    """Show the filters and how many values answer them; return these, and the chosen one."""
    filters = controls.choose_filters(plan)
    everything = plan.indicator_values
    found = [row for row in everything if values.is_match(plan, row, filters)]
    listed, is_added = with_chosen(everything, found, lambda row: f"indicator:{row.value_id}" == choice)
    reset = controls.reset_filters
    show_count(len(found), len(everything), word("indicator.count"), added=is_added, on_reset=reset)
    return listed
