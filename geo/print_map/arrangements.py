"""The ways to part a sheet: legend, notes and 图签栏 beside the map, below it, or the notes alone below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.map_spec import LegendGroup, MapSpec
from geo.print_map import title_block
from geo.print_map.legend import LegendLayout, lay_legend
from geo.print_map.notes import Notes, lay_notes
from geo.print_map.shapes import Box
from geo.print_map.title_block import Block
from geo.print_map.view import Extent, View, fitted
from geo.sheet import MapSheet

BORDER, GAP = 3.6, 2.0  # times the type scale; BORDER holds the degrees
PX_MM = 0.2
TEXT_MM, NOTE_MM = 2.45, 2.12
MAP_PADDING = 7.0
SMALLEST_TEXT_MM = 2.12  # 6 points
LAST_RESORT, LAST_RESORT_MM = 0.6, 1.6  # where a sheet would else hold no map at all
HIGHEST_STRIP = 0.42
COLUMN_EM = 13.5  # the narrowest column of a legend
LINE_EM = 62.0  # lines of notes longer than this are hard to follow


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line of the title strip: words, height, middle of its line above the strip's lower edge."""

    words: str
    size: float
    y: float
    level: int


@dataclass(frozen=True, slots=True)
class Page:
    """Where everything stands on a sheet, in mm. `frame` is the map itself, `border` the edge around it.

    `notes_room` is how high the notes may become; they grow upwards from their last line or, where they stand on
    top of a column, downwards.
    """

    type_scale: float
    neat: Box
    title: Box
    title_lines: tuple[TitleLine, ...]
    border: Box
    view: View
    legend: LegendLayout
    legend_at: tuple[float, float]
    notes: Notes
    notes_at: tuple[float, float]
    notes_room: float
    notes_grow_up: bool
    block: Block
    block_box: Box
    panel: Box


@dataclass(frozen=True, slots=True)
class Content:
    """What every arrangement of a sheet must hold; `body` is what is left below the title strip."""

    spec: MapSpec
    bundle: Mapping[str, Any]
    sheet: MapSheet
    extent: Extent
    groups: Sequence[LegendGroup]
    scale: float
    neat: Box
    title: Box
    lines: tuple[TitleLine, ...]
    body: Box
    numbers: Sequence[str]

    def view(self, border: Box) -> View:
        """Return what the map shows inside an edge."""
        frame = border.inset(BORDER * self.scale)
        return fitted(self.extent, frame, MAP_PADDING * self.scale, PX_MM * self.scale)

    def notes(self, width: float, size: float) -> Notes:
        """Return sources and notes; in two columns where their lines would be too long."""
        columns = 2 if width > LINE_EM * size else 1
        return lay_notes(self.bundle, self.sheet, width, size, numbers=self.numbers, columns=columns)


def _texts(shrink: float, scale: float) -> tuple[float, float]:
    least = LAST_RESORT_MM if shrink == LAST_RESORT else SMALLEST_TEXT_MM
    return max(least, TEXT_MM * scale * shrink), max(least, NOTE_MM * scale * shrink)


def beside(content: Content, shrink: float, share: float) -> Page | None:
    """Part the sheet into the map and a column on its right; None where the column is too low."""
    sheet, scale, body = content.sheet, content.scale, content.body
    text, small = _texts(shrink, scale)
    width = max(share * body.w, 44 * scale)
    panel = Box(body.right - width, body.y, width, body.h)
    border = Box(body.x, body.y, body.w - width - GAP * scale, body.h)
    view = content.view(border)
    block = title_block.lay_block(sheet, view, width, small)
    notes = content.notes(width - 2 * scale, small)
    legend = lay_legend(content.groups, content.spec.legend_note, width - 2 * scale, 1, text, view.px)
    head = 2.4 * text
    if head + legend.height + notes.height + block.height + 6 * scale > body.h:
        return None
    block_box = Box(panel.x, panel.y, width, block.height)
    notes_at = (panel.x + scale, block_box.top + 2 * scale + notes.height)
    at = (panel.x + scale, panel.top - head)
    room = body.h - head - legend.height - block.height - 6 * scale
    parts = (legend, at, notes, notes_at, room, True, block, block_box, panel)
    return Page(scale, content.neat, content.title, content.lines, border, view, *parts)


def below(content: Content, shrink: float, share: float) -> Page | None:
    """Part the sheet into the map and a strip below it: legend left, 图签栏 right, notes where there is room."""
    sheet, scale, body = content.sheet, content.scale, content.body
    text, small = _texts(shrink, scale)
    right = max(2 * share * body.w, 62 * scale)
    left = body.w - right - 3 * scale
    columns = max(1, min(4, int(left / (COLUMN_EM * text))))
    legend = lay_legend(content.groups, content.spec.legend_note, left - 2 * scale, columns, text, PX_MM * scale)
    block_height = title_block.lay_block(sheet, None, right, small).height
    head, inner = 2.4 * text, 2 * scale
    asides = [content.notes(width - inner, small) for width in (right, left)]
    heights = (
        max(head + legend.height, asides[0].height + block_height + 2 * inner),
        max(head + legend.height + asides[1].height + inner, block_height),
    )
    is_left = heights[1] < heights[0]
    high = min(heights)
    if high > HIGHEST_STRIP * body.h:
        return None
    border = Box(body.x, body.y + high + GAP * scale, body.w, body.h - high - GAP * scale)
    view = content.view(border)
    block = title_block.lay_block(sheet, view, right, small)
    panel = Box(body.x, body.y, body.w, high)
    block_box = Box(body.right - right, panel.top - block.height if is_left else body.y, right, block.height)
    notes = asides[is_left]
    notes_at = (panel.x + scale, body.y + notes.height) if is_left else (block_box.x + scale, panel.top)
    at = (panel.x + scale, panel.top - head)
    room = high - inner - (head + legend.height if is_left else block.height + inner)
    parts = (legend, at, notes, notes_at, room, is_left, block, block_box, panel)
    return Page(scale, content.neat, content.title, content.lines, border, view, *parts)


def notes_below(content: Content, shrink: float, share: float) -> Page | None:
    """Part the sheet into the map, the notes below it, legend and 图签栏 in a column on the right."""
    sheet, scale, body = content.sheet, content.scale, content.body
    text, small = _texts(shrink, scale)
    width = max(share * body.w, 44 * scale)
    left = body.w - width - GAP * scale
    notes = content.notes(left - 2 * scale, small)
    room = notes.height + 1.32 * small  # a line to spare for numbers
    high = room + 2 * scale
    panel = Box(body.right - width, body.y, width, body.h)
    border = Box(body.x, body.y + high, left, body.h - high)
    view = content.view(border)
    block = title_block.lay_block(sheet, view, width, small)
    legend = lay_legend(content.groups, content.spec.legend_note, width - 2 * scale, 1, text, view.px)
    head = 2.4 * text
    if head + legend.height + block.height + 4 * scale > body.h or high > HIGHEST_STRIP * body.h:
        return None
    block_box = Box(panel.x, panel.y, width, block.height)
    at = (panel.x + scale, panel.top - head)
    parts = (legend, at, notes, (body.x + scale, body.y + notes.height), room, True, block, block_box, panel)
    return Page(scale, content.neat, content.title, content.lines, border, view, *parts)
