"""A whole sheet, or the map alone for another document."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import shapely
from shapely.geometry import shape

from geo.map_spec import MapSpec
from geo.print_map import face
from geo.print_map.canvas import Canvas
from geo.print_map.layers import Drawing, draw_layers
from geo.print_map.legend import LegendBlock, draw_legend, lay_legend
from geo.print_map.names import PlacedName, draw_names, place_names, wanted_names
from geo.print_map.window import Rect, Window, make_window
from geo.sheet import Format, MapSheet

MARGIN_MM: Final = 9.0
A4_AREA: Final = 297 * 210
PX_MM: Final = 0.235  # a pixel of the screen on a sheet of A4
FEW_COLUMNS, MANY_ROWS = 1, 20
TICK_MM: Final = 3.4
LEFT_OUT: Final = ("有{n}个名称因位置不足未注记", "{n} names left out for want of room")


def print_map(spec: MapSpec, bundle: Mapping[str, Any], sheet: MapSheet, format: Format, *, dpi: int = 300) -> bytes:
    """Return a map as a sheet of paper with its whole face.

    Args:
        spec: what the map shows.
        bundle: the content of the plan's map file (`geo.map_bundle.build_bundle`).
        sheet: paper, titles, title block, sources, notes.
        format: `png` (at `dpi`), `svg` (text as text) or `pdf` (vector, fonts embedded).
        dpi: dots per inch of a PNG.
    """
    canvas, _ = draw_sheet(spec, bundle, sheet)
    return canvas.write(format, dpi, " · ".join(title for title in sheet.titles if title))


def draw_sheet(spec: MapSpec, bundle: Mapping[str, Any], sheet: MapSheet) -> tuple[Canvas, list[PlacedName]]:
    """Draw a sheet; return it with the names that were placed."""
    paper = sheet.paper
    scale = math.sqrt(paper.width_mm * paper.height_mm / A4_AREA)
    canvas = Canvas(paper.width_mm, paper.height_mm)
    left, bottom = MARGIN_MM * scale, MARGIN_MM * scale
    right, top = paper.width_mm - left, paper.height_mm - bottom
    titles = face.draw_titles(canvas, sheet, left, right, top, scale)
    block_width, block_height = face.block_size(scale)
    rect = (left + TICK_MM * scale, bottom + block_height + 5.2 * scale, right, top - titles - 1.0 * scale)
    drawing, legend, corner = _arrange(canvas, spec, bundle, rect, scale)
    placed, left_out = _draw_map(drawing, scale, sheet, legend, corner)
    _draw_frame(canvas, drawing.window, scale)
    block_width, _ = face.block_size(scale)
    face.draw_block(canvas, drawing.window, sheet, right, bottom, scale)
    more = () if not left_out else (LEFT_OUT[1 if sheet.is_english else 0].format(n=left_out),)
    noted = replace(sheet, notes=(*sheet.notes, *more))
    face.draw_notes(canvas, noted, (left, bottom, right - block_width - 5, bottom + block_height), scale)
    face.draw_stamp(canvas, sheet, rect[0], top, scale)
    return canvas, placed


def map_picture(  # noqa: PLR0913 - what a picture has
    spec: MapSpec,
    bundle: Mapping[str, Any],
    width_mm: float,
    height_mm: float,
    format: Format,
    *,
    box: Sequence[float] | None = None,
    dpi: int = 200,
    with_legend: bool = False,
    scale: float | None = None,
) -> bytes:
    """Return the map alone, without titles and block, for another document.

    Args:
        spec: what the map shows; its selection is highlighted.
        bundle: the content of the plan's map file.
        width_mm: width on the paper.
        height_mm: height on the paper.
        format: `png` (at `dpi`), `svg` or `pdf`.
        box: west, south, east, north in degrees; None for the region.
        dpi: dots per inch of a PNG.
        with_legend: whether the legend is drawn on it.
        scale: how large type and symbols are against those of a sheet of A4; None follows the picture's size.
    """
    own = scale or min(1.0, max(0.62, math.sqrt(width_mm * height_mm / A4_AREA)))
    canvas = Canvas(width_mm, height_mm)
    rect = (0.0, 0.0, width_mm, height_mm)
    if with_legend:
        drawing, legend, corner = _arrange(canvas, spec, bundle, rect, own, box)
    else:
        window = make_window(box or bundle["box"], rect)
        drawing, legend, corner = Drawing(canvas, window, spec, bundle, PX_MM * own), None, (0.0, 0.0)
    _draw_map(drawing, own, None, legend, corner)
    return canvas.write(format, dpi)


def _arrange(
    canvas: Canvas,
    spec: MapSpec,
    bundle: Mapping[str, Any],
    rect: Rect,
    scale: float,
    box: Sequence[float] | None = None,
) -> tuple[Drawing, LegendBlock | None, tuple[float, float]]:
    """Return the drawing, its legend and the legend's lower left corner: where it covers least of the region."""
    px, shown = PX_MM * scale, box or bundle["box"]
    best: tuple[float, Window, LegendBlock | None, tuple[float, float]] | None = None
    region = shapely.union_all([shape(feature["geometry"]) for feature in bundle["region"]["features"]])
    for legend in _legends(spec, scale, px):
        for window, corner in _places(shown, rect, legend, scale):
            cost = _cost(window, region, rect, legend, corner)
            if best is None or cost < best[0]:
                best = (cost, window, legend, corner)
    assert best is not None
    _, window, legend, corner = best
    return Drawing(canvas, window, spec, bundle, px), legend, corner


def _legends(spec: MapSpec, scale: float, px: float) -> Iterator[LegendBlock | None]:
    groups = [group for group in spec.legend if group.items]
    if not groups:
        yield None
    else:
        rows = sum(len(group.items) for group in groups)
        for columns in (1, 2) if rows > 6 else (1,):  # noqa: PLR2004 - a short legend stands in one column
            yield lay_legend(spec.legend_title, groups, spec.legend_note, scale, px, columns)


def _places(
    box: Sequence[float], rect: Rect, legend: LegendBlock | None, scale: float
) -> Iterator[tuple[Window, tuple[float, float]]]:
    left, bottom, right, top = rect
    if legend is None:
        yield make_window(box, rect), (left, bottom)
        return
    gap = 2.0 * scale
    up = top - legend.height - gap
    low, across = bottom + gap, right - legend.width - gap
    aside = legend.width + 2 * gap
    # over the map in a corner, or beside the region with the region moved over
    for inside in (rect, (left + aside, bottom, right, top), (left, bottom, right - aside, top)):
        if inside[2] - inside[0] > (right - left) * 0.45:
            window = make_window(box, rect, inside)
            for corner in ((left + gap, low), (left + gap, up), (across, low)):
                yield window, corner


def _cost(window: Window, region: Any, rect: Rect, legend: LegendBlock | None, corner: tuple[float, float]) -> float:
    """Return how bad a place is: the smaller the map and the more of the region is covered, the worse."""
    placed = window.place(region)
    size = placed.area / ((rect[2] - rect[0]) * (rect[3] - rect[1]))
    if legend is None:
        return -size
    x, y = corner
    panel = shapely.box(x - 1, y - 1, x + legend.width + 1, y + legend.height + 1)
    overflow = 10.0 if legend.height > rect[3] - rect[1] - 2 else 0.0
    return overflow + 3.0 * placed.intersection(panel).area / placed.area - size


def _draw_map(
    drawing: Drawing, scale: float, sheet: MapSheet | None, legend: LegendBlock | None, corner: tuple[float, float]
) -> tuple[list[PlacedName], int]:
    canvas, rect = drawing.canvas, drawing.window.rect
    draw_layers(drawing)
    taken: list[Rect] = []
    if legend:
        taken.append((*corner, corner[0] + legend.width, corner[1] + legend.height))
    is_right = bool(legend) and corner[0] > (rect[0] + rect[2]) / 2
    taken.append(face.draw_north(canvas, drawing.window, rect[2] - 2 * scale, rect[3] - 2 * scale, scale))
    if sheet:
        at = corner[0] - 6 * scale if is_right and corner[1] < (rect[1] + rect[3]) / 2 else rect[2] - 4 * scale
        taken.append(face.draw_scale_bar(canvas, drawing.window, sheet, at, rect[1] + 3 * scale, scale))
    wanted = wanted_names(drawing, scale)
    placed, left_out = place_names(drawing, wanted, taken)
    draw_names(drawing, placed)
    if legend:
        draw_legend(canvas, legend, *corner)
    return placed, sum(not name.key.startswith(("neighbour:", "place:")) for name in left_out)


def _draw_frame(canvas: Canvas, window: Window, scale: float) -> None:
    left, bottom, right, top = window.rect
    lons, lats = face.graticule(window)
    for x, y, text in lons:
        canvas.line([(x, y), (x, y - 1.1 * scale)], colour=face.INK, width=0.15)
        canvas.text(x, y - 3.5 * scale, text, 6 * scale, across="center", colour=face.SECOND)
    for x, y, text in lats:
        canvas.line([(x, y), (x - 1.1 * scale, y)], colour=face.INK, width=0.15)
        canvas.text(x - 2.3 * scale, y, text, 6 * scale, across="center", up="center", colour=face.SECOND, rotation=90)
    canvas.box(left, bottom, right, top, edge=face.INK, width=0.35)
