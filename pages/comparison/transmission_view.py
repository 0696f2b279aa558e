"""上下位传导: the targets and tasks of an upper plan, and what the chosen plans below it say to them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.plan import Plan
from data.transmission import is_above
from pages.comparison import choices
from pages.comparison.transmission_targets import show_targets
from pages.comparison.transmission_tasks import show_tasks
from pages.comparison.transmission_words import basis_card
from pages.shared import queries, widgets
from pages.shared.labels import word
from pages.shared.markup import plain, show

PARTS = ("targets", "tasks")


def show_view(plans: Sequence[Plan]) -> None:
    """Show, for each chosen plan above another chosen one, the basis and what is handed down."""
    pairs = [(upper, [lower for lower in plans if is_above(upper, lower)]) for upper in plans]
    pairs = [(upper, below) for upper, below in pairs if below]
    if not pairs:
        st.info(word("comparison.no_pair"))
        _offer_relatives(plans)
        return
    part = widgets.choose_segment("part", "comparison.part", PARTS)
    for upper, below in pairs:
        show(f'<div class="basis-cards">{"".join(basis_card(upper, lower) for lower in below)}</div>')
        if part == "targets":
            show_targets(upper, below)
        else:
            show_tasks(upper, below)


def _offer_relatives(plans: Sequence[Plan]) -> None:
    """Offer to add the plans above and below the chosen ones."""
    everything = queries.plans()
    chosen = [plan.plan_id for plan in plans]
    near = [
        other
        for other in everything
        if other.plan_id not in chosen and any(is_above(other, plan) or is_above(plan, other) for plan in plans)
    ]
    if len(plans) >= choices.MOST:
        return
    with st.container(horizontal=True):
        for other in near:
            st.button(
                word("comparison.add", plan=plain(choices.plan_label(other))),
                key=f"add_{other.plan_id}",
                icon=":material/add:",
                on_click=choices.add_plan([*chosen, other.plan_id]),
            )
