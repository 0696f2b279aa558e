"""Symbols on paper: the shapes and tones of `geo/browser` (a test holds the two against each other)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from matplotlib.path import Path as Outline

from geo.print_map.shapes import Ink, circle

Drawn = tuple[Outline, Ink]

WHITE, PAPER, INK, GREY = "#FFFFFF", "#FBFAF6", "#1F2A37", "#5B6675"
TEAL, CHOSEN, UNSTATED, RECORDED, PLACE = "#0F5C63", "#C24E17", "#85590B", "#574593", "#4B5563"
PICKED_FILL = "#E8F2F1"
CIRCLE, CIRCLE_EDGE = "#C9572A", "#A9431B"
HATCH, HATCH_GROUND, DOTS, DOTS_GROUND = "#C9B98F", "#FBFAF6", "#9AA1AB", "#EFEEE9"

SYMBOL_PX, PLACE_PX, BADGE_PX = 20.0, 13.0, 14.0
SYMBOL_BOX, BADGE_BOX = 18.0, 14.0  # side of the square that the shapes below are drawn in
RING_RADIUS = 7.6

GLYPHS = {
    "medical": "M-1.3 -4.6H1.3V-1.3H4.6V1.3H1.3V4.6H-1.3V1.3H-4.6V-1.3H-1.3Z",
    "care": (
        "M0 4.4C-3.6 1.9 -4.9 0.2 -4.9 -1.7C-4.9 -3.4 -3.7 -4.3 -2.5 -4.3C-1.4 -4.3 -0.5 -3.7 0 -2.7"
        "C0.5 -3.7 1.4 -4.3 2.5 -4.3C3.7 -4.3 4.9 -3.4 4.9 -1.7C4.9 0.2 3.6 1.9 0 4.4Z"
    ),
    "both": (
        "M0 5.6C-4.6 2.4 -6.1 0.3 -6.1 -2.1C-6.1 -4.2 -4.6 -5.4 -3.1 -5.4C-1.8 -5.4 -0.6 -4.6 0 -3.4"
        "C0.6 -4.6 1.8 -5.4 3.1 -5.4C4.6 -5.4 6.1 -4.2 6.1 -2.1C6.1 0.3 4.6 2.4 0 5.6Z"
        "M-0.8 -2.8H0.8V-1H2.6V0.6H0.8V2.4H-0.8V0.6H-2.6V-1H-0.8Z"
    ),
    "other": "M0 -4.4L4.4 0L0 4.4L-4.4 0Z",
    "place": "M0 -2.6A2.6 2.6 0 1 1 0 2.6A2.6 2.6 0 1 1 0 -2.6Z",
}
BADGES = {
    "not_started": ("#5B6675", "M-2.4 0H2.4"),
    "started": ("#2B5B8A", "M-1.3 -2.6L2.5 0L-1.3 2.6Z"),
    "continuing": ("#85590B", "M-3 -2.2L-0.8 0L-3 2.2M0.4 -2.2L2.6 0L0.4 2.2"),
    "blocked": ("#B4232A", "M0 -3.2V0.4M0 3V3.1"),
    "completed": ("#0F5C63", "M-2.8 0.2L-0.8 2.3L2.9 -2.1"),
}
DASHES = {"district": (3.2, 2.2), "schematic": (0.4, 2.2)}


def symbol(
    glyph: str,
    basis: str,
    at: tuple[float, float],
    size: float,
    *,
    type: str = "",
    states: frozenset[str] = frozenset(),
) -> list[Drawn]:
    """Return the ring and the glyph of a point: how well its position is known, and what kind of service it is.

    `size` is the side of its square in mm; `states` are those of the browser: chosen, picked, unstated, dim.
    """
    unit = size / SYMBOL_BOX
    faint = 0.4 if "dim" in states else 1.0
    line, fill, inner = _tones(basis, type, states)
    width = (2.0 if type == "place" else 2.2 if "picked" in states else 1.6) * unit
    dash = tuple(length * unit for length in DASHES.get(basis, ()))
    ring = Ink(fill, line, width, dash, faint, faint, round_ends=basis == "schematic")
    if "unstated" in states:
        drawn = Ink(stroke=inner, width=unit, stroke_opacity=faint)
    else:
        drawn = Ink(fill=inner, fill_opacity=faint)
    return [
        (circle(at, RING_RADIUS * unit), ring),
        (_moved(_shape(GLYPHS.get(glyph, GLYPHS["other"])), at, unit), drawn),
    ]


def badge(status: str, at: tuple[float, float], size: float) -> list[Drawn]:
    """Return the badge of a recorded status."""
    colour, shape = BADGES.get(status, BADGES["not_started"])
    unit = size / BADGE_BOX
    is_full = status == "completed"
    disc = Ink(colour if is_full else WHITE, colour, 1.8 * unit)
    stroke = Ink(stroke=WHITE if is_full else colour, width=2 * unit, round_ends=True)
    return [(circle(at, 6 * unit), disc), (_moved(_shape(shape), at, unit), stroke)]


def core_mark(colour: str, at: tuple[float, float], px: float) -> list[Drawn]:
    """Return ring and dot of a core on its halo; `px` is millimetres per pixel."""
    return [
        (circle(at, 15.5 * px), Ink(WHITE, fill_opacity=0.55)),
        (circle(at, 13.5 * px), Ink(WHITE, fill_opacity=0.9)),
        (circle(at, 10.5 * px), Ink(stroke=colour, width=4 * px)),
        (circle(at, 4.2 * px), Ink(colour)),
    ]


def _tones(basis: str, type: str, states: frozenset[str]) -> tuple[str, str, str]:
    """Return the tones of ring, disc and glyph."""
    line, fill, inner = TEAL, WHITE, TEAL
    if basis == "exact":
        fill, inner = TEAL, WHITE
    elif basis == "recorded":
        line, fill, inner = RECORDED, RECORDED, WHITE
    if type == "place":
        line, inner = PLACE, PLACE
    if "picked" in states:
        fill = PICKED_FILL
        inner = TEAL if inner == WHITE else inner
    if "unstated" in states:
        line, fill, inner = RECORDED if basis == "recorded" else UNSTATED, WHITE, UNSTATED
    if "chosen" in states:
        line, inner = CHOSEN, CHOSEN if fill == WHITE else inner
    return line, fill, inner


def _moved(shape: Outline, at: tuple[float, float], unit: float) -> Outline:
    return Outline(np.asarray(shape.vertices) * (unit, -unit) + at, shape.codes)


@cache
def _shape(drawing: str) -> Outline:
    """Return the outline of an SVG path, y downwards."""
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.svgLib.path import parse_path

    pen = RecordingPen()
    parse_path(drawing, pen)
    steps = list(_steps(pen.value))
    return Outline([point for point, _ in steps], [code for _, code in steps])


def _steps(recorded: list[tuple[str, tuple[Any, ...]]]) -> Iterator[tuple[Any, int]]:
    codes = {"moveTo": Outline.MOVETO, "lineTo": Outline.LINETO, "curveTo": Outline.CURVE4, "qCurveTo": Outline.CURVE3}
    for step, points in recorded:
        if step == "closePath":
            yield (0.0, 0.0), int(Outline.CLOSEPOLY)
        elif step in codes:
            yield from ((point, int(codes[step])) for point in points)
