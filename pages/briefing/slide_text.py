"""Text on slides: its XML, and sizes chosen by measuring, because PowerPoint does not fit text in made files.

Texts are measured in Noto Sans SC, whose Chinese is as wide as 微软雅黑's and whose Latin letters are about as wide; a
margin of a few percent is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from pages.shared.line_breaking import clean
from pages.shared.pdf_page import INK, TextStyle, broken, text_width

SMALLEST = 14.0
SPARE = 0.94  # of a width that measured text may take
LEADING = 1.3


@dataclass(frozen=True, slots=True)
class Lettering:
    """How text is set: size in points, `anchor` t, ctr or b; `inset` is the space inside the box on its four sides.

    `wraps` is False for names that stand on one line; `halo` is the colour of a soft edge around the letters.
    """

    size: float = 16.0
    bold: bool = False
    colour: str = INK
    align: str = "l"
    anchor: str = "t"
    inset: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    wraps: bool = True
    halo: str = ""

    @property
    def line_height(self) -> float:
        """Distance of two lines in points."""
        return self.size * LEADING

    @property
    def style(self) -> TextStyle:
        """The style that measures it."""
        return TextStyle(self.size, self.bold, leading=LEADING)


def width_of(text: str, lettering: Lettering) -> float:
    """Return the width of text on one line."""
    return text_width(clean(text), lettering.style) / SPARE


def height_of(text: str, width: float, lettering: Lettering) -> float:
    """Return the height of text in a width."""
    return len(broken(text, width * SPARE, lettering.style)) * lettering.line_height


def fitted(text: str, width: float, height: float, lettering: Lettering, smallest: float = SMALLEST) -> Lettering:
    """Return the lettering in the largest size, not above its own, in which text fits a box."""
    size = lettering.size
    while size > smallest and height_of(text, width, replace(lettering, size=size)) > height:
        size -= 1
    return replace(lettering, size=max(size, smallest))


def shortened(text: str, width: float, height: float, lettering: Lettering) -> str:
    """Return what of a text fits a box in its size; an ellipsis tells that something was left out."""
    lines = broken(text, width * SPARE, lettering.style)
    room = max(1, int((height + 0.01) / lettering.line_height))
    if len(lines) <= room:
        return clean(text)
    joined = "".join(_with_gap(line, after) for line, after in zip(lines[:room], lines[1:], strict=False))
    while joined and len(broken(joined + "…", width * SPARE, lettering.style)) > room:
        joined = joined[:-1]
    return joined.rstrip() + "…"


def text_body(text: str, lettering: Lettering, language: str, tag: str = "p:txBody") -> str:
    """Return a text body's XML; each line of the text is a paragraph of its own."""
    left, top, right, bottom = (round(side * 12_700) for side in lettering.inset)
    wrap = "square" if lettering.wraps else "none"
    body = (
        f'<a:bodyPr wrap="{wrap}" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
        f'anchor="{lettering.anchor}" rtlCol="0"><a:noAutofit/></a:bodyPr>'
    )
    lines = clean(text).split("\n") or [""]
    return f"<{tag}>{body}<a:lstStyle/>{''.join(paragraph(line, lettering, language) for line in lines)}</{tag}>"


def paragraph(line: str, lettering: Lettering, language: str) -> str:
    """Return a paragraph's XML with exact line spacing, so that it is as high in each program."""
    line_height = f'<a:lnSpc><a:spcPts val="{round(lettering.line_height * 100)}"/></a:lnSpc>'
    spacing = f'{line_height}<a:spcBef><a:spcPts val="0"/></a:spcBef>'
    properties = f'<a:pPr marL="0" indent="0" algn="{lettering.align}">{spacing}<a:buNone/></a:pPr>'
    if not line.strip():
        return f"<a:p>{properties}<a:endParaRPr {_tongue(language)}/></a:p>"
    return f"<a:p>{properties}<a:r>{run_properties(lettering, language)}<a:t>{escape(clean(line))}</a:t></a:r></a:p>"


def run_properties(lettering: Lettering, language: str) -> str:
    """Return the properties of a run: language, size, weight, colour, halo; the typeface is the theme's."""
    bold = ' b="1"' if lettering.bold else ' b="0"'
    colour = lettering.colour.lstrip("#").upper()
    halo = ""
    if lettering.halo:
        halo = (
            f'<a:effectLst><a:glow rad="38100"><a:srgbClr val="{lettering.halo.lstrip("#")}"/></a:glow></a:effectLst>'
        )
    fonts = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
    return (
        f'<a:rPr {_tongue(language)} sz="{round(lettering.size * 100)}"{bold} dirty="0">'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{halo}{fonts}</a:rPr>'
    )


def _tongue(language: str) -> str:
    return 'lang="zh-CN" altLang="en-US"' if language == "zh" else 'lang="en-US" altLang="zh-CN"'


def _with_gap(line: str, after: str) -> str:
    """Return a line with the space that breaking it took away between two Latin words."""
    is_latin = line[-1:].isascii() and after[:1].isascii()
    return line + " " if is_latin and line and after else line
