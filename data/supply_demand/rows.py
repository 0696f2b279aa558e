"""The rows of a table → figures and positions as the file has them, and all that must be mended: all or nothing.

What is wrong is told at once: a fault of one column does not hide those of the others, nor those that `geo` finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from openpyxl.utils import get_column_letter

from data.finding import Finding
from data.record_import.cell_reading import CellError, read_text
from data.supply_demand import fault_words
from data.supply_demand.columns import COLUMNS, PEOPLE_KEYS, Columns, TableKind, has_needed
from data.supply_demand.points import Precision, Status
from data.supply_demand.raw_table import RawTable
from data.supply_demand.values import (
    is_blank,
    read_coordinate,
    read_count,
    read_optional_year,
    read_place_status,
    read_precision,
)
from data.words import words_of

Floats = NDArray[np.float64]
MOST_FAULTS = 20_000  # that are kept; the others are counted
LONGEST_NAME = 200
POSITION_RULES = ("lon", "lat", "geometry", "formula")
LARGE_PRECISIONS: tuple[tuple[float, Precision], ...] = ((4.0, "exact"), (400.0, "town"))  # km² of an area
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, eq=False)
class InputRows:
    """What a table states; k rows, every sequence in their order.

    Attributes:
        kind: people, institutions, or sites.
        table: where they were read.
        columns: where each column stands in it.
        ids, names, districts: texts, "" where blank; ids are unique, made up from the row's number where blank.
        numbers: (k, 2) of the position as the file has them, the column 经度/X first; NaN where blank.
        figures: (k,) by column key: people, or beds; NaN where not stated.
        kinds, statuses, years, precision: of places; precision None where the file does not say.
        has_faulty_position: (k,) whether the cells of the position, or the geometry, are at fault.
        faults: what must be mended, by row; then nothing of the table is to be used. At most MOST_FAULTS.
        fault_count: how many faults there are in all.
    """

    kind: TableKind
    table: RawTable
    columns: Columns
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    numbers: Floats = field(default_factory=lambda: np.empty((0, 2)))
    figures: dict[str, Floats] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    years: tuple[int | None, ...] = ()
    precision: tuple[Precision | None, ...] = ()
    has_faulty_position: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    faults: tuple[Finding, ...] = ()
    fault_count: int = 0

    @property
    def has_numbers(self) -> NDArray[np.bool_]:
        """Return (k,) whether a row has both numbers of a position."""
        known: NDArray[np.bool_] = np.all(np.isfinite(self.numbers), axis=1)
        return known


def read_rows(table: RawTable, kind: TableKind, columns: Columns) -> InputRows:
    """Return what the rows of a table state; each fault names row, column, value and what was expected."""
    reader = _Reader(table, columns)
    reader.keep(table.faults)
    reader.keep(_missing_columns(table, kind, columns))
    figure_keys = PEOPLE_KEYS if kind == "demand" else ("capacity",)
    found = InputRows(
        kind,
        table,
        columns,
        ids=reader.ids(),
        names=reader.names(is_needed=kind != "demand"),
        districts=tuple(reader.texts("district")),
        numbers=reader.numbers(),
        figures={key: reader.floats(key, read_count) for key in figure_keys if key in columns},
        kinds=tuple(reader.texts("kind")),
        statuses=tuple(reader.values("status", read_place_status, "existing" if kind != "candidates" else "planned")),
        years=tuple(reader.values("year", read_optional_year, None)),
        precision=reader.precision(),
        has_faulty_position=reader.has_faulty_position(),
    )
    reader.keep(_contradictions(found))
    return replace(found, faults=by_row(reader.faults), fault_count=reader.count)


def by_row(faults: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return faults in the order of the file: those of the whole file first."""
    return tuple(sorted(faults, key=lambda fault: fault.row or 0))


def _missing_columns(table: RawTable, kind: TableKind, columns: Columns) -> Iterator[Finding]:
    if not has_needed(columns, kind):
        headings, wanted = fault_words.listed(table.headings), fault_words.wanted(kind)
        yield Finding(table.file, None, "", headings, fault_words.unlike(kind), wanted, rule="column")
    if ("lon" in columns) != ("lat" in columns) and table.numbers is None:
        lacking = fault_words.LATITUDE if "lon" in columns else fault_words.LONGITUDE
        yield Finding(table.file, None, lacking, "", fault_words.MISSING, fault_words.PAIRED, rule="column")


class _Reader:
    """Reads column after column and collects what is wrong with their cells."""

    def __init__(self, table: RawTable, columns: Columns) -> None:
        self.table = table
        self.columns = columns
        self.faults: list[Finding] = []
        self.count = 0
        # a formula without a result reads as a blank cell: told once
        self.told = {(fault.row, fault.column) for fault in table.faults}

    def keep(self, faults: Iterable[Finding]) -> None:
        """Keep faults, the first MOST_FAULTS; count all."""
        for fault in faults:
            self.count += 1
            if len(self.faults) < MOST_FAULTS:
                self.faults.append(fault)

    def texts(self, key: str) -> list[str]:
        """Return the cells of a column, "" where it is missing or a cell is blank."""
        at = self.columns.get(key)
        if at is None:
            return [""] * len(self.table)
        cells = (read_text(row[at]) for row in self.table.rows)
        return ["" if is_blank(cell) else " ".join(cell.split())[:LONGEST_NAME] for cell in cells]

    def values(self, key: str, read: Callable[[str], Value], blank: Value) -> list[Value]:
        """Return the values of a column; `blank` where it is missing or a cell is faulty."""
        at = self.columns.get(key)
        if at is None:
            return [blank] * len(self.table)
        found = []
        for number, row in enumerate(self.table.rows):
            try:
                found.append(read(row[at]))
            except CellError as error:
                self.fault(number, key, row[at], fault_words.UNUSABLE, words_of(error))
                found.append(blank)
        return found

    def floats(self, key: str, read: Callable[[str], float]) -> Floats:
        """Return the numbers of a column, NaN where blank."""
        return np.array(self.values(key, read, np.nan), dtype=np.float64)

    def fault(self, number: int, key: str, value: str, message: str, expectation: str) -> None:
        """Keep a fault of a cell."""
        at = self.columns.get(key)
        heading = self.table.headings[at] if at is not None else ""
        line = self.table.lines[number]
        if at is None or (line, get_column_letter(at + 1)) not in self.told:
            self.keep([Finding(self.table.file, line, heading, value, message, expectation, rule=key)])

    def ids(self) -> tuple[str, ...]:
        """Return unique ids; a row without one gets its number."""
        seen: dict[str, int] = {}
        ids = self.texts("id")
        for number, one in enumerate(ids):
            if one and one in seen:
                line = self.table.lines[seen[one]]
                self.fault(number, "id", one, fault_words.repeats(line), fault_words.UNIQUE)
            seen.setdefault(one, number)
        return tuple(one or _free_id(f"r{line}", seen) for one, line in zip(ids, self.table.lines, strict=True))

    def names(self, *, is_needed: bool) -> tuple[str, ...]:
        """Return the names; a row of people without one is called by its id or its number."""
        names = self.texts("name")
        if is_needed and "name" in self.columns:
            for number, name in enumerate(names):
                if not name:
                    self.fault(number, "name", "", fault_words.NAMELESS, fault_words.NAMED)
        stand_ins = zip(names, self.texts("id"), self.table.lines, strict=True)
        return tuple(name or one or f"第{line}行" for name, one, line in stand_ins)

    def numbers(self) -> Floats:
        """Return the two numbers of each position, from the geometry or else from the columns."""
        if self.table.numbers is not None:
            return self.table.numbers
        lon, lat = self.floats("lon", read_coordinate), self.floats("lat", read_coordinate)
        if "lon" in self.columns and "lat" in self.columns:
            at_fault = self._rows_at_fault()
            for number in np.flatnonzero((np.isnan(lon) != np.isnan(lat)) & ~at_fault):
                key = "lon" if np.isnan(lon[number]) else "lat"
                self.fault(int(number), key, "", fault_words.BLANK, fault_words.BOTH)
        return np.column_stack([lon, lat])

    def has_faulty_position(self) -> NDArray[np.bool_]:
        """Return (k,) whether the position of a row is at fault: nothing more is to be said of where it is then."""
        is_lone = ("lon" in self.columns) != ("lat" in self.columns) and self.table.numbers is None
        return np.ones(len(self.table), np.bool_) if is_lone else self._rows_at_fault()

    def _rows_at_fault(self) -> NDArray[np.bool_]:
        rows = {fault.row for fault in self.faults if fault.rule in POSITION_RULES}
        if len(self.faults) >= MOST_FAULTS:  # not all of them are known
            return np.ones(len(self.table), np.bool_)
        return np.array([line in rows for line in self.table.lines], np.bool_)

    def precision(self) -> tuple[Precision | None, ...]:
        """Return how well positions are known: as stated, or by the size of the area that they stand for."""
        if "precision" in self.columns:
            return tuple(self.values("precision", read_precision, "exact"))
        if self.table.areas_km2 is None:
            return (None,) * len(self.table)
        return tuple(_precision_of(area) for area in self.table.areas_km2)


def _free_id(wanted: str, taken: dict[str, int]) -> str:
    return wanted if wanted not in taken else _free_id(f"{wanted}_", taken)


def _precision_of(area_km2: float) -> Precision:
    return next((precision for limit, precision in LARGE_PRECISIONS if area_km2 <= limit), "district")


def _contradictions(rows: InputRows) -> Iterator[Finding]:
    """Yield the rows that count more older people than people, or more aged 65+ than 60+."""
    names = {column.key: column for column in COLUMNS["demand"]}
    known = [key for key in PEOPLE_KEYS if key in rows.figures]
    for larger, smaller in zip(known, known[1:], strict=False):
        for number in np.flatnonzero(rows.figures[smaller] > rows.figures[larger]):
            value, limit = rows.figures[smaller][number], rows.figures[larger][number]
            heading = rows.table.headings[rows.columns[smaller]]
            message, expectation = fault_words.CONTRADICTS, fault_words.not_above(names[larger], limit)
            line = rows.table.lines[number]
            yield Finding(rows.table.file, line, heading, f"{value:g}", message, expectation, rule=smaller)
