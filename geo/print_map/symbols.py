"""Symbols of paper maps: those of the screen, drawn from the same paths."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]
from matplotlib.path import Path

from geo.print_map.canvas import Canvas

GLYPHS: Final = {
    "medical": "M-1.3 -4.6H1.3V-1.3H4.6V1.3H1.3V4.6H-1.3V1.3H-4.6V-1.3H-1.3Z",
    "care": "M0 4.4C-3.6 1.9 -4.9 0.2 -4.9 -1.7C-4.9 -3.4 -3.7 -4.3 -2.5 -4.3C-1.4 -4.3 -0.5 -3.7 0 -2.7"
    "C0.5 -3.7 1.4 -4.3 2.5 -4.3C3.7 -4.3 4.9 -3.4 4.9 -1.7C4.9 0.2 3.6 1.9 0 4.4Z",
    "both": "M0 5.6C-4.6 2.4 -6.1 0.3 -6.1 -2.1C-6.1 -4.2 -4.6 -5.4 -3.1 -5.4C-1.8 -5.4 -0.6 -4.6 0 -3.4"
    "C0.6 -4.6 1.8 -5.4 3.1 -5.4C4.6 -5.4 6.1 -4.2 6.1 -2.1C6.1 0.3 4.6 2.4 0 5.6Z"
    "M-0.8 -2.8V-1H-2.6V0.6H-0.8V2.4H0.8V0.6H2.6V-1H0.8V-2.8Z",
    "other": "M0 -4.4L4.4 0L0 4.4L-4.4 0Z",
    "place": "M0 -2.6C1.44 -2.6 2.6 -1.44 2.6 0C2.6 1.44 1.44 2.6 0 2.6"
    "C-1.44 2.6 -2.6 1.44 -2.6 0C-2.6 -1.44 -1.44 -2.6 0 -2.6Z",
}
BADGES: Final = {
    "not_started": "M-2.4 0H2.4",
    "started": "M-1.3 -2.6L2.5 0L-1.3 2.6Z",
    "continuing": "M-3 -2.2L-0.8 0L-3 2.2M0.4 -2.2L2.6 0L0.4 2.2",
    "blocked": "M0 -3.2V0.4M0 3V3.1",
    "completed": "M-2.8 0.2L-0.8 2.3L2.9 -2.1",
}
BADGE_COLOURS: Final = {
    "not_started": "#5B6675",
    "started": "#2B5B8A",
    "continuing": "#85590B",
    "blocked": "#B4232A",
    "completed": "#0F5C63",
}
# ring of a symbol by how well its position is known: fill, edge, width, dash (in the symbol's units of 1/9 radius)
RINGS: Final[dict[str, dict[str, Any]]] = {
    "exact": {"fill": "#0F5C63", "edge": "#FFFFFF", "width": 1.2, "dash": (), "glyph": "#FFFFFF"},
    "recorded": {"fill": "#574593", "edge": "#574593", "width": 1.2, "dash": (), "glyph": "#FFFFFF"},
    "town": {"fill": "#FFFFFF", "edge": "#0F5C63", "width": 1.7, "dash": (), "glyph": "#0F5C63"},
    "district": {"fill": "#FFFFFF", "edge": "#0F5C63", "width": 1.2, "dash": (2.2, 1.7), "glyph": "#0F5C63"},
    "schematic": {"fill": "#FFFFFF", "edge": "#7A8594", "width": 1.2, "dash": (1.0, 1.6), "glyph": "#5B6675"},
}
UNSTATED: Final = "#85590B"
RADIUS: Final = 7.6


@cache
def glyph_path(text: str) -> Path:
    """Return an SVG path as a matplotlib path, y downwards."""
    pen = RecordingPen()
    parse_path(text, pen)
    vertices: list[tuple[float, float]] = []
    codes: list[Any] = []
    for name, points in pen.value:
        if name == "moveTo":
            vertices += points
            codes.append(Path.MOVETO)
        elif name == "lineTo":
            vertices += points
            codes.append(Path.LINETO)
        elif name == "curveTo":
            vertices += points
            codes += [Path.CURVE4] * 3
        elif name == "closePath":
            vertices.append(vertices[-1])
            codes.append(Path.CLOSEPOLY)
    return Path(vertices, codes)


def draw_symbol(  # noqa: PLR0913 - where, what, how
    canvas: Canvas, x: float, y: float, glyph: str, basis: str, size: float, *, is_unstated: bool = False
) -> None:
    """Draw a symbol of a diameter in mm: the ring tells how its position is known, the glyph what it is."""
    unit = size / 18
    ring = RINGS.get(basis, RINGS["schematic"])
    edge, sign = (UNSTATED, UNSTATED) if is_unstated else (ring["edge"], ring["glyph"])
    fill = "#FFFFFF" if is_unstated else ring["fill"]
    dash = [part * unit for part in ring["dash"]]
    canvas.disc(x, y, (RADIUS + 1.1) * unit, fill="#FFFFFF", alpha=0.85)
    canvas.disc(x, y, RADIUS * unit, fill=fill, edge=edge, width=ring["width"] * unit, dash=dash)
    canvas.glyph(glyph_path(GLYPHS.get(glyph, GLYPHS["other"])), x, y, unit, fill=sign)


def draw_badge(canvas: Canvas, x: float, y: float, status: str, size: float) -> None:
    """Draw the badge of a recorded status, of a diameter in mm."""
    unit = size / 14
    known = status if status in BADGES else "not_started"
    colour = BADGE_COLOURS[known]
    fill, sign = (colour, "#FFFFFF") if known == "completed" else ("#FFFFFF", colour)
    canvas.disc(x, y, 6 * unit, fill=fill, edge=colour, width=1.8 * unit)
    canvas.glyph(glyph_path(BADGES[known]), x, y, unit, fill="none", edge=sign, width=2 * unit)


def draw_core(canvas: Canvas, x: float, y: float, colour: str, size: float) -> None:
    """Draw the mark of a core, of a diameter in mm: ring and dot on a white halo."""
    unit = size / 32
    canvas.disc(x, y, 13.5 * unit, fill="#FFFFFF", alpha=0.9)
    canvas.disc(x, y, 10.5 * unit, edge=colour, width=4 * unit)
    canvas.disc(x, y, 4.2 * unit, fill=colour)
