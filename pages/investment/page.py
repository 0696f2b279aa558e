"""招商推介: the projects of all plans for investors: filtered, weighed, shortlisted, side by side."""

from __future__ import annotations

import streamlit as st

from pages.investment import choices, controls
from pages.investment.compare import choose_compared, choose_rows, show_comparison
from pages.investment.shortlist_bar import show_shortlist
from pages.investment.shown import Shown, read_shown
from pages.investment.views import show_list, show_side
from pages.shared.frame import page_header
from pages.shared.labels import word


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    shown = read_shown()
    with st.container(key="invest_page"):
        with st.container(key="invest_head", horizontal=True, vertical_alignment="bottom"):
            count = word("invest.subtitle", n=len(shown.candidates), plans=len(shown.plans))
            page_header(word("page.investment"), count)
            view = controls.choose_view(len(shown.shortlist))
        if not shown.candidates:
            st.info(word("invest.no_candidates"))
            return
        show_shortlist([shown.told(key) for key in shown.shortlist])
        if view == "compare":
            _show_compare(shown)
        else:
            _show_ranking(shown)


def _show_ranking(shown: Shown) -> None:
    controls.show_filters(list(shown.candidates.values()), shown.options, shown.wanted)
    controls.show_weights(shown.weights)
    left, right = st.columns([2.6, 1], gap="small")
    with left:
        show_list(shown)
    with right, st.container(key="side"):
        show_side(shown)


def _show_compare(shown: Shown) -> None:
    if not shown.shortlist:
        st.info(word("invest.compare_none"))
        return
    compared = choices.read_compared(shown.shortlist)
    with st.container(key="invest_compared", horizontal=True, vertical_alignment="bottom"):
        choose_compared([shown.told(key) for key in shown.shortlist], compared)
        only = choose_rows()
    show_comparison([shown.located(key) for key in compared], only_differences=only)


def show() -> None:
    """Show 招商推介."""
    show_page()
