"""The window of a small map: degrees to metres to millimetres on paper."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo import crs

DETAIL_MM = 0.12
SPARE_SHARE = 0.4  # of the window: what may be cut away in degrees before projecting


@dataclass(frozen=True, slots=True)
class Frame:
    """A window in metres (Gauss–Krüger of the region's own meridian) on a sheet of millimetres, `y` downwards."""

    meridian: int
    west: float
    north: float
    metres_per_mm: float
    width_mm: float
    height_mm: float

    def metric(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry of degrees in metres; what lies far outside the window is cut away first."""
        near = shapely.clip_by_rect(geometry, *self.window_degrees().bounds)
        return crs.to_metric(near, self.meridian)

    def paper(self, metric: BaseGeometry) -> BaseGeometry:
        """Return a geometry of metres in millimetres, cut to the sheet."""
        scale = self.metres_per_mm
        seen = shapely.clip_by_rect(
            metric, self.west, self.north - self.height_mm * scale, self.west + self.width_mm * scale, self.north
        )
        plain = shapely.simplify(seen, DETAIL_MM * scale)
        return shapely.transform(
            plain, lambda xy: np.column_stack([(xy[:, 0] - self.west) / scale, (self.north - xy[:, 1]) / scale])
        )

    def point(self, lon: float, lat: float) -> tuple[float, float] | None:
        """Return where a point in degrees lies on the sheet; None outside of it."""
        spot = shapely.get_coordinates(self.paper(crs.to_metric(shapely.Point(lon, lat), self.meridian)))
        return (round(float(spot[0][0]), 2), round(float(spot[0][1]), 2)) if len(spot) else None

    def window_degrees(self) -> shapely.Polygon:
        """Return a box in degrees that holds the window with room to spare."""
        scale = self.metres_per_mm
        spare = SPARE_SHARE * scale * max(self.width_mm, self.height_mm)
        area = shapely.box(
            self.west - spare,
            self.north - self.height_mm * scale - spare,
            self.west + self.width_mm * scale + spare,
            self.north + spare,
        )
        return shapely.box(*crs.from_metric(area.segmentize(spare), self.meridian).bounds)

    def bar_km(self, share: float) -> float:
        """Return the largest round length in km that takes no more than a share of the width."""
        most = share * self.width_mm * self.metres_per_mm / 1000
        power = 10.0 ** math.floor(math.log10(most))
        return next(step * power for step in (5, 2, 1) if step * power <= most)


def make_frame(region: BaseGeometry, margin: float, size: tuple[float, float]) -> Frame:
    """Return the window of a region in degrees with a margin (share of its longer side), in the shape of the sheet.

    `size` is the sheet's width and height in millimetres.
    """
    meridian = crs.meridian_of(region)
    west, south, east, north = crs.to_metric(region, meridian).bounds
    spare = margin * max(east - west, north - south)
    width_mm, height_mm = size
    scale = max((east - west + 2 * spare) / width_mm, (north - south + 2 * spare) / height_mm)
    x, y = (west + east) / 2, (south + north) / 2
    return Frame(meridian, x - width_mm * scale / 2, y + height_mm * scale / 2, scale, width_mm, height_mm)
