"""Rules for links.csv: both ends exist, a link runs downwards, stands once, and says what it rests on."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from data.chain_links import Node, find_nodes, runs_down
from data.checking_row import checked_rows
from data.finding import Finding
from data.plan import Plan

_FILES = {
    "indicator": "indicators.csv 中有目标值的 indicator_id",
    "task": "tasks.csv 中的 task_id（空行除外）",
    "project": "projects.csv 中的 project_id",
    "place": "places.csv 中的 place_id",
    "district": "districts.csv 中的 district_code",
    "element": "layout.yaml 中的 element_id",
}
_DOWNWARDS = "自目标、任务、项目到地点逐级向下；同级只有项目到项目"


def find_unknown_ends(plan: Plan) -> Iterator[Finding]:
    """Yield `link_end_unknown` for ids that are no target, task, project or place of the plan."""
    nodes = find_nodes(plan)
    known = set(nodes)
    for checked in checked_rows(plan, "links"):
        link = checked.value
        for column, node in (
            ("from_id", Node(link.from_kind, link.from_id)),
            ("to_id", Node(link.to_kind, link.to_id)),
        ):
            if node.kind and node.id and node not in known:
                ids = [entry.id for entry in nodes if entry.kind == node.kind]
                similar = difflib.get_close_matches(node.id, ids, n=3)
                expectation = _FILES[node.kind] + (f"，相近的有 {'、'.join(similar)}" if similar else "")
                yield checked.finding("link_end_unknown", column, "没有这个编号", expectation)


def find_wrong_directions(plan: Plan) -> Iterator[Finding]:
    """Yield `link_direction` for links that run upwards, to their own kind, or to themselves."""
    for checked in checked_rows(plan, "links"):
        link = checked.value
        ends = Node(link.from_kind, link.from_id), Node(link.to_kind, link.to_id)
        if link.from_kind and link.to_kind and not runs_down(*ends):
            yield checked.finding("link_direction", "to_kind", "不在起点的下一级", _DOWNWARDS)


def find_missing_grounds(plan: Plan) -> Iterator[Finding]:
    """Yield `link_without_reason`, `link_without_words` and `link_words_without_section`."""
    for checked in checked_rows(plan, "links"):
        link = checked.value
        if link.basis == "inferred" and not link.reason:
            yield checked.finding("link_without_reason", "reason", "没有内容", "推断的联系须写明理由，一句话")
        if link.basis == "stated" and not link.as_written:
            expectation = "规划载明的联系须摘录说出它的原文"
            yield checked.finding("link_without_words", "as_written", "没有内容", expectation)
        if link.as_written and not link.section:
            yield checked.finding("link_words_without_section", "section", "没有内容", "摘录了原文，就要写明章节")


def find_repeated_links(plan: Plan) -> Iterator[Finding]:
    """Yield `link_repeated` for a second link of the same ends, in links.csv or in the columns of projects.csv."""
    seen: dict[tuple[str, ...], str] = {}
    for project in plan.projects:
        ids = (("element", project.element_ids), ("place", project.place_ids), ("district", project.district_codes))
        held = [("project", project.project_id, kind, end) for kind, ends in ids for end in ends]
        if project.parent_project_id:
            held.append(("project", project.parent_project_id, "project", project.project_id))
        seen |= dict.fromkeys(held, "projects.csv")
    for checked in checked_rows(plan, "links"):
        link = checked.value
        ends = (link.from_kind, link.from_id, link.to_kind, link.to_id)
        if ends in seen:
            message = f"与 {link.from_id} 的联系已在{seen[ends]}"
            yield checked.finding("link_repeated", "to_id", message, "每条联系只写一次")
        seen.setdefault(ends, f"第{checked.row.line}行")


RULES = (find_unknown_ends, find_wrong_directions, find_missing_grounds, find_repeated_links)
