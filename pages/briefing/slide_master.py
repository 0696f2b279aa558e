"""The deck before its first slide: size, theme with 微软雅黑, one master, two layouts, document data.

It begins as python-pptx's empty deck; nothing of that deck's looks, layouts, thumbnail or printer settings is left.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Literal

import pptx
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Pt

from pages.briefing.scene import Briefing
from pages.briefing.slide_shapes import NAMESPACES, Box
from pages.shared.labels import word
from pages.shared.line_breaking import clean
from pages.shared.pdf_page import ACCENT, INK, PRODUCT, SECOND

Ratio = Literal["16:9", "4:3"]
FONT = "微软雅黑"
WIDTHS: dict[str, float] = {"16:9": 960.0, "4:3": 720.0}
HEIGHT = 540.0
MARGIN = 36.0
GROUND = "#FBFAF6"
ACCENTS = ("#0F5C63", "#E8743B", "#3E7CB1", "#C08A1E", "#7A6BB5", "#3C9A6B")
FOOT_TOP, FOOT_HEIGHT = 509.0, 22.0
TITLE_BOX_TOP, TITLE_HEIGHT = 20.0, 52.0
APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
    f'officeDocument/2006/extended-properties"><Application>{PRODUCT}</Application></Properties>'
)
UNUSED_LAYOUTS = 2  # all from the third on


def new_deck(briefing: Briefing, ratio: Ratio) -> Any:
    """Return an empty deck in our looks, with the layouts 封面 and 内容."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTHS[ratio]), Pt(HEIGHT)
    size = deck.part._element.find("{*}sldSz")
    size.attrib.pop("type", None)
    if ratio == "4:3":
        size.set("type", "screen4x3")
    for layout in list(deck.slide_layouts)[UNUSED_LAYOUTS:]:
        deck.slide_layouts.remove(layout)
    _drop_leftovers(deck)
    master = deck.slide_master
    _set_theme(master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    _set_master(master, WIDTHS[ratio])
    _set_layout(deck.slide_layouts[0], word("slides.layout_cover"), cover_boxes(WIDTHS[ratio]), "title")
    _set_layout(deck.slide_layouts[1], word("slides.layout_scene"), scene_boxes(WIDTHS[ratio]), "obj")
    _set_language(deck.part._element, briefing.language)
    _set_document_data(deck, briefing)
    return deck


def scene_boxes(width: float) -> tuple[Box, Box]:
    """Return where title and sentence of a scene stand before a slide moves them."""
    inner = width - 2 * MARGIN
    return (MARGIN, TITLE_BOX_TOP, inner, TITLE_HEIGHT), (MARGIN, 78.0, inner, 66.0)


def cover_boxes(width: float) -> tuple[Box, Box]:
    """Return where title and sentence of a cover stand before a slide moves them."""
    inner = width - 2 * MARGIN - 24
    return (MARGIN + 24, 130.0, inner, 120.0), (MARGIN + 24, 262.0, inner, 100.0)


def set_notes_theme(deck: Any) -> None:
    """Give the notes master our fonts too; call it once a slide has notes."""
    master = deck.notes_master
    _set_theme(master.part.part_related_by(RELATIONSHIP_TYPE.THEME))


def _drop_leftovers(deck: Any) -> None:
    package = deck.part.package
    for relations, kinds in ((package._rels, ("thumbnail",)), (deck.part.rels, ("printerSettings",))):
        for key in [key for key, one in relations.items() if one.reltype.endswith(kinds)]:
            relations.pop(key)
    for one in package._rels.values():
        if one.reltype.endswith("extended-properties"):
            one.target_part._blob = APP.encode()


def _set_theme(part: Any) -> None:
    """Rewrite fonts and colours of a theme; every script falls to 微软雅黑."""
    # python-pptx has read the theme of the notes already, that of the slides not
    is_read = hasattr(part, "_element")
    theme = part._element if is_read else etree.fromstring(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    theme.set("name", "Care Plan Atlas")
    for font in theme.iterfind(".//a:fontScheme/*", space):
        for child in list(font):
            font.remove(child)
        for tag in ("latin", "ea", "cs"):
            etree.SubElement(font, f"{{{space['a']}}}{tag}", typeface=FONT)
        etree.SubElement(font, f"{{{space['a']}}}font", script="Hans", typeface=FONT)
    theme.find(".//a:fontScheme", space).set("name", FONT)
    colours = dict(zip(("dk1", "lt1", "dk2", "lt2"), (INK, "#FFFFFF", SECOND, GROUND), strict=True))
    colours |= {f"accent{k}": colour for k, colour in enumerate(ACCENTS, 1)} | {"hlink": ACCENT, "folHlink": SECOND}
    scheme = theme.find(".//a:clrScheme", space)
    scheme.set("name", "Care Plan Atlas")
    for name, colour in colours.items():
        entry = scheme.find(f"a:{name}", space)
        for child in list(entry):
            entry.remove(child)
        etree.SubElement(entry, f"{{{space['a']}}}srgbClr", val=colour.lstrip("#"))
    if not is_read:
        part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_master(master: Any, width: float) -> None:
    content = master._element.find("{*}cSld")
    ground = (
        f'<p:bg {NAMESPACES}><p:bgPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    )
    content.replace(content.find("{*}bg"), parse_xml(ground))
    title, body = scene_boxes(width)
    shapes = [
        _bar(2, (0, 0, width, 6)),
        placeholder(3, 'type="title"', title, "ctr", word("slides.title")),
        placeholder(4, 'type="body" idx="1"', body, "t", word("slides.sentence")),
        *foot_placeholders(width, 5),
    ]
    _fill_tree(master, shapes)
    style = master._element.find("{*}txStyles")
    master._element.replace(style, parse_xml(_text_styles()))


def _set_layout(layout: Any, name: str, boxes: tuple[Box, Box], kind: str) -> None:
    content = layout._element.find("{*}cSld")
    content.set("name", name)
    layout._element.set("type", kind)
    for extension in layout._element.findall(".//{*}extLst"):
        extension.getparent().remove(extension)
    width = boxes[0][2] + 2 * MARGIN + (24 if kind == "title" else 0)
    is_cover = kind == "title"
    title = 'type="ctrTitle"' if is_cover else 'type="title"'
    body = 'type="subTitle" idx="1"' if is_cover else 'type="body" idx="1"'
    anchor = "b" if is_cover else "ctr"
    decoration = [_bar(2, (0, 0, 18, HEIGHT))] if is_cover else []
    shapes = [
        *decoration,
        placeholder(3, title, boxes[0], anchor, word("slides.title")),
        placeholder(4, body, boxes[1], "t", word("slides.sentence")),
        *foot_placeholders(width, 5),
    ]
    _fill_tree(layout, shapes)


def placeholder(number: int, kind: str, box: Box, anchor: str, prompt: str, size: float = 0) -> str:
    """Return a placeholder's XML for master and layouts."""
    left, top, width, height = (round(side * 12_700) for side in box)
    level = f'<a:lvl1pPr algn="l"><a:defRPr sz="{round(size * 100)}"/></a:lvl1pPr>' if size else ""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{prompt}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle>{level}</a:lstStyle><a:p><a:r><a:rPr lang="zh-CN" altLang="en-US"/>'
        f"<a:t>{prompt}</a:t></a:r></a:p>"
        "</p:txBody></p:sp>"
    )


def foot_placeholders(width: float, first: int) -> list[str]:
    """Return the foot and the slide number."""
    foot = (MARGIN, FOOT_TOP, width - 2 * MARGIN - 70, FOOT_HEIGHT)
    number = (width - MARGIN - 60, FOOT_TOP, 60.0, FOOT_HEIGHT)
    plain = placeholder(first, 'type="ftr" sz="quarter" idx="11"', foot, "ctr", word("slides.foot"), 14)
    field = placeholder(first + 1, 'type="sldNum" sz="quarter" idx="12"', number, "ctr", word("slides.number"), 14)
    field = re.sub(r"<a:r>.*</a:r>", number_field(), field).replace('algn="l"', 'algn="r"')
    return [plain, field]


def number_field() -> str:
    """Return the field that shows a slide's number."""
    return (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        '<a:rPr lang="zh-CN" altLang="en-US"/><a:t>‹#›</a:t></a:fld>'
    )


def _fill_tree(owner: Any, shapes: list[str]) -> None:
    tree = owner.shapes._spTree
    for child in list(tree)[2:]:
        tree.remove(child)
    for shape in shapes:
        tree.append(parse_xml(shape))


def _bar(number: int, box: Box) -> str:
    left, top, width, height = (round(side * 12_700) for side in box)
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{word("slides.bar")}"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _text_styles() -> str:
    def level(size: int, colour: str, bold: int, fonts: str) -> str:
        return (
            '<a:lvl1pPr marL="0" indent="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
            'hangingPunct="1"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
            f'<a:defRPr sz="{size}" b="{bold}" kern="1200"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
            f'<a:latin typeface="+{fonts}-lt"/><a:ea typeface="+{fonts}-ea"/><a:cs typeface="+{fonts}-cs"/>'
            "</a:defRPr></a:lvl1pPr>"
        )

    return (
        f"<p:txStyles {NAMESPACES}><p:titleStyle>{level(3600, 'tx1', 1, 'mj')}</p:titleStyle>"
        f"<p:bodyStyle>{level(2400, 'tx1', 0, 'mn')}</p:bodyStyle>"
        f"<p:otherStyle>{level(1400, 'tx2', 0, 'mn')}</p:otherStyle></p:txStyles>"
    )


def _set_language(presentation: Any, language: str) -> None:
    tongue, other = ("zh-CN", "en-US") if language == "zh" else ("en-US", "zh-CN")
    for properties in presentation.iterfind(".//{*}defPPr/{*}defRPr"):
        properties.set("lang", tongue)
        properties.set("altLang", other)


def _set_document_data(deck: Any, briefing: Briefing) -> None:
    made = datetime.fromisoformat(briefing.made_on)
    data = deck.core_properties
    data.title, data.author, data.last_modified_by = clean(briefing.title)[:255], PRODUCT, PRODUCT
    data.subject = clean(
        f"{briefing.sign} · {word('common.version', version=briefing.version, date=briefing.data_as_of)}"
    )[:255]
    data.keywords, data.comments, data.category = "", "", ""
    data.created = data.modified = made
    data.revision = 1
    data.language = "zh-CN" if briefing.language == "zh" else "en-US"
