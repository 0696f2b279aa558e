"""Scenarios of 选址: saving under a name, opening, comparing side by side. What is recorded is kept by the store."""

from __future__ import annotations

import streamlit as st

from data.plan import Plan
from data.record import Author
from data.siting_scenario import LONGEST_NAME, Scenario
from pages.accessibility.siting_compare import comparison_html
from pages.accessibility.siting_results import Asked
from pages.accessibility.siting_shelf import (
    CHOICES,
    OPEN,
    SLOT,
    Saved,
    note_first_seen,
    open_scenario,
    save_scenario,
    saved_scenarios,
    scenario_of,
)
from pages.shared import identity, links, parameters, records, widgets
from pages.shared.identity_panel import show_sign_in
from pages.shared.labels import word
from pages.shared.markup import plain
from pages.shared.markup import show as show_markup
from pages.shared.recording_moment import moment, when_text

MOST_COMPARED = 4
KEY = "siting_scenario"


def follow_link(plan: Plan) -> None:
    """Open the scenario that a link names: its choices stand in the address afterwards."""
    wanted = parameters.read(OPEN)
    saved = saved_scenarios(plan)
    here = parameters.read(SLOT)
    if here in saved and note_first_seen(here, saved[here]) and not parameters.says(*CHOICES):
        wanted = wanted or here  # a link that names a scenario and no choice means its choices
    if not wanted:
        return
    parameters.write(OPEN, "")
    if wanted in saved:
        open_scenario(wanted, saved[wanted])
        st.rerun()
    parameters.note_unknown(OPEN, wanted)


def show_scenarios(asked: Asked) -> None:
    """Show the popover in which a scenario is opened, saved and found again in the records."""
    saved = saved_scenarios(asked.question.plan)
    current = parameters.read(SLOT, "", ["", *saved])
    name = saved[current].scenario.name if current else ""
    label = word("siting.scenario_named", name=plain(name)) if name else word("siting.scenarios")
    with st.popover(label, icon=":material/bookmarks:"):
        if fault := records.fault():
            st.warning(plain(fault))
        _show_saved(saved, current)
        if moment() is None:
            _show_saving(asked, saved, current)
        links.page_link("records", word("siting.history"), icon="history", kind="scenario")


def show_comparison(asked: Asked) -> None:
    """Show the present choices and up to four saved scenarios side by side."""
    saved = saved_scenarios(asked.question.plan)
    if not saved:
        st.caption(word("siting.nothing_saved"))
    chosen: list[str] = []
    if saved:
        chosen = widgets.choose_many(
            st.multiselect,
            "compare",
            word("siting.compare"),
            list(saved),
            format_func=lambda one: saved[one].scenario.name,
            max_selections=MOST_COMPARED,
        )
    here = scenario_of(asked, word("siting.as_now"))
    show_markup(comparison_html(asked, [here, *(saved[one].scenario for one in chosen)]))
    st.caption(word("siting.compare_note"))


def _show_saved(saved: dict[str, Saved], current: str) -> None:
    if not saved:
        st.caption(word("siting.nothing_saved"))
        return
    st.caption(word("siting.open"))
    for identity_of, one in list(saved.items())[:20]:
        who = f"{one.entry.author.name} · {when_text(one.entry.recorded_at)}"
        st.button(
            f"{plain(one.scenario.name)} · {plain(who)}",
            key=f"{KEY}_open_{identity_of}",
            type="primary" if identity_of == current else "tertiary",
            on_click=open_scenario,
            args=(identity_of, one),
        )


def _show_saving(asked: Asked, saved: dict[str, Saved], current: str) -> None:
    if identity.is_oidc() and identity.author() is None:
        show_sign_in(KEY)
        return
    old: Scenario | None = saved[current].scenario if current else None
    st.text_input(word("siting.name"), old.name if old else "", key=f"{KEY}_name_{current}", max_chars=LONGEST_NAME)
    if identity.author() is None:
        limit = identity.LONGEST_NAME
        st.text_input(word("record.name"), key=f"{KEY}_author", max_chars=limit, placeholder=word("record.name_hint"))
    if error := parameters.kept("siting_error"):  # above the button: below it ends beyond the fold
        st.error(plain(error))
    with st.container(horizontal=True):
        if current:
            _button("save", asked, saved[current], current)
        _button("save_as", asked, None, current)
    if parameters.kept("siting_saved"):
        parameters.drop("siting_saved")
        st.rerun()  # the frame shows the name, and the browser keeps it


def _button(name: str, asked: Asked, old: Saved | None, current: str) -> None:
    def press() -> None:
        title = str(parameters.held(f"{KEY}_name_{current}") or "").strip()
        fault = save_scenario(asked, title, _author(), current if old else "", old)
        parameters.keep("siting_error", fault)
        parameters.keep("siting_saved", not fault)

    st.button(word(f"siting.do_{name}"), key=f"{KEY}_{name}", type="primary" if name == "save" else "secondary",
              on_click=press)  # fmt: skip


def _author() -> Author | None:
    field = f"{KEY}_author"
    if not identity.is_oidc() and parameters.holds(field):
        identity.state_name(str(parameters.held(field) or ""))
    return identity.author()
