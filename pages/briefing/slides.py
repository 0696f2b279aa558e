"""A briefing as a PowerPoint file of native objects: shapes for maps, tables, charts, notes with sources."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pptx.oxml import parse_xml

from pages.briefing.scene import Briefing, Scene
from pages.briefing.slide_areas import Areas, lay_scene
from pages.briefing.slide_chart import draw_slide_chart
from pages.briefing.slide_figures import draw_figures
from pages.briefing.slide_foot import draw_foot, draw_imprint, draw_sources
from pages.briefing.slide_map_panel import draw_map_panel
from pages.briefing.slide_master import WIDTHS, Ratio, new_deck, set_notes_theme
from pages.briefing.slide_notes import write_notes
from pages.briefing.slide_shapes import NAMESPACES, Box, Drawing
from pages.briefing.slide_table import draw_slide_table
from pages.briefing.slide_text import Lettering, fitted, height_of, shortened, text_body
from pages.shared.labels import in_language

TITLE = Lettering(36, bold=True, anchor="ctr")
COVER_TITLE = Lettering(44, bold=True, colour="#0F5C63", anchor="b")
SMALLEST_TITLE = 24.0


def pptx_bytes(briefing: Briefing, bundle: Mapping[str, Any], ratio: Ratio = "16:9") -> bytes:
    """Return a briefing as a PowerPoint file; the same briefing gives the same bytes.

    Args:
        briefing: the scenes in order; each becomes a slide.
        bundle: content of the plan's map file (`map_bundle.build_bundle`); where a region has no boundary it is
            empty and scenes go without their maps.
        ratio: shape of the slides.
    """
    with in_language(briefing.language):
        deck = new_deck(briefing, ratio)
        for number, scene in enumerate(drawable(briefing, bundle), 1):
            _add_slide(deck, briefing, scene, (bundle, WIDTHS[ratio], number))
        if briefing.scenes:
            set_notes_theme(deck)
        target = io.BytesIO()
        deck.save(target)
    return settled(target.getvalue(), briefing.made_on)


def drawable(briefing: Briefing, bundle: Mapping[str, Any]) -> tuple[Scene, ...]:
    """Return the scenes, without maps where there is no geometry to draw."""
    return briefing.scenes if bundle else tuple(replace(scene, map=None) for scene in briefing.scenes)


def settled(archive: bytes, made_on: str) -> bytes:
    """Return a zip file whose members carry the date of making instead of the clock's."""
    year, month, day = (int(part) for part in made_on[:10].split("-"))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, source.read(name))
    return target.getvalue()


def _add_slide(deck: Any, briefing: Briefing, scene: Scene, place: tuple[Mapping[str, Any], float, int]) -> None:
    bundle, width, number = place
    is_cover = scene.kind == "cover"
    slide = deck.slides.add_slide(deck.slide_layouts[0 if is_cover else 1])
    areas = lay_scene(scene, width)
    _write_title(slide, scene, areas, width)
    drawing = Drawing(slide, briefing.language)
    if areas.figures:
        draw_figures(drawing, scene.figures[: areas.figures_shown], areas.figures)
    if scene.table and areas.table:
        draw_slide_table(drawing, scene.table, areas.table, scene.title)
    if scene.chart and areas.chart:
        draw_slide_chart(slide, scene.chart, areas.chart, scene.title, briefing.made_on)
        drawing = Drawing(slide, briefing.language)
    left_out = draw_map_panel(drawing, scene, bundle, areas) if areas.map else 0
    if is_cover:
        draw_imprint(drawing, briefing, width)
    else:
        draw_sources(drawing, briefing, scene, width)
    draw_foot(slide, drawing, briefing, width, number)
    write_notes(slide, briefing, scene, left_out)


def _write_title(slide: Any, scene: Scene, areas: Areas, width: float) -> None:
    title = slide.shapes.title
    if scene.kind == "cover":
        left, top, inner, _ = areas.sentence
        box: Box = (left, 30.0, inner, top - 44.0)
        style = COVER_TITLE
    else:
        box = (36.0, 20.0, width - 72.0, 52.0)
        style = TITLE
    lettering = fitted(scene.title, box[2], box[3], style, SMALLEST_TITLE)
    if scene.kind != "cover" and height_of(scene.title, box[2], lettering) > box[3]:
        lettering = fitted(scene.title, box[2], box[3], style, 18)
    _fill(title, shortened(scene.title, box[2], box[3], lettering), lettering, box)
    body = slide.placeholders[1]
    if scene.sentence:
        _fill(body, scene.sentence, areas.lettering, areas.sentence)
    else:
        body._element.getparent().remove(body._element)


def _fill(placeholder: Any, text: str, lettering: Lettering, box: Box) -> None:
    """Write text into a placeholder and put it into its box."""
    from pages.shared.labels import language

    placeholder.left, placeholder.top, placeholder.width, placeholder.height = (round(side * 12_700) for side in box)
    element = placeholder._element
    body = text_body(" ".join(text.split("\n")), lettering, language())
    element.replace(element.txBody, parse_xml(body.replace("<p:txBody>", f"<p:txBody {NAMESPACES}>", 1)))
