"""Tables of scenes as PowerPoint tables, in the size in which all rows find room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.briefing.scene import SceneTable
from pages.briefing.scenes_text import counted_word
from pages.briefing.slide_shapes import EMU, Box, Drawing, colour_xml
from pages.briefing.slide_text import SMALLEST, SPARE, Lettering, height_of, text_body
from pages.shared.labels import word
from pages.shared.pdf_columns import column_widths
from pages.shared.pdf_page import ACCENT, GOLD, HAIRLINE, INK, TextStyle

LARGEST = 18.0
PAD_X, PAD_Y, SLACK = 6.0, 4.0, 4.0
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's “no style, no grid”


@dataclass(frozen=True, slots=True)
class TableFit:
    """How a table stands in its room: type size, column widths, row heights (the head first), rows shown."""

    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    shown: int

    @property
    def height(self) -> float:
        """Height of the head and the rows that are shown."""
        return sum(self.heights[: self.shown + 1])


def fit_table(table: SceneTable, width: float, height: float) -> TableFit:
    """Return the largest size in which all rows stand in a box; at 14 points as many rows as do."""
    size = LARGEST
    while True:
        widths = _widths(table, width, size)
        heights = tuple(_row_height(row, widths, size, bold=k == 0) for k, row in enumerate([table.heads, *table.rows]))
        if sum(heights) <= height or size <= SMALLEST:
            break
        size -= 1
    if sum(heights) <= height:
        return TableFit(size, widths, heights, len(table.rows))
    room, shown = height - heights[0] - Lettering(SMALLEST).line_height - 4, 0
    while shown < len(table.rows) and sum(heights[1 : shown + 2]) <= room:
        shown += 1
    return TableFit(size, widths, heights, shown)


def draw_slide_table(drawing: Drawing, table: SceneTable, box: Box, title: str) -> TableFit:
    """Add a table to a slide; below it how many rows found no room (they stand in the notes)."""
    left, top, width, height = box
    fit = fit_table(table, width, height)
    rows = [table.heads, *table.rows[: fit.shown]]
    cells = "".join(
        _row(row, high, (table.numeric, fit.size, k == 0), drawing.language)
        for k, (row, high) in enumerate(zip(rows, fit.heights, strict=False))
    )
    columns = "".join(f'<a:gridCol w="{round(one * EMU)}"/>' for one in fit.widths)
    content = (
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1">'
        f"<a:tableStyleId>{PLAIN_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{cells}</a:tbl>"
        "</a:graphicData>"
    )
    drawing.frame(content, (left, top, width, fit.height), f"{word('slides.table')} {title}", _described(table, title))
    if missing := table.rows_left(fit.shown):
        rest = counted_word("slides.rows_beyond" if table.more else "slides.rows_left", missing)
        lettering = Lettering(SMALLEST, colour=GOLD)
        drawing.text(rest, (left, top + fit.height + 3, width, lettering.line_height), lettering, rest)
    return fit


def _described(table: SceneTable, title: str) -> str:
    return word("slides.table_descr", title=title, heads="、".join(table.heads), n=len(table.rows))


def _widths(table: SceneTable, width: float, size: float) -> tuple[float, ...]:
    # measured text is held a little narrower than its box: so is the table
    widths = column_widths([table.heads, *table.rows], width * SPARE, TextStyle(size), 2 * PAD_X + SLACK)
    return tuple(one / SPARE for one in widths)


def _row_height(cells: Sequence[str], widths: Sequence[float], size: float, *, bold: bool) -> float:
    lettering = Lettering(size, bold)
    heights = [height_of(cell, width - 2 * PAD_X - SLACK, lettering) for cell, width in zip(cells, widths, strict=True)]
    return max(lettering.line_height, *heights) + 2 * PAD_Y


def _row(cells: Sequence[str], height: float, look: tuple[Sequence[int], float, bool], language: str) -> str:
    numeric, size, is_head = look
    content = "".join(_cell(cell, column in numeric, (size, is_head), language) for column, cell in enumerate(cells))
    return f'<a:tr h="{round(height * EMU)}">{content}</a:tr>'


def _cell(text: str, is_number: bool, look: tuple[float, bool], language: str) -> str:
    size, is_head = look
    tone = ACCENT if is_head else GOLD if text == word("common.not_stated") else INK
    lettering = Lettering(size, is_head, tone, align="r" if is_number else "l")
    edge = ACCENT if is_head else HAIRLINE
    width = 12_700 * (1.5 if is_head else 0.75)
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    fill = "#E3EFEE" if is_head else "#FFFFFF"
    return (
        f"<a:tc>{text_body(text, lettering, language, 'a:txBody')}"
        f'<a:tcPr marL="{round(PAD_X * EMU)}" marR="{round(PAD_X * EMU)}" marT="{round(PAD_Y * EMU)}" '
        f'marB="{round(PAD_Y * EMU)}" anchor="ctr">{none}'
        f'<a:lnB w="{round(width)}"><a:solidFill>{colour_xml(edge)}</a:solidFill></a:lnB>'
        f"<a:solidFill>{colour_xml(fill)}</a:solidFill></a:tcPr></a:tc>"
    )
