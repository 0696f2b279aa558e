"""推介书 as PDF: the sheet of the chosen project, and those of the shortlist in one file; made when asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from data.plan import Plan
from data.record import Entry, Subject
from pages.investment.facts import Told
from pages.shared.files import file_name
from pages.shared.labels import language, name_of, region_of, word
from pages.shared.recording import present

PDF_TYPE = "application/pdf"
Recorded = Mapping[Subject, Entry]


def show_sheet_button(told: Told, plans: Mapping[str, Plan]) -> None:
    """Show the button that downloads the sheet of one project."""
    name = file_name("pdf", region_of(told.plan), name_of(told.project), word("invest.sheet_pdf"))
    _show("invest_sheet", word("invest.sheet_button"), name, [told], plans)


def show_shortlist_button(shortlist: Sequence[Told], plans: Mapping[str, Plan]) -> None:
    """Show the button that downloads the shortlist as a booklet."""
    name = file_name("pdf", word("page.investment"), word("invest.sheets_pdf"), date.today().isoformat())
    _show("invest_sheets", word("invest.sheets_button"), name, shortlist, plans)


def sheets_bytes(
    chosen: Sequence[tuple[Plan, str]], plans: Sequence[Plan], entries: Mapping[str, Recorded], tongue: str
) -> bytes:
    """Return the sheet of a project (plan, project id), or of several a booklet; `entries` are recorded, by plan id."""
    # the drawing library is large and only needed here
    from pages.investment.booklet import booklet_pdf
    from pages.investment.sheet import sheet_base, sheet_of
    from pages.investment.sheet_pdf import sheet_pdf

    bases = {plan_id: sheet_base(plan) for plan_id, plan in {plan.plan_id: plan for plan, _ in chosen}.items()}
    sheets = [
        sheet_of(
            plan,
            project_id,
            "en" if tongue == "en" else "zh",
            plans=plans,
            entries=entries.get(plan.plan_id),
            base=bases[plan.plan_id],
        )
        for plan, project_id in chosen
    ]
    return booklet_pdf(sheets, bases) if len(sheets) > 1 else sheet_pdf(sheets)


def _show(key: str, label: str, name: str, chosen: Sequence[Told], plans: Mapping[str, Plan]) -> None:
    tongue = language()
    wanted = [(told.plan, told.project.project_id) for told in chosen]
    entries = {plan.plan_id: present(plan.plan_id) for plan, _ in wanted}
    st.download_button(
        label,
        lambda: sheets_bytes(wanted, list(plans.values()), entries, tongue),
        file_name=name,
        mime=PDF_TYPE,
        on_click="ignore",
        key=key,
        icon=":material/picture_as_pdf:",
        help=word(f"{key.replace('_', '.')}_help"),
    )
