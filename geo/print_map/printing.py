"""A map as a file: the whole sheet, or the picture of the map alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo.map_spec import MapSpec
from geo.print_map import figures, fonts, furniture, ground, overlay
from geo.print_map.canvas import Canvas
from geo.print_map.label_drawing import draw_names
from geo.print_map.labels import Labelling, PlacedName
from geo.print_map.legend import draw_legend, lay_legend, legend_groups
from geo.print_map.lettering import Enlarged, letter_map, letter_sheet, region_on_paper
from geo.print_map.page import TEXT_MM, Page
from geo.print_map.shapes import Box, Ink
from geo.print_map.title_block import draw_block
from geo.print_map.view import View, box_view, region_view
from geo.print_map.words import word
from geo.sheet import Format, MapSheet

PADDING_MM = 5.0
PICTURE_MM2 = 45_000.0  # a picture of this size is drawn as a map on A4
HEAD = "#0F5C63"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn map: the sheet, what its frame shows, where its names went; how the sheet is parted, if it is one.

    `numbers` stand for names that found no room; the notes of the sheet tell which.
    """

    canvas: Canvas
    view: View
    labelling: Labelling
    page: Page | None = None
    numbers: tuple[PlacedName, ...] = ()
    enlarged: tuple[Enlarged, ...] = ()


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
    lettered = letter_sheet(spec, bundle, sheet)
    page, corners, view, scale = lettered.page, lettered.corners, lettered.page.view, lettered.page.type_scale
    canvas = Canvas(sheet.paper.width_mm, sheet.paper.height_mm)
    draw_figures(canvas, view, spec, bundle)
    with canvas.clipped(view.frame):
        for one in lettered.enlarged:
            furniture.draw_links(canvas, one.inset, view.px)
        draw_names(canvas, [*lettered.labelling.placed, *lettered.numbers], view.px)
    for one in lettered.enlarged:
        _draw_enlarged(canvas, one, spec, bundle)
    if sheet.stamp:
        furniture.draw_stamp(canvas, sheet.stamp, corners[2], scale, view.frame)
    furniture.draw_north(canvas, view, corners[0], scale, sheet.is_english)
    furniture.draw_bar(canvas, view, corners[1], scale, sheet.is_english)
    furniture.draw_frame(canvas, page)
    furniture.draw_title(canvas, page)
    _draw_panel(canvas, page, sheet.is_english)
    x, y = page.notes_at
    grown = lettered.notes.height - page.notes.height if page.notes_grow_up else 0.0
    furniture.draw_notes(canvas, lettered.notes, (x, y + grown))
    return Drawing(canvas, view, lettered.labelling, page, lettered.numbers, lettered.enlarged)


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


def draw_map(
    canvas: Canvas, view: View, spec: MapSpec, bundle: Mapping[str, Any], taken: Sequence[Box] = ()
) -> Labelling:
    """Draw the map into its frame; return where the names went. No name covers what is taken."""
    labelling, _ = letter_map(view, spec, bundle, taken)
    draw_figures(canvas, view, spec, bundle)
    with canvas.clipped(view.frame):
        draw_names(canvas, labelling.placed, view.px)
    return labelling


def draw_figures(canvas: Canvas, view: View, spec: MapSpec, bundle: Mapping[str, Any]) -> None:
    """Draw the map into its frame without its names."""
    with canvas.clipped(view.frame):
        ground.draw_ground(canvas, view, spec, bundle)
        overlay.draw_areas(canvas, view, spec)
        figures.draw_elements(canvas, view, spec, bundle)
        figures.draw_points(canvas, spec, figures.shown_points(view, spec, bundle), view.px)
        overlay.draw_marks(canvas, view, spec, overlay.shown_marks(view, spec))


def _draw_enlarged(canvas: Canvas, enlarged: Enlarged, spec: MapSpec, bundle: Mapping[str, Any]) -> None:
    """Draw an inset with its names, its frame and its scale."""
    view = enlarged.inset.view
    canvas.box(enlarged.inset.box, Ink("#FFFFFF"))
    draw_figures(canvas, view, spec, bundle)
    with canvas.clipped(view.frame):
        draw_names(canvas, [*enlarged.labelling.placed, *enlarged.numbers], view.px)
    furniture.draw_inset_frame(canvas, enlarged.inset, is_english=spec.language == "en")


def _draw_panel(canvas: Canvas, page: Page, is_english: bool) -> None:
    """Draw legend and 图签栏."""
    text = page.legend.size
    x, y = page.legend_at
    canvas.text(word("legend", is_english), x, y + 1.3 * text, 1.4 * text, HEAD, weight="bold")
    draw_legend(canvas, page.legend, x, y)
    draw_block(canvas, page.block, page.block_box)
