"""Inputs of 服务可达: the bundled example, or what a bureau has loaded."""

from __future__ import annotations

import streamlit as st

from data.plan import Plan
from data.supply_demand.input_set import InputSet
from geo.reach.example import example_inputs
from pages.shared import queries
from pages.shared.labels import word
from pages.shared.plan_stamp import stamp_of


def chosen_inputs(plan: Plan) -> InputSet:
    """Return the inputs that the address names; the bundled example of the plan where it names none."""
    return queries.made(f"example_inputs {plan.plan_id} {stamp_of(plan.plan_id)}", lambda: example_inputs(plan))


def show_loading(plan: Plan) -> None:
    """Show what the inputs are and, later, the way to load others."""
    st.info(word("loading.example"))
