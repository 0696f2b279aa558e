"""The picture of a chain as data: four columns of boxes and the lines between them. Pure: no widgets here.

Without a choice the boxes are groups, so that ninety targets stay readable; one group can stand open. With a
choice they are the nodes of its chain and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.chain import ChainLink, Node, Survey
from pages.chain.directory import COLUMN_OF, COLUMNS, Directory
from pages.shared.labels import word
from pages.shared.recording_words import status_name

# more boxes than this are not drawn in a column: the table has them all
MOST_BOXES = 60
MOST_IDLE = 150


@dataclass(frozen=True, slots=True)
class Box:
    """A box: a node (`id` is its selection) or a group of them (`id` is `group:<column>:<key>`).

    `basis` is stated or inferred: how the box hangs together with the chosen one; "" where nothing is chosen.
    `status` is what was recorded, `recorded` the same in words. `heading` stands above the box where a new kind
    of places begins.
    """

    id: str
    label: str
    detail: str = ""
    count: int = 0
    is_open: bool = False
    is_member: bool = False
    is_chosen: bool = False
    is_dim: bool = False
    basis: str = ""
    heading: str = ""
    status: str = ""
    recorded: str = ""


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands alone in a column: how many, and the first of them as (selection, name)."""

    label: str
    count: int
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how many nodes it stands for, its boxes, how many are not drawn, what stands alone.

    `empty` says why there is no box.
    """

    kind: str
    title: str
    count: int
    boxes: tuple[Box, ...]
    more: int = 0
    feet: tuple[Foot, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two boxes: how many links it stands for, whether any is stated, what it says of itself."""

    source: str
    target: str
    basis: str
    count: int
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Columns from left to right and the lines between their boxes."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def column_title(column: int) -> str:
    """Return the heading of a column."""
    return word(f"chain.column_{COLUMNS[column][0]}")


def bundled(links: Iterable[ChainLink], ends: dict[Node, str]) -> tuple[Line, ...]:
    """Return one line for all links between the same two boxes; links within a box or to no box have none."""
    groups: dict[tuple[str, str], list[ChainLink]] = {}
    for link in links:
        pair = ends.get(link.source, ""), ends.get(link.target, "")
        if all(pair) and pair[0] != pair[1]:
            groups.setdefault(pair, []).append(link)
    return tuple(_line(pair, entries) for pair, entries in groups.items())


def _line(pair: tuple[str, str], links: Sequence[ChainLink]) -> Line:
    stated = sum(link.basis == "stated" for link in links)
    basis = "stated" if stated else "inferred"
    title = grounds_of(links[0]) if len(links) == 1 else ""
    title = title or word("chain.line", n=len(links), stated=stated, inferred=len(links) - stated)
    return Line(*pair, basis, len(links), title)


def grounds_of(link: ChainLink) -> str:
    """Return what a link rests on, in one line: the reason of an inferred one, the words of a stated one."""
    basis = word(f"cite.{link.basis}")
    if link.basis == "inferred":
        return f"{basis}：{link.reason or word(f'chain.rule_{link.rule}')}"
    quoted = "……".join(run for run in link.as_written.split("|") if run)
    return f"{basis}（{link.section}）：“{quoted}”" if quoted else basis


def box_of(directory: Directory, node: Node, **more: object) -> Box:
    """Return the box of one node."""
    label = directory[node]
    recorded = word("chain.recorded", status=status_name(label.status)) if label.status else ""
    said = {"status": label.status, "recorded": recorded}
    return Box(label.choice, label.name, label.detail, **said, **more)  # type: ignore[arg-type]


def columns_of(nodes: Iterable[Node]) -> list[list[Node]]:
    """Return nodes by column, each in its order."""
    columns: list[list[Node]] = [[] for _ in COLUMNS]
    for node in nodes:
        columns[COLUMN_OF[node.kind]].append(node)
    return columns


def feet_of(survey: Survey, directory: Directory) -> list[tuple[Foot, ...]]:
    """Return by column what has no owner and what serves nothing."""
    unowned, idle = survey.unowned, survey.idle
    lists = (
        (("targets_alone", unowned.targets), ("outcomes", unowned.outcomes)),
        (("tasks_idle", idle.tasks), ("tasks_alone", unowned.tasks)),
        (("projects_idle", idle.projects), ("projects_alone", unowned.projects)),
        (("places_idle", idle.places),),
    )
    return [tuple(_foot(name, nodes, directory) for name, nodes in entries if nodes) for entries in lists]


def _foot(name: str, nodes: Sequence[Node], directory: Directory) -> Foot:
    shown = [directory[node] for node in nodes[:MOST_IDLE]]
    return Foot(word(f"chain.foot_{name}"), len(nodes), tuple((label.choice, label.name) for label in shown))
