"""进度: each indicator with its start, its target of each year with the status, and what is needed each year."""

from __future__ import annotations

from collections.abc import Sequence

from data.indicator_status import Assessment
from data.plan import Plan
from data.progress import Progress, year_of
from pages.indicators import standing
from pages.shared.fact_table import Cell, Column, Row, SortKey, sort_key
from pages.shared.labels import in_brackets, unit_text, word

NAME_SHARE, START_SHARE, NEED_SHARE = 30, 13, 15
WIDE_NAME_SHARE = 34
# beside more years than these, start and need stand below the name
MOST_YEARS = 3
UNDATED = "undated"
# “未写年份” is wider than a year
UNDATED_PARTS = 1.3


def matrix_columns(rows: Sequence[Progress]) -> list[Column]:
    """Return the columns: name, start, one per year that has targets, what is needed each year.

    Start and need only where there is room and the plan or what was recorded says something of them.
    """
    years = sorted({year for row in rows for year in row.years()}, key=lambda year: (year is None, year or 0))
    is_roomy = len(years) <= MOST_YEARS
    has_start = is_roomy and any(row.known() or row.undated_baseline() for row in rows)
    has_need = is_roomy and any(row.needed(row.headline()) for row in rows)
    name = Column("name", word("indicator.name"), NAME_SHARE if is_roomy else WIDE_NAME_SHARE)
    parts = [1.0 if year else UNDATED_PARTS for year in years]
    share = (100 - name.share - START_SHARE * has_start - NEED_SHARE * has_need) / (sum(parts) or 1)
    heads = [
        Column(str(year or UNDATED), standing.year_words(year), int(share * part), number=True)
        for year, part in zip(years, parts, strict=True)
    ]
    start = [Column("start", word("column.start"), START_SHARE, number=True)] if has_start else []
    need = [Column("need", word("column.per_year"), NEED_SHARE, number=True)] if has_need else []
    return [name, *start, *heads, *need]


def matrix_rows(
    plan: Plan, rows: Sequence[Progress], columns: Sequence[Column], choice: str, theme_names: dict[str, str]
) -> list[Row]:
    """Return one row per indicator, headed by its theme; each figure is a selection of its own."""
    order = list(theme_names)
    ordered = sorted(rows, key=lambda row: order.index(row.theme))
    return [_row(plan, row, columns, choice, theme_names[row.theme]) for row in ordered]


def _row(plan: Plan, row: Progress, columns: Sequence[Column], choice: str, group: str) -> Row:
    by_year = {str(year_of(item) or UNDATED): item for item in row.assessments}
    head, known = row.headline(), row.known()
    change = row.needed(head)
    name = standing.name_of_series(plan, row)
    is_folded = columns[0].share == WIDE_NAME_SHARE
    fixed: dict[str, tuple[Cell | str, SortKey]] = {
        "name": (_name_cell(row, name, head, is_folded=is_folded), sort_key(name)),
        "start": (standing.start_cell(row), sort_key(known[0].value if known else None)),
        "need": (
            standing.per_year_cell(change, head),
            sort_key(change.per_year if change else None),
        ),
    }
    found = [fixed.get(column.key) or _of_year(row, by_year.get(column.key)) for column in columns]
    cells, order = zip(*found, strict=True)
    return Row(standing.choice_of(row, head, choice), cells, order, group)


def _name_cell(row: Progress, name: str, head: Assessment, *, is_folded: bool) -> Cell:
    """Return the name with its unit; below it, where they have no columns, start and need."""
    unit = unit_text(row.series.unit)
    title = name + (in_brackets(unit) if unit else "")
    start, need = standing.start_cell(row), standing.per_year_words(row.needed(head), "")
    notes = []
    if is_folded and isinstance(start, Cell):
        notes.append(word("matrix.start", value=start.text, note=start.note))
    if is_folded and need:
        notes.append(word("matrix.need", value=need))
    return Cell(title, note=" · ".join(notes))


def _of_year(row: Progress, item: Assessment | None) -> tuple[Cell | str, SortKey]:
    return _target_cell(row, item), sort_key(item.row.value if item else None)


def _target_cell(row: Progress, item: Assessment | None) -> Cell | str:
    """Return a target with its status where it was judged; blank for a year without one."""
    if item is None:
        return ""
    is_judged = item.status != "no_data"
    actual = standing.amount(item.actual.value, "") if is_judged and item.actual else ""
    return Cell(
        _short_target(item, row.series.unit) or None,
        tag=standing.status_words(item) if is_judged else "",
        tone=standing.status_tone(item),
        note=word("cell.actual", value=actual) if actual else "",
        choice=f"indicator:{item.row.value_id}",
    )


def _short_target(item: Assessment, unit: str) -> str:
    """Return a target in few characters: what a relative one is held against stands in its card."""
    if item.row.comparator == "relative":
        return word("cell.relative")
    return standing.short_value(item.row, unit).replace(" ", "")
