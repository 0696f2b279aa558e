"""What a row of the table says. Pure: no widgets here."""

from __future__ import annotations

from collections.abc import Sequence

from data.agencies import Agency
from data.plan import Task
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import joined, value_label, word
from pages.tasks.standing import Standing
from pages.tasks.state_words import (
    ROLE_TONES,
    TONES,
    URGENCY,
    role_label,
    span_words,
    state_label,
    status_words,
)


def title_of(row: Task) -> str:
    """Return the title of a task; for a row without one, what kind of row it is."""
    return row.title or row.summary or word("task.no_title", number=row.number)


def columns_of(rows: Sequence[Task], agency: Agency | None = None) -> list[Column]:
    """Return the columns; the source table only where a plan has an annex beside its text, roles only of one unit."""
    columns = [
        Column("number", word("task.number"), 7),
        Column("title", word("task.title"), 30),
        Column("agency", word("task.agency"), 23),
        Column("deadline", word("task.deadline"), 17),
        Column("state", word("progress.state"), 17),
    ]
    if agency:
        columns.insert(2, Column("role", word("progress.role"), 12))
    if len({row.source_table for row in rows}) > 1:
        columns.insert(1, Column("source", word("task.table"), 11))
    return columns


def table_rows(
    rows: Sequence[Task], columns: Sequence[Column], standing: Standing, agency: Agency | None = None
) -> list[Row]:
    """Return the rows of the table with what each column is sorted by."""
    keys = [column.key for column in columns]
    return [_row(at, row, keys, standing, agency) for at, row in enumerate(rows)]


def agency_words(row: Task) -> str | None:
    """Return the units in words, lead and support where the text has a rule for it.

    None where the plan names no unit.
    """
    if row.lead_agencies:
        lead = word("task.lead_are", units=joined(row.lead_agencies))
        others = row.support_agencies or tuple(unit for unit in row.agencies if unit not in row.lead_agencies)
        key = "task.support_are" if row.support_agencies else "task.others_are"
        return lead + (word(key, units=joined(others)) if others else "")
    return joined(row.agencies) or None


def deadline_cell(row: Task) -> Cell | None:
    """Return a deadline as printed with its kind as a tag; None where the plan names none."""
    if row.deadline_kind in ("", "none"):
        return None
    kind = value_label("deadline_kind", row.deadline_kind)
    # “持续开展” is both what is printed and the kind
    printed = row.deadline_text if row.deadline_text != kind else ""
    return Cell(printed.replace(";", "；"), tag=kind, tone=row.deadline_kind)


def state_cell(row: Task, standing: Standing) -> Cell | str:
    """Return the state of a task as a tag, with what was recorded and how far the deadline is; "" for no task."""
    progress = standing.of(row)
    if progress is None:
        return ""
    recorded, span = status_words(progress), span_words(progress)
    note = " · ".join(part for part in (recorded, span) if part)
    return Cell("", tag=state_label(progress.state), tone=TONES[progress.state], note=note)


def _row(at: int, row: Task, keys: Sequence[str], standing: Standing, agency: Agency | None) -> Row:
    progress = standing.of(row)
    role = standing.roles[row.task_id].get(agency.key) if agency else None
    cells = {
        "number": (row.number, sort_key(at)),
        "source": (value_label("source_table", row.source_table), sort_key(row.source_table)),
        "title": (_title_cell(row), sort_key(title_of(row))),
        "role": (
            Cell("", tag=role_label(role), tone=ROLE_TONES[role]) if role else "",
            sort_key(list(ROLE_TONES).index(role) if role else None),
        ),
        "agency": (_agency_cell(row), sort_key(agency_words(row))),
        "deadline": (_deadline_of(row), sort_key(row.deadline_on)),
        "state": (state_cell(row, standing), sort_key(URGENCY.index(progress.state) if progress else None)),
    }
    chosen = [cells[key] for key in keys]
    shown, order = tuple(cell for cell, _ in chosen), tuple(key for _, key in chosen)
    return Row(f"task:{row.task_id}", shown, order, row.group)


def _title_cell(row: Task) -> Cell:
    if row.row_status in ("", "filled"):
        return Cell(title_of(row))
    return Cell(title_of(row), tag=value_label("row_status", row.row_status), tone=row.row_status)


def _agency_cell(row: Task) -> str | None:
    return "" if row.row_status == "empty" else agency_words(row)


def _deadline_of(row: Task) -> Cell | str | None:
    return "" if row.row_status == "empty" else deadline_cell(row)
