"""The legend of a printed map: groups in columns, symbols as they are on the map, circles in their true size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely

from geo.map_spec import LegendGroup, LegendItem, MapSpec
from geo.print_map import fonts, ground, marks, swatches
from geo.print_map.canvas import Canvas
from geo.print_map.shapes import Box, Ink
from geo.print_map.words import word

TEXT, TITLE, COUNT = "#1F2A37", "#0F5C63", "#5B6675"
ROW_EM, TITLE_EM, GAP_EM = 1.62, 1.75, 0.7
SWATCH_EM, SWATCH_GAP_EM, COUNT_INDENT_EM = 3.0, 0.7, 0.4


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a legend: a title, an item, or all sizes of circles side by side; heights in mm."""

    height: float
    title: str = ""
    lines: tuple[str, ...] = ()
    items: tuple[LegendItem, ...] = ()
    count_width: float = 0.0


@dataclass(slots=True)
class LegendLayout:
    """Rows in columns of `width` mm each; text of `size` mm, `px` mm per pixel of the screen."""

    columns: list[list[Row]] = field(default_factory=list)
    width: float = 0.0
    gap: float = 0.0
    size: float = 0.0
    px: float = 0.0

    @property
    def height(self) -> float:
        """The height of the highest column."""
        return max((sum(row.height for row in column) for column in self.columns), default=0.0)


def legend_groups(spec: MapSpec, bundle: Mapping[str, Any], is_english: bool) -> list[LegendGroup]:
    """Return the groups of the map, what is structure first; then the base map in a group of its own."""
    given = [group for group in spec.legend if group.items]
    base = [item for group in given if not group.title and _is_ground(group) for item in group.items]
    structure = [group for group in given if group.title or not _is_ground(group)]
    edge = ground.CLASS_EDGE if spec.choropleth else ground.DISTRICT_EDGE
    is_province = any(str(f["properties"]["id"]).endswith("0000") for f in bundle["region"]["features"])
    plain = [
        LegendItem(word("region_edge", is_english), "line", ground.CLASS_EDGE, radius=1.8),
        LegendItem(word("prefecture_edge" if is_province else "district_edge", is_english), "line", edge, radius=1.0),
        LegendItem(word("around", is_english), fill=ground.LAND, stroke=ground.LAND, opacity=1.0),
    ]
    if bundle["coastal"]:
        plain.append(LegendItem(word("sea", is_english), fill=ground.SEA, stroke="#C4D6E0", opacity=1.0))
    return [*structure, LegendGroup(word("base", is_english), (*base, *plain), is_compact=True)]


def lay_legend(
    groups: Sequence[LegendGroup], note: str, width: float, columns: int, size: float, px: float
) -> LegendLayout:
    """Return the rows of a legend in a number of columns that together are `width` mm wide."""
    gap = 1.4 * size
    column = (width - gap * (columns - 1)) / columns
    blocks = [list(_rows(group, column, size, px)) for group in groups]
    if note:
        lines = tuple(fonts.wrap(fonts.clean(note), 0.9 * size, column))
        blocks.append([Row(len(lines) * size * 1.2 + size * 0.4, lines=lines)])
    return LegendLayout(_flow(blocks, columns), column, gap, size, px)


def draw_legend(canvas: Canvas, layout: LegendLayout, x: float, top: float) -> None:
    """Draw a legend whose upper left corner is at x, top."""
    for place, column in enumerate(layout.columns):
        left, y = x + place * (layout.width + layout.gap), top
        for row in column:
            _draw_row(canvas, layout, row, left, y)
            y -= row.height


def _is_ground(group: LegendGroup) -> bool:
    return all(item.symbol in ("area", "line") for item in group.items)


def _rows(group: LegendGroup, width: float, size: float, px: float) -> Iterator[Row]:
    if group.title:
        lines = tuple(fonts.wrap(fonts.clean(group.title), size, width, "bold"))
        yield Row(len(lines) * size * TITLE_EM + 0.2 * size, title="bold", lines=lines)
    if all(item.symbol == "circle" and item.radius for item in group.items) and len(group.items) > 1:
        yield from _size_rows(group.items, width, size, px)
        return
    columns = 2 if group.is_compact and _fits_twice(group.items, width, size) else 1
    for start in range(0, len(group.items), columns):
        yield _item_row(group.items[start : start + columns], columns, width, size, px)
    yield Row(GAP_EM * size)


def _fits_twice(items: Sequence[LegendItem], width: float, size: float) -> bool:
    room = width / 2 - (SWATCH_EM + SWATCH_GAP_EM + 0.5) * size
    return all(_words_width(item, size) <= room for item in items)


def _words_width(item: LegendItem, size: float) -> float:
    count = f"  {item.count}" if item.count is not None else ""
    return fonts.text_width(fonts.clean(item.label) + count, size)


def _item_row(items: tuple[LegendItem, ...], columns: int, width: float, size: float, px: float) -> Row:
    if columns > 1:
        return Row(ROW_EM * size, items=items)
    item = items[0]
    count = fonts.text_width(f" {item.count}", size) + COUNT_INDENT_EM * size if item.count is not None else 0.0
    room = width - (SWATCH_EM + SWATCH_GAP_EM) * size - count
    lines = tuple(fonts.wrap(fonts.clean(item.label), size, room))
    high = max(ROW_EM * size, len(lines) * size * 1.25 + 0.4 * size, swatches.height(item, size, px) + 0.3 * size)
    return Row(high, lines=lines, items=items, count_width=count)


def _size_rows(items: tuple[LegendItem, ...], width: float, size: float, px: float) -> Iterator[Row]:
    """Yield circles of several sizes: side by side where the width allows it, else one below the other."""
    needed = sum(max(2 * (item.radius or 0) * px, fonts.text_width(fonts.clean(item.label), size)) for item in items)
    if needed + (len(items) - 1) * size <= width:
        yield Row(max(2 * (item.radius or 0) * px for item in items) + 1.9 * size, title="sizes", items=items)
    else:
        for item in items:
            yield _item_row((item,), 1, width, size, px)
    yield Row(GAP_EM * size)


def _flow(blocks: Sequence[list[Row]], count: int) -> list[list[Row]]:
    """Return blocks in `count` columns, in their order, so that the highest is as low as can be."""
    rows = [block for block in blocks if block]
    if count == 1:
        return [[row for block in rows for row in block]]
    best: list[list[Row]] | None = None
    for first in range(1, len(rows) + 1):
        rest = _flow(rows[first:], count - 1) if rows[first:] else []
        found = [[row for block in rows[:first] for row in block], *rest]
        if best is None or _height(found) < _height(best):
            best = found
    return best or [[]]


def _height(columns: Sequence[Sequence[Row]]) -> float:
    return max(sum(row.height for row in column) for column in columns)


def _draw_row(canvas: Canvas, layout: LegendLayout, row: Row, x: float, top: float) -> None:
    size = layout.size
    if row.title == "sizes":
        _draw_sizes(canvas, layout, row, x, top)
    elif not row.items:
        weight: fonts.Weight = "bold" if row.title else "regular"
        step = TITLE_EM if row.title else 1.2
        for place, line in enumerate(row.lines):
            height, colour = (size, TITLE) if row.title else (0.9 * size, COUNT)
            canvas.text(line, x, top - size * (0.85 + step * place), height, colour, weight=weight)
    elif len(row.items) > 1 or not row.lines:
        half = layout.width / 2
        for place, item in enumerate(row.items):
            _draw_item(canvas, layout, item, (item.label,), Box(x + place * half, top - row.height, half, row.height))
    else:
        _draw_item(canvas, layout, row.items[0], row.lines, Box(x, top - row.height, layout.width, row.height))


def _draw_item(canvas: Canvas, layout: LegendLayout, item: LegendItem, lines: Sequence[str], box: Box) -> None:
    size = layout.size
    middle = box.y + box.h / 2
    area = shapely.box(box.x, middle - 0.5 * size, box.x + SWATCH_EM * size, middle + 0.5 * size)
    swatches.draw(canvas, item, area, layout.px)
    x = box.x + (SWATCH_EM + SWATCH_GAP_EM) * size
    first = middle + (len(lines) - 1) * 0.625 * size
    for place, line in enumerate(lines):
        canvas.text(line, x, first - place * 1.25 * size, size, TEXT)
    if item.count is not None:
        canvas.text(str(item.count), box.right - COUNT_INDENT_EM * size, middle, size, COUNT, align="right")


def _draw_sizes(canvas: Canvas, layout: LegendLayout, row: Row, x: float, top: float) -> None:
    base, size = top - row.height + 1.7 * layout.size, layout.size
    for item in row.items:
        label = fonts.clean(item.label)
        radius = (item.radius or 0) * layout.px
        wide = max(2 * radius, fonts.text_width(label, size))
        look = Ink(item.colour, marks.CIRCLE_EDGE, 1.4 * layout.px, fill_opacity=0.28)
        canvas.circle(x + wide / 2, base + radius, radius, look)
        canvas.text(label, x + wide / 2, base - 0.85 * size, size, TEXT, align="center")
        x += wide + size
