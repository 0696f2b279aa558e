"""任务进度: the tasks of a plan and of its annex, who is responsible and until when, each with its source."""

from __future__ import annotations

import streamlit as st

from data.plan import Plan, Task
from pages.shared.fact_table import show_fact_table
from pages.shared.filtering import show_count, with_chosen
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word
from pages.shared.markup import show as show_markup
from pages.shared.selection import select, selected, split
from pages.tasks import cards, controls, rows


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    choice = selected(plan)
    page_header(word("page.tasks"), subtitle_of(plan, "tasks"))
    filters = controls.choose_filters(plan)
    found = [row for row in plan.tasks if rows.is_match(row, filters)]
    listed, is_added = with_chosen(plan.tasks, found, lambda row: f"task:{row.task_id}" == choice)
    show_count(len(found), len(plan.tasks), word("task.count"), added=is_added, on_reset=controls.reset_filters)
    left, right = st.columns([2.3, 1], gap="small")
    with left:
        _show_table(listed, choice)
    with right, st.container(key="side"):
        show_markup(_card(plan, choice, len(found)))


def _show_table(listed: list[Task], choice: str) -> None:
    if not listed:
        st.info(word("task.none"))
        return
    columns = rows.columns_of(listed)
    table = rows.table_rows(listed, columns)
    show_fact_table(columns, table, choice, key="tasks", label=word("page.tasks"), on_select=select)


def _card(plan: Plan, choice: str, shown: int) -> str:
    kind, row_id = split(choice)
    row = next((row for row in plan.tasks if kind == "task" and row.task_id == row_id), None)
    return cards.task_card(plan, row) if row else cards.intro_card(plan, shown)


def show() -> None:
    """Show 任务进度."""
    show_page()
