"""Many lines recorded at once: a table that one edits, saved together or not at all."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import parameters
from pages.shared.labels import in_brackets, unit_text, word
from pages.shared.recording_draft import Draft, author_of, changes_of, save, take_texts
from pages.shared.recording_fields import RecordField, RecordRow
from pages.shared.recording_form import show_conflicts, show_error, show_name, show_source_and_note
from pages.shared.recording_inputs import FIRST_DAY, LAST_DAY, LONGEST_TEXT, InputError, number_value, position_value

ROW_HEIGHT_PX, LARGEST_HEIGHT_PX = 35, 385
PHONE_NAME_PX = 130
NAME = "name"


def show_table_form(draft: Draft, rows: Sequence[RecordRow]) -> None:
    """Show the table, or the lines that collide when somebody else saved in the meantime."""
    if draft.conflicts:
        show_conflicts(draft, {field.subject: row.name for row in rows for field in row.fields})
        return
    show_name(draft)
    with st.form(draft.widget("form"), border=False, enter_to_submit=False):
        st.data_editor(
            table_of(rows, draft),
            key=draft.widget("table"),
            hide_index=True,
            disabled=[NAME],
            placeholder=word("record.nothing"),
            height=min(LARGEST_HEIGHT_PX, (len(rows) + 1) * ROW_HEIGHT_PX + 3),
            column_config=_columns(rows),
            on_change="ignore",  # told at once: otherwise the form learns of an edit only 150 ms later
        )
        left, right = st.columns(2)
        show_source_and_note(draft, left, right)
        label = word("record.save_rows", n=len(rows))
        st.form_submit_button(label, type="primary", key=draft.widget("save"), on_click=_save, args=(draft, rows))
    show_error(draft)


def table_of(rows: Sequence[RecordRow], draft: Draft) -> pd.DataFrame:
    """Return the table as the editor takes it: the rows' names and a column per field."""
    content: dict[str, list[Any]] = {NAME: [row_name(row, rows) for row in rows]}
    for at in range(max((len(row.fields) for row in rows), default=0)):
        fields = [row.fields[at] if at < len(row.fields) else None for row in rows]
        content[f"f{at}"] = [None if one is None else cell_of(one, draft.value_of(one.subject)) for one in fields]
    return pd.DataFrame(content, dtype=object).astype(_types(rows))


def row_name(row: RecordRow, rows: Sequence[RecordRow]) -> str:
    """Return the name of a line, with its unit where the lines differ in theirs."""
    unit = next((field.unit for field in row.fields if field.unit), "")
    return row.name + in_brackets(unit_text(unit)) if unit and len(_units(rows)) > 1 else row.name


def cell_of(field: RecordField, value: str) -> float | str | date | None:
    """Return a recorded value as the editor holds it; None where nothing is recorded."""
    if not value:
        return None
    try:
        if field.input == "number":
            return float(value)
        if field.input == "date":
            return date.fromisoformat(value)
    except ValueError:
        return None
    return dict(field.options).get(value, value) if field.input == "choice" else value


def value_of_cell(field: RecordField, cell: Any) -> str:
    """Return what an edited cell holds as it is recorded; "" for an emptied one. Raises InputError."""
    if cell is None or cell == "" or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if field.input == "number":
        return number_value(repr(cell) if isinstance(cell, float) else str(cell), field.label)
    if field.input == "choice":
        return {label: code for code, label in field.options}.get(str(cell), str(cell))
    if field.input == "date":
        return str(cell)[:10]
    if field.input == "position":
        lon, _, lat = str(cell).replace("，", ",").partition(",")
        return position_value(lon, lat)
    return str(cell).strip()


def edited_values(
    rows: Sequence[RecordRow], draft: Draft, edits: Mapping[int | str, Mapping[str, Any]]
) -> dict[Any, str]:
    """Return the values by subject after the edits `{line: {column: cell}}`; a cell set back counts as untouched.

    Raises InputError, which names the line.
    """
    values = dict(draft.values)
    for number, cells in edits.items():
        row = rows[int(number)]
        for column, cell in cells.items():
            field = row.fields[int(column.removeprefix("f"))]
            try:
                value = value_of_cell(field, cell)
            except InputError as error:
                raise InputError(f"{row.name}：{error}") from error
            entry = draft.seen.get(field.subject)
            before = entry.value if entry else ""
            is_same = value == value_of_cell(field, cell_of(field, before))
            values[field.subject] = before if is_same else value
    return values


def _save(draft: Draft, rows: Sequence[RecordRow]) -> None:
    take_texts(draft)
    state = parameters.held(draft.widget("table")) if parameters.holds(draft.widget("table")) else {}
    try:
        draft.values = edited_values(rows, draft, state.get("edited_rows", {}))
    except InputError as error:
        draft.error = str(error)
        return
    changes = changes_of(draft.fields, draft.seen, draft.values, draft.source, draft.note)
    save(draft, changes, author_of(draft))


def _columns(rows: Sequence[RecordRow]) -> dict[str, Any]:
    # on a phone the names stay in sight beside what is entered; elsewhere there is room for all of it
    is_phone = "Mobile" in (st.context.headers.get("User-Agent") or "")
    width: Any = PHONE_NAME_PX if is_phone else "large"
    columns: dict[str, Any] = {NAME: st.column_config.TextColumn(word("record.line"), width=width, pinned=is_phone)}
    for at, field in enumerate(_widest(rows).fields):
        units = _units(rows)
        label = field.label + (in_brackets(unit_text(field.unit)) if field.unit and len(units) == 1 else "")
        columns[f"f{at}"] = _column(field, label)
    return columns


def _column(field: RecordField, label: str) -> Any:
    if field.input == "number":
        return st.column_config.NumberColumn(label, format="plain")
    if field.input == "choice":
        return st.column_config.SelectboxColumn(label, options=[name for _, name in field.options])
    if field.input == "date":
        return st.column_config.DateColumn(label, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD")
    return st.column_config.TextColumn(label, max_chars=LONGEST_TEXT)


def _types(rows: Sequence[RecordRow]) -> dict[str, str]:
    numbers = [f"f{at}" for at, field in enumerate(_widest(rows).fields) if field.input == "number"]
    return dict.fromkeys(numbers, "float64")


def _widest(rows: Sequence[RecordRow]) -> RecordRow:
    return max(rows, key=lambda row: len(row.fields))


def _units(rows: Sequence[RecordRow]) -> set[str]:
    return {field.unit for row in rows for field in row.fields if field.unit}
