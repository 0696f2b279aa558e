"""What the reader chooses on 对比分析: the plans, the view, one thing in it. All of it stands in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from data.plan import Plan
from pages.shared import parameters, queries, widgets
from pages.shared.labels import joined, period, region_of, value_label, word

FEWEST, MOST = 2, 5
VIEWS = ("layouts", "indicators", "projects", "tasks", "differences", "transmission")
SELECTION = "sel"
# dark enough for white words, apart in lightness too; as many as plans can be chosen
COLOURS = ("#0F5C63", "#C2571B", "#6B5BB0", "#8A6A10", "#3B7DB8")


def choose_plans(current: Plan, plans: Sequence[Plan]) -> list[Plan]:
    """Show the choice of plans; return the chosen ones in the order of choosing, at most five."""
    known = {plan.plan_id: plan for plan in plans}
    default = [plan.plan_id for plan in default_plans(current, plans)]
    _cut_to_the_most(default, list(known))
    chosen = widgets.choose_many(
        st.multiselect,
        "plans",
        word("comparison.plans"),
        list(known),
        default=default,
        max_selections=MOST,
        format_func=lambda plan_id: plan_label(known[plan_id]),
        placeholder=word("comparison.plans_hint", most=MOST),
        label_visibility="collapsed",
    )
    return [known[plan_id] for plan_id in chosen]


def default_plans(current: Plan, plans: Sequence[Plan]) -> list[Plan]:
    """Return the plan itself with the one above it, else one below it, else the one it shares most indicators with."""
    others = [plan for plan in plans if plan.plan_id != current.plan_id]
    above = [plan for plan in others if plan.plan_id == current.parent_plan_id]
    below = [plan for plan in others if plan.parent_plan_id == current.plan_id]
    own = _indicator_ids(current)
    nearest = sorted(others, key=lambda plan: (-len(own & _indicator_ids(plan)), plan.plan_id))
    return [current, *(above or below or nearest)[:1]]


def choose_view() -> str:
    """Show the views; another view forgets what was selected and sorted in this one."""
    return widgets.choose_segment("view", "comparison.view", VIEWS, on_pick=_open_view)


def chosen_of(allowed: Sequence[str]) -> str:
    """Return the selection when it names something that the view shows; an unknown one is dropped with a notice."""
    choice = parameters.read(SELECTION)
    if choice and choice not in allowed:
        parameters.note_unknown(SELECTION, choice)
        return ""
    return choice


def select(choice: str) -> None:
    """Select, or clear with ""."""
    parameters.write(SELECTION, choice)


def add_plan(plan_ids: Sequence[str]) -> Callable[[], None]:
    """Return what adds plans to the choice."""
    return lambda: parameters.write_list("plans", plan_ids)


def plan_label(plan: Plan) -> str:
    """Return region and years, such as 达州市 2021—2025."""
    return f"{region_of(plan)} {period(plan)}".strip()


def statuses_of(plans: Sequence[Plan]) -> str:
    """Return whose period is over, in force …, as one line."""
    by_status: dict[str, list[str]] = {}
    for plan in plans:
        by_status.setdefault(value_label("status", plan.status), []).append(region_of(plan))
    said = [word("comparison.caution_is", name=status, said=joined(names)) for status, names in by_status.items()]
    return " · ".join(said)


def colours_of(plans: Sequence[Plan]) -> dict[str, str]:
    """Return a colour per plan that does not change with the order of choosing."""
    places = {plan_id: place for place, plan_id in enumerate(queries.plan_ids())}
    taken: dict[str, str] = {}
    for plan in sorted(plans, key=lambda plan: places.get(plan.plan_id, len(places))):
        first = places.get(plan.plan_id, len(places))
        wanted = [COLOURS[(first + step) % len(COLOURS)] for step in range(len(COLOURS))]
        taken[plan.plan_id] = next((colour for colour in wanted if colour not in taken.values()), wanted[0])
    return taken


def _open_view(view: str) -> None:
    parameters.reset(SELECTION, "sort")
    parameters.write("view", view, VIEWS[0])


def _cut_to_the_most(default: Sequence[str], known: Sequence[str]) -> None:
    """Drop plans that a link names twice or beyond the most that can be compared."""
    named = parameters.read_list("plans", default, known)
    kept = list(dict.fromkeys(named))[:MOST]
    if kept != named:
        parameters.write_list("plans", kept, default)
        if len(set(named)) > MOST:
            st.warning(word("comparison.too_many", most=MOST))


def _indicator_ids(plan: Plan) -> set[str]:
    return {row.indicator_id for row in plan.indicator_values}
