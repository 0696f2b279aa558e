"""Tables of printed PDFs: heads in bold, hairlines between rows, numbers set right, cells that wrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from pages.shared.pdf_columns import column_widths
from pages.shared.pdf_page import STYLES, Area, TextStyle, broken, draw_text, rule

PADDING = 3.0


def draw_table(
    canvas: Canvas,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    area: Area,
    *,
    numeric: Sequence[int] = (),
    style: TextStyle = STYLES["body"],
) -> tuple[float, int]:
    """Draw a table from the top of a box; return where it ends and how many rows found room.

    Rows that do not fit are left to the caller, who says so or goes on elsewhere.
    """
    widths = column_widths([heads, *rows], area.width, style)
    bold = replace(style, bold=True)
    y = _draw_row(canvas, heads, widths, (area, area.top), (numeric, bold))
    rule(canvas, area.left, area.right, y, "#0F5C63")
    for count, row in enumerate(rows):
        if y - row_height(row, widths, style) < area.bottom - 0.01:
            return y, count
        y = _draw_row(canvas, row, widths, (area, y), (numeric, style))
        rule(canvas, area.left, area.right, y)
    return y, len(rows)


def row_height(cells: Sequence[str], widths: Sequence[float], style: TextStyle) -> float:
    """Return the height of a row: of its highest cell and the space around it."""
    lines = max(len(broken(cell, width - 2 * PADDING, style)) for cell, width in zip(cells, widths, strict=True))
    return max(1, lines) * style.line_height + 2 * PADDING


def table_height(heads: Sequence[str], rows: Sequence[Sequence[str]], width: float, style: TextStyle) -> float:
    """Return the height of a whole table."""
    widths = column_widths([heads, *rows], width, style)
    bold = replace(style, bold=True)
    return row_height(heads, widths, bold) + sum(row_height(row, widths, style) for row in rows)


def _draw_row(
    canvas: Canvas,
    cells: Sequence[str],
    widths: Sequence[float],
    place: tuple[Area, float],
    look: tuple[Sequence[int], TextStyle],
) -> float:
    area, top = place
    numeric, style = look
    height = row_height(cells, widths, style)
    left = area.left
    for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        aligned = replace(style, align="right") if column in numeric else style
        inner = Area(left + PADDING, top - PADDING, width - 2 * PADDING, height - 2 * PADDING)
        draw_text(canvas, cell, inner, aligned)
        left += width
    return top - height
