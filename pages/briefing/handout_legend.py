"""The legend of a map on the handout: a vector picture of its own beside the map, which it then does not cover."""

from __future__ import annotations

from geo.map_spec import MapSpec
from geo.print_map.canvas import Canvas
from geo.print_map.legend import draw_legend, lay_legend
from pages.shared.pdf_page import MM, Area

TEXT_MM, PX_MM = 2.4, 0.19


def legend_picture(spec: MapSpec, room: Area) -> tuple[Area, bytes] | None:
    """Return the legend as PDF and its place at the top of a room; None where there is none or it does not fit."""
    groups = [group for group in spec.legend if group.items]
    if not groups:
        return None
    width = room.width / MM
    for columns in (1, 2):
        layout = lay_legend(groups, spec.legend_note, width, columns, TEXT_MM, PX_MM)
        height = layout.height + 1
        if height * MM <= room.height:
            canvas = Canvas(width, height)
            draw_legend(canvas, layout, 0, height - 0.5)
            return Area(room.left, room.top, room.width, height * MM), canvas.save("pdf", 72)
    return None
