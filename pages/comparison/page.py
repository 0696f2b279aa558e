"""对比分析: two to five plans side by side, and the plan above held against the plans below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from data.plan import Plan
from pages.comparison import (
    choices,
    differences_view,
    indicators_view,
    layouts_view,
    projects_view,
    tasks_view,
    transmission_view,
)
from pages.shared import queries
from pages.shared.frame import current_plan, page_header
from pages.shared.labels import word

View = Callable[[Sequence[Plan]], None]
SHOW: dict[str, View] = {
    "layouts": layouts_view.show_view,
    "indicators": indicators_view.show_view,
    "projects": projects_view.show_view,
    "tasks": tasks_view.show_view,
    "differences": differences_view.show_view,
    "transmission": transmission_view.show_view,
}


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    everything = queries.plans()
    heading, picker = st.columns([1, 2.2], vertical_alignment="bottom", gap="small")
    with picker:
        plans = choices.choose_plans(current_plan(), everything)
    with heading:
        page_header(word("page.comparison"), choices.statuses_of(plans))
    with st.container(key="comparison_view"):
        view = choices.choose_view()
    if len(plans) < choices.FEWEST:
        st.info(word("comparison.too_few" if len(everything) >= choices.FEWEST else "comparison.only_one"))
        return
    SHOW[view](plans)


def show() -> None:
    """Show 对比分析."""
    show_page()
