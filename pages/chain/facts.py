"""What a card says of a target, task, project, place, district or element, each figure with its source."""

from __future__ import annotations

from typing import Any

from data.chain import Node
from data.plan import Plan, Project, Task
from pages.chain.directory import target_values
from pages.shared.citation import cited, source_box, unstated
from pages.shared.labels import bed_text, indicator_text, joined, kind_label, money, name_of, value_label, word
from pages.shared.markup import esc

Facts = list[tuple[str, str]]


def facts_of(plan: Plan, node: Node) -> Facts:
    """Return (label, ready markup) of a node; what the plan leaves open says so."""
    if node.kind == "indicator":
        return [(_year(row.year), cited(indicator_text(row), plan, row)) for row in target_values(plan, node)]
    row = row_of(plan, node)
    if node.kind == "task":
        return _task_facts(row)
    if node.kind == "project":
        return _project_facts(plan, row)
    return _place_facts(plan, node, row)


def source_of_node(plan: Plan, node: Node) -> str:
    """Return the source box of a node; districts come from no single place of the text."""
    row = target_values(plan, node)[-1] if node.kind == "indicator" else row_of(plan, node)
    return source_box(plan, row, is_open=False) if getattr(row, "as_written", "") else ""


def row_of(plan: Plan, node: Node) -> Any:
    """Return the plan's row that a node stands for (for a target its values are several: see `target_values`)."""
    rows, key = {
        "task": (plan.tasks, "task_id"),
        "project": (plan.projects, "project_id"),
        "element": (plan.elements, "element_id"),
        "place": (plan.places, "place_id"),
        "district": (plan.districts, "district_code"),
    }[node.kind]
    return next(row for row in rows if getattr(row, key) == node.id)


def _year(year: int | None) -> str:
    return str(year) if year else word("chain.no_year")


def _task_facts(row: Task) -> Facts:
    others = [unit for unit in row.agencies if unit not in row.lead_agencies]
    is_open = row.deadline_kind in ("", "none")
    return [
        (word("chain.group"), esc(row.group)),
        (word("chain.lead"), esc(joined(row.lead_agencies))),
        (word("chain.agencies"), esc(joined(others)) or ("" if row.agencies else unstated())),
        (word("chain.deadline"), unstated() if is_open else esc(row.deadline_text or row.deadline_on)),
        (word("chain.summary"), esc(row.summary if row.summary != row.title else "")),
    ]


def _project_facts(plan: Plan, row: Project) -> Facts:
    districts = [name_of(entry) for entry in plan.districts if entry.district_code in row.district_codes]
    amount, beds = money(row.investment_wan_yuan), bed_text(row)
    return [
        (word("chain.category"), esc(value_label("category", row.category))),
        (word("chain.districts"), esc(joined(districts)) or unstated()),
        (word("chain.action"), esc(row.action)),
        (word("measure.investment"), cited(amount, plan, row) if amount else ""),
        (word("measure.bed_count"), cited(beds, plan, row) if beds else ""),
    ]


def _place_facts(plan: Plan, node: Node, row: Any) -> Facts:
    names = {entry.district_code: name_of(entry) for entry in plan.districts}
    if node.kind == "element":
        members = joined(names.get(code, code) for code in row.district_codes)
        return [
            (word("chain.kind"), esc(kind_label(row.kind))),
            (word("chain.theme"), esc(row.theme)),
            (word("chain.members"), esc(members) or unstated()),
        ]
    if node.kind == "district":
        return [(word("chain.kind"), esc(value_label("district_kind", row.kind)))]
    return [
        (word("chain.kind"), esc(value_label("place_kind", row.kind))),
        (word("chain.districts"), esc(names.get(row.district_code, "")) or unstated()),
    ]
