"""The whole chain in groups: targets by section, tasks by their own group, projects by category, places by district."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from data.chain import Node, Survey
from pages.chain.directory import COLUMNS, Directory
from pages.chain.grouping import GROUP, REST, Groups, drawn_links, groups_of, whole_columns
from pages.chain.picture import MOST_BOXES, Box, Column, Line, Picture, box_of, bundled, column_title, feet_of
from pages.shared.labels import word


def overview(survey: Survey, directory: Directory, opened: str = "") -> Picture:
    """Return the picture of the whole chain; the group `opened` shows its members and only what they lead to."""
    groups = groups_of(survey, directory)
    boxes = [_boxes(column, directory, opened) for column in groups]
    lines = bundled(drawn_links(survey.chain), _ends(groups, directory, opened))
    if opened:
        lines, boxes = _only_of(opened, boxes, lines)
    feet = feet_of(survey, directory)
    counts = [len(nodes) for nodes in whole_columns(survey, directory)]
    columns = [
        Column(
            COLUMNS[at][-1],
            column_title(at),
            counts[at],
            tuple(boxes[at][:MOST_BOXES]),
            max(0, len(boxes[at]) - MOST_BOXES),
            feet[at],
            "" if boxes[at] else word("chain.none_linked" if counts[at] else "common.not_stated"),
        )
        for at in range(len(COLUMNS))
    ]
    return Picture(tuple(columns), lines)


def group_ids(survey: Survey, directory: Directory) -> list[str]:
    """Return the ids of all groups that can be opened."""
    return [name for column in groups_of(survey, directory) for name in column if name.startswith(GROUP)]


def most_linked(survey: Survey, kind: str, limit: int) -> list[tuple[Node, int]]:
    """Return the nodes of a kind that most links begin at."""
    counts = Counter(link.source for link in survey.chain.links if link.source.kind == kind)
    return counts.most_common(limit)


def _boxes(groups: Groups, directory: Directory, opened: str) -> list[Box]:
    boxes = []
    for name, nodes in groups.items():
        is_group = name.startswith(GROUP)
        if is_group:
            boxes.append(Box(name, _group_name(name, nodes, directory), count=len(nodes), is_open=name == opened))
        if not is_group or name == opened:
            boxes += [box_of(directory, node, is_member=is_group) for node in nodes]
    return boxes


def _group_name(name: str, nodes: Sequence[Node], directory: Directory) -> str:
    return word("chain.rest") if name.endswith(f":{REST}") else directory[nodes[0]].group_name


def _ends(groups: Sequence[Groups], directory: Directory, opened: str) -> dict[Node, str]:
    """Return the box that each node's lines end at."""
    return {
        node: directory[node].choice if name == opened else name
        for column in groups
        for name, nodes in column.items()
        for node in nodes
    }


def _only_of(
    opened: str, boxes: Sequence[list[Box]], lines: Sequence[Line]
) -> tuple[tuple[Line, ...], list[list[Box]]]:
    """Return the lines of an open group's members; boxes that they do not touch are dimmed."""
    members = {box.id for column in boxes for box in column if box.is_member}
    kept = tuple(line for line in lines if members & {line.source, line.target})
    lit = members | {opened} | {end for line in kept for end in (line.source, line.target)}
    return kept, [[replace(box, is_dim=box.id not in lit) for box in column] for column in boxes]
