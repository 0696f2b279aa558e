"""总览: where the plans are, what each states, and the doors to the other pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from data.plan import Plan
from pages.overview.cards import plan_card, promises_card
from pages.overview.panels import show_panels
from pages.shared import links, queries
from pages.shared.frame import page_header
from pages.shared.labels import word
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup
from pages.shared.search_box import show_search

DOORS = {
    "spatial_layout": "hub",
    "key_projects": "location_on",
    "districts": "bar_chart",
    "indicators": "monitoring",
    "tasks": "checklist",
}
CARDS_PER_ROW = 3


def show_page() -> None:
    """Show the page; what is typed into the search field reruns only the search."""
    plans = queries.plans()
    latest = max((plan.data_as_of for plan in plans), default="")
    page_header(word("overview.title", n=len(plans)), word("overview.lead", date=latest))
    _show_search()
    show_panels(queries.overview(), {plan.plan_id: plan for plan in plans})
    _show_doors()
    show_markup(f'<h2 class="part">{esc(word("overview.plans"))}</h2>')
    _show_cards(plans)


def _show_cards(plans: Sequence[Plan]) -> None:
    cards = [*(partial(_show_card, plan) for plan in plans), lambda: show_markup(promises_card())]
    for start in range(0, len(cards), CARDS_PER_ROW):
        columns = st.columns(CARDS_PER_ROW, gap="small")
        for column, show_card in zip(columns, cards[start : start + CARDS_PER_ROW], strict=False):
            with column:
                show_card()


@st.fragment
def _show_search() -> None:
    with st.container(key="overview_search_box"):
        show_search("overview_search")


def _show_doors() -> None:
    with st.container(horizontal=True, key="overview_doors", vertical_alignment="center"):
        for page, icon in DOORS.items():
            links.page_link(page, word(f"overview.door_{page}"), icon=icon)


def _show_card(plan: Plan) -> None:
    with st.container(key=f"card_{plan.plan_id}"):
        show_markup(plan_card(plan, queries.totals(plan.plan_id), len(queries.faults(plan.plan_id))))
        with st.container(horizontal=True, key=f"doors_{plan.plan_id}"):
            for page in DOORS:
                links.page_link(page, plan=plan.plan_id)


def show() -> None:
    """Show 总览."""
    show_page()
