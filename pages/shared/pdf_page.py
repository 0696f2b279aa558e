"""What every printed PDF shares: fonts, colours, text in boxes, tables, feet, document data.

Lengths are points (1/72 inch), `y` grows upwards as in PDF; a box is told by its left edge and its top. Fonts are
whole Noto Sans SC files of which the used signs are embedded, so that Chinese can be searched and copied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import IO, Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from geo.frontend import paper_font
from pages.shared.line_breaking import clean, lines_of

MM = 72 / 25.4
REGULAR, BOLD = "AtlasSans", "AtlasSans-Bold"
ACCENT, INK, SECOND, HAIRLINE, PAPER, GOLD = "#0F5C63", "#1F2A37", "#5B6675", "#E6E3DB", "#F7F6F2", "#85590B"
PRODUCT = "医养一张图 · Care Plan Atlas"
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")
_LATIN_QUOTE = re.compile(r"“([^“”\u2e80-\uffff]*)”")
Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text is set; `leading` is the distance of lines as a multiple of the size."""

    size: float = 9.0
    bold: bool = False
    colour: str = INK
    align: Align = "left"
    leading: float = 1.45

    @property
    def font(self) -> str:
        """Name of the registered font."""
        return BOLD if self.bold else REGULAR

    @property
    def line_height(self) -> float:
        """Distance of two lines in points."""
        return self.size * self.leading


STYLES: dict[str, TextStyle] = {
    "title": TextStyle(20, bold=True, colour=ACCENT, leading=1.3),
    "heading": TextStyle(12, bold=True, leading=1.35),
    "subheading": TextStyle(9.5, bold=True, colour=ACCENT),
    "sentence": TextStyle(11, leading=1.5),
    "body": TextStyle(9),
    "small": TextStyle(7.5, colour=SECOND),
    "figure": TextStyle(16, bold=True, leading=1.2),
    "unstated": TextStyle(9, bold=True, colour=GOLD),
}


@dataclass(frozen=True, slots=True)
class Area:
    """A box on a page: left edge, top edge, width and height in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.top - self.height

    def below(self, top: float) -> Area:
        """Return what of the box lies below a height."""
        return Area(self.left, top, self.width, max(0.0, top - self.bottom))


@cache
def register_fonts() -> None:
    """Make the two weights of the paper font known to ReportLab.

    Raises FrontendMissingError when the set-up was not run.
    """
    for name, weight in ((REGULAR, "regular"), (BOLD, "bold")):
        pdfmetrics.registerFont(TTFont(name, str(paper_font(weight))))  # type: ignore[arg-type]
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def open_pdf(
    target: IO[bytes] | str, size: tuple[float, float], *, title: str, language: str, made_on: str, subject: str = ""
) -> Canvas:
    """Begin a PDF with its document data; the same content gives the same bytes.

    Args:
        target: a binary file or a path.
        size: width and height of its pages.
        title: document title.
        language: zh or en.
        made_on: ISO date that stands as the time of making.
        subject: one line on what the document is.
    """
    register_fonts()
    tongue = "zh-CN" if language == "zh" else "en-US"
    canvas = Canvas(target, pagesize=size, invariant=1, pageCompression=1, initialFontName=REGULAR, lang=tongue)
    canvas.setTitle(clean(title))
    canvas.setAuthor("")
    canvas.setSubject(clean(subject))
    canvas.setCreator(PRODUCT)
    canvas.setProducer(PRODUCT)
    day = "".join(sign for sign in made_on if sign.isdigit())[:8] or "20000101"
    canvas.setDateFormatter(lambda *_: f"D:{day}000000+00'00'")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def text_width(text: str, style: TextStyle) -> float:
    """Return the width of one line of text in points."""
    register_fonts()
    return float(pdfmetrics.stringWidth(text, style.font, style.size))


def broken(text: object, width: float, style: TextStyle) -> list[str]:
    """Return the lines of a text in a width."""
    return lines_of(narrow(text), width, lambda run: text_width(run, style))


def narrow(text: object) -> str:
    r"""Return text with straight quotation marks around what has no Chinese: this font has none but wide ones.

    >>> narrow("People’s Hospital, “one core” (“一核”)")
    'People\'s Hospital, "one core" (“一核”)'
    """
    return _LATIN_QUOTE.sub(r'"\1"', _APOSTROPHE.sub("'", str(text)))


def text_height(text: object, width: float, style: TextStyle) -> float:
    """Return the height that a text takes in a width."""
    return len(broken(text, width, style)) * style.line_height


def fitted(text: object, width: float, height: float, style: TextStyle, smallest: float = 6.0) -> TextStyle:
    """Return the style in the largest size, not above its own, in which a text fits; `smallest` where none does."""
    size = style.size
    while size > smallest and text_height(text, width, replace(style, size=size)) > height:
        size -= 0.5
    return replace(style, size=max(size, smallest))


def draw_text(canvas: Canvas, text: object, area: Area, style: TextStyle) -> float:
    """Write text from the top of a box; return where the next text can begin.

    What does not fit ends in an ellipsis: call `fitted` first where all must stand.
    """
    lines = broken(text, area.width, style)
    room = max(1, int((area.height + 0.01) / style.line_height))
    if len(lines) > room:
        lines = [*lines[: room - 1], shortened(lines[room - 1] + "…", area.width, style, always=True)]
    canvas.setFillColor(HexColor(style.colour))
    canvas.setFont(style.font, style.size)
    # a line of this font reaches 0.88 of its size above the base line
    baseline = area.top - (style.line_height - style.size) / 2 - 0.88 * style.size
    for line in lines:
        _write(canvas, line, area, baseline, style.align)
        baseline -= style.line_height
    return area.top - len(lines) * style.line_height


def shortened(text: str, width: float, style: TextStyle, *, always: bool = False) -> str:
    """Return one line of text no wider than a width; an ellipsis tells that something was left out."""
    if not always and text_width(text, style) <= width:
        return text
    kept = text.rstrip("…")
    while kept and text_width(kept + "…", style) > width:
        kept = kept[:-1]
    return kept + "…"


def rule(canvas: Canvas, left: float, right: float, y: float, colour: str = HAIRLINE) -> None:
    """Draw a hairline across."""
    canvas.setStrokeColor(HexColor(colour))
    canvas.setLineWidth(0.5)
    canvas.line(left, y, right, y)


def box(canvas: Canvas, area: Area, *, fill: str = "", stroke: str = HAIRLINE, radius: float = 0.0) -> None:
    """Draw a box with a hairline; "" leaves fill or stroke out."""
    if fill:
        canvas.setFillColor(HexColor(fill))
    if stroke:
        canvas.setStrokeColor(HexColor(stroke))
    canvas.setLineWidth(0.5)
    canvas.roundRect(
        area.left, area.bottom, area.width, area.height, radius, stroke=int(bool(stroke)), fill=int(bool(fill))
    )


def draw_foot(canvas: Canvas, left: str, right: str, margin: float = 15 * MM, y: float = 9 * MM) -> None:
    """Write the foot of a page: what it belongs to on the left, version, date or page number on the right."""
    width = canvas._pagesize[0]
    rule(canvas, margin, width - margin, y + 4 * MM)
    style = STYLES["small"]
    at_right = text_width(clean(right), style)
    top = y + 3.4 * MM
    room = Area(margin, top, width - 2 * margin - at_right - 12, style.line_height)
    draw_text(canvas, shortened(clean(left), room.width, style), room, style)
    draw_text(canvas, right, Area(margin, top, width - 2 * margin, style.line_height), replace(style, align="right"))


def bookmark(canvas: Canvas, key: str, title: str, level: int = 0) -> None:
    """Let the outline of the document lead to this page."""
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(clean(title), key, level, closed=False)


def _write(canvas: Canvas, line: str, area: Area, baseline: float, align: Align) -> None:
    if align == "right":
        canvas.drawRightString(area.right, baseline, line)
    elif align == "centre":
        canvas.drawCentredString(area.left + area.width / 2, baseline, line)
    else:
        canvas.drawString(area.left, baseline, line)
