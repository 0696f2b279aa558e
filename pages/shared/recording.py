"""What is recorded beside a plan's facts, as the pages show and edit it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

import streamlit as st

from data.record import COMMENT, Entry, Subject, SubjectKind
from pages.shared import identity, parameters, queries, records
from pages.shared.identity_panel import show_sign_in
from pages.shared.labels import joined, word
from pages.shared.markup import esc, plain, show
from pages.shared.recording_draft import Draft, close_draft, draft_of, open_draft
from pages.shared.recording_fields import InputKind, RecordField, RecordRow
from pages.shared.recording_form import show_entry_form, show_name
from pages.shared.recording_history import show_comments, show_history, source_html
from pages.shared.recording_inputs import shown_value
from pages.shared.recording_moment import moment, when_text
from pages.shared.recording_words import name_of_subject

MOST_NAMED = 3
MOST_LINES = 200
DRAWN_AFTER_SECONDS = 0.2

__all__ = [
    "InputKind",
    "RecordField",
    "RecordRow",
    "present",
    "show_record_form",
    "show_record_table",
]


def present(plan_id: str, *kinds: SubjectKind) -> Mapping[Subject, Entry]:
    """Return what is recorded of a plan at the moment that the reader looks at (now, or a chosen past day).

    What was withdrawn is left out. Without kinds: everything.
    """
    found = records.present_of(plan_id, moment())
    if not kinds:
        return found
    return {subject: entry for subject, entry in found.items() if subject.kind in kinds}


def show_record_form(fields: Sequence[RecordField], *, key: str) -> None:
    """Offer to record the fields: a button that opens a form, with history, undo and comments beneath."""
    if not fields:
        return
    shown = [field for field in fields if field.subject.field != COMMENT]
    entries = present(fields[0].subject.plan_id) if shown else {}
    with st.container(key=f"recordbox_{key}"):
        with st.container(key=f"recordhead_{key}", horizontal=True, vertical_alignment="center"):
            show(_head_html(shown, entries))
            _show_button(fields, key)
        lines = "".join(_line_html(field, entry) for field in shown if (entry := entries.get(field.subject)))
        if lines:
            show(f'<dl class="facts recorded">{lines}</dl>')
    say()
    draft = draft_of(key)
    if draft is not None:
        name = name_of_subject(queries.plan(fields[0].subject.plan_id), fields[0].subject)
        title = plain(f"{word('record.title')} · {name}")
        st.dialog(title, width="medium", on_dismiss=close_draft)(_show_dialog)(draft.key)


def show_record_table(rows: Sequence[RecordRow], *, key: str) -> None:
    """Offer to record many lines at once: a button that opens a table; saved together or not at all.

    Of very many rows the first `MOST_LINES`.
    """
    lines = tuple(rows[:MOST_LINES])
    fields = tuple(field for row in lines for field in row.fields)
    if not fields or moment() is not None:
        return
    st.button(
        word("record.open_table", n=len(lines)),
        help=word("record.most_lines", n=MOST_LINES) if len(rows) > MOST_LINES else None,
        key=f"record_table_{key}",
        icon=":material/table_edit:",
        disabled=bool(records.fault()),
        on_click=open_draft,
        args=(f"table_{key}", fields),
    )
    say()
    draft = draft_of(f"table_{key}")
    if draft is not None:
        title = word("record.open_table", n=len(lines))
        st.dialog(title, width="large", on_dismiss=close_draft)(_show_table_dialog)(draft.key, lines)


def say() -> None:
    """Say once what was done."""
    words = parameters.kept("said")
    if words:
        parameters.drop("said")
        st.toast(plain(words), icon=":material/check_circle:")


def _say_and_rerun() -> None:
    # the whole page follows; what was saved is to be seen before all of it is drawn anew
    say()
    time.sleep(DRAWN_AFTER_SECONDS)
    st.rerun()


def _show_dialog(key: str) -> None:
    draft = draft_of(key)
    if draft is None:  # saved: the page beneath shows it
        _say_and_rerun()
        return
    is_past = moment() is not None
    can_write = not is_past and (not identity.is_oidc() or identity.author() is not None)
    if (
        can_write
        and draft.fields[0].input not in ("arrangement", "scenario")
        and draft.fields[0].subject.field != COMMENT
    ):
        show_entry_form(draft)
    elif can_write:
        show_name(draft)
    elif not is_past:
        show_sign_in(draft.widget("sign"))
    if not draft.conflicts:
        _show_before(draft, can_write=can_write)


def _show_table_dialog(key: str, rows: Sequence[RecordRow]) -> None:
    draft = draft_of(key)
    if draft is None:
        _say_and_rerun()
        return
    if identity.is_oidc() and identity.author() is None:
        show_sign_in(draft.widget("sign"))
        return
    # pandas and the editor: half a second that nobody waits for before the first table is opened
    from pages.shared.recording_table import show_table_form

    show_table_form(draft, rows)


def _show_before(draft: Draft, *, can_write: bool) -> None:
    history, comments = st.tabs([word("record.history"), word("record.comments")], key=draft.widget("tabs"))
    with history:
        show_history(draft, can_write=can_write)
    with comments:
        show_comments(draft, can_write=can_write)
    say()


def _show_button(fields: Sequence[RecordField], key: str) -> None:
    is_past = moment() is not None
    st.button(
        word("record.history") if is_past else word("record.open"),
        key=f"record_{key}",
        icon=":material/history:" if is_past else ":material/edit_note:",
        disabled=bool(records.fault()),
        on_click=open_draft,
        args=(key, tuple(fields)),
    )


def _head_html(fields: Sequence[RecordField], entries: Mapping[Subject, Entry]) -> str:
    hint = f'<span class="hint">{esc(_missing_words(fields, entries))}</span>'
    return f'<div class="recorded-head"><b>{esc(word("record.recorded"))}</b> {hint}</div>'


def _missing_words(fields: Sequence[RecordField], entries: Mapping[Subject, Entry]) -> str:
    missing = [field.label for field in fields if field.subject not in entries]
    if records.fault():
        return word("record.away")
    if len(missing) == len(fields):
        return word("record.nothing") if fields else ""
    if len(missing) > MOST_NAMED:
        return word("record.missing_count", n=len(missing))
    return word("record.missing", names=joined(missing)) if missing else ""


def _line_html(field: RecordField, entry: Entry) -> str:
    who = f"{identity.author_html(entry.author)} · {esc(when_text(entry.recorded_at))}"
    value = f'<b>{esc(shown_value(field, entry.value))}</b> <span class="hint">{who}</span>{source_html(entry)}'
    return f"<dt>{esc(field.label)}</dt><dd>{value}</dd>"
