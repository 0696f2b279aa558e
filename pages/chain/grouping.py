"""Which boxes the whole chain is drawn in: one per node where there are few, else one per group, at most twenty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data.chain import Chain, ChainLink, Node, Survey
from pages.chain.directory import COLUMN_OF, Directory
from pages.chain.picture import columns_of

# a column with no more nodes than this shows them one by one
LOOSE = 12
# of more groups than this the ones with fewest links stand in one box
MOST_GROUPS = 20
GROUP, REST = "group:", "rest"

# by the id of the box: a group's, or the selection of the one node in it
Groups = dict[str, list[Node]]


def groups_of(survey: Survey, directory: Directory) -> list[Groups]:
    """Return the boxes of each column with their nodes, projects and places so that lines cross little."""
    whole = whole_columns(survey, directory)
    links = drawn_links(survey.chain)
    weights = Counter(end for link in links for end in (link.source, link.target))
    columns = [
        _bounded(_grouped(_shown(survey.chain, nodes, at), directory, at), at, weights)
        for at, nodes in enumerate(whole)
    ]
    return _untangled(columns, links)


def whole_columns(survey: Survey, directory: Directory) -> list[list[Node]]:
    """Return all nodes by column; parts of projects stand in their project."""
    return columns_of(node for node in survey.chain.nodes if not directory[node].is_part)


def drawn_links(chain: Chain) -> list[ChainLink]:
    """Return the links that the picture of the whole draws: between neighbouring columns, and no element by district.

    That a project lies in a member district of an element says no more than its district does.
    """
    steps = [(link, COLUMN_OF[link.target.kind] - COLUMN_OF[link.source.kind]) for link in chain.links]
    return [link for link, step in steps if step == 1 and link.rule != "member_district"]


def _shown(chain: Chain, nodes: Sequence[Node], column: int) -> list[Node]:
    """Return the nodes of a column that are drawn; places that nothing leads to stand in the foot only."""
    return [node for node in nodes if column < COLUMN_OF["place"] or node in chain.before]


def _grouped(nodes: Sequence[Node], directory: Directory, column: int) -> Groups:
    if len(nodes) <= LOOSE:
        return {directory[node].choice: [node] for node in nodes}
    groups: Groups = {}
    for node in nodes:
        groups.setdefault(f"{GROUP}{column}:{directory[node].group}", []).append(node)
    return {name if len(inside) > 1 else directory[inside[0]].choice: inside for name, inside in groups.items()}


def _bounded(groups: Groups, column: int, weights: Counter[Node]) -> Groups:
    """Return the groups with most links; the rest together in one."""
    if len(groups) <= MOST_GROUPS:
        return groups
    order = sorted(groups, key=lambda name: -sum(weights[node] for node in groups[name]))
    kept = set(order[: MOST_GROUPS - 1])
    rest = [node for name, nodes in groups.items() if name not in kept for node in nodes]
    return {**{name: nodes for name, nodes in groups.items() if name in kept}, f"{GROUP}{column}:{REST}": rest}


def _untangled(columns: Sequence[Groups], links: Sequence[ChainLink]) -> list[Groups]:
    """Return projects and places near the middle of what leads to them; targets and tasks as the document has them."""
    ordered = list(columns[:2])
    for column in columns[2:]:
        heights = _heights(ordered[-1])
        box_of = {node: name for name, nodes in column.items() for node in nodes}
        near: dict[str, list[float]] = {name: [] for name in column}
        for link in links:
            if link.target in box_of and link.source in heights:
                near[box_of[link.target]].append(heights[link.source])
        middles = {name: sum(found) / len(found) if found else 1.0 for name, found in near.items()}
        order = sorted(column, key=lambda name: (name.endswith(f":{REST}"), middles[name]))
        ordered.append({name: column[name] for name in order})
    return ordered


def _heights(groups: Groups) -> dict[Node, float]:
    """Return how far down its column the box of each node stands, from 0 to 1."""
    return {node: (at + 0.5) / len(groups) for at, nodes in enumerate(groups.values()) for node in nodes}
