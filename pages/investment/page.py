"""招商推介: the projects of all plans for investors: filtered, weighed, shortlisted, side by side."""

from __future__ import annotations

import streamlit as st

from pages.investment import choices, controls
from pages.investment.compare import show_compared
from pages.investment.sheet_view import show_chosen_sheet
from pages.investment.shortlist_bar import show_shortlist
from pages.investment.shown import Asked, read_asked, read_shown
from pages.investment.views import show_ranking
from pages.shared import queries
from pages.shared.frame import page_header
from pages.shared.labels import word


@st.fragment
def show_page() -> None:
    """Show the page; a filter reruns this, a weight or a click in the list only what stands below."""
    plans, known = queries.plans(), queries.investment()
    with st.container(key="invest_page"):
        with st.container(key="invest_head", horizontal=True, vertical_alignment="bottom"):
            count = word("invest.subtitle", n=len(known.by_key), plans=len(known.counts["plans"]))
            page_header(word("page.investment"), count)
            view = controls.choose_view()
        if not known.by_key:
            st.info(word("invest.no_candidates"))
            return
        options = choices.options_of(plans, known.counts)
        if view == "list":
            controls.show_filters(known.counts, options, choices.read_filter(options))
        with st.container(key="invest_results"):
            _show_results(read_asked(options))


@st.fragment
def _show_results(asked: Asked) -> None:
    shown = read_shown()
    if shown.asked != asked:
        st.rerun()  # a button below changed what is asked for above
    if asked.view == "list":
        controls.show_weights(shown.weights)
    show_shortlist([shown.told(key) for key in shown.shortlist], shown.plans)
    if asked.view == "compare":
        show_compared(shown)
    elif asked.view == "sheet":
        show_chosen_sheet(shown)
    else:
        show_ranking(shown)


def show() -> None:
    """Show 招商推介."""
    show_page()
