"""Rules of the family tables that hold an annex of tasks against the text it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from data.plan import Plan, Task
from data.plan_rules.finding import Find, Rule, RuleFinding
from data.plan_rules.telling import Telling, listed, listed_en, plural, quoted, task_places, tell

ALIKE = 0.75
MOSTLY = 0.8
_VERB = re.compile("完成|启动|开展|推进|实施|建成|出台|印发|制定|见效|定期|长期|持续|每年")
Pair = tuple[Task, Task]


def find_differing_leads(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield, in one finding, the tasks for which text and annex name different leading units."""
    pairs = [(body, annex) for body, annex in _same_tasks(plan) if _lead(body) != _lead(annex)]
    if not pairs:
        return
    yield tell(
        "annex_lead",
        "tables",
        Telling(
            "medium",
            (
                f"{len(pairs)}条任务的牵头单位，正文与附件写得不同：{_titles(pairs)}。",
                f"Text and annex name different leading units for {plural(len(pairs), 'task')}.",
            ),
            ("以附件或正文为准，把另一处改成一致。", "Say which of the two holds and write the other alike."),
            task_places(plan, [row for pair in pairs for row in pair]),
            "\n".join(f"{body.title}：正文{_lead_words(body)}，附件{_lead_words(annex)}" for body, annex in pairs),
        ),
    )


def find_deadlines_without_verb(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the deadlines of an annex that do not say whether to begin or to finish, where the others do."""
    dated = [row for row in plan.tasks if row.source_table == "annex" and row.deadline_text]
    bare = [row for row in dated if not _VERB.search(row.deadline_text)]
    if not bare or len(dated) - len(bare) < len(dated) * MOSTLY:
        return
    yield tell(
        "deadline_verb",
        "tables",
        Telling(
            "low",
            (
                f"附件第{listed([row.number for row in bare], '行')}行的时限写“{bare[0].deadline_text}”，"
                "没有写是启动还是完成，其余各行都写了。",
                f"The deadline of row {listed_en([row.number for row in bare])} does not say whether to begin or to "
                "finish; the others do.",
            ),
            ("补写“完成”或“启动”。", "Add whether the date is for the beginning or the end."),
            task_places(plan, bare),
            f"附件写有时限 {len(dated)} 行 = 写明启动、完成或持续 {len(dated) - len(bare)} 行 + 未写 {len(bare)} 行",
        ),
    )


def _same_tasks(plan: Plan) -> list[Pair]:
    """Return each row of the annex with the task of the text whose title it repeats."""
    body = [row for row in plan.tasks if row.source_table == "body" and row.agencies and row.title]
    pairs = []
    for annex in plan.tasks:
        if annex.source_table == "annex" and annex.agencies and annex.title and body:
            likeness, at = max((_likeness(row.title, annex.title), -at) for at, row in enumerate(body))
            if likeness >= ALIKE:
                pairs.append((body[-at], annex))
    return pairs


def _likeness(one: str, two: str) -> float:
    """Return how alike two titles are, 0 where not even their lengths are."""
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def _lead(row: Task) -> frozenset[str]:
    """Return who leads a task; a task of one unit is led by it, one of separate units by each."""
    return frozenset(row.lead_agencies or row.agencies)


def _lead_words(row: Task) -> str:
    names = "、".join(row.lead_agencies or row.agencies)
    if row.agency_basis == "separate":
        return f"由{names}分别负责"
    return f"由{names}{'牵头' if row.lead_agencies else '负责'}"


def _titles(pairs: Sequence[Pair]) -> str:
    return listed(quoted(body.title for body, _ in pairs), "条", most=3)


def _rule(name: str, title: str, title_en: str, find: Find) -> Rule:
    return Rule(name, "tables", title, title_en, find)


ANNEX_RULES: tuple[Rule, ...] = (
    _rule(
        "annex_lead",
        "同一任务在正文与附件中的牵头单位是否一致",
        "Do text and annex name the same lead?",
        find_differing_leads,
    ),
    _rule(
        "deadline_verb",
        "附件的时限是否写明启动还是完成",
        "Do deadlines of the annex say whether to begin or to finish?",
        find_deadlines_without_verb,
    ),
)
