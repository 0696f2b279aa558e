"""The lists as Excel files and on paper: one click for what is shown, for one unit, for all units."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data.task_sheet import task_book
from pages.shared import parameters
from pages.shared.files import XLSX_TYPE, file_name
from pages.shared.labels import Language, in_language, language, word
from pages.tasks.filters import Filters, Shown
from pages.tasks.sheets import TaskList, filters_in_words, list_of, lists_by_agency, sheet_of
from pages.tasks.standing import Standing

PRINT_NAME, PRINT_NOW = "print", "print_tasks_now"


def lists_shown(standing: Standing, shown: Shown, view: str) -> list[TaskList]:
    """Return the lists that file and paper hold: of every unit where units are compared, else the one that is shown."""
    if view == "units" and shown.agency is None:
        return lists_by_agency(standing, shown.found)
    return [list_of(standing, shown.found, shown.agency)]


def show_downloads(standing: Standing, shown: Shown, filters: Filters, view: str) -> None:
    """Show the buttons for Excel and print; a file is written when it is asked for."""
    is_all = view == "units" and shown.agency is None
    help_key = "progress.help_units" if is_all else "progress.help_unit" if shown.agency else "progress.help_list"
    unit = shown.agency.name if shown.agency else ""
    st.download_button(
        word("progress.excel"),
        partial(_file, standing, shown, filters, view, language()),
        file_name=named(standing, unit or (word("progress.all_units") if is_all else "")),
        mime=XLSX_TYPE,
        on_click="ignore",
        key="tasks_xlsx",
        help=word(help_key),
        icon=":material/download:",
        disabled=not shown.found,
    )
    st.button(
        word("progress.print"),
        key="tasks_print",
        icon=":material/print:",
        help=word(help_key),
        disabled=not shown.found,
        on_click=_open_print,
    )


def named(standing: Standing, part: str) -> str:
    """Return the name of a list's file: region, page, unit, day."""
    return file_name("xlsx", standing.plan.region_name, word("page.tasks"), part, standing.at.isoformat())


def _file(standing: Standing, shown: Shown, filters: Filters, view: str, tongue: Language) -> bytes:
    with in_language(tongue):
        asked = filters_in_words(filters, with_agency=shown.agency is None)
        sheets = [sheet_of(standing, part, asked) for part in lists_shown(standing, shown, view)]
        return task_book(sheets, word("progress.page_footer"))


def _open_print() -> None:
    parameters.write(PRINT_NAME, "1")
    parameters.keep(PRINT_NOW, "1")
