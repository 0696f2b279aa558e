"""The structural map of 空间布局 as the page shows it: with what is recorded, answering clicks."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.plan import Plan
from pages.shared.labels import word
from pages.shared.map_panel import sequence_of, show_map
from pages.shared.map_themes.layout_map import layout_map
from pages.shared.recorded_places import map_as_recorded, project_statuses, with_statuses
from pages.shared.recording import present
from pages.shared.selection import select

MAP = "layout"


def show_layout_map(plan: Plan, choice: str, layers: frozenset[str], measure: str) -> None:
    """Show the structural map; without a boundary a notice instead."""
    plan_map = map_as_recorded(plan.plan_id)
    if plan_map is None:
        st.warning(word("notice.no_boundary", code=plan.region_code))
        return
    statuses = project_statuses(present(plan.plan_id, "project")) if "projects" in layers else {}
    spec = with_statuses(layout_map(plan, plan_map, layers, measure=measure, selected=choice), plan_map, statuses)
    show_map(replace(spec, sequence=sequence_of(MAP)), plan_map.url, MAP, select)
