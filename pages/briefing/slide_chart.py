"""Charts of scenes as PowerPoint charts whose numbers can be opened and changed."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml.ns import qn
from pptx.util import Pt

from pages.briefing.scene import SceneChart
from pages.briefing.slide_master import ACCENTS
from pages.briefing.slide_shapes import Box, plain_text
from pages.briefing.slide_text import SMALLEST, Lettering, shortened, width_of
from pages.shared.labels import word
from pages.shared.pdf_page import HAIRLINE, INK, SECOND

FORMULA_STARTS = ("=", "+", "-", "@", "\t")
MOST_LABELLED, MANY_LINES = 24, 3
BAR_PITCH, CHART_FRAME, CHART_LEAST = 16.0, 48.0, 150.0
KEY = 44.0  # of a line of the legend


def draw_slide_chart(slide: Any, chart: SceneChart, box: Box, title: str, made_on: str) -> None:
    """Add a chart to a slide; what is not stated is a gap."""
    data = CategoryChartData(number_format="General")
    data.categories = [plain_text(name) for name in chart.categories]
    for name, values in chart.series:
        data.add_series(shortened(plain_text(name), 0.9 * box[2] - KEY, 1, Lettering(SMALLEST)), values)
    left, top, width, height = (Pt(side) for side in box)
    frame = slide.shapes.add_chart(_kind(chart, box[2]), left, top, width, height, data)
    frame._element.nvGraphicFramePr.cNvPr.set("name", plain_text(f"{word('slides.chart')} {title}"))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", described(chart, title))
    drawn = frame.chart
    drawn.part.chart_workbook.update_from_xlsx_blob(workbook(chart, made_on))
    _dress(drawn, chart)


def described(chart: SceneChart, title: str) -> str:
    """Return what a chart says, for those who do not see it."""
    parts = []
    for name, values in chart.series:
        pairs = zip(chart.categories, values, strict=True)
        said = "；".join(
            f"{label} {word('common.not_stated') if value is None else f'{value:g}'}" for label, value in pairs
        )
        parts.append(f"{name}：{said}")
    unit = f"（{chart.unit}）" if chart.unit else ""
    return plain_text(f"{title}{unit} {' / '.join(parts)}")


def workbook(chart: SceneChart, made_on: str) -> bytes:
    """Return the chart's numbers as a workbook: texts stay texts, whatever they begin with."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": datetime.fromisoformat(made_on), "author": "", "title": ""})
    sheet = book.add_worksheet("Sheet1")
    quoted = book.add_format({"quote_prefix": True})

    def write(row: int, column: int, text: str) -> None:
        plain = plain_text(text)
        sheet.write_string(row, column, plain, quoted if plain.startswith(FORMULA_STARTS) else None)

    for row, name in enumerate(chart.categories, 1):
        write(row, 0, name)
    for column, (name, values) in enumerate(chart.series, 1):
        write(0, column, name)
        for row, value in enumerate(values, 1):
            if value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return target.getvalue()


def least_height(chart: SceneChart, width: float) -> float:
    """Return the height in which each category keeps its name."""
    if _kind(chart, width) == XL_CHART_TYPE.BAR_CLUSTERED:
        return max(CHART_LEAST, len(chart.categories) * BAR_PITCH + CHART_FRAME)
    return CHART_LEAST


def _kind(chart: SceneChart, width: float) -> Any:
    if chart.kind == "line":
        return XL_CHART_TYPE.LINE_MARKERS
    room = (width - 60) / max(1, len(chart.categories))
    longest = max((width_of(plain_text(name), Lettering(SMALLEST)) for name in chart.categories), default=0.0)
    return XL_CHART_TYPE.COLUMN_CLUSTERED if longest <= room - 2 else XL_CHART_TYPE.BAR_CLUSTERED


def _dress(drawn: Any, chart: SceneChart) -> None:
    drawn.font.size, drawn.font.color.rgb = Pt(SMALLEST), _rgb(INK)
    drawn.has_title = bool(chart.heading)
    if chart.heading:
        drawn.chart_title.text_frame.text = plain_text(chart.heading)
        run = drawn.chart_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold, run.font.color.rgb = Pt(SMALLEST), False, _rgb(SECOND)
        drawn.chart_title.include_in_layout = False
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _dress_axes(drawn, chart)
    plot = drawn.plots[0]
    if chart.kind == "bar":
        plot.gap_width, plot.overlap, plot.vary_by_categories = 60, 0, False
    for place, series in enumerate(plot.series):
        _dress_series(series, ACCENTS[place % len(ACCENTS)], chart, is_lower=place % 2 == 0 and len(chart.series) > 1)


def _dress_axes(drawn: Any, chart: SceneChart) -> None:
    values, names = drawn.value_axis, drawn.category_axis
    values.has_major_gridlines = True
    stated = [value for _, series in chart.series for value in series if value is not None]
    if chart.kind == "bar" and min(stated, default=0) >= 0:
        values.minimum_scale = 0
    values.major_gridlines.format.line.color.rgb = _rgb(HAIRLINE)
    values.format.line.fill.background()
    names.format.line.color.rgb = _rgb("#C4BDAC")
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):  # every category keeps its name
        names._element.insert_element_before(
            names._element.makeelement(qn(tag), {"val": "1"}), "c:noMultiLvlLbl", "c:extLst"
        )
    if drawn.chart_type == XL_CHART_TYPE.BAR_CLUSTERED:
        names.reverse_order = True  # the first category at the top, as it is read
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _dress_series(series: Any, colour: str, chart: SceneChart, *, is_lower: bool) -> None:
    if chart.kind == "line":
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = _rgb(colour), Pt(2.5)
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 8
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = _rgb(colour)
        series.marker.format.line.color.rgb = _rgb("#FFFFFF")
    else:
        series.invert_if_negative = False
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(colour)
    is_crowded = chart.kind == "line" and len(chart.series) >= MANY_LINES
    if len(chart.categories) * len(chart.series) <= MOST_LABELLED and not is_crowded:
        labels = series.data_labels
        labels.show_value = True
        labels.font.size, labels.font.color.rgb = Pt(SMALLEST), _rgb(INK)
        labels.number_format, labels.number_format_is_linked = _number_format(chart), False
        if chart.kind == "line":
            labels.position = XL_LABEL_POSITION.BELOW if is_lower else XL_LABEL_POSITION.ABOVE


def _number_format(chart: SceneChart) -> str:
    values = [value for _, series in chart.series for value in series if value is not None]
    return "#,##0" if all(value == round(value) for value in values) else "General"


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#"))
