"""What is recorded beside a plan's facts, as the pages show and edit it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from data.record import Entry, Subject, SubjectKind

InputKind = Literal["number", "choice", "text", "date", "position"]


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field that can be recorded: what it is about, its label in the reader's language, how it is entered.

    `options` are the coded values of a choice with their labels.
    """

    subject: Subject
    label: str
    input: InputKind = "text"
    options: tuple[tuple[str, str], ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A line of a table edit: its name and its fields, one per column of the table."""

    name: str
    fields: tuple[RecordField, ...]


def present(plan_id: str, *kinds: SubjectKind) -> Mapping[Subject, Entry]:
    """Return what is recorded of a plan at the moment that the reader looks at (now, or a chosen past day).

    What was withdrawn is left out. Without kinds: everything.
    """
    return {}


def show_record_form(fields: Sequence[RecordField], *, key: str) -> None:
    """Offer to record the fields: a button that opens a form, with history, undo and comments beneath."""


def show_record_table(rows: Sequence[RecordRow], *, key: str) -> None:
    """Offer to record many lines at once: a button that opens a table; saved together or not at all."""
