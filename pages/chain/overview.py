"""The whole chain in groups: targets by section, tasks by their own group, projects by category, places by district."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from data.chain import Chain, ChainLink, Node, Survey
from pages.chain.directory import COLUMN_OF, COLUMNS, Directory
from pages.chain.picture import (
    LOOSE,
    MOST_BOXES,
    Box,
    Column,
    Line,
    Picture,
    box_of,
    bundled,
    column_title,
    columns_of,
    feet_of,
    group_id,
)

Groups = dict[str, list[Node]]


def overview(survey: Survey, directory: Directory, opened: str = "") -> Picture:
    """Return the picture of the whole chain; the group `opened` shows its members and only what they lead to."""
    whole = columns_of(node for node in survey.chain.nodes if not directory[node].is_part)
    groups = [_grouped(_shown(survey.chain, nodes, at), directory, at) for at, nodes in enumerate(whole)]
    links = [link for link in survey.chain.links if _is_drawn(link)]
    groups = _untangled(groups, links)
    boxes = [_boxes(column, directory, opened) for column in groups]
    lines = bundled(links, _ends(groups, directory, opened))
    if opened:
        lines, boxes = _only_of(opened, boxes, lines)
    feet = feet_of(survey, directory)
    columns = [_column(at, boxes[at], len(nodes)) for at, nodes in enumerate(whole)]
    return Picture(tuple(replace(column, feet=feet[at]) for at, column in enumerate(columns)), lines)


def group_ids(survey: Survey, directory: Directory) -> list[str]:
    """Return the ids of all groups that can be opened."""
    whole = columns_of(node for node in survey.chain.nodes if not directory[node].is_part)
    groups = [_grouped(_shown(survey.chain, nodes, at), directory, at) for at, nodes in enumerate(whole)]
    return [name for column in groups for name in column if name]


def _is_drawn(link: ChainLink) -> bool:
    """Tell whether the picture of the whole draws a link: between neighbouring columns, and no element by district.

    That a project lies in a member district of an element says no more than its district does.
    """
    step = COLUMN_OF[link.target.kind] - COLUMN_OF[link.source.kind]
    return step == 1 and link.rule != "member_district"


def _shown(chain: Chain, nodes: Sequence[Node], column: int) -> list[Node]:
    """Return the nodes of a column that are drawn; places that nothing leads to stand in the foot only."""
    return [node for node in nodes if column < COLUMN_OF["place"] or node in chain.before]


def _grouped(nodes: Sequence[Node], directory: Directory, column: int) -> Groups:
    """Return the groups of a column by the id of their box; one without an id where few nodes need no groups."""
    if len(nodes) <= LOOSE:
        return {"": list(nodes)} if nodes else {}
    groups: Groups = {}
    for node in nodes:
        groups.setdefault(group_id(column, directory[node].group), []).append(node)
    return groups


def _untangled(groups: Sequence[Groups], links: Sequence[ChainLink]) -> list[Groups]:
    """Return projects and places in an order in which lines cross little; targets and tasks stay in the document's."""
    ordered = list(groups[:2])
    for column in groups[2:]:
        heights = _heights(ordered[-1])
        middles = {}
        for name, nodes in column.items():
            inside = set(nodes)
            near = [heights[link.source] for link in links if link.target in inside and link.source in heights]
            middles[name] = sum(near) / len(near) if near else 1.0
        ordered.append({name: column[name] for name in sorted(column, key=lambda name: middles[name])})
    return ordered


def _heights(groups: Groups) -> dict[Node, float]:
    """Return how far down its column the box of each node stands, from 0 to 1."""
    if list(groups) == [""]:
        return {node: (at + 0.5) / len(groups[""]) for at, node in enumerate(groups[""])}
    return {node: (at + 0.5) / len(groups) for at, nodes in enumerate(groups.values()) for node in nodes}


def _boxes(groups: Groups, directory: Directory, opened: str) -> list[Box]:
    boxes = []
    for name, nodes in groups.items():
        if name:
            label = directory[nodes[0]].group_name
            boxes.append(Box(name, label, count=len(nodes), is_open=name == opened))
        if not name or name == opened:
            boxes += [box_of(directory, node, is_member=bool(name)) for node in nodes]
    return boxes


def _ends(groups: Sequence[Groups], directory: Directory, opened: str) -> dict[Node, str]:
    """Return the box that each node's lines end at."""
    ends = {}
    for column in groups:
        for name, nodes in column.items():
            ends |= {node: name if name and name != opened else directory[node].choice for node in nodes}
    return ends


def _only_of(
    opened: str, boxes: Sequence[list[Box]], lines: Sequence[Line]
) -> tuple[tuple[Line, ...], list[list[Box]]]:
    """Return the lines of an open group's members; boxes that they do not touch are dimmed."""
    members = {box.id for column in boxes for box in column if box.is_member}
    kept = tuple(line for line in lines if members & {line.source, line.target})
    lit = members | {opened} | {end for line in kept for end in (line.source, line.target)}
    return kept, [[replace(box, is_dim=box.id not in lit) for box in column] for column in boxes]


def _column(at: int, boxes: Sequence[Box], count: int) -> Column:
    kind = COLUMNS[at][-1]
    return Column(kind, column_title(at), count, tuple(boxes[:MOST_BOXES]), max(0, len(boxes) - MOST_BOXES))


def most_linked(survey: Survey, kind: str, limit: int) -> list[tuple[Node, int]]:
    """Return the nodes of a kind that most links begin at."""
    counts = Counter(link.source for link in survey.chain.links if link.source.kind == kind)
    return counts.most_common(limit)
