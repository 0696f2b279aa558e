"""The handout of a briefing: the very scenes, two on a page, with maps as vectors, sources and lines for notes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from pages.briefing.handout_scene import Block, draw_scene
from pages.briefing.scene import Briefing
from pages.briefing.slide_foot import imprint
from pages.briefing.slides import drawable
from pages.shared.labels import in_language, word
from pages.shared.pdf_page import MM, STYLES, Area, bookmark, draw_foot, open_pdf, rule, shortened, text_width
from pages.shared.pdf_pictures import PlacedPicture, with_pictures

A4 = (210 * MM, 297 * MM)
MARGIN, FOOT, GAP = 15 * MM, 16 * MM, 8 * MM
FOOT_GAP = 14.0
PER_PAGE = 2


def handout_bytes(briefing: Briefing, bundle: Mapping[str, Any]) -> bytes:
    """Return the handout as PDF (A4 upright); the same briefing gives the same bytes.

    Args:
        briefing: the scenes in their order. Notes of the presenter are left out: the handout goes to the audience.
        bundle: content of the plan's map file (`map_bundle.build_bundle`); empty where a region has no boundary.
    """
    with in_language(briefing.language):
        target = io.BytesIO()
        canvas = open_pdf(
            target,
            A4,
            title=briefing.title,
            language=briefing.language,
            made_on=briefing.made_on,
            subject=word("handout.subject"),
        )
        pictures = _draw_pages(canvas, briefing, bundle)
        canvas.save()
    return with_pictures(target.getvalue(), pictures)


def _draw_pages(canvas: Canvas, briefing: Briefing, bundle: Mapping[str, Any]) -> list[PlacedPicture]:
    pictures: list[PlacedPicture] = []
    scenes = drawable(briefing, bundle)
    count = max(1, -(-len(scenes) // PER_PAGE))
    for page in range(count):
        for place, scene in enumerate(scenes[page * PER_PAGE : (page + 1) * PER_PAGE]):
            number = page * PER_PAGE + place + 1
            bookmark(canvas, f"scene-{number}", f"{number}. {scene.title}")
            area = _half(place)
            drawn = draw_scene(canvas, Block(scene, number, area, briefing.sign), bundle)
            pictures += [PlacedPicture(page, room, content) for room, content in drawn]
            if place == 0:
                rule(canvas, MARGIN, A4[0] - MARGIN, area.bottom - GAP / 2)
        number_text = word("handout.page", k=page + 1, n=count)
        draw_foot(canvas, _foot(briefing, number_text), number_text, MARGIN)
        canvas.showPage()
    return pictures


def _foot(briefing: Briefing, beside: str) -> str:
    """Return the imprint in a width: a long title gives way, version and date do not."""
    style = STYLES["small"]
    room = A4[0] - 2 * MARGIN - FOOT_GAP - text_width(beside, style)
    rest = text_width(imprint(replace(briefing, sign="")), style)
    return imprint(replace(briefing, sign=shortened(briefing.sign, room - rest, style)))


def _half(place: int) -> Area:
    height = (A4[1] - MARGIN - FOOT - GAP) / PER_PAGE
    return Area(MARGIN, A4[1] - MARGIN - place * (height + GAP), A4[0] - 2 * MARGIN, height)
