"""The links of a plan's chain: those that links.csv records, those that its other files state, those inferred by rule.

Of several links between the same two ends the best founded one stays: recorded before read from another file,
stated before inferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.citation import Quoting
from data.inference import inferred_projects
from data.plan import Plan, Task
from data.table import split_list

# a chain runs downwards only; places, districts and elements are its last level
LEVELS = {"indicator": 0, "task": 1, "project": 2, "place": 3, "district": 3, "element": 3}


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """An end of a link: a target (`indicator`), task, project, place, district or layout element."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A link from one node to one below it.

    `basis` is stated or inferred. `rule` says where the link comes from: `recorded` (links.csv, `link_id`),
    `elements`, `places`, `districts`, `part` (a project's own columns), `scope` (an indicator's), `same_section`,
    `member_district` (inferred). `reason` is the recorded one. `section` and `as_written` are the words it rests on.
    """

    source: Node
    target: Node
    basis: str
    rule: str
    link_id: str = ""
    reason: str = ""
    section: str = ""
    as_written: str = ""
    note: str = ""


def find_nodes(plan: Plan) -> tuple[Node, ...]:
    """Return the nodes of a plan level by level, each level in the document's order; empty task rows are none."""
    targets = dict.fromkeys(row.indicator_id for row in plan.indicator_values if row.value_kind == "target")
    return (
        *(Node("indicator", indicator_id) for indicator_id in targets),
        *(Node("task", row.task_id) for row in plan.tasks if row.row_status != "empty"),
        *(Node("project", row.project_id) for row in plan.projects),
        *(Node("element", row.element_id) for row in plan.elements),
        *(Node("place", row.place_id) for row in plan.places),
        *(Node("district", row.district_code) for row in plan.districts),
    )


def find_links(plan: Plan, nodes: Iterable[Node]) -> tuple[ChainLink, ...]:
    """Return the links between the nodes; one that leads nowhere (the check reports it) is left out."""
    known = set(nodes)
    best: dict[tuple[Node, Node], ChainLink] = {}
    for link in (*_recorded(plan), *_stated(plan), *_inferred(plan)):
        ends = (link.source, link.target)
        if link.source in known and link.target in known and runs_down(*ends) and ends not in best:
            best[ends] = link
    return tuple(best.values())


def runs_down(source: Node, target: Node) -> bool:
    """Tell whether a link may run from one node to another: downwards, or from a project to another project.

    >>> runs_down(Node("indicator", "beds"), Node("task", "t01")), runs_down(Node("task", "t01"), Node("task", "t02"))
    (True, False)
    """
    if source.kind not in LEVELS or target.kind not in LEVELS or source == target:
        return False
    return LEVELS[source.kind] < LEVELS[target.kind] or (source.kind == target.kind == "project")


def task_address(task: Task) -> str:
    """Return the address of the task's own article; what follows it says who is responsible or until when."""
    return next(iter(split_list(task.section)), "")


def _recorded(plan: Plan) -> Iterator[ChainLink]:
    for row in plan.links:
        ends = Node(row.from_kind, row.from_id), Node(row.to_kind, row.to_id)
        basis = row.basis or "inferred"
        words = (row.reason, row.section, row.as_written, row.note)
        yield ChainLink(*ends, basis, "recorded", row.link_id, *words)


def _stated(plan: Plan) -> Iterator[ChainLink]:
    """Yield what the other files of the plan state already."""
    for project in plan.projects:
        node = Node("project", project.project_id)
        ends = (
            ("element", "elements", project.element_ids),
            ("place", "places", project.place_ids),
            ("district", "districts", project.district_codes),
        )
        for kind, rule, ids in ends:
            yield from (_cited(node, Node(kind, end), "stated", rule, project) for end in ids)
        if project.parent_project_id:
            yield _cited(Node("project", project.parent_project_id), node, "stated", "part", project)
    for value in plan.indicator_values:
        if value.value_kind == "target" and value.scope != plan.region_code:
            ends_of_value = Node("indicator", value.indicator_id), Node("district", value.scope)
            yield _cited(*ends_of_value, "stated", "scope", value)


def _inferred(plan: Plan) -> Iterator[ChainLink]:
    yield from _same_section(plan)
    for element in plan.elements:
        node = Node("element", element.element_id)
        for project in inferred_projects(plan, element):
            yield _cited(Node("project", project.project_id), node, "inferred", "member_district", project)


def _same_section(plan: Plan) -> Iterator[ChainLink]:
    """Yield links of a target or project with the task in whose article it stands, where links.csv has none."""
    tasks = _tasks_by_address(plan)
    linked_targets = {row.from_id for row in plan.links if (row.from_kind, row.to_kind) == ("indicator", "task")}
    linked_projects = {row.to_id for row in plan.links if row.to_kind == "project"}
    for value in plan.indicator_values:
        task = _task_of(value.section, tasks)
        if task and value.value_kind == "target" and value.indicator_id not in linked_targets:
            node = Node("indicator", value.indicator_id)
            yield _cited(node, Node("task", task), "inferred", "same_section", value)
    for project in plan.projects:
        task = _task_of(project.section, tasks)
        if task and not project.parent_project_id and project.project_id not in linked_projects:
            node = Node("project", project.project_id)
            yield _cited(Node("task", task), node, "inferred", "same_section", project)


def _tasks_by_address(plan: Plan) -> dict[str, str]:
    """Return the tasks that have an article of their own, by its address."""
    addresses = [(task_address(task), task.task_id) for task in plan.tasks if task.row_status != "empty"]
    counts: dict[str, int] = {}
    for address, _ in addresses:
        counts[address] = counts.get(address, 0) + 1
    return {address: task_id for address, task_id in addresses if address and counts[address] == 1}


def _task_of(section: str, tasks: dict[str, str]) -> str:
    """Return the one task in whose article the sections lie (`三/（一）/2` in `三/（一）`); "" for none or several."""
    holding = set()
    for address in split_list(section):
        parts = address.split("/")
        above = ["/".join(parts[:depth]) for depth in range(len(parts), 0, -1)]
        holding |= {tasks[name] for name in [name for name in above if name in tasks][:1]}
    return holding.pop() if len(holding) == 1 else ""


def _cited(source: Node, target: Node, basis: str, rule: str, row: Quoting) -> ChainLink:
    return ChainLink(source, target, basis, rule, section=row.section, as_written=row.as_written)
