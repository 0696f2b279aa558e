"""Tables of printed PDFs: heads in bold, hairlines between rows, numbers set right, cells that wrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from pages.shared.line_breaking import clean, longest_piece
from pages.shared.pdf_page import STYLES, Area, TextStyle, broken, draw_text, rule, text_width

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


def column_widths(rows: Sequence[Sequence[str]], width: float, style: TextStyle, padding: float = 8.0) -> list[float]:
    """Share a width among columns: each holds its longest word, short ones their longest cell, the others the rest."""
    bold = replace(style, bold=True)
    columns = list(zip(*rows, strict=True))
    needs = [max(text_width(clean(cell), bold) for cell in column) + padding for column in columns]
    if sum(needs) <= width:
        return shared_width(needs, width)

    def measure(run: str) -> float:
        return text_width(run, bold)

    words = [max(longest_piece(cell, measure) for cell in column) + padding for column in columns]
    if sum(words) >= width:
        return shared_width(words, width)
    rest = shared_width([need - word for need, word in zip(needs, words, strict=True)], width - sum(words))
    return [word + more for word, more in zip(words, rest, strict=True)]


def shared_width(needs: Sequence[float], width: float) -> list[float]:
    """Share a width: whoever needs less than an even share gets what it needs; what is over is spread in proportion.

    >>> shared_width([10, 20, 300, 300], 230)
    [10, 20, 100.0, 100.0]
    """
    if sum(needs) <= width:
        return [need * width / (sum(needs) or 1) for need in needs]
    given: dict[int, float] = {}
    while True:
        share = (width - sum(given.values())) / (len(needs) - len(given))
        small = [k for k, need in enumerate(needs) if k not in given and need <= share]
        if not small:
            return [given.get(k, share) for k in range(len(needs))]
        given.update((k, needs[k]) for k in small)


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
