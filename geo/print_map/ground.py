"""The ground of a printed map: sea, land around, the region, its districts and their classes, rivers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import shapely
from matplotlib.path import Path as Outline
from shapely.geometry.base import BaseGeometry

from geo.map_spec import NO_DATA, NOT_STATED, MapSpec
from geo.print_map import marks
from geo.print_map.canvas import Canvas
from geo.print_map.shapes import Ink, circle
from geo.print_map.view import View, read

Bundle = Mapping[str, Any]

SEA, LAND, SHORE = "#E3EDF2", "#E9E8E3", "#456E86"
BORDER, OUTLINE, SHADE = "#FFFFFF", "#B9B3A4", "#3C3626"
DISTRICT_EDGE, CLASS_EDGE, CHOSEN_EDGE, MARKED_EDGE = "#C4BDAC", "#8C8675", "#0F5C63", "#B3501D"
RIVER = "#A9C9DA"
UNSEEN = 0.01  # of a fill that only catches clicks on the screen
PATTERN_PX, HATCH_PX, DOT_PX = 7.0, 2.0, 1.0


def draw_ground(canvas: Canvas, view: View, spec: MapSpec, bundle: Bundle) -> None:
    """Draw everything beneath the layout elements."""
    _around(canvas, view, bundle)
    region = view.place(shapely.union_all([read(feature) for feature in bundle["region"]["features"]]))
    _glow(canvas, view, region, is_coastal=bool(bundle["coastal"]))
    canvas.shape(region, Ink(marks.PAPER, OUTLINE, 1.4 * view.px))
    _districts(canvas, view, spec, bundle)
    if bundle["rivers"] and "rivers" in spec.layers:
        for feature in bundle["rivers"]["features"]:
            width = (2.1 if feature["properties"].get("level", 3) == 1 else 1.3) * view.px
            canvas.shape(view.place(read(feature)), Ink(stroke=RIVER, width=width, stroke_opacity=0.9, round_ends=True))
    # the outline once more: no class and no river hides where the region ends
    canvas.shape(region, Ink(stroke="#8C8675", width=1.8 * view.px))


def shown_districts(spec: MapSpec, bundle: Bundle) -> list[Any]:
    """Return the districts that are drawn: a functional zone that the colours leave out is counted in its county."""
    paint = spec.choropleth
    return [
        feature
        for feature in bundle["districts"]["features"]
        if not (feature["properties"].get("zone") and paint and feature["properties"]["id"] not in paint.classes)
    ]


def _around(canvas: Canvas, view: View, bundle: Bundle) -> None:
    canvas.box(view.frame, Ink(SEA if bundle["coastal"] else LAND))
    if bundle["coastal"] and bundle.get("land"):
        for feature in bundle["land"]["features"]:
            canvas.shape(view.place(read(feature)), Ink(LAND))
    for feature in bundle["neighbours"]["features"]:
        canvas.shape(view.place(read(feature)), Ink(LAND, BORDER, 1.2 * view.px))


def _glow(canvas: Canvas, view: View, region: BaseGeometry, *, is_coastal: bool) -> None:
    """Lift the region from the land around, on a coast from the sea, by faint wide lines."""
    for width in (10, 7, 4):
        tone = SHORE if is_coastal else SHADE
        canvas.shape(region, Ink(stroke=tone, width=width * view.px, stroke_opacity=0.07, round_ends=True))


def _districts(canvas: Canvas, view: View, spec: MapSpec, bundle: Bundle) -> None:
    named = {f"district:{code}" for code in spec.marked} | {spec.selected}
    order = sorted(
        shown_districts(spec, bundle),
        key=lambda f: (bool(f["properties"].get("zone")), f"district:{f['properties']['id']}" in named),
    )
    for feature in order:
        laid = view.place(read(feature))
        fill, pattern = district_fill(spec, feature["properties"])
        edge, opacity = (
            district_edge(spec, feature["properties"], view.px),
            district_opacity(spec, feature["properties"]),
        )
        if pattern == NOT_STATED:
            hatch(canvas, laid, view.px)
        elif pattern == NO_DATA:
            dots(canvas, laid, view.px)
        elif opacity > UNSEEN:
            edge = replace(edge, fill=fill, fill_opacity=opacity)
        canvas.shape(laid, edge)


def hatch(canvas: Canvas, area: BaseGeometry, px: float) -> None:
    """Fill an area with the slanting lines of “not stated”."""
    canvas.shape(area, Ink(marks.HATCH_GROUND))
    canvas.shape(
        area.intersection(shapely.MultiLineString(list(_slants(area, px)))),
        Ink(stroke=marks.HATCH, width=HATCH_PX * px),
    )


def dots(canvas: Canvas, area: BaseGeometry, px: float) -> None:
    """Fill an area with the dots of “no data”."""
    canvas.shape(area, Ink(marks.DOTS_GROUND))
    west, south, east, north = area.bounds
    step = PATTERN_PX * px
    # squares of a grid that is the same all over the sheet, so that the dots of neighbours line up
    xs = np.arange(np.ceil(west / step), east / step) * step
    ys = np.arange(np.ceil(south / step), north / step) * step
    grid = shapely.points([(x, y) for x in xs for y in ys])
    inside = grid[shapely.contains(area, grid)] if len(grid) else []
    if len(inside):
        spots = [circle((point.x, point.y), DOT_PX * px) for point in inside]
        canvas.path(Outline.make_compound_path(*spots), Ink(marks.DOTS))


def _slants(area: BaseGeometry, px: float) -> Iterator[list[tuple[float, float]]]:
    west, south, east, north = area.bounds
    step = PATTERN_PX * px * 2**0.5
    for k in range(int((west - north) // step), int((east - south) // step) + 2):
        yield [(k * step + south, south), (k * step + north, north)]


def district_fill(spec: MapSpec, properties: Mapping[str, Any]) -> tuple[str, int]:
    """Return the fill of a district, and NOT_STATED or NO_DATA where a pattern lies upon it (else 0)."""
    paint = spec.choropleth
    if not paint:
        return marks.PAPER, 0
    rank = paint.classes.get(properties["id"], NO_DATA)
    return (paint.colours[rank], 0) if rank >= 0 else (marks.PAPER, rank)


def district_opacity(spec: MapSpec, properties: Mapping[str, Any]) -> float:
    """Return how far the fill of a district covers what lies beneath."""
    if spec.choropleth:
        return 0.92
    if spec.selected == f"district:{properties['id']}":
        return 0.9
    return 0.2 if properties.get("zone") else UNSEEN


def district_edge(spec: MapSpec, properties: Mapping[str, Any], px: float) -> Ink:
    """Return the outline of a district: strong where chosen or marked, dashed around a functional zone."""
    is_zone = bool(properties.get("zone"))
    if spec.selected == f"district:{properties['id']}":
        return Ink(stroke=CHOSEN_EDGE, width=3.5 * px)
    dash = (5 * px, 4 * px) if is_zone else ()
    if properties["id"] in spec.marked:
        return Ink(stroke=MARKED_EDGE, width=2.5 * px, dash=dash)
    return Ink(stroke=CLASS_EDGE if spec.choropleth else DISTRICT_EDGE, width=(1.4 if is_zone else 1.0) * px, dash=dash)
