"""监测表: each indicator with start, target, latest actual value, gap, required yearly change, status."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from data.indicator_status import STATUSES, Assessment
from data.plan import Plan
from data.progress import Progress
from pages.indicators import standing
from pages.shared.fact_table import Cell, Column, Row, SortKey, sort_key
from pages.shared.labels import in_brackets, unit_text, value_label, word


def monitor_columns(rows: Sequence[Progress]) -> list[Column]:
    """Return the columns; start and need only where the plan or what was recorded says something of them."""
    columns = [
        Column("name", word("indicator.name"), 27),
        Column("start", word("column.start"), 11, number=True),
        Column("target", word("column.target"), 16, number=True),
        Column("latest", word("column.latest"), 11, number=True),
        Column("gap", word("column.gap"), 9, number=True),
        Column("need", word("column.per_year"), 14, number=True),
        Column("status", word("column.status"), 12),
    ]
    lacking = set() if any(row.known() or row.undated_baseline() for row in rows) else {"start"}
    lacking |= set() if any(row.needed(row.headline()) for row in rows) else {"need"}
    return [column for column in columns if column.key not in lacking]


def monitor_rows(
    plan: Plan, rows: Sequence[Progress], columns: Sequence[Column], years: Collection[int | None], choice: str
) -> list[Row]:
    """Return one row per indicator, for the target that stands for it in these years (all: none given)."""
    keys = [column.key for column in columns]
    return [_row(plan, row, row.headline(years), keys, choice) for row in rows]


def _row(plan: Plan, row: Progress, item: Assessment, keys: Sequence[str], choice: str) -> Row:
    unit = unit_text(row.series.unit)
    name = standing.name_of_series(plan, row) + (in_brackets(unit) if unit else "")
    actual, known, need = row.latest, row.known(), row.needed(item)
    latest = Cell(standing.amount(actual.value, ""), note=str(actual.year)) if actual else "—"
    status = Cell("", tag=standing.status_words(item), tone=standing.status_tone(item))
    cells: dict[str, tuple[Cell | str, SortKey]] = {
        "name": (Cell(name, note=value_label("level", row.series.level)), sort_key(name)),
        "start": (standing.start_cell(row), sort_key(known[0].value if known else None)),
        "target": (_target_cell(row, item), sort_key(item.row.value)),
        "latest": (latest, sort_key(actual.value if actual else None)),
        "gap": (_gap_cell(row, item), sort_key(item.gap)),
        "need": (standing.per_year_cell(need, item), sort_key(need.per_year if need else None)),
        # the worst first, what is not known last
        "status": (status, sort_key(None if item.status == "no_data" else -STATUSES.index(item.status))),
    }
    chosen = [cells[key] for key in keys]
    return Row(
        standing.choice_of(row, item, choice), tuple(cell for cell, _ in chosen), tuple(order for _, order in chosen)
    )


def _target_cell(row: Progress, item: Assessment) -> Cell:
    notes = [standing.year_words(standing.due_year(item)), standing.restated_words(item, row.series.unit)]
    return Cell(
        standing.short_value(item.row, row.series.unit) or None,
        note=" · ".join(note for note in notes if note),
        choice=f"indicator:{item.row.value_id}",
    )


def _gap_cell(row: Progress, item: Assessment) -> Cell | str:
    """Return what the actual value lacks; without one what the plan's own start lacks, marked so."""
    if item.gap is not None:
        return word("gap.none") if item.status == "reached" else standing.amount(item.gap, "")
    if item.required is None or item.required.basis in ("actual", "target"):
        return "—"
    whole = abs(item.required.to_value - item.required.from_value)
    return Cell(standing.amount(whole, ""), note=word("gap.from_start"))
