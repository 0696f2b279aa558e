"""Indicators that a plan states for several years: one row each, one column per year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.plan import IndicatorValue, Plan
from pages.indicators.values import name_of_value, value_words
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import in_brackets, unit_text, value_label, word

FEWEST_YEARS = 2
NAME_SHARE = 30


@dataclass(frozen=True, slots=True)
class YearLine:
    """One indicator over the years; where a year has several values, the last one stands for it."""

    last: IndicatorValue
    values: dict[int, IndicatorValue]


def year_lines(rows: Sequence[IndicatorValue]) -> list[YearLine]:
    """Return the indicators with values for at least two years, in the plan's order.

    Restated values and spans of years (a growth from 2003 to 2019) are left out.
    """
    lines: dict[tuple[str, str], dict[int, IndicatorValue]] = {}
    for row in rows:
        if row.year and not row.restates and not row.start_year:
            lines.setdefault((row.indicator_id, row.scope), {})[row.year] = row
    return [YearLine(years[max(years)], years) for years in lines.values() if len(years) >= FEWEST_YEARS]


def has_value(lines: Sequence[YearLine], value_id: str) -> bool:
    """Tell whether one of the lines shows a value."""
    return any(row.value_id == value_id for line in lines for row in line.values.values())


def year_columns(lines: Sequence[YearLine]) -> list[Column]:
    """Return the name's column and one per year, with the kind of its values where they are of one kind."""
    years = sorted({year for line in lines for year in line.values})
    share = (100 - NAME_SHARE) // max(1, len(years))
    return [Column("name", word("indicator.name"), NAME_SHARE), *(_year_column(lines, year, share) for year in years)]


def _year_column(lines: Sequence[YearLine], year: int, share: int) -> Column:
    kinds = {line.values[year].value_kind for line in lines if year in line.values}
    kind = kinds.pop() if len(kinds) == 1 else ""
    return Column(str(year), str(year), share, number=True, tag=value_label("value_kind", kind), tone=kind)


def year_rows(plan: Plan, lines: Sequence[YearLine], columns: Sequence[Column], english: bool) -> list[Row]:
    """Return one row per indicator; each figure is a selection of its own."""
    return [_row(plan, line, columns, english) for line in lines]


def _row(plan: Plan, line: YearLine, columns: Sequence[Column], english: bool) -> Row:
    name = name_of_value(plan, line.last, english)
    found = [line.values.get(int(column.key)) for column in columns[1:]]
    unit = unit_text(line.last.unit)
    cells = [
        name + (in_brackets(unit) if unit else ""),
        *(_figure(row, line.last.unit, column) for row, column in zip(found, columns[1:], strict=True)),
    ]
    order = [sort_key(name), *(sort_key(row.value if row else None) for row in found)]
    return Row(f"indicator:{line.last.value_id}", tuple(cells), tuple(order))


def _figure(row: IndicatorValue | None, unit: str, column: Column) -> Cell | None:
    if row is None:
        return None
    words = value_words(row)
    # the unit stands once, at the name
    short = words.removesuffix(unit_text(unit)).strip() if row.unit == unit and row.comparator != "relative" else words
    kind = "" if column.tag else value_label("value_kind", row.value_kind)
    return Cell(short or None, tag=kind, tone=row.value_kind, choice=f"indicator:{row.value_id}")
