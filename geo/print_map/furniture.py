"""What stands around and upon a printed map: title, frame with degrees, north arrow, scale bar, notes, stamp."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely
from matplotlib.path import Path as Outline
from shapely.geometry.base import BaseGeometry

from geo.print_map import fonts
from geo.print_map.canvas import Canvas
from geo.print_map.coordinates import bar_kilometres, north, scale_text, ticks
from geo.print_map.inset import CAPTION_EM, Inset
from geo.print_map.notes import COLUMN_GAP_EM, Notes
from geo.print_map.page import Page
from geo.print_map.shapes import Box, Ink
from geo.print_map.view import View
from geo.print_map.words import word

INK, GREY, TEAL, RED = "#1F2A37", "#5B6675", "#0F5C63", "#B4232A"
BAR_MM = 46.0
DEGREES_MM = 2.12  # 6 points
BAR_PARTS = 4
STAMP_DEGREES = 12.0
TITLE_COLOURS = (TEAL, INK, GREY)


def draw_title(canvas: Canvas, page: Page) -> None:
    """Draw the title strip: three levels, centred, a rule beneath."""
    for line in page.title_lines:
        weight: fonts.Weight = "bold" if line.level == 1 else "regular"
        x = page.title.x + page.title.w / 2
        canvas.text(
            line.words, x, page.title.y + line.y, line.size, TITLE_COLOURS[line.level], weight=weight, align="center"
        )


def draw_frame(canvas: Canvas, page: Page) -> None:
    """Draw the neat line of the sheet and the double edge of the map with its degrees."""
    scale, frame = page.type_scale, page.view.frame
    canvas.box(page.neat, Ink(stroke=INK, width=0.55 * scale))
    canvas.box(page.neat.inset(0.9 * scale), Ink(stroke=INK, width=0.12 * scale))
    canvas.box(page.border, Ink(stroke=INK, width=0.3 * scale))
    canvas.box(frame, Ink(stroke=INK, width=0.18 * scale))
    size, long = DEGREES_MM * scale, 1.0 * scale
    for tick in ticks(page.view):
        if tick.edge in ("bottom", "top"):
            side = -1 if tick.edge == "bottom" else 1
            y = frame.y if side < 0 else frame.top
            canvas.line([(tick.at, y), (tick.at, y + side * long)], Ink(stroke=INK, width=0.2 * scale))
            canvas.text(tick.label, tick.at, y + side * 2.2 * scale, size, GREY, align="center")
        else:
            side = -1 if tick.edge == "left" else 1
            x = frame.x if side < 0 else frame.right
            canvas.line([(x, tick.at), (x + side * long, tick.at)], Ink(stroke=INK, width=0.2 * scale))
            canvas.text(tick.label, x + side * 2.2 * scale, tick.at, size, GREY, rotation=-90.0 * side)


def free_corner(frame: Box, size: tuple[float, float], region: BaseGeometry, taken: Sequence[Box], pad: float) -> Box:
    """Return the corner of a frame where a box of this size covers least of the region and nothing that is taken."""
    w, h = size
    left, right = frame.x + pad, frame.right - w - pad
    low, high = frame.y + pad, frame.top - h - pad
    corners = [Box(right, high, w, h), Box(right, low, w, h), Box(left, low, w, h), Box(left, high, w, h)]
    free = [box for box in corners if not any(box.overlaps(other) for other in taken)] or corners
    return min(free, key=lambda box: round(region.intersection(shapely.box(box.x, box.y, box.right, box.top)).area, 1))


def north_size(scale: float) -> tuple[float, float]:
    """Return width and height of the north arrow in mm."""
    return 9 * scale, 14 * scale


def draw_north(canvas: Canvas, view: View, box: Box, scale: float, is_english: bool) -> None:
    """Draw the arrow to true north."""
    turn = math.radians(north(view))
    x, y = box.x + box.w / 2, box.y + 4.6 * scale

    def turned(dx: float, dy: float) -> tuple[float, float]:
        dx, dy = dx * scale, dy * scale
        return x + dx * math.cos(turn) + dy * math.sin(turn), y - dx * math.sin(turn) + dy * math.cos(turn)

    dark, light = [(0, 6), (3.1, -4.4), (0, -2.2)], [(0, 6), (-3.1, -4.4), (0, -2.2)]
    for corners, fill in ((dark, INK), (light, "#FFFFFF")):
        canvas.shape(shapely.Polygon([turned(*corner) for corner in corners]), Ink(fill, INK, 0.22 * scale))
    letter = turned(0, 8)
    canvas.text(word("north", is_english), *letter, 3.1 * scale, INK, weight="bold", align="center", halo=0.4 * scale)


def bar_size(view: View, scale: float, is_english: bool) -> tuple[float, float]:
    """Return width and height in mm of the scale bar with its words."""
    _, length = bar_kilometres(view, BAR_MM * scale)
    unit = fonts.text_width(word("kilometres", is_english), 2.12 * scale)
    return length + unit + 7 * scale, 11 * scale


def draw_bar(canvas: Canvas, view: View, box: Box, scale: float, is_english: bool) -> None:
    """Draw the linear scale: round kilometres, the first part in black, and the scale as a number above."""
    kilometres, length = bar_kilometres(view, BAR_MM * scale)
    canvas.box(box, Ink("#FFFFFF", fill_opacity=0.72), radius=scale)
    x, y, high, size = box.x + 3 * scale, box.y + 2 * scale, 1.1 * scale, 2.12 * scale
    for part in range(BAR_PARTS):
        fill = INK if part % 2 == 0 else "#FFFFFF"
        canvas.box(Box(x + part * length / BAR_PARTS, y, length / BAR_PARTS, high), Ink(fill, INK, 0.15 * scale))
    for part in (0, BAR_PARTS // 2, BAR_PARTS):
        label = f"{kilometres * part / BAR_PARTS:g}"
        canvas.text(label, x + part * length / BAR_PARTS, y + 2.7 * scale, size, INK, align="center")
    end = x + length + fonts.text_width(f"{kilometres:g}", size) / 2 + 0.6 * scale
    canvas.text(word("kilometres", is_english), end, y + 2.7 * scale, size, INK)
    canvas.text(
        scale_text(view.denominator), x + length / 2, y + 6.4 * scale, 2.5 * scale, INK, weight="bold", align="center"
    )


def draw_links(canvas: Canvas, inset: Inset, px: float) -> None:
    """Draw the outline of what an inset shows, and the lines that lead from there to it."""
    for line in inset.links():
        canvas.line(line, Ink(stroke="#FFFFFF", width=2.4 * px, stroke_opacity=0.7))
        canvas.line(line, Ink(stroke=INK, width=0.8 * px))
    canvas.box(inset.part, Ink(stroke="#FFFFFF", width=3 * px, stroke_opacity=0.7))
    canvas.box(inset.part, Ink(stroke=INK, width=1.4 * px))


def draw_inset_frame(canvas: Canvas, inset: Inset, *, is_english: bool) -> None:
    """Draw the frame of an inset, and above it its scale as a number and as a line."""
    view, box = inset.view, inset.box
    strip = box.h - view.frame.h
    size, middle = strip / CAPTION_EM, box.top - strip / 2
    canvas.box(view.frame, Ink(stroke=INK, width=view.px))
    canvas.box(box, Ink(stroke=INK, width=1.8 * view.px))
    caption = word("inset", is_english, scale=scale_text(view.denominator))
    canvas.text(caption, box.x + 0.5 * size, middle, size, INK, weight="bold")
    kilometres, length = bar_kilometres(view, 0.25 * box.w)
    label = f"{kilometres:g} {word('kilometres', is_english)}"
    right = box.right - fonts.text_width(label, size) - size
    if right - length < box.x + fonts.text_width(caption, size, "bold") + 1.5 * size:
        return
    canvas.text(label, right + 0.4 * size, middle, size, INK)
    ends = [(right - length, middle + 0.3 * size), (right - length, middle - 0.25 * size)]
    canvas.line(
        [*ends, (right, middle - 0.25 * size), (right, middle + 0.3 * size)], Ink(stroke=INK, width=1.2 * view.px)
    )


def draw_notes(canvas: Canvas, notes: Notes, at: tuple[float, float]) -> None:
    """Draw sources and notes below a spot."""
    for place, column in enumerate(notes.columns()):
        x, y = at[0] + place * (notes.column_width + COLUMN_GAP_EM * notes.size), at[1]
        for line in column:
            words, is_head = line
            weight: fonts.Weight = "bold" if is_head else "regular"
            canvas.text(words, x, y - notes.step(line) / 2, notes.size, TEAL if is_head else "#3D4754", weight=weight)
            y -= notes.step(line)


def stamp_box(text: str, scale: float, frame: Box) -> tuple[float, float]:
    """Return width and height in mm that a stamp needs, leaning as it does."""
    width = fonts.text_width(fonts.clean(text), _stamp_size(text, scale, frame), "bold") + 6 * scale
    lean = math.radians(STAMP_DEGREES)
    high = 12 * scale
    return width * math.cos(lean) + high * math.sin(lean), width * math.sin(lean) + high * math.cos(lean)


def draw_stamp(canvas: Canvas, text: str, box: Box, scale: float, frame: Box) -> None:
    """Stamp words in red, leaning, into a box."""
    size = _stamp_size(text, scale, frame)
    width, high = fonts.text_width(fonts.clean(text), size, "bold") + 6 * scale, 12 * scale
    x, y = box.x + box.w / 2, box.y + box.h / 2
    lean = math.radians(STAMP_DEGREES)
    turn = np.array([[math.cos(lean), math.sin(lean)], [-math.sin(lean), math.cos(lean)]])
    for shrink, thick in ((0.0, 0.7), (1.1 * scale, 0.25)):
        half = np.array([width / 2 - shrink, high / 2 - shrink])
        corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]) * half @ turn + (x, y)
        fill = "#FFFFFF" if not shrink else ""
        canvas.path(
            Outline(corners, closed=True), Ink(fill, RED, thick * scale, fill_opacity=0.75, stroke_opacity=0.85)
        )
    canvas.text(text, x, y, size, RED, weight="bold", rotation=STAMP_DEGREES, opacity=0.85)


def _stamp_size(text: str, scale: float, frame: Box) -> float:
    return fonts.fitting_size(fonts.clean(text), 7 * scale, 0.5 * frame.w, "bold", smallest=2 * scale)
