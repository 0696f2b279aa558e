"""The symbol before a line of the legend, drawn as on the map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import shapely
from matplotlib.path import Path as Outline

from geo.map_spec import LegendItem
from geo.map_views import DOTS, HATCH
from geo.print_map import ground, marks
from geo.print_map.canvas import Canvas
from geo.print_map.overlay import overlay_mark
from geo.print_map.shapes import Box, Ink

PLAIN = "#0F5C63"
MARK_PX = 5.5
NO_EDGE = "none"


def height(item: LegendItem, size: float, px: float) -> float:
    """Return how high the symbol of a legend line is, in mm; `size` is the height of its text."""
    if item.symbol == "circle" and item.radius:
        return 2 * item.radius * px
    return {"point": marks.SYMBOL_PX * px, "status": marks.BADGE_PX * px, "core": 24 * px, "halo": 18 * px}.get(
        item.symbol, size
    )


def draw(canvas: Canvas, item: LegendItem, area: shapely.Polygon, px: float) -> None:
    """Draw the symbol of a legend line into the middle of an area in mm; lines and areas fill it."""
    west, south, east, north = area.bounds
    middle = ((west + east) / 2, (south + north) / 2)
    colour = item.colour or PLAIN
    if item.symbol == "point":
        states = frozenset(item.className.split())
        glyph, basis = item.glyph or "other", item.basis or "district"
        canvas.paths(marks.symbol(glyph, basis, middle, marks.SYMBOL_PX * px, states=states))
    elif item.symbol == "status":
        canvas.paths(marks.badge(item.glyph, middle, marks.BADGE_PX * px))
    elif item.symbol == "core":
        canvas.paths(marks.core_mark(colour, middle, 0.8 * px))
    elif item.symbol == "halo":
        _halo(canvas, colour, middle, 8 * px, px)
    elif item.symbol == "mark":
        canvas.paths([overlay_mark(item.glyph, colour, middle, MARK_PX * px, is_hollow=item.hollow)])
    elif item.symbol == "circle":
        dash = (3 * px, 2 * px) if item.hollow else ()
        edge = marks.CIRCLE_EDGE if colour == marks.CIRCLE else colour
        ink = Ink("" if item.hollow else colour, edge, 1.4 * px, dash, 0.28)
        canvas.circle(*middle, (item.radius or 7) * px, ink)
    elif item.symbol == "belt":
        _belt(canvas, item.colours or (colour,), Box(west, south, east - west, north - south), px)
    elif item.symbol == "line":
        _line(canvas, item, Box(west, south, east - west, north - south), px)
    else:
        _area(canvas, item, area.buffer(0.12 * (north - south), join_style="mitre"), px)


def _belt(canvas: Canvas, colours: Sequence[str], box: Box, px: float) -> None:
    ends = shapely.box(box.x, box.y, box.right, box.top).buffer(-box.h / 2 + 0.001).buffer(box.h / 2, quad_segs=6)
    middle, line = box.y + box.h / 2, (box.x + 0.6 * box.h, box.right - 0.6 * box.h)
    for colour, part in _parts(box, colours):
        canvas.shape(ends.intersection(part), Ink(colour, colour, px, fill_opacity=0.3))
        west, _, east, _ = part.bounds
        dashes = [(max(west, line[0]), middle), (min(east, line[1]), middle)]
        canvas.line(dashes, Ink(stroke=colour, width=1.6 * px, dash=(4 * px, 3 * px)))


def _halo(canvas: Canvas, colour: str, middle: tuple[float, float], radius: float, px: float) -> None:
    """Draw the fading rings of a core without the core."""
    for share, edge in ((1.0, colour), (0.66, ""), (0.33, "")):
        canvas.circle(*middle, share * radius, Ink(colour, edge, px, (3 * px, 4 * px), 0.12, 0.55))


def _parts(box: Box, colours: Sequence[str]) -> Iterator[tuple[str, shapely.Polygon]]:
    """Yield each colour with its part of a swatch, side by side from the left."""
    width = box.w / len(colours)
    for place, colour in enumerate(colours):
        yield colour, shapely.box(box.x + place * width, box.y - 1, box.x + (place + 1) * width, box.top + 1)


def _line(canvas: Canvas, item: LegendItem, box: Box, px: float) -> None:
    x, y, w, h = box
    if item.radius:  # a boundary: straight, as wide as on the map
        canvas.line([(x, y + h / 2), (x + w, y + h / 2)], Ink(stroke=item.colour, width=item.radius * px))
        return
    points = [(x, y + 0.25 * h), (x + 0.3 * w, y + 1.3 * h), (x + 0.6 * w, y - 0.3 * h), (x + w, y + 0.75 * h)]
    curve = Outline(points, [Outline.MOVETO, Outline.CURVE4, Outline.CURVE4, Outline.CURVE4])
    canvas.path(curve, Ink(stroke=item.colour or PLAIN, width=2 * px))


def _area(canvas: Canvas, item: LegendItem, area: shapely.Polygon, px: float) -> None:
    if item.fill == HATCH:
        ground.hatch(canvas, area, px)
    elif item.fill == DOTS:
        ground.dots(canvas, area, px)
    # on paper an area of reach has an edge, too: a pale fill alone is lost on a copier
    stroke = item.colour if item.stroke == NO_EDGE else item.stroke
    opacity = 0.2 if item.opacity is None else item.opacity
    west, south, east, north = area.bounds
    for colour, part in _parts(Box(west, south, east - west, north - south), item.colours or (item.colour or PLAIN,)):
        laid = area.intersection(part)
        if item.fill not in (HATCH, DOTS):
            canvas.shape(laid, Ink(item.fill or colour, fill_opacity=opacity))
        canvas.shape(laid, Ink(stroke=stroke or colour, width=1.4 * px, dash=(4 * px, 3 * px) if item.dashed else ()))
