"""The map of a scene with its note and its legend: beside the map where the column has room, else below it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.map_spec import MapSpec
from geo.print_map.legend import LegendLayout
from pages.briefing.scene import Scene
from pages.briefing.slide_areas import NOTE, Areas
from pages.briefing.slide_canvas import SlideCanvas
from pages.briefing.slide_map import PX_MM, draw_slide_map
from pages.briefing.slide_map_furniture import draw_slide_legend, legend_height, legend_layout
from pages.briefing.slide_shapes import Box, Drawing
from pages.briefing.slide_text import height_of
from pages.shared.labels import word

COLUMN_MIN, MAP_LEAST = 140.0, 200.0
SIDES = (150.0, 178.0, 200.0)
LEGEND_SHARE, NARROW = 0.42, 0.8
LEGEND_PX = 0.75 * PX_MM
GAP = 8.0


@dataclass(frozen=True, slots=True)
class Panel:
    """Where a map stands, where its note, and where its legend, if there is room for one."""

    map: Box
    note: Box
    layout: LegendLayout | None = None
    legend: Box = (0.0, 0.0, 0.0, 0.0)


def draw_map_panel(drawing: Drawing, scene: Scene, bundle: Mapping[str, Any], areas: Areas) -> int:
    """Draw map, note and legend; return how many names found no room on the map."""
    spec = scene.map
    if areas.map is None or spec is None:
        return 0
    panel = lay_panel(scene, spec, bundle, (areas.map, areas.legend))
    drawn = draw_slide_map(drawing, scene, bundle, panel.map)
    note = " ".join(spec.notes.split())
    if note:
        drawing.text(note, panel.note, NOTE, word("common.schematic"))
    if panel.layout:
        draw_slide_legend(SlideCanvas(drawing), panel.layout, panel.legend)
    return drawn.names_left_out


def lay_panel(scene: Scene, spec: MapSpec, bundle: Mapping[str, Any], areas: tuple[Box, Box | None]) -> Panel:
    """Share the room: the legend in the column, beside a tall region, or below; else without its last groups."""
    (left, top, width, height), column = areas
    note_height = height_of(" ".join(spec.notes.split()), width, NOTE)
    height -= note_height + 2
    note = (left, top + height + 2, width, note_height)
    plain = Panel((left, top, width, height), note)
    if not spec.legend or scene.kind == "cover":
        return plain
    room = (left, top, width, height, note_height)
    counts = range(len(spec.legend), 0, -1)
    shown = [replace(spec, legend=spec.legend[:count]) for count in counts]
    if column:
        found = next((one for state in shown[:-1] or shown for one in _in_column(state, column)), None)
        if found:
            return replace(plain, layout=found, legend=(*column[:3], legend_height(found)))
    sides = [
        side
        for side in SIDES
        if width - side - GAP >= MAP_LEAST and is_wide_enough(scene, bundle, (width - side - GAP) / height)
    ]
    found = next((panel for state in shown for panel in _around_map(state, room, sides)), None)
    if found is None and spec.choropleth:  # colours say nothing without their classes
        found = next(_around_map(shown[-1], room, [one for one in SIDES if width - one - GAP >= width / 3]), None)
    return found or plain


def _in_column(spec: MapSpec, column: Box) -> list[LegendLayout]:
    layouts = [legend_layout(spec, column[2], count, LEGEND_PX) for count in (1, 2)]
    return [layout for layout in layouts if legend_height(layout) <= column[3]]


def _around_map(spec: MapSpec, room: tuple[float, ...], sides: Sequence[float]) -> Iterator[Panel]:
    """Yield the panels with the legend beside the map or below it, where there is room."""
    left, top, width, height, note_height = room
    for side in sides:
        strip = legend_layout(spec, side, 1, LEGEND_PX)
        if legend_height(strip) <= height:
            beside = (left + width - side, top, side, legend_height(strip))
            note = (left, top + height + 2, width, note_height)
            yield Panel((left, top, width - side - GAP, height), note, strip, beside)
    most = min(4, max(1, int(width // COLUMN_MIN)))
    below = min((legend_layout(spec, width, one, LEGEND_PX) for one in range(1, most + 1)), key=legend_height)
    high = legend_height(below)
    if high <= LEGEND_SHARE * height:
        above = height - high - GAP
        note, lower = (
            (left, top + above + 2, width, note_height),
            (left, top + height - high + note_height, width, high),
        )
        yield Panel((left, top, width, above), note, below, lower)


def is_wide_enough(scene: Scene, bundle: Mapping[str, Any], share: float) -> bool:
    """Tell whether a frame of this width per height is no narrower than what the map shows."""
    west, south, east, north = scene.box or bundle["box"]
    return share >= NARROW * (east - west) * math.cos(math.radians((south + north) / 2)) / max(north - south, 1e-9)
