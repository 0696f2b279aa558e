"""The lists as they are printed: A4, with unit, plan and date at the head; the browser prints them or saves a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from data.plan import Task
from pages.shared import parameters
from pages.shared.labels import plan_name, value_label, word
from pages.shared.markup import esc, show
from pages.tasks.controls import read_filters, read_view
from pages.tasks.download import PRINT_NAME, PRINT_NOW, lists_shown
from pages.tasks.filters import shown_tasks
from pages.tasks.rows import agency_words, title_of
from pages.tasks.sheets import TaskList, facts_of, filters_in_words, row_status, title_of_list
from pages.tasks.standing import Standing
from pages.tasks.state_words import role_label, span_words, state_label, status_words

FOLDER = Path(__file__).resolve().parent
HEADINGS = (
    ("role", "progress.role"),
    ("number", "task.number"),
    ("title", "task.title"),
    ("agency", "task.agency"),
    ("deadline", "task.deadline"),
    ("state", "progress.state"),
    ("section", "cite.section"),
)

_mount = st.components.v2.component("print_button", js=(FOLDER / "print_button.js").read_text(encoding="utf-8"))


def is_printing() -> bool:
    """Tell whether the address asks for the lists as they are printed."""
    return parameters.read(PRINT_NAME, "", ("", "1")) == "1"


def show_print_view(standing: Standing) -> None:
    """Show the lists as they are printed; the browser's print dialogue opens where somebody has just asked for it."""
    filters = read_filters(standing)
    shown = shown_tasks(standing, filters, "")
    asked = filters_in_words(filters, with_agency=shown.agency is None)
    with st.container(key="print_bar", horizontal=True, vertical_alignment="center"):
        st.button(word("progress.back"), icon=":material/arrow_back:", key="print_back", on_click=_leave)
        now = parameters.kept(PRINT_NOW, "")
        parameters.drop(PRINT_NOW)
        _mount(key="print_button", data={"label": word("progress.print"), "now": now})
        show(f'<p class="hint">{esc(word("progress.print_hint"))}</p>')
    show("".join(print_html(standing, part, asked) for part in lists_shown(standing, shown, read_view())))


def print_html(standing: Standing, part: TaskList, filters: str) -> str:
    """Return one list as markup; every list begins on a page of its own."""
    keys = [key for key, _ in HEADINGS if part.agency or key != "role"]
    heads = "".join(f'<th class="{key}">{esc(word(name))}</th>' for key, name in HEADINGS if key in keys)
    widths = "".join(f'<col class="{key}">' for key in keys)
    lines = "".join(_row(standing, part, task, keys) for task in part.tasks)
    # stands on every page: sheets get parted from each other
    running = " · ".join((title_of_list(standing, part), plan_name(standing.plan), standing.at.isoformat()))
    facts = "".join(f"<span><b>{esc(name)}</b> {esc(text)}</span>" for name, text in facts_of(standing, part, filters))
    return (
        f'<section class="print-sheet"><h1>{esc(title_of_list(standing, part))}</h1>'
        f'<p class="print-facts">{facts}</p>'
        f"<table><colgroup>{widths}</colgroup><thead>"
        f'<tr class="running"><th colspan="{len(keys)}">{esc(running)}</th></tr>'
        f"<tr>{heads}</tr></thead><tbody>{lines}</tbody></table></section>"
    )


def _row(standing: Standing, part: TaskList, task: Task, keys: Sequence[str]) -> str:
    role = standing.roles[task.task_id].get(part.agency.key) if part.agency else None
    summary = "" if task.summary in ("", title_of(task)) else f"<small>{esc(task.summary)}</small>"
    number = f"{esc(task.number)}<small>{esc(value_label('source_table', task.source_table))}</small>"
    cells = {
        "role": esc(role_label(role)) if role else "",
        "number": number,
        "title": f"{esc(title_of(task))}{summary}",
        "agency": esc(agency_words(task) or _silent(standing, task)),
        "deadline": _deadline(standing, task),
        "state": _state(standing, task),
        "section": esc(task.section),
    }
    return "<tr>" + "".join(f'<td class="{key}">{cells[key]}</td>' for key in keys) + "</tr>"


def _deadline(standing: Standing, task: Task) -> str:
    progress = standing.of(task)
    kind = value_label("deadline_kind", task.deadline_kind)
    text = esc(task.deadline_text.replace(";", "；") or _silent(standing, task))
    if progress is None or progress.deadline is None:
        return text
    counted = word("task.counted_as", date=progress.deadline)
    return f"{text}<small>{esc(kind)}</small><small>{esc(counted)}</small>"


def _state(standing: Standing, task: Task) -> str:
    progress = standing.of(task)
    if progress is None:
        return esc(row_status(task))
    more = " · ".join(part for part in (status_words(progress), span_words(progress)) if part)
    evidence = f"{word('progress.evidence')}：{progress.evidence}" if progress.evidence else ""
    notes = "".join(f"<small>{esc(text)}</small>" for text in (more, evidence) if text)
    return f"{esc(state_label(progress.state))}{notes}"


def _silent(standing: Standing, task: Task) -> str:
    return word("common.not_stated") if standing.of(task) else ""


def _leave() -> None:
    parameters.write(PRINT_NAME, "")
