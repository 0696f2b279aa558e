"""How large a plan's region is."""

from __future__ import annotations

from functools import cache

from geo import boundaries, crs


@cache
def region_area_km2(region_code: str) -> float | None:
    """Return the area in km² of a region's outline, in an equal-area projection; None where it has no outline.

    The outline is a schematic, no legal line: 达州 measures 16,589 km² (official 16,591), 威海 5,661 (about 5,800).
    """
    if not boundaries.has_boundary(region_code):
        return None
    return crs.area_km2(boundaries.region_polygon(region_code))
