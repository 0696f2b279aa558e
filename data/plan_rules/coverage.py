"""Rules of the family coverage: elements and districts without a project; those on projects and tasks are beside.

Each kind of gap is one finding with its list: a planner settles it as one thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.inference import inferred_projects
from data.plan import District, Plan
from data.plan_rules.finding import Find, Rule, RuleFinding
from data.plan_rules.project_coverage import FEWEST, PROJECT_RULES, own_projects, ties_districts
from data.plan_rules.task_coverage import TASK_RULES
from data.plan_rules.telling import (
    Telling,
    element_places,
    english,
    listed,
    listed_en,
    quoted,
    quoting_rows,
    tell,
)
from layouts.layout import LayoutElement, Member


def find_elements_without_project(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the elements to which no project, programme or component belongs, stated or by district."""
    assigned = {element_id for row in plan.projects for element_id in row.element_ids}
    bare = [
        element
        for element in plan.elements
        if element.element_id not in assigned and not inferred_projects(plan, element)
    ]
    if not bare or len(own_projects(plan)) < FEWEST:
        return
    names = quoted(element.name for element in bare)
    yield tell(
        "element_without_project",
        "coverage",
        Telling(
            "low",
            (
                f"布局要素{listed(names, '个')}没有项目：正文没有写，所含县（市、区）里也没有。",
                f"No project belongs to {listed_en([english(element) for element in bare])}, stated or by district.",
            ),
            ("为该要素补列项目，或说明不设项目的理由。", "List a project for it, or say why there is none."),
            element_places(plan, bare),
        ),
    )


def find_districts_without_project(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the districts that no project names, where the plan ties its projects to districts at all.

    A part of a project counts; a programme does not, it is shared and sited nowhere.
    """
    if not ties_districts(plan):
        return
    named = {code for row in plan.projects if row.row_kind != "programme" for code in row.district_codes}
    bare = [district for district in plan.districts if district.district_code not in named]
    if not bare:
        return
    elements = [row for row in plan.elements if set(row.district_codes) & {unit.district_code for unit in bare}]
    names = [district.name for district in bare]
    yield tell(
        "district_without_project",
        "coverage",
        Telling(
            "low",
            (
                f"{listed(names, '个')}没有一个写明落在本地的项目{_roles(plan, bare)}{_silence(plan, bare)}。",
                f"No project is sited in {listed_en([row.name_en or row.name for row in bare])}; "
                f"{len(plan.districts) - len(bare)} other units have one{_roles_en(plan, bare)}.",
            ),
            (
                "为其补列项目，或说明由哪些全市性项目覆盖。",
                "List a project there, or say which city-wide ones serve it.",
            ),
            element_places(plan, elements),
            f"规划单元 {len(plan.districts)} 个，有项目（工程计划不计）{len(plan.districts) - len(bare)} 个，"
            f"没有项目 {len(bare)} 个",
            about=",".join(district.district_code for district in bare),
        ),
    )


def _roles(plan: Plan, districts: Sequence[District]) -> str:
    """Return which of the districts an element names as its main part or member."""
    told = [
        f"{district.name}是“{element.name}”的{'主体' if member.role == 'main' else '成员'}"
        for district, element, member in _claims(plan, districts)
    ]
    return f"，而{listed(told)}" if told else ""


def _roles_en(plan: Plan, districts: Sequence[District]) -> str:
    told = [
        f"{district.name_en or district.name} is {'the main part' if member.role == 'main' else 'a member'} of "
        f"{english(element)}"
        for district, element, member in _claims(plan, districts)
    ]
    return f", yet {listed_en(told)}" if told else ""


def _claims(plan: Plan, districts: Sequence[District]) -> list[tuple[District, LayoutElement, Member]]:
    return [
        (district, element, member)
        for district in districts
        for element in plan.elements
        for member in element.members
        if member.district == district.district_code
    ]


def _silence(plan: Plan, districts: Sequence[District]) -> str:
    """Return which of the districts no fact of the plan mentions at all."""
    words = "|".join(row.as_written for row, _, _ in quoting_rows(plan))
    silent = [row.name for row in districts if row.name not in words and (row.short_name or row.name) not in words]
    return f"；要素、项目、指标和任务都没有提到{listed(silent, '个')}" if silent else ""


def _rule(name: str, title: str, title_en: str, find: Find) -> Rule:
    return Rule(name, "coverage", title, title_en, find)


RULES: tuple[Rule, ...] = (
    _rule(
        "element_without_project",
        "每个布局要素是否都有项目",
        "Has every element a project?",
        find_elements_without_project,
    ),
    _rule(
        "district_without_project",
        "项目落到县（市、区）的规划，是否每个县（市、区）都有项目",
        "Where projects are sited, has every district one?",
        find_districts_without_project,
    ),
    *PROJECT_RULES,
    *TASK_RULES,
)
