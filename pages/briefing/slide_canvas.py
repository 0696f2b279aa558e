"""The sheet that printed maps are drawn on, made of native PowerPoint shapes.

It takes what `geo/print_map` draws (millimetres, origin at the lower left) and puts freeforms, ellipses and text boxes
onto a slide. Nothing is a picture; what is drawn for one thing stands in one named group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import numpy as np
import shapely
from matplotlib.path import Path as Outline
from shapely.geometry.base import BaseGeometry

from geo.print_map.canvas import Box, Ink, outline_of
from geo.print_map.marks import Drawn
from pages.briefing.slide_shapes import Drawing, Look
from pages.briefing.slide_text import Lettering, width_of

POINTS_PER_MM = 72 / 25.4
SLIDE_HEIGHT = 540.0
DETAIL_MM = 0.14  # bends smaller than this are left out
CIRCLE_POINTS = 26  # of matplotlib's outline of a circle
DASH_SHORT, DASH_LONG = 1.2, 6.0
COMMANDS = {int(Outline.LINETO): ("L", 1), int(Outline.CURVE3): ("Q", 2), int(Outline.CURVE4): ("C", 3)}


class SlideCanvas:
    """Draws in millimetres onto a slide; `name` is what the next shapes are called."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.name, self.descr = "", ""
        self._clip: Box | None = None

    @contextmanager
    def called(self, name: str, descr: str = "") -> Iterator[None]:
        """Give what is drawn within this context a name and a description."""
        before = self.name, self.descr
        self.name, self.descr = name, descr
        yield
        self.name, self.descr = before

    @contextmanager
    def part(self, name: str, descr: str = "") -> Iterator[None]:
        """Group what is drawn within this context."""
        with self.drawing.group(name, descr), self.called(name):
            yield

    @contextmanager
    def clipped(self, box: Box) -> Iterator[None]:
        """Within this context geometries are cut at a rectangle."""
        before, self._clip = self._clip, box
        yield
        self._clip = before

    def shape(self, geometry: BaseGeometry, ink: Ink, pattern: tuple[str, str] | None = None) -> bool:
        """Draw a geometry; a pattern is a preset and its colour. Return False where nothing of it is in sight."""
        simple = geometry.simplify(DETAIL_MM)
        if self._clip is not None:
            edges = (self._clip.x, self._clip.y, self._clip.right, self._clip.top)
            simple = shapely.clip_by_rect(shapely.make_valid(simple), *edges)
        outline = outline_of(simple)
        if outline is None:
            return False
        self.path(outline, ink, pattern)
        return True

    def path(self, path: Outline, ink: Ink, pattern: tuple[str, str] | None = None) -> None:
        """Draw an outline."""
        points = np.asarray(path.vertices, dtype=float)
        if path.codes is not None and len(points) == CIRCLE_POINTS and path.codes[1] == Outline.CURVE4:
            west, south, east, north = _bounds(points[:-1])
            self.drawing.preset("ellipse", _box(west, south, east, north), _look(ink), self.name, self.descr)
            return
        steps = list(_steps(path))
        shown = np.array([point for _, pairs in steps for point in pairs])
        west, top = shown.min(axis=0)
        east, bottom = shown.max(axis=0)
        box = (float(west), float(top), float(east - west), float(bottom - top))
        self.drawing.freeform(box, steps, _look(ink, pattern), self.name, self.descr)

    def paths(self, drawn: Sequence[Drawn]) -> None:
        """Draw outlines one above the other."""
        for path, ink in drawn:
            self.path(path, ink)

    def line(self, points: Sequence[tuple[float, float]], ink: Ink) -> None:
        """Draw a line through points."""
        self.path(Outline(np.array(points, dtype=float)), ink)

    def box(self, box: Box, ink: Ink, radius: float = 0.0) -> None:
        """Draw a rectangle, with round corners where a radius is given."""
        place = _box(box.x, box.y, box.right, box.top)
        self.drawing.preset("roundRect" if radius else "rect", place, _look(ink), self.name, self.descr)

    def circle(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """Draw a circle."""
        self.path(Outline.circle((x, y), radius), ink)

    def text(  # noqa: PLR0913 - as the sheet of printed maps writes it
        self,
        words: str,
        x: float,
        y: float,
        size: float,
        colour: str = "#1F2A37",
        *,
        weight: Literal["regular", "bold"] = "regular",
        align: Literal["left", "center", "right"] = "left",
        **_: Any,
    ) -> None:
        """Write one line, `y` in the middle of its signs."""
        letters = {"left": "l", "center": "ctr", "right": "r"}[align]
        lettering = Lettering(
            round(size * POINTS_PER_MM, 1), weight == "bold", colour, align=letters, anchor="ctr", wraps=False
        )
        width = width_of(words, lettering)
        left, top = to_slide(x, y)
        left -= {"left": 0.0, "center": width / 2, "right": width}[align]
        box = (left, top - lettering.line_height / 2, width, lettering.line_height)
        self.drawing.text(words, box, lettering, self.name)


def to_slide(x: float, y: float) -> tuple[float, float]:
    """Return a spot in millimetres as points from the slide's left and upper edge."""
    return x * POINTS_PER_MM, SLIDE_HEIGHT - y * POINTS_PER_MM


def to_millimetres(left: float, top: float, width: float, height: float) -> Box:
    """Return a box of the slide in millimetres from its lower left."""
    lower = SLIDE_HEIGHT - top - height
    return Box(left / POINTS_PER_MM, lower / POINTS_PER_MM, width / POINTS_PER_MM, height / POINTS_PER_MM)


def _box(west: float, south: float, east: float, north: float) -> tuple[float, float, float, float]:
    left, top = to_slide(west, north)
    right, bottom = to_slide(east, south)
    return left, top, right - left, bottom - top


def _bounds(points: np.ndarray) -> tuple[float, float, float, float]:
    west, south = points.min(axis=0)
    east, north = points.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _steps(path: Outline) -> Iterator[tuple[str, Sequence[tuple[float, float]]]]:
    """Yield the path's steps in points of the slide; quadratic bends as cubic ones."""
    codes = path.codes if path.codes is not None else [Outline.MOVETO, *[Outline.LINETO] * (len(path.vertices) - 1)]
    points = [to_slide(float(x), float(y)) for x, y in path.vertices]
    place, last = 0, points[0]
    while place < len(points):
        code = int(codes[place])
        if code == Outline.CLOSEPOLY:
            yield "Z", ()
            place += 1
            continue
        command, length = COMMANDS.get(code, ("M", 1))
        step = points[place : place + length]
        yield ("C", _cubic(last, *step)) if command == "Q" else (command, step)
        last, place = step[-1], place + length


def _cubic(
    start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]
) -> list[tuple[float, float]]:
    first = (start[0] + 2 / 3 * (control[0] - start[0]), start[1] + 2 / 3 * (control[1] - start[1]))
    second = (end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1]))
    return [first, second, end]


def _look(ink: Ink, pattern: tuple[str, str] | None = None) -> Look:
    dash = ""
    if ink.dash and ink.stroke:
        on = ink.dash[0] / max(ink.width, 0.01)
        dash = "sysDot" if on < DASH_SHORT else "sysDash" if on < DASH_LONG else "dash"
    width = max(0.25, ink.width * POINTS_PER_MM)
    return Look(ink.fill, ink.fill_opacity, ink.stroke, width, ink.stroke_opacity, dash, pattern)
