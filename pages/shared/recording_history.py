"""What was recorded of a subject, newest first, with its undoing; and its comments."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.record import COMMENT, Change, Entry, RecordError, Subject
from pages.shared import identity, parameters, queries, records
from pages.shared.labels import word
from pages.shared.markup import esc, plain, show
from pages.shared.recording_draft import Draft, author_of, open_draft
from pages.shared.recording_moment import when_text
from pages.shared.recording_words import change_words, field_of

MOST_SHOWN = 40


def show_history(draft: Draft, *, can_write: bool) -> None:
    """Show every entry of the form's fields; the newest of each can be undone."""
    try:
        entries = [entry for one in draft.fields for entry in records.history(one.subject.plan_id, one.subject)]
    except RecordError as error:
        st.error(plain(str(error)))
        return
    entries.sort(key=lambda entry: entry.entry_id, reverse=True)
    if not entries:
        show(f'<p class="hint">{esc(word("record.no_history"))}</p>')
    newest = {entry.subject: entry.entry_id for entry in reversed(entries)}
    for entry in entries[:MOST_SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"entry_{entry.entry_id}"):
            show(entry_html(entry))
            if can_write and newest[entry.subject] == entry.entry_id:
                _show_undo(draft, entry, "record.undo")
    if len(entries) > MOST_SHOWN:
        show(f'<p class="hint">{esc(word("record.more_history", n=len(entries) - MOST_SHOWN))}</p>')


def show_comments(draft: Draft, *, can_write: bool) -> None:
    """Show the comments of what the form is about, oldest first, and a field for one more."""
    subject = comment_subject(draft.fields[0].subject)
    try:
        thread = comments_in(records.history(subject.plan_id, subject))
    except RecordError as error:
        st.error(plain(str(error)))
        return
    if not thread:
        show(f'<p class="hint">{esc(word("record.no_comments"))}</p>')
    for entry in thread[-MOST_SHOWN:]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"entry_{entry.entry_id}"):
            show(comment_html(entry))
            if can_write:
                _show_undo(draft, entry, "record.take_back")
    if not can_write:
        return
    with st.form(draft.widget("comments"), clear_on_submit=True, border=False, enter_to_submit=False):
        st.text_area(word("record.comment"), key=draft.widget("comment"), max_chars=4000, height=70)
        st.form_submit_button(
            word("record.add_comment"), key=draft.widget("add"), on_click=_add_comment, args=(draft, subject)
        )


def comment_subject(subject: Subject) -> Subject:
    """Return the subject of the comments on what a field belongs to."""
    return Subject(subject.plan_id, subject.kind, subject.subject_id, COMMENT)


def comments_in(entries: Sequence[Entry]) -> list[Entry]:
    """Return the comments that were not taken back, oldest first."""
    taken = {entry.undoes for entry in entries}
    return [entry for entry in reversed(entries) if entry.value and entry.entry_id not in taken]


def entry_html(entry: Entry) -> str:
    """Return an entry as markup: when, who, which field, from what to what, source, note."""
    plan = queries.plan(entry.subject.plan_id)
    before, after = (value or word("record.nothing") for value in change_words(plan, entry))
    label = field_of(plan, entry.subject).label
    undone = f' <span class="tone">{esc(word("record.undoes", n=entry.undoes))}</span>' if entry.undoes else ""
    return (
        f'<div class="entry"><div class="hint">{esc(when_text(entry.recorded_at))} · '
        f"{identity.author_html(entry.author)}{undone}</div>"
        f'<div><span class="hint">{esc(label)}</span> <del>{esc(before)}</del> → <b>{esc(after)}</b></div>'
        f"{source_html(entry)}</div>"
    )


def source_html(entry: Entry) -> str:
    """Return source and note of an entry as markup; a value without a source is marked."""
    lines = []
    if entry.source:
        lines.append(f'<span class="hint">{esc(word("record.source_is"))} {esc(entry.source)}</span>')
    elif entry.value and entry.subject.field != COMMENT:
        lines.append(f'<span class="unsourced">{esc(word("record.no_source"))}</span>')
    if entry.note:
        lines.append(f'<span class="hint">{esc(word("record.note_is"))} {esc(entry.note)}</span>')
    return f"<div>{' · '.join(lines)}</div>" if lines else ""


def comment_html(entry: Entry) -> str:
    """Return a comment as markup."""
    head = f"{identity.author_html(entry.author)} · {esc(when_text(entry.recorded_at))}"
    return f'<div class="entry"><div class="hint">{head}</div><div class="said">{esc(entry.value)}</div></div>'


def _show_undo(draft: Draft, entry: Entry, label: str) -> None:
    key = draft.widget(f"undo{entry.entry_id}")
    icon = ":material/undo:"
    st.button(word(label), key=key, type="tertiary", icon=icon, on_click=_undo, args=(draft, entry))


def _undo(draft: Draft, entry: Entry) -> None:
    who = author_of(draft)
    if who is None:
        draft.error = word("record.no_name", n=identity.LONGEST_NAME)
        return
    try:
        records.undo(entry.entry_id, who)
    except RecordError as error:
        draft.error = str(error)
        return
    open_draft(draft.key, draft.fields)
    parameters.keep("said", word("record.undone"))


def _add_comment(draft: Draft, subject: Subject) -> None:
    text = str(parameters.held(draft.widget("comment")) or "").strip()
    who = author_of(draft)
    if who is None or not text:
        draft.error = word("record.no_name", n=identity.LONGEST_NAME) if text else word("record.empty_comment")
        return
    try:
        records.save([Change(subject, text)], who)
        draft.error = ""
    except RecordError as error:
        draft.error = str(error)
