"""The list of 重点项目: a table whose rows are picked; it follows the map's selection and never loses its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import streamlit as st

from data.plan import Plan
from data.project_filter import ProjectFacts
from pages.key_projects.list_rows import list_rows
from pages.shared import parameters
from pages.shared.labels import word
from pages.shared.map_themes.project_map import Shown
from pages.shared.project_amounts import MEASURES, amount_of
from pages.shared.recording_words import status_name
from pages.shared.selection import select

SLOT = "project_list"
SORTS = ("", "name", *MEASURES)
_show_rows = st.components.v2.component(
    "atlas_project_list", js=(Path(__file__).parent / "listing.js").read_text(encoding="utf-8"), isolate_styles=False
)


def chosen_order() -> str:
    """Return the column that the reader sorts by; "" for money, then beds, then name."""
    return parameters.read("sort", "", SORTS)


def show_list(plan: Plan, shown: Shown, stated: Sequence[str], bases: Mapping[str, str]) -> None:
    """Show the projects; picking a row selects it, picking it again clears, a heading sorts.

    `stated` are the amounts that the plan states at all: the others have no column.
    """
    columns = _columns(stated, shown.measure)
    order = chosen_order()
    default = next((name for name in ("investment", "beds") if name in columns), "")
    data = {
        "columns": [
            {
                "id": name,
                "title": word(f"project.amount_{name}"),
                "unit": word(f"project.unit_{name}"),
                "sorted": name == (order or default),
            }
            for name in columns
        ],
        "title": {"id": "name", "title": word("project.list"), "sorted": order == "name"},
        "rows": list_rows(plan, shown, columns, bases),
        "top": [max((amount_of(row, name) or 0 for row in shown.rows), default=0) for name in columns[:1]],
        "selected": shown.choice.removeprefix("project:"),
        "statuses": {
            code: word("project.recorded_as", status=status_name(code)) for code in set(shown.statuses.values())
        },
        "words": {"unstated": word("project.unstated_short"), "full": word("common.not_stated")},
    }
    _show_rows(key=SLOT, data=data, on_picked_change=_on("picked", _pick), on_sorted_change=_on("sorted", _sort))


def in_order(rows: Sequence[ProjectFacts], order: str) -> list[ProjectFacts]:
    """Return rows in the order that a heading asked for; what is not stated stands last."""
    if order == "name":
        return sorted(rows, key=lambda row: row.project.name.encode("gb18030", "replace"))
    if order in MEASURES:
        return sorted(rows, key=lambda row: -1.0 if (value := amount_of(row, order)) is None else value, reverse=True)
    return list(rows)


def _columns(stated: Sequence[str], measure: str) -> list[str]:
    """Return at most two amounts: the one that the circles show, then money or beds."""
    first = [measure] if measure in stated else []
    return [*first, *(name for name in stated if name not in first)][:2]


def _on(name: str, action: Callable[[str], None]) -> Callable[[], None]:
    def report() -> None:
        value = parameters.component_value(SLOT).get(name)
        if isinstance(value, str):
            action(value)

    return report


def _pick(project_id: str) -> None:
    select(f"project:{project_id}" if project_id else "")


def _sort(name: str) -> None:
    if name in SORTS:
        parameters.write("sort", "" if name == "investment" else name)
