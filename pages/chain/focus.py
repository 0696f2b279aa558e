"""The chain of one chosen node: what lies above and below it, box by box, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.chain import ChainLink, Node, Reach, Survey, chain_from
from data.plan import Plan
from pages.chain.directory import COLUMNS, Directory
from pages.chain.picture import MOST_BOXES, Box, Column, Picture, box_of, bundled, column_title, columns_of
from pages.shared.labels import word

PLACE_KINDS = {"place": 0, "district": 1, "element": 2}


def focus(plan: Plan, survey: Survey, directory: Directory, node: Node) -> Picture:
    """Return the picture of a node's chain; parts of a project stand in its box unless one of them is chosen."""
    reach = chain_from(survey.chain, node)
    folded = _folded(plan, reach)
    links = _telling(plan, reach, _relinked(reach.links, folded))
    tied = {end for link in links for end in (link.source, link.target)} | {node}
    shown = [entry for entry in survey.chain.nodes if entry in tied]
    columns = _ordered(columns_of(shown), links)
    bases = _bases(reach, links)
    known = columns_of(survey.chain.nodes)
    boxes = [
        replace(_column(at, nodes, directory, node, bases), empty="" if nodes else _lack(known[at]))
        for at, nodes in enumerate(columns)
    ]
    ends = {entry: directory[entry].choice for entry in shown}
    drawn = {box.id for column in boxes for box in column.boxes}
    lines = tuple(line for line in bundled(links, ends) if {line.source, line.target} <= drawn)
    return Picture(tuple(boxes), lines)


def _lack(known: Sequence[Node]) -> str:
    return word("chain.none_here" if known else "common.not_stated")


def _folded(plan: Plan, reach: Reach) -> dict[Node, Node]:
    """Return the parts of projects whose project is shown, each with it; the chosen one and a target's own stay."""
    own = {link.target for link in reach.links if link.source.kind == "indicator"} | {reach.node}
    parents = {
        Node("project", row.project_id): Node("project", row.parent_project_id)
        for row in plan.projects
        if row.parent_project_id
    }
    return {part: whole for part, whole in parents.items() if whole in reach.nodes and part not in own}


def _relinked(links: Sequence[ChainLink], folded: Mapping[Node, Node]) -> list[ChainLink]:
    """Return links that begin or end at a part as links of its project."""
    kept: dict[tuple[Node, Node], ChainLink] = {}
    for link in links:
        ends = folded.get(link.source, link.source), folded.get(link.target, link.target)
        if ends[0] != ends[1]:
            kept.setdefault(ends, link if ends == (link.source, link.target) else _moved(link, *ends))
    return list(kept.values())


def _moved(link: ChainLink, source: Node, target: Node) -> ChainLink:
    words = link.section, link.as_written, link.note
    return ChainLink(source, target, link.basis, link.rule, link.link_id, link.reason, *words)


def _telling(plan: Plan, reach: Reach, links: Sequence[ChainLink]) -> list[ChainLink]:
    """Return the links without those that say the same as another one.

    A place says its district, and the district says in which elements a project lies; but all of them stay that
    lead to the chosen node.
    """
    inside = {Node("place", row.place_id): Node("district", row.district_code) for row in plan.places}
    said = {(link.source, inside[link.target]) for link in links if link.target in inside}
    return [
        link
        for link in links
        if link.target == reach.node or (link.rule != "member_district" and (link.source, link.target) not in said)
    ]


def _ordered(columns: Sequence[list[Node]], links: Sequence[ChainLink]) -> list[list[Node]]:
    """Return the columns so that lines cross little: each box near the middle of those to its left.

    Places of one kind stay together.
    """
    heights: dict[Node, float] = {}
    ordered = []
    for nodes in columns:
        middles = {node: _middle(node, links, heights) for node in nodes}
        column = sorted(nodes, key=lambda node: (PLACE_KINDS.get(node.kind, 0), middles[node])) if heights else nodes
        heights |= {node: (at + 0.5) / len(column) for at, node in enumerate(column)}
        ordered.append(list(column))
    return ordered


def _middle(node: Node, links: Sequence[ChainLink], heights: Mapping[Node, float]) -> float:
    near = [heights[link.source] for link in links if link.target == node and link.source in heights]
    return sum(near) / len(near) if near else 1.0


def _bases(reach: Reach, links: Sequence[ChainLink]) -> dict[Node, str]:
    """Return how each box hangs together with the chosen one: stated where a stated link leads towards it."""
    bases: dict[Node, str] = {}
    for link in links:
        for node, is_between in ((link.target, link.target in reach.below), (link.source, link.source in reach.above)):
            if is_between and bases.get(node) != "stated":
                bases[node] = link.basis
    return bases


def _column(at: int, nodes: Sequence[Node], directory: Directory, chosen: Node, bases: Mapping[Node, str]) -> Column:
    boxes: list[Box] = []
    before = ""
    for node in nodes[:MOST_BOXES]:
        heading = word(f"chain.kind_{node.kind}") if node.kind in PLACE_KINDS and node.kind != before else ""
        boxes.append(box_of(directory, node, is_chosen=node == chosen, basis=bases.get(node, ""), heading=heading))
        before = node.kind
    return Column(COLUMNS[at][-1], column_title(at), len(nodes), tuple(boxes), max(0, len(nodes) - MOST_BOXES))
