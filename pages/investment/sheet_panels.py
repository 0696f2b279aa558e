"""The parts of a printed sheet: head, large figures, columns of facts, bars, what is missing, sources."""

from __future__ import annotations

from dataclasses import replace

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from pages.investment.sheet_content import Bars, Fact, ProjectSheet, SheetMap, latin, shown_text
from pages.investment.sheet_setting import Column, Look, body_styles, put_section, put_title
from pages.shared.labels import word
from pages.shared.pdf_page import (
    ACCENT,
    GOLD,
    HAIRLINE,
    MM,
    SECOND,
    Area,
    TextStyle,
    box,
    draw_text,
    fitted,
    shortened,
    text_width,
)

LABEL_WIDTH = 21 * MM
WIDE_LABEL_WIDTH = 25 * MM
FIGURES_HEIGHT = 17 * MM
FIGURE_GAP = 2.5 * MM
BAR_LABEL, BAR_VALUE = 23 * MM, 11 * MM
MOST_SOURCES, MOST_SOURCE_LINES = 6, 3
FEW_FACTS = 5
FEW_LINES, UNCUT_LINES = 1, 3
LEFT_SECTIONS = ("what", "layout", "demand", "neighbours", "recorded")
# how many topics of support are told, in how many lines, with how many measures each: what fits is taken
SUPPORT_SHARES = (
    (9, 6, 4),
    (9, 5, 3),
    (9, 4, 2),
    (9, 4, 1),
    (7, 4, 1),
    (6, 4, 1),
    (5, 4, 1),
    (4, 4, 1),
    (3, 4, 1),
    (2, 4, 1),
    (1, 4, 1),
    (1, 2, 1),
    (1, 1, 1),
)
ON_ACCENT, ON_ACCENT_SECOND = "#FFFFFF", "#CFE3E2"


def draw_header(canvas: Canvas, sheet: ProjectSheet, area: Area, margin: float) -> None:
    """Draw the band at the head: what the paper is, the name, the name in the other language, category and plan."""
    canvas.setFillColor(HexColor(ACCENT))
    canvas.rect(area.left, area.bottom, area.width, area.height, stroke=0, fill=1)
    width = area.width - 2 * margin
    small = TextStyle(8.5, colour=ON_ACCENT_SECOND, leading=1.3)
    tags = latin(" · ".join((*sheet.tags, shown_text(sheet.status, sheet.language))))
    draw_text(canvas, word("sheet.kicker"), Area(margin, area.top - 4 * MM, width, 12), replace(small, bold=True))
    draw_text(canvas, tags, Area(margin, area.top - 4 * MM, width, 12), replace(small, align="right"))
    room = Area(margin, area.top - 9.4 * MM, width, 10.6 * MM)
    style = fitted(
        latin(sheet.title), room.width, room.height, TextStyle(19, bold=True, colour=ON_ACCENT, leading=1.2), 11.5
    )
    end = draw_text(canvas, latin(sheet.title), room, style)
    line = shortened(latin(sheet.other_name), width, small)
    draw_text(canvas, line, Area(margin, min(end - 1.5, area.top - 17.5 * MM), width, 12), small)
    line_style = fitted(latin(sheet.plan_line), width, 11, replace(small, size=8.0), 6.5)
    draw_text(
        canvas,
        shortened(latin(sheet.plan_line), width, line_style),
        Area(margin, area.bottom + 5.2 * MM, width, 11),
        line_style,
    )


def figures_height(sheet: ProjectSheet) -> float:
    """Return the height of the row of large figures; 0 without any."""
    return FIGURES_HEIGHT if sheet.figures else 0.0


def draw_figures(canvas: Canvas, sheet: ProjectSheet, area: Area) -> None:
    """Draw the large figures side by side."""
    if not sheet.figures:
        return
    count = max(3, len(sheet.figures))
    width = (area.width - (count - 1) * FIGURE_GAP) / count
    for number, fact in enumerate(sheet.figures):
        _draw_figure(
            canvas, fact, sheet.language, Area(area.left + number * (width + FIGURE_GAP), area.top, width, area.height)
        )


def left_column(sheet: ProjectSheet, look: Look, width: float, room: float) -> Column:
    """Set the facts on the project, its layout element, demand, neighbours, records; support takes the room left."""
    column = Column(width)
    for key in LEFT_SECTIONS:
        _put(column, sheet, key, look)
    used = column.height
    # a measure is told whole, with what it asks for, as long as other lines of the sheet are
    fewest = FEW_LINES if look.most_lines < UNCUT_LINES else UNCUT_LINES
    for share in [one for one in SUPPORT_SHARES if one[0] >= look.least_support and one[1] >= fewest]:
        column.cut_back(used)
        facts, lines, items = share
        _put(column, sheet, "support", replace(look, most_facts=facts, most_lines=lines, most_items=items))
        if column.height <= room:
            break
    return column


def _put(column: Column, sheet: ProjectSheet, key: str, look: Look) -> None:
    label_width = LABEL_WIDTH if sheet.language == "zh" else WIDE_LABEL_WIDTH
    put_section(column, sheet.sections[key], look, sheet.language, sheet.lead.section, label_width)


def right_column(sheet: ProjectSheet, look: Look, width: float) -> Column:
    """Set what stands below the maps: how well the position is known, then the bars."""
    column = Column(width)
    small = TextStyle(8.0, colour=SECOND, leading=1.35)
    colon = "：" if sheet.language == "zh" else ": "
    column.text(f"{sheet.position.label}{colon}{shown_text(sheet.position, sheet.language)}", small, most_lines=4)
    column.text(sheet.maps[0].caption, small, most_lines=3)
    for bars in sheet.bars[: 2 if look.most_facts > FEW_FACTS else 1]:
        column.space(look.gap)
        _put_bars(column, bars, look)
    return column


def right_height(sheet: ProjectSheet, look: Look, width: float) -> float:
    """Return the height of the maps and of what stands below them."""
    return right_column(sheet, look, width).height + sum(map_height(one, look) for one in sheet.maps)


def map_height(one: SheetMap, look: Look) -> float:
    """Return the height of a map with its title."""
    drawn = one.drawing.height_mm * MM * look.map_scale if one.drawing else 14.0
    return 12 + drawn + 7


def missing_column(sheet: ProjectSheet, look: Look, width: float) -> Column:
    """Set what the plan does not say, and how complete it is."""
    column = Column(width)
    _, text, missing, remark = body_styles(look)
    section = sheet.sections["missing"]
    put_title(column, section.title, look)
    label_width = LABEL_WIDTH if sheet.language == "zh" else WIDE_LABEL_WIDTH
    for fact in section.facts:
        # what is missing is never cut: it is the list that an investor must see whole
        column.pair(
            fact.label,
            shown_text(fact, sheet.language),
            (replace(text, colour=SECOND), missing),
            replace(look, most_lines=4),
            label_width,
        )
    grade = replace(text, bold=True)
    column.pair(
        sheet.grade_rule.label,
        f"{sheet.grade} · {shown_text(sheet.grade_rule, sheet.language)}",
        (replace(text, colour=SECOND), grade),
        replace(look, most_lines=3),
        label_width,
    )
    column.text(f"{sheet.grade_rule.words}", replace(remark, size=7.5), most_lines=3)
    column.space(2)
    column.text(section.note, remark, most_lines=1)
    return column


def sources_column(sheet: ProjectSheet, look: Look, width: float) -> Column:
    """Set the sources and what the marks mean, in small type."""
    column = Column(width)
    style = TextStyle(7.0, colour=SECOND, leading=1.35)
    most = max(MOST_SOURCE_LINES, look.most_lines)
    column.rule(HAIRLINE)
    column.space(2)
    for fact in sheet.sections["sources"].facts[:MOST_SOURCES]:
        column.pair(
            fact.label,
            shown_text(fact, sheet.language),
            (style, style),
            replace(look, body=7.0, most_lines=most),
            15 * MM,
        )
    column.text(sheet.legend, style, most_lines=2)
    return column


def _draw_figure(canvas: Canvas, fact: Fact, language: str, area: Area) -> None:
    is_missing = fact.basis == "missing"
    box(canvas, area, fill="#FFFFFF", stroke=HAIRLINE, radius=3)
    canvas.setFillColor(HexColor(GOLD if is_missing else ACCENT))
    canvas.rect(area.left, area.bottom, 1.6, area.height, stroke=0, fill=1)
    left, width = area.left + 3 * MM, area.width - 5 * MM
    draw_text(
        canvas,
        fact.label,
        Area(left, area.top - 2 * MM, width, 11),
        fitted(fact.label, width, 11, TextStyle(8, colour=SECOND, leading=1.25), 6.5),
    )
    text = shown_text(fact, language)
    room = Area(left, area.top - 6.5 * MM, width, 9 * MM)
    if is_missing:
        draw_text(
            canvas,
            text,
            room,
            fitted(text, width, room.height, TextStyle(9.5, bold=True, colour=GOLD, leading=1.3), 7.0),
        )
        return
    size = TextStyle(19, bold=True, colour=ACCENT, leading=1.1)
    unit = TextStyle(8, colour=SECOND, leading=1.25)
    style = fitted(text, width, 8 * MM, size, 9.0)
    beside = text_width(text, style) + 3
    if beside + text_width(fact.unit, unit) <= width:
        draw_text(canvas, text, room, style)
        draw_text(canvas, fact.unit, Area(left + beside, room.top - style.size + 6.2, width, 11), unit)
    else:
        style = fitted(text, width, 5.5 * MM, replace(size, size=15), 8.0)
        end = draw_text(canvas, text, Area(left, room.top, width, 6 * MM), style)
        draw_text(canvas, fact.unit, Area(left, end, width, 11), fitted(fact.unit, width, 11, unit, 6.0))


def _put_bars(column: Column, bars: Bars, look: Look) -> None:
    """Set a list of bars: name, bar, value; the project's own district in the accent."""
    small = TextStyle(8.0, leading=1.3)
    remark = TextStyle(7.5, colour=SECOND, leading=1.35)
    column.text(
        f"{bars.title}〔{word(f'sheet.mark_{bars.basis}')}〕", replace(small, bold=True, size=8.5), most_lines=2
    )
    column.space(1.5)
    largest = max(bar.value for bar in bars.bars) or 1.0
    room = column.width - BAR_LABEL - BAR_VALUE - 2 * MM
    if bars.sentence:
        column.text(bars.sentence, small, most_lines=2)
    for bar in () if bars.sentence else bars.first(look.most_facts):
        colour, style = (ACCENT, replace(small, bold=True)) if bar.is_own else ("#B9D8D5", small)
        top = column.height
        label = shortened(bar.label, BAR_LABEL, style)
        column.text(label, style, most_lines=1)
        height = column.height - top
        column.put_bar(BAR_LABEL + MM, top + height * 0.2, max(1.0, room * bar.value / largest), height * 0.6, colour)
        column.put_beside(bar.text, replace(style, align="right"), column.width - BAR_VALUE, top, BAR_VALUE)
    if bars.note:
        column.text(bars.note, remark, most_lines=3)
