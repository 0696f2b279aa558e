"""The map of a scene with its note and its legend: beside the map where the column has room, else below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geo.map_spec import MapSpec
from geo.print_map.legend import LegendLayout
from pages.briefing.scene import Scene
from pages.briefing.slide_areas import NOTE, Areas, without
from pages.briefing.slide_canvas import SlideCanvas
from pages.briefing.slide_map import PX_MM, draw_slide_map
from pages.briefing.slide_map_furniture import draw_slide_legend, legend_height, legend_layout
from pages.briefing.slide_shapes import Box, Drawing
from pages.briefing.slide_text import height_of
from pages.shared.labels import word

COLUMN_MIN = 140.0
LEGEND_SHARE = 0.42
GAP = 6.0


def draw_map_panel(drawing: Drawing, scene: Scene, bundle: Mapping[str, Any], areas: Areas) -> int:
    """Draw map, note and legend; return how many names found no room on the map."""
    box, spec = areas.map, scene.map
    if box is None or spec is None:
        return 0
    note = " ".join(spec.notes.split())
    note_height = height_of(note, box[2], NOTE) if note else 0.0
    box = without(box, note_height + (2 if note else 0))
    legend = _legend_place(scene, areas, box)
    if legend and legend[1][1] > box[1] + 1 and legend[1][0] >= box[0] - 1:
        box = without(box, legend[1][3] + GAP)
    drawn = draw_slide_map(drawing, scene, bundle, box)
    if note:
        place = (box[0], box[1] + box[3] + 2, box[2], note_height)
        drawing.text(note, place, replace(NOTE, align="l"), word("common.schematic"))
    if legend:
        layout, place = legend
        if place[0] >= box[0] - 1:
            place = (place[0], box[1] + box[3] + note_height + GAP, place[2], place[3])
        draw_slide_legend(SlideCanvas(drawing), layout, place)
    return drawn.names_left_out


def _legend_place(scene: Scene, areas: Areas, box: Box) -> tuple[LegendLayout, Box] | None:
    """Return the legend and its box: in the column, else as a strip of columns below the map, else none."""
    spec = scene.map
    if spec is None or not spec.legend or scene.kind == "cover":
        return None
    px = 0.75 * PX_MM
    if areas.legend:
        left, top, width, room = areas.legend
        layout = legend_layout(spec, width, 1, px)
        if legend_height(layout) <= room:
            return layout, (left, top, width, legend_height(layout))
        layout = legend_layout(spec, width, 2, px)
        if legend_height(layout) <= room:
            return layout, (left, top, width, legend_height(layout))
    return _strip(spec, box, px)


def _strip(spec: MapSpec, box: Box, px: float) -> tuple[LegendLayout, Box] | None:
    """Return a legend below the map; the last groups are left out where all would leave too little map."""
    columns = min(4, max(1, int(box[2] // COLUMN_MIN)))
    for count in range(len(spec.legend), 0, -1):
        shown = replace(
            spec, legend=spec.legend[:count], legend_note=spec.legend_note if count == len(spec.legend) else ""
        )
        layout = legend_layout(shown, box[2], columns, px)
        height = legend_height(layout)
        if height <= LEGEND_SHARE * box[3]:
            return layout, (box[0], box[1] + box[3] - height, box[2], height)
    return None
