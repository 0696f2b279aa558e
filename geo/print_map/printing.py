"""A map as a file: the whole sheet, or the picture of the map alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely

from geo.map_spec import MapSpec
from geo.print_map import figures, fonts, furniture, ground, labels, marks, names, overlay
from geo.print_map.canvas import Canvas
from geo.print_map.labels import Labelling
from geo.print_map.legend import draw_legend, lay_legend, legend_groups
from geo.print_map.page import TEXT_MM, Page, arrange, lay_notes
from geo.print_map.shapes import Box, Ink
from geo.print_map.title_block import draw_block
from geo.print_map.view import View, box_view, read, region_view
from geo.print_map.words import word
from geo.sheet import Format, MapSheet

PADDING_MM = 5.0
PICTURE_MM2 = 45_000.0  # a picture of this size is drawn as a map on A4
CORE_HALF_PX, SYMBOL_SHARE, CIRCLE_SHARE, CIRCLE_MOST_PX = 13.0, 0.9, 0.45, 5.0
HEAD = "#0F5C63"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn map: the sheet, what its frame shows, where its names went; how the sheet is parted, if it is one."""

    canvas: Canvas
    view: View
    labelling: Labelling
    page: Page | None = None


def print_map(spec: MapSpec, bundle: Mapping[str, Any], sheet: MapSheet, format: Format, *, dpi: int = 300) -> bytes:
    """Return a whole sheet as a file: the map with title, legend, 图签栏, sources, notes.

    Args:
        spec: what the map shows.
        bundle: content of the plan's map file (`map_bundle.build_bundle`).
        sheet: the paper and what stands around the map.
        format: png (at `dpi`), svg (texts are texts) or pdf (fonts embedded). Equal input gives equal bytes.
        dpi: dots per inch of a PNG.

    Raises ValueError when the legend or the notes do not fit on the paper.
    """
    title = " · ".join(fonts.clean(part) for part in sheet.titles if part)
    return draw_sheet(spec, bundle, sheet).canvas.save(format, dpi, title)


def map_picture(  # noqa: PLR0913 - the documents that call it name what they want
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
    """Return the map alone as a file, for other documents: no title, no frame, no notes.

    Args:
        spec: what the map shows; what is selected is highlighted.
        bundle: content of the plan's map file.
        width_mm: width of the picture.
        height_mm: height of the picture.
        format: png, svg or pdf.
        box: west, south, east, north in degrees; the whole region where it is not given.
        dpi: dots per inch of a PNG.
        with_legend: whether the legend lies in the corner where it covers least.
    """
    return draw_picture(spec, bundle, (width_mm, height_mm), box, with_legend=with_legend).canvas.save(format, dpi)


def draw_sheet(spec: MapSpec, bundle: Mapping[str, Any], sheet: MapSheet) -> Drawing:
    """Draw a whole sheet; what lies over the map brings its assumptions along as notes."""
    assumed = spec.overlay.notes if spec.overlay else ()
    sheet = replace(sheet, notes=(*assumed, *(note for note in sheet.notes if note not in assumed)))
    page = arrange(spec, bundle, sheet)
    canvas = Canvas(sheet.paper.width_mm, sheet.paper.height_mm)
    scale, view, is_english = page.type_scale, page.view, sheet.is_english
    region = region_on_paper(view, bundle)
    corners: list[Box] = []
    sizes = [furniture.north_size(scale), furniture.bar_size(view, scale, is_english)]
    sizes += [furniture.stamp_box(sheet.stamp, scale, view.frame)] if sheet.stamp else []
    for size in sizes:
        corners.append(furniture.free_corner(view.frame, size, region, corners, 2 * scale))
    labelling = draw_map(canvas, view, spec, bundle, corners)
    if sheet.stamp:
        furniture.draw_stamp(canvas, sheet.stamp, corners[2], scale, view.frame)
    furniture.draw_north(canvas, view, corners[0], scale, is_english)
    furniture.draw_bar(canvas, view, corners[1], scale, is_english)
    furniture.draw_frame(canvas, page)
    furniture.draw_title(canvas, page)
    _draw_panel(canvas, page, is_english)
    notes = lay_notes(bundle, sheet, page.notes.width, page.notes.size, labelling.left_out_count)
    furniture.draw_notes(canvas, notes, page.notes_at)
    return Drawing(canvas, view, labelling, page)


def draw_picture(
    spec: MapSpec,
    bundle: Mapping[str, Any],
    size_mm: tuple[float, float],
    box: Sequence[float] | None = None,
    *,
    with_legend: bool = False,
) -> Drawing:
    """Draw the map alone."""
    frame = Box(0, 0, *size_mm)
    px = picture_px(*size_mm)
    padding = PADDING_MM * px / 0.2
    view = box_view(box, frame, px) if box else region_view(bundle, frame, padding, px, is_round=False)
    canvas = Canvas(*size_mm)
    if not with_legend or not spec.legend:
        return Drawing(canvas, view, draw_map(canvas, view, spec, bundle))
    text = max(1.7, TEXT_MM * px / 0.2)
    width = min(0.4 * frame.w, 20 * text)
    layout = lay_legend(legend_groups(spec, bundle, spec.language == "en"), spec.legend_note, width, 1, text, px)
    region = region_on_paper(view, bundle)
    corner = furniture.free_corner(frame, (width + 2 * text, layout.height + 1.6 * text), region, (), text)
    labelling = draw_map(canvas, view, spec, bundle, [corner])
    canvas.box(corner, Ink("#FFFFFF", "#E6E3DB", 0.2, fill_opacity=0.95), radius=0.5 * text)
    draw_legend(canvas, layout, corner.x + text, corner.top - 0.8 * text)
    return Drawing(canvas, view, labelling)


def picture_px(width_mm: float, height_mm: float) -> float:
    """Return the millimetres that stand for a pixel of the screen in a picture of this size.

    >>> picture_px(250, 180), picture_px(60, 60)
    (0.2, 0.12)
    """
    larger = float((width_mm * height_mm / PICTURE_MM2) ** 0.3)
    return round(0.2 * min(1.5, max(0.6, larger)), 4)


def region_on_paper(view: View, bundle: Mapping[str, Any]) -> Any:
    """Return the outline of the region as it lies on paper."""
    return shapely.make_valid(view.place(shapely.union_all([read(f) for f in bundle["region"]["features"]])))


def draw_map(
    canvas: Canvas, view: View, spec: MapSpec, bundle: Mapping[str, Any], taken: Sequence[Box] = ()
) -> Labelling:
    """Draw the map into its frame; return where the names went. No name covers what is taken."""
    with canvas.clipped(view.frame):
        ground.draw_ground(canvas, view, spec, bundle)
        overlay.draw_areas(canvas, view, spec)
        figures.draw_elements(canvas, view, spec, bundle)
        placed, laid_over = figures.shown_points(view, spec, bundle), overlay.shown_marks(view, spec)
        figures.draw_points(canvas, spec, placed, view.px)
        overlay.draw_marks(canvas, view, spec, laid_over)
        wanted = names.wanted_names(view, spec, bundle, placed, laid_over)
        symbols = obstacles_of(view, spec, bundle, placed)
        symbols += [_square(mark.at, mark.reach) for mark in laid_over[: overlay.MOST_OBSTACLES]]
        labelling = labels.place_names(wanted, view.frame, taken, view.px, symbols)
        labels.draw_names(canvas, labelling, view.px)
    return labelling


def obstacles_of(view: View, spec: MapSpec, bundle: Mapping[str, Any], placed: Sequence[figures.Placed]) -> list[Box]:
    """Return the boxes of symbols and cores; of a circle, through which one can see, only the middle."""
    boxes = []
    for item in placed:
        if item.key.startswith("project:") and item.point["id"] in spec.statuses:
            boxes.append(_square(figures.badge_spot(item), marks.BADGE_PX / 2 * view.px))
        if item.is_circle and item.reach >= names.ROOM_FOR_AMOUNT_PX * view.px:
            continue  # what it amounts to stands there
        most = CIRCLE_MOST_PX * view.px
        half = min(item.reach * CIRCLE_SHARE, most) if item.is_circle else item.reach * SYMBOL_SHARE
        boxes.append(_square(item.at, half))
    cores = [element for element in figures.shown_elements(spec, bundle) if element["pane"] == "core"]
    return boxes + [_square(view.spot(*element["anchor"]), CORE_HALF_PX * view.px) for element in cores]


def _square(at: tuple[float, float], half: float) -> Box:
    return Box(at[0] - half, at[1] - half, 2 * half, 2 * half)


def _draw_panel(canvas: Canvas, page: Page, is_english: bool) -> None:
    """Draw legend and 图签栏."""
    text = page.legend.size
    x, y = page.legend_at
    canvas.text(word("legend", is_english), x, y + 1.3 * text, 1.4 * text, HEAD, weight="bold")
    draw_legend(canvas, page.legend, x, y)
    draw_block(canvas, page.block, page.block_box)
