"""Lists of tasks as an Excel file for the units that owe them: a sheet each, titled, formatted, ready to print on A4.

Texts come from plan files and from people: none of them may become a formula (see `export.put_cell`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data.export import HAIRLINE, HEADER_FILL, HEADER_FONT, TOP, CellValue, Note, book_bytes, put_cell

SheetCell = CellValue | date
LONGEST_NAME = 31  # characters of a sheet's name in Excel
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
DATE_FORMAT = "yyyy-mm-dd"
A4, TITLE_HEIGHT, HEAD_HEIGHT = 9, 28, 30
MARGIN_INCHES, HEADER_INCHES = 0.5, 0.3


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a list: its heading and its width in characters."""

    label: str
    width: float


@dataclass(frozen=True, slots=True)
class TaskSheet:
    """A list of tasks: the name of the sheet, a title, what it is about (plan, unit, filters, date), the rows.

    The first `frozen` columns stay in sight.
    """

    name: str
    title: str
    facts: tuple[Note, ...]
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    frozen: int = 1


def task_book(sheets: Sequence[TaskSheet], page_footer: str) -> bytes:
    """Return the lists as one Excel file; `page_footer` has `&P` for the page and `&N` for the number of pages."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, sheet in zip(sheet_names(sheet.name for sheet in sheets), sheets, strict=True):
        _write(book.create_sheet(name), sheet, page_footer)
    return book_bytes(book)


def sheet_names(names: Iterable[str]) -> list[str]:
    """Return names that Excel takes for sheets, each once: at most 31 characters, no brackets, colons, slashes.

    >>> sheet_names(["市民政局", "市民政局", "a/b", "", "=1+1"])
    ['市民政局', '市民政局 2', 'a b', '-', '=1+1']
    """
    taken: set[str] = set()
    result = []
    for name in names:
        clean = FORBIDDEN.sub(" ", name).strip().strip("'")[:LONGEST_NAME] or "-"
        chosen, number = clean, 1
        while chosen.lower() in taken:
            number += 1
            chosen = f"{clean[: LONGEST_NAME - len(str(number)) - 1]} {number}"
        taken.add(chosen.lower())
        result.append(chosen)
    return result


def _write(sheet: Worksheet, content: TaskSheet, page_footer: str) -> None:
    head = _write_top(sheet, content)
    for number, column in enumerate(content.columns, start=1):
        cell = sheet.cell(head, number)
        put_cell(cell, column.label)
        cell.font, cell.fill = HEADER_FONT, HEADER_FILL
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for at, row in enumerate(content.rows, start=head + 1):
        for number, value in enumerate(row, start=1):
            _put(sheet, at, number, value)
    sheet.row_dimensions[head].height = HEAD_HEIGHT
    sheet.freeze_panes = f"{get_column_letter(content.frozen + 1)}{head + 1}"
    last = get_column_letter(len(content.columns))
    sheet.auto_filter.ref = f"A{head}:{last}{head + len(content.rows)}"
    _set_page(sheet, head, page_footer)


def _write_top(sheet: Worksheet, content: TaskSheet) -> int:
    """Write title and facts; return the row of the headings. They stand in one cell a line, read across the columns."""
    put_cell(sheet.cell(1, 1), content.title)
    sheet.cell(1, 1).font = Font(bold=True, size=16, color="0F5C63")
    sheet.cell(1, 1).alignment = Alignment(vertical="center")
    sheet.row_dimensions[1].height = TITLE_HEIGHT
    for at, (name, text) in enumerate(content.facts, start=2):
        cell = sheet.cell(at, 1)
        put_cell(cell, f"{name}：{text}")
        cell.alignment, cell.font = Alignment(vertical="center"), Font(color="5B6675")
    return len(content.facts) + 3


def _put(sheet: Worksheet, row: int, column: int, value: SheetCell) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, date):
        cell.value, cell.number_format, cell.alignment = value, DATE_FORMAT, TOP
    else:
        put_cell(cell, value)
    cell.border = HAIRLINE


def _set_page(sheet: Worksheet, head: int, page_footer: str) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{head}:{head}"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = MARGIN_INCHES
    margins.header = margins.footer = HEADER_INCHES
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(page_footer))
