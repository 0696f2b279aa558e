"""All faults of an upload as a table, to be worked off beside the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.export import CellValue, ExportColumn, ExportTable, Note, csv_bytes
from data.finding import Finding
from data.words import in_english

FILE = ("文件", "File")
COLUMNS = (("行", "Row"), ("列", "Column"), ("值", "Value"), ("问题", "Fault"), ("应为", "Expected"))


def fault_file(file_name: str, faults: Sequence[Finding], count: int, *, is_english: bool = False) -> bytes:
    """Return faults as CSV: row, column, value, fault, expectation; a note says how many more of `count` there are.

    Faults of several files say in a first column which.
    """
    at = int(is_english)
    has_files = len({one.file for one in faults}) > 1
    rows = tuple(_row(one, has_files=has_files, in_its=in_english if is_english else str) for one in faults)
    notes: list[Note] = [(FILE[at], file_name)]
    if count > len(faults):
        notes.append(
            (("另有", "Not listed")[at], (f"{count - len(faults)} 处未列出", f"{count - len(faults)} more")[at])
        )
    columns = tuple(ExportColumn(names[at]) for names in (*((FILE,) if has_files else ()), *COLUMNS))
    return csv_bytes(ExportTable("faults", columns, rows, "notes", tuple(notes)))


def _row(one: Finding, *, has_files: bool, in_its: Callable[[str], str]) -> tuple[CellValue, ...]:
    cells = (one.row, in_its(one.column), in_its(one.value), in_its(one.message), in_its(one.expectation))
    return (one.file, *cells) if has_files else cells
