"""任务进度: the tasks of a plan, who is responsible and until when, and where they stand by what was recorded."""

from __future__ import annotations

import streamlit as st

from pages.shared.filtering import show_count
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word
from pages.shared.markup import show as show_markup
from pages.shared.recording import show_record_form, show_record_table
from pages.shared.selection import selected, split
from pages.tasks import cards, controls
from pages.tasks.download import show_downloads
from pages.tasks.filters import Shown, shown_tasks
from pages.tasks.print_view import is_printing, show_print_view
from pages.tasks.recorded import record_rows, task_fields
from pages.tasks.standing import Standing, standing_now
from pages.tasks.tiles import show_tiles
from pages.tasks.views import show_view


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    choice, standing = selected(plan), standing_now(plan)
    if is_printing():
        show_print_view(standing)
        return
    page_header(word("page.tasks"), subtitle_of(plan, "tasks"))
    top = st.container()
    filters = controls.choose_filters(standing)
    shown = shown_tasks(standing, filters, choice)
    with top:
        show_tiles(shown.counts, filters.states, controls.pick_state)
    count, total, reset = len(shown.found), len(plan.tasks), controls.reset_filters
    with show_count(count, total, word("task.count"), added=shown.is_added, on_reset=reset):
        controls.show_way_back(filters)
        view = controls.choose_view()
        show_downloads(standing, shown, filters, view)
        show_record_table(record_rows(plan, shown.found), key="tasks")
    left, right = st.columns([controls.SHARES[view], 1], gap="small")
    with left:
        show_view(view, standing, filters, shown, choice)
    with right, st.container(key="side"):
        _show_card(standing, shown, choice)


def _show_card(standing: Standing, shown: Shown, choice: str) -> None:
    kind, row_id = split(choice)
    row = next((row for row in standing.plan.tasks if kind == "task" and row.task_id == row_id), None)
    if row:
        show_markup(cards.task_card(standing, row))
        show_record_form(task_fields(standing.plan, row), key=f"task_{row.task_id}")
    elif shown.agency:
        show_markup(cards.unit_card(standing, shown.agency))
    else:
        show_markup(cards.intro_card(standing, len(shown.found)))


def show() -> None:
    """Show 任务进度."""
    show_page()
