"""The columns of the district table and of its files: every figure of every unit, in groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.measures import DistrictStatistics
from pages.shared.district_measures import has_amounts, measure_of, stated_bed_types
from pages.shared.labels import value_label, word
from pages.shared.views import Measure, Value, lack

Cell = float | str
PEOPLE = ("population", "age_60_plus", "age_65_plus", "age_80_plus", "share_60_plus", "share_65_plus", "share_80_plus")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in the URL's `sort`, group, heading, unit, decimals, value and why a value lacks."""

    key: str
    group: str
    label: str
    unit: str
    digits: int
    value: Value
    lack: Callable[[DistrictStatistics], str]
    is_of_people: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What table and files hold: columns, a row per unit with 未分区, the total, and the units' names."""

    columns: Sequence[Column]
    rows: Sequence[DistrictStatistics]
    total: DistrictStatistics
    names: Mapping[str, str]


def table_columns(rows: Sequence[DistrictStatistics], total: DistrictStatistics) -> list[Column]:
    """Return the columns that have a value anywhere; where no district has an amount, people come first."""
    has_district_amounts = has_amounts(rows)
    types = stated_bed_types(total) if has_district_amounts else []
    projects = [_column("project_count", "district.group_projects", word("district.alone")), _shared()]
    amounts = [
        *_bed_columns("bed_count", "measure.bed_count", types, 0),
        _column("investment", "district.group_amounts", word("measure.investment")),
        _column("floor_area", "district.group_amounts", word("measure.floor_area")),
    ]
    people = [
        _column(name, "district.group_people", word(f"district.column_{name}"), 1 if name.startswith("share") else 0)
        for name in PEOPLE
    ]
    rates = [
        *_bed_columns("beds_per_1000", "district.group_rates", types, 2),
        _column("investment_per_1000", "district.group_rates", word("measure.investment"), 1),
    ]
    ordered = [*projects, *amounts, *people, *rates] if has_district_amounts else [*people, *projects, *amounts]
    return [column for column in ordered if any(column.value(row) for row in (*rows, total))]


def cell(column: Column, row: DistrictStatistics) -> Cell:
    """Return a figure, why there is none, or "" where the question does not arise (the people of 未分区)."""
    if not row.district_code and column.is_of_people:
        return ""
    value = column.value(row)
    return column.lack(row) if value is None else round(value, 6)


def sorted_rows(rows: Sequence[DistrictStatistics], columns: Sequence[Column], sort: str) -> list[DistrictStatistics]:
    """Return the rows by a column (`investment`, `-investment` from high to low); what has no value comes last."""
    column = next((column for column in columns if column.key == sort.removeprefix("-")), None)
    if column is None:
        return list(rows)
    known = [row for row in rows if column.value(row) is not None]
    known.sort(key=lambda row: column.value(row) or 0.0, reverse=sort.startswith("-"))
    return known + [row for row in rows if column.value(row) is None]


def sort_choices(columns: Sequence[Column]) -> list[str]:
    """Return the values that `sort` may have."""
    return ["", *(mark + column.key for column in columns for mark in ("", "-"))]


def _column(name: str, group: str, label: str, digits: int = 0) -> Column:
    measure = measure_of(name)
    is_of_people = measure.is_reference or measure.part is not None
    return Column(name, word(group), label, word(measure.unit), digits, _value(measure), _lack(measure), is_of_people)


def _bed_columns(name: str, group: str, types: Sequence[str], digits: int) -> list[Column]:
    columns = []
    for kind in ("", *types):
        measure = measure_of(name, kind)
        label = value_label("bed_types", kind) or word("district.all_beds")
        key = f"{name}_{kind}" if kind else name
        columns.append(
            Column(
                key, word(group), label, word(measure.unit), digits, _value(measure), _lack(measure), bool(measure.part)
            )
        )
    return columns


def _shared() -> Column:
    def count(row: DistrictStatistics) -> float | None:
        return row.shared_project_count or None

    return Column(
        "shared", word("district.group_projects"), word("district.shared"), word("unit.count"), 0, count, lambda _: ""
    )


def _value(measure: Measure) -> Value:
    return measure.value


def _lack(measure: Measure) -> Callable[[DistrictStatistics], str]:
    return lambda row: lack(row, measure)
