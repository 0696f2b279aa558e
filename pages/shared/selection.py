"""One selection per page, shared by map, list, card and URL.

It is written `element:<id>`, `district:<code>`, `project:<id>`, `place:<id>`, `indicator:<id>`, `task:<id>`
or `finding:<key>`.
"""

from __future__ import annotations

from data.plan import Plan
from pages.shared import parameters, queries

NAME = "sel"


def selected(plan: Plan) -> str:
    """Return the selection when it exists in the plan; an unknown one is dropped with a notice."""
    choice = parameters.read(NAME)
    if choice and not exists(plan, choice):
        parameters.note_unknown(NAME, choice)
        return ""
    return choice


def select(choice: str) -> None:
    """Select, or clear with ""."""
    parameters.write(NAME, choice)


def exists(plan: Plan, choice: str) -> bool:
    """Tell whether a selection names something of the plan."""
    kind, _, row_id = choice.partition(":")
    ids = {
        "element": lambda: (row.element_id for row in plan.elements),
        "district": lambda: (row.district_code for row in plan.districts),
        "project": lambda: (row.project_id for row in plan.projects),
        "place": lambda: (row.place_id for row in plan.places),
        "indicator": lambda: (row.value_id for row in plan.indicator_values),
        "task": lambda: (row.task_id for row in plan.tasks),
        "finding": lambda: (row.key for row in queries.rule_findings(plan.plan_id)),
    }
    return kind in ids and row_id in set(ids[kind]())


def split(choice: str) -> tuple[str, str]:
    """Return kind and id of a selection."""
    kind, _, row_id = choice.partition(":")
    return kind, row_id
