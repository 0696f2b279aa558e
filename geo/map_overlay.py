"""What lies over a plan map and is not of the plan: points of people and facilities by class, and reach areas.

Pages build it, the screen (`geo/browser/overlay.js`) and the paper draw it. Points stay the same over reruns: the
browser fetches them once (`geo/overlay_files.py`), and a rerun sends a class for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.map_spec import LegendGroup, LegendItem

Floats = NDArray[np.float64]
Ranks = NDArray[np.int64]
Shape = Literal["dot", "square", "diamond", "triangle"]
Kind = Literal["demand", "facility", "candidate"]  # the first part of a selection, as in `facility:<id>`

HIDDEN = -1
RADIUS_PX = 5.0
DECIMALS = 5
CORNERS = 64
M_PER_DEGREE = 111_195.08  # of a great circle on the sphere that straight lines are measured on
CLASS_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"  # the class of a point as one sign; `-` is not drawn


@dataclass(frozen=True, slots=True)
class OverlayClass:
    """How the points or areas of a class look, and its words in the legend; hollow: an outline alone."""

    label: str
    colour: str
    shape: Shape = "dot"
    is_hollow: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class OverlayPoints:
    """Points that stay the same over reruns: n of them, every sequence in the same order.

    Attributes:
        kind: what they are.
        ids: unique within the kind.
        names: plain text; may repeat.
        lon, lat: (n,) degrees, CGCS2000.
        radii: (n,) pixels; None: RADIUS_PX for all.
        schematic: (n,) whether the position is the middle of a district: drawn with a dashed outline; None: none is.
        url: their static file, relative to `app/static`; "" while there is none: they travel with the state.
    """

    kind: Kind
    ids: tuple[str, ...]
    names: tuple[str, ...]
    lon: Floats
    lat: Floats
    radii: Floats | None = None
    schematic: tuple[bool, ...] | None = None
    url: str = ""

    def content(self) -> dict[str, Any]:
        """Return the points as the browser reads them."""
        count = len(self.ids)
        radii = np.full(count, RADIUS_PX) if self.radii is None else self.radii
        return {
            "ids": list(self.ids),
            "names": list(self.names),
            "lon": [round(float(value), DECIMALS) for value in self.lon],
            "lat": [round(float(value), DECIMALS) for value in self.lat],
            "r": [round(float(value), 1) for value in radii],
            "schematic": "".join("1" if value else "0" for value in self.schematic or ()),
        }


@dataclass(frozen=True, slots=True, eq=False)
class OverlayLayer:
    """Points with what a rerun changes: a class each, and a value that the tooltip tells.

    Attributes:
        title: heading in the legend.
        points: the n points.
        classes: at most 36.
        ranks: (n,) index of the class of each point; HIDDEN: not drawn.
        values: (n,) what the tooltip tells; NaN where there is none; None: the name alone.
        value_words: with one `{}` for the value, such as `{} 分钟`.
        lack_words: what the tooltip tells in place of NaN.
        groups: (n,) what each point is a part of: the legend counts parts of one thing once; None: each is one.
    """

    title: str
    points: OverlayPoints
    classes: tuple[OverlayClass, ...]
    ranks: Ranks
    values: Floats | None = None
    value_words: str = "{}"
    lack_words: str = ""
    groups: tuple[str, ...] | None = None

    def count(self, rank: int) -> int:
        """Return how many points a class holds, parts of one thing counted once."""
        if self.groups is None:
            return int(np.count_nonzero(self.ranks == rank))
        return len({self.groups[at] for at in np.flatnonzero(self.ranks == rank).tolist()})

    def payload(self) -> dict[str, Any]:
        """Return the state of the layer for the browser: one sign and one short number per point."""
        points = {"url": self.points.url} if self.points.url else {"points": self.points.content()}
        state: dict[str, Any] = {
            "kind": self.points.kind,
            **points,
            "classes": [
                {"colour": one.colour, "shape": one.shape, "hollow": one.is_hollow, "label": one.label}
                for one in self.classes
            ],
            "ranks": "".join("-" if rank < 0 else CLASS_SIGNS[rank] for rank in self.ranks),
        }
        if self.values is not None:
            text, width = _tenths(self.values)
            state |= {"values": text, "width": width, "say": self.value_words, "lack": self.lack_words}
        return state


@dataclass(frozen=True, slots=True, eq=False)
class OverlayArea:
    """An area such as what is reached within 15 minutes.

    Attributes:
        look: its colour and words.
        geometry: polygons in degrees, CGCS2000; None where the area is given by circles.
        centres: (k, 2) lon, lat; and
        radius_m: the area is the union of circles (straight lines): the screen needs no polygons (`shape()` has them).
        around: the centres are the drawn points of the layer of this kind: the screen knows them already.
        url: static file of the geometry, relative to `app/static`; "": it travels with the state.
    """

    look: OverlayClass
    geometry: BaseGeometry | None = None
    centres: Floats | None = None
    radius_m: float = 0.0
    url: str = ""
    around: Kind | None = None

    def payload(self) -> dict[str, Any]:
        """Return the area for the browser."""
        look = {"colour": self.look.colour, "label": self.look.label}
        if self.around is not None:
            return {**look, "around": self.around, "radius": round(self.radius_m)}
        if self.centres is not None:
            return {**look, "centres": np.round(self.centres, 4).tolist(), "radius": round(self.radius_m)}
        return {**look, "url": self.url} if self.url else {**look, "geometry": mapping(self.shape())}

    def shape(self) -> BaseGeometry:
        """Return the polygons, in degrees: of circles their union, each with 64 corners."""
        if self.centres is None:
            return shapely.MultiPolygon() if self.geometry is None else self.geometry
        angles = np.arange(CORNERS) * (2 * np.pi / CORNERS)
        degrees = self.radius_m / M_PER_DEGREE
        lon, lat = self.centres[:, :1], self.centres[:, 1:]
        east = lon + degrees * np.cos(angles) / np.cos(np.radians(lat))
        return shapely.union_all(shapely.polygons(np.stack([east, lat + degrees * np.sin(angles)], axis=-1)))


@dataclass(frozen=True, slots=True, eq=False)
class MapOverlay:
    """What lies over the map: areas below, layers of points above them, the last one on top.

    `notes` are the assumptions it rests on (估算, 示例); a printed sheet carries them among its numbered notes.
    """

    layers: tuple[OverlayLayer, ...] = ()
    areas: tuple[OverlayArea, ...] = ()
    area_title: str = ""
    notes: tuple[str, ...] = ()

    def payload(self) -> dict[str, Any]:
        """Return the overlay for the browser."""
        return {
            "layers": [layer.payload() for layer in self.layers],
            "areas": [area.payload() for area in self.areas],
        }

    def legend(self) -> tuple[LegendGroup, ...]:
        """Return the legend groups of the layers, with how many points each class holds, then of the areas.

        Classes that hold no point are left out.
        """
        groups = [LegendGroup(layer.title, tuple(_lines(layer))) for layer in self.layers]
        # an area lies on the one before, which it is part of: what shows through adds up
        areas = tuple(
            LegendItem(area.look.label, "area", area.look.colour, opacity=round(1 - 0.8**above, 2), stroke="none")
            for above, area in enumerate(self.areas, 1)
        )
        return tuple(group for group in (*groups, LegendGroup(self.area_title, areas)) if group.items)


def _lines(layer: OverlayLayer) -> list[LegendItem]:
    counts = [layer.count(rank) for rank in range(len(layer.classes))]
    return [
        LegendItem(one.label, "mark", one.colour, count, glyph=one.shape, hollow=one.is_hollow)
        for one, count in zip(layer.classes, counts, strict=True)
        if count
    ]


def _tenths(values: Floats) -> tuple[str, int]:
    """Return the values as tenths to the base of 36, each in the same width, and that width; blanks for NaN.

    >>> _tenths(np.array([12.0, 3.26, np.nan, 0.0, -1.0]))
    ('3c x   0-a', 2)
    """
    tenths = np.round(10 * values).tolist()
    written = ["" if value != value else _base_36(int(value)) for value in tenths]  # noqa: PLR0124 - NaN
    width = max(map(len, written), default=0)
    return "".join(text.rjust(width) for text in written), width


@cache
def _base_36(number: int) -> str:
    return np.base_repr(number, 36).lower()
