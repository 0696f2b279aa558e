"""What is selected on 服务可达, shared by map, table and URL.

`demand:<id>`, `facility:<id>`, `district:<code>`, on 选址 `candidate:<id>`.
"""

from __future__ import annotations

from data.plan import Plan
from data.supply_demand.input_set import InputSet
from pages.shared import parameters
from pages.shared.selection import NAME


def selected(plan: Plan, inputs: InputSet, *, has_candidates: bool = False) -> str:
    """Return the selection when it names something that is there; an unknown one is dropped with a notice."""
    choice = parameters.read(NAME)
    kind, _, row_id = choice.partition(":")
    ids = {
        "demand": lambda: inputs.demand.ids,
        "facility": lambda: inputs.facilities.ids,
        "candidate": lambda: inputs.candidates.ids if has_candidates else (),
        "district": lambda: tuple(district.district_code for district in plan.districts),
    }
    if choice and not (kind in ids and row_id in ids[kind]()):
        parameters.note_unknown(NAME, choice)
        return ""
    return choice


def select(choice: str) -> None:
    """Select, or clear with ""."""
    parameters.write(NAME, choice)
