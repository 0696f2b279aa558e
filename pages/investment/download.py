"""The list as CSV or Excel: figures as numbers, score and weights, and a sheet of notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import streamlit as st

from data.export import CellValue, ExportColumn, ExportTable, Note, csv_bytes, xlsx_bytes
from data.investment.caution import cautions_of
from data.investment.completeness import GRADES, NEEDED
from data.investment.criteria import CRITERIA, Positions
from data.investment.score import Weights
from data.plan import Plan
from data.project_table import RUN_JOINT, bed_types
from pages.investment.choices import filter_words, plan_label
from pages.investment.facts import Told, field_names
from pages.investment.listing import district_names
from pages.investment.shown import Shown
from pages.shared.files import XLSX_TYPE, file_name
from pages.shared.labels import (
    column_label,
    in_language,
    joined,
    language,
    name_of,
    plan_name,
    region_of,
    value_label,
    word,
)

HEADS = (
    ("place", 6),
    ("plan", 18),
    ("project", 34),
    ("project_id", 22),
    ("district", 18),
    ("category", 14),
    ("action", 34),
    ("score", 8),
    ("score_low", 8),
    ("score_high", 8),
    ("known_share", 10),
    ("grade", 8),
    ("completeness_pct", 10),
    ("missing", 34),
)
AMOUNTS = (("floor_area_m2", 14), ("land_area_m2", 14), ("investment_wan_yuan", 13), ("per_bed", 13))
WORDS = (("bed_change", 10), ("section", 14), ("as_written", 50), ("note", 40))
PEOPLE = (("age_60_plus", 12), ("age_65_plus", 12), ("age_80_plus", 12))


def show_downloads(shown: Shown) -> None:
    """Show the two buttons; a file is written when it is asked for."""
    tongue = language()

    def file(is_book: bool) -> bytes:
        with in_language(tongue):
            table = export_table(shown)
            return xlsx_bytes(table) if is_book else csv_bytes(table)

    for label, mime, suffix in (("CSV", "text/csv", "csv"), ("Excel", XLSX_TYPE, "xlsx")):
        st.download_button(
            label,
            lambda is_book=suffix == "xlsx": file(is_book),
            file_name=file_name(suffix, word("page.investment"), date.today().isoformat()),
            mime=mime,
            on_click="ignore",
            key=f"invest_{suffix}",
            help=word(f"invest.download_{suffix}"),
            icon=":material/download:",
            disabled=not shown.found,
            type="tertiary",
        )


def export_table(shown: Shown) -> ExportTable:
    """Return the rows of the list with its notes."""
    heads = [ExportColumn(word(f"invest.file_{name}"), width) for name, width in (*HEADS, *AMOUNTS, *PEOPLE)]
    beds = [ExportColumn(word("invest.file_beds", kind=value_label("bed_types", kind)), 10) for kind in bed_types()]
    parts = [ExportColumn(word("invest.file_position", name=word(f"invest.{name}")), 10) for name in CRITERIA]
    words = [ExportColumn(column_label(name), width) for name, width in WORDS]
    listed = [shown.told(one.key) for one in shown.found]
    rows = tuple(_row(told, shown.positions[told.candidate.key]) for told in listed)
    notes = tuple(_notes(listed, shown.weights, filter_words(shown.asked.wanted, shown.options)))
    return ExportTable(word("invest.sheet"), (*heads, *beds, *parts, *words), rows, word("project.notes_sheet"), notes)


def _row(told: Told, positions: Positions) -> tuple[CellValue, ...]:
    one, project, score = told.candidate, told.project, told.score
    silent = word("common.not_stated")
    people = one.demand.people
    beds = project.bed_counts_by_type
    return (
        told.place or None,
        plan_label(told.plan),
        name_of(project),
        one.key,
        district_names(told.plan, one) or silent,
        value_label("category", project.category),
        project.action or silent,
        round(score.middle, 1) if score else None,
        round(score.low, 1) if score else None,
        round(score.high, 1) if score else None,
        round(100 * score.known_share, 1) if score else None,
        one.completeness.grade,
        round(100 * one.completeness.share, 1),
        field_names(one.completeness.missing),
        one.floor_area_m2,
        one.land_area_m2,
        one.investment_wan_yuan,
        round(one.per_bed.amount, 2) if one.per_bed else None,
        people.age_60_plus,
        people.age_65_plus,
        people.age_80_plus,
        *(beds.get(kind) for kind in bed_types()),
        *(round(100 * positions[name], 1) if name in positions else None for name in CRITERIA),
        value_label("bed_change", project.bed_change) if project.beds else "",
        project.section,
        project.as_written.replace("|", RUN_JOINT),
        project.note,
    )


def _notes(listed: Sequence[Told], weights: Weights, wanted: str) -> list[Note]:
    plans: list[Plan] = list({told.plan.plan_id: told.plan for told in listed}.values())
    cautions = [
        word(
            f"invest.caution_{caution.name}",
            plans=joined(plan_label(plan) for plan in caution.plans),
            regions=joined(region_of(plan) for plan in caution.plans),
        )
        for caution in cautions_of(plans)
    ]
    fields = joined(f"{field_names([field])} {field.weight}" for field in NEEDED)
    grades = joined(f"{grade} ≥ {100 * least:.0f}%" for least, grade in GRADES)
    return [
        *((word("project.source"), f"{_document(plan)} · {_version(plan)}") for plan in plans),
        (word("invest.filter"), wanted),
        (word("invest.weights"), joined(f"{word(f'invest.{name}')} {weights[name]}" for name in CRITERIA)),
        (word("project.row_count"), str(len(listed))),
        (word("project.made_at"), datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z")),
        (word("invest.rule_score"), word("invest.rule_score_text")),
        *((word(f"invest.{name}"), word(f"invest.about_{name}")) for name in CRITERIA),
        (word("invest.rule_grade"), f"{word('invest.rule_grade_text', fields=fields)} {grades}"),
        *((word("invest.caution"), text) for text in cautions),
        (word("project.reading"), word("project.reading_note")),
        (word("cite.note"), word("project.product_note")),
    ]


def _document(plan: Plan) -> str:
    return plan_name(plan) + (f"（{plan.document_number}）" if plan.document_number else "")


def _version(plan: Plan) -> str:
    return word("common.version", version=plan.data_version, date=plan.data_as_of) if plan.data_version else ""
