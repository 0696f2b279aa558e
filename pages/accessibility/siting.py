"""选址: where new sites would help most, and what the planned projects would change."""

from __future__ import annotations

import streamlit as st

from pages.accessibility import siting_cards, siting_tables
from pages.accessibility.listing import show_listing
from pages.accessibility.results import Question
from pages.accessibility.selection import selected
from pages.accessibility.siting_choices import choose_question
from pages.accessibility.siting_download import show_siting_downloads
from pages.accessibility.siting_maps import choose_stage, show_maps
from pages.accessibility.siting_results import CHECK_SECONDS, Asked, answer_of, ask_check, check_of
from pages.accessibility.siting_saved import as_saved, saved_sentences
from pages.accessibility.siting_scenarios import follow_link, show_comparison, show_scenarios
from pages.shared import parameters, widgets
from pages.shared.labels import word
from pages.shared.markup import show as show_markup

TABLES = {
    "chosen": siting_tables.chosen_table,
    "planned": siting_tables.planned_table,
    "served": siting_tables.served_table,
}
# what must not be missed stands at the end of the card: it is as long as it is, the maps beside it are longer anyway
UNCUT = "<style>.stMain .st-key-side { max-height: none; }</style>"
VIEWS = (*TABLES, "compare")


def show_siting(question: Question) -> None:
    """Show choices, map, figures and tables."""
    follow_link(question.plan)
    asked = as_saved(Asked(question, choose_question(question.plan, question.inputs)))
    choice = selected(question.plan, question.inputs, has_candidates=True)
    left, right = st.columns([2.1, 1], gap="small")
    with left:
        stage = choose_stage()
    with right, st.container(key="side"):
        tools = st.container(key="siting_side", horizontal=True, vertical_alignment="center")
        with tools:
            _show_check(asked)
        show_markup(UNCUT + siting_cards.result_card(asked, saved_sentences(asked)))
        with tools:
            show_scenarios(asked)
            show_siting_downloads(asked, stage)
    with left:
        show_maps(asked, stage, choice)
    _show_table(asked, choice)


def _show_check(asked: Asked) -> None:
    """Offer the exact check while the answer is not proved best; it takes some seconds."""
    if parameters.kept("siting_checked") == asked.key:
        with st.spinner(word("siting.checking")):
            check_of(asked)
        st.caption(word("siting.checked"))
        return
    st.button(
        word("siting.check"),
        key="siting_check",
        icon=":material/verified:",
        help=word("siting.check_help", n=f"{CHECK_SECONDS:g}"),
        disabled=answer_of(asked).gap <= siting_cards.SHOWN_GAP,
        on_click=ask_check,
        args=(asked,),
    )


def _show_table(asked: Asked, choice: str) -> None:
    name = widgets.choose_segment("sites", "siting.table", VIEWS, label="access.table", on_pick=_open_table)
    if name == "compare":
        show_comparison(asked)
        return
    label, empty = word(f"siting.table_{name}"), word(f"siting.empty_{name}")
    show_listing(TABLES[name](asked), choice, f"siting_{name}", label, empty)


def _open_table(value: str) -> None:
    parameters.reset("sort")
    parameters.write("sites", value, VIEWS[0])
