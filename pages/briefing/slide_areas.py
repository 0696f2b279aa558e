"""Where things stand on the slide of a scene, in points; what is measured decides, so that nothing runs over."""

from __future__ import annotations

from dataclasses import dataclass

from pages.briefing.scene import Scene
from pages.briefing.slide_cards import CARD_TALL, CARD_WIDE, GAP, card_rows, figures_height
from pages.briefing.slide_chart import least_height
from pages.briefing.slide_master import HEIGHT, MARGIN
from pages.briefing.slide_shapes import Box
from pages.briefing.slide_table import fit_table
from pages.briefing.slide_text import SMALLEST, Lettering, fitted, height_of

SENTENCE = Lettering(24)
NOTE = Lettering(SMALLEST, colour="#5B6675")
TOP, BOTTOM, SOURCE_TOP = 80.0, 478.0, 484.0
ENOUGH_ROWS, BROAD, LEAST_BELOW = 6, 5, 240.0
COVER_SENTENCE, COVER_BOTTOM = 250.0, 444.0
COVER_TITLE_LEAST = Lettering(28, bold=True)
WIDE = 900.0  # from this width on a slide is 16:9


@dataclass(frozen=True, slots=True)
class Areas:
    """Boxes of a slide; None where the scene has no such part. `legend` is where a legend may begin.

    `figures_shown`: how many of the figures find room; the notes hold them all.
    """

    sentence: Box
    lettering: Lettering
    figures: Box | None = None
    table: Box | None = None
    chart: Box | None = None
    map: Box | None = None
    legend: Box | None = None
    figures_shown: int = 0


def lay_scene(scene: Scene, width: float) -> Areas:
    """Return where the parts of a scene stand on a slide of a width."""
    if scene.kind == "cover":
        return _cover(scene, width)
    if scene.map is None:
        return _without_map(scene, width)
    if scene.table or scene.chart:
        return _map_and_side(scene, width)
    column = 330.0 if width >= WIDE else 250.0
    lettering = fitted(scene.sentence, column, 200, SENTENCE, 20)
    needed = height_of(scene.sentence, column, lettering) + GAP + figures_height(scene.figures, column)
    if needed > BOTTOM - TOP:
        return _map_and_side(scene, width)
    return _map_and_column(scene, width, column, lettering)


def _sentence(scene: Scene, left: float, top: float, width: float) -> tuple[Box, Lettering, float]:
    """Return box and lettering of the sentence, and where what follows begins."""
    if not scene.sentence:
        return (left, top, width, 0.0), SENTENCE, top
    lettering = fitted(scene.sentence, width, 2 * SENTENCE.line_height + 1, SENTENCE, 18)
    height = height_of(scene.sentence, width, lettering)
    return (left, top, width, height), lettering, top + height + GAP


def _without_map(scene: Scene, width: float) -> Areas:
    inner = width - 2 * MARGIN
    sentence, lettering, top = _sentence(scene, MARGIN, TOP, inner)
    figures, shown = None, len(scene.figures)
    if scene.figures and not (scene.table or scene.chart):
        _, rows = card_rows(scene.figures, inner, CARD_WIDE)
        high = min(CARD_TALL, (BOTTOM - top - (rows - 1) * GAP) / rows)
        figures = (MARGIN, top, inner, rows * high + (rows - 1) * GAP)
    elif scene.figures:
        shown = _shown_above(scene, inner, BOTTOM - top)
        figures = (MARGIN, top, inner, figures_height(scene.figures[:shown], inner))
        top += figures[3] + GAP
    table, chart = _side_by_side(scene, (MARGIN, top, inner, BOTTOM - top))
    return Areas(sentence, lettering, figures, table, chart, figures_shown=shown)


def _side_by_side(scene: Scene, box: Box) -> tuple[Box | None, Box | None]:
    left, top, width, height = box
    if scene.table and scene.chart:
        half = (width - 1.5 * GAP) / 2
        return (left + half + 1.5 * GAP, top, half, height), (left, top, half, height)
    return (box if scene.table else None), (box if scene.chart else None)


def _map_and_column(scene: Scene, width: float, column: float, lettering: Lettering) -> Areas:
    """Sentence, figures and legend in a column; beside it a map as high as the slide allows."""
    height = height_of(scene.sentence, column, lettering)
    top = TOP + height + (GAP if height else 0)
    figures = None
    if scene.figures:
        figures = (MARGIN, top, column, figures_height(scene.figures, column))
        top += figures[3] + GAP
    left = MARGIN + column + 1.5 * GAP
    place = (left, TOP, width - MARGIN - left, BOTTOM - TOP)
    legend = (MARGIN, top, column, max(0.0, BOTTOM - top))
    sentence = (MARGIN, TOP, column, height)
    shown = len(scene.figures)
    return Areas(sentence, lettering, figures, map=place, legend=legend, figures_shown=shown)


def _map_and_side(scene: Scene, width: float) -> Areas:
    """The sentence above; below it a map and, beside it, figures and table or chart.

    Figures that would leave the table too little room stand in a row above both.
    """
    inner = width - 2 * MARGIN
    sentence, lettering, top = _sentence(scene, MARGIN, TOP, inner)
    column = _share(scene, width) * inner
    figures, side_top, shown = None, top, len(scene.figures)
    if shown:
        figures = (MARGIN, top, column, figures_height(scene.figures, column))
        side_top = top + figures[3] + GAP
        if not _has_room(scene, column, BOTTOM - side_top):
            shown = _shown_above(scene, inner, BOTTOM - top)
            figures = (MARGIN, top, inner, figures_height(scene.figures[:shown], inner))
            top = side_top = top + figures[3] + GAP
    left = MARGIN + column + 1.5 * GAP
    table, chart = _stacked(scene, (MARGIN, side_top, column, BOTTOM - side_top))
    place = (left, top, width - MARGIN - left, BOTTOM - top)
    return Areas(sentence, lettering, figures, table, chart, place, figures_shown=shown)


def _share(scene: Scene, width: float) -> float:
    """Return the share of the width that table or chart take beside the map."""
    is_broad = scene.table is not None and len(scene.table.heads) >= BROAD
    return (0.48 if is_broad else 0.46) if width >= WIDE else (0.6 if is_broad else 0.5)


def _shown_above(scene: Scene, width: float, height: float) -> int:
    """Return how many figures stand above table and map: one row where more would leave these too little."""
    columns, rows = card_rows(scene.figures, width)
    if rows > 1 and height - figures_height(scene.figures, width) < LEAST_BELOW:
        return columns
    return len(scene.figures)


def _has_room(scene: Scene, width: float, height: float) -> bool:
    needed = least_height(scene.chart, width) if scene.chart else 0.0
    if scene.table and height - needed > 0:
        fit = fit_table(scene.table, width, height - needed)
        return fit.shown == len(scene.table.rows) or fit.shown >= ENOUGH_ROWS
    return height >= needed


def _stacked(scene: Scene, box: Box) -> tuple[Box | None, Box | None]:
    left, top, width, height = box
    if scene.table and scene.chart:
        half = (height - GAP) / 2
        return (left, top + half + GAP, width, half), (left, top, width, half)
    return (box if scene.table else None), (box if scene.chart else None)


def _cover(scene: Scene, width: float) -> Areas:
    left = MARGIN + 24
    inner = (0.5 if scene.map else 1.0) * width - left - (0 if scene.map else MARGIN)
    lettering = fitted(scene.sentence, inner, 150, SENTENCE, 18)
    height = min(150.0, height_of(scene.sentence, inner, lettering))
    title = height_of(scene.title, inner, COVER_TITLE_LEAST)
    for shown in range(len(scene.figures), -1, -1):
        cards = figures_height(scene.figures[:shown], inner)
        top = min(COVER_SENTENCE, COVER_BOTTOM - cards - (GAP if cards else 0) - height)
        if top - 44 >= title:  # what the title takes between the edge and the sentence
            break
    sentence = (left, top, inner, height)
    figures = (left, top + height + GAP, inner, cards) if cards else None
    place = (width * 0.5 + 18, 36.0, width * 0.5 - 18 - MARGIN, HEIGHT - 126) if scene.map else None
    return Areas(sentence, lettering, figures, map=place, figures_shown=shown)
