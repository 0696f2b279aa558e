"""专题制图: a map on paper, chosen at the side, seen as it will be printed, taken away as PNG, SVG or PDF."""

from __future__ import annotations

import streamlit as st

from data.plan import Plan
from pages.map_printing.controls import choose_order
from pages.map_printing.product import MapProduct, product_of
from pages.map_printing.views import show_checks, show_downloads, show_sheet, state_html
from pages.shared import queries
from pages.shared.frame import current_plan, page_header, subtitle_of
from pages.shared.labels import word
from pages.shared.markup import show as show_markup
from pages.shared.recorded_places import map_as_recorded, project_statuses
from pages.shared.recording import present


@st.fragment
def show_page() -> None:
    """Show the page; a choice reruns only this."""
    plan = current_plan()
    page_header(word("page.map_printing"), subtitle_of(plan, "map_printing"))
    side, wide = st.columns([1, 2.9], gap="small")
    with side, st.container(key="print_side"):
        product = _choose(plan)
        if product:
            show_checks(product)
    with wide:
        if product is None:
            st.warning(word("notice.no_boundary", code=plan.region_code))
            return
        with st.container(key="print_head", horizontal=True, vertical_alignment="center"):
            show_markup(state_html(product))
            show_downloads(product)
        show_sheet(product)


def _choose(plan: Plan) -> MapProduct | None:
    """Show the choices; return the sheet, or None where the region has no boundary."""
    recorded, own = map_as_recorded(plan.plan_id), queries.map_of(plan.plan_id)
    statuses = project_statuses(present(plan.plan_id, "project"))
    order, is_recorded = choose_order(plan, has_recorded=bool(statuses) or recorded != own)
    plan_map = recorded if is_recorded and recorded else own
    return product_of(plan, order, plan_map, statuses if is_recorded else {}) if plan_map else None


def show() -> None:
    """Show 专题制图."""
    show_page()
