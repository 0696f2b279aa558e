"""Rules of the family coverage on tasks: who is responsible, until when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.plan import Plan, Task
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.telling import Telling, listed, plural, task_places, tell

# groups of such a name hold conditions, not works that could end; 照护保障体系 is a work
_CONDITIONS = re.compile("保障措施|保障$|组织实施|组织领导")
# 责任单位:甲、乙,丙: two units stand before the comma that parts the leader from the others
_SEVERAL_BEFORE_COMMA = re.compile(r"责任单位[:：]([^,，。〕）)]+、[^,，。〕）)]+)[,，]")
_FIRST_IS_LEAD = "first_is_lead"


def find_tasks_without_unit(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield, in one finding, the tasks of the text that name no unit; none where an annex assigns the units."""
    body, annex = _filled(plan, "body"), _filled(plan, "annex")
    rows = [row for row in body if not row.agencies] if not any(row.agencies for row in annex) else []
    rows += [row for row in annex if not row.agencies] if any(row.agencies for row in annex) else []
    if not rows:
        return
    yield tell(
        "task_without_unit",
        "coverage",
        Telling(
            "low",
            (
                f"{_how_many(rows, body or annex)}没有责任单位：{_titles(rows)}。",
                f"{plural(len(rows), 'task')} of {len(body or annex)} without a responsible unit.",
            ),
            (
                "逐条写明责任单位，或写一条适用于全部任务的通则。",
                "Name the unit of each task, or state one rule for all.",
            ),
            task_places(plan, rows),
            f"任务 {len(body or annex)} 条 = 写有单位 {len(body or annex) - len(rows)} 条 + 未写 {len(rows)} 条",
        ),
    )


def find_tasks_without_deadline(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield, in one finding, the tasks without a deadline, conditions such as 保障措施 left out.

    Where an annex sets the deadlines, only its own rows are asked.
    """
    annex = _filled(plan, "annex")
    is_in_annex = any(_has_deadline(row) for row in annex)
    asked = annex if is_in_annex else [row for row in _filled(plan, "body") if not _CONDITIONS.search(row.group)]
    rows = [row for row in asked if not _has_deadline(row)]
    if not rows:
        return
    yield tell(
        "task_without_deadline",
        "coverage",
        Telling(
            "low",
            (
                f"{_how_many(rows, asked)}没有时限：{_titles(rows)}。",
                f"{plural(len(rows), 'task')} of {len(asked)} without a deadline (supporting measures left out).",
            ),
            (
                "逐条写明时限，或写明“未写时限的至规划期末完成”。",
                "Set a deadline for each, or state that the others end with the plan.",
            ),
            task_places(plan, rows),
            f"任务 {len(asked)} 条（不含保障措施）= 写有时限 {len(asked) - len(rows)} 条 + 未写 {len(rows)} 条",
        ),
    )


def find_unclear_leads(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the tasks where the first unit leads by the plan's rule, but several stand before the parting comma."""
    found = {
        row.task_id: match[1]
        for row in plan.tasks
        if row.agency_basis == _FIRST_IS_LEAD and (match := _SEVERAL_BEFORE_COMMA.search(row.as_written))
    }
    rows = [row for row in plan.tasks if row.task_id in found]
    if not rows:
        return
    yield tell(
        "unclear_lead",
        "coverage",
        Telling(
            "medium",
            (
                f"规则是“排在第一位的为牵头单位”，但{len(rows)}条任务在逗号前并列了几家，是一家牵头还是共同牵头没有写清。",
                f"The first unit leads by rule, yet {plural(len(rows), 'task')} put several before the comma: "
                f"one leader or joint leaders?",
            ),
            (
                "写明只由第一家牵头，或改写为“甲、乙共同牵头”。",
                "Say that the first alone leads, or that they lead jointly.",
            ),
            task_places(plan, rows),
            "\n".join(f"{row.number} {row.title}：{found[row.task_id]}，……" for row in rows),
        ),
    )


def _filled(plan: Plan, table: str) -> list[Task]:
    return [row for row in plan.tasks if row.source_table == table and row.row_status in ("", "filled")]


def _has_deadline(row: Task) -> bool:
    return row.deadline_kind not in ("", "none")


def _how_many(rows: Sequence[Task], asked: Sequence[Task]) -> str:
    return f"全部{len(asked)}条任务都" if len(rows) == len(asked) else f"{len(asked)}条任务中有{len(rows)}条"


def _titles(rows: Sequence[Task]) -> str:
    return listed([row.title for row in rows], "条", most=3)


TASK_RULES: tuple[Rule, ...] = (
    Rule(
        "task_without_unit",
        "coverage",
        "每条任务是否写明责任单位",
        "Does every task name a responsible unit?",
        find_tasks_without_unit,
    ),
    Rule(
        "task_without_deadline",
        "coverage",
        "每条任务（保障措施除外）是否写明时限",
        "Has every task a deadline, supporting measures aside?",
        find_tasks_without_deadline,
    ),
    Rule(
        "unclear_lead",
        "coverage",
        "谁牵头是否只有一种读法",
        "Can who leads a task be read in one way only?",
        find_unclear_leads,
    ),
)
