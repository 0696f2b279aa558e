"""What the inputs are: people, institutions, sites, each with its source, its size and how well it is located."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from data.plan import Plan
from data.supply_demand.input_set import InputSet
from data.supply_demand.points import DemandPoints, Facilities
from pages.accessibility.naming import how_many
from pages.shared.labels import language, plan_name, word
from pages.shared.markup import esc, pill, show

EXAMPLE_COLOUR, LOADED_COLOUR = "#85590B", "#0F5C63"
PRECISIONS = ("exact", "town", "district")
MOST_KINDS = 6


def show_parts(plan: Plan, inputs: InputSet) -> None:
    """Show a card for each part; what the example can and cannot tell comes first."""
    if inputs.is_example:
        limits = "".join(f"<p>{esc(text)}</p>" for text in _limits(plan, inputs))
        show(f'<div class="loading-limits"><b>{esc(word("loading.example"))}</b>{limits}</div>')
    show(_card("demand", inputs.demand, _people_lines(inputs.demand)))
    show(_card("facilities", inputs.facilities, _facility_lines(inputs.facilities)))
    show(_card("candidates", inputs.candidates, []))
    if inputs.notes:
        items = "".join(f"<li>{esc(note)}</li>" for note in inputs.notes)
        show(f'<div class="card loading-part"><h3>{esc(word("loading.notes"))}</h3><ul>{items}</ul></div>')


def _limits(plan: Plan, inputs: InputSet) -> list[str]:
    keys = []
    if inputs.demand.is_example:
        keys += ["loading.can_people", "loading.cannot_people"]
    if inputs.facilities.is_example:
        keys += [
            "loading.can_facilities" if len(inputs.facilities) else "loading.no_facilities",
            "loading.cannot_facilities",
        ]
    name = plan_name(plan) if language() == "en" else plan.short_title or plan.title
    return [word(key, plan=name) for key in keys]


def _card(kind: str, points: DemandPoints | Facilities, lines: Sequence[str]) -> str:
    mark = word("loading.example_mark") if points.is_example else word("loading.loaded_mark")
    label = pill(mark, EXAMPLE_COLOUR if points.is_example else LOADED_COLOUR)
    count = word("loading.points", n=f"{len(points):,}")
    shown = [*lines, _precision_line(points.precision)] if len(points) else []
    if points.source:
        shown.append(word("loading.source", source=points.source))
    body = "".join(f"<p>{esc(line)}</p>" for line in shown if line)
    head = f'{esc(word(f"loading.{kind}"))} <span class="count">{esc(count)}</span>{label}'
    return f'<div class="card loading-part"><h3>{head}</h3>{body}</div>'


def _people_lines(demand: DemandPoints) -> list[str]:
    lines = []
    for group, people in demand.people.items():
        missing = int(np.isnan(people).sum())
        text = word(f"loading.sum_{group}", n=f"{np.nansum(people):,.0f}")
        lines.append(text + (word("loading.missing", n=missing) if missing else ""))
    return [word("loading.between").join(lines)] if lines else []


def _facility_lines(facilities: Facilities) -> list[str]:
    stated = ~np.isnan(facilities.capacity)
    states = np.array(facilities.statuses, dtype=str)
    counts = {state: how_many(facilities, states == state) for state in ("existing", "planned")}
    lines = [word("loading.by_status", **counts)]
    lines.append(word("loading.beds", stated=int(stated.sum()), missing=int((~stated).sum())))
    return lines


def _precision_line(precision: Sequence[str]) -> str:
    counts = Counter(precision)
    parts = [word(f"loading.precision_{name}", n=counts[name]) for name in PRECISIONS if counts[name]]
    return word("loading.position", text=word("loading.between").join(parts))
