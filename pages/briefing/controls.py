"""Above the scenes: which arrangement, its saving and undoing, and what was found out about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from data.arrangement import LONGEST_NAME
from data.record import Author, Entry
from pages.briefing.arrangement import lost_scenes
from pages.briefing.controls_desk import CHOICE, Desk, adopt, name_in, overwrite, save, undo_save
from pages.briefing.scene import Briefing
from pages.shared import identity, links, parameters, records, widgets
from pages.shared.identity_panel import show_sign_in
from pages.shared.labels import joined, word
from pages.shared.markup import esc, plain, show
from pages.shared.recording_moment import moment, when_text

Tone = Literal["primary", "secondary"]


def chosen_arrangement(saved: Mapping[str, Entry]) -> str:
    """Return the id of the arrangement that the address names; "" for the briefing as it is made."""
    return parameters.read(CHOICE, "", ["", *saved])


def choose_arrangement(saved: Mapping[str, Entry]) -> None:
    """Show the choice between the briefing as it is made and the saved arrangements."""
    names = {"": word("briefing.as_made"), **{one: name_in(entry, one) for one, entry in saved.items()}}
    widgets.choose(
        st.selectbox,
        CHOICE,
        word("briefing.arrangement"),
        list(names),
        format_func=lambda one: names[one],
        label_visibility="collapsed",
    )


def show_undo(desk: Desk) -> None:
    """Show the button that takes back the last change."""
    st.button(
        word("briefing.undo"),
        key="briefing_undo",
        icon=":material/undo:",
        type="tertiary",
        disabled=not desk.steps,
        on_click=desk.step_back,
    )


def show_saving(desk: Desk) -> None:
    """Show the popover in which an arrangement is saved, saved under another name, or its last save undone."""
    label = word("briefing.save_changed" if desk.is_changed else "briefing.save")
    with st.popover(label, icon=":material/save:", disabled=moment() is not None):
        if identity.is_oidc() and identity.author() is None:
            show_sign_in("briefing")
            return
        key = f"briefing_{desk.identity}_{desk.number}"
        name = desk.arrangement.name or word("briefing.new_name")
        st.text_input(word("briefing.name"), name, key=f"{key}_name", max_chars=LONGEST_NAME)
        _show_author(f"{key}_author")
        with st.container(horizontal=True):
            if desk.identity:
                _button("save", desk, key, as_new=False, tone="primary", disabled=not desk.is_changed)
            _button("save_as", desk, key, as_new=True, tone="secondary" if desk.identity else "primary")
        if desk.error:
            st.error(plain(desk.error))
        if desk.entry is not None:
            who = f"{desk.entry.author.name} · {when_text(desk.entry.recorded_at)}"
            st.caption(plain(word("briefing.last_saved", who=who)))
            st.button(
                word("briefing.undo_save"),
                key=f"{key}_undo_save",
                type="tertiary",
                icon=":material/history:",
                on_click=lambda: undo_save(desk, _author(key)),
            )
        st.caption(word("briefing.link_hint"))
        links.page_link("records", word("briefing.history"), icon="history", kind="briefing")


def show_state(desk: Desk, briefing: Briefing) -> None:
    """Say what went wrong, who saved in the meantime, which scenes are gone or new."""
    if desk.error:
        st.error(plain(desk.error))
    if desk.conflict is not None:
        _show_conflict(desk)
    if fault := records.fault():
        st.warning(plain(fault))
    lost = lost_scenes(briefing, desk.arrangement)
    if lost:
        names = joined(wish.title or wish.scene_id for wish in lost)
        st.warning(plain(word("briefing.lost", n=len(lost), names=names)))
    if desk.fresh:
        st.info(plain(word("briefing.fresh", n=len(desk.fresh), names=joined(desk.fresh))))


def show_length(briefing: Briefing) -> None:
    """Say how many scenes are shown and how long they take by themselves."""
    minutes, seconds = divmod(sum(scene.seconds for scene in briefing.scenes), 60)
    text = word("briefing.length", n=len(briefing.scenes), minutes=minutes, seconds=seconds)
    show(f'<p class="hint briefing-length">{esc(text)}</p>')


def _show_conflict(desk: Desk) -> None:
    theirs = desk.conflict.theirs if desk.conflict else None
    if theirs is None:
        return
    who = f"{theirs.author.name} · {when_text(theirs.recorded_at)}"
    st.warning(plain(word("briefing.conflict", who=who)))
    with st.container(horizontal=True):
        st.button(word("briefing.take_theirs"), key="briefing_theirs", on_click=adopt, args=(desk,))
        mine = word("briefing.take_mine")
        st.button(mine, key="briefing_mine", on_click=lambda: overwrite(desk, identity.author()))


def _show_author(key: str) -> None:
    """Show who records; a field for the name while nobody has one."""
    who = identity.author()
    if who is not None:
        show(f'<p class="hint">{esc(word("record.author"))} {identity.author_html(who)}</p>')
        return
    limit = identity.LONGEST_NAME
    st.text_input(word("record.name"), key=key, max_chars=limit, placeholder=word("record.name_hint"))


def _author(key: str) -> Author | None:
    field = f"{key}_author"
    if not identity.is_oidc() and parameters.holds(field):
        identity.state_name(str(parameters.held(field) or ""))
    return identity.author()


def _button(name: str, desk: Desk, key: str, *, as_new: bool, tone: Tone, disabled: bool = False) -> None:
    def press() -> None:
        save(desk, str(parameters.held(f"{key}_name") or ""), _author(key), as_new=as_new)

    st.button(word(f"briefing.do_{name}"), key=f"{key}_{name}", type=tone, disabled=disabled, on_click=press)
