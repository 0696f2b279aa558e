"""What stands upon the map of a slide: scale bar, north arrow; and the legend beside it."""

from __future__ import annotations

from geo.map_spec import MapSpec
from geo.print_map import furniture, legend
from geo.print_map.canvas import Box, Ink
from geo.print_map.coordinates import bar_kilometres
from geo.print_map.view import View
from pages.briefing.slide_canvas import POINTS_PER_MM, SlideCanvas, to_millimetres
from pages.briefing.slide_shapes import Box as SlideBox
from pages.briefing.slide_text import SMALLEST, SPARE
from pages.shared.labels import word

TEXT_MM = SMALLEST / POINTS_PER_MM
NORTH_MM = (9.0, 15.0)
BAR_MM = 40.0
PAD_MM = 2.5
INK = "#1F2A37"


def draw_furniture(canvas: SlideCanvas, view: View, region: object, language: str) -> list[Box]:
    """Draw north arrow and scale bar into the corners where they cover least; return their boxes."""
    longest = min(BAR_MM, 0.35 * view.frame.w)
    kilometres, length = bar_kilometres(view, longest)
    sizes = [NORTH_MM, (length + 20, TEXT_MM * 1.4 + 3.5)]
    boxes: list[Box] = []
    for size in sizes:
        boxes.append(furniture.free_corner(view.frame, size, region, boxes, PAD_MM))
    with canvas.part(word("slides.north"), word("slides.north")):
        _draw_north(canvas, boxes[0])
    with canvas.part(word("slides.scale"), f"{kilometres:g} {word('slides.km')}"):
        _draw_bar(canvas, boxes[1], kilometres, length)
    return boxes


def legend_layout(spec: MapSpec, width: float, columns: int, px: float) -> legend.LegendLayout:
    """Return the legend of a map in a width (points of the slide)."""
    groups = [group for group in spec.legend if group.items]
    return legend.lay_legend(groups, spec.legend_note, width * SPARE / POINTS_PER_MM, columns, TEXT_MM, px)


def legend_height(layout: legend.LegendLayout) -> float:
    """Return the height of a legend in points."""
    return layout.height * POINTS_PER_MM


def draw_slide_legend(canvas: SlideCanvas, layout: legend.LegendLayout, box: SlideBox) -> None:
    """Draw a legend from the top of a box of the slide."""
    place = to_millimetres(*box)
    with canvas.part(word("map.legend")):
        legend.draw_legend(canvas, layout, place.x, place.top)  # type: ignore[arg-type]


def _draw_north(canvas: SlideCanvas, box: Box) -> None:
    middle, tip, foot = box.x + box.w / 2, box.top - 5.5, box.y
    half = 0.3 * box.w
    notch = foot + 0.25 * (tip - foot)
    canvas.path(_triangle((middle, tip), (middle + half, foot), (middle, notch)), Ink(INK, INK, 0.2))
    canvas.path(_triangle((middle, tip), (middle - half, foot), (middle, notch)), Ink("#FFFFFF", INK, 0.2))
    canvas.text(word("slides.north_sign"), middle, box.top - 2.4, TEXT_MM, INK, weight="bold", align="center")


def _draw_bar(canvas: SlideCanvas, box: Box, kilometres: float, length: float) -> None:
    x, y, high = box.x + 2, box.y + 1, 1.4
    canvas.box(Box(x, y, length / 2, high), Ink(INK, INK, 0.2))
    canvas.box(Box(x + length / 2, y, length / 2, high), Ink("#FFFFFF", INK, 0.2))
    canvas.text("0", x, y + high + 0.65 * TEXT_MM, TEXT_MM, INK, align="center")
    label = f"{kilometres:g} {word('slides.km')}"
    canvas.text(label, x + length, y + high + 0.65 * TEXT_MM, TEXT_MM, INK, align="center")


def _triangle(*corners: tuple[float, float]) -> furniture.Outline:
    path = furniture.Outline([*corners, corners[0]], closed=True)
    return path
