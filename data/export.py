"""Rows as files that people open in Excel: CSV and XLSX bytes, with the notes that say where they come from.

Texts come from plan files that anybody may write: none of them may become a formula.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

CellValue = str | int | float | None
Note = tuple[str, str]

# what spreadsheets take for the start of a formula; the full-width forms, too, where Chinese or Japanese is typed
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
LONGEST_TEXT = 32_767  # characters that an Excel cell holds
INTEGER_FORMAT, YEAR_FORMAT = "#,##0", "0"
MOST_DECIMALS = 4  # of a number whose column says nothing of decimals
DEGREE_DECIMALS = 6  # of longitude and latitude: a decimetre
HEADER_FILL = PatternFill("solid", fgColor="0F5C63")
HEADER_FONT = Font(bold=True, color="FFFFFF")
HAIRLINE = Border(bottom=Side("thin", color="E6E3DB"))
TOP = Alignment(vertical="top", wrap_text=True)
TOP_NUMBER = Alignment(vertical="top", horizontal="right")
TOP_AFTER_NUMBER = Alignment(vertical="top", wrap_text=True, indent=1)  # else the two read as one
NOTE_WIDTHS = (32, 100)
LINE_HEIGHT, LEAST_HEADING, MOST_HEIGHT = 15, 32, 400  # points; Excel allows 409
FIRST_WIDE_SIGN = "\u2e80"  # from here on signs are as wide as two letters
A4 = 9  # as spreadsheets number it


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of a file.

    Attributes:
        label: its heading.
        width: in characters.
        is_year: whether its numbers are years.
        decimals: digits after the point that every number of it shows; None: as many as each has, at most 4.
    """

    label: str
    width: float = 14
    is_year: bool = False
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class ExportTable:
    """What a file holds: rows under headings, and notes (name, text) on plan, filters and sources."""

    sheet: str
    columns: tuple[ExportColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    notes_sheet: str
    notes: tuple[Note, ...]


def csv_bytes(table: ExportTable) -> bytes:
    """Return a table as CSV with a byte order mark, so that Excel reads its Chinese; the notes follow a blank line."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([defused(column.label) for column in table.columns])
    digits = [MOST_DECIMALS if column.decimals is None else column.decimals for column in table.columns]
    writer.writerows([_csv_cell(value, most) for value, most in zip(row, digits, strict=True)] for row in table.rows)
    writer.writerow([])
    writer.writerows([defused(name), defused(text)] for name, text in table.notes)
    return target.getvalue().encode("utf-8-sig")


def xlsx_bytes(table: ExportTable) -> bytes:
    """Return a table as an Excel file: one sheet of rows with numbers as numbers, one sheet of notes."""
    return book_bytes(book_of(table))


def book_of(table: ExportTable) -> Workbook:
    """Return a table as a workbook to which more can be added: the first sheet holds the rows."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = table.sheet
    write_rows(sheet, table)
    write_notes(book.create_sheet(table.notes_sheet), table.notes)
    return book


def book_bytes(book: Workbook) -> bytes:
    """Return a workbook as an Excel file."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def defused(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe goes before what looks like a formula.

    >>> defused("=1+1"), defused(" @SUM(A1)"), defused("16.11亿元")
    ("'=1+1", "' @SUM(A1)", '16.11亿元')
    """
    is_formula = text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)
    return f"'{text}" if is_formula else text


def printable(text: str) -> str:
    """Return a text without the control characters that XML forbids."""
    without: str = ILLEGAL_CHARACTERS_RE.sub("", text)
    return without


def _csv_cell(value: CellValue, decimals: int) -> CellValue:
    if isinstance(value, str):
        return defused(value.replace("\0", ""))
    return _shortest(value, decimals) if isinstance(value, float) else value


def _shortest(value: float, decimals: int) -> str:
    """Return a number with at most so many decimals, without zeros or a point at its end."""
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_rows(sheet: Worksheet, table: ExportTable) -> None:
    """Write a table on a sheet: frozen headings, filters, widths."""
    sheet.append([None] * len(table.columns))
    for number, column in enumerate(table.columns, start=1):
        cell = sheet.cell(1, number)
        put_cell(cell, column.label)
        cell.font, cell.fill = HEADER_FONT, HEADER_FILL
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for row_number, row in enumerate(table.rows, start=2):
        for number, (value, column) in enumerate(zip(row, table.columns, strict=True), start=1):
            cell = sheet.cell(row_number, number)
            put_cell(cell, value, is_year=column.is_year, decimals=column.decimals)
            cell.border = HAIRLINE
            if isinstance(value, str) and number > 1 and isinstance(row[number - 2], int | float):
                cell.alignment = TOP_AFTER_NUMBER
        _give_room(sheet, row_number, row, [column.width for column in table.columns])
    labels = [column.label for column in table.columns]
    _give_room(sheet, 1, labels, [column.width for column in table.columns], LEAST_HEADING)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    _fit_to_paper(sheet)
    sheet.print_title_rows = "1:1"


def write_notes(sheet: Worksheet, notes: Iterable[Note]) -> None:
    """Write notes on a sheet: name and text side by side."""
    for number, note in enumerate(notes, start=1):
        for column, text in enumerate(note, start=1):
            put_cell(sheet.cell(number, column), text)
        sheet.cell(number, 1).font = Font(bold=True)
        _give_room(sheet, number, note, NOTE_WIDTHS)
    for letter, width in zip("AB", NOTE_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _fit_to_paper(sheet)


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column so many letters wide; a Chinese sign is as wide as two.

    >>> lines_of("医养结合", 8), lines_of("医养结合机构", 8)
    (1, 2)
    """
    if 2 * len(text) <= width and "\n" not in text:
        return 1
    lengths = (sum(2 if sign >= FIRST_WIDE_SIGN else 1 for sign in line) for line in text.split("\n"))
    return sum(max(1, math.ceil(length / width)) for length in lengths)


def _give_room(
    sheet: Worksheet, row: int, values: Sequence[CellValue], widths: Sequence[float], least: float = 0
) -> None:
    """Make a row as high as its wrapped texts need: programs do not all do so by themselves."""
    cells = zip(values, widths, strict=True)
    lines = max((lines_of(value, width) for value, width in cells if isinstance(value, str)), default=1)
    if lines > 1 or least:
        sheet.row_dimensions[row].height = min(MOST_HEIGHT, max(least, LINE_HEIGHT * lines + 2))


def _fit_to_paper(sheet: Worksheet) -> None:
    """Print a sheet on A4 across, all its columns beside each other."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def put_cell(cell: Cell | MergedCell, value: CellValue, *, is_year: bool = False, decimals: int | None = None) -> None:
    """Write a value: a number as a number, a text as text whatever it begins with, None as an empty cell."""
    if value is None or value == "" or isinstance(cell, MergedCell):
        return
    if isinstance(value, str):
        cell.value = printable(value)[:LONGEST_TEXT]
        cell.data_type = "s"  # openpyxl makes a formula of a text that begins with “=”
        cell.alignment = TOP
        if defused(value) != value:
            cell.quotePrefix = True  # stays text when somebody edits the cell
        return
    cell.value = value
    cell.number_format = YEAR_FORMAT if is_year else number_format(value, decimals)
    cell.alignment = TOP_NUMBER


def number_format(value: float, decimals: int | None = None) -> str:
    """Return how a spreadsheet shows a number: with so many decimals; None: with those it has, at most 4.

    An optional digit (`#`) would leave a point at the end of what is rounded to a whole number.

    >>> number_format(122.113456, 6), number_format(161100.0), number_format(16.11), number_format(2.00001)
    ('#,##0.000000', '#,##0', '#,##0.00', '#,##0')
    """
    if decimals is None:
        decimals = len(_shortest(float(value), MOST_DECIMALS).partition(".")[2])
    return f"{INTEGER_FORMAT}.{'0' * decimals}" if decimals else INTEGER_FORMAT
