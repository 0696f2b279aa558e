"""A long table of facts whose rows wrap, can be picked and sorted: 指标 and 任务.

Unlike `tables` (figures of few districts), it shows sentences in full, brings the row of a link or a
search hit into view, and becomes a list of small cards on a phone. It needs nothing from the network.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from pages.shared import parameters
from pages.shared.labels import word
from pages.shared.own_component import own_component, picked

FOLDER = Path(__file__).resolve().parent
# apart from the rows: while these stay the same, Streamlit refers to them by hash and sends them once
CHOOSE_JS = """export default ({ data }) => {
  const table = ((window.factTables ??= {})[data.table] ??= {});
  table.chosen = data.chosen;
  table.choose?.();
};"""
SortKey = tuple[bool, float, str]
_BIG = float("inf")

_mount = own_component("fact_table", FOLDER, "fact_table", '<div class="frame"></div>')

_choose = st.components.v2.component("fact_table_choice", js=CHOOSE_JS)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text (None where the plan does not say), a coloured tag, a small note, its own selection.

    `bar` is the length of a bar below a figure, such as `63%`. A selection `do:…` is an action, no selection;
    `after` is what its cell reads from the click until the answer comes.
    """

    text: str | None = ""
    tag: str = ""
    tone: str = ""
    note: str = ""
    choice: str = ""
    bar: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in the URL's `sort`, its heading, its share of the width, whether it holds figures, a tag."""

    key: str
    label: str
    share: int
    number: bool = False
    tag: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its selection (`task:a07`), its cells, by column what it is sorted by, the group it stands in.

    Groups are headed while rows stand in the document's own order.
    """

    choice: str
    cells: tuple[Cell | str | None, ...]
    order: tuple[SortKey, ...]
    group: str = ""


def sort_key(value: float | str | None) -> SortKey:
    """Return what a cell is sorted by: numbers by size, texts by their characters, the unstated last."""
    if value is None or value == "":
        return (True, _BIG, "")
    return (False, 0.0, value) if isinstance(value, str) else (False, float(value), "")


def sorted_rows(rows: Sequence[Row], columns: Sequence[Column], sort: str) -> list[Row]:
    """Return the rows in the order that `sort` names (`year`, `-year`); as they stand for "".

    What the plan does not say comes last in both directions.
    """
    keys = [column.key for column in columns]
    name = sort.removeprefix("-")
    if name not in keys:
        return list(rows)
    at = keys.index(name)
    stated = [row for row in rows if not row.order[at][0]]
    ordered = sorted(stated, key=lambda row: row.order[at], reverse=sort.startswith("-"))
    return ordered + [row for row in rows if row.order[at][0]]


def group_heads(rows: Sequence[Row]) -> dict[str, str]:
    """Return the groups by the selection of the row that each one begins with."""
    before = ["", *(row.group for row in rows)]
    return {row.choice: row.group for row, last in zip(rows, before, strict=False) if row.group and row.group != last}


def sort_choices(columns: Sequence[Column]) -> list[str]:
    """Return the values that `sort` may have."""
    return ["", *(mark + column.key for column in columns for mark in ("", "-"))]


def show_fact_table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    choice: str,
    *,
    key: str,
    label: str,
    on_select: Callable[[str], None],
) -> None:
    """Show the table; picking a row calls `on_select` with its selection, picking it again with ""."""
    sort = parameters.read("sort", "", sort_choices(columns))
    slot = f"facts_{key}"

    def order() -> None:
        value = parameters.component_value(slot).get("sort")
        parameters.write("sort", value if value in sort_choices(columns) else "")

    with st.container(key=f"chosen_{key}"):
        _choose(key=f"{slot}_choice", data={"table": slot, "chosen": choice})
    _mount(
        key=slot,
        on_pick_change=picked(slot, on_select),
        on_sort_change=order,
        data={
            "columns": [asdict(column) for column in columns],
            "rows": [[row.choice, *map(_sent, row.cells)] for row in sorted_rows(rows, columns, sort)],
            "groups": {} if sort else group_heads(rows),
            "table": slot,
            "sort": sort,
            "words": {"unstated": word("common.not_stated"), "sort": word("facts.sort"), "label": label},
        },
    )


def _sent(cell: Cell | str | None) -> dict[str, str | None] | str | None:
    if not isinstance(cell, Cell):
        return cell
    # not `asdict`: it copies each value, and a table has thousands
    return {name: value for name in Cell.__slots__ if (value := getattr(cell, name)) != ""}
