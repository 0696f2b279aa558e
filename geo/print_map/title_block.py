"""图签栏: a table of what a drawing says of itself; a blank field is a line to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo import crs
from geo.print_map import fonts
from geo.print_map.canvas import Canvas
from geo.print_map.coordinates import scale_text
from geo.print_map.shapes import Box, Ink
from geo.print_map.view import View
from geo.print_map.words import word
from geo.sheet import MapSheet

LINE, LABEL, TEXT, TINT = "#8C8675", "#5B6675", "#1F2A37", "#F1EFE8"
ROW_EM, LINE_EM, PAD_EM = 1.95, 1.25, 0.45
HALF_ROWS = (("figure_number", "scale"), ("made_on", "version"), ("data_as_of", "secrecy"))
STAND_IN = "1 : 88 888 888"


@dataclass(frozen=True, slots=True)
class Cell:
    """A field: its name, the lines of its value, and where in its row it begins and ends (shares of the width)."""

    label: str
    lines: tuple[str, ...]
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of a 图签栏 with their heights in mm."""

    rows: tuple[tuple[float, tuple[Cell, ...]], ...]
    size: float
    label_width: float

    @property
    def height(self) -> float:
        """The height of the table."""
        return sum(height for height, _ in self.rows)


def fields(sheet: MapSheet, view: View | None) -> dict[str, str]:
    """Return every field of the block and its words, blank ones too."""
    block = sheet.block
    values = {
        name: getattr(block, name)
        for name in ("organisation", "reviewer", "made_on", "data_as_of", "version", "secrecy", "approval_number")
    }
    meridian = view.meridian if view else 105
    return {
        "figure_name": block.figure_name or sheet.titles[1],
        "figure_number": block.figure_number,
        "scale": scale_text(view.denominator) if view else STAND_IN,
        "projection": word("crs", sheet.is_english, meridian=meridian, epsg=crs.metric_epsg(meridian)),
        **values,
    }


def lay_block(sheet: MapSheet, view: View | None, width: float, size: float) -> Block:
    """Return the rows of the block; a long value wraps, two short fields share a row where both have room."""
    values = {name: fonts.clean(value) for name, value in fields(sheet, view).items()}
    labels = {name: word(name, sheet.is_english) for name in values}
    label_width = max(fonts.text_width(label, size) for label in labels.values()) + 2 * PAD_EM * size
    pairs: list[Sequence[str]] = [("figure_name",), ("organisation",), ("reviewer",), ("projection",)]
    room = width / 2 - label_width - 2 * PAD_EM * size
    for pair in (*HALF_ROWS, ("approval_number",)):
        is_roomy = all(fonts.text_width(values[name], size) <= room for name in pair) and room > 4 * size
        pairs += [pair] if is_roomy else [(name,) for name in pair]
    rows = []
    for names in pairs:
        cells = tuple(_cell(names, place, labels, values, (width, label_width, size)) for place in range(len(names)))
        rows.append((max(ROW_EM + (len(cell.lines) - 1) * LINE_EM for cell in cells) * size, cells))
    return Block(tuple(rows), size, label_width)


def draw_block(canvas: Canvas, block: Block, box: Box) -> None:
    """Draw the block into its box."""
    thin = Ink(stroke=LINE, width=0.12)
    canvas.box(box, Ink("#FFFFFF"))
    top = box.top
    for height, cells in block.rows:
        for cell in cells:
            left, right = box.x + cell.start * box.w, box.x + cell.end * box.w
            canvas.box(Box(left, top - height, block.label_width, height), Ink(TINT))
            canvas.box(Box(left, top - height, right - left, height), thin)
            middle = top - height / 2
            canvas.text(cell.label, left + PAD_EM * block.size, middle, block.size, LABEL)
            _draw_value(
                canvas,
                cell,
                Box(left + block.label_width, top - height, right - left - block.label_width, height),
                block.size,
            )
        top -= height
    canvas.box(box, Ink(stroke="#5B6675", width=0.35))


def _cell(
    names: Sequence[str],
    place: int,
    labels: dict[str, str],
    values: dict[str, str],
    measures: tuple[float, float, float],
) -> Cell:
    width, label_width, size = measures
    name, share = names[place], 1 / len(names)
    lines = fonts.wrap(values[name], size, share * width - label_width - 2 * PAD_EM * size)
    return Cell(labels[name], tuple(lines or [""]), place * share, (place + 1) * share)


def _draw_value(canvas: Canvas, cell: Cell, box: Box, size: float) -> None:
    middle = box.y + box.h / 2
    if not any(cell.lines):
        dotted = [(box.x + PAD_EM * size, middle - 0.55 * size), (box.right - PAD_EM * size, middle - 0.55 * size)]
        canvas.line(dotted, Ink(stroke=LINE, width=0.12, dash=(0.5, 0.5)))
        return
    first = middle + (len(cell.lines) - 1) * LINE_EM * size / 2
    for place, line in enumerate(cell.lines):
        canvas.text(line, box.x + PAD_EM * size, first - place * LINE_EM * size, size, TEXT)
