"""What the nodes of a chain are called, what stands beneath their names, and in which group each one stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data.chain import Node
from data.plan import IndicatorValue, Plan, Project, Task
from data.record import Entry, Subject
from data.table import split_list
from pages.shared.labels import indicator_text, joined, kind_label, language, name_of, value_label, word
from pages.shared.selection import split

COLUMNS = (("indicator",), ("task",), ("project",), ("element", "district", "place"))
COLUMN_OF = {kind: at for at, kinds in enumerate(COLUMNS) for kind in kinds}
ELEMENTS, ELSEWHERE = "elements", "elsewhere"


@dataclass(frozen=True, slots=True)
class Label:
    """A node in words: name, a line of detail, its group (key and name), and how it is selected in the URL.

    `is_part` marks a part of a project, which stands in the box of its project. `status` is what was recorded
    of a task or project, "" where nothing was.
    """

    name: str
    detail: str
    group: str
    group_name: str
    choice: str
    is_part: bool = False
    status: str = ""


Directory = Mapping[Node, Label]


def directory_of(plan: Plan, nodes: Iterable[Node], statuses: Mapping[Node, str] | None = None) -> Directory:
    """Return the labels of nodes in the reader's language; `statuses` are the recorded ones."""
    labels, recorded = dict(_all_labels(plan)), statuses or {}
    return {node: replace(labels[node], status=recorded[node]) if node in recorded else labels[node] for node in nodes}


def recorded_statuses(entries: Mapping[Subject, Entry]) -> dict[Node, str]:
    """Return the recorded status of tasks and projects."""
    return {
        Node(subject.kind, subject.subject_id): entry.value
        for subject, entry in entries.items()
        if subject.field == "status"
    }


def node_of(plan: Plan, choice: str) -> Node | None:
    """Return the node that a selection names; a value of an indicator names its target. None for no selection."""
    kind, row_id = split(choice)
    if kind == "indicator":
        found = [row.indicator_id for row in plan.indicator_values if row.value_id == row_id]
        return Node("indicator", found[0]) if found else None
    return Node(kind, row_id) if kind in COLUMN_OF else None


def level_name(kind: str) -> str:
    """Return the level of a node of some kind: target, task, project or place."""
    return word(f"chain.level_{COLUMNS[COLUMN_OF[kind]][0]}")


def target_values(plan: Plan, node: Node) -> list[IndicatorValue]:
    """Return the target values of a target, those said again left out; the last year's last."""
    rows = [row for row in plan.indicator_values if row.indicator_id == node.id and row.value_kind == "target"]
    first = [row for row in rows if not row.restates] or rows
    return sorted(first, key=lambda row: row.year or 9999)


def _all_labels(plan: Plan) -> Iterable[tuple[Node, Label]]:
    for value in plan.indicator_values:
        if value.value_kind == "target":
            node = Node("indicator", value.indicator_id)
            yield node, _target_label(plan, node)
    for task in plan.tasks:
        yield Node("task", task.task_id), _task_label(task)
    for project in plan.projects:
        yield Node("project", project.project_id), _project_label(project)
    yield from _place_labels(plan)


def _target_label(plan: Plan, node: Node) -> Label:
    rows = target_values(plan, node)
    last = rows[-1]
    known = plan.indicators.get(node.id)
    english = known.name_en if known and language() == "en" else ""
    amounts = {indicator_text(row) for row in rows if row.year == last.year}
    amount = next(iter(amounts)) if len(amounts) == 1 else word("chain.several", n=len(amounts))
    detail = " · ".join(part for part in (amount or word("common.not_stated"), str(last.year or "")) if part)
    section = next(iter(split_list(rows[0].section)), "")
    group = "/".join(section.split("/")[:2])
    return Label(english or last.name, detail, group, _section_name(plan, group), f"indicator:{rows[0].value_id}")


def _section_name(plan: Plan, address: str) -> str:
    """Return the address of a section; with its heading where that heads a group of tasks."""
    groups = {row.group for row in plan.tasks if row.group and row.section.startswith(f"{address}/")}
    return f"{address} {groups.pop()}" if len(groups) == 1 else word("chain.section", section=address)


def _task_label(row: Task) -> Label:
    title = row.title or row.summary or row.task_id
    first = (row.lead_agencies or row.agencies)[:1]
    others = len(row.agencies) - 1
    units = word("chain.units", first=first[0], n=len(row.agencies), more=others) if others > 0 else joined(first)
    detail = units or word("chain.no_unit")
    group = row.group or value_label("source_table", row.source_table)
    return Label(title, detail, group, group, f"task:{row.task_id}")


def _project_label(row: Project) -> Label:
    category = value_label("category", row.category)
    part = value_label("row_kind", "component") if row.row_kind == "component" else ""
    detail = " · ".join(text for text in (category, part) if text)
    return Label(name_of(row), detail, row.category, category, f"project:{row.project_id}", bool(part))


def _place_labels(plan: Plan) -> Iterable[tuple[Node, Label]]:
    districts = {row.district_code: name_of(row) for row in plan.districts}
    for element in plan.elements:
        words = name_of(element), kind_label(element.kind), ELEMENTS, word("chain.elements")
        yield Node("element", element.element_id), Label(*words, f"element:{element.element_id}")
    for code, name in districts.items():
        detail = word("chain.district")
        yield Node("district", code), Label(name, detail, code, name, f"district:{code}")
    for place in plan.places:
        inside = districts.get(place.district_code, "")
        detail = " · ".join(text for text in (value_label("place_kind", place.kind), inside) if text)
        group = place.district_code if inside else ELSEWHERE
        label = Label(name_of(place), detail, group, inside or word("chain.elsewhere"), f"place:{place.place_id}")
        yield Node("place", place.place_id), label
