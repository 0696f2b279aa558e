"""Figures in large type on white cards: the value, its unit, what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pages.briefing.scene import SceneFigure
from pages.briefing.slide_cards import CARD_WIDE, GAP, PAD_X, PAD_Y, VALUE_HEIGHT, card_rows, figures_height, value_text
from pages.briefing.slide_shapes import Box, Drawing, Look
from pages.briefing.slide_text import SMALLEST, Lettering, fitted, height_of, shortened, width_of
from pages.shared.labels import word
from pages.shared.pdf_page import ACCENT, GOLD, HAIRLINE, SECOND

VALUE = Lettering(26, bold=True, colour=ACCENT, anchor="b", wraps=True)
LABEL = Lettering(16, colour=SECOND)
CARD = Look("#FFFFFF", stroke=HAIRLINE, width=0.75)


def draw_figures(drawing: Drawing, figures: Sequence[SceneFigure], box: Box) -> None:
    """Add a card per figure into a box of the slide."""
    left, top, width, height = box
    columns, rows = card_rows(figures, width)
    if height > figures_height(figures, width) + 1:
        columns, rows = card_rows(figures, width, CARD_WIDE)  # there is room for large ones
    wide, high = (width - (columns - 1) * GAP) / columns, (height - (rows - 1) * GAP) / rows
    inner = wide - 2 * PAD_X
    most = max(LABEL.line_height, high - 2 * PAD_Y - VALUE_HEIGHT)
    labels = [fitted(figure.label, inner, LABEL.line_height, LABEL) for figure in figures]
    # values and labels of a row stand on the same lines
    label_height = min(most, max(height_of(one.label, inner, look) for one, look in zip(figures, labels, strict=True)))
    for place, (figure, label) in enumerate(zip(figures, labels, strict=True)):
        x, y = left + (place % columns) * (wide + GAP), top + (place // columns) * (high + GAP)
        descr = f"{figure.label} {value_text(figure)} {figure.citation}"
        with drawing.group(f"{word('slides.figure')} {figure.label}", descr):
            _draw_card(drawing, figure, (x, y, wide, high), (label, label_height))


def _draw_card(drawing: Drawing, figure: SceneFigure, box: Box, label: tuple[Lettering, float]) -> None:
    left, top, width, height = box
    lettering, label_height = label
    inner, room = width - 2 * PAD_X, height - 2 * PAD_Y - label_height
    drawing.preset("roundRect", box, CARD, word("slides.figure"))
    value = _value_lettering(figure, inner, room)
    place = (left + PAD_X, top + PAD_Y, inner, room)
    drawing.text(shortened(value_text(figure), inner, room, value), place, value, word("slides.figure"))
    place = (left + PAD_X, top + PAD_Y + room, inner, label_height)
    drawing.text(shortened(figure.label, inner, label_height, lettering), place, lettering, figure.label)


def _value_lettering(figure: SceneFigure, width: float, height: float) -> Lettering:
    unstated = figure.value == word("common.not_stated")
    largest = min(44.0, max(20.0, 0.55 * height))
    value = replace(VALUE, size=largest, colour=GOLD if unstated else ACCENT)
    while value.size > SMALLEST and width_of(value_text(figure), value) > width:
        value = replace(value, size=value.size - 1)  # on one line where it can be
    if width_of(value_text(figure), value) <= width:
        return replace(value, wraps=False)  # and in a program without the font, whose figures may be wider, too
    return fitted(value_text(figure), width, height, value)
