"""进度 and 监测表: how the indicators with targets stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from data.plan import Plan
from data.progress import Progress
from pages.indicators import chosen, controls, counts, matrix, monitor
from pages.indicators.chosen import ProgressFilters
from pages.indicators.recorded import show_many
from pages.indicators.side import show_side
from pages.shared.fact_table import show_fact_table
from pages.shared.filtering import show_count, with_chosen
from pages.shared.labels import word
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup
from pages.shared.selection import select, split

COLUMNS = [2.0, 1]
Show = Callable[[list[Progress], ProgressFilters], None]


def show_progress(plan: Plan, rows: Sequence[Progress], choice: str) -> None:
    """Show the counts and the targets year by year, headed by their themes."""

    def table(listed: list[Progress], filters: ProgressFilters) -> None:
        columns = matrix.matrix_columns(listed)
        lines = matrix.matrix_rows(plan, listed, columns, choice, controls.theme_names())
        show_fact_table(columns, lines, choice, key="matrix", label=word("matrix.label"), on_select=select)

    _show(plan, rows, choice, table)


def show_monitor(plan: Plan, rows: Sequence[Progress], choice: str) -> None:
    """Show the counts and one line per indicator: target, latest actual value, gap, status."""

    def table(listed: list[Progress], filters: ProgressFilters) -> None:
        columns = monitor.monitor_columns(listed)
        lines = monitor.monitor_rows(plan, listed, columns, filters.target_years, choice)
        show_fact_table(columns, lines, choice, key="monitor", label=word("indicator.view_monitor"), on_select=select)

    _show(plan, rows, choice, table)


def _show(plan: Plan, rows: Sequence[Progress], choice: str, table: Show) -> None:
    filters = controls.choose_progress_filters(plan, rows)
    asked = [row for row in rows if chosen.is_asked_for(plan, row, filters)]
    left, right = st.columns(COLUMNS, gap="small")
    with left, st.container(key="progress_facts"):
        filters = controls.choose_statuses(asked, filters)
        found = chosen.with_status(asked, filters)
        listed, is_added = with_chosen(rows, found, lambda row: row.has_value(split(choice)[1]))
        with show_count(len(found), len(rows), word("monitor.count"), added=is_added, on_reset=controls.reset_filters):
            show_many(plan, listed)
        if listed:
            table(listed, filters)
        else:
            st.info(word("monitor.none"))
        show_markup(f'<p class="hint">{esc(word("matrix.note"))}</p>{counts.rule_box()}')
    overview = counts.overview(plan, asked, filters, controls.theme_names(), date.today().year)
    show_side(right, plan, rows, choice, overview)
