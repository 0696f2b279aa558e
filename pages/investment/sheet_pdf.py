"""项目推介书 on paper: each sheet one A4 page, set as roomy as its content allows and never on two."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from pages.investment.sheet_content import ProjectSheet
from pages.investment.sheet_map_pdf import draw_map
from pages.investment.sheet_panels import (
    draw_figures,
    draw_header,
    figures_height,
    left_column,
    map_height,
    missing_column,
    right_column,
    right_height,
    sources_column,
)
from pages.investment.sheet_setting import LOOKS, Column, Look
from pages.shared.labels import in_language, word
from pages.shared.pdf_page import (
    HAIRLINE,
    MM,
    PAPER,
    SECOND,
    STYLES,
    Area,
    TextStyle,
    bookmark,
    box,
    draw_foot,
    draw_text,
    open_pdf,
    rule,
)

WIDTH, HEIGHT = 210 * MM, 297 * MM
MARGIN = 14 * MM
RIGHT = 66 * MM
GUTTER = 8 * MM
LEFT = WIDTH - 2 * MARGIN - RIGHT - GUTTER
FOOT = 14 * MM
HEADER = 30 * MM
PADDING = 3 * MM
CONTACT_LINE = 6.2 * MM


@dataclass(frozen=True, slots=True)
class _Setting:
    """A sheet set so that all fits: its columns, the look of the right one, the height of what stands at the bottom."""

    lead: Column
    left: Column
    right: Column
    right_look: Look
    missing: Column
    sources: Column
    bottom: float


def sheet_pdf(sheets: Sequence[ProjectSheet]) -> bytes:
    """Return a PDF with a page per sheet, each with a bookmark; the same sheets give the same bytes.

    Raises ValueError without a sheet.
    """
    if not sheets:
        raise ValueError("没有可打印的项目推介书：至少要有一个项目")
    target = io.BytesIO()
    first = sheets[0]
    with in_language(first.language):
        kicker = word("sheet.kicker")
    canvas = open_pdf(
        target,
        (WIDTH, HEIGHT),
        title=f"{kicker} · {first.title}",
        language=first.language,
        made_on=first.made_on,
        subject=first.plan_line,
    )
    for number, sheet in enumerate(sheets, 1):
        draw_sheet(canvas, sheet, page=f"{number} / {len(sheets)}" if len(sheets) > 1 else "")
        bookmark(canvas, f"sheet-{number}", sheet.title)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def draw_sheet(canvas: Canvas, sheet: ProjectSheet, page: str = "") -> None:
    """Draw one sheet on the present page; `page` stands at its foot."""
    with in_language(sheet.language):
        found = _fitting(sheet)
        draw_header(canvas, sheet, Area(0, HEIGHT, WIDTH, HEADER), MARGIN)
        top = HEIGHT - HEADER - 4 * MM
        found.lead.draw(canvas, MARGIN, top)
        top -= found.lead.height + 2.5 * MM
        height = figures_height(sheet)
        draw_figures(canvas, sheet, Area(MARGIN, top, WIDTH - 2 * MARGIN, height))
        top -= height + 4 * MM
        found.left.draw(canvas, MARGIN, top)
        _draw_right(canvas, sheet, found, top)
        _draw_bottom(canvas, sheet, found)
        draw_foot(canvas, sheet.foot, page or f"{sheet.plan_id} · {sheet.project_id}", MARGIN, 7 * MM)


def _fitting(sheet: ProjectSheet) -> _Setting:
    """Return the roomiest setting that fits on the page; the columns side by side need not be set alike."""
    least_right = right_height(sheet, LOOKS[-1], RIGHT)
    for look in LOOKS:
        lead, missing, sources, bottom = _around(sheet, look)
        room = _room(sheet, lead, bottom)
        left = left_column(sheet, look, LEFT, room)
        if max(left.height, least_right) <= room:
            break
    right_look = next((one for one in LOOKS if right_height(sheet, one, RIGHT) <= room), LOOKS[-1])
    return _Setting(lead, left, right_column(sheet, right_look, RIGHT), right_look, missing, sources, bottom)


def _around(sheet: ProjectSheet, look: Look) -> tuple[Column, Column, Column, float]:
    """Return what stands above and below the two columns: lead, what is missing, sources, and their height below."""
    lead = Column(WIDTH - 2 * MARGIN)
    lead.text("、".join(sheet.lead.items), STYLES["sentence"], most_lines=2 if look.most_lines > 1 else 1)
    missing = missing_column(sheet, look, LEFT - 2 * PADDING)
    sources = sources_column(sheet, look, WIDTH - 2 * MARGIN)
    contact = (len(sheet.contact) + 1) * CONTACT_LINE
    return lead, missing, sources, max(missing.height, contact) + 2 * PADDING + sources.height + 3 * MM


def _room(sheet: ProjectSheet, lead: Column, bottom: float) -> float:
    head = HEADER + 4 * MM + lead.height + 2.5 * MM + figures_height(sheet) + 4 * MM
    return HEIGHT - head - bottom - FOOT - 3 * MM


def _draw_right(canvas: Canvas, sheet: ProjectSheet, found: _Setting, top: float) -> None:
    left = WIDTH - MARGIN - RIGHT
    for one in sheet.maps:
        draw_text(canvas, one.title, Area(left, top, RIGHT, 11), TextStyle(8, bold=True, leading=1.3))
        if one.drawing is None:
            draw_text(canvas, word("sheet.no_map"), Area(left, top - 12, RIGHT, 12), STYLES["small"])
        else:
            inset = RIGHT * (1 - found.right_look.map_scale) / 2
            draw_map(canvas, one.drawing, left + inset, top - 12, found.right_look.map_scale)
        top -= map_height(one, found.right_look)
    found.right.draw(canvas, left, top)


def _draw_bottom(canvas: Canvas, sheet: ProjectSheet, found: _Setting) -> None:
    """Draw what is missing beside the contact fields, and the sources beneath, up from the foot."""
    sources_top = FOOT + found.sources.height
    found.sources.draw(canvas, MARGIN, sources_top)
    height = found.bottom - found.sources.height - 3 * MM
    top = sources_top + 3 * MM + height
    box(canvas, Area(MARGIN, top, LEFT, height), fill=PAPER, stroke="", radius=3)
    found.missing.draw(canvas, MARGIN + PADDING, top - PADDING)
    _draw_contact(canvas, sheet, Area(WIDTH - MARGIN - RIGHT, top, RIGHT, height))


def _draw_contact(canvas: Canvas, sheet: ProjectSheet, area: Area) -> None:
    box(canvas, area, stroke=HAIRLINE, radius=3)
    inner = Area(area.left + PADDING, area.top - PADDING, area.width - 2 * PADDING, area.height)
    draw_text(canvas, sheet.contact_title, inner, replace(STYLES["body"], size=8.5, bold=True))
    y = inner.top - CONTACT_LINE * 1.15
    for label in sheet.contact:
        style = TextStyle(8.5, colour=SECOND)
        draw_text(canvas, label, Area(inner.left, y, 20 * MM, style.line_height), style)
        rule(canvas, inner.left + 19 * MM, inner.right, y - style.line_height + 1.5, "#A39D8B")
        y -= CONTACT_LINE
