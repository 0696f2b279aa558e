"""The card of an entry: who, when, what, from what to what; its undoing, its moment, its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from data.plan import Plan
from data.record import COMMENT, Entry
from pages.records.rows import KINDS
from pages.shared import links, records
from pages.shared.identity import author_html
from pages.shared.labels import word
from pages.shared.markup import esc, fact_rows, pill, show, tile, tiles
from pages.shared.recording import show_record_form
from pages.shared.recording_moment import look_at, moment, when_text
from pages.shared.recording_words import change_words, field_of, name_of_subject, selection_of

KIND_COLOURS = {
    "indicator": "#0F5C63", "task": "#2B5B8A", "project": "#A9431B", "place": "#6E4A06", "finding": "#574593",
    "briefing": "#5B6675", "scenario": "#0B5A3C",
}  # fmt: skip
PAGES = {
    "indicator": "indicators", "task": "tasks", "project": "key_projects", "place": "spatial_layout",
    "finding": "plan_check", "briefing": "briefing", "scenario": "accessibility",
}  # fmt: skip


def show_entry(plan: Plan, entry: Entry) -> None:
    """Show the card of an entry with what can be done."""
    show(_entry_card(plan, entry))
    with st.container(horizontal=True, vertical_alignment="center", key="entry_steps"):
        sel = selection_of(plan, entry.subject)
        if entry.subject.kind == "briefing" and entry.value:
            links.page_link(
                "briefing", word("records.open_page"), icon="open_in_new", briefing=entry.subject.subject_id
            )
        elif entry.subject.kind == "scenario" and entry.value:
            more = {"view": "siting", "open_scenario": entry.subject.subject_id}
            links.page_link("accessibility", word("records.open_page"), icon="open_in_new", **more)
        elif sel:
            links.page_link(PAGES[entry.subject.kind], word("records.open_page"), icon="open_in_new", sel=sel)
        at = entry.recorded_at.isoformat()
        label = word("records.at_that_time")
        st.button(label, key="entry_moment", icon=":material/history:", type="tertiary", on_click=look_at, args=(at,))
    show_record_form([field_of(plan, entry.subject)], key="entry")


def intro_card(plan: Plan, entries: Sequence[Entry]) -> str:
    """Return what stands beside the table while nothing is picked: how much of what is recorded, and by whom."""
    present = Counter(subject.kind for subject in records.present_of(plan.plan_id, moment()))
    comments = sum(entry.subject.field == COMMENT for entry in entries)
    counts = [tile(str(present[kind]), word(f"records.kind_{kind}")) for kind in KINDS if present[kind]]
    counts += [tile(str(comments), word("record.comments"))] if comments else []
    hint = word("records.pick") if entries else ""
    return (
        f'<div class="card"><h3>{esc(word("records.present"))}</h3><p class="hint">{esc(word("records.lead"))}</p>'
        f'{tiles(counts)}<p class="hint">{esc(hint)}</p></div>'
    )


def _entry_card(plan: Plan, entry: Entry) -> str:
    before, after = change_words(plan, entry)
    is_comment = entry.subject.field == COMMENT
    facts = [
        (word("records.field"), esc(field_of(plan, entry.subject).label)),
        (word("records.old"), "" if is_comment else f"<del>{esc(before or word('record.nothing'))}</del>"),
        (word("records.new"), f"<b>{esc(after or word('record.withdrawn'))}</b>"),
        (word("record.source"), _source(entry)),
        (word("record.note"), esc(entry.note)),
        (word("records.who"), author_html(entry.author)),
        (word("records.when"), esc(when_text(entry.recorded_at))),
        (word("records.undoes"), esc(word("records.number", n=entry.undoes)) if entry.undoes else ""),
        (word("records.id"), esc(entry.subject.subject_id)),
    ]
    kind = pill(word(f"records.kind_{entry.subject.kind}"), KIND_COLOURS[entry.subject.kind])
    number = f'<span class="hint">{esc(word("records.number", n=entry.entry_id))}</span>'
    name = name_of_subject(plan, entry.subject)
    return f'<div class="card entry-card">{kind} {number}<h3>{esc(name)}</h3>{fact_rows(facts)}</div>'


def _source(entry: Entry) -> str:
    if entry.source or not entry.value or entry.subject.field == COMMENT:
        return esc(entry.source)
    return f'<span class="unsourced">{esc(word("record.no_source"))}</span>'
