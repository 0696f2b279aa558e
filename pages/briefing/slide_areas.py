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
ENOUGH_ROWS = 6
COVER_SENTENCE, COVER_BOTTOM = 250.0, 444.0
WIDE = 900.0  # from this width on a slide is 16:9


@dataclass(frozen=True, slots=True)
class Areas:
    """Boxes of a slide; None where the scene has no such part. `legend` is where a legend may begin."""

    sentence: Box
    lettering: Lettering
    figures: Box | None = None
    table: Box | None = None
    chart: Box | None = None
    map: Box | None = None
    legend: Box | None = None


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
    if height_of(scene.sentence, column, lettering) > 200:  # noqa: PLR2004 - half of the column
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
    figures = None
    if scene.figures and not (scene.table or scene.chart):
        _, rows = card_rows(scene.figures, inner, CARD_WIDE)
        high = min(CARD_TALL, (BOTTOM - top - (rows - 1) * GAP) / rows)
        figures = (MARGIN, top, inner, rows * high + (rows - 1) * GAP)
    elif scene.figures:
        figures = (MARGIN, top, inner, figures_height(scene.figures, inner))
        top += figures[3] + GAP
    table, chart = _side_by_side(scene, (MARGIN, top, inner, BOTTOM - top))
    return Areas(sentence, lettering, figures, table, chart)


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
    return Areas((MARGIN, TOP, column, height), lettering, figures, map=place, legend=legend)


def _map_and_side(scene: Scene, width: float) -> Areas:
    """The sentence above; below it a map and, beside it, figures and table or chart.

    Figures that would leave the table too little room stand in a row above both.
    """
    inner = width - 2 * MARGIN
    sentence, lettering, top = _sentence(scene, MARGIN, TOP, inner)
    column = (0.46 if width >= WIDE else 0.5) * inner
    figures, side_top, count = None, top, len(scene.figures)
    if count:
        figures = (MARGIN, top, column, figures_height(scene.figures, column))
        side_top = top + figures[3] + GAP
        if not _has_room(scene, column, BOTTOM - side_top):
            figures = (MARGIN, top, inner, figures_height(scene.figures, inner))
            top = side_top = top + figures[3] + GAP
    left = MARGIN + column + 1.5 * GAP
    table, chart = _stacked(scene, (MARGIN, side_top, column, BOTTOM - side_top))
    return Areas(sentence, lettering, figures, table, chart, (left, top, width - MARGIN - left, BOTTOM - top))


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
    cards = figures_height(scene.figures, inner)
    top = min(COVER_SENTENCE, COVER_BOTTOM - cards - (GAP if cards else 0) - height)
    sentence = (left, top, inner, height)
    figures = (left, top + height + GAP, inner, cards) if cards else None
    place = (width * 0.5 + 18, 36.0, width * 0.5 - 18 - MARGIN, HEIGHT - 100) if scene.map else None
    return Areas(sentence, lettering, figures, map=place)
