"""Rules on projects and their components: parts that come to more than the whole, and numerals that miscount them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from data.plan import Plan, Project
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, project_places
from data.plan_rules.telling import in_quotes
from data.units import format_area, format_money, format_number
from layouts.numerals import NUMERAL_PATTERN, is_numeral, read_numeral

# printed amounts are rounded: 0.5 of the last digit of each part stays below this share
ROUNDING = 0.01
FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount of a project that its components share."""

    name: str
    name_en: str
    read: Callable[[Project], float | None]
    show: Callable[[float], str]


MEASURES = (
    Measure("床位", "beds", lambda row: row.bed_count, lambda amount: f"{format_number(amount)}张"),
    Measure("投资", "investment", lambda row: row.investment_wan_yuan, format_money),
    Measure("建筑面积", "floor area", lambda row: row.floor_area_m2, format_area),
    Measure("用地面积", "land area", lambda row: row.land_area_m2, format_area),
    Measure("户数", "households", lambda row: row.household_count, lambda amount: f"{format_number(amount)}户"),
)

_COUNTED = re.compile(rf"[“\"]?(?P<numeral>{NUMERAL_PATTERN})(?:大|个|处|家|所|项|类|座)")

_SETTLE = "核对组成部分与总数：更正其一，或写明总数不含哪些部分"
_SETTLE_EN = "Check parts against the whole: correct one of them, or state which parts the whole leaves out"


def find_parts_above_the_whole(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a contradiction where components come to more than their project, in any amount."""
    for project, parts in _projects_with_parts(plan):
        for measure in MEASURES:
            whole = measure.read(project)
            stated = [(part, amount) for part in parts if (amount := measure.read(part)) is not None]
            total = sum(amount for _, amount in stated)
            if whole is not None and stated and total > whole * (1 + ROUNDING):
                yield _parts_above(plan, project, [part for part, _ in stated], measure, (whole, total))


def find_unexplained_remainders(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt where every component states an amount and all of them leave a remainder of the whole."""
    for project, parts in _projects_with_parts(plan):
        for measure in MEASURES:
            whole = measure.read(project)
            amounts = [amount for part in parts if (amount := measure.read(part)) is not None]
            is_complete = len(amounts) == len(parts) >= FEWEST_PARTS and "等" not in project.as_written
            if whole is not None and is_complete and sum(amounts) < whole * (1 - ROUNDING):
                yield _remainder(plan, project, parts, measure, (whole, sum(amounts)))


def find_miscounted_parts(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a contradiction where a name counts its parts (五大主题功能区) and another number of them is listed."""
    for project, parts in _projects_with_parts(plan):
        match = _COUNTED.match(project.name)
        count = read_numeral(match["numeral"]) if match and is_numeral(match["numeral"]) else None
        if count is not None and len(parts) >= FEWEST_PARTS and count != len(parts):
            yield _miscounted(plan, project, parts, count)


def _projects_with_parts(plan: Plan) -> list[tuple[Project, list[Project]]]:
    parts: dict[str, list[Project]] = {}
    for row in plan.projects:
        if row.row_kind == "component" and row.parent_project_id:
            parts.setdefault(row.parent_project_id, []).append(row)
    return [(row, parts[row.project_id]) for row in plan.projects if row.project_id in parts]


def _parts_above(
    plan: Plan, project: Project, parts: list[Project], measure: Measure, amounts: tuple[float, float]
) -> RuleFinding:
    whole, total = (measure.show(amount) for amount in amounts)
    return RuleFinding(
        key=key_of(f"parts_above_whole_{measure.name_en.replace(' ', '_')}", _ids(project, parts)),
        rule="parts_above_whole",
        family="identities",
        severity="high",
        sentence=f"{in_quotes(project.name)}的{measure.name}写作{whole}，组成部分合计却有{total}。",
        sentence_en=f"The {measure.name_en} of {_english(project)} is {whole}, but its parts come to {total}.",
        arithmetic=f"{_sum(parts, measure)} = {total} > {whole}",
        places=project_places(plan, [project, *parts]),
        remedy=_SETTLE,
        remedy_en=_SETTLE_EN,
    )


def _remainder(
    plan: Plan, project: Project, parts: list[Project], measure: Measure, amounts: tuple[float, float]
) -> RuleFinding:
    whole, total = (measure.show(amount) for amount in amounts)
    rest = measure.show(amounts[0] - amounts[1])
    return RuleFinding(
        key=key_of(f"parts_below_whole_{measure.name_en.replace(' ', '_')}", _ids(project, parts)),
        rule="parts_below_whole",
        family="identities",
        severity="medium",
        sentence=f"{in_quotes(project.name)}的{measure.name}写作{whole}，各组成部分合计{total}，余下{rest}没有着落。",
        sentence_en=(
            f"The {measure.name_en} of {_english(project)} is {whole}, its parts come to {total}; "
            f"{rest} are not accounted for."
        ),
        arithmetic=f"{_sum(parts, measure)} = {total} < {whole}",
        places=project_places(plan, [project, *parts]),
        remedy=_SETTLE,
        remedy_en=_SETTLE_EN,
    )


def _miscounted(plan: Plan, project: Project, parts: list[Project], count: int) -> RuleFinding:
    return RuleFinding(
        key=key_of("parts_miscounted", _ids(project, parts)),
        rule="parts_miscounted",
        family="identities",
        severity="high",
        sentence=f"{in_quotes(project.name)}说有{count}个部分，文中列出的却是{len(parts)}个。",
        sentence_en=f"{_english(project)} counts {count} parts, but the text lists {len(parts)}.",
        arithmetic=f"{'、'.join(part.name for part in parts)}：{len(parts)} ≠ {count}",
        places=project_places(plan, [project, *parts]),
        remedy="补列缺少的部分，或更正名称中的数目",
        remedy_en="List the missing parts, or correct the number in the name",
    )


def _sum(parts: Sequence[Project], measure: Measure) -> str:
    return " + ".join(measure.show(amount) for part in parts if (amount := measure.read(part)) is not None)


def _ids(project: Project, parts: Sequence[Project]) -> list[str]:
    return [project.project_id, *(part.project_id for part in parts)]


def _english(project: Project) -> str:
    return in_quotes(project.name_en or project.name)


RULES: tuple[Rule, ...] = (
    Rule(
        "parts_above_whole",
        "identities",
        "组成部分是否超过所属项目",
        "Do components come to more than their project?",
        find_parts_above_the_whole,
    ),
    Rule(
        "parts_below_whole",
        "identities",
        "组成部分是否加得到所属项目",
        "Do components add up to their project?",
        find_unexplained_remainders,
    ),
    Rule(
        "parts_miscounted",
        "identities",
        "名称中的数目与所列是否一致",
        "Does the number in a name fit what is listed?",
        find_miscounted_parts,
    ),
)
