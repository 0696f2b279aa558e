"""记录: everything that was recorded beside a plan, its undoing, its past states, its import and export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data.plan import Plan
from data.record import Entry, Subject
from pages.records import cards, controls, rows
from pages.records.download import show_downloads
from pages.records.importing import show_import
from pages.shared import parameters, records
from pages.shared.fact_table import show_fact_table
from pages.shared.filtering import show_count, with_chosen
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup
from pages.shared.recording_moment import moment
from pages.shared.recording_words import names_of_subjects

CHOICE = "entry"


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    with st.container(key="records_head", horizontal=True, vertical_alignment="bottom"):
        page_header(word("page.records"), subtitle_of(plan, "records"))
        view = controls.choose_view()
    if view == "import":
        show_import(plan)
        return
    entries = records.everything(plan.plan_id, moment())
    names = names_of_subjects(plan, {entry.subject for entry in entries})
    filters = controls.choose_filters(entries)
    found = [entry for entry in entries if rows.is_match(entry, filters, names)]
    choice = _choice(entries)
    listed, is_added = with_chosen(entries, found, lambda entry: f"entry:{entry.entry_id}" == choice)
    with show_count(len(found), len(entries), word("records.count"), added=is_added, on_reset=controls.reset_filters):
        show_downloads(plan, found, names, rows.in_words(filters))
    left, right = st.columns([2.3, 1], gap="small")
    with left:
        _show_table(plan, listed, names, choice)
    with right, st.container(key="side"):
        entry = next((entry for entry in entries if f"entry:{entry.entry_id}" == choice), None)
        cards.show_entry(plan, entry) if entry else show_markup(cards.intro_card(plan, entries))


def _show_table(plan: Plan, listed: Sequence[Entry], names: Mapping[Subject, str], choice: str) -> None:
    if not listed:
        none = "records.none_found" if names else "records.none" if moment() is None else "records.none_then"
        st.info(word(none))
        return
    shown = rows.table_rows(plan, listed[: rows.MOST_LISTED], names)
    show_fact_table(rows.columns(), shown, choice, key="records", label=word("page.records"), on_select=_pick)
    if len(listed) > rows.MOST_LISTED:
        show_markup(f'<p class="hint">{esc(word("records.latest", n=rows.MOST_LISTED))}</p>')


def _choice(entries: Sequence[Entry]) -> str:
    return parameters.read(CHOICE, "", ["", *(f"entry:{entry.entry_id}" for entry in entries)])


def _pick(choice: str) -> None:
    parameters.write(CHOICE, choice)


def show() -> None:
    """Show 记录."""
    show_page()
