"""The filtered projects as files: names, notes on plan, filters and sources, made only when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial

import streamlit as st

from data.export import ExportTable, csv_bytes, xlsx_bytes
from data.plan import Plan
from data.project_filter import ProjectFacts
from data.project_table import project_columns, project_rows
from geo.map_views import POINT_BASES
from pages.shared.files import XLSX_TYPE, file_name
from pages.shared.labels import language, period, plan_name, value_label, word


def show_downloads(plan: Plan, rows: Sequence[ProjectFacts], wanted: str, bases: Mapping[str, str]) -> None:
    """Show the two buttons; `wanted` is the filter in words."""
    tongue = language()
    words = {basis: word(f"basis.{basis}") for basis in (*POINT_BASES, "unlocated")}
    names = {row.project.project_id: words[bases.get(row.project.project_id, "unlocated")] for row in rows}
    notes = _notes(plan, len(rows), wanted)
    titles = word("project.sheet"), word("project.notes_sheet")
    make = partial(_table, plan, [row.project for row in rows], notes, names, (tongue, *titles))
    for label, write, mime, suffix in (
        ("CSV", csv_bytes, "text/csv", "csv"),
        ("Excel", xlsx_bytes, XLSX_TYPE, "xlsx"),
    ):
        st.download_button(
            label,
            lambda write=write: write(make()),
            file_name=named(plan, suffix),
            mime=mime,
            on_click="ignore",
            key=f"project_{suffix}",
            help=word(f"project.download_{suffix}"),
            icon=":material/download:",
            disabled=not rows,
            type="tertiary",
        )


def named(plan: Plan, suffix: str) -> str:
    """Return the name of a file: region, page, plan, day."""
    return file_name(suffix, plan.region_name, word("page.key_projects"), plan.plan_id, date.today().isoformat())


def _table(
    plan: Plan, projects: Sequence[object], notes: Sequence[tuple[str, str]], names: Mapping[str, str], words: tuple
) -> ExportTable:
    tongue, sheet, notes_sheet = words
    rows = project_rows(plan, projects, tongue, names)
    return ExportTable(sheet, project_columns(tongue), rows, notes_sheet, tuple(notes))


def _notes(plan: Plan, count: int, wanted: str) -> list[tuple[str, str]]:
    return [
        (word("frame.plan"), plan_name(plan)),
        (word("project.document_number"), plan.document_number or word("common.not_stated")),
        (word("layout.issuers"), "、".join(plan.issuing_bodies)),
        (word("common.period"), f"{period(plan)}（{value_label('status', plan.status)}）"),
        (word("project.source"), plan.source),
        (word("project.data_version"), word("common.version", version=plan.data_version, date=plan.data_as_of)),
        (word("project.made_at"), datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z")),
        (word("project.filter"), wanted),
        (word("project.row_count"), str(count)),
        (word("project.reading"), word("project.reading_note")),
        (word("project.location"), word("project.location_note", district=word("basis.district"))),
        (word("app.name"), word("project.product_note")),
    ]
