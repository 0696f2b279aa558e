"""Rules of the family tables that hold an annex of tasks against the text it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from data.plan import Plan, Task
from data.plan_rules.annex_deadlines import DEADLINE_RULES
from data.plan_rules.finding import Find, Rule, RuleFinding
from data.plan_rules.telling import (
    ANNEX,
    Telling,
    in_quotes,
    listed,
    listed_en,
    plural,
    quoted,
    task_places,
    tell,
)

ALIKE = 0.75
Pair = tuple[Task, Task]


def find_differing_leads(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield, in one finding, the tasks for which text and annex tell the lead differently."""
    pairs = [(body, annex) for body, annex in _same_tasks(plan) if _lead(body) != _lead(annex)]
    if not pairs:
        return
    count = len({body.task_id for body, _ in pairs})
    which = f"{count}条任务的" if _is_recorded(plan) else f"标题相同的任务中有{count}条的"
    yield tell(
        "annex_lead",
        "tables",
        Telling(
            "medium",
            (
                f"{which}牵头单位，正文与附件写得不同：{_titles(pairs)}。",
                f"Text and annex tell the lead differently for {plural(count, 'task')}: {_titles_en(pairs)}.",
            ),
            ("以附件或正文为准，把另一处改成一致。", "Say which of the two holds and write the other alike."),
            task_places(plan, list({row.task_id: row for pair in pairs for row in pair}.values())),
            "\n".join(_compared(body, annex) for body, annex in pairs),
        ),
    )


def find_annex_rows_of_their_own(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield, in one finding, the rows of the annex that repeat neither a task nor a target of the text.

    Only where it is recorded which rows repeat which tasks.
    """
    annex = [row for row in plan.tasks if row.source_table == "annex" and row.title]
    repeated = [row.as_written for row in plan.indicator_values if row.restates and row.section.startswith(ANNEX)]
    rows = [row for row in annex if not row.same_as and not any(_is_said_in(row, words) for words in repeated)]
    if not rows or not _is_recorded(plan):
        return
    yield tell(
        "annex_only",
        "tables",
        Telling(
            "low",
            (
                f"附件有{len(rows)}行任务在正文中没有对应的任务：{_row_titles(rows)}。",
                f"{plural(len(rows), 'row')} of the annex without a task in the text: "
                f"{listed_en([row.title for row in rows], most=3)}.",
            ),
            ("在正文补写，或在附件注明依据。", "Add them to the text, or say in the annex what they rest on."),
            task_places(plan, rows),
            f"附件任务 {len(annex)} 行 = 正文有对应的任务或目标 {len(annex) - len(rows)} 行 + 没有 {len(rows)} 行",
        ),
    )


def _same_tasks(plan: Plan) -> list[Pair]:
    """Return each row of the annex with the task of the text that it repeats: as recorded, else by title.

    As recorded, only tasks that tell who leads are compared.
    """
    body = {row.task_id: row for row in plan.tasks if row.source_table == "body" and row.agencies and row.title}
    annex = [row for row in plan.tasks if row.source_table == "annex" and row.agencies and row.title]
    if _is_recorded(plan):
        pairs = [(body[name], row) for row in annex for name in row.same_as if name in body]
        return [(task, row) for task, row in pairs if task.lead_agencies]
    return [(task, row) for row in annex if (task := _likest(row, list(body.values())))]


def _is_recorded(plan: Plan) -> bool:
    return any(row.same_as for row in plan.tasks)


def _likest(annex: Task, body: Sequence[Task]) -> Task | None:
    """Return the task whose title a row of the annex repeats; None where no title is alike."""
    likeness, at = max(((_likeness(row.title, annex.title), -at) for at, row in enumerate(body)), default=(0.0, 0))
    return body[-at] if likeness >= ALIKE else None


def _is_said_in(row: Task, words: str) -> bool:
    """Tell whether the words of a target are those of a row of the annex, spaces aside."""
    return "".join(row.title.split()) in "".join(words.split())


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


def _compared(body: Task, annex: Task) -> str:
    """Return who leads by text and by annex, and which other units stand in one of them only."""
    more = [name for name in annex.agencies if name not in body.agencies and name not in _lead(annex)]
    fewer = [name for name in body.agencies if name not in annex.agencies]
    differ = [f"另有{'、'.join(more)}" if more else "", f"没有{'、'.join(fewer)}" if fewer else ""]
    told = "，".join(words for words in differ if words)
    number = f"第{annex.number}行" if annex.number else ""
    return f"{body.title}：正文{_lead_words(body)}，附件{number}{_lead_words(annex)}{f'（{told}）' if told else ''}"


def _titles(pairs: Sequence[Pair]) -> str:
    return listed(quoted(dict.fromkeys(body.title for body, _ in pairs)), "条", most=3)


def _titles_en(pairs: Sequence[Pair]) -> str:
    return listed_en(list(dict.fromkeys(body.title for body, _ in pairs)), most=3)


def _row_titles(rows: Sequence[Task]) -> str:
    return listed([in_quotes(f"{row.number} {row.title}".strip()) for row in rows], "行", most=3)


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
        "annex_only",
        "附件的每一行在正文是否有对应的任务或目标",
        "Does each row of the annex repeat a task or target of the text?",
        find_annex_rows_of_their_own,
    ),
    *DEADLINE_RULES,
)
