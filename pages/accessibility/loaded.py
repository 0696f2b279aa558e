"""The sets of inputs that were used in this session: one per plan is current, the others are a press away."""

from __future__ import annotations

import streamlit as st

from data.supply_demand import shelf
from data.supply_demand.input_set import InputSet
from pages.shared import parameters, queries
from pages.shared.labels import word

CHOICE = "in"
CURRENT, USED = "inputs_of_plans", "inputs_used"


def current(plan_id: str) -> str:
    """Return the set that was last used for a plan; "" where none was or the reader went back to the example.

    It is chosen in the address again: a link copied now is a link to it.
    """
    set_id: str = parameters.kept(CURRENT, {}).get(plan_id, "")
    if set_id:
        parameters.write(CHOICE, set_id)
    return set_id


def remember(plan_id: str, set_id: str) -> None:
    """Remember that a set is used for a plan."""
    parameters.keep(CURRENT, {**parameters.kept(CURRENT, {}), plan_id: set_id})
    used: dict[str, list[str]] = parameters.kept(USED, {})
    others = [one for one in used.get(plan_id, []) if one != set_id]
    parameters.keep(USED, {**used, plan_id: [*others, set_id]})


def leave(plan_id: str) -> None:
    """Go back to the example of a plan; its sets stay in the list."""
    parameters.keep(CURRENT, {**parameters.kept(CURRENT, {}), plan_id: ""})


def forget(plan_id: str) -> None:
    """Forget the sets of a plan, one of which is gone."""
    leave(plan_id)
    parameters.keep(USED, {**parameters.kept(USED, {}), plan_id: []})


def show_others(plan_id: str, here: str) -> None:
    """Show the sets that were used before, the last first; a press uses one again."""
    others = [one for one in reversed(parameters.kept(USED, {}).get(plan_id, [])) if one != here]
    if not others:
        return
    st.caption(word("loading.used_before"))
    for set_id in others:
        inputs = queries.made(f"input_set {set_id}", lambda one=set_id: shelf.get(one))
        if inputs is not None:
            st.button(
                _line(inputs),
                key=f"loading_use_{set_id}",
                type="tertiary",
                icon=":material/history:",
                on_click=parameters.write,
                args=(CHOICE, set_id),
            )


def _line(inputs: InputSet) -> str:
    counts = {"people": f"{len(inputs.demand):,}", "facilities": f"{len(inputs.facilities):,}"}
    return word("loading.set_line", **counts) + (word("loading.set_roads") if inputs.roads else "")
