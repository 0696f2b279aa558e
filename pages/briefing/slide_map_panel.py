"""The map of a scene with its note and its legend: beside the map where the column has room, else below it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
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

COLUMN_MIN, SIDE = 140.0, 150.0
LEGEND_SHARE = 0.42
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
    for count in range(len(spec.legend), 0, -1):
        layouts = _layouts(replace(spec, legend=spec.legend[:count]))
        if column and (found := next((one for one in layouts(column[2], (1, 2)) if _fits(one, column[3])), None)):
            return replace(plain, layout=found, legend=(*column[:3], legend_height(found)))
        strip = next(layouts(SIDE, (1,)))
        if _is_wide(scene, bundle, (width - SIDE - GAP) / height) and _fits(strip, height):
            place = (left + width - SIDE, top, SIDE, legend_height(strip))
            return Panel((left, top, width - SIDE - GAP, height), note, strip, place)
        below = min(layouts(width, (1, 2, 3, 4)[: max(1, int(width // COLUMN_MIN))]), key=legend_height)
        if _fits(below, LEGEND_SHARE * height):
            high = legend_height(below)
            lower = (left, top + height - high + note_height, width, high)
            above = height - high - GAP
            return Panel((left, top, width, above), (left, top + above + 2, width, note_height), below, lower)
    return plain


def _layouts(spec: MapSpec) -> Callable[[float, Sequence[int]], Iterator[LegendLayout]]:
    def laid(width: float, columns: Sequence[int]) -> Iterator[LegendLayout]:
        return (legend_layout(spec, width, count, 0.75 * PX_MM) for count in columns)

    return laid


def _fits(layout: LegendLayout, height: float) -> bool:
    return legend_height(layout) <= height


def _is_wide(scene: Scene, bundle: Mapping[str, Any], share: float) -> bool:
    """Tell whether a frame of this width per height is no narrower than what the map shows."""
    west, south, east, north = scene.box or bundle["box"]
    return share >= (east - west) * math.cos(math.radians((south + north) / 2)) / max(north - south, 1e-9)
