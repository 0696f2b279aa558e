"""All faults of an upload as a table, to be worked off beside the file."""

from __future__ import annotations

from collections.abc import Sequence

from data.export import ExportColumn, ExportTable, Note, csv_bytes
from data.finding import Finding

COLUMNS = (("行", "Row"), ("列", "Column"), ("值", "Value"), ("问题", "Fault"), ("应为", "Expected"))


def fault_file(file_name: str, faults: Sequence[Finding], count: int, *, in_english: bool = False) -> bytes:
    """Return faults as CSV: row, column, value, fault, expectation; a note says how many more of `count` there are."""
    at = int(in_english)
    rows = tuple((one.row, one.column, one.value, one.message, one.expectation) for one in faults)
    notes: list[Note] = [(("文件", "File")[at], file_name)]
    if count > len(faults):
        notes.append(
            (("另有", "Not listed")[at], (f"{count - len(faults)} 处未列出", f"{count - len(faults)} more")[at])
        )
    columns = tuple(ExportColumn(names[at]) for names in COLUMNS)
    return csv_bytes(ExportTable("faults", columns, rows, "notes", tuple(notes)))
