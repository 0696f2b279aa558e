"""How large the cards of figures are: wide enough for the values on one line, high enough for their labels."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pages.briefing.scene import SceneFigure
from pages.briefing.slide_text import SMALLEST, Lettering, height_of, width_of

GAP = 12.0
CARD_MIN, CARD_MOST, CARD_WIDE, CARD_TALL = 128.0, 230.0, 200.0, 130.0
PAD_X, PAD_Y = 8.0, 6.0
VALUE_HEIGHT = 34.0
VALUE_LEAST = Lettering(18, bold=True)
LABEL_LEAST = Lettering(SMALLEST)
LABEL_LINES = 3


def value_text(figure: SceneFigure) -> str:
    """Return a figure with its unit."""
    return f"{figure.value} {figure.unit}".strip()


def card_rows(figures: Sequence[SceneFigure], width: float, least: float = CARD_MIN) -> tuple[int, int]:
    """Return columns and rows of figure cards in a width."""
    if not figures:
        return 0, 0
    needed = max(width_of(value_text(figure), VALUE_LEAST) for figure in figures) + 2 * PAD_X
    wide = max(least, min(needed, CARD_MOST))
    most = max(1, int((width + GAP) // (wide + GAP)))
    rows = math.ceil(len(figures) / most)
    return math.ceil(len(figures) / rows), rows


def card_height(figures: Sequence[SceneFigure], width: float) -> float:
    """Return the height of one card in a width of all: of the value and at most three lines of label."""
    columns, _ = card_rows(figures, width)
    inner = (width - (columns - 1) * GAP) / columns - 2 * PAD_X
    lines = max(height_of(figure.label, inner, LABEL_LEAST) for figure in figures)
    return VALUE_HEIGHT + min(lines, LABEL_LINES * LABEL_LEAST.line_height) + 2 * PAD_Y


def figures_height(figures: Sequence[SceneFigure], width: float) -> float:
    """Return the height of figure cards in a width."""
    _, rows = card_rows(figures, width)
    return rows * card_height(figures, width) + max(0, rows - 1) * GAP if figures else 0.0
