"""进度: each indicator with its start, its target of each year with the status, and what is needed each year."""

from __future__ import annotations

from collections.abc import Sequence

from data.indicator_status import Assessment
from data.plan import Plan
from data.progress import Progress, year_of
from pages.indicators import standing
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import in_brackets, unit_text, word

NAME_SHARE, START_SHARE, NEED_SHARE = 28, 12, 14
# “未写年份” is wider than a year
UNDATED_PARTS = 1.5
UNDATED = "undated"


def matrix_columns(rows: Sequence[Progress]) -> list[Column]:
    """Return the columns: name, start, one per year that has targets, what is needed each year."""
    years = sorted({year for row in rows for year in row.years()}, key=lambda year: (year is None, year or 0))
    parts = [1.0 if year else UNDATED_PARTS for year in years]
    share = (100 - NAME_SHARE - START_SHARE - NEED_SHARE) / (sum(parts) or 1)
    heads = [
        Column(str(year or UNDATED), standing.year_words(year), int(share * part), number=True)
        for year, part in zip(years, parts, strict=True)
    ]
    return [
        Column("name", word("indicator.name"), NAME_SHARE),
        Column("start", word("column.start"), START_SHARE, number=True),
        *heads,
        Column("need", word("column.per_year"), NEED_SHARE, number=True),
    ]


def matrix_rows(
    plan: Plan, rows: Sequence[Progress], columns: Sequence[Column], choice: str, theme_names: dict[str, str]
) -> list[Row]:
    """Return one row per indicator, headed by its theme; each figure is a selection of its own."""
    order = list(theme_names)
    ordered = sorted(rows, key=lambda row: order.index(row.theme))
    return [_row(plan, row, columns, choice, theme_names[row.theme]) for row in ordered]


def _row(plan: Plan, row: Progress, columns: Sequence[Column], choice: str, group: str) -> Row:
    by_year = {str(year_of(item) or UNDATED): item for item in row.assessments}
    head = row.headline()
    found = [by_year.get(column.key) for column in columns[2:-1]]
    unit = unit_text(row.series.unit)
    name = standing.name_of_series(plan, row)
    known = row.known()
    cells = [
        name + (in_brackets(unit) if unit else ""),
        standing.start_cell(row),
        *(_target_cell(row, item) for item in found),
        standing.per_year_cell(head.required),
    ]
    order = [
        sort_key(name),
        sort_key(known[0].value if known else None),
        *(sort_key(item.row.value if item else None) for item in found),
        sort_key(head.required.per_year if head.required else None),
    ]
    return Row(standing.choice_of(row, head, choice), tuple(cells), tuple(order), group)


def _target_cell(row: Progress, item: Assessment | None) -> Cell | str:
    """Return a target with its status where it was judged; blank for a year without one."""
    if item is None:
        return ""
    unit = row.series.unit
    is_judged = item.status != "no_data"
    notes = [word("cell.actual", value=standing.amount(item.actual.value, ""))] if is_judged and item.actual else []
    return Cell(
        _short_target(item, unit) or None,
        tag=standing.status_words(item) if is_judged else "",
        tone=standing.status_tone(item),
        note=" · ".join(notes),
        choice=f"indicator:{item.row.value_id}",
    )


def _short_target(item: Assessment, unit: str) -> str:
    """Return a target in few characters: what a relative one is held against stands in its card."""
    if item.row.comparator == "relative":
        return word("cell.relative")
    return standing.short_value(item.row, unit).replace(" ", "")
