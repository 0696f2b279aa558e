"""What stands at the foot of slides: sources of the scene, sign and version, slide number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pages.briefing.scene import Briefing, Scene
from pages.briefing.slide_areas import NOTE, SOURCE_TOP
from pages.briefing.slide_master import FOOT_HEIGHT, FOOT_TOP, HEIGHT, MARGIN, number_field
from pages.briefing.slide_shapes import NAMESPACES, Drawing
from pages.briefing.slide_text import SMALLEST, SPARE, Lettering, shortened, text_body, width_of
from pages.shared.labels import word

FOOT = Lettering(SMALLEST, colour="#5B6675", anchor="ctr")


def imprint(briefing: Briefing) -> str:
    """Return plan, version of its data and day of making on one line."""
    return word(
        "slides.imprint",
        sign=briefing.sign,
        version=briefing.version,
        data=briefing.data_as_of,
        made=briefing.made_on,
    )


def draw_sources(drawing: Drawing, briefing: Briefing, scene: Scene, width: float) -> None:
    """Write the first source of a scene on one line; all of them stand in the notes."""
    if not scene.sources:
        return
    more = word("slides.sources_more", n=len(scene.sources) - 1) if len(scene.sources) > 1 else ""
    room = SPARE * (width - 2 * MARGIN) - (width_of(more, NOTE) if more else 0)
    said = word("slides.source", source=without_plan(scene.sources[0], briefing.sign))
    line = shortened(" ".join(said.split()), room, NOTE.line_height, NOTE)
    box = (MARGIN, SOURCE_TOP, width - 2 * MARGIN, NOTE.line_height)
    drawing.text(line + more, box, NOTE, word("slides.notes_sources"))


def without_plan(source: str, sign: str) -> str:
    """Return a source without the plan's title, which the foot says: more of section and words finds room."""
    for title in (f"《{sign}》", f"{sign}: ", sign):
        if source.startswith(title) and len(source) > len(title):
            return source.removeprefix(title).lstrip(" ，,：:")
    return source


def draw_imprint(drawing: Drawing, briefing: Briefing, width: float) -> None:
    """Write plan, version and date at the foot of the cover in larger type."""
    lettering = Lettering(16, colour="#5B6675", anchor="b")
    left = MARGIN + 24
    box = (left, HEIGHT - 84, width - left - MARGIN, 44.0)
    drawing.text(shortened(imprint(briefing), box[2], box[3], lettering), box, lettering, word("slides.foot"))


def draw_foot(slide: Any, drawing: Drawing, briefing: Briefing, width: float, number: int) -> None:
    """Add foot and slide number as placeholders, so that the master moves them."""
    room = width - 2 * MARGIN - 70
    if number > 1:
        # a long title gives way, version and date do not
        beside = width_of(imprint(replace(briefing, sign="")), FOOT)
        sign = shortened(briefing.sign, max(60.0, room - beside), FOOT.line_height, FOOT)
        text = shortened(imprint(replace(briefing, sign=sign)), room, FOOT.line_height, FOOT)
        body = text_body(text, FOOT, briefing.language)
        drawing.append(_placeholder(drawing, "ftr", 11, body, (MARGIN, room)))
    lettering = Lettering(SMALLEST, colour="#5B6675", anchor="ctr", align="r")
    body = text_body("1", lettering, briefing.language)
    start, end = body.index("<a:r>"), body.index("</a:r>") + len("</a:r>")
    properties = body[body.index("<a:rPr") : body.index("</a:rPr>") + len("</a:rPr>")]
    field = number_field().replace("‹#›", str(number))
    field = field[: field.index("<a:rPr")] + properties + field[field.index("<a:t>") :]
    drawing.append(_placeholder(drawing, "sldNum", 12, body[:start] + field + body[end:], (width - MARGIN - 60, 60.0)))


def _placeholder(drawing: Drawing, kind: str, index: int, body: str, across: tuple[float, float]) -> str:
    name = word("slides.foot" if kind == "ftr" else "slides.number")
    left, width = across
    place = [round(side * 12_700) for side in (left, FOOT_TOP, width, FOOT_HEIGHT)]
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr>{drawing.identity(name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{place[0]}" y="{place[1]}"/><a:ext cx="{place[2]}" cy="{place[3]}"/></a:xfrm>'
        f"</p:spPr>{body}</p:sp>"
    )
