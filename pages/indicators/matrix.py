"""进度: each indicator with its start, its target of each year with the status, and what is needed each year."""

from __future__ import annotations

from collections.abc import Sequence

from data.indicator_status import Assessment
from data.plan import Plan
from data.progress import Progress, year_of
from pages.indicators import standing
from pages.shared.fact_table import Cell, Column, Row, SortKey, sort_key
from pages.shared.labels import in_brackets, unit_text, word

NAME_SHARE, START_SHARE, NEED_SHARE = 28, 12, 14
# “未写年份” is wider than a year
UNDATED_PARTS = 1.5
UNDATED = "undated"


def matrix_columns(rows: Sequence[Progress]) -> list[Column]:
    """Return the columns: name, start, one per year that has targets, what is needed each year.

    Start and need only where the plan or what was recorded says something of them.
    """
    years = sorted({year for row in rows for year in row.years()}, key=lambda year: (year is None, year or 0))
    has_start = any(row.known() or row.undated_baseline() for row in rows)
    has_need = any(row.headline().required for row in rows)
    rest = 100 - NAME_SHARE - START_SHARE * has_start - NEED_SHARE * has_need
    parts = [1.0 if year else UNDATED_PARTS for year in years]
    share = rest / (sum(parts) or 1)
    heads = [
        Column(str(year or UNDATED), standing.year_words(year), int(share * part), number=True)
        for year, part in zip(years, parts, strict=True)
    ]
    start = [Column("start", word("column.start"), START_SHARE, number=True)] if has_start else []
    need = [Column("need", word("column.per_year"), NEED_SHARE, number=True)] if has_need else []
    return [Column("name", word("indicator.name"), NAME_SHARE), *start, *heads, *need]


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
    unit = unit_text(row.series.unit)
    name = standing.name_of_series(plan, row)
    known = row.known()
    fixed = {
        "name": (name + (in_brackets(unit) if unit else ""), sort_key(name)),
        "start": (standing.start_cell(row), sort_key(known[0].value if known else None)),
        "need": (
            standing.per_year_cell(head.required),
            sort_key(head.required.per_year if head.required else None),
        ),
    }
    cells, order = zip(*(fixed.get(c.key) or _of_year(row, by_year.get(c.key)) for c in columns), strict=True)
    return Row(standing.choice_of(row, head, choice), cells, order, group)


def _of_year(row: Progress, item: Assessment | None) -> tuple[Cell | str, SortKey]:
    return _target_cell(row, item), sort_key(item.row.value if item else None)


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
