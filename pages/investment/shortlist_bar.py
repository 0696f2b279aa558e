"""备选: the starred candidates as a strip, with what can be done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data.investment.shortlist import MOST_COMPARED, MOST_LISTED
from data.plan import Plan
from pages.investment import choices
from pages.investment.facts import Told
from pages.investment.sheet_buttons import show_shortlist_button
from pages.shared import parameters
from pages.shared.labels import name_of, word
from pages.shared.markup import esc, plain

LONGEST_NAME = 14


def show_shortlist(shortlist: Sequence[Told], plans: Mapping[str, Plan]) -> None:
    """Show the starred candidates; pressing one opens its card."""
    with st.container(key="invest_shortlist", horizontal=True, gap="small", vertical_alignment="center"):
        count = word("invest.shortlist", n=len(shortlist), most=MOST_LISTED)
        st.html(f'<span class="starred"><b>★</b> {esc(count)}</span>', width="content")
        if not shortlist:
            hint = word("invest.shortlist_hint", most=MOST_COMPARED)
            st.html(f'<span class="hint">{esc(hint)}</span>', width="content")
            return
        for told in shortlist:
            st.button(
                plain(_short(name_of(told.project))),
                key=f"invest_starred_{told.candidate.key}",
                on_click=_open,
                args=(told.candidate.key,),
                type="tertiary",
            )
        st.button(
            word("invest.side_by_side"),
            key="invest_compare",
            icon=":material/view_column:",
            disabled=len(shortlist) < 2,  # noqa: PLR2004 - one cannot be compared
            on_click=parameters.write,
            args=("view", "compare", choices.VIEWS[0]),
        )
        show_shortlist_button(shortlist, plans)
        st.button(
            word("invest.clear_shortlist"),
            key="invest_clear",
            icon=":material/close:",
            type="tertiary",
            on_click=choices.clear_shortlist,
        )


def show_star(key: str, shortlist: Sequence[str]) -> None:
    """Show the button that puts a candidate on the shortlist or takes it off."""
    is_on = key in shortlist
    st.button(
        word("invest.unstar" if is_on else "invest.star"),
        key="invest_star",
        icon=":material/star:",
        type="primary" if is_on else "secondary",
        disabled=not is_on and len(shortlist) >= MOST_LISTED,
        help=None if is_on or len(shortlist) < MOST_LISTED else word("invest.shortlist_full", most=MOST_LISTED),
        on_click=choices.star,
        args=(key,),
    )


def _open(key: str) -> None:
    choices.select(key)
    parameters.write("view", choices.VIEWS[0], choices.VIEWS[0])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"
