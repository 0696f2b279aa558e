"""Rules on projects that stand in a plan twice: by name, or with the same amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from data.plan import Plan, Project
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, project_places
from data.plan_rules.telling import in_quotes
from data.statement import numbers_in

# one equal amount is common (1.1万平方米 twice), two are not
FEWEST_EQUAL = 2
PRECISE_DIGITS = 3
_NOISE = re.compile(r"[\s“”‘’\"'（）()《》、·•—\-]|项目|工程$")

_SETTLE = "确认是否同一项目：是则只列一处，否则在名称或地点上分清"
_SETTLE_EN = "Settle whether they are one project: list it once, or tell them apart by name or place"


def find_projects_named_twice(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for each name that projects bear which may lie in one place, none part of the other."""
    by_name: dict[str, list[Project]] = {}
    for row in _projects(plan):
        by_name.setdefault(_NOISE.sub("", row.name), []).append(row)
    for rows in by_name.values():
        same = _may_be_one(rows)
        if same:
            yield _twice(plan, "project_named_twice", same, f"{in_quotes(same[0].name)}列了{len(same)}次，")


def find_amounts_told_twice(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for projects of different names that state the same amounts, at least two of them, and no other."""
    by_amounts: dict[tuple[float | None, ...], list[Project]] = {}
    for row in _projects(plan):
        amounts = (row.bed_count, row.investment_wan_yuan, row.floor_area_m2, row.land_area_m2)
        if sum(amount is not None for amount in amounts) >= FEWEST_EQUAL:
            by_amounts.setdefault(amounts, []).append(row)
    for rows in by_amounts.values():
        same = _may_be_one([row for row in rows if _is_precise(row)])
        if len({_NOISE.sub("", row.name) for row in same}) > 1:
            names = "、".join(f"{in_quotes(row.name)}" for row in same)
            yield _twice(plan, "amounts_told_twice", same, f"{names}数额完全相同（{_amounts(same[0])}），")


def _projects(plan: Plan) -> list[Project]:
    return [row for row in plan.projects if row.row_kind == "project"]


def _may_be_one(rows: list[Project]) -> list[Project]:
    """Return the projects that may be the same as another one: not in other districts, not part of each other."""
    pairs = [
        (one, other)
        for one, other in combinations(rows, 2)
        if not _is_elsewhere(one, other)
        and one.parent_project_id != other.project_id
        and other.parent_project_id != one.project_id
    ]
    ids = {row.project_id for pair in pairs for row in pair}
    return [row for row in rows if row.project_id in ids]


def _is_elsewhere(one: Project, other: Project) -> bool:
    codes = set(one.district_codes), set(other.district_codes)
    return bool(codes[0] and codes[1] and not codes[0] & codes[1])


def _is_precise(row: Project) -> bool:
    """Return whether an amount has three digits that count: many projects cost 500万元, few 1870万元."""
    digits = (number.normalize().as_tuple().digits for number in numbers_in(_amounts(row)))
    return any(len(entry) >= PRECISE_DIGITS for entry in digits)


def _amounts(row: Project) -> str:
    beds = f"{row.bed_count}张" if row.bed_count is not None else ""
    return "、".join(amount for amount in (row.investment, row.floor_area, row.land_area, beds) if amount)


def _twice(plan: Plan, rule: str, rows: list[Project], what: str) -> RuleFinding:
    names = ", ".join(f"{in_quotes(row.name_en or row.name)} ({row.section})" for row in rows)
    return RuleFinding(
        key=key_of(rule, (row.project_id for row in rows)),
        rule=rule,
        family="repeats",
        severity="medium",
        sentence=f"{what}是否同一项目没有写明，相加时可能重复计算。",
        sentence_en=f"{names}: whether these are one project is not stated; sums may count it twice.",
        arithmetic="",
        places=project_places(plan, rows),
        remedy=_SETTLE,
        remedy_en=_SETTLE_EN,
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "project_named_twice",
        "repeats",
        "同名项目是否列了两次",
        "Is a project of one name listed twice?",
        find_projects_named_twice,
    ),
    Rule(
        "amounts_told_twice",
        "repeats",
        "相同数额是否写在两个项目上",
        "Do two projects carry the same amounts?",
        find_amounts_told_twice,
    ),
)
