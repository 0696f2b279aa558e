"""Rules of the family links on how firmly a target is asked for where the text says what is to be done for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.citation import Quoting
from data.plan import IndicatorValue, Plan, Task
from data.plan_rules.figures import HUNDRED, shown, shown_en
from data.plan_rules.finding import Rule, RuleFinding, place_of
from data.plan_rules.places import quoted_en
from data.plan_rules.telling import (
    Telling,
    in_quotes,
    listed,
    listed_en,
    plural,
    quoting_rows,
    task_places,
    tell,
    value_places,
)
from data.table import split_runs

SOFT = ("鼓励", "探索", "提倡", "倡导")
# words that ask it of some only, or say how many
_NOT_OF_ALL = re.compile("鼓励|探索|提倡|倡导|支持|引导|推动|有条件|逐步|%|比例|占比|普遍")
_VERB = "(?:开设|设置|设立|内设)"
_LEVEL = "(?:二级(?:及)?以上|三级|县级以上|公立|乡镇)*"
# 二级以上 / 综合医院 / 开设 / 老年病科 / 占比
_SHARE_OF_WHO = re.compile(rf"{_LEVEL}(\w*?(?:医院|机构|中心|卫生院)){_VERB}(\w+?)(?:的?比例|占比|率)")


def find_demands_on_all(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt where a sentence asks of all what a target asks of less than all of nearly the same group."""
    partial: dict[str, list[IndicatorValue]] = {}
    for row in plan.indicator_values:
        is_partial = row.unit == "%" and row.value is not None and row.value < HUNDRED
        if row.value_kind == "target" and is_partial and not row.restates:
            partial.setdefault(row.indicator_id, []).append(row)
    for rows in partial.values():
        match = _SHARE_OF_WHO.fullmatch(rows[0].name)
        words = re.compile(rf"{re.escape(match[1])}{_VERB}{re.escape(match[2])}") if match else None
        sentence = _demand_on_all(plan, words) if words else None
        if sentence:
            yield _tell_demand(plan, rows, sentence)


def _demand_on_all(plan: Plan, words: re.Pattern[str]) -> tuple[Quoting, str, str, str] | None:
    """Return the first row (no target's own), its name, its label and the words that ask it of all; None for none."""
    targets = {f"indicator:{row.value_id}" for row in plan.indicator_values if row.value_kind != "standard"}
    for row, name, label in quoting_rows(plan):
        for run in split_runs(row.as_written):
            if name not in targets and words.search(run) and not _NOT_OF_ALL.search(run):
                return row, name, label, run
    return None


def _tell_demand(plan: Plan, rows: list[IndicatorValue], sentence: tuple[Quoting, str, str, str]) -> RuleFinding:
    row, name, label, run = sentence
    asked = "、".join(f"{value.year}年{shown(value)}" if value.year else shown(value) for value in rows)
    asked_en = ", ".join(f"{shown_en(value)}{f' in {value.year}' if value.year else ''}" for value in rows)
    return tell(
        "demand_on_all",
        "links",
        Telling(
            "medium",
            (
                f"{row.section}写{in_quotes(run)}，是对全部的要求；{rows[0].section}的目标{in_quotes(rows[0].name)}只要求{asked}。"
                "两处所指的机构范围相近，是否同一要求没有写明。",
                f"“{run}” ({row.section}) asks it of all, while the target {quoted_en(plan, rows[0])}, of "
                f"nearly the same group, is {asked_en}.",
            ),
            (
                "统一两处要求；范围不同的，写明各指哪些机构。",
                "Ask the same in both places; where the groups differ, say whom each one covers.",
            ),
            (*value_places(plan, rows), place_of(plan, row, name, label)),
        ),
    )


def find_soft_tasks(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield, in one doubt, the targets for which the tasks of the text only encourage or explore.

    The words are those that links.csv quotes for a link of a target with a task; an annex that repeats the target
    is not asked.
    """
    tasks = {row.task_id: row for row in plan.tasks if row.source_table == "body"}
    words: dict[str, list[tuple[Task, str]]] = {}
    for link in plan.links:
        if link.from_kind == "indicator" and link.to_kind == "task" and link.to_id in tasks:
            runs = [(tasks[link.to_id], run) for run in split_runs(link.as_written)]
            words.setdefault(link.from_id, []).extend(runs)
    soft = {name: runs for name, runs in words.items() if runs and all(_is_soft(run) for _, run in runs)}
    targets = _last_targets(plan, set(soft))
    if targets:
        yield _tell_soft(plan, targets, soft)


def _is_soft(run: str) -> bool:
    return any(word in run for word in SOFT)


def _last_targets(plan: Plan, ids: set[str]) -> list[IndicatorValue]:
    """Return the last stated target of each of some indicators."""
    last: dict[str, IndicatorValue] = {}
    for row in plan.indicator_values:
        if row.value_kind == "target" and row.indicator_id in ids and not row.restates:
            before = last.get(row.indicator_id)
            if before is None or (row.year or 0) > (before.year or 0):
                last[row.indicator_id] = row
    return list(last.values())


def _tell_soft(plan: Plan, targets: list[IndicatorValue], soft: dict[str, list[tuple[Task, str]]]) -> RuleFinding:
    names = [f"{in_quotes(row.name)}{_how_much(row)}" for row in targets]
    tasks = {task.task_id: task for row in targets for task, _ in soft[row.indicator_id]}
    lines = [
        f"{row.name}：目标{_how_much(row)}，{task.section.split(';')[0]}写{in_quotes(run)}"
        for row in targets
        for task, run in soft[row.indicator_id]
    ]
    return tell(
        "soft_task",
        "links",
        Telling(
            "medium",
            (
                f"{len(targets)}项目标定了要求，对应的任务却只写“鼓励”“探索”：{listed(names, '项')}。",
                f"{plural(len(targets), 'target')} for which the tasks only encourage or explore: "
                f"{listed_en([quoted_en(plan, row) for row in targets])}.",
            ),
            (
                "任务改为明确要求并写明由谁落实，或把目标改为引导性的。",
                "Make the task a demand with a unit that carries it, or the target an aspiration.",
            ),
            (*value_places(plan, targets), *task_places(plan, tasks.values())),
            "\n".join(lines),
        ),
    )


def _how_much(row: IndicatorValue) -> str:
    """Return what a target asks for: its figure, 力争 where it is striven for; 只有文字要求 where it has none."""
    when = f"{row.year}年" if row.year is not None else ""
    if row.value is None:
        return f"（{when}，只有文字要求）"
    return f"（{when}{'力争' if row.is_striving else ''}{shown(row)}）"


RULES: tuple[Rule, ...] = (
    Rule(
        "demand_on_all",
        "links",
        "对全部的要求与不足100%的目标是否一致",
        "Does a demand on all agree with a target below 100%?",
        find_demands_on_all,
    ),
    Rule(
        "soft_task",
        "links",
        "定了要求的目标，对应的任务是否只写“鼓励”“探索”",
        "Do the tasks of a target only encourage or explore?",
        find_soft_tasks,
    ),
)
