"""Names as they are drawn: pills, spaced letters, lines on a white halo, boxed numbers; leader lines beneath them."""

from __future__ import annotations

from collections.abc import Sequence

from geo.print_map.canvas import Canvas
from geo.print_map.fonts import text_width
from geo.print_map.labels import LEADER, PlacedName
from geo.print_map.name_styles import DETAIL, LINE, PILL_PADDING_PX, SIZES_PX
from geo.print_map.names import Name, written_width
from geo.print_map.shapes import Ink


def draw_names(canvas: Canvas, placed: Sequence[PlacedName], px: float) -> None:
    """Draw leader lines, then names: those of elements as pills, the others on a white halo."""
    for item in placed:
        if item.leader:
            colour = item.name.colour if item.name.style == "pill" else LEADER
            canvas.line(item.leader, Ink(stroke="#FFFFFF", width=2.6 * px, stroke_opacity=0.8))
            canvas.line(item.leader, Ink(stroke=colour, width=1.2 * px))
            if item.name.style == "pill":
                canvas.circle(*item.leader[1], 2.2 * px, Ink(colour, "#FFFFFF", 0.8 * px))
    for item in placed:
        _draw(canvas, item, px)


def _draw(canvas: Canvas, item: PlacedName, px: float) -> None:
    name, box = item.name, item.box
    is_pill = name.style == "pill"
    if name.kind == "number":
        around = box.inset(-0.16 * name.size)
        canvas.box(around, Ink("#FFFFFF", name.colour, 0.8 * px), radius=min(0.4 * around.h, 0.49 * around.w))
    if is_pill:
        # the name of a piece that lies apart is a repetition: the same pill turned inside out
        look = Ink("#FFFFFF", name.colour, 1.2 * px) if name.kind == "piece" else Ink(name.colour, "#FFFFFF", 1.2 * px)
        canvas.box(box, look, radius=min(box.h / 2, 8 * px) - 0.001)
    halo = 0.0 if is_pill or name.kind in ("neighbour", "number") else 0.13 * name.size
    middle = box.x + box.w / 2
    y = box.top - (box.h - name.extent[1]) / 2 - (PILL_PADDING_PX[1] / SIZES_PX["pill"] * name.size if is_pill else 0)
    y -= name.size * LINE / 2
    for line in name.lines:
        if name.spacing:
            _spaced(canvas, name, line, middle, y)
        else:
            colour = "#FFFFFF" if is_pill and name.kind != "piece" else name.colour
            canvas.text(line, middle, y, name.size, colour, weight=name.weight, align="center", halo=halo)
        y -= name.size * LINE
    if name.detail:
        size = name.size * DETAIL
        canvas.text(
            name.detail, middle, y + (name.size - size) * LINE / 2, size, name.colour, align="center", halo=halo
        )


def _spaced(canvas: Canvas, name: Name, line: str, middle: float, y: float) -> None:
    x = middle - written_width(line, name) / 2
    for sign in line:
        canvas.text(sign, x, y, name.size, name.colour, weight=name.weight)
        x += text_width(sign, name.size, name.weight) + name.spacing
