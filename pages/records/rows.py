"""Which entries are shown, and what a row of the table says. Pure: no widgets here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.plan import Plan
from data.record import COMMENT, Entry, Subject
from data.search import fold
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.identity import author_text
from pages.shared.labels import word
from pages.shared.recording_moment import when_text
from pages.shared.recording_words import change_words, field_of

KINDS = ("indicator", "task", "project", "place", "finding", "briefing", "scenario")
MOST_LISTED = 300
LONGEST_VALUE = 120


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; an empty tuple or text asks for nothing in particular."""

    kinds: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    text: str = ""


def is_match(entry: Entry, filters: Filters, names: Mapping[Subject, str]) -> bool:
    """Tell whether an entry answers all filters; each word of the text must occur."""
    if filters.kinds and entry.subject.kind not in filters.kinds:
        return False
    if filters.people and entry.author.name not in filters.people:
        return False
    words = fold(filters.text).split()
    texts = (names[entry.subject], entry.subject.subject_id, entry.value, entry.old_value, entry.source, entry.note)
    searched = fold("\n".join((*texts, entry.author.name)))
    return all(part in searched for part in words)


def people_of(entries: Sequence[Entry]) -> list[str]:
    """Return who recorded, those with most entries first."""
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.author.name] = counts.get(entry.author.name, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))


def columns() -> list[Column]:
    """Return the columns of the table."""
    return [
        Column("when", word("records.when"), 14),
        Column("who", word("records.who"), 15),
        Column("subject", word("records.subject"), 27),
        Column("change", word("records.change"), 27),
        Column("source", word("record.source"), 17),
    ]


def table_rows(plan: Plan, entries: Sequence[Entry], names: Mapping[Subject, str]) -> list[Row]:
    """Return the rows of the table."""
    return [_row(plan, entry, names[entry.subject]) for entry in entries]


def short(text: str) -> str:
    """Return a text that a table cell holds: a long one ends in “…”."""
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def _row(plan: Plan, entry: Entry, name: str) -> Row:
    when, who = when_text(entry.recorded_at), author_text(entry.author)
    field = field_of(plan, entry.subject)
    kind = word(f"records.kind_{entry.subject.kind}")
    undone = word("record.undoes", n=entry.undoes) if entry.undoes else ""
    cells = (
        Cell(when, note=undone),
        Cell(entry.author.name, tag="" if entry.author.basis == "oidc" else word("record.unverified")),
        Cell(name, tag=kind, note=field.label),
        _change_cell(plan, entry),
        _source_cell(entry),
    )
    order = (entry.entry_id, who, name, entry.value, entry.source)
    return Row(f"entry:{entry.entry_id}", cells, tuple(sort_key(value) for value in order))


def _change_cell(plan: Plan, entry: Entry) -> Cell:
    before, after = change_words(plan, entry)
    if entry.subject.field == COMMENT:
        return Cell(short(after or word("record.withdrawn")))
    text = f"{short(before) or word('record.nothing')} → {short(after) or word('record.withdrawn')}"
    return Cell(text, note=short(entry.note))


def _source_cell(entry: Entry) -> Cell | str:
    if entry.source or not entry.value or entry.subject.field == COMMENT:
        return short(entry.source)
    return Cell("", tag=word("record.no_source"), tone="restated")


def in_words(filters: Filters) -> str:
    """Return the filters as a downloaded file states them."""
    parts = [
        *(word(f"records.kind_{kind}") for kind in filters.kinds),
        *filters.people,
        *([filters.text] if filters.text else []),
    ]
    return " · ".join(parts) or word("common.all")
