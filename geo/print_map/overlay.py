"""What lies over a plan map and is not of the plan, on paper: reach areas as pale fills, points by colour and shape."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.path import Path as Outline
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.map_overlay import RADIUS_PX, MapOverlay, OverlayArea, OverlayClass, OverlayLayer
from geo.map_spec import MapSpec
from geo.print_map.canvas import Canvas
from geo.print_map.marks import WHITE, Drawn
from geo.print_map.shapes import Ink, circle
from geo.print_map.view import View

AREA_OPACITY = 0.2
NAMED = 40  # facilities beyond which none is named
MOST_OBSTACLES = 300  # points beyond which names may lie over some
CHOSEN = "#E8743B"
SHAPES: dict[str, tuple[tuple[float, float], ...]] = {  # of radius 1, y upwards: those of `geo/browser/furniture.js`
    "square": ((-0.9, 0.9), (0.9, 0.9), (0.9, -0.9), (-0.9, -0.9)),
    "diamond": ((0, 1.25), (1.25, 0), (0, -1.25), (-1.25, 0)),
    "triangle": ((0, 1.2), (1.15, -0.8), (-1.15, -0.8)),
}
QUARTER = 64  # corners of a quarter of a circle of reach


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of an overlay on paper: `<kind>:<id>`, its name where it is to be written, its spot and reach in mm."""

    key: str
    name: str
    at: tuple[float, float]
    reach: float
    look: OverlayClass
    is_schematic: bool


def draw_areas(canvas: Canvas, view: View, spec: MapSpec) -> None:
    """Draw the reach areas: one pale fill and one edge each, however many circles it is made of."""
    for area in spec.overlay.areas if spec.overlay else ():
        laid = laid_area(view, area)
        canvas.shape(laid, Ink(area.look.colour, area.look.colour, 0.9 * view.px, (), AREA_OPACITY, 0.75))


def shown_marks(view: View, spec: MapSpec) -> list[Mark]:
    """Return the points of every layer that are inside the frame, in drawing order: those of the last one on top."""
    overlay = spec.overlay or MapOverlay()
    found = [mark for layer in overlay.layers for mark in _marks_of(layer, view)]
    return sorted(found, key=lambda mark: mark.key == spec.selected)


def draw_marks(canvas: Canvas, view: View, spec: MapSpec, shown: list[Mark]) -> None:
    """Draw the points; what is selected has a strong edge."""
    drawn = []
    for mark in shown:
        shape, ink = overlay_mark(mark.look.shape, mark.look.colour, mark.at, mark.reach, is_hollow=mark.look.is_hollow)
        drawn.append(
            (shape, _in_state(ink, view.px, is_schematic=mark.is_schematic, is_chosen=mark.key == spec.selected))
        )
    canvas.paths(drawn)


def overlay_mark(shape: str, colour: str, at: tuple[float, float], radius: float, *, is_hollow: bool = False) -> Drawn:
    """Return the mark of an overlay class: its shape and ink; lengths in mm."""
    corners = SHAPES.get(shape, ())
    spots = [(at[0] + radius * x, at[1] + radius * y) for x, y in (*corners, *corners[:1])]
    path = Outline(spots, closed=True) if corners else circle(at, radius)
    if is_hollow:
        return path, Ink(WHITE, colour, 0.36 * radius, (), 0.75)
    return path, Ink(colour, WHITE, 0.2 * radius, (), 0.92)


def _in_state(ink: Ink, px: float, *, is_schematic: bool, is_chosen: bool) -> Ink:
    dash = (3 * px, 2 * px) if is_schematic else ()
    edge, width = (CHOSEN, 3.0 * px) if is_chosen else (ink.stroke, ink.width)
    return Ink(ink.fill, edge, width, dash, ink.fill_opacity)


def _marks_of(layer: OverlayLayer, view: View) -> Iterator[Mark]:
    points, frame = layer.points, view.frame
    count = len(points.ids)
    radii = np.full(count, RADIUS_PX) if points.radii is None else points.radii
    is_named = points.kind != "demand" and count <= NAMED
    spots = view.spots(list(zip(points.lon.tolist(), points.lat.tolist(), strict=True)))
    for k, (x, y) in enumerate(spots):
        rank = int(layer.ranks[k])
        if rank < 0 or not (frame.x < x < frame.right and frame.y < y < frame.top):
            continue
        reach, is_schematic = float(radii[k]) * view.px, bool(points.schematic and points.schematic[k])
        name = points.names[k] if is_named else ""
        yield Mark(f"{points.kind}:{points.ids[k]}", name, (x, y), reach, layer.classes[rank], is_schematic)


def laid_area(view: View, area: OverlayArea) -> BaseGeometry:
    """Return an area on paper; circles are rounder than on the screen, where they are polygons already."""
    if area.centres is None or not len(area.centres):
        return view.place(area.shape())
    middles = shapely.get_parts(crs.to_metric(shapely.MultiPoint(area.centres), view.meridian))
    circles = shapely.buffer(middles, area.radius_m, quad_segs=_corners(area.radius_m * view.mm_per_m))
    laid = view.lay(shapely.union_all(circles))
    around = view.frame.inset(-3.0)
    return shapely.clip_by_rect(laid, around.x, around.y, around.right, around.top)


def _corners(radius_mm: float) -> int:
    return max(4, min(QUARTER, math.ceil(4 * math.sqrt(radius_mm))))
