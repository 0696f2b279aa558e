"""Which tasks are shown, and what a row of the table says. Pure: no widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.plan import Task
from data.search import fold
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import joined, value_label, word

UNASSIGNED = "unassigned"
UNGROUPED = "ungrouped"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; an empty tuple or text asks for nothing in particular."""

    agencies: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    text: str = ""


def is_match(row: Task, filters: Filters) -> bool:
    """Tell whether a task answers all filters; each word of the text must occur."""
    if filters.agencies and not set(agencies_of(row)) & set(filters.agencies):
        return False
    chosen = (
        (filters.deadlines, row.deadline_kind),
        (filters.groups, group_of(row)),
        (filters.sources, row.source_table),
    )
    if any(allowed and value not in allowed for allowed, value in chosen):
        return False
    words = fold(filters.text).split()
    return not words or all(part in fold(_searchable(row)) for part in words)


def agencies_of(row: Task) -> tuple[str, ...]:
    """Return the units of a task as choices; `unassigned` where the plan names none."""
    return row.agencies or (UNASSIGNED,)


def group_of(row: Task) -> str:
    """Return the group of a task as a choice."""
    return row.group or UNGROUPED


def agency_choices(rows: Sequence[Task]) -> list[str]:
    """Return the units that tasks name, those with most tasks first; tasks without a unit last."""
    counts: dict[str, int] = {}
    for row in rows:
        for agency in agencies_of(row):
            counts[agency] = counts.get(agency, 0) + 1
    return sorted(counts, key=lambda name: (name == UNASSIGNED, -counts[name]))


def title_of(row: Task) -> str:
    """Return the title of a task; for a row without one, what kind of row it is."""
    return row.title or row.summary or word("task.no_title", number=row.number)


def columns_of(rows: Sequence[Task]) -> list[Column]:
    """Return the columns; the source table only where a plan has an annex beside its text."""
    columns = [
        Column("number", word("task.number"), 9),
        Column("title", word("task.title"), 37),
        Column("agency", word("task.agency"), 27),
        Column("deadline", word("task.deadline"), 17),
    ]
    if len({row.source_table for row in rows}) > 1:
        columns.insert(1, Column("source", word("task.table"), 12))
    return columns


def table_rows(rows: Sequence[Task], columns: Sequence[Column]) -> list[Row]:
    """Return the rows of the table with what each column is sorted by."""
    keys = [column.key for column in columns]
    return [_row(at, row, keys) for at, row in enumerate(rows)]


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


def _row(at: int, row: Task, keys: Sequence[str]) -> Row:
    cells = {
        "number": (row.number, sort_key(at)),
        "source": (value_label("source_table", row.source_table), sort_key(row.source_table)),
        "title": (_title_cell(row), sort_key(title_of(row))),
        "agency": (_agency_cell(row), sort_key(agency_words(row))),
        "deadline": (_deadline_of(row), sort_key(row.deadline_on)),
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


def _searchable(row: Task) -> str:
    texts = (row.number, row.title, row.summary, row.group, *row.agencies, row.deadline_text, row.section, row.note)
    return "\n".join(texts)
