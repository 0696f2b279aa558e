"""The views of 任务进度: list, by unit, timeline, matrix, by group."""

from __future__ import annotations

import streamlit as st

from pages.shared.fact_table import show_fact_table
from pages.shared.labels import word
from pages.shared.selection import select
from pages.tasks import controls, rows, summaries
from pages.tasks.filters import Filters, Shown
from pages.tasks.matrix import show_matrix
from pages.tasks.standing import Standing
from pages.tasks.timeline import show_timeline


def show_view(view: str, standing: Standing, filters: Filters, shown: Shown, choice: str) -> None:
    """Show the tasks in one of the views; units and groups as a list once one of them is chosen."""
    if not shown.listed:
        st.info(word("task.none"))
    elif view == "units" and len(filters.agencies) != 1:
        summaries.show_units(standing, shown.found)
    elif view == "timeline":
        show_timeline(standing, shown.listed, choice, select)
    elif view == "matrix":
        show_matrix(standing, shown.listed, choice, shown.agency, on_select=select, on_unit=controls.open_unit)
    elif view == "groups" and len(filters.groups) != 1:
        summaries.show_groups(standing, shown.found)
    else:
        columns = rows.columns_of(shown.listed, shown.agency)
        table = rows.table_rows(shown.listed, columns, standing, shown.agency)
        show_fact_table(columns, table, choice, key="tasks", label=word("page.tasks"), on_select=select)
