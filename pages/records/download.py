"""The entries as files, with notes on plan, filter and times; made only when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import streamlit as st

from data.export import CellValue, ExportColumn, ExportTable, csv_bytes, xlsx_bytes
from data.plan import Plan
from data.record import Entry, Subject
from pages.shared.files import XLSX_TYPE, file_name
from pages.shared.labels import plan_name, word
from pages.shared.recording_moment import BEIJING, when_text
from pages.shared.recording_words import change_words, field_of


def show_downloads(plan: Plan, entries: Sequence[Entry], names: Mapping[Subject, str], wanted: str) -> None:
    """Show the two buttons; `wanted` is the filter in words."""
    for label, write, mime, suffix in (
        ("CSV", csv_bytes, "text/csv", "csv"),
        ("Excel", xlsx_bytes, XLSX_TYPE, "xlsx"),
    ):
        st.download_button(
            label,
            lambda write=write: write(history_table(plan, entries, names, wanted)),
            file_name=file_name(suffix, plan.region_name, word("page.records"), plan.plan_id, _today()),
            mime=mime,
            on_click="ignore",
            key=f"records_{suffix}",
            help=word(f"records.download_{suffix}"),
            icon=":material/download:",
            disabled=not entries,
            type="tertiary",
        )


def history_table(plan: Plan, entries: Sequence[Entry], names: Mapping[Subject, str], wanted: str) -> ExportTable:
    """Return entries as a table: number, when, who, what, old, new, source, note."""
    columns = (
        ExportColumn(word("records.number", n="").strip(), 8),
        ExportColumn(word("records.when"), 17),
        ExportColumn(word("records.who"), 18),
        ExportColumn(word("records.basis"), 9),
        ExportColumn(word("records.kind"), 9),
        ExportColumn(word("records.id"), 18),
        ExportColumn(word("records.subject"), 36),
        ExportColumn(word("records.field"), 16),
        ExportColumn(word("records.old"), 22),
        ExportColumn(word("records.new"), 22),
        ExportColumn(word("record.source"), 30),
        ExportColumn(word("record.note"), 30),
        ExportColumn(word("records.undoes"), 10),
    )
    notes = (
        (word("records.note_plan"), plan_name(plan)),
        (word("records.note_filter"), wanted),
        (word("records.note_count"), str(len(entries))),
        (word("records.note_times"), word("records.note_time", now=when_text(datetime.now(BEIJING)))),
        (word("records.note_what"), word("records.note_not_plan")),
    )
    rows = tuple(_row(plan, entry, names[entry.subject]) for entry in entries)
    return ExportTable(word("records.sheet"), columns, rows, word("records.notes_sheet"), notes)


def _row(plan: Plan, entry: Entry, name: str) -> tuple[CellValue, ...]:
    before, after = change_words(plan, entry)
    is_signed_in = entry.author.basis == "oidc"
    return (
        entry.entry_id,
        when_text(entry.recorded_at),
        entry.author.name,
        word("records.signed_in") if is_signed_in else word("record.unverified"),
        word(f"records.kind_{entry.subject.kind}"),
        entry.subject.subject_id,
        name,
        field_of(plan, entry.subject).label,
        before,
        after or word("record.withdrawn"),
        entry.source,
        entry.note,
        entry.undoes,
    )


def _today() -> str:
    return datetime.now(BEIJING).date().isoformat()
