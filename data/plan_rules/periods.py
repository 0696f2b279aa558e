"""Rules of the family periods: what falls outside the plan's years, and deadlines that do not fit each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.plan import IndicatorValue, Plan, Task
from data.plan_rules import present_values, undated, unscheduled
from data.plan_rules.finding import PlaceInText, Rule, RuleFinding
from data.plan_rules.places import (
    key_of,
    name_in_english,
    project_place,
    quoted_en,
    task_place,
    value_place,
    value_places,
)
from data.plan_rules.scopes import subject_of
from data.plan_rules.telling import in_quotes
from data.table import split_list

DUE_KINDS = ("complete", "start")
# a deadline for those who can meet it now, the target's year for all
CONDITION = "有条件"
# a shorter name may stand in any task
SHORTEST_SUBJECT = 6
# 2022, 2023 and 2025 are two years and the end; four years with a hole lack one
YEARS_OF_SERIES = 4


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due: a target, a task's deadline or a project's end; `on` is a year or an ISO date."""

    row_id: str
    name: str
    name_en: str
    on: str
    place: PlaceInText
    is_target: bool = False

    @property
    def year(self) -> int:
        """The year in which it is due."""
        return int(self.on[:4])


def find_due_after_the_period(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for each section and year in which something is due after the plan has ended."""
    if plan.end_year is None:
        return
    late: dict[tuple[str, int], list[Due]] = {}
    for due in _all_due(plan):
        if due.year > plan.end_year:
            late.setdefault((next(iter(split_list(due.place.section)), ""), due.year), []).append(due)
    for (section, year), entries in late.items():
        names = list(dict.fromkeys(due.name for due in entries if due.is_target)) or [entries[0].name]
        more = f"等{len(names)}项目标" if len(names) > 1 else ""
        years = f"{plan.start_year}—{plan.end_year}" if plan.start_year else f"至{plan.end_year}"
        yield RuleFinding(
            key=key_of("due_after_period", (due.row_id for due in entries)),
            rule="due_after_period",
            family="periods",
            severity="medium",
            sentence=f"{section}的{in_quotes(names[0])}{more}定在{year}年，在规划期（{years}年）之后，期末无从考核。",
            sentence_en=(
                f"{in_quotes(entries[0].name_en)}{' and others' if more else ''} ({section}): due in {year}, "
                f"after the plan's period ({years})."
            ),
            arithmetic=f"{year} > {plan.end_year}",
            places=tuple(due.place for due in entries),
            remedy=f"写明到{plan.end_year}年应做到多少，或说明这一期限取自哪份上位文件",
            remedy_en=f"State what is due by {plan.end_year}, or name the higher document that sets the later year",
        )


def find_due_before_the_issue(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for each target, task or project that was due before the plan was issued."""
    for due in _all_due(plan):
        issued = plan.issued_on[: len(due.on)]
        if issued and due.on < issued:
            yield RuleFinding(
                key=key_of("due_before_issue", [due.row_id]),
                rule="due_before_issue",
                family="periods",
                severity="medium",
                sentence=f"{in_quotes(due.name)}的期限是{due.on}，规划印发时（{plan.issued_on}）已经过去。",
                sentence_en=(
                    f"{in_quotes(due.name_en)} was due by {due.on}, before the plan was issued on {plan.issued_on}."
                ),
                arithmetic=f"{due.on} < {plan.issued_on}",
                places=(due.place,),
                remedy="更正期限；确已完成的改写为现状",
                remedy_en="Correct the deadline; what is done belongs to how things stand",
            )


def find_two_deadlines(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt where an annex task is to be completed in another year than the target of the same name."""
    tasks = [
        row
        for row in plan.tasks
        if row.source_table == "annex" and row.deadline_kind == "complete" and row.deadline_on[:4].isdecimal()
    ]
    targets: dict[str, list[IndicatorValue]] = {}
    for row in plan.indicator_values:
        subject = subject_of(row.name)
        if row.value_kind == "target" and row.year and not row.restates and len(subject) >= SHORTEST_SUBJECT:
            targets.setdefault(subject, []).append(row)
    for task in tasks:
        told = subject_of(f"{task.title}|{task.as_written}")
        for subject, rows in targets.items():
            if subject in told and int(task.deadline_on[:4]) not in {row.year for row in rows}:
                yield _two_deadlines(plan, rows[-1], task)


def _two_deadlines(plan: Plan, target: IndicatorValue, task: Task) -> RuleFinding:
    year = int(task.deadline_on[:4])
    is_partial = CONDITION in task.as_written
    phased = "；附件只要求“有条件的”，可能是分步要求，文中没有说明" if is_partial else ""
    phased_en = ", for those able to (“有条件的”): perhaps a first step, which is not said" if is_partial else ""
    return RuleFinding(
        key=key_of("two_deadlines", (target.value_id, task.task_id)),
        rule="two_deadlines",
        family="periods",
        severity="low" if is_partial else "medium",
        sentence=(
            f"{in_quotes(task.title)}在{task.section}要求{task.deadline_text}，"
            f"{target.section}的目标{in_quotes(target.name)}却定在{target.year}年{phased}。"
        ),
        sentence_en=(
            f"{quoted_en(plan, target)} is a target of {target.year} in the text, "
            f"but the annex wants it completed in {year}{phased_en}."
        ),
        arithmetic=f"{year} ≠ {target.year}",
        places=(value_place(plan, target), task_place(plan, task)),
        remedy="统一期限；两处范围不同的，写明各指哪些对象",
        remedy_en="Use one deadline; where the scopes differ, say what each one covers",
    )


def find_missing_years(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a gap for each series of yearly targets in which a year between two others is missing."""
    series: dict[tuple[str, str], dict[int, IndicatorValue]] = {}
    for row in plan.indicator_values:
        if row.value_kind in ("target", "estimate") and row.year is not None:
            series.setdefault((row.indicator_id, row.scope), {}).setdefault(row.year, row)
    for by_year in series.values():
        years = sorted(by_year)
        is_yearly = any(year + 1 in by_year for year in years) and len(years) >= YEARS_OF_SERIES
        missing = [year for year in range(years[0], years[-1]) if year not in by_year]
        if is_yearly and missing:
            yield _missing_years(plan, list(by_year.values()), missing)


def _missing_years(plan: Plan, rows: list[IndicatorValue], missing: list[int]) -> RuleFinding:
    told, stated = "、".join(map(str, missing)), "、".join(str(row.year) for row in rows)
    return RuleFinding(
        key=key_of("missing_years", (row.value_id for row in rows)),
        rule="missing_years",
        family="periods",
        severity="low",
        sentence=f"{in_quotes(rows[0].name)}有{stated}年的数，缺{told}年。",
        sentence_en=f"{quoted_en(plan, rows[0])} has values for other years, but none for {told}.",
        arithmetic="",
        places=value_places(plan, rows),
        remedy="补上缺的年份，或说明只考核哪几年",
        remedy_en="Add the missing years, or say which years are assessed",
    )


def _all_due(plan: Plan) -> Iterator[Due]:
    for row in plan.indicator_values:
        if row.value_kind == "target" and row.year is not None:
            name_en = name_in_english(plan, row)
            yield Due(row.value_id, row.name, name_en, str(row.year), value_place(plan, row), is_target=True)
    for task in plan.tasks:
        if task.deadline_kind in DUE_KINDS and task.deadline_on[:4].isdecimal():
            yield Due(task.task_id, task.title, task.title, task.deadline_on, task_place(plan, task))
    for project in plan.projects:
        if project.end_year is not None:
            name_en, place = project.name_en or project.name, project_place(plan, project)
            yield Due(project.project_id, project.name, name_en, str(project.end_year), place)


RULES: tuple[Rule, ...] = (
    Rule(
        "due_after_period",
        "periods",
        "目标和时限是否在规划期内",
        "Are targets and deadlines within the period?",
        find_due_after_the_period,
    ),
    Rule(
        "due_before_issue",
        "periods",
        "印发时期限是否已过",
        "Had a deadline passed when the plan was issued?",
        find_due_before_the_issue,
    ),
    Rule(
        "two_deadlines",
        "periods",
        "附件时限与目标年份是否一致",
        "Do the annex's deadlines fit the targets' years?",
        find_two_deadlines,
    ),
    Rule(
        "missing_years",
        "periods",
        "分年目标是否缺年份",
        "Do yearly targets lack a year?",
        find_missing_years,
    ),
    *undated.RULES,
    *present_values.RULES,
    *unscheduled.RULES,
)
