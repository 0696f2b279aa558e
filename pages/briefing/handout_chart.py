"""Charts of the handout as vectors: bars lie, so that each category keeps its name; lines stop where values lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from pages.briefing.scene import SceneChart
from pages.briefing.slide_master import ACCENTS
from pages.shared.labels import word
from pages.shared.pdf_page import GOLD, HAIRLINE, STYLES, Area, draw_text, rule, shortened, text_width

STYLE = STYLES["small"]
ROW_MOST, KEY_HEIGHT = 16.0, 11.0


def draw_handout_chart(canvas: Canvas, chart: SceneChart, area: Area) -> float:
    """Draw a chart into a box; return where it ends."""
    top = area.top
    if chart.heading:
        heading = shortened(chart.heading, area.width, STYLE)
        top = draw_text(canvas, heading, Area(area.left, area.top, area.width, STYLE.line_height), STYLE)
    if len(chart.series) > 1:
        top = _draw_key(canvas, chart, area.below(top))
    below = area.below(top - 2)
    return _draw_bars(canvas, chart, below) if chart.kind == "bar" else _draw_lines(canvas, chart, below)


def _draw_key(canvas: Canvas, chart: SceneChart, area: Area) -> float:
    y = area.top
    for place, (name, _) in enumerate(chart.series):
        canvas.setFillColor(HexColor(_tone(place)))
        canvas.rect(area.left, y - 8, 12, 4, stroke=0, fill=1)
        line = Area(area.left + 16, y, area.width - 16, KEY_HEIGHT)
        draw_text(canvas, shortened(name, line.width, STYLE), line, STYLE)
        y -= KEY_HEIGHT
    return y


def _draw_bars(canvas: Canvas, chart: SceneChart, area: Area) -> float:
    names = [shortened(name, 0.4 * area.width, STYLE) for name in chart.categories]
    left = area.left + max((text_width(name, STYLE) for name in names), default=0.0) + 6
    room = area.right - left - 40
    most = max((value for _, values in chart.series for value in values if value is not None), default=1.0) or 1.0
    pitch = min(ROW_MOST * len(chart.series), area.height / max(1, len(names)))
    thick = 0.7 * pitch / max(1, len(chart.series))
    for row, name in enumerate(names):
        top = area.top - row * pitch
        middle = Area(area.left, top - pitch / 2 + STYLE.line_height / 2, left - area.left - 5, STYLE.line_height)
        draw_text(canvas, name, middle, replace(STYLE, align="right"))
        for place, (_, values) in enumerate(chart.series):
            y = top - 0.15 * pitch - (place + 1) * thick
            _draw_bar(canvas, values[row], (left, y, room / most, thick), _tone(place))
    return area.top - len(names) * pitch


def _draw_bar(canvas: Canvas, value: float | None, place: tuple[float, float, float, float], tone: str) -> None:
    left, y, per_unit, thick = place
    length = 0.0 if value is None else max(0.0, value) * per_unit
    canvas.setFillColor(HexColor(tone))
    if length:
        canvas.rect(left, y, length, thick, stroke=0, fill=1)
    said = word("common.not_stated") if value is None else f"{value:,.10g}"
    style = replace(STYLE, colour=GOLD) if value is None else STYLE
    draw_text(
        canvas, said, Area(left + length + 3, y + thick / 2 + STYLE.line_height / 2, 80, STYLE.line_height), style
    )


def _draw_lines(canvas: Canvas, chart: SceneChart, area: Area) -> float:
    values = [value for _, series in chart.series for value in series if value is not None]
    low, high = min(0.0, *values) if values else 0.0, max(values, default=1.0)
    foot = area.bottom + STYLE.line_height + 2
    left, right = area.left + 30, area.right - 34
    scale = (area.top - 8 - foot) / ((high - low) or 1.0)
    for share in (0.0, 0.5, 1.0):
        y = foot + share * (high - low) * scale
        rule(canvas, left, right, y, HAIRLINE)
        label = Area(area.left, y + STYLE.line_height / 2, 26, STYLE.line_height)
        draw_text(canvas, f"{low + share * (high - low):,.4g}", label, replace(STYLE, align="right"))
    step = (right - left) / max(1, len(chart.categories) - 1)
    for place, name in enumerate(chart.categories):
        middle = Area(left + place * step - 30, foot - 2, 60, STYLE.line_height)
        draw_text(canvas, shortened(name, 60, STYLE), middle, replace(STYLE, align="centre"))
    for place, (_, series) in enumerate(chart.series):
        spots = [None if one is None else (left + k * step, foot + (one - low) * scale) for k, one in enumerate(series)]
        _draw_line(canvas, spots, _tone(place))
    return area.bottom


def _draw_line(canvas: Canvas, spots: Sequence[tuple[float, float] | None], tone: str) -> None:
    """Draw a line that stops where a value is missing."""
    canvas.setStrokeColor(HexColor(tone))
    canvas.setFillColor(HexColor(tone))
    canvas.setLineWidth(1.4)
    for before, after in zip(spots, spots[1:], strict=False):
        if before and after:
            canvas.line(*before, *after)
    for spot in spots:
        if spot:
            canvas.circle(*spot, 2.2, stroke=0, fill=1)


def _tone(place: int) -> str:
    return ACCENTS[place % len(ACCENTS)]
