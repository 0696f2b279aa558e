"""The chain target → task → project → place: what leads to what, on which basis, and what stands alone.

A target is an indicator with a target value, under its `indicator_id`. Places, districts and layout elements
are the last level: a chain ends there. Which links there are says `chain_links`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.chain_links import ChainLink, Node, find_links, find_nodes
from data.citation import Quoting
from data.plan import Plan
from data.table import split_runs

__all__ = ["Chain", "ChainLink", "Idle", "Node", "Reach", "Survey", "Unowned", "chain_from", "chain_of", "survey"]

# what all of a plan's work comes to: no single task is expected to carry it
OUTCOMES = frozenset({"life_expectancy_years"})


@dataclass(frozen=True, slots=True)
class Chain:
    """All nodes and links of a plan; `after` and `before` hold the links that begin and end at a node."""

    nodes: tuple[Node, ...]
    links: tuple[ChainLink, ...]
    after: Mapping[Node, tuple[ChainLink, ...]]
    before: Mapping[Node, tuple[ChainLink, ...]]

    def of_kind(self, *kinds: str) -> tuple[Node, ...]:
        """Return the nodes of some kinds in the document's order."""
        return tuple(node for node in self.nodes if node.kind in kinds)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a node's chain holds: the nodes above it, those below it, and the links among them all."""

    node: Node
    above: frozenset[Node]
    below: frozenset[Node]
    links: tuple[ChainLink, ...]

    @property
    def nodes(self) -> frozenset[Node]:
        """The node with all above and below it."""
        return self.above | self.below | {self.node}


@dataclass(frozen=True, slots=True)
class Unowned:
    """What nobody owns: targets that no task and no project carries, projects without a task, tasks without a unit.

    `outcomes` are targets that no single task is expected to carry: they are counted apart.
    """

    targets: tuple[Node, ...]
    outcomes: tuple[Node, ...]
    projects: tuple[Node, ...]
    tasks: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Idle:
    """What serves nothing: tasks and projects without a target above, places and elements without anything above."""

    tasks: tuple[Node, ...]
    projects: tuple[Node, ...]
    places: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """A plan's chain with what it leaves alone."""

    chain: Chain
    unowned: Unowned
    idle: Idle


def survey(plan: Plan, *, stated_only: bool = False) -> Survey:
    """Return the chain of a plan, what has no owner in it and what serves no target."""
    chain = chain_of(plan, stated_only=stated_only)
    return Survey(chain, without_owner(chain, plan), serves_no_target(chain, plan))


def chain_of(plan: Plan, *, stated_only: bool = False) -> Chain:
    """Return the chain of a plan; `stated_only` leaves out what is inferred."""
    nodes = find_nodes(plan)
    links = tuple(link for link in find_links(plan, nodes) if not stated_only or link.basis == "stated")
    return Chain(nodes, links, _grouped(links, "source"), _grouped(links, "target"))


def chain_from(chain: Chain, node: Node) -> Reach:
    """Return what lies above and below a node; nothing for a node that the chain does not have."""
    above, below = _above(chain, node), below_of(chain, node)
    held = above | below | {node}
    links = tuple(link for link in chain.links if link.source in held and link.target in held)
    return Reach(node, above, below, links)


def below_of(chain: Chain, node: Node) -> frozenset[Node]:
    """Return all that a node leads to.

    A target that leads to projects of its own goes through its tasks to those alone: what else the tasks do
    does not belong to it.
    """
    first = {link.target for link in chain.after.get(node, ())}
    if node.kind == "indicator" and any(entry.kind == "project" for entry in first):
        tasks = {entry for entry in first if entry.kind == "task"}
        return frozenset(tasks | _walk(chain.after, "target", first - tasks) | _ends_of(chain, tasks))
    return _walk(chain.after, "target", first) - {node}


def without_owner(chain: Chain, plan: Plan) -> Unowned:
    """Return what has no owner; a project owned through the project above it, or through a part, has one.

    A project that stands in the target's own sentence says no more than the target and does not carry it.
    Parts of a project are not listed: who owns the project owns them.
    """
    carried = {link.source for link in chain.links if link.target.kind == "task" or _carries(plan, link)}
    alone = [node for node in chain.of_kind("indicator") if node not in carried]
    owned = {node for task in chain.of_kind("task") for node in below_of(chain, task)}
    idle = {Node("task", task.task_id) for task in plan.tasks if not task.agencies}
    return Unowned(
        targets=tuple(node for node in alone if node.id not in OUTCOMES),
        outcomes=tuple(node for node in alone if node.id in OUTCOMES),
        projects=tuple(node for node in _main_projects(chain, plan) if not _with_projects_below(chain, node) & owned),
        tasks=tuple(node for node in chain.of_kind("task") if node in idle),
    )


def serves_no_target(chain: Chain, plan: Plan) -> Idle:
    """Return the tasks and projects that no target leads to, and the places and elements that nothing leads to.

    A task or project serves what the projects below it serve.
    """
    served = {node for target in chain.of_kind("indicator") for node in below_of(chain, target)}
    return Idle(
        tasks=tuple(node for node in chain.of_kind("task") if not _with_projects_below(chain, node) & served),
        projects=tuple(node for node in _main_projects(chain, plan) if not _with_projects_below(chain, node) & served),
        places=tuple(node for node in chain.of_kind("element", "place", "district") if node not in chain.before),
    )


def _carries(plan: Plan, link: ChainLink) -> bool:
    """Tell whether a link gives a target a project that is told in other words than the target's own sentence."""
    if link.source.kind != "indicator" or link.target.kind != "project":
        return False
    project = next(row for row in plan.projects if row.project_id == link.target.id)
    values = [row for row in plan.indicator_values if row.indicator_id == link.source.id]
    return not any(_is_one_sentence(value, project) for value in values)


def _is_one_sentence(one: Quoting, other: Quoting) -> bool:
    """Tell whether all words of one row stand in the other's, in one section."""
    runs = [set(split_runs(row.as_written)) for row in (one, other)]
    return one.section == other.section and bool(runs[0] <= runs[1] or runs[1] <= runs[0])


def _above(chain: Chain, node: Node) -> frozenset[Node]:
    """Return all that leads to a node: whatever has it below itself."""
    found = _walk(chain.before, "source", {link.source for link in chain.before.get(node, ())}) - {node}
    return frozenset(entry for entry in found if entry.kind != "indicator" or node in below_of(chain, entry))


def _walk(links: Mapping[Node, tuple[ChainLink, ...]], end: str, start: Iterable[Node]) -> frozenset[Node]:
    found: set[Node] = set()
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += [getattr(link, end) for link in links.get(node, ())]
    return frozenset(found)


def _ends_of(chain: Chain, tasks: Iterable[Node]) -> set[Node]:
    """Return the places, districts and elements that tasks name themselves."""
    ends = {link.target for task in tasks for link in chain.after.get(task, ())}
    return {node for node in ends if node.kind != "project"}


def _main_projects(chain: Chain, plan: Plan) -> list[Node]:
    parts = {row.project_id for row in plan.projects if row.row_kind == "component"}
    return [node for node in chain.of_kind("project") if node.id not in parts]


def _with_projects_below(chain: Chain, node: Node) -> set[Node]:
    return {node} | {entry for entry in below_of(chain, node) if entry.kind == "project"}


def _grouped(links: Iterable[ChainLink], end: str) -> dict[Node, tuple[ChainLink, ...]]:
    groups: dict[Node, list[ChainLink]] = {}
    for link in links:
        groups.setdefault(getattr(link, end), []).append(link)
    return {node: tuple(entries) for node, entries in groups.items()}
