"""A file that somebody uploads → rows of text under their headings. Nothing in it is run, and its size is bounded."""

from __future__ import annotations

import codecs
import csv
import io
import logging
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from data.finding import Finding
from data.words import Words

LARGEST_BYTES = 5_000_000
LARGEST_UNPACKED_BYTES = 60_000_000
MOST_PARTS = 500
MOST_ROWS, MOST_COLUMNS = 5000, 60
HEADING_ROWS = 10  # people put a title above the headings
LONGEST_CELL = 20_000

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_XML_DECLARATIONS = [
    text.encode(code) for text in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
]

EMPTY = Words("文件是空的", "the file is empty")
OLD_EXCEL = Words(
    "文件是旧版 Excel（.xls）或加了密码，请另存为不加密码的 .xlsx",
    "the file is of old Excel (.xls) or has a password; save it as .xlsx without one",
)
NO_TABLE = Words(
    "文件不是 .xlsx，也不是 UTF-8 或 GB18030 编码的 CSV；请用 Excel 或 WPS 打开后另存为 .xlsx",
    "the file is neither .xlsx nor CSV in UTF-8 or GB18030; open it in Excel or WPS and save it as .xlsx",
)
NO_WORKBOOK = Words(
    "文件已损坏，或不是 Excel 工作簿（.xlsx），请用 Excel 或 WPS 打开后另存为 .xlsx",
    "the file is damaged or no Excel workbook (.xlsx); open it in Excel or WPS and save it as .xlsx",
)
FOREIGN_XML = Words(
    "文件含有不应有的 XML 声明，请用 Excel 或 WPS 打开后另存为 .xlsx",
    "the file holds XML declarations that do not belong there; open it in Excel or WPS and save it as .xlsx",
)
UNCOMPUTED = Words("公式没有算出的结果", "a formula without its result")
TO_COMPUTE = Words("请用 Excel 打开并保存一次，或粘贴为数值", "open and save it in Excel once, or paste it as a value")

logger = logging.getLogger(__name__)
Rows = list[tuple[int, list[str]]]


class FileError(ValueError):
    """A file that cannot be read; the text says what was expected."""


def too_large(size: int, limit: int) -> Words:
    """Return the words on a file of more bytes than it may have."""
    zh, en = f"{size / 1e6:.1f} MB，应不超过 {limit // 10**6} MB", f"{size / 1e6:.1f} MB, at most {limit // 10**6} MB"
    return Words(f"文件有 {zh}", f"the file has {en}")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be; the larger an Excel file, the longer it takes to read."""

    size: int = LARGEST_BYTES
    unpacked: int = LARGEST_UNPACKED_BYTES
    rows: int = MOST_ROWS


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows with the number that Excel or an editor shows for them, and what in them could not be read."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    faults: tuple[Finding, ...] = ()


def read_sheets(file_name: str, content: bytes, limits: Limits | None = None) -> list[Sheet]:
    """Return the sheets of an Excel file, or a CSV file as one; FileError where it is neither or too large."""
    limits = limits or Limits()
    if len(content) > limits.size:
        raise FileError(too_large(len(content), limits.size))
    if not content.strip():
        raise FileError(EMPTY)
    if content.startswith(_OLD_EXCEL):
        raise FileError(OLD_EXCEL)
    if content.startswith(_ZIP):
        return _excel_sheets(file_name, content, limits)
    return [_csv_sheet(content, limits)]


def _csv_sheet(content: bytes, limits: Limits) -> Sheet:
    text = _decoded(content)
    beginning = "\n".join(text.splitlines()[:HEADING_ROWS])
    delimiter = max(",\t;", key=beginning.count)
    if delimiter not in beginning:  # a sentence may hold these, so only where there is none of the usual ones
        delimiter = max("|，", key=beginning.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: Rows = []
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return Sheet(_bounded(rows, limits))
        except csv.Error as error:
            raise FileError(
                Words(
                    f"第{line}行不是完整的 CSV，请检查引号是否成对（{error}）",
                    f"row {line} is no complete CSV; check that quotation marks come in pairs ({error})",
                )
            ) from None
        rows.append((line, cells))


def _decoded(content: bytes) -> str:
    # Excel's “Unicode text” begins with a mark of its own
    own = ("utf-16",) if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ()
    for encoding in (*own, "utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not _is_garbled(text):
            return text
    raise FileError(NO_TABLE)


def _is_garbled(text: str) -> bool:
    """Tell whether the headings are of another encoding: read as GB18030, Big5 gives signs that no text has."""
    beginning = [sign for line in text.splitlines()[:HEADING_ROWS] for sign in line if not sign.isascii()]
    private = sum("\ue000" <= sign <= "\uf8ff" for sign in beginning)
    return private * 10 > len(beginning)


def _bounded(rows: Rows, limits: Limits) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the rows that hold something; FileError where they are too many or too wide."""
    filled = [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]
    if len(filled) > limits.rows:
        raise FileError(
            Words(
                f"文件超过 {limits.rows} 行，请分成几份",
                f"the file has more than {limits.rows} rows; split it into several",
            )
        )
    for line, cells in filled:
        if len(cells) > MOST_COLUMNS and any(cell.strip() for cell in cells[MOST_COLUMNS:]):
            raise FileError(
                Words(f"第{line}行超过 {MOST_COLUMNS} 列", f"row {line} has more than {MOST_COLUMNS} columns")
            )
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise FileError(
                Words(
                    f"第{line}行有一格超过 {LONGEST_CELL} 字，常因引号不成对",
                    f"a cell of row {line} has more than {LONGEST_CELL} characters, often for want of a quotation mark",
                )
            )
    return tuple((line, tuple(cells[:MOST_COLUMNS])) for line, cells in filled)


def _excel_sheets(file_name: str, content: bytes, limits: Limits) -> list[Sheet]:
    from openpyxl import load_workbook  # takes a while to load, and few upload

    try:
        _refuse_bombs(content, limits)
        # one reading tells values, the other which cells are formulas: Excel keeps both
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        names = [sheet.title for sheet in values.worksheets]
        return [_excel_sheet(file_name, values[name], formulas[name], limits) for name in names]
    except FileError:
        raise
    except Exception as error:  # what a broken file makes of the reader has no common class
        logger.warning("an uploaded workbook cannot be read: %r", error)
        raise FileError(NO_WORKBOOK) from error


def _refuse_bombs(content: bytes, limits: Limits) -> None:
    """Refuse a workbook that unpacks to far more than it should, or that declares entities."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
            raise FileError(
                Words(
                    f"文件解压后过大（应不超过 {limits.unpacked // 10**6} MB）",
                    f"the file unpacks to too much (at most {limits.unpacked // 10**6} MB)",
                )
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                head = archive.read(part)[: limits.unpacked]
                if any(declaration in head for declaration in _XML_DECLARATIONS):
                    raise FileError(FOREIGN_XML)


def _excel_sheet(file_name: str, values: Any, formulas: Any, limits: Limits) -> Sheet:
    rows: Rows = []
    faults: list[Finding] = []
    for line, (cells, written) in enumerate(
        zip(_cells(values, limits), _cells(formulas, limits), strict=False), start=1
    ):
        rows.append((line, [_text_of(cell) for cell in cells]))
        faults += _uncomputed(file_name, line, cells, written)
    return Sheet(_bounded(rows, limits), tuple(faults))


def _cells(sheet: Any, limits: Limits) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()  # what a file says of its own size is not to be relied on
    yield from sheet.iter_rows(max_row=limits.rows + HEADING_ROWS + 2, max_col=MOST_COLUMNS + 1)


def _uncomputed(file_name: str, line: int, cells: Sequence[Any], written: Sequence[Any]) -> Iterator[Finding]:
    for cell, formula in zip(cells, written, strict=False):
        if cell.value is None and formula.data_type == "f":
            yield Finding(
                file_name, line, cell.column_letter, str(formula.value), UNCOMPUTED, TO_COMPUTE, rule="formula"
            )


def _text_of(cell: Any) -> str:
    """Return what a cell holds as people read it: a percentage as `60%`, a date as 2021-06-24."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number_text(value, is_percent="%" in str(cell.number_format))
    return str(value)


def _number_text(value: float, *, is_percent: bool) -> str:
    """Return a number with the fifteen digits that Excel shows.

    >>> _number_text(66.60000000000001, is_percent=False), _number_text(0.6, is_percent=True)
    ('66.6', '60%')
    """
    number = Decimal(f"{value:.15g}")
    if not number.is_finite():
        return str(value)
    plain = format((number * 100 if is_percent else number).normalize(), "f")
    return f"{plain}%" if is_percent else plain
