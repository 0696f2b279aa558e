"""Which indicator values are shown, and what a row of the table says. Pure: no widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.plan import IndicatorValue, Plan
from data.search import fold
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import indicator_text, unit_text, value_label, word, years_text

UNDATED = "undated"
UNLEVELLED = "unlevelled"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; an empty tuple or text asks for nothing in particular."""

    kinds: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    text: str = ""


def year_of(row: IndicatorValue) -> str:
    """Return the year of a value as a choice; `undated` where the plan names none."""
    return str(row.year) if row.year else UNDATED


def level_of(row: IndicatorValue) -> str:
    """Return the level of a value as a choice; `unlevelled` where the plan names none."""
    return row.level or UNLEVELLED


def is_match(plan: Plan, row: IndicatorValue, filters: Filters) -> bool:
    """Tell whether a value answers all filters; each word of the text must occur."""
    chosen = ((filters.kinds, row.value_kind), (filters.years, year_of(row)), (filters.levels, level_of(row)))
    if any(allowed and value not in allowed for allowed, value in chosen):
        return False
    words = fold(filters.text).split()
    return not words or all(part in fold(_searchable(plan, row)) for part in words)


def name_of_value(plan: Plan, row: IndicatorValue, english: bool = False) -> str:
    """Return the name as the plan prints it; in English the vocabulary's, where it has one."""
    indicator = plan.indicators.get(row.indicator_id)
    return (indicator.name_en if english and indicator else "") or row.name


def when(row: IndicatorValue) -> str:
    """Return the date, year or span of a value; "" where the plan names none."""
    if row.start_year and row.year:
        return years_text(row.start_year, row.year)
    return row.as_of or (str(row.year) if row.year else "")


def kind_cell(row: IndicatorValue) -> Cell:
    """Return the kind of a value as a tag, with its level where the plan prints one."""
    return Cell(
        tag=value_label("value_kind", row.value_kind), tone=row.value_kind, note=value_label("level", row.level)
    )


def value_cell(row: IndicatorValue) -> str | None:
    """Return a value in words, None where the plan leaves it open; a relative one names what it is held against."""
    return value_words(row) or None


def value_words(row: IndicatorValue) -> str:
    """Return a value in words; a relative one with its figure and what it is held against."""
    if row.comparator != "relative" or row.value is None:
        return indicator_text(row)
    # “在现有基础上提高5%”: the figure alone would read like a level
    return word("indicator.relative", value=f"{row.value:g} {unit_text(row.unit)}".strip(), reference=row.reference)


def columns_of(plan: Plan, rows: Sequence[IndicatorValue]) -> list[Column]:
    """Return the columns; the area only where a value is for another area than the region."""
    columns = [
        Column("name", word("indicator.name"), 38),
        Column("value", word("indicator.value"), 20, number=True),
        Column("kind", word("indicator.kind"), 14),
        Column("year", word("indicator.year"), 15),
    ]
    if any(row.scope != plan.region_code for row in rows):
        columns.append(Column("scope", word("indicator.scope"), 12))
    return [*columns, Column("section", word("cite.section"), 14)]


def table_rows(plan: Plan, rows: Sequence[IndicatorValue], columns: Sequence[Column], english: bool) -> list[Row]:
    """Return the rows of the table with what each column is sorted by."""
    keys = [column.key for column in columns]
    return [_row(plan, row, keys, english) for row in rows]


def _row(plan: Plan, row: IndicatorValue, keys: Sequence[str], english: bool) -> Row:
    name = name_of_value(plan, row, english)
    title = Cell(name, tag=word("indicator.restated"), tone="restated") if row.restates else name
    cells = {
        "name": (title, sort_key(name)),
        "value": (value_cell(row), sort_key(row.value)),
        "kind": (kind_cell(row), sort_key(row.value_kind)),
        "year": (when(row) or None, sort_key(row.year)),
        "scope": (plan.district_name(row.scope), sort_key(row.scope)),
        "section": (row.section, sort_key(row.section)),
    }
    chosen = [cells[key] for key in keys]
    return Row(f"indicator:{row.value_id}", tuple(cell for cell, _ in chosen), tuple(order for _, order in chosen))


def _searchable(plan: Plan, row: IndicatorValue) -> str:
    indicator = plan.indicators.get(row.indicator_id)
    names = (indicator.name, indicator.name_en, indicator.definition) if indicator else ()
    kind, level = value_label("value_kind", row.value_kind), value_label("level", row.level)
    return "\n".join((row.name, *names, value_words(row), kind, level, when(row), row.section, row.note))
