"""Native PowerPoint shapes as XML: fills with transparency, dashes, freeforms, text boxes, groups.

Lengths are points from the slide's left and upper edge. Every shape has a name (for the selection pane) and, where it
says something, a description (for those who do not see it).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml

from pages.briefing.slide_text import Lettering, text_body
from pages.shared.line_breaking import clean

EMU = 12_700  # per point
Box = tuple[float, float, float, float]  # left, top, width, height
Path = Sequence[tuple[str, Sequence[tuple[float, float]]]]
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape is painted; "" leaves fill or stroke out.

    `dash` is a preset of PowerPoint (dash, sysDash, sysDot), `pattern` a preset with its two colours (on `fill`).
    """

    fill: str = ""
    opacity: float = 1.0
    stroke: str = ""
    width: float = 1.0
    stroke_opacity: float = 1.0
    dash: str = ""
    pattern: tuple[str, str] | None = None


class Drawing:
    """Puts shapes onto a slide, one above the other."""

    def __init__(self, slide: Any, language: str) -> None:
        self._tree = slide.shapes._spTree
        self.language = language
        self._last_id = max((int(one) for one in self._tree.xpath("//@id") if str(one).isdigit()), default=1)

    def preset(self, kind: str, box: Box, look: Look, name: str, descr: str = "") -> None:
        """Add a preset shape, such as rect, roundRect or ellipse."""
        adjust = '<a:gd name="adj" fmla="val 9000"/>' if kind == "roundRect" else ""
        geometry = f'<a:prstGeom prst="{kind}"><a:avLst>{adjust}</a:avLst></a:prstGeom>'
        self._add_shape(box, geometry, look, name, descr)

    def freeform(self, box: Box, path: Path, look: Look, name: str, descr: str = "") -> None:
        """Add a freeform: a path of (M, L, C, Z; points) in points of the slide, inside its box."""
        left, top, width, height = box
        steps = "".join(_step(command, points, (left, top)) for command, points in path)
        closed = "" if any(command == "Z" for command, _ in path) else ' fill="none"'
        size = f'w="{max(1, _emu(width))}" h="{max(1, _emu(height))}"'
        geometry = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/>'
            f"<a:pathLst><a:path {size}{closed}>{steps}</a:path></a:pathLst></a:custGeom>"
        )
        self._add_shape(box, geometry, look, name, descr)

    def text(self, text: str, box: Box, lettering: Lettering, name: str, look: Look | None = None) -> None:
        """Add a text box; with a look it has a fill and rounded corners."""
        look = look or Look()
        kind, adjust = ("roundRect", '<a:gd name="adj" fmla="val 30000"/>') if look.fill else ("rect", "")
        geometry = f'<a:prstGeom prst="{kind}"><a:avLst>{adjust}</a:avLst></a:prstGeom>'
        body = text_body(text, lettering, self.language)
        self._add_shape(box, geometry, look, name, "", (' txBox="1"', body))

    def line(self, start: tuple[float, float], end: tuple[float, float], look: Look, name: str) -> None:
        """Add a straight line."""
        box = (min(start[0], end[0]), min(start[1], end[1]), abs(end[0] - start[0]), abs(end[1] - start[1]))
        self.freeform(box, [("M", [start]), ("L", [end])], look, name)

    @contextmanager
    def group(self, name: str, descr: str = "") -> Iterator[Drawing]:
        """Group what is added inside; an empty group is left out."""
        outer = self._tree
        group = parse_xml(
            f"<p:grpSp {NAMESPACES}><p:nvGrpSpPr>{self.identity(name, descr)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            "<p:grpSpPr/></p:grpSp>"
        )
        outer.append(group)
        self._tree = group
        try:
            yield self
        finally:
            self._tree = outer
            _close_group(group)

    def frame(self, content: str, box: Box, name: str, descr: str) -> None:
        """Add a graphic frame around a table's XML."""
        self._tree.append(
            parse_xml(
                f"<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr>{self.identity(name, descr)}"
                '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
                f"</p:nvGraphicFramePr>{_place(box, 'p:xfrm')}<a:graphic>{content}</a:graphic></p:graphicFrame>"
            )
        )

    def _add_shape(
        self, box: Box, geometry: str, look: Look, name: str, descr: str, text: tuple[str, str] = ("", "")
    ) -> None:
        mark, body = text
        self._tree.append(
            parse_xml(
                f"<p:sp {NAMESPACES}><p:nvSpPr>{self.identity(name, descr)}<p:cNvSpPr{mark}/><p:nvPr/></p:nvSpPr>"
                f"<p:spPr>{_place(box)}{geometry}{_fill(look)}{_stroke(look)}</p:spPr>{body}</p:sp>"
            )
        )

    def append(self, xml: str) -> None:
        """Add a ready shape."""
        self._tree.append(parse_xml(xml))

    def identity(self, name: str, descr: str = "") -> str:
        """Return the next number with a name and, where there is one, a description."""
        self._last_id += 1
        said = f" descr={quoteattr(plain_text(descr))}" if descr else ""
        return f'<p:cNvPr id="{self._last_id}" name={quoteattr(plain_text(name))}{said}/>'


def plain_text(text: str) -> str:
    """Return text on one line, as names and descriptions take it."""
    return " ".join(clean(text).split())


def colour_xml(colour: str, opacity: float = 1.0) -> str:
    """Return a colour, see-through where its opacity is below 1."""
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:srgbClr val="{colour.lstrip("#").upper()}">{alpha}</a:srgbClr>'


def _fill(look: Look) -> str:
    if look.pattern:
        preset, ink = look.pattern
        return (
            f'<a:pattFill prst="{preset}"><a:fgClr>{colour_xml(ink)}</a:fgClr>'
            f"<a:bgClr>{colour_xml(look.fill)}</a:bgClr></a:pattFill>"
        )
    return f"<a:solidFill>{colour_xml(look.fill, look.opacity)}</a:solidFill>" if look.fill else "<a:noFill/>"


def _stroke(look: Look) -> str:
    if not look.stroke:
        return "<a:ln><a:noFill/></a:ln>"
    dash = f'<a:prstDash val="{look.dash}"/>' if look.dash else ""
    paint = f"<a:solidFill>{colour_xml(look.stroke, look.stroke_opacity)}</a:solidFill>"
    return f'<a:ln w="{_emu(look.width)}" cap="rnd">{paint}{dash}<a:round/></a:ln>'


def _place(box: Box, tag: str = "a:xfrm") -> str:
    left, top, width, height = (_emu(value) for value in box)
    return f'<{tag}><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></{tag}>'


def _step(command: str, points: Sequence[tuple[float, float]], origin: tuple[float, float]) -> str:
    left, top = origin
    placed = "".join(f'<a:pt x="{_emu(x - left)}" y="{_emu(y - top)}"/>' for x, y in points)
    if command == "L":
        return "".join(f"<a:lnTo>{_step('', [point], origin)}</a:lnTo>" for point in points)
    tags = {"M": "moveTo", "C": "cubicBezTo"}
    if command == "Z":
        return "<a:close/>"
    return f"<a:{tags[command]}>{placed}</a:{tags[command]}>" if command else placed


def _close_group(group: Any) -> None:
    """Give a group the extent of what it holds, in the slide's own coordinates; drop an empty one."""
    places = group.xpath(".//p:sp/p:spPr/a:xfrm")
    if not places:
        group.getparent().remove(group)
        return
    lefts = [int(place.find("{*}off").get("x")) for place in places]
    tops = [int(place.find("{*}off").get("y")) for place in places]
    rights = [left + int(place.find("{*}ext").get("cx")) for left, place in zip(lefts, places, strict=True)]
    lowers = [top + int(place.find("{*}ext").get("cy")) for top, place in zip(tops, places, strict=True)]
    x, y, cx, cy = min(lefts), min(tops), max(rights) - min(lefts), max(lowers) - min(tops)
    extent = (
        f'<a:xfrm {NAMESPACES}><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/>'
        f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{cx}" cy="{cy}"/></a:xfrm>'
    )
    group.find("{*}grpSpPr").append(parse_xml(extent))


def _emu(points: float) -> int:
    return round(points * EMU)
