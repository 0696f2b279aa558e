"""An uploaded file → the changes it asks for, or what in it must be mended first: all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from data.finding import Finding
from data.plan import Plan
from data.record import Change, Entry, Subject
from data.record_import.columns import COLUMNS, KIND_NAMES, ImportColumn, ImportKind, column_with, kind_of
from data.record_import.row_reading import RowReader, UploadedRow
from data.record_import.sheet import HEADING_ROWS, FileError, Sheet, read_sheets
from data.record_value import expectation_of, is_news

MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a file asks for: changes, none where there are faults; `warnings` do not hinder them.

    `unchanged` counts the filled cells that say what is recorded already, `rows` the rows with an id.
    """

    kind: ImportKind | None
    changes: tuple[Change, ...] = ()
    faults: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    unchanged: int = 0
    rows: int = 0


def read_import(file_name: str, content: bytes, plan: Plan, present: Mapping[Subject, Entry]) -> ImportResult:
    """Return the changes that an Excel or CSV file asks for; `present` is what the reader sees as recorded.

    A blank cell asks for nothing. Never raises for what a file holds: each fault names row, column, value and what
    was expected.
    """
    try:
        sheets = read_sheets(file_name, content)
    except FileError as error:
        return ImportResult(None, faults=(Finding(file_name, None, "", "", str(error), "", rule="file"),))
    found = next((heading for sheet in sheets if (heading := _heading_of(sheet))), None)
    if found is None:
        names = "、".join(columns[0].heading for columns in COLUMNS.values())
        expectation = f"首行应为模板的列名，其中有 {names} 之一"
        return ImportResult(
            None, faults=(Finding(file_name, None, "", "", "没有找到表头", expectation, rule="header"),)
        )
    return _read(file_name, found, plan, present)


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where the headings of a sheet stand, and what they make of the file."""

    sheet: Sheet
    position: int
    kind: ImportKind


def _heading_of(sheet: Sheet) -> _Heading | None:
    for position, (_, cells) in enumerate(sheet.rows[:HEADING_ROWS]):
        kind = kind_of([_heading(cell) for cell in cells])
        if kind is not None:
            return _Heading(sheet, position, kind)
    return None


def _heading(cell: str) -> str:
    return "".join(cell.replace("\ufeff", "").split())


def _read(file_name: str, found: _Heading, plan: Plan, present: Mapping[Subject, Entry]) -> ImportResult:
    faults = [*found.sheet.faults, *_header_faults(file_name, found)]
    if faults:
        return ImportResult(found.kind, faults=tuple(faults[:MOST_FAULTS]))
    reader = RowReader(file_name, plan, found.kind, present)
    rows = list(_rows(found))
    changes = [change for row in rows for change in reader.read(row)]
    news = [change for change in changes if is_news(change, present.get(change.subject))]
    refused = [
        replace(reader.place(change.subject), message="不能采用", expectation=wrong)
        for change in news
        if (wrong := expectation_of(change))
    ]
    faults = [*reader.faults, *refused]
    return ImportResult(
        kind=found.kind,
        changes=() if faults else tuple(news),
        faults=_shortened(file_name, faults),
        warnings=tuple(reader.warnings),
        unchanged=len(changes) - len(news),
        rows=len(rows),
    )


def _header_faults(file_name: str, found: _Heading) -> Iterator[Finding]:
    line, cells = found.sheet.rows[found.position]
    headings = [_heading(cell) for cell in cells]
    known = "、".join(column.heading for column in COLUMNS[found.kind])
    columns = [column_with(found.kind, heading) for heading in headings]
    for number, (heading, column) in enumerate(zip(headings, columns, strict=True)):
        if column is None and any(len(row) > number and row[number].strip() for _, row in _below(found)):
            message = f"不是“{KIND_NAMES[found.kind]}”的列" if heading else "这一列没有列名"
            yield Finding(
                file_name, line, heading or f"第{number + 1}列", "", message, f"列名为 {known}", rule="column"
            )
        elif column is not None and columns.index(column) < number:
            yield Finding(file_name, line, heading, "", "这一列重复", "每列一次", rule="column")
    for needed in COLUMNS[found.kind]:
        if needed.is_needed and needed not in columns:
            yield Finding(file_name, line, needed.heading, "", "缺少这一列", "请用下载的模板", rule="column")
    if not any(column and column.is_input and column.key not in {"source", "note"} for column in columns):
        yield Finding(file_name, line, "", "", "没有可以导入的列", f"列名为 {known}", rule="column")


def _below(found: _Heading) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return found.sheet.rows[found.position + 1 :]


def _rows(found: _Heading) -> Iterator[UploadedRow]:
    _, cells = found.sheet.rows[found.position]
    columns: list[ImportColumn | None] = [column_with(found.kind, _heading(cell)) for cell in cells]
    for line, row in _below(found):
        values = {column.key: cell for column, cell in zip(columns, row, strict=False) if column and cell.strip()}
        if values:
            yield UploadedRow(line, values)


def _shortened(file_name: str, faults: list[Finding]) -> tuple[Finding, ...]:
    if len(faults) <= MOST_FAULTS:
        return tuple(faults)
    more = Finding(file_name, None, "", "", f"另有 {len(faults) - MOST_FAULTS} 处错误未列出", "", rule="more")
    return (*faults[:MOST_FAULTS], more)
