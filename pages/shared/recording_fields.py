"""What can be recorded, as a page names it: fields, and rows of fields for a table edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.record import Subject

InputKind = Literal["number", "choice", "text", "date", "position", "arrangement", "scenario"]


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field that can be recorded: what it is about, its label in the reader's language, how it is entered.

    `options` are the coded values of a choice with their labels. An `arrangement` and a `scenario` are shown,
    and edited on their pages.
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
