"""One scene on half a page of the handout: title, sentence, map or chart, figures, table, sources, lines for notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from geo.print_map import map_picture
from pages.briefing.handout_chart import draw_handout_chart
from pages.briefing.handout_legend import legend_picture
from pages.briefing.scene import Scene, SceneFigure
from pages.briefing.scenes_text import counted_word
from pages.briefing.slide_cards import value_text
from pages.briefing.slide_foot import without_plan
from pages.shared.labels import word
from pages.shared.pdf_page import GOLD, HAIRLINE, MM, STYLES, Area, TextStyle, box, draw_text, fitted, rule, text_height
from pages.shared.pdf_tables import draw_table, table_height

TITLE = replace(STYLES["title"], size=14)
SENTENCE = STYLES["sentence"]
CELL = replace(STYLES["body"], size=8.0, leading=1.35)
CELL_LEAST = 6.0
SOURCE = replace(STYLES["small"], size=7.0)
NOTE = replace(STYLES["small"], size=6.5)
VALUE = replace(STYLES["figure"], size=12.0)
LABEL = replace(STYLES["small"], size=7.5)
COLUMN_GAP, NOTE_LINE, SOURCES_MOST = 12.0, 16.0, 58.0
FIGURE_WIDTH, LINES_MOST = 82.0, 3
LEGEND_GAP, LEGEND_SHARE = 6.0, 0.55


@dataclass(frozen=True, slots=True)
class Block:
    """A scene, its number in the briefing, the half of a page that it has, and the plan's title at the foot."""

    scene: Scene
    number: int
    area: Area
    sign: str


def draw_scene(canvas: Canvas, block: Block, bundle: Mapping[str, Any]) -> list[tuple[Area, bytes]]:
    """Draw a scene; return the vector pictures that belong on it (map, legend), each with its place."""
    scene, area = block.scene, block.area
    head = f"{block.number}. {scene.title}"
    style = fitted(head, area.width, 2 * TITLE.line_height, TITLE, 9)
    y = draw_text(canvas, head, Area(area.left, area.top, area.width, 2 * TITLE.line_height), style)
    if scene.sentence:
        room = Area(area.left, y - 2, area.width, 3 * SENTENCE.line_height)
        y = draw_text(canvas, scene.sentence, room, fitted(scene.sentence, area.width, room.height, SENTENCE, 7))
    y -= 6
    foot = area.bottom + _sources_height(block)
    body = Area(area.left, y, area.width, y - foot - 4)
    if scene.map is None and scene.chart is None:
        end, pictures = _draw_facts(canvas, scene, body), []
    else:
        end, pictures = _draw_visuals(canvas, scene, bundle, body)
    _draw_note_lines(canvas, area, end - 4, foot)
    _draw_sources(canvas, block, Area(area.left, foot, area.width, foot - area.bottom))
    return pictures


def _draw_visuals(
    canvas: Canvas, scene: Scene, bundle: Mapping[str, Any], area: Area
) -> tuple[float, list[tuple[Area, bytes]]]:
    """Draw chart and facts beside the map's place; return how far down they reach, and map and legend."""
    has_facts = bool(scene.figures or scene.table)
    width = 0.52 * area.width if has_facts else area.width
    left = Area(area.left, area.top, width, min(area.height, 0.9 * width))
    end, rest = area.top, None
    if has_facts:
        start = area.left + width + COLUMN_GAP
        end = _draw_facts(canvas, scene, Area(start, area.top, area.right - start, area.height))
        rest = Area(start, end - 8, area.right - start, max(0.0, end - 8 - area.bottom))
    legend = _placed_legend(scene, left, rest)
    is_below = legend is not None and legend[0].left == left.left
    room = replace(left, height=left.height - legend[0].height - LEGEND_GAP) if legend and is_below else left
    map_area, map_end = _draw_map_frame(canvas, scene, room)
    if legend and is_below:
        legend = replace(legend[0], top=map_end - LEGEND_GAP / 2), legend[1]
    if scene.chart is not None:
        under = area.below(map_end - 4)
        map_end = draw_handout_chart(
            canvas, scene.chart, Area(left.left, under.top, width, min(under.height, 0.6 * width))
        )
    end = min(end, map_end, *([legend[0].bottom] if legend else []))
    if scene.map is None or map_area is None:
        return end, []
    size = map_area.width / MM, map_area.height / MM
    drawn = map_picture(scene.map, bundle, *size, "pdf", box=scene.box, with_legend=not legend)
    return end, [(map_area, drawn), *([legend] if legend else [])]


def _placed_legend(scene: Scene, left: Area, rest: Area | None) -> tuple[Area, bytes] | None:
    """Return the legend with its place: below the facts, else below the map, which it then does not cover."""
    if scene.map is None:
        return None
    found = legend_picture(scene.map, rest) if rest else None
    if found or scene.chart is not None or rest is None:
        return found
    return legend_picture(scene.map, replace(left, height=LEGEND_SHARE * left.height), is_low=True)


def _draw_map_frame(canvas: Canvas, scene: Scene, room: Area) -> tuple[Area | None, float]:
    """Draw the frame of the map and its note; return where the map belongs and where the next thing begins."""
    if scene.map is None:
        return None, room.top
    note_height = text_height(scene.map.notes, room.width, NOTE)
    high = room.height * (0.55 if scene.chart else 1.0) - note_height - 2
    place = Area(room.left, room.top, room.width, high)
    box(canvas, place, stroke="#B9B3A4")
    note = Area(room.left, place.bottom - 2, room.width, note_height + 1)
    return place, draw_text(canvas, scene.map.notes, note, NOTE)


def _draw_facts(canvas: Canvas, scene: Scene, area: Area) -> float:
    """Draw figures and below them the table, in the size in which all rows stand; return where they end."""
    y = _draw_figures(canvas, scene.figures, area) if scene.figures else area.top
    if scene.table is None:
        return y
    room = area.below(y - 4)
    style = CELL
    while (
        style.size > CELL_LEAST and table_height(scene.table.heads, scene.table.rows, room.width, style) > room.height
    ):
        style = replace(style, size=style.size - 0.5)
    if table_height(scene.table.heads, scene.table.rows, room.width, style) > room.height:
        room = replace(room, height=room.height - NOTE.line_height)
    table = scene.table
    end, shown = draw_table(canvas, table.heads, table.rows, room, numeric=table.numeric, style=style)
    if missing := table.rows_left(shown):
        rest = counted_word("slides.rows_beyond" if table.more else "handout.rows_left", missing)
        end = draw_text(canvas, rest, Area(area.left, end, area.width, NOTE.line_height), replace(NOTE, colour=GOLD))
    return end


def _draw_figures(canvas: Canvas, figures: Sequence[SceneFigure], area: Area) -> float:
    columns = max(1, min(len(figures), int(area.width // FIGURE_WIDTH)))
    wide, y = area.width / columns, area.top
    for start in range(0, len(figures), columns):
        row = figures[start : start + columns]
        lines = [min(text_height(one.label, wide - 8, LABEL), LINES_MOST * LABEL.line_height) for one in row]
        high = VALUE.line_height + max(lines) + 4
        for place, figure in enumerate(row):
            left = area.left + place * wide
            style = fitted(value_text(figure), wide - 8, VALUE.line_height, _value_style(figure), 6)
            top = draw_text(canvas, value_text(figure), Area(left, y, wide - 8, VALUE.line_height), style)
            draw_text(canvas, figure.label, Area(left, min(top, y - VALUE.line_height), wide - 8, max(lines)), LABEL)
        y -= high
    rule(canvas, area.left, area.right, y, HAIRLINE)
    return y


def _value_style(figure: SceneFigure) -> TextStyle:
    tone = GOLD if figure.value == word("common.not_stated") else STYLES["subheading"].colour
    return replace(VALUE, colour=tone)


def _source_text(block: Block) -> str:
    """Return the sources in one run; the plan's title stands at the foot of the page."""
    sources = (" ".join(without_plan(source, block.sign).split()) for source in block.scene.sources)
    return "　".join(f"[{number}] {source}" for number, source in enumerate(sources, 1))


def _sources_height(block: Block) -> float:
    if not block.scene.sources:
        return 0.0
    return min(SOURCES_MOST, text_height(_source_text(block), block.area.width, SOURCE)) + 4


def _draw_sources(canvas: Canvas, block: Block, area: Area) -> None:
    if block.scene.sources:
        text = _source_text(block)
        draw_text(canvas, text, area, fitted(text, area.width, area.height, SOURCE, 6))


def _draw_note_lines(canvas: Canvas, area: Area, top: float, foot: float) -> None:
    """Rule lines to write on where a scene leaves room."""
    room = top - foot
    if room < 2 * NOTE_LINE:
        return
    draw_text(canvas, word("handout.notes"), Area(area.left, top, 60, NOTE.line_height), NOTE)
    y = top - NOTE_LINE - 4
    while y > foot + 6:
        rule(canvas, area.left, area.right, y)
        y -= NOTE_LINE
