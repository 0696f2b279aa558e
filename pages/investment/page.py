"""招商推介."""

from __future__ import annotations

import streamlit as st

from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    page_header(word("page.investment"), subtitle_of(plan, "investment"))


def show() -> None:
    """Show 招商推介."""
    show_page()
