"""Names on the map of a slide: placed as on paper, each a text box of its own, none below 14 points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from geo.map_spec import MapSpec
from geo.print_map import labels
from geo.print_map.canvas import Box, Ink
from geo.print_map.figures import Placed
from geo.print_map.labels import PlacedName
from geo.print_map.name_styles import LINE
from geo.print_map.names import Name, wanted_names
from geo.print_map.view import View
from pages.briefing.slide_canvas import POINTS_PER_MM, SlideCanvas, to_slide
from pages.briefing.slide_shapes import Look
from pages.briefing.slide_text import LEADING, SMALLEST, Lettering
from pages.shared.labels import word

SMALLEST_MM = SMALLEST / POINTS_PER_MM
MOST = 60  # names that a slide can carry in this size


def name_map(
    canvas: SlideCanvas,
    view: View,
    spec: MapSpec,
    bundle: Mapping[str, Any],
    shown: tuple[Sequence[Placed], Sequence[Box]],
) -> int:
    """Write the names of a map; return how many of the plan's own things found no room for theirs.

    `shown` are the points that are drawn, and the boxes that no name may cover.
    """
    placed, taken = shown
    # on a slide a name stands once: a presenter moves the shapes
    wanted = [_legible(name) for name in wanted_names(view, spec, bundle, placed) if name.kind != "piece"]
    wanted = [name for name in wanted if name.style != "fixed" or name.extent[0] <= _room(name, placed)]
    labelling = labels.place_names(wanted[:MOST], view.frame, list(taken), view.px)
    for item in labelling.placed:
        with canvas.called(f"{word('slides.leader')} {' '.join(item.name.lines)}"):
            if item.leader:
                tone = item.name.colour if item.name.style == "pill" else labels.LEADER
                canvas.line(item.leader, Ink(stroke=tone, width=1.4 * view.px))
    for item in labelling.placed:
        _write(canvas, item)
    return labelling.left_out_count + sum(name.kind not in labels.NOT_COUNTED for name in wanted[MOST:])


def _legible(name: Name) -> Name:
    # lines stand wider apart than on paper: a name asks for a box of that size
    lines = (*name.lines, name.detail) if name.detail else name.lines
    return replace(name, size=max(SMALLEST_MM, name.size) * LEADING / LINE, spacing=0.0, lines=lines, detail="")


def _room(name: Name, placed: Sequence[Placed]) -> float:
    key = name.key.removeprefix("amount:")
    return next((2.2 * item.reach for item in placed if item.key == key), 0.0)


def _write(canvas: SlideCanvas, item: PlacedName) -> None:
    name, box = item.name, item.box
    is_pill = name.style == "pill"
    size = round(name.size * LINE / LEADING * POINTS_PER_MM, 1)
    colour = "#FFFFFF" if is_pill else name.colour
    lettering = Lettering(
        size, name.weight == "bold", colour, "ctr", "ctr", wraps=False, halo="" if is_pill else "#FFFFFF"
    )
    left, top = to_slide(box.x, box.top)
    text = "\n".join(name.lines)
    needed = len(text.split("\n")) * size * LEADING
    height = max(box.h * POINTS_PER_MM, needed)
    place = (left, top + (box.h * POINTS_PER_MM - height) / 2, box.w * POINTS_PER_MM, height)
    look = Look(name.colour, stroke="#FFFFFF", width=1.2) if is_pill else Look()
    canvas.drawing.text(text, place, lettering, f"{word('map.labels')} {' '.join(name.lines)}", look)
