"""选址 where the data supports none: a sentence why, and the way to data that does. No answer, no proof."""

from __future__ import annotations

import streamlit as st

from data.plan import Plan
from data.supply_demand.input_set import InputSet
from geo.reach.example import why_no_siting
from pages.accessibility.choices import open_view
from pages.accessibility.siting_scenarios import follow_link
from pages.shared import parameters
from pages.shared.labels import people, word
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup

FIRST_KIND = "demand"  # what the view 数据 loads where nothing was chosen
WANTED = {"one_point": FIRST_KIND, "no_candidates": "candidates"}


def shows_no_siting(plan: Plan, inputs: InputSet, group: str) -> bool:
    """Say that the data supports no siting, where it does not; return whether it was said."""
    follow_link(plan)  # a scenario may bring data of its own
    reason = why_no_siting(inputs)
    if not reason:
        return False
    counted = inputs.demand.people.get(group)
    total = people(float(counted.sum())) if counted is not None else ""
    why = word(f"siting.unsupported_{reason}", people=total, group=word(f"access.group_{group}"))
    show_markup(
        f'<div class="card"><h3>{esc(word("siting.unsupported"))}</h3><p class="amber">{esc(why)}</p>'
        f'<p class="hint">{esc(word("siting.unsupported_way"))}</p></div>'
    )
    with st.container(key="siting_loading", horizontal=True):
        for kind in dict.fromkeys((WANTED[reason], *WANTED.values())):
            st.button(
                word("siting.load", kind=word(f"loading.{kind}")),
                key=f"siting_load_{kind}",
                icon=":material/upload_file:",
                type="primary" if kind == WANTED[reason] else "secondary",
                on_click=_open_loading,
                args=(kind,),
            )
    return True


def _open_loading(kind: str) -> None:
    parameters.write("load", kind, FIRST_KIND)
    open_view("data")
