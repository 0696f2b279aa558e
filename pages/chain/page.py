"""目标链: which task carries a target, which projects carry a task, and where they lie; from any end."""

from __future__ import annotations

import streamlit as st

from data.chain import Node, Survey
from data.plan import Plan
from pages.chain import cards, controls, link_table
from pages.chain.directory import Directory, directory_of, node_of, recorded_statuses
from pages.chain.drawing import show_picture
from pages.chain.focus import focus
from pages.chain.overview import group_ids, overview
from pages.shared import queries
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word
from pages.shared.markup import show as show_markup
from pages.shared.recording import present
from pages.shared.selection import selected


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    choice = selected(plan)
    node = node_of(plan, choice)
    page_header(word("page.chain"), subtitle_of(plan, "chain"))
    with st.container(horizontal=True, key="chain_controls", vertical_alignment="bottom"):
        ends = st.container(width="content")
        controls.show_way_back(node)
        stated_only = controls.choose_basis()
        show_markup(cards.legend())
    survey = queries.chain_of(plan.plan_id, stated_only=stated_only)
    statuses = recorded_statuses(present(plan.plan_id, "task", "project"))
    directory = directory_of(plan, survey.chain.nodes, statuses)
    with ends:
        controls.choose_end(directory, node)
    if not survey.chain.links:
        st.info(word("chain.no_links"))
    chosen = node if node in directory else None
    # picture, card and table: side by side on a screen, one after the other on a phone (style.css)
    with st.container(key="chain_body"):
        with st.container(key="chain_view"):
            _show_picture(plan, survey, directory, chosen)
        with st.container(key="side"):
            cards.show_card(plan, survey, directory, node, choice)
        with st.container(key="chain_links"):
            link_table.show_links(plan, survey, directory, chosen)


def _show_picture(plan: Plan, survey: Survey, directory: Directory, node: Node | None) -> None:
    if node:
        picture, choice = focus(plan, survey, directory, node), directory[node].choice
    else:
        opened = controls.opened_group(group_ids(survey, directory))
        picture, choice = overview(survey, directory, opened), opened
    show_picture(picture, choice, controls.pick)


def show() -> None:
    """Show 目标链."""
    show_page()
