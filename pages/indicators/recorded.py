"""Recording actual values: of one indicator in its card, of many in a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.plan import Plan
from data.progress import Progress
from data.record import actual_subject
from data.series import Series
from pages.indicators.standing import name_of_series
from pages.shared.labels import word
from pages.shared.recording import RecordField, RecordRow, show_record_form, show_record_table


def years_to_record(plan: Plan, years: Sequence[int | None], this_year: int) -> list[int]:
    """Return the years that an actual value can be recorded for: of the plan and of its targets, not in the future."""
    first = plan.start_year or min((year for year in years if year), default=plan.end_year or this_year)
    last = max(plan.end_year or first, *(year for year in years if year), first)
    return [year for year in range(first, last + 1) if year <= this_year]


def show_one(plan: Plan, series: Series, recorded: Sequence[int]) -> None:
    """Offer to record the actual values of one indicator; a mere requirement (standard) has none."""
    if {row.value_kind for row in series.rows} == {"standard"}:
        return
    years = years_to_record(plan, list(series.targets()), date.today().year)
    fields = [_field(plan, series, year) for year in sorted({*years, *recorded})]
    show_record_form(fields, key=f"actual_{series.key}")


def show_many(plan: Plan, rows: Sequence[Progress]) -> None:
    """Offer to record the actual values of all listed indicators, a column per year."""
    years = years_to_record(plan, [year for row in rows for year in row.years()], date.today().year)
    lines = [
        RecordRow(name_of_series(plan, row), tuple(_field(plan, row.series, year) for year in years)) for row in rows
    ]
    show_record_table(lines, key="actuals")


def _field(plan: Plan, series: Series, year: int) -> RecordField:
    subject = actual_subject(plan.plan_id, series.indicator.id, series.scope, year)
    return RecordField(subject, word("monitor.actual_of", year=year), "number", unit=series.unit)
