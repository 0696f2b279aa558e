"""The map of a scene as native shapes: each district, element and project is one shape or group to be edited.

Projection, looks and places of names are those of the printed map (CGCS2000 Gauss-Krüger of the region).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import shapely
from shapely.geometry import shape

from geo.map_spec import NO_DATA, NOT_STATED, MapSpec
from geo.print_map import figures, ground, marks
from geo.print_map.canvas import Box, Ink
from geo.print_map.figures import Placed
from geo.print_map.lettering import obstacles_of, region_on_paper
from geo.print_map.view import View, box_view, fitted, read, region_extent
from pages.briefing.scene import Scene
from pages.briefing.slide_canvas import SlideCanvas, to_millimetres
from pages.briefing.slide_map_furniture import draw_furniture
from pages.briefing.slide_map_names import name_map
from pages.briefing.slide_shapes import Box as SlideBox
from pages.briefing.slide_shapes import Drawing
from pages.shared.labels import kind_label, value_label, word

Bundle = Mapping[str, Any]

PX_MM = 0.4  # of a map that fills half a slide
WHOLE_MM2 = 26_000.0
PADDING_PX = 16.0
PATTERNS = {NOT_STATED: ("wdUpDiag", marks.HATCH), NO_DATA: ("pct20", marks.DOTS)}
GROUNDS = {NOT_STATED: marks.HATCH_GROUND, NO_DATA: marks.DOTS_GROUND}


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """What a map holds: how many names found no room, and whether it is drawn at all."""

    names_left_out: int


def draw_slide_map(drawing: Drawing, scene: Scene, bundle: Bundle, box: SlideBox) -> DrawnMap:
    """Draw the map of a scene into a box of the slide (points)."""
    spec = scene.map
    if spec is None:
        raise ValueError(f"{scene.scene_id}: 本幕没有地图")
    frame = to_millimetres(*box)
    view = view_of(scene, bundle, frame)
    canvas = SlideCanvas(drawing)
    with canvas.clipped(frame):
        _draw_ground(canvas, view, spec, bundle)
        _draw_elements(canvas, view, spec, bundle)
    placed = figures.shown_points(view, spec, bundle)
    _draw_points(canvas, spec, placed, view.px)
    corners = draw_furniture(canvas, view, region_on_paper(view, bundle), spec.language)
    named = replace(spec, district_values={})  # at the size of slides, values would crowd out the names
    left_out = name_map(canvas, view, named, bundle, (placed, [*corners, *obstacles_of(view, spec, bundle, placed)]))
    with canvas.called(word("slides.frame")):
        canvas.box(frame, Ink(stroke="#B9B3A4", width=0.35))
    return DrawnMap(left_out)


def view_of(scene: Scene, bundle: Bundle, frame: Box) -> View:
    """Return the view of a scene's map in a frame: its box, or the whole region."""
    px = PX_MM * min(1.0, max(0.7, (frame.w * frame.h / WHOLE_MM2) ** 0.35))
    if scene.box is not None:
        return box_view(scene.box, frame, px)
    return fitted(region_extent(bundle), frame, PADDING_PX * px, px, is_round=False)


def _draw_ground(canvas: SlideCanvas, view: View, spec: MapSpec, bundle: Bundle) -> None:
    with canvas.part(word("slides.around")):
        canvas.box(view.frame, Ink(ground.SEA if bundle["coastal"] else ground.LAND))
        for feature in (bundle.get("land") or {"features": []})["features"] if bundle["coastal"] else []:
            canvas.shape(view.place(read(feature)), Ink(ground.LAND))
        for feature in bundle["neighbours"]["features"]:
            with canvas.called(feature["properties"]["name"]):
                canvas.shape(view.place(read(feature)), Ink(ground.LAND, ground.BORDER, 1.2 * view.px))
    region = view.place(shapely.union_all([read(feature) for feature in bundle["region"]["features"]]))
    with canvas.called(word("slides.region")):
        canvas.shape(region, Ink(marks.PAPER, ground.OUTLINE, 2.4 * view.px))
    _draw_districts(canvas, view, spec, bundle)
    if bundle["rivers"] and "rivers" in spec.layers:
        lines = shapely.union_all([read(feature) for feature in bundle["rivers"]["features"]])
        with canvas.called(word("map.rivers")):
            canvas.shape(view.place(lines), Ink(stroke=ground.RIVER, width=1.5 * view.px))


def _draw_districts(canvas: SlideCanvas, view: View, spec: MapSpec, bundle: Bundle) -> None:
    strong = {f"district:{code}" for code in spec.marked} | {spec.selected}
    rows = sorted(
        ground.shown_districts(spec, bundle),
        key=lambda f: (bool(f["properties"].get("zone")), f"district:{f['properties']['id']}" in strong),
    )
    for feature in rows:
        properties = feature["properties"]
        fill, lack = ground.district_fill(spec, properties)
        edge = ground.district_edge(spec, properties, view.px)
        ink = replace(edge, fill=GROUNDS.get(lack, fill), fill_opacity=ground.district_opacity(spec, properties))
        value = spec.district_values.get(properties["id"], "")
        kind = word("slides.zone") if properties.get("zone") else word("slides.district")
        said = " ".join(part for part in (kind, said_name(spec, properties), value) if part)
        with canvas.called(f"{kind} {said_name(spec, properties)}", said):
            canvas.shape(view.place(read(feature)), ink, PATTERNS.get(lack))


def _draw_elements(canvas: SlideCanvas, view: View, spec: MapSpec, bundle: Bundle) -> None:
    for element in figures.shown_elements(spec, bundle):
        name = f"{word('slides.element')} {said_name(spec, element)}"
        descr = f"{kind_label(element['kind'])}：{said_name(spec, element)}（{word('common.schematic')}）"
        with canvas.part(name, descr):
            _draw_element(canvas, view, spec, element)


def _draw_element(canvas: SlideCanvas, view: View, spec: MapSpec, element: Mapping[str, Any]) -> None:
    strength, px, colour = figures.element_strength(spec, element), view.px, element["colour"]
    rings = element.get("rings") or []
    for place, ring in enumerate(rings):
        edge = colour if place == 0 else ""
        look = Ink(colour, edge, px, (3 * px, 4 * px), 0.16 / len(rings) * strength, 0.55 * min(1.0, strength))
        canvas.shape(view.place(shape(ring)), look)
    if element["geometry"]:
        canvas.shape(view.place(shape(element["geometry"])), figures.element_ink(spec, element, px, strength))
    if element["centreline"]:
        dash = (9 * px, 7 * px)
        line = Ink(stroke=colour, width=2 * px, dash=dash, stroke_opacity=0.95 * min(1.0, strength))
        canvas.shape(view.place(shape(element["centreline"])), line)
    at = view.spot(*element["anchor"])
    if element["pane"] == "core" and _is_inside(view.frame, at):
        canvas.paths(marks.core_mark(colour, at, px))


def _draw_points(canvas: SlideCanvas, spec: MapSpec, placed: list[Placed], px: float) -> None:
    order = sorted(
        placed, key=lambda one: (one.key == spec.selected, not one.is_circle, one.point["type"] == "project")
    )
    for item in order:
        point = item.point
        kind = word("slides.project") if point["type"] == "project" else word("slides.place")
        said = (point.get("say") or {}).get(spec.measure) if spec.measure else None
        amount = said[1 if spec.language == "en" else 0] if said else ""
        basis = value_label("location_basis", point["basis"]) if point["basis"] in ("exact", "town", "district") else ""
        descr = " ".join(part for part in (kind, said_name(spec, point), amount, basis) if part)
        with canvas.part(f"{kind} {said_name(spec, point)}", descr):
            canvas.paths([figures.circle_mark(spec, item, px)] if item.is_circle else figures.symbol_marks(spec, item))
            status = spec.statuses.get(point["id"]) if point["type"] == "project" else None
            if status:
                away = item.reach * 2**-0.5
                canvas.paths(marks.badge(status, (item.at[0] + away, item.at[1] + away), marks.BADGE_PX * px))


def said_name(spec: MapSpec, properties: Mapping[str, Any]) -> str:
    """Return the name of a thing in the language of the map."""
    return str((spec.language == "en" and properties.get("en")) or properties.get("name") or "")


def _is_inside(frame: Box, at: tuple[float, float]) -> bool:
    return frame.x < at[0] < frame.right and frame.y < at[1] < frame.top
