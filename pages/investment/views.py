"""The list of candidates, and beside it the card of the chosen one."""

from __future__ import annotations

import streamlit as st

from data.investment.candidate import Candidate
from pages.investment import cards, choices, listing
from pages.investment.download import show_downloads
from pages.investment.place_map import show_place
from pages.investment.sheet_buttons import show_sheet_button
from pages.investment.shortlist_bar import show_star
from pages.investment.shown import Shown
from pages.shared.fact_table import show_fact_table
from pages.shared.filtering import show_count
from pages.shared.labels import word
from pages.shared.links import page_link
from pages.shared.markup import show
from pages.shared.recorded_places import map_as_recorded

PAGE_FOR_MORE = "key_projects"


def show_ranking(shown: Shown) -> None:
    """Show the list, and beside it the chosen candidate."""
    left, right = st.columns([2.6, 1], gap="small")
    # what was clicked for comes first
    with right, st.container(key="side"):
        _show_side(shown)
    with left:
        _show_list(shown)


def _show_list(shown: Shown) -> None:
    """Show the count with the downloads, then the list; a long one is cut and says so."""
    is_added = bool(shown.choice) and all(one.key != shown.choice for one in shown.found)
    listed = [*shown.found, *([shown.candidates[shown.choice]] if is_added else [])]
    with show_count(
        len(shown.found),
        len(shown.candidates),
        word("invest.count"),
        added=is_added,
        on_reset=choices.clear_filters,
    ):
        show_downloads(shown)
    if not listed:
        st.info(word("invest.none_found"))
        return
    page = _page_of(listed, shown.choice)
    rows = listing.table_rows(page, shown.plans, shown.order)
    show_fact_table(
        listing.columns(), rows, shown.choice, key="investment", label=word("page.investment"), on_select=choices.select
    )
    if len(listed) > len(page):
        st.caption(word("invest.rows_cut", n=len(page), total=len(listed)))


def _show_side(shown: Shown) -> None:
    """Show the chosen candidate with its map and what can be done with it; else how the page works."""
    if not shown.choice:
        plans = {one.plan_id: shown.plans[one.plan_id] for one in shown.found}
        show(cards.intro_card(list(plans.values())))
        return
    told = shown.located(shown.choice)
    with st.container(key="invest_actions", horizontal=True, gap="small", vertical_alignment="center"):
        show_star(shown.choice, shown.shortlist)
        show_sheet_button(told, shown.plans)
        page_link(
            PAGE_FOR_MORE,
            word("invest.open_project"),
            icon="location_on",
            plan=told.plan.plan_id,
            sel=f"project:{told.project.project_id}",
        )
        st.button(
            "",
            key="invest_close",
            icon=":material/close:",
            type="tertiary",
            help=word("common.clear"),
            on_click=choices.select,
            args=("",),
        )
    above = st.container(key="invest_map")
    show(cards.candidate_card(told, shown.positions[shown.choice], shown.weights))
    with above:
        show_place(told, map_as_recorded(told.plan.plan_id))


def _page_of(listed: list[Candidate], choice: str) -> list[Candidate]:
    page = listed[: listing.MOST_LISTED]
    return [*page, *(one for one in listed[listing.MOST_LISTED :] if one.key == choice)]
