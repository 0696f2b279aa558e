"""A booklet of several 项目推介书: cover, overview, where they are plan by plan, the sheets, sources."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from data.investment.caution import cautions_of
from data.plan import Plan
from geo.locator_drawing import LocatorMap
from geo.locator_map import city_ground, city_map
from pages.investment.sheet_base import SheetBase
from pages.investment.sheet_content import ProjectSheet, latin
from pages.investment.sheet_map_pdf import draw_map
from pages.investment.sheet_map_style import SPOT
from pages.investment.sheet_pdf import HEIGHT, MARGIN, WIDTH, draw_sheet
from pages.investment.sheet_setting import Column
from pages.investment.sheet_sources import document_line
from pages.shared.citation import people_source
from pages.shared.english import in_english
from pages.shared.labels import in_language, joined, period, plan_name, region_of, word
from pages.shared.pdf_page import (
    ACCENT,
    BOLD,
    MM,
    SECOND,
    STYLES,
    Area,
    TextStyle,
    bookmark,
    draw_foot,
    draw_text,
    open_pdf,
)
from pages.shared.pdf_tables import draw_table

ROOM = WIDTH - 2 * MARGIN
TOP, BOTTOM = HEIGHT - 16 * MM, 20 * MM
HEADS = ("number", "name", "region", "district", "beds", "money", "floor", "people", "grade")
NUMERIC = (6, 7)
MAP_SIZE = (182.0, 150.0)
TABLE = TextStyle(8.5, leading=1.35)
NUMBER_MM = 2.6


def booklet_pdf(sheets: Sequence[ProjectSheet], bases: Mapping[str, SheetBase]) -> bytes:
    """Return the booklet of sheets in one language; `bases` holds what the sheets of each plan share.

    The same sheets give the same bytes. Raises ValueError without a sheet.
    """
    if not sheets:
        raise ValueError("没有可成册的项目推介书：至少要有一个项目")
    with in_language(sheets[0].language):
        pages = _drawn(io.BytesIO(), sheets, bases, 0)[1]
        # the number of pages is known once all are drawn
        return _drawn(io.BytesIO(), sheets, bases, pages)[0]


def _drawn(
    target: io.BytesIO, sheets: Sequence[ProjectSheet], bases: Mapping[str, SheetBase], total: int
) -> tuple[bytes, int]:
    first = sheets[0]
    plans = [bases[plan_id].plan for plan_id in dict.fromkeys(sheet.plan_id for sheet in sheets)]
    title = word("booklet.title")
    canvas = open_pdf(target, (WIDTH, HEIGHT), title=title, language=first.language, made_on=first.made_on)
    book = _Book(canvas, title, total)
    _draw_cover(book, sheets, plans)
    _draw_overview(book, sheets)
    for plan in plans:
        _draw_plan(book, bases[plan.plan_id], sheets)
    for number, sheet in enumerate(sheets, 1):
        bookmark(canvas, f"sheet-{number}", f"{number} {sheet.title}")
        if total:
            draw_sheet(canvas, sheet, page=book.number())
        canvas.showPage()
        book.page += 1
    _draw_sources(book, plans)
    canvas.save()
    return target.getvalue(), book.page


class _Book:
    """A PDF that counts its pages; `total` is 0 while they are counted."""

    def __init__(self, canvas: Canvas, title: str, total: int) -> None:
        self.canvas = canvas
        self.title = title
        self.total = total
        self.page = 0

    def number(self) -> str:
        """Return the number of the present page."""
        return f"{self.page + 1} / {self.total}"

    def head(self, key: str, title: str) -> float:
        """Begin a page with a heading; return where its content begins."""
        bookmark(self.canvas, key, title)
        area = Area(MARGIN, TOP, ROOM, 30)
        return draw_text(self.canvas, latin(title), area, replace(STYLES["title"], size=16)) - 4 * MM

    def end(self) -> None:
        """Finish a page with its foot."""
        draw_foot(self.canvas, self.title, self.number(), MARGIN, 7 * MM)
        self.canvas.showPage()
        self.page += 1


def _draw_cover(book: _Book, sheets: Sequence[ProjectSheet], plans: Sequence[Plan]) -> None:
    canvas = book.canvas
    bookmark(canvas, "cover", book.title)
    canvas.setFillColor(HexColor(ACCENT))
    canvas.rect(0, HEIGHT * 0.52, WIDTH, HEIGHT * 0.48, stroke=0, fill=1)
    white = TextStyle(34, bold=True, colour="#FFFFFF", leading=1.25)
    y = draw_text(canvas, book.title, Area(MARGIN, HEIGHT - 70 * MM, ROOM, 90), white)
    light = TextStyle(13, colour="#CFE3E2", leading=1.5)
    regions = joined(dict.fromkeys(region_of(plan) for plan in plans))
    line = word("booklet.subtitle", regions=regions, n=len(sheets))
    draw_text(canvas, latin(line), Area(MARGIN, y - 4 * MM, ROOM, 60), light)
    column = Column(ROOM)
    column.text(word("booklet.plans"), STYLES["subheading"])
    column.space(4)
    for plan in plans:
        column.text(f"{plan_name(plan)} · {period(plan)}", TextStyle(10.5, leading=1.5), most_lines=2)
    column.space(10)
    for text in _cautions(plans):
        column.text(text, TextStyle(9, colour=SECOND, leading=1.5), most_lines=3)
    column.space(10)
    column.text(sheets[0].foot, STYLES["small"])
    column.draw(canvas, MARGIN, HEIGHT * 0.52 - 14 * MM)
    book.end()


def _cautions(plans: Sequence[Plan]) -> list[str]:
    return [
        word(
            f"invest.caution_{caution.name}",
            plans=joined(f"{region_of(plan)} {period(plan)}" for plan in caution.plans),
            regions=joined(region_of(plan) for plan in caution.plans),
        )
        for caution in cautions_of(plans)
    ]


def _draw_overview(book: _Book, sheets: Sequence[ProjectSheet]) -> None:
    """Draw the table of all sheets, on as many pages as it takes."""
    heads = [word(f"booklet.{name}") for name in HEADS]
    rows = [(str(number), *(latin(cell) for cell in sheet.cells)) for number, sheet in enumerate(sheets, 1)]
    while rows:
        top = book.head(f"overview-{book.page}", word("booklet.overview"))
        area = Area(MARGIN, top, ROOM, top - BOTTOM - 12 * MM)
        y, done = draw_table(book.canvas, heads, rows, area, numeric=NUMERIC, style=TABLE)
        note = Area(MARGIN, y - 2 * MM, ROOM, 24)
        draw_text(book.canvas, word("booklet.overview_note"), note, replace(STYLES["small"], size=8))
        book.end()
        rows = rows[max(1, done) :]


def _draw_plan(book: _Book, base: SheetBase, sheets: Sequence[ProjectSheet]) -> None:
    """Draw the map of a plan's region with its numbered projects, and beneath those without a position."""
    own = [(number, sheet) for number, sheet in enumerate(sheets, 1) if sheet.plan_id == base.plan.plan_id]
    top = book.head(f"map-{base.plan.plan_id}", word("booklet.where", name=region_of(base.plan)))
    if base.bundle is not None:
        top = _draw_numbered_map(book.canvas, base, own, top)
    column = Column(ROOM)
    for number, sheet in own:
        basis = word(f"basis.{sheet.position_basis}")
        column.text(f"{number}  {sheet.title} · {basis}", TextStyle(9, leading=1.5), most_lines=1)
    column.space(4)
    column.text(word("booklet.map_note"), STYLES["small"])
    while column.height > top - BOTTOM and len(column.marks) > 1:
        column.cut_back(column.marks[-1].top)
    column.draw(book.canvas, MARGIN, top)
    book.end()


def _draw_numbered_map(canvas: Canvas, base: SheetBase, own: Sequence[tuple[int, ProjectSheet]], top: float) -> float:
    ground = city_ground(base.bundle or {}, MAP_SIZE)
    codes = [code for _, sheet in own for code in sheet.district_codes]
    drawing: LocatorMap = city_map(ground, codes, None, own[0][1].language)
    draw_map(canvas, drawing, MARGIN, top)
    for number, sheet in own:
        at = ground.frame.point(sheet.spot[0], sheet.spot[1]) if sheet.spot else None
        if at and sheet.spot:
            _draw_number(canvas, number, (MARGIN + at[0] * MM, top - at[1] * MM), sheet.spot[2])
    return top - drawing.height_mm * MM - 6 * MM


def _draw_number(canvas: Canvas, number: int, at: tuple[float, float], basis: str) -> None:
    """Draw a numbered symbol: dashed where the position is schematic."""
    canvas.setFillColor(HexColor("#FFFFFF"))
    canvas.setStrokeColor(HexColor(SPOT))
    canvas.setLineWidth(1.1)
    canvas.setDash([2.2, 1.6] if basis in ("district", "schematic") else [])
    canvas.circle(*at, NUMBER_MM * MM, stroke=1, fill=1)
    canvas.setDash([])
    canvas.setFillColor(HexColor(SPOT))
    canvas.setFont(BOLD, 8)
    canvas.drawCentredString(at[0], at[1] - 2.9, str(number))


def _draw_sources(book: _Book, plans: Sequence[Plan]) -> None:
    top = book.head("sources", word("sheet.sources"))
    column = Column(ROOM)
    body = TextStyle(9, leading=1.5)
    for plan in plans:
        column.text(latin(document_line(plan)), body, most_lines=4)
        source = in_english(plan, "plan", plan.plan_id, "source", plan.source)
        column.text(latin(source), replace(body, size=8, colour=SECOND), most_lines=3)
        column.space(4)
    people = dict.fromkeys(people_source(plan, [row.district_code for row in plan.districts]) for plan in plans)
    for text in (*people, word("sheet.outlines"), word("booklet.grade_rule"), *_cautions(plans)):
        column.text(text, body, most_lines=4)
        column.space(3)
    column.draw(book.canvas, MARGIN, top)
    book.end()
