"""A sheet of paper to draw on, in millimetres from its lower left corner; written as PNG, SVG or PDF.

matplotlib draws; only its figures are used, none of its global state but the settings below.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.textpath import text_to_path
from shapely.geometry.base import BaseGeometry

from geo.frontend import paper_font
from geo.sheet import Format

MM_PER_INCH: Final = 25.4
MM_PER_PT: Final = MM_PER_INCH / 72
FAMILY: Final = "Noto Sans SC"
FALLBACKS: Final = f"'{FAMILY}', 'Microsoft YaHei', 'PingFang SC', 'Source Han Sans SC', sans-serif"
SHORTEST_SIZE_PT: Final = 5.0
COMPRESSION: Final = 3
# text as text in SVG, TrueType in PDF, the same bytes for the same map
mpl.rcParams.update({"pdf.fonttype": 42, "svg.fonttype": "none", "svg.hashsalt": "atlas", "hatch.linewidth": 0.6})
_drawing = threading.Lock()


@cache
def font(*, is_bold: bool = False) -> FontProperties:
    """Return the font of paper."""
    path = str(paper_font("bold" if is_bold else "regular"))
    font_manager.fontManager.addfont(path)
    return FontProperties(family=FAMILY, weight=700 if is_bold else 400)


def text_size(text: str, size_pt: float, *, is_bold: bool = False) -> tuple[float, float]:
    """Return width and height in mm of a line of text."""
    prop = font(is_bold=is_bold).copy()
    prop.set_size(size_pt)
    width, _, _ = text_to_path.get_text_width_height_descent(text or " ", prop, ismath=False)
    return width * MM_PER_PT, size_pt * 1.15 * MM_PER_PT


def wrap(text: str, width_mm: float, size_pt: float, *, is_bold: bool = False) -> list[str]:
    """Break a text into lines of at most a width; Chinese breaks anywhere, words of other scripts stay whole."""
    lines, line = [], ""
    for piece in _pieces(" ".join(text.split())):
        if line and text_size(line + piece, size_pt, is_bold=is_bold)[0] > width_mm:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
        while text_size(line, size_pt, is_bold=is_bold)[0] > width_mm and len(line) > 1:
            cut = _fitting(line, width_mm, size_pt, is_bold=is_bold)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line] if line or not lines else lines


def fitted_size(text: str, width_mm: float, size_pt: float, *, is_bold: bool = False) -> float:
    """Return the largest size up to `size_pt` at which a line fits a width."""
    width = text_size(text, size_pt, is_bold=is_bold)[0]
    return max(SHORTEST_SIZE_PT, size_pt * min(1.0, width_mm / width)) if width else size_pt


def _fitting(line: str, width_mm: float, size_pt: float, *, is_bold: bool) -> int:
    cut = 1
    while cut < len(line) and text_size(line[: cut + 1], size_pt, is_bold=is_bold)[0] <= width_mm:
        cut += 1
    return cut


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for sign in text:
        is_wide = ord(sign) > 0x2E7F  # noqa: PLR2004 - from here on scripts that need no spaces
        closes = sign in "，。、；：）》”’！？·—"
        if pieces and (closes or (not is_wide and sign != " " and not _ends_wide(pieces[-1]))):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _ends_wide(piece: str) -> bool:
    return piece[-1] == " " or ord(piece[-1]) > 0x2E7F  # noqa: PLR2004


class Canvas:
    """A sheet; everything is drawn in millimetres, later things above earlier ones unless `z` says otherwise."""

    def __init__(self, width_mm: float, height_mm: float, background: str = "#FFFFFF") -> None:
        self.width_mm, self.height_mm = width_mm, height_mm
        self.figure = Figure(figsize=(width_mm / MM_PER_INCH, height_mm / MM_PER_INCH), facecolor=background)
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, width_mm)
        self.axes.set_ylim(0, height_mm)
        self.axes.set_autoscale_on(False)
        self._z = 1.0

    def area(  # noqa: PLR0913 - what an outline has
        self,
        shape: BaseGeometry,
        *,
        fill: str = "none",
        alpha: float = 1.0,
        edge: str = "none",
        width: float = 0.0,
        dash: Sequence[float] = (),
        edge_alpha: float = 1.0,
        hatch: str = "",
        hatch_colour: str = "",
    ) -> None:
        """Draw polygons or lines; `width` in mm, `dash` in mm on and off."""
        path = _path_of(shape)
        if path is None:
            return
        is_area = shape.geom_type.endswith("Polygon") or shape.geom_type == "GeometryCollection"
        if is_area and fill != "none":
            look = {"facecolor": _rgba(fill, alpha), "edgecolor": "none", "linewidth": 0}
            if hatch:
                look |= {"hatch": hatch, "edgecolor": hatch_colour}
            self._add(PathPatch(path, **look))
        if width and edge != "none":
            style = (0, [part / MM_PER_PT for part in dash]) if dash else "solid"
            self._add(
                PathPatch(
                    path,
                    facecolor="none",
                    edgecolor=_rgba(edge, edge_alpha),
                    linewidth=width / MM_PER_PT,
                    linestyle=style,
                    joinstyle="round",
                    capstyle="butt" if dash else "round",
                )
            )

    def disc(self, x: float, y: float, radius: float, **look: Any) -> None:
        """Draw a circle."""
        self.area(shapely.Point(x, y).buffer(radius, quad_segs=24), **look)

    def box(self, left: float, bottom: float, right: float, top: float, **look: Any) -> None:
        """Draw a rectangle."""
        self.area(shapely.box(left, bottom, right, top), **look)

    def line(
        self, points: Sequence[tuple[float, float]], *, colour: str, width: float, dash: Sequence[float] = ()
    ) -> None:
        """Draw a line."""
        self.area(shapely.LineString(points), edge=colour, width=width, dash=dash)

    def glyph(  # noqa: PLR0913 - where, what, how
        self, path: Path, x: float, y: float, scale: float, *, fill: str, edge: str = "none", width: float = 0
    ) -> None:
        """Draw a symbol whose path is in its own units, y downwards."""
        vertices = np.asarray(path.vertices) * np.array([scale, -scale]) + np.array([x, y])
        placed = Path(vertices, path.codes)
        look = {"facecolor": fill, "edgecolor": edge, "linewidth": width / MM_PER_PT}
        self._add(PathPatch(placed, capstyle="round", joinstyle="round", **look))

    def text(  # noqa: PLR0913 - what a text has
        self,
        x: float,
        y: float,
        text: str,
        size_pt: float,
        *,
        colour: str = "#1F2A37",
        is_bold: bool = False,
        across: str = "left",
        up: str = "baseline",
        halo: str = "",
        halo_mm: float = 0.5,
        rotation: float = 0.0,
    ) -> None:
        """Write a line of text; it is never read as mathematics."""
        made = self.axes.text(
            x,
            y,
            text.replace("\n", " "),
            fontproperties=font(is_bold=is_bold),
            fontsize=size_pt,
            color=colour,
            ha=across,
            va=up,
            rotation=rotation,
            parse_math=False,
            zorder=self._next(),
        )
        if halo:
            made.set_path_effects([withStroke(linewidth=2 * halo_mm / MM_PER_PT, foreground=halo)])

    def write(self, kind: Format, dpi: int, title: str = "") -> bytes:
        """Return the sheet as a file."""
        target = io.BytesIO()
        by_kind: dict[Format, dict[str, Any]] = {
            "png": {"pil_kwargs": {"compress_level": COMPRESSION, "dpi": (dpi, dpi)}, "metadata": {"Software": None}},
            "svg": {"metadata": {"Date": None, "Creator": None, "Title": title}},
            "pdf": {"metadata": {"CreationDate": None, "Creator": None, "Producer": None, "Title": title}},
        }
        with _drawing:
            self.figure.savefig(target, format=kind, dpi=dpi, **by_kind[kind])
        content = target.getvalue()
        return _with_fallbacks(content) if kind == "svg" else content

    def _add(self, patch: PathPatch) -> None:
        patch.set_zorder(self._next())
        patch.set_clip_on(False)
        self.axes.add_artist(patch)  # unlike add_patch it measures nothing: the limits are fixed

    def _next(self) -> float:
        self._z += 1
        return self._z


def _with_fallbacks(svg: bytes) -> bytes:
    return svg.replace(f"'{FAMILY}'".encode(), FALLBACKS.encode())


def _rgba(colour: str, alpha: float) -> tuple[float, ...]:
    return mpl.colors.to_rgba(colour, alpha)


def _path_of(shape: BaseGeometry) -> Path | None:
    parts = [_ring_path(part) for part in shapely.get_parts(shape)] if not shape.is_empty else []
    known = [part for part in parts if part is not None]
    return Path.make_compound_path(*known) if known else None


def _ring_path(part: BaseGeometry) -> Path | None:
    if part.geom_type == "Polygon":
        rings = [part.exterior, *part.interiors]  # type: ignore[attr-defined]
        return Path.make_compound_path(*(Path(np.asarray(ring.coords), closed=True) for ring in rings))
    if part.geom_type in {"LineString", "LinearRing"}:
        return Path(np.asarray(part.coords))
    if part.geom_type.startswith(("Multi", "Geometry")):
        return _path_of(part)
    return None
