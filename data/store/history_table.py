"""What was recorded, as a table on the terminal and as CSV."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime

from data.export import defused
from data.finding import shorten
from data.record import STATUS_NAMES, Entry
from data.record_value import is_plain_number, subject_text

HEADINGS = ("编号", "时间", "谁", "规划", "什么", "旧 → 新", "来源", "备注")
CSV_COLUMNS = (
    "entry_id",
    "recorded_at",
    "author",
    "author_basis",
    "plan_id",
    "kind",
    "subject_id",
    "field",
    "old_value",
    "value",
    "source",
    "note",
    "undoes",
)
LONGEST_SHOWN = 40


def history_lines(entries: Iterable[Entry]) -> list[str]:
    """Return a table with one line per entry, times in this machine's time zone."""
    rows = [HEADINGS, *(_cells(entry) for entry in entries)]
    widths = [max(_width(row[number]) for row in rows) for number in range(len(HEADINGS))]
    return [_line(row, widths) for row in rows]


def history_csv(entries: Iterable[Entry]) -> str:
    """Return entries as CSV, times in UTC; no text becomes a formula in a spreadsheet."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows([_csv_cell(value) for value in _values(entry)] for entry in entries)
    return target.getvalue()


def author_text(entry: Entry) -> str:
    """Return who recorded; a name that was only stated is marked."""
    return entry.author.name if entry.author.basis == "oidc" else f"{entry.author.name}（未认证）"


def _cells(entry: Entry) -> tuple[str, ...]:
    undone = f"撤销第 {entry.undoes} 条" if entry.undoes else ""
    return (
        str(entry.entry_id),
        _local(entry.recorded_at),
        author_text(entry),
        entry.subject.plan_id,
        shorten(subject_text(entry.subject), LONGEST_SHOWN + 20),
        f"{_shown(entry, entry.old_value)} → {_shown(entry, entry.value)}",
        shorten(entry.source, LONGEST_SHOWN),
        shorten("；".join(part for part in (undone, entry.note) if part), LONGEST_SHOWN),
    )


def _shown(entry: Entry, value: str) -> str:
    if entry.subject.field == "status" and value in STATUS_NAMES:
        return STATUS_NAMES[value][0]
    return shorten(value, LONGEST_SHOWN) or "（无）"


def _local(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    # what a restored file holds is not trusted to leave the terminal alone
    return "".join(sign for sign in "  ".join(padded).rstrip() if sign.isprintable())


def _values(entry: Entry) -> tuple[str | int | None, ...]:
    subject = entry.subject
    return (
        entry.entry_id,
        entry.recorded_at.isoformat(timespec="microseconds"),
        entry.author.name,
        entry.author.basis,
        subject.plan_id,
        subject.kind,
        subject.subject_id,
        subject.field,
        entry.old_value,
        entry.value,
        entry.source,
        entry.note,
        entry.undoes,
    )


def _csv_cell(value: str | int | None) -> str | int | None:
    return defused(value) if isinstance(value, str) and not is_plain_number(value) else value
