"""The legend of a paper map: the structure first, the base after it, in as many columns as its place allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import shapely

from geo.map_spec import LegendGroup, LegendItem
from geo.map_views import DOTS, HATCH
from geo.print_map.canvas import MM_PER_PT, Canvas, text_size, wrap
from geo.print_map.layers import CIRCLE_EDGE, CIRCLE_FILL
from geo.print_map.symbols import draw_badge, draw_core, draw_symbol

TITLE_PT, GROUP_PT, ITEM_PT = 9.0, 7.8, 7.4
SWATCH_MM, GAP_MM, PADDING_MM = 7.0, 1.4, 2.6
WIDEST_TEXT_MM = 44.0
PATTERNS: Final[dict[str, tuple[str, str, str]]] = {
    HATCH: ("#FBFAF6", "////", "#C9B98F"),
    DOTS: ("#EFEEE9", "...", "#9AA1AB"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the legend: a heading, or a symbol with its words; heights in mm."""

    lines: tuple[str, ...]
    height: float
    item: LegendItem | None = None
    count: str = ""


@dataclass(frozen=True, slots=True)
class LegendBlock:
    """A legend laid out in columns: its size in mm and the rows of each column."""

    title: str
    columns: tuple[tuple[Row, ...], ...]
    column_width: float
    width: float
    height: float
    scale: float
    px: float


def lay_legend(
    title: str, groups: Sequence[LegendGroup], note: str, scale: float, px: float, columns: int = 1
) -> LegendBlock:
    """Return a legend in columns; symbols that stand for sizes have the size that they have on the map."""
    text_width = WIDEST_TEXT_MM * scale
    blocks = [_rows(group, scale, px, text_width) for group in groups if group.items]
    if note:
        lines = tuple(wrap(note, text_width + SWATCH_MM * scale, ITEM_PT * scale))
        blocks.append([Row(lines, _line(ITEM_PT * scale) * len(lines) + 0.8)])
    parted = _part(blocks, columns)
    widths = [_row_width(row, scale, px) for column in parted for row in column]
    column_width = max([*widths, text_size(title, TITLE_PT * scale, is_bold=True)[0]]) + GAP_MM
    height = max((sum(row.height for row in column) for column in parted), default=0.0)
    head = _line(TITLE_PT * scale) + 1.2
    width = column_width * len(parted) + 2.5 * (len(parted) - 1) + 2 * PADDING_MM
    return LegendBlock(title, parted, column_width, width, height + head + 2 * PADDING_MM, scale, px)


def draw_legend(canvas: Canvas, block: LegendBlock, left: float, bottom: float) -> None:
    """Draw a legend with its lower left corner at a place."""
    right, top = left + block.width, bottom + block.height
    panel = shapely.box(left, bottom, right, top)
    canvas.area(panel, fill="#FFFFFF", alpha=0.93, edge="#B9B3A4", width=0.2)
    x, y = left + PADDING_MM, top - PADDING_MM
    size = TITLE_PT * block.scale
    canvas.text(x, y - _line(size) / 2, block.title, size, is_bold=True, up="center_baseline", colour="#0F5C63")
    y -= _line(size) + 1.2
    for number, column in enumerate(block.columns):
        at_x, at_y = x + number * (block.column_width + 2.5), y
        for row in column:
            _draw_row(canvas, row, at_x, at_y, block)
            at_y -= row.height


def _rows(group: LegendGroup, scale: float, px: float, text_width: float) -> list[Row]:
    rows = []
    if group.title:
        lines = tuple(wrap(group.title, text_width + SWATCH_MM * scale, GROUP_PT * scale, is_bold=True))
        rows.append(Row(lines, _line(GROUP_PT * scale) * len(lines) + 1.6))
    for item in group.items:
        lines = tuple(wrap(item.label, text_width, ITEM_PT * scale))
        height = max(_line(ITEM_PT * scale) * len(lines), 2 * _radius(item, px), 4.2 * scale) + 0.5
        rows.append(Row(lines, height, item, "" if item.count is None else f"{item.count}"))
    return rows


def _part(blocks: Sequence[list[Row]], columns: int) -> tuple[tuple[Row, ...], ...]:
    """Deal blocks to columns in order, so that no column is much higher than the others."""
    total = sum(row.height for block in blocks for row in block)
    parted: list[list[Row]] = [[]]
    height = 0.0
    for block in blocks:
        own = sum(row.height for row in block)
        if parted[-1] and len(parted) < columns and height + own / 2 > total / columns:
            parted.append([])
            height = 0.0
        parted[-1] += block
        height += own
    return tuple(tuple(column) for column in parted)


def _row_width(row: Row, scale: float, px: float) -> float:
    size, is_bold = (GROUP_PT, True) if row.item is None else (ITEM_PT, False)
    words = max(text_size(line, size * scale, is_bold=is_bold)[0] for line in row.lines)
    if row.item is None:
        return words
    count = text_size(row.count, ITEM_PT * scale)[0] + GAP_MM if row.count else 0.0
    return _swatch_width(row.item, scale, px) + GAP_MM + words + count


def _swatch_width(item: LegendItem, scale: float, px: float) -> float:
    return max(SWATCH_MM * scale, 2 * _radius(item, px) + 0.6)


def _radius(item: LegendItem, px: float) -> float:
    return (item.radius or 0.0) * px if item.symbol == "circle" else 0.0


def _line(size_pt: float) -> float:
    return size_pt * 1.38 * MM_PER_PT


def _draw_row(canvas: Canvas, row: Row, x: float, y: float, block: LegendBlock) -> None:
    if row.item is None:
        size, is_bold, text_x = GROUP_PT * block.scale, True, x
        first = y - row.height + _line(size) * len(row.lines)
    else:
        size, is_bold = ITEM_PT * block.scale, False
        swatch = _swatch_width(row.item, block.scale, block.px)
        middle = y - row.height / 2
        _draw_swatch(canvas, row.item, x + swatch / 2, middle, block)
        text_x = x + swatch + GAP_MM
        first = middle + _line(size) * len(row.lines) / 2
        if row.count:
            right = x + block.column_width - GAP_MM / 2
            canvas.text(right, middle, row.count, size, colour="#55606B", across="right", up="center_baseline")
    for number, line in enumerate(row.lines):
        canvas.text(text_x, first - (number + 0.5) * _line(size), line, size, is_bold=is_bold, up="center_baseline")


def _draw_swatch(canvas: Canvas, item: LegendItem, x: float, y: float, block: LegendBlock) -> None:
    scale, colour = block.scale, item.colour or "#0F5C63"
    wide, high = 6.0 * scale, 3.4 * scale
    box: dict[str, Any] = {"left": x - wide / 2, "bottom": y - high / 2, "right": x + wide / 2, "top": y + high / 2}
    if item.symbol == "point":
        draw_symbol(
            canvas, x, y, item.glyph or "other", item.basis or "district", 4.3 * scale,
            is_unstated=item.className == "unstated",
        )  # fmt: skip
    elif item.symbol == "status":
        draw_badge(canvas, x, y, item.glyph, 3.6 * scale)
    elif item.symbol == "circle":
        radius = _radius(item, block.px) or 1.6 * scale
        canvas.disc(x, y, radius, fill=CIRCLE_FILL, alpha=0.28, edge=CIRCLE_EDGE, width=0.3 * scale)
    elif item.symbol == "core":
        draw_core(canvas, x, y, colour, 5.2 * scale)
    elif item.symbol == "belt":
        belt = shapely.LineString([(x - wide / 2 + high / 2, y), (x + wide / 2 - high / 2, y)])
        canvas.area(belt.buffer(high / 2 * 0.8), fill=colour, alpha=0.3, edge=colour, width=0.25 * scale)
        canvas.area(belt, edge=colour, width=0.4 * scale, dash=(1.1 * scale, 0.8 * scale))
    elif item.symbol == "line":
        canvas.line([(x - wide / 2, y - high / 4), (x + wide / 2, y + high / 4)], colour=colour, width=0.5 * scale)
    else:
        _draw_area_swatch(canvas, item, colour, box, scale)


def _draw_area_swatch(canvas: Canvas, item: LegendItem, colour: str, box: dict[str, Any], scale: float) -> None:
    dash = (1.1 * scale, 0.8 * scale) if item.dashed else ()
    edge = item.stroke or colour
    if item.fill in PATTERNS:
        fill, hatch, hatch_colour = PATTERNS[item.fill]
        canvas.box(*box.values(), fill=fill, hatch=hatch, hatch_colour=hatch_colour)
        canvas.box(*box.values(), edge=edge, width=0.3 * scale, dash=dash)
        return
    alpha = 0.2 if item.opacity is None else item.opacity
    canvas.box(*box.values(), fill=item.fill or colour, alpha=alpha, edge=edge, width=0.35 * scale, dash=dash)
