"""Rules of the family coverage on tasks: who is responsible, until when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.plan import Plan, Task
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.leads import LEAD_RULES
from data.plan_rules.telling import Telling, listed, listed_en, plural, task_places, tell

# groups of such a name hold conditions, not works that could end; 照护保障体系 is a work
_CONDITIONS = re.compile("保障措施|保障$|组织实施|组织领导")


def find_tasks_without_unit(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield, in one finding, the tasks of the text that name no unit; none where an annex assigns the units."""
    body, annex = _filled(plan, "body"), _filled(plan, "annex")
    asked = annex if any(row.agencies for row in annex) else body
    rows = [row for row in asked if not row.agencies]
    if not rows:
        return
    yield tell(
        "task_without_unit",
        "coverage",
        Telling(
            "low",
            (
                f"{_how_many(rows, asked)}没有责任单位：{_titles(rows)}{_read_elsewhere(asked)}。",
                f"{len(rows)} of {plural(len(asked), 'task')} without a responsible unit: {_titles_en(rows)}.",
            ),
            (
                "逐条写明责任单位，或写一条适用于全部任务的通则。",
                "Name the unit of each task, or state one rule for all.",
            ),
            task_places(plan, rows),
            f"任务 {len(asked)} 条 = 写有单位 {len(asked) - len(rows)} 条 + 未写 {len(rows)} 条",
        ),
    )


def find_tasks_without_deadline(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield, in one finding, the tasks without a deadline, conditions such as 保障措施 left out.

    Where an annex sets the deadlines, its own rows are asked and the tasks of the text that none of them repeats.
    """
    annex = _filled(plan, "annex")
    body = [row for row in _filled(plan, "body") if not _CONDITIONS.search(row.group)]
    is_in_annex = any(_has_deadline(row) for row in annex)
    asked = [*annex, *_not_in_annex(body, annex)] if is_in_annex else body
    rows = [row for row in asked if not _has_deadline(row)]
    if rows:
        yield _without_deadline(plan, rows, asked, is_in_annex=is_in_annex)


def _without_deadline(plan: Plan, rows: list[Task], asked: list[Task], *, is_in_annex: bool) -> RuleFinding:
    in_body = is_in_annex and all(row.source_table == "body" for row in rows)
    which = f"附件没有对应行的正文任务中，{len(rows)}条" if in_body else _how_many(rows, asked)
    which_en = " of the text that the annex does not repeat have no" if in_body else f" of {len(asked)} without a"
    left_out = "附件各行和附件未涉及的正文任务，" if is_in_annex else ""
    dated = len(asked) - len(rows)
    return tell(
        "task_without_deadline",
        "coverage",
        Telling(
            "low",
            (
                f"{which}没有时限：{_titles(rows)}。",
                f"{plural(len(rows), 'task')}{which_en} deadline (supporting measures left out): {_titles_en(rows)}.",
            ),
            (
                "逐条写明时限，或写明“未写时限的至规划期末完成”。",
                "Set a deadline for each, or state that the others end with the plan.",
            ),
            task_places(plan, rows),
            f"任务 {len(asked)} 条（{left_out}不含保障措施）= 写有时限 {dated} 条 + 未写 {len(rows)} 条",
        ),
    )


def _not_in_annex(body: Sequence[Task], annex: Sequence[Task]) -> list[Task]:
    """Return the tasks that no row of the annex repeats; none where nobody recorded which rows repeat which."""
    repeated = {name for row in annex for name in row.same_as}
    return [row for row in body if row.task_id not in repeated] if repeated else []


def _filled(plan: Plan, table: str) -> list[Task]:
    return [row for row in plan.tasks if row.source_table == table and row.row_status in ("", "filled")]


def _has_deadline(row: Task) -> bool:
    return row.deadline_kind not in ("", "none")


def _how_many(rows: Sequence[Task], asked: Sequence[Task]) -> str:
    return f"全部{len(asked)}条任务都" if len(rows) == len(asked) else f"{len(asked)}条任务中有{len(rows)}条"


def _read_elsewhere(asked: Sequence[Task]) -> str:
    """Return how many tasks took their units from another article, which lists duties by department."""
    read = [row for row in asked if row.agency_basis == "implicit" and row.agency_section]
    sections = "、".join(dict.fromkeys(row.agency_section for row in read))
    return f"；另有{len(read)}条的单位全部或部分取自{sections}的部门职责" if read else ""


def _titles(rows: Sequence[Task]) -> str:
    return listed([row.title for row in rows], "条", most=3)


def _titles_en(rows: Sequence[Task]) -> str:
    return listed_en([row.title for row in rows], most=3)


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
    *LEAD_RULES,
)
