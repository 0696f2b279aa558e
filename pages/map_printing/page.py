"""专题制图."""

from __future__ import annotations

import streamlit as st

from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    page_header(word("page.map_printing"), subtitle_of(plan, "map_printing"))


def show() -> None:
    """Show 专题制图."""
    show_page()
