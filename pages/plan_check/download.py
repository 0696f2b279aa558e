"""审查意见表: the listed findings as a Word or Excel file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from data.plan import Plan
from data.plan_rules.finding import PlaceInText, RuleFinding, Severity
from data.plan_rules.review_sheet import Fact, ReviewColumn, ReviewSheet
from data.record import Entry
from data.table import split_runs
from pages.plan_check.listing import Filters, family_label, remedy_of, sentence_of, severity_label
from pages.shared.files import XLSX_TYPE
from pages.shared.labels import joined, plan_name, word
from pages.shared.recording_moment import when_text

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_PLACES = 8
SHARES = {
    "number": 4,
    "severity": 6,
    "family": 8,
    "finding": 20,
    "arithmetic": 19,
    "places": 22,
    "remedy": 12,
    "acknowledged": 9,
}


def show_downloads(plan: Plan, listed: Sequence[RuleFinding], filters: Filters, done: Mapping[str, Entry]) -> None:
    """Show the two download buttons; a file is written when it is asked for."""
    for kind, mime in (("docx", DOCX), ("xlsx", XLSX_TYPE)):

        def file(kind: str = kind) -> bytes:
            return _file(kind, review_sheet(plan, listed, filters, done, date.today()))

        st.download_button(
            word(f"check.download_{kind}"),
            file,
            f"{plan.plan_id}-review.{kind}",
            mime,
            key=f"review_{kind}",
            on_click="ignore",
            icon=":material/download:",
        )


def review_sheet(
    plan: Plan, listed: Sequence[RuleFinding], filters: Filters, done: Mapping[str, Entry], today: date
) -> ReviewSheet:
    """Return the sheet of the listed findings in the reader's language."""
    rows = [_row(number, plan, finding, done.get(finding.key)) for number, finding in enumerate(listed, start=1)]
    return ReviewSheet(
        title=word("check.sheet_title"),
        facts=tuple(_facts(plan, len(listed), filters, today)),
        columns=tuple(ReviewColumn(word(f"check.column.{name}"), share) for name, share in SHARES.items()),
        rows=tuple(rows),
        empty=word("check.none"),
        page_words=(word("check.page_before"), word("check.page_between"), word("check.page_after")),
    )


def _file(kind: str, sheet: ReviewSheet) -> bytes:
    # both libraries are large and only needed here
    if kind == "docx":
        from data.plan_rules.review_document import docx_bytes

        return docx_bytes(sheet)
    from data.plan_rules.review_workbook import xlsx_bytes

    return xlsx_bytes(sheet)


def _facts(plan: Plan, count: int, filters: Filters, today: date) -> list[Fact]:
    version = word("common.version", version=plan.data_version, date=plan.data_as_of) if plan.data_version else ""
    return [
        (word("frame.plan"), plan_name(plan)),
        (word("check.document_number"), plan.document_number or word("common.not_stated")),
        (word("check.data_version"), version or word("common.not_stated")),
        (word("check.exported_on"), today.isoformat()),
        (word("check.filters"), _filter_words(filters)),
        (word("check.number_of_findings"), str(count)),
    ]


def _filter_words(filters: Filters) -> str:
    severities: list[str] = [severity_label(_severity(name)) for name in filters.severities]
    parts = [
        (word("check.state"), word(f"check.state.{filters.state}")),
        (word("check.severity"), joined(severities)),
        (word("check.family"), joined(family_label(name) for name in filters.families)),
        (word("facts.text"), filters.text),
    ]
    return word("check.filter_joint").join(f"{label}: {text}" for label, text in parts if text)


def _severity(name: str) -> Severity:
    return name  # type: ignore[return-value]


def _row(number: int, plan: Plan, finding: RuleFinding, entry: Entry | None) -> tuple[str, ...]:
    return (
        str(number),
        severity_label(finding.severity),
        family_label(finding.family),
        sentence_of(finding),
        finding.arithmetic,
        _places(plan, finding.places),
        remedy_of(finding),
        _acknowledged(entry),
    )


def _places(plan: Plan, places: Sequence[PlaceInText]) -> str:
    lines = list(dict.fromkeys(_place(plan, place) for place in places))
    more = len(lines) - MAX_PLACES
    return "\n".join([*lines[:MAX_PLACES], *([word("check.all_places", n=more)] if more > 0 else [])])


def _place(plan: Plan, place: PlaceInText) -> str:
    quoted = " ".join(f"“{run}”" for run in split_runs(place.as_written))
    other = f"[{place.plan_id}] " if place.plan_id != plan.plan_id else ""
    return f"{other}{place.section.replace(';', '、')}：{quoted}"


def _acknowledged(entry: Entry | None) -> str:
    if entry is None:
        return ""
    return f"{entry.author.name} {when_text(entry.recorded_at)}\n{entry.value}"
