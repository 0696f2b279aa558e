"""What the files of 服务可达 have in common: columns, coordinates, numbers that may not be stated."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data.export import DEGREE_DECIMALS, CellValue, ExportColumn, ExportTable
from data.supply_demand.points import DemandPoints, Facilities
from pages.shared.labels import word

NAME, WIDE, NARROW = 26, 18, 12
Row = tuple[CellValue, ...]
DEGREES = (
    ExportColumn("lon", NARROW, decimals=DEGREE_DECIMALS),
    ExportColumn("lat", NARROW, decimals=DEGREE_DECIMALS),
)


def degrees(points: DemandPoints | Facilities, at: int) -> tuple[CellValue, CellValue]:
    """Return longitude and latitude of a point for DEGREES; blank where it has no position."""
    return _degree(points.lon[at]), _degree(points.lat[at])


def number(value: float, lack: str, digits: int = 0) -> CellValue:
    """Return a number, rounded; NaN and infinity in words."""
    return round(float(value), digits) if np.isfinite(value) else word(lack)


def file_table(sheet: str, columns: Sequence[ExportColumn], rows: Sequence[Row]) -> ExportTable:
    """Return a table of a file; what it says of itself stands in the file once."""
    return ExportTable(sheet, tuple(columns), tuple(rows), word("cite.note"), ())


def _degree(value: float) -> CellValue:
    return round(float(value), DEGREE_DECIMALS) if np.isfinite(value) else None
