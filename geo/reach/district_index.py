"""The districts that a row of a file may name: units of the plan, and the counties of its region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from data.plan import Plan
from data.record_import.cell_reading import folded
from data.words import Words
from geo import boundaries
from geo.checking import host_boundary_code
from geo.crs import Coordinates

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """A district: its code in the plan's figures, and the outline that holds it, "" where none is known."""

    code: str
    outline_code: str


class DistrictIndex:
    """Finds districts by code, name or short name, and by position."""

    def __init__(self, plan: Plan) -> None:
        self._names = [district.name for district in plan.districts]
        self._units: dict[str, Unit | None] = {}
        for names, unit in _named_units(plan):
            for name in {folded(name) for name in names if name}:
                known = self._units.get(name, unit)
                self._units[name] = unit if known == unit else None  # two districts of one name: neither is meant
        # what the plan itself counts by comes last and wins over counties of the same name
        for district in plan.districts:
            unit = Unit(district.district_code, host_boundary_code(plan, district.district_code))
            for name in (district.district_code, district.name, district.short_name):
                if name:
                    self._units[folded(name)] = unit
        outlines = {
            d.boundary_code: d.district_code for d in plan.districts if boundaries.has_boundary(d.boundary_code)
        }
        self._codes = list(outlines.values())
        self._polygons = [boundaries.boundary(code).polygon for code in outlines]

    def find(self, text: str) -> Unit | None:
        """Return the district of a code or a name; None where there is none, or several."""
        return self._units.get(folded(text))

    @property
    def expectation(self) -> str:
        """What may stand in a column of districts."""
        names, is_more = self._names[:MOST_NAMED], len(self._names) > MOST_NAMED
        quoted = ", ".join(f"“{name}”" for name in names)
        return Words(
            f"应为 {'、'.join(names)}{'等' if is_more else ''}，或区划代码",
            f"{quoted}{' and others' if is_more else ''}, or a division code",
        )

    def codes_at(self, degrees: Coordinates) -> list[str]:
        """Return the district whose outline holds each position (n, 2); "" where none does."""
        codes = [""] * len(degrees)
        lon, lat = np.where(np.isfinite(degrees), degrees, 0.0).T
        for code, polygon in zip(self._codes, self._polygons, strict=True):
            shapely.prepare(polygon)
            for number in np.flatnonzero(shapely.contains_xy(polygon, lon, lat)):
                codes[number] = codes[number] or code
        return codes


def _named_units(plan: Plan) -> Iterator[tuple[tuple[str, ...], Unit]]:
    """Yield the counties of the region with the unit of the plan that counts them."""
    if not boundaries.has_boundary(plan.region_code):
        return
    region = boundaries.boundary(plan.region_code)
    counted = {district.district_code for district in plan.districts}
    for county in boundaries.units_within(region.polygon, "county"):
        if boundaries.is_part_of(county, region):
            code = county.code if county.code in counted else county.prefecture_code
            yield (county.code, county.name, county.short_name), Unit(code if code in counted else "", county.code)
