"""A table as it stands in a file that somebody uploads: headings, rows of text, and positions where it has geometry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.finding import Finding
from data.record_import.sheet import HEADING_ROWS, FileError, Limits, Sheet, read_sheets
from data.supply_demand import fault_words
from data.supply_demand.table_shape import headings_of, is_aside, known_count, split_positions, trimmed
from data.words import Words

Floats = NDArray[np.float64]
TEXT_LIMITS = Limits(size=50_000_000, rows=200_000)
BOOK_LIMITS = Limits(size=20_000_000, unpacked=200_000_000, rows=20_000)
FEWEST_HEADINGS = 2
NO_HEADINGS = Words(
    "没有找到表头：首行应为列名，如 名称、经度、纬度、60岁及以上、床位",
    "no headings found: the first row should name the columns, such as Name, Longitude, Latitude, Aged 60+, Beds",
)


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """Rows of text under their headings; k rows.

    Attributes:
        file: the name of the file.
        headings: the heading of each column; may repeat.
        lines: (k,) the number that Excel or an editor shows for each row; of geometry, of the feature.
        rows: (k,) the cells of each row, as many as there are headings.
        numbers: (k, 2) the two numbers of each position as the file's geometry has them; None for a table without.
        areas_km2: (k,) size of the area that a position stands for, 0 for a point; None for a table without geometry.
        declared: definition of the coordinate system that the file carries; "" for none.
        faults: what could not be read.
        notes: what was done in reading, in words.
    """

    file: str
    headings: tuple[str, ...]
    lines: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: Floats | None = None
    areas_km2: Floats | None = None
    declared: str = ""
    faults: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)


def read_sheet(file_name: str, content: bytes) -> RawTable:
    """Return the table of a CSV or Excel file: the sheet with the headings that are best known.

    Raises FileError, in words for the reader, where the file is neither, too large or without rows.
    """
    limits = BOOK_LIMITS if content.startswith(b"PK") else TEXT_LIMITS
    sheets = [sheet for sheet in read_sheets(file_name, content, limits) if sheet.rows]
    found = [(known_count(cells), -number, -position) for number, position, cells in _possible_headings(sheets)]
    if not found:
        raise FileError(NO_HEADINGS)
    _, number, position = max(found)
    return _table(file_name, sheets[-number], -position)


def _possible_headings(sheets: list[Sheet]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the rows that may be headings: at the top, several cells filled."""
    for number, sheet in enumerate(sheets):
        for position, (_, cells) in enumerate(sheet.rows[:HEADING_ROWS]):
            if sum(1 for cell in cells if cell.strip()) >= FEWEST_HEADINGS:
                yield number, position, cells


def _table(file_name: str, sheet: Sheet, position: int) -> RawTable:
    upper, below = sheet.rows[position][1], sheet.rows[position + 1 :]
    headings, more = headings_of(upper, below)
    headings = tuple(" ".join(cell.replace("\ufeff", "").split()) for cell in headings)
    headings, rows = trimmed(headings, below[more:])
    if not rows:
        raise FileError(Words("表头下面没有数据行", "there are no rows below the headings"))
    asides = tuple(
        Finding(file_name, line, "", _first(cells), fault_words.ASIDE, fault_words.REMOVE, rule="aside")
        for line, cells in rows
        if is_aside(cells)
    )
    told = {fault.row for fault in asides}
    headings, rows = split_positions(headings, [(line, cells) for line, cells in rows if line not in told])
    lines = tuple(line for line, _ in rows)
    return RawTable(file_name, headings, lines, tuple(cells for _, cells in rows), faults=(*sheet.faults, *asides))


def _first(cells: tuple[str, ...]) -> str:
    return next(cell for cell in cells if cell.strip())
