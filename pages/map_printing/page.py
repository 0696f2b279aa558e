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
    has_recorded, has_rivers = bool(statuses) or recorded != own, bool(own and own.has_rivers)
    choice = choose_order(plan, has_recorded=has_recorded, has_rivers=has_rivers)
    plan_map = recorded if choice.is_recorded and recorded else own
    if plan_map is None:
        return None
    product = product_of(plan, choice.order, plan_map, statuses if choice.is_recorded else {})
    with choice.checks:
        show_checks(product)
    return product


def show() -> None:
    """Show 专题制图."""
    show_page()
