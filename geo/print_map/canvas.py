"""A sheet of paper to draw on: every length in millimetres, the origin at its lower left.

What is drawn later lies above. Texts are texts, never formulas; their white halo is a shape beneath.
matplotlib's object interface: no global figure, several threads may print at once.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox
from PIL import Image
from shapely.geometry.base import BaseGeometry

from geo.print_map import fonts
from geo.print_map.fonts import Weight
from geo.print_map.shapes import Box, Ink, circle, outline_of
from geo.print_map.written_line import WrittenLine
from geo.sheet import Format

MM_PER_INCH = 25.4
POINTS_PER_MM = 72 / MM_PER_INCH
PNG_COMPRESSION = 2  # a map at 300 dpi: a third larger than at 6, four times as fast
CREATOR = "医养一张图 Care Plan Atlas"
TURNED: dict[str, Any] = {"ha": "center", "va": "center_baseline", "rotation_mode": "anchor"}
SETTINGS: dict[str, Any] = {
    "pdf.fonttype": 42,
    "pdf.compression": 4,  # a twentieth larger than at 6, half the time
    "svg.fonttype": "none",
    "svg.hashsalt": "care-plan-atlas",
    "path.simplify": False,
    "text.hinting": "none",  # letters as wide on a coarse picture as they were measured
}

# set once and never changed: a context that changes and restores them is not safe between threads
for name, value in SETTINGS.items():
    mpl.rcParams[name] = value  # type: ignore[index]


class Canvas:
    """One sheet."""

    def __init__(self, width: float, height: float, background: str = "#FFFFFF") -> None:
        self.width, self.height = width, height
        self.figure = Figure((width / MM_PER_INCH, height / MM_PER_INCH), facecolor=background)
        self._agg: Any = FigureCanvasAgg(self.figure)
        # no axes: they would give every shape a clip of its own and ask it for limits
        self._mm = Affine2D().scale(1 / MM_PER_INCH) + self.figure.dpi_scale_trans
        self._order = 1.0
        self._clip: TransformedBbox | None = None
        self._signs: dict[Weight, set[str]] = {"regular": set(), "bold": set()}
        self._texts: list[tuple[Any, Weight]] = []

    @contextmanager
    def clipped(self, box: Box) -> Iterator[None]:
        """Within this context nothing is drawn outside a rectangle."""
        before = self._clip
        self._clip = TransformedBbox(Bbox.from_bounds(*box), self._mm)
        yield
        self._clip = before

    def shape(self, geometry: BaseGeometry, ink: Ink) -> None:
        """Draw a geometry whose coordinates are millimetres; points are left out."""
        path = outline_of(geometry)
        if path is not None:
            self.path(path, ink)

    def path(self, path: Outline, ink: Ink) -> None:
        """Draw an outline in millimetres."""
        self._add(PathPatch(path, transform=self._mm, **self._look(ink)))

    def paths(self, drawn: Sequence[tuple[Outline, Ink]]) -> None:
        """Draw many outlines at once, one above the other; dashes of each its own."""
        if not drawn:
            return
        looks = [self._look(ink) for _, ink in drawn]
        self._add(
            PathCollection(
                [path for path, _ in drawn],
                facecolors=[look["facecolor"] for look in looks],
                edgecolors=[look["edgecolor"] for look in looks],
                linewidths=[look["linewidth"] for look in looks],
                linestyles=[look["linestyle"] for look in looks],
                transform=self._mm,
            )
        )

    def segments(self, lines: Sequence[Any], ink: Ink) -> None:
        """Draw many lines of one look."""
        look = self._look(ink)
        if len(lines):
            width = look["linewidth"]
            self._add(LineCollection(lines, colors=[look["edgecolor"]], linewidths=width, transform=self._mm))

    def line(self, points: Sequence[tuple[float, float]], ink: Ink) -> None:
        """Draw a line through points."""
        self.path(Outline(np.array(points, dtype=float)), ink)

    def box(self, box: Box, ink: Ink, radius: float = 0.0) -> None:
        """Draw a rectangle, with round corners where a radius is given."""
        plain = shapely.box(box.x, box.y, box.right, box.top)
        self.shape(plain.buffer(-radius).buffer(radius, quad_segs=6) if radius else plain, ink)

    def circle(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """Draw a circle."""
        self.path(circle((x, y), radius), ink)

    def text(  # noqa: PLR0913 - a text has many looks
        self,
        words: str,
        x: float,
        y: float,
        size: float,
        colour: str = "#1F2A37",
        *,
        weight: Weight = "regular",
        align: Literal["left", "center", "right"] = "left",
        halo: float = 0.0,
        rotation: float = 0.0,
        opacity: float = 1.0,
    ) -> None:
        """Write one line, `y` in the middle of its signs; a halo is white and as wide as given, in mm.

        A rotated text has no halo and is aligned by its middle.
        """
        words = fonts.clean(words)
        if not words:
            return
        start = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        left, base = x - start * fonts.text_width(words, size, weight), y - fonts.MIDDLE_EM * size
        if halo and (shape := fonts.outline(words, left, base, size, weight)) is not None:
            self.path(shape, Ink(fill="#FFFFFF", stroke="#FFFFFF", width=2 * halo, round_ends=True))
        font = fonts.properties(weight)
        look: dict[str, Any] = {"color": colour, "parse_math": False, "transform": self._mm, "fontproperties": font}
        look |= {"alpha": opacity} if opacity < 1 else {}
        if rotation:
            text: Text = Text(x, y, words, rotation=rotation, **TURNED, **look)
        else:
            text = WrittenLine(left, x, base, words, ha=align, va="baseline", **look)
        text.set_fontsize(size * POINTS_PER_MM)
        self._signs[weight] |= set(words)
        self._texts.append((text, weight))
        self._add(text)

    def save(self, format: Format, dpi: int, title: str = "") -> bytes:
        """Return the sheet as a file; the same drawing gives the same bytes."""
        buffer = io.BytesIO()
        if format == "png":
            self.figure.set_dpi(dpi)
            self._agg.draw()
            # without the opacity of each dot: a quarter less to compress
            picture = Image.fromarray(np.asarray(self._agg.buffer_rgba())).convert("RGB")
            picture.save(buffer, "PNG", dpi=(dpi, dpi), compress_level=PNG_COMPRESSION)
        elif format == "svg":
            self.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": CREATOR, "Title": title})
        else:
            with fonts.EmbeddedFonts() as embedded:
                small = {weight: embedded.font(signs, weight) for weight, signs in self._signs.items() if signs}
                for text, weight in self._texts:
                    size = text.get_fontsize()
                    text.set_fontproperties(small[weight])
                    text.set_fontsize(size)
                plain = {"CreationDate": None, "Creator": CREATOR, "Producer": CREATOR, "Title": title}
                self.figure.savefig(buffer, format="pdf", metadata=plain)
        return buffer.getvalue()

    def _look(self, ink: Ink) -> dict[str, Any]:
        none = (0.0, 0.0, 0.0, 0.0)
        width = ink.width * POINTS_PER_MM
        dashes = [round(length * POINTS_PER_MM / width, 4) for length in ink.dash] if width else []
        return {
            "facecolor": _tone(ink.fill, ink.fill_opacity) if ink.fill else none,
            "edgecolor": _tone(ink.stroke, ink.stroke_opacity) if ink.stroke else none,
            "linewidth": width if ink.stroke else 0.0,
            "linestyle": (0, tuple(dashes)) if dashes and ink.stroke else "-",
            "joinstyle": "round",
            "capstyle": "round" if ink.round_ends else "butt",
        }

    def _add(self, artist: Any) -> None:
        self._order += 1
        artist.set_zorder(self._order)
        self.figure.add_artist(artist)
        if self._clip is not None:
            artist.set_clip_box(self._clip)


@lru_cache(maxsize=2000)
def _tone(colour: str, opacity: float) -> tuple[float, float, float, float]:
    red, green, blue, alpha = mpl.colors.to_rgba(colour, opacity)
    return red, green, blue, alpha
