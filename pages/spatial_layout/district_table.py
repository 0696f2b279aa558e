"""The districts table below the structural map: people, projects, beds, money; a row selects its district."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.measures import DistrictStatistics
from data.plan import Plan
from pages.shared.fact_table import Cell, Column, Row, show_fact_table, sort_key
from pages.shared.labels import column_label, with_unit, word
from pages.shared.selection import select
from pages.shared.views import MEASURES, Measure, written
from pages.spatial_layout.cards import unit_name

COLUMNS = ("age_60_plus", "share_60_plus", "project_count", "bed_count", "investment")
WITH_BARS = ("age_60_plus", "bed_count", "investment")


def show_district_table(plan: Plan, rows: Sequence[DistrictStatistics], choice: str) -> None:
    """Show the table; columns that no district fills are left out (the page says so once)."""
    measures = [MEASURES[name] for name in COLUMNS if any(MEASURES[name].value(row) is not None for row in rows)]
    columns = [Column("name", column_label("district_name"), 20), *(_column(measure) for measure in measures)]
    largest = {measure.name: max((measure.value(row) or 0.0 for row in rows), default=0.0) for measure in measures}
    table = [_row(plan, row, measures, largest) for row in rows]
    show_fact_table(
        columns, table, choice, key="layout_districts", label=word("layout.districts_table"), on_select=select
    )


def _column(measure: Measure) -> Column:
    unit = word(measure.unit) if measure.name in ("project_count", "bed_count") else ""
    return Column(measure.name, with_unit(word(f"measure.{measure.name}"), unit), 16, number=True)


def _row(plan: Plan, row: DistrictStatistics, measures: Sequence[Measure], largest: Mapping[str, float]) -> Row:
    values: list[Any] = [measure.value(row) for measure in measures]
    name = unit_name(plan, row.district_code)
    cells = [_cell(row, measure, largest[measure.name]) for measure in measures]
    order = (sort_key(row.district_code), *(sort_key(value) for value in values))
    return Row(f"district:{row.district_code}", (name, *cells), order)


def _cell(row: DistrictStatistics, measure: Measure, largest: float) -> Cell | str | None:
    value = measure.value(row)
    if value is not None:
        bar = f"{100 * value / largest:.0f}%" if measure.name in WITH_BARS and largest else ""
        return Cell(written(row, measure), bar=bar)
    return Cell(written(row, measure)) if measure.is_reference else None
