"""The form of a record: a dialog with its fields, who says so, and what to do when somebody else was faster."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import streamlit as st

from data.positions import FIELD as POSITION
from data.positions import position_of
from data.record import Change, Conflict, Subject
from geo.boundaries import is_within_region
from pages.shared import identity, parameters, queries
from pages.shared.labels import region_of, word
from pages.shared.markup import esc, plain, show
from pages.shared.recording_draft import (
    LONGEST_NOTE,
    LONGEST_SOURCE,
    Draft,
    author_of,
    changes_of,
    resolve,
    save,
    step_back,
    take_texts,
)
from pages.shared.recording_fields import RecordField
from pages.shared.recording_inputs import InputError, entered, show_input, shown_value
from pages.shared.recording_moment import when_text

SHORT = ("choice", "date", "number")


def show_entry_form(draft: Draft) -> None:
    """Show the form, or the values that collide when somebody else saved in the meantime."""
    if draft.conflicts:
        show_conflicts(draft)
        return
    show_name(draft)
    with st.form(draft.widget("form"), border=False, enter_to_submit=False):
        _show_inputs(draft)
        show_source_and_note(draft, *st.columns(2))
        with st.container(horizontal=True):
            st.form_submit_button(
                word("record.save"), type="primary", key=draft.widget("save"), on_click=_save, args=(draft,)
            )
            if any(draft.value_of(one.subject) for one in draft.fields):
                st.form_submit_button(
                    word("record.withdraw"),
                    type="tertiary",
                    key=draft.widget("withdraw"),
                    icon=":material/backspace:",
                    help=word("record.withdraw_help"),
                    on_click=_withdraw,
                    args=(draft,),
                )
    show_error(draft)


def _show_inputs(draft: Draft) -> None:
    """Show the fields; short ones stand side by side."""
    columns: list[Any] = []
    for number, one in enumerate(draft.fields):
        if one.input not in SHORT:
            columns = []
        elif not columns:
            columns = list(st.columns(2))
        with columns.pop(0) if columns else st.container():
            show_input(one, draft.value_of(one.subject), draft.widget(f"value{number}"))


def show_source_and_note(draft: Draft, left: Any = st, right: Any = st) -> None:
    """Show the fields for source and note, each in its container."""
    left.text_input(
        word("record.source"),
        draft.source,
        key=draft.widget("source"),
        max_chars=LONGEST_SOURCE,
        placeholder=word("record.source_hint"),
    )
    right.text_input(word("record.note"), draft.note, key=draft.widget("note"), max_chars=LONGEST_NOTE)


def show_name(draft: Draft) -> None:
    """Show who records: the signed-in identity; else the stated name, or a field for it."""
    who = identity.author()
    if who is not None and not parameters.kept("renames"):
        with st.container(horizontal=True, vertical_alignment="center", key="record_name"):
            show(f'<p class="hint">{esc(word("record.author"))} {identity.author_html(who)}</p>')
            if who.basis == "stated":
                key = draft.widget("rename")
                st.button(
                    word("record.rename"), key=key, type="tertiary", on_click=parameters.keep, args=("renames", True)
                )
        return
    st.text_input(
        word("record.name"),
        identity.stated_name(),
        key=draft.widget("name"),
        max_chars=identity.LONGEST_NAME,
        placeholder=word("record.name_hint"),
        autocomplete="name",
    )


def show_error(draft: Draft) -> None:
    """Show why nothing was saved."""
    if draft.question:
        st.warning(plain(draft.question))
    if draft.error:
        st.error(plain(draft.error))


def _save(draft: Draft) -> None:
    take_texts(draft)
    try:
        draft.values = {
            one.subject: entered(one, draft.widget(f"value{number}")) for number, one in enumerate(draft.fields)
        }
    except InputError as error:
        draft.error = str(error)
        return
    changes = changes_of(draft.fields, draft.seen, draft.values, draft.source, draft.note)
    doubt = next((doubt for change in changes if (doubt := _doubt_of(change))), "")
    if doubt and doubt != draft.question:
        draft.question, draft.error = doubt, ""
        return
    save(draft, changes, author_of(draft))


def _doubt_of(change: Change) -> str:
    """Return the question that a position outside the plan's region raises; "" where there is none."""
    at = position_of(change.value) if change.subject.field == POSITION else None
    plan = queries.plan(change.subject.plan_id)
    if at is None or is_within_region(plan.region_code, *at):
        return ""
    return word("record.outside", lon=f"{at[0]:g}", lat=f"{at[1]:g}", region=region_of(plan))


def _withdraw(draft: Draft) -> None:
    take_texts(draft)
    nothing = {one.subject: "" for one in draft.fields}
    save(draft, changes_of(draft.fields, draft.seen, nothing, draft.source, draft.note), author_of(draft))


def show_conflicts(draft: Draft, names: Mapping[Subject, str] = MappingProxyType({})) -> None:
    """Show both values of every field that somebody else saved in the meantime, and what can be done.

    `names` tell the lines of a table apart.
    """
    fields = {one.subject: one for one in draft.fields}
    st.warning(word("record.conflict", n=len(draft.conflicts)))
    is_single = len(draft.conflicts) == 1
    for number, conflict in enumerate(draft.conflicts):
        field = fields[conflict.change.subject]
        name = names.get(field.subject, "")
        show(_conflict_html(f"{name} · {field.label}" if name else field.label, field, conflict))
        if not is_single:
            st.radio(
                word("record.keep_which"),
                ("theirs", "mine"),
                key=draft.widget(f"keep{number}"),
                horizontal=True,
                format_func=lambda value: word(f"record.keep_{value}"),
                label_visibility="collapsed",
            )
    with st.container(horizontal=True):
        for name in ("theirs", "mine") if is_single else ("chosen",):
            st.button(
                word(f"record.take_{name}"),
                key=draft.widget(name),
                type="primary" if name != "theirs" else "secondary",
                on_click=_resolve,
                args=(draft, name),
            )
        st.button(word("record.cancel"), key=draft.widget("back"), type="tertiary", on_click=step_back, args=(draft,))
    show_error(draft)


def _resolve(draft: Draft, choice: str) -> None:
    keeps = {
        conflict.change.subject: choice == "mine"
        or (choice == "chosen" and parameters.held(draft.widget(f"keep{number}")) == "mine")
        for number, conflict in enumerate(draft.conflicts)
    }
    resolve(draft, keeps, identity.author())


def _conflict_html(title: str, field: RecordField, conflict: Conflict) -> str:
    theirs, mine = conflict.theirs, conflict.change
    head = word("record.their_change", when=when_text(theirs.recorded_at))
    sides = (
        (
            f"{identity.author_html(theirs.author)} {esc(head)}",
            shown_value(field, theirs.value),
            theirs.source,
            theirs.note,
        ),
        (esc(word("record.yours")), shown_value(field, mine.value), mine.source, mine.note),
    )
    boxes = "".join(_side_html(*side) for side in sides)
    return f'<div class="conflict"><h4>{esc(title)}</h4><div class="sides">{boxes}</div></div>'


def _side_html(head: str, value: str, source: str, note: str) -> str:
    more = "".join(
        f'<div class="hint">{esc(word(name))} {esc(text)}</div>'
        for name, text in (("record.source_is", source), ("record.note_is", note))
        if text
    )
    return (
        f'<div class="side"><div class="hint">{head}</div>'
        f'<div class="value">{esc(value or word("record.withdrawn"))}</div>{more}</div>'
    )
