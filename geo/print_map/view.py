"""Which part of the earth a map frame shows: projection, scale, millimetres on paper.

CGCS2000 Gauss-Krüger, 3-degree zones, on the central meridian of the region's middle.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.affinity import affine_transform
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.print_map.shapes import Box

FINE_STEPS_BELOW = 2.5
MM_PER_M = 1000.0
BEYOND_MM = 3.0  # what is drawn beyond the frame, so that no cut edge is seen
EDGE_POINTS = 12


@dataclass(frozen=True, slots=True)
class View:
    """A map frame on paper: 1 : `denominator`, `centre` (metres of the zone on `meridian`) in its middle.

    `px` is the millimetres on paper of what is one pixel on the screen: line widths, symbols and circles keep
    their proportions.
    """

    frame: Box
    meridian: int
    denominator: float
    centre: tuple[float, float]
    px: float

    @property
    def mm_per_m(self) -> float:
        """Millimetres on paper per metre of ground."""
        return MM_PER_M / self.denominator

    def place(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in degrees as it lies on paper, in millimetres, cut a little beyond the frame."""
        laid = self.lay(crs.to_metric(geometry, self.meridian))
        around = self.frame.inset(-BEYOND_MM)
        if shapely.get_type_id(laid) in (0, 4):
            return laid
        return shapely.clip_by_rect(laid, around.x, around.y, around.right, around.top)

    def lay(self, metric: BaseGeometry) -> BaseGeometry:
        """Return a geometry in metres as it lies on paper."""
        k = self.mm_per_m
        (x0, y0), frame = self.centre, self.frame
        return affine_transform(metric, [k, 0, 0, k, frame.x + frame.w / 2 - k * x0, frame.y + frame.h / 2 - k * y0])

    def spot(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a position in degrees lies on paper."""
        point = shapely.get_coordinates(self.lay(crs.to_metric(shapely.Point(lon, lat), self.meridian)))[0]
        return float(point[0]), float(point[1])

    def spots(self, degrees: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """Return where positions in degrees lie on paper."""
        if not degrees:
            return []
        laid = self.lay(crs.to_metric(shapely.MultiPoint(degrees), self.meridian))
        return [(float(x), float(y)) for x, y in shapely.get_coordinates(laid)]

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Return the position in degrees of a spot on paper."""
        k, frame = self.mm_per_m, self.frame
        metric = shapely.Point(
            self.centre[0] + (x - frame.x - frame.w / 2) / k, self.centre[1] + (y - frame.y - frame.h / 2) / k
        )
        point = crs.from_metric(metric, self.meridian)
        return float(point.x), float(point.y)


@dataclass(frozen=True, slots=True)
class Extent:
    """What is to be shown: west, south, east, north in metres of the zone on a meridian."""

    meridian: int
    bounds: tuple[float, float, float, float]


def region_extent(bundle: Mapping[str, Any]) -> Extent:
    """Return the extent of a region with all of its elements."""
    shapes = [read(feature) for feature in bundle["region"]["features"]]
    shapes += [shapely.Point(element["anchor"]) for element in bundle["elements"]]
    shapes += [read(element) for element in bundle["elements"] if element["geometry"]]
    return _extent(shapes)


def region_view(bundle: Mapping[str, Any], frame: Box, padding: float, px: float, *, is_round: bool = True) -> View:
    """Return the view that shows a region whole, with `padding` mm around it; at a round scale where asked."""
    return fitted(region_extent(bundle), frame, padding, px, is_round=is_round)


def box_view(box: Sequence[float], frame: Box, px: float) -> View:
    """Return the view that shows a box in degrees (west, south, east, north) whole."""
    west, south, east, north = box
    edge = shapely.segmentize(shapely.box(west, south, east, north), max(east - west, north - south) / EDGE_POINTS)
    return fitted(_extent([edge]), frame, 0.0, px, is_round=False)


def fitted(extent: Extent, frame: Box, padding: float, px: float, *, is_round: bool = True) -> View:
    """Return the view that shows an extent whole, with `padding` mm around it; at a round scale where asked."""
    west, south, east, north = extent.bounds
    room = frame.inset(min(padding, frame.w / 4, frame.h / 4))
    needed = max((east - west) * MM_PER_M / room.w, (north - south) * MM_PER_M / room.h, 1.0)
    denominator = round_scale(needed) if is_round else needed
    return View(frame, extent.meridian, denominator, ((west + east) / 2, (south + north) / 2), px)


def _extent(shapes: Sequence[BaseGeometry]) -> Extent:
    meridian = crs.meridian_of(shapely.union_all([item.envelope for item in shapes]))
    west, south, east, north = shapely.total_bounds([crs.to_metric(item, meridian) for item in shapes])
    return Extent(meridian, (float(west), float(south), float(east), float(north)))


def round_scale(denominator: float) -> float:
    """Return the next smaller scale that reads well: steps of 5 below 2.5 of a power of ten, else of 10 %.

    >>> round_scale(1_131_000), round_scale(2_610_000), round_scale(1_000_000)
    (1150000.0, 2700000.0, 1000000.0)
    """
    power = 10.0 ** math.floor(math.log10(denominator))
    step = power * (0.05 if denominator / power < FINE_STEPS_BELOW else 0.1)
    return float(round(math.ceil(denominator / step - 1e-9) * step))


def read(feature: Mapping[str, Any]) -> BaseGeometry:
    """Return the geometry of a feature of a bundle, in degrees."""
    return shape(feature["geometry"])
