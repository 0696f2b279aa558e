"""监测表: each indicator with start, target, latest actual value, gap, required yearly change, status."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from data.indicator_status import STATUSES, Assessment
from data.plan import Plan
from data.progress import Progress
from pages.indicators import standing
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import in_brackets, unit_text, value_label, word


def monitor_columns() -> list[Column]:
    """Return the columns."""
    return [
        Column("name", word("indicator.name"), 28),
        Column("start", word("column.start"), 11, number=True),
        Column("target", word("column.target"), 17, number=True),
        Column("latest", word("column.latest"), 11, number=True),
        Column("gap", word("column.gap"), 9, number=True),
        Column("need", word("column.per_year"), 14, number=True),
        Column("status", word("column.status"), 10),
    ]


def monitor_rows(plan: Plan, rows: Sequence[Progress], years: Collection[int | None], choice: str) -> list[Row]:
    """Return one row per indicator, for the target that stands for it in these years (all: none given)."""
    return [_row(plan, row, row.headline(years), choice) for row in rows]


def _row(plan: Plan, row: Progress, item: Assessment, choice: str) -> Row:
    unit = unit_text(row.series.unit)
    name = standing.name_of_series(plan, row) + (in_brackets(unit) if unit else "")
    actual, known = row.latest, row.known()
    latest = Cell(standing.amount(actual.value, ""), note=str(actual.year)) if actual else "—"
    cells = (
        Cell(name, note=value_label("level", row.series.level)),
        standing.start_cell(row),
        _target_cell(row, item),
        latest,
        _gap_cell(row, item),
        standing.per_year_cell(item.required),
        Cell("", tag=standing.status_words(item), tone=standing.status_tone(item)),
    )
    order = (
        sort_key(name),
        sort_key(known[0].value if known else None),
        sort_key(item.row.value),
        sort_key(actual.value if actual else None),
        sort_key(item.gap),
        sort_key(item.required.per_year if item.required else None),
        # the worst first, what is not known last
        sort_key(None if item.status == "no_data" else -STATUSES.index(item.status)),
    )
    return Row(standing.choice_of(row, item, choice), cells, order)


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
    if item.required is None or item.required.basis == "actual":
        return "—"
    whole = abs(item.required.to_value - item.required.from_value)
    return Cell(standing.amount(whole, ""), note=word("gap.from_start"))
