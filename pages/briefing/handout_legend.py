"""The legend of a map on the handout: a vector picture of its own beside the map, which it then does not cover."""

from __future__ import annotations

from collections.abc import Sequence

from geo.map_spec import LegendGroup, MapSpec
from geo.print_map.canvas import Canvas
from geo.print_map.legend import LegendLayout, draw_legend, lay_legend
from pages.shared.pdf_page import MM, Area

TEXT_MM, PX_MM = 2.4, 0.19
NARROWEST_MM = 28.0  # of a column


def legend_picture(spec: MapSpec, room: Area, *, is_low: bool = False) -> tuple[Area, bytes] | None:
    """Return the legend as PDF and its place at the top of a room; None where there is none or it does not fit.

    In as few columns as fit; with `is_low` in those in which it is lowest, if need be without its last groups.
    """
    groups = [group for group in spec.legend if group.items]
    for kept in range(len(groups), 0 if is_low else len(groups) - 1, -1):
        for layout in _layouts(groups[:kept], spec.legend_note, room.width / MM, is_low=is_low):
            height = layout.height + 1
            if height * MM <= room.height:
                canvas = Canvas(room.width / MM, height)
                draw_legend(canvas, layout, 0, height - 0.5)
                return Area(room.left, room.top, room.width, height * MM), canvas.save("pdf", 72)
    return None


def _layouts(groups: Sequence[LegendGroup], note: str, width_mm: float, *, is_low: bool) -> list[LegendLayout]:
    columns = [count for count in (1, 2, 3) if count == 1 or width_mm / count >= NARROWEST_MM]
    found = [lay_legend(groups, note, width_mm, count, TEXT_MM, PX_MM) for count in columns]
    return sorted(found, key=lambda layout: layout.height) if is_low else found
