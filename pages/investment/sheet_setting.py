"""Setting lines of a sheet into a column: measured first, drawn afterwards, so that a page never runs over.

A `Look` tells how large and how much: from roomy to tight, tried in turn until all fits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from pages.investment.sheet_base import mark_of
from pages.investment.sheet_content import Fact, Section, latin, shown_text
from pages.shared.labels import word
from pages.shared.line_breaking import lines_of
from pages.shared.pdf_page import (
    ACCENT,
    GOLD,
    HAIRLINE,
    MM,
    SECOND,
    Area,
    TextStyle,
    draw_text,
    register_fonts,
)

LABEL_GAP = 2 * MM


@dataclass(frozen=True, slots=True)
class Look:
    """How a sheet is set.

    Attributes:
        body: size of the text in points.
        most_items: texts of a list before the rest is counted.
        most_facts: lines of a section.
        most_lines: printed lines of one fact.
        map_scale: of the two maps.
        gap: space between sections in points.
        least_support: topics of support that must find room.
    """

    body: float = 9.0
    most_items: int = 8
    most_facts: int = 12
    most_lines: int = 6
    map_scale: float = 1.0
    gap: float = 7.0
    least_support: int = 3


# the first in which everything fits is taken; the last ones are for names and lists beyond all measure
LOOKS: tuple[Look, ...] = (
    Look(9.5, 12, 14, 6, 1.0, 9.0),
    Look(9.0, 12, 14, 5, 1.0, 8.0),
    Look(9.0, 8, 12, 4, 1.0, 7.0),
    Look(9.0, 6, 12, 3, 1.0, 6.0),
    Look(8.75, 5, 12, 3, 1.0, 6.0),
    Look(8.5, 5, 12, 3, 1.0, 5.0),
    Look(8.0, 6, 12, 4, 0.95, 5.0),
    Look(8.0, 5, 12, 3, 0.95, 4.0),
    Look(8.0, 4, 12, 3, 0.9, 4.0, 2),
    Look(8.0, 2, 10, 3, 0.85, 3.0, 1),
    Look(7.5, 3, 10, 4, 0.85, 3.0, 1),
    Look(8.5, 4, 12, 2, 1.0, 5.0, 2),
    Look(8.5, 3, 10, 2, 0.95, 5.0, 3),
    Look(8.5, 3, 8, 2, 0.95, 4.0, 2),
    Look(8.5, 2, 7, 2, 0.9, 4.0, 2),
    Look(8.5, 2, 6, 2, 0.9, 3.0, 2),
    Look(8.5, 2, 5, 2, 0.85, 3.0, 1),
    Look(8.5, 2, 4, 2, 0.85, 3.0, 1),
    Look(8.5, 2, 4, 1, 0.8, 3.0, 1),
    Look(8.0, 1, 2, 1, 0.7, 2.0, 1),
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A text or (with a colour only) a rule at a place from the top left of the column."""

    left: float
    top: float
    width: float
    height: float
    text: str = ""
    style: TextStyle = TextStyle()
    colour: str = ""


@dataclass(slots=True)
class Column:
    """Marks from the top down in a width; `height` is what is used so far."""

    width: float
    height: float = 0.0
    marks: list[_Mark] = field(default_factory=list)

    def space(self, height: float) -> None:
        """Leave room."""
        self.height += height

    def cut_back(self, height: float) -> None:
        """Take away what stands below a height."""
        self.marks = [mark for mark in self.marks if mark.top < height]
        self.height = height

    def rule(self, colour: str = HAIRLINE, thickness: float = 0.5, width: float | None = None) -> None:
        """Draw a rule across."""
        self.marks.append(_Mark(0, self.height, width or self.width, thickness, colour=colour))
        self.height += thickness

    def text(self, text: str, style: TextStyle, *, most_lines: int = 99, left: float = 0.0) -> None:
        """Set a text of at most `most_lines` lines."""
        height = self._put(text, style, left, self.width - left, most_lines)
        self.height += height

    def pair(self, label: str, text: str, styles: tuple[TextStyle, TextStyle], look: Look, label_width: float) -> None:
        """Set a label and beside it its text."""
        before = self._put(label, styles[0], 0, label_width, 2)
        left = label_width + LABEL_GAP
        beside = self._put(text, styles[1], left, self.width - left, look.most_lines)
        self.height += max(before, beside) + look.body * 0.15

    def put_bar(self, left: float, top: float, width: float, height: float, colour: str) -> None:
        """Put a filled bar at a place; nothing moves down."""
        self.marks.append(_Mark(left, top, width, height, colour=colour))

    def put_beside(self, text: str, style: TextStyle, left: float, top: float, width: float) -> None:
        """Put a line of text at a place; nothing moves down."""
        self.marks.append(_Mark(left, top, width, style.line_height, latin(text), style))

    def draw(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw all marks with the column's upper left corner at a place."""
        for mark in self.marks:
            area = Area(left + mark.left, top - mark.top, mark.width, mark.height)
            if mark.colour:
                canvas.setFillColor(HexColor(mark.colour))
                canvas.rect(area.left, area.bottom, area.width, area.height, stroke=0, fill=1)
            else:
                draw_text(canvas, mark.text, area, mark.style)

    def _put(self, text: str, style: TextStyle, left: float, width: float, most_lines: int) -> float:
        if not text:
            return 0.0
        text = latin(text)
        count = min(most_lines, lines(text, width, style))
        height = count * style.line_height
        self.marks.append(_Mark(left, self.height, width, height, text, style))
        return height


def body_styles(look: Look) -> tuple[TextStyle, TextStyle, TextStyle, TextStyle]:
    """Return the styles of label, text, what is missing, and remark."""
    text = TextStyle(look.body, leading=1.38)
    # base lines of label and text agree: both have the height of the text
    label = TextStyle(look.body, colour=SECOND, leading=1.38)
    remark = TextStyle(min(look.body, 8.5) - 0.5, colour=SECOND, leading=1.35)
    return label, text, replace(text, colour=GOLD), remark


def put_section(
    column: Column, section: Section, look: Look, language: str, own_section: str, label_width: float
) -> None:
    """Set a section: its title over a hairline, its facts, its remark; a section without facts is left out."""
    if not section.facts:
        return
    if column.height:
        column.space(look.gap)
    put_title(column, section.title, look)
    label, text, missing, remark = body_styles(look)
    shown = section.facts[: look.most_facts]
    for fact in shown:
        style = missing if fact.basis == "missing" else text
        room = column.width - (label_width + LABEL_GAP if fact.label else 0)
        words = fitting_text(fact, language, look, (room, style), mark_of(fact, own_section))
        if fact.label:
            column.pair(fact.label, words, (label, style), look, label_width)
        else:
            column.text(words, style, most_lines=look.most_lines)
            column.space(look.body * 0.15)
    left_out = len(section.facts) - len(shown)
    if left_out:
        column.text(word("sheet.more_lines", n=left_out, section=section.title), remark)
    if section.note:
        column.text(section.note, remark, most_lines=2)


def fitting_text(fact: Fact, language: str, look: Look, place: tuple[float, TextStyle], mark: str = "") -> str:
    """Return as many of a line's texts as stand in the look's lines, the others counted, with its mark."""
    width, style = place
    most = min(look.most_items, len(fact.items))
    while most > 1 and lines(latin(shown_text(fact, language, most) + mark), width, style) > look.most_lines:
        most -= 1
    return shown_text(fact, language, most) + mark


@lru_cache(maxsize=20_000)
def lines(text: str, width: float, style: TextStyle) -> int:
    """Return how many lines a text takes in a width; measured once, however often a page is tried."""
    ems = _ems_of(style.font)
    return len(lines_of(text, width / style.size, lambda run: sum(ems(sign) for sign in run)))


@cache
def _ems_of(font: str) -> Callable[[str], float]:
    register_fonts()
    return lru_cache(maxsize=None)(lambda sign: float(pdfmetrics.stringWidth(sign, font, 1.0)))


def put_title(column: Column, title: str, look: Look) -> None:
    """Set a section's title with its hairline."""
    column.text(title, TextStyle(look.body + 1, bold=True, colour=ACCENT, leading=1.4), most_lines=1)
    column.rule(HAIRLINE)
    column.space(2.5)
