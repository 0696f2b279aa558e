"""Rules of the family coverage on who leads a task: nobody named, or two readings of the plan's own rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.plan import Plan, Task
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.telling import Telling, in_quotes, listed, listed_en, plural, task_places, tell
from data.table import split_runs

FEWEST = 3
MOSTLY = 0.8
# 责任单位:甲、乙,丙: two units stand before the comma that parts the leader from the others
_SEVERAL_BEFORE_COMMA = re.compile(r"责任单位[:：]([^,，。〕）)]+、[^,，。〕）)]+)[,，]")
_RULE_OF_THE_FIRST = re.compile("排在第一位[^|]*?牵头[^|,，]*")
_FIRST_IS_LEAD = "first_is_lead"
# of these the text says itself who does what: 分别负责; or the units were read from another article
_NEED_NO_LEAD = {"separate", "implicit"}


def find_unclear_leads(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the tasks where the first unit leads by the plan's rule, but several stand before the parting comma.

    The rule is plain, so that this is a matter of style, unless the annex names the same units as joint leaders.
    """
    found = {
        row.task_id: match[1]
        for row in plan.tasks
        if row.agency_basis == _FIRST_IS_LEAD and (match := _SEVERAL_BEFORE_COMMA.search(row.as_written))
    }
    rows = [row for row in plan.tasks if row.task_id in found]
    if not rows:
        return
    joint = [row for row in plan.tasks if any(_leads_jointly(row, found.get(name, "")) for name in row.same_as)]
    numbers = [row.number for row in joint]
    also = f"；附件第{listed(numbers, '行', most=6)}行把同样几家写作共同牵头" if joint else ""
    also_en = f" Rows {listed_en(numbers, most=6)} of the annex name the same units as joint leaders." if joint else ""
    yield tell(
        "unclear_lead",
        "coverage",
        Telling(
            "low",
            (
                f"{_rule_of_the_first(plan)}，但{len(rows)}条任务在逗号前并列了几家，容易读成共同牵头{also}。",
                f"The first unit leads by the plan's rule, yet {plural(len(rows), 'task')} put several before the "
                f"comma, as if they led jointly.{also_en}",
            ),
            (
                "写明只由第一家牵头，或改写为“甲、乙共同牵头”，与附件一致。",
                "Say that the first alone leads, or that they lead jointly, as the annex does.",
            ),
            task_places(plan, [*rows, *joint]),
            "\n".join(f"{row.number} {row.title}：{found[row.task_id]}，……" for row in rows),
        ),
    )


def find_tasks_without_lead(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield one gap where (nearly) none of the tasks of several units says which of them leads."""
    body = [row for row in plan.tasks if row.source_table == "body" and len(row.agencies) > 1]
    asked = [row for row in body if row.agency_basis not in _NEED_NO_LEAD]
    rows = [row for row in asked if not row.lead_agencies]
    if len(rows) < FEWEST or len(rows) < MOSTLY * len(asked):
        return
    as_joint = "，只写按职责分工负责" if all(row.agency_basis == "joint" for row in rows) else ""
    how_many = f"全部{len(rows)}条" if len(rows) == len(asked) else f"{len(asked)}条中有{len(rows)}条"
    yield tell(
        "task_without_lead",
        "coverage",
        Telling(
            "low",
            (
                f"由几家单位共同负责的任务，{how_many}没有写由谁牵头{as_joint}。",
                f"Of {plural(len(asked), 'task')} of several units, {len(rows)} do not say which unit leads.",
            ),
            ("逐条写明牵头单位。", "Name the unit that leads each task."),
            task_places(plan, rows),
            f"几家单位的任务 {len(asked)} 条 = 写明牵头 {len(asked) - len(rows)} 条 + 未写 {len(rows)} 条",
        ),
    )


def _leads_jointly(annex: Task, several: str) -> bool:
    """Tell whether a row of the annex names exactly the units `several` (甲、乙) as its leaders."""
    return bool(several) and set(annex.lead_agencies) == set(several.split("、"))


def _rule_of_the_first(plan: Plan) -> str:
    """Return the words of the plan's own rule, with their section; only what it comes to where no row quotes it."""
    for row in plan.tasks:
        for run in split_runs(row.as_written):
            if match := _RULE_OF_THE_FIRST.search(run):
                return f"{row.section}写{in_quotes(match[0])}"
    return "按文中规则排在第一位的牵头"


LEAD_RULES: tuple[Rule, ...] = (
    Rule(
        "unclear_lead",
        "coverage",
        "谁牵头是否只有一种读法",
        "Can who leads a task be read in one way only?",
        find_unclear_leads,
    ),
    Rule(
        "task_without_lead",
        "coverage",
        "几家单位的任务是否写明由谁牵头",
        "Do tasks of several units say which one leads?",
        find_tasks_without_lead,
    ),
)
