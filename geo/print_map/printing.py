"""A map as a file: the whole sheet, or the picture of the map alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.map_spec import MapSpec
from geo.print_map import figures, ground, labels, names
from geo.print_map.canvas import Box, Canvas
from geo.print_map.labels import Labelling
from geo.print_map.view import View, box_view, region_view
from geo.sheet import Format, MapSheet

PX_PER_SHEET_MM = 0.2 / 250  # of the longer side of a picture
PADDING_MM = 5.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn map: the sheet, what its frame shows, and where its names went."""

    canvas: Canvas
    view: View
    labelling: Labelling


def print_map(spec: MapSpec, bundle: Mapping[str, Any], sheet: MapSheet, format: Format, *, dpi: int = 300) -> bytes:
    """Return a printed map as a file."""
    return map_picture(spec, bundle, sheet.paper.width_mm, sheet.paper.height_mm, format, dpi=dpi)


def map_picture(
    spec: MapSpec,
    bundle: Mapping[str, Any],
    width_mm: float,
    height_mm: float,
    format: Format,
    *,
    box: Sequence[float] | None = None,
    dpi: int = 200,
    with_legend: bool = False,
) -> bytes:
    """Return the picture of a map alone, without furniture."""
    frame = Box(0, 0, width_mm, height_mm)
    px = picture_px(width_mm, height_mm)
    view = box_view(box, frame, px) if box else region_view(bundle, frame, PADDING_MM, px, is_round=False)
    canvas = Canvas(width_mm, height_mm)
    draw_map(canvas, view, spec, bundle)
    return canvas.save(format, dpi)


def picture_px(width_mm: float, height_mm: float) -> float:
    """Return the millimetres that stand for a pixel of the screen in a picture of this size."""
    return 0.2 * min(1.5, max(0.6, (width_mm * height_mm / 45_000) ** 0.3))


def draw_map(
    canvas: Canvas, view: View, spec: MapSpec, bundle: Mapping[str, Any], furniture: Sequence[Box] = ()
) -> Labelling:
    """Draw the map into its frame; return where the names went. No name covers the furniture."""
    with canvas.clipped(view.frame):
        ground.draw_ground(canvas, view, spec, bundle)
        figures.draw_elements(canvas, view, spec, bundle)
        placed = figures.shown_points(view, spec, bundle)
        figures.draw_points(canvas, spec, placed, view.px)
        wanted = names.wanted_names(view, spec, bundle, placed)
        obstacles = [*furniture, *obstacles_of(view, spec, bundle, placed)]
        labelling = labels.place_names(wanted, view.frame, obstacles, view.px)
        labels.draw_names(canvas, labelling, view.px)
    return labelling


def obstacles_of(
    view: View, spec: MapSpec, bundle: Mapping[str, Any], placed: Sequence[figures.Placed]
) -> list[Box]:
    """Return the boxes of symbols and cores; of a circle, through which one can see, only the middle."""
    boxes = []
    for item in placed:
        half = min(item.reach * 0.45, 5 * view.px) if item.is_circle else item.reach * 0.9
        boxes.append(Box(item.at[0] - half, item.at[1] - half, 2 * half, 2 * half))
    half = 13.0 * view.px
    for element in figures.shown_elements(spec, bundle):
        if element["pane"] == "core":
            x, y = view.spot(*element["anchor"])
            boxes.append(Box(x - half, y - half, 2 * half, 2 * half))
    return boxes
