"""The district table as files: CSV and XLSX, with the plan, the reading and the sources inside."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.export import CellValue, ExportColumn, ExportTable, Note, csv_bytes, xlsx_bytes
from data.measures import DistrictStatistics
from data.plan import Plan
from pages.districts.columns import Column, Figures, cell
from pages.shared.district_measures import has_amounts
from pages.shared.files import XLSX_TYPE
from pages.shared.labels import in_brackets, plan_name, word


def show_downloads(plan: Plan, figures: Figures, by: str, notes: Sequence[str]) -> None:
    """Show the two download buttons; a file is written when it is asked for."""
    name = f"{plan.plan_id}-districts-{by}"
    for kind, mime, write in (("csv", "text/csv", csv_bytes), ("xlsx", XLSX_TYPE, xlsx_bytes)):

        def file(write: object = write) -> bytes:
            return write(export_table(plan, figures, notes))  # type: ignore[operator, no-any-return]

        st.download_button(
            word(f"district.download_{kind}"),
            file,
            f"{name}.{kind}",
            mime,
            key=f"districts_{kind}",
            on_click="ignore",
            icon=":material/download:",
        )


def export_table(plan: Plan, figures: Figures, notes: Sequence[str]) -> ExportTable:
    """Return the table for a file: missing figures are words, never blank or 0; the total is the last row."""
    headings = [word("district.code"), word("project.district"), *(_heading(column) for column in figures.columns)]
    rows = [_row(row, figures.names[row.district_code], figures) for row in figures.rows]
    rows.append(_row(figures.total, word("common.total"), figures))
    return ExportTable(
        sheet=word("page.districts"),
        columns=tuple(ExportColumn(heading, 16) for heading in headings),
        rows=tuple(rows),
        notes_sheet=word("cite.note"),
        notes=tuple(_notes(plan, figures, notes)),
    )


def _row(row: DistrictStatistics, name: str, figures: Figures) -> tuple[CellValue, ...]:
    return (row.district_code, name, *(_in_words(cell(column, row)) for column in figures.columns))


def _notes(plan: Plan, figures: Figures, notes: Sequence[str]) -> list[Note]:
    document = plan_name(plan) + (in_brackets(plan.document_number) if plan.document_number else "")
    version = word("common.version", version=plan.data_version, date=plan.data_as_of)
    silence = [] if has_amounts(figures.rows) else [word("layout.no_district_money")]
    return [
        (word("cite.document"), f"{document} · {version}"),
        *((word("cite.note"), note) for note in (*silence, *notes)),
    ]


def _heading(column: Column) -> str:
    return f"{column.group} · {column.label}{in_brackets(column.unit)}"


def _in_words(figure: CellValue) -> CellValue:
    return word(f"map.{figure}") if isinstance(figure, str) and figure else figure
