"""The review sheet as an Excel workbook: set up to print on A4 landscape, the heading row on every page."""

from __future__ import annotations

import io
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from data.export import LONGEST_TEXT, defused
from data.plan_rules.review_sheet import CHINESE_FONT, CHINESE_TITLE_FONT, ReviewSheet, printable

SHEET_WIDTH = 165  # characters of all columns together; the page is fitted to it
A4 = 9
LINE_HEIGHT, LONGEST_ROW = 13.5, 400.0
LINE = Side("thin", color="9AA1AB")
GRID = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
HEADING_FILL = PatternFill("solid", fgColor="0F5C63")
TOP = Alignment(vertical="top", wrap_text=True)


def xlsx_bytes(sheet: ReviewSheet) -> bytes:
    """Return the sheet as an Excel file."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = printable(sheet.title)[:31].translate(str.maketrans("", "", "[]:*?/\\"))
    _set_widths(page, sheet)
    heading = _write_head(page, sheet)
    for number, row in enumerate(sheet.rows or ((sheet.empty, *[""] * (len(sheet.columns) - 1)),), heading + 1):
        for column, text in enumerate(row, start=1):
            cell = page.cell(number, column)
            _put(cell, text, Font(name=CHINESE_FONT, size=10))
            cell.border, cell.alignment = GRID, TOP
        page.row_dimensions[number].height = _height(sheet, row)
    if not sheet.rows:
        page.merge_cells(start_row=heading + 1, end_row=heading + 1, start_column=1, end_column=len(sheet.columns))
    _set_print(page, sheet, heading)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_head(page: Worksheet, sheet: ReviewSheet) -> int:
    """Write title, facts and heading row; return the number of the heading row."""
    last = get_column_letter(len(sheet.columns))
    _put(page.cell(1, 1), sheet.title, Font(name=CHINESE_TITLE_FONT, size=16, bold=True))
    page.cell(1, 1).alignment = Alignment(horizontal="center")
    page.merge_cells(f"A1:{last}1")
    for number, (label, text) in enumerate(sheet.facts, start=2):
        _put(page.cell(number, 1), f"{label}：{text}", Font(name=CHINESE_FONT, size=10))
        page.cell(number, 1).alignment = Alignment(vertical="top", wrap_text=True)
        page.merge_cells(f"A{number}:{last}{number}")
    heading = len(sheet.facts) + 3
    for column, entry in enumerate(sheet.columns, start=1):
        cell = page.cell(heading, column)
        _put(cell, entry.label, Font(name=CHINESE_TITLE_FONT, size=10, bold=True, color="FFFFFF"))
        cell.fill, cell.border = HEADING_FILL, GRID
        cell.alignment = Alignment(vertical="center", horizontal="center", wrap_text=True)
    return heading


def _set_widths(page: Worksheet, sheet: ReviewSheet) -> None:
    for number, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[get_column_letter(number)].width = width


def _widths(sheet: ReviewSheet) -> list[float]:
    total = sum(column.share for column in sheet.columns)
    return [SHEET_WIDTH * column.share / total for column in sheet.columns]


def _height(sheet: ReviewSheet, row: tuple[str, ...]) -> float:
    """Return the height of a row in points, wrapped lines counted."""
    lines = [
        sum(1 + _width(part) // max(int(width) - 1, 1) for part in text.split("\n"))
        for text, width in zip(row, _widths(sheet), strict=True)
    ]
    return min(LONGEST_ROW, LINE_HEIGHT * max(lines) + 4)


def _width(text: str) -> int:
    """Return the width of a text in Latin characters; a Chinese one takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _set_print(page: Worksheet, sheet: ReviewSheet, heading: int) -> None:
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{heading}:{heading}"
    before, between, after = sheet.page_words
    footer = page.oddFooter
    assert footer is not None
    footer.center.text = f"{before}&P{between}&N{after}"
    page.page_margins.left = page.page_margins.right = 0.5
    page.freeze_panes = f"A{heading + 1}"
    if sheet.rows:
        page.auto_filter.ref = f"A{heading}:{get_column_letter(len(sheet.columns))}{heading + len(sheet.rows)}"


def _put(cell: Cell | MergedCell, text: str, font: Font) -> None:
    """Write a text as text, whatever it begins with."""
    assert isinstance(cell, Cell)
    cell.value = printable(text)[:LONGEST_TEXT]
    cell.data_type, cell.font = "s", font
    if defused(text) != text:
        cell.quotePrefix = True
