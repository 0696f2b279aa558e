"""Rules of the family tables on the deadlines of an annex: their verb, and 6月前 beside 6月底前."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from data.plan import Plan, Task
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.telling import Telling, listed, listed_en, task_places, tell

MOSTLY = 0.8
_VERB = re.compile("完成|启动|开展|推进|实施|建成|出台|印发|制定|见效|定期|长期|持续|每年")
_BY_MONTH = re.compile("((?:[0-9]{4}年)?[0-9]{1,2}月)(底)?前")


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


def find_months_told_in_two_ways(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield, once per month, the deadlines of one table of which some say 6月前 and others 6月底前, a month apart."""
    told: dict[str, dict[bool, list[Task]]] = defaultdict(lambda: defaultdict(list))
    for row in plan.tasks:
        if row.source_table == "annex" and (match := _BY_MONTH.search(row.deadline_text)):
            told[match[1]][bool(match[2])].append(row)
    for month, ways in told.items():
        if len(ways) > 1:
            yield _two_ways(plan, month, ways[False], ways[True])


def _two_ways(plan: Plan, month: str, before: list[Task], by_the_end: list[Task]) -> RuleFinding:
    return tell(
        "deadline_month",
        "tables",
        Telling(
            "low",
            (
                f"附件有{len(before)}行写“{month}前”，{len(by_the_end)}行写“{month}底前”，按字面相差一个月，"
                "是否同一时间没有写明。",
                f"{len(before)} deadlines of the annex say “{month}前”, {len(by_the_end)} “{month}底前”: a month apart "
                "to the letter, and whether one date is meant is not stated.",
            ),
            ("统一写法，写明到哪一天。", "Use one form that names the day."),
            task_places(plan, [*before, *by_the_end]),
            f"“{month}前”：第{listed([row.number for row in before], '行', most=12)}行；"
            f"“{month}底前”：第{listed([row.number for row in by_the_end], '行', most=12)}行",
            about=month,
        ),
    )


DEADLINE_RULES: tuple[Rule, ...] = (
    Rule(
        "deadline_verb",
        "tables",
        "附件的时限是否写明启动还是完成",
        "Do deadlines of the annex say whether to begin or to finish?",
        find_deadlines_without_verb,
    ),
    Rule(
        "deadline_month",
        "tables",
        "附件的时限是否混用“某月前”与“某月底前”",
        "Do deadlines of the annex mix “by June” and “by the end of June”?",
        find_months_told_in_two_ways,
    ),
)
