"""监测评估: what a plan aims at and how its indicators stand, across plans too; each figure with its source."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.progress import progress_of
from pages.indicators import controls, yearly
from pages.indicators.across_view import show_across
from pages.indicators.derived_view import show_derived
from pages.indicators.progress_view import show_monitor, show_progress
from pages.indicators.values_view import show_values, show_years
from pages.shared import queries, recording
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word
from pages.shared.selection import selected

SHOW = {
    "progress": show_progress,
    "monitor": show_monitor,
    "years": show_years,
    "values": show_values,
    "across": show_across,
    "derived": show_derived,
}


@st.fragment
def show_page() -> None:
    """Show the page; a click reruns only this."""
    plan = current_plan()
    choice = selected(plan)
    page_header(word("page.indicators"), subtitle_of(plan, "indicators"))
    recorded = recording.present(plan.plan_id, "indicator")
    rows = progress_of(plan, recorded, this_year=date.today().year, series=queries.series(plan.plan_id))
    view = controls.choose_view(rows, yearly.year_lines(plan.indicator_values), choice)
    if not rows and plan.indicator_values:
        st.info(word("monitor.no_targets"))
    SHOW[view](plan, rows, choice)


def show() -> None:
    """Show 监测评估."""
    show_page()
