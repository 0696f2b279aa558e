"""Inputs of 服务可达: the bundled example, or what a bureau has loaded; the view that shows and loads them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.plan import Plan
from data.supply_demand import shelf
from data.supply_demand.input_set import InputSet
from data.words import words_of
from pages.accessibility import loaded
from pages.accessibility.loading_file import show_file
from pages.accessibility.loading_parts import show_parts
from pages.accessibility.loading_tables import told
from pages.accessibility.naming import example_of, named_inputs
from pages.accessibility.roads import has_roads
from pages.shared import parameters, queries
from pages.shared.labels import word
from pages.shared.markup import esc, show
from pages.shared.recording import say

STYLE_FILE = Path(__file__).with_name("loading.css")


def chosen_inputs(plan: Plan) -> InputSet:
    """Return the inputs that the address names; the bundled example of the plan where it names none.

    A set that is not on the shelf, was loaded for another plan, or lost its roads, leaves a notice and the example.
    """
    set_id = parameters.read(loaded.CHOICE) or loaded.current(plan.plan_id)
    if set_id and shelf.has(set_id):
        inputs = queries.made(f"input_set {set_id}", lambda: shelf.get(set_id))
        fits = inputs is not None and inputs.plan_id in ("", plan.plan_id)
        if inputs is not None and fits and (not inputs.roads or has_roads(inputs.roads)):
            shelf.note_use(set_id, inputs.roads)
            loaded.remember(plan.plan_id, set_id)
            return inputs
    if set_id:
        loaded.forget(plan.plan_id)
        parameters.note_unknown(loaded.CHOICE, set_id)
    return example_of(plan)


def show_loading(plan: Plan) -> None:
    """Show what the inputs are and can tell, and the way to load others."""
    inputs = chosen_inputs(plan)
    say()
    show(f"<style>{STYLE_FILE.read_text(encoding='utf-8')}</style>")
    left, right = st.columns([1, 1.25], gap="medium")
    with left, st.container(key="loading_parts"):
        show(f"<h2 class='part'>{esc(word('loading.now'))}</h2>")
        show_parts(plan, named_inputs(plan, inputs))
        if inputs.id:
            st.button(
                word("loading.back"), key="loading_back", icon=":material/undo:", on_click=_back, args=(plan.plan_id,)
            )
        loaded.show_others(plan.plan_id, inputs.id)
    with right, st.container(key="loading_new"):
        show(f"<h2 class='part'>{esc(word('loading.new'))}</h2>")
        show_file(plan, inputs, adopt)


def adopt(inputs: InputSet, message: str) -> str:
    """Put a set on the shelf and choose it; return what went wrong, "" where nothing did."""
    try:
        set_id = shelf.put(inputs)
    except shelf.ShelfError as error:
        return told(words_of(error))
    parameters.write(loaded.CHOICE, set_id)
    parameters.keep("said", message)
    return ""


def _back(plan_id: str) -> None:
    loaded.leave(plan_id)
    parameters.reset(loaded.CHOICE, "mode")
    parameters.keep("said", word("loading.is_example"))
