"""Rules of the family coverage: what has no project, and projects without district, element or figure.

Each kind of gap is one finding with its list: a planner settles it as one thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.inference import inferred_projects, stated_projects
from data.plan import District, Plan, Project
from data.plan_rules.finding import Find, Rule, RuleFinding
from data.plan_rules.task_coverage import TASK_RULES
from data.plan_rules.telling import (
    Telling,
    element_places,
    english,
    listed,
    listed_en,
    plural,
    project_places,
    quoted,
    quoting_rows,
    tell,
)

FEWEST = 3  # fewer projects than this are no list to hold anything against
HALF = 0.5
# where these stand is known without the plan: an institution that exists, a system that needs no site
_KNOWN_PLACES = {"hospital", "school", "company"}
_SITELESS = {"smart_care", "insurance", "health_management"}


def find_elements_without_project(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the elements to which no project, programme or component belongs, stated or by district."""
    assigned = {element_id for row in plan.projects for element_id in row.element_ids}
    bare = [
        element
        for element in plan.elements
        if element.element_id not in assigned and not inferred_projects(plan, element)
    ]
    if not bare or len(_own_projects(plan)) < FEWEST:
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
    """Yield the districts that no project names, where the plan ties its projects to districts at all."""
    if not _ties_districts(plan):
        return
    named = {code for row in plan.projects for code in row.district_codes}
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
                f"{len(plan.districts) - len(bare)} other units have one.",
            ),
            (
                "为其补列项目，或说明由哪些全市性项目覆盖。",
                "List a project there, or say which city-wide ones serve it.",
            ),
            element_places(plan, elements),
            f"规划单元 {len(plan.districts)} 个，有项目 {len(plan.districts) - len(bare)} 个，没有项目 {len(bare)} 个",
            about=",".join(district.district_code for district in bare),
        ),
    )


def find_projects_without_district(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the projects that need a site and have none, where the plan sites its other projects.

    Those of institutions that exist (a hospital, a school) are found without the plan and left out.
    """
    rows = [row for row in _own_projects(plan) if not row.district_codes and _needs_site(plan, row)]
    if not rows or not _ties_districts(plan):
        return
    yield tell(
        "project_without_district",
        "coverage",
        Telling(
            "low",
            (
                f"{len(rows)}个项目没有写明建在哪个县（市、区）：{listed(quoted(row.name for row in rows), '个')}。",
                f"{plural(len(rows), 'project')} without a district: {listed_en([english(row) for row in rows])}.",
            ),
            ("补写所在县（市、区）或选址原则。", "Name the district, or how the site will be chosen."),
            project_places(plan, rows),
            _share(plan, len(rows), "写明或可查到位置、不需选址"),
        ),
    )


def find_projects_of_a_group(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the projects that the text gives to a group of elements (“三带”) and to none of them."""
    rows = [row for row in _own_projects(plan) if row.element_kind and not row.element_ids]
    if not rows:
        return
    lost = [row for row in rows if not any(row in inferred_projects(plan, element) for element in plan.elements)]
    rest = f"；{listed(quoted(row.name for row in lost), '个')}连按县（市、区）也推断不出" if lost else ""
    yield tell(
        "project_of_group",
        "coverage",
        Telling(
            "low",
            (
                f"{len(rows)}个项目只归到一组布局要素，没有写归其中哪一个{rest}。",
                f"{plural(len(rows), 'project')} assigned to a group of elements only; "
                f"{len(lost)} cannot be inferred by district either.",
            ),
            ("逐个写明项目归哪个要素。", "Assign each project to one element."),
            project_places(plan, rows),
            f"只归到组 {len(rows)} 个 = 可按县（市、区）推断 {len(rows) - len(lost)} 个 + 推断不出 {len(lost)} 个",
        ),
    )


def find_projects_without_element(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the sited projects that no element of the layout claims, where the layout claims others."""
    own = [row for row in _own_projects(plan) if row.district_codes]
    rows = [row for row in own if not row.element_ids and not row.element_kind]
    claimed = [row for element in plan.elements for row in stated_projects(plan, element)]
    if len(rows) < FEWEST or not claimed:
        return
    yield tell(
        "project_without_element",
        "coverage",
        Telling(
            "low",
            (
                f"空间布局与项目清单没有对应：{len(rows)}个有所在地的项目没有写归哪个布局要素。",
                f"Layout and project list are not linked: {len(rows)} sited projects belong to no element.",
            ),
            ("在项目清单中加一栏“所属布局要素”。", "Add a column for the layout element to the project list."),
            project_places(plan, rows),
            f"有所在地的项目 {len(own)} 个 = 写明要素 {len(own) - len(rows)} 个 + 未写 {len(rows)} 个",
        ),
    )


def find_projects_without_figure(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield, in one finding, the projects without beds, money, area or households, their components included."""
    own = _own_projects(plan)
    rows = [row for row in own if not _has_figure(plan, row)]
    if len(own) < FEWEST or not rows:
        return
    all_of_them = f"全部{len(own)}个项目都" if len(rows) == len(own) else f"{len(own)}个项目中有{len(rows)}个"
    yield tell(
        "project_without_figure",
        "coverage",
        Telling(
            "low",
            (
                f"{all_of_them}没有写床位、投资、面积或户数中的任何一项。",
                f"{len(rows)} of {plural(len(own), 'project')} state neither beds, money, area nor households.",
            ),
            ("补写建设规模和投资估算，无从估算的写明何时确定。", "Add size and cost, or say when they will be known."),
            project_places(plan, rows),
            _share(plan, len(rows), "写有数字"),
        ),
    )


def _own_projects(plan: Plan) -> list[Project]:
    """Return the projects proper: components count with theirs, programmes are no single project."""
    return [row for row in plan.projects if row.row_kind == "project"]


def _ties_districts(plan: Plan) -> bool:
    """Tell whether the plan sites enough projects, in at least half of its units, for a missing one to mean something.

    A plan that gives every project to the whole region sites none.
    """
    units = {district.district_code for district in plan.districts} - {plan.region_code}
    sited = [row for row in _own_projects(plan) if units.intersection(row.district_codes)]
    named = {code for row in plan.projects for code in row.district_codes} & units
    return len(sited) >= FEWEST and len(named) >= HALF * len(units)


def _needs_site(plan: Plan, row: Project) -> bool:
    places = [place for place in plan.places if place.place_id in row.place_ids]
    is_known = any(place.district_code or place.kind in _KNOWN_PLACES for place in places)
    return row.category not in _SITELESS and not is_known


def _has_figure(plan: Plan, row: Project) -> bool:
    parts = [part for part in plan.projects if part.parent_project_id == row.project_id]
    return any(
        part.bed_counts or part.investment or part.floor_area or part.land_area or part.households or part.other_figures
        for part in (row, *parts)
    )


def _roles(plan: Plan, districts: Sequence[District]) -> str:
    """Return which of the districts an element names as its main part or member."""
    claims = [
        (member.role, district.name, element.name)
        for district in districts
        for element in plan.elements
        for member in element.members
        if member.district == district.district_code
    ]
    told = [f"{district}是“{element}”的{'主体' if role == 'main' else '成员'}" for role, district, element in claims]
    return f"，而{listed(told)}" if told else ""


def _silence(plan: Plan, districts: Sequence[District]) -> str:
    """Return which of the districts no fact of the plan mentions at all."""
    words = "|".join(row.as_written for row, _, _ in quoting_rows(plan))
    silent = [row.name for row in districts if row.name not in words and (row.short_name or row.name) not in words]
    return f"；要素、项目、指标和任务都没有提到{listed(silent, '个')}" if silent else ""


def _share(plan: Plan, lacking: int, having: str) -> str:
    total = len(_own_projects(plan))
    return f"项目 {total} 个 = {having} {total - lacking} 个 + 没有的 {lacking} 个"


def _rule(name: str, title: str, title_en: str, find: Find) -> Rule:
    return Rule(name, "coverage", title, title_en, find)


RULES: tuple[Rule, ...] = (
    _rule(
        "element_without_project", "每个布局要素都有项目", "Every element has a project", find_elements_without_project
    ),
    _rule(
        "district_without_project",
        "规划把项目落到县（市、区）时，每个县（市、区）都有项目",
        "Where projects are sited, every district has one",
        find_districts_without_project,
    ),
    _rule(
        "project_without_district",
        "需要选址的项目写明所在县（市、区）",
        "Projects that need a site name a district",
        find_projects_without_district,
    ),
    _rule(
        "project_of_group",
        "项目归到具体的布局要素，而不只是一组",
        "A project belongs to an element, not just to a group",
        find_projects_of_a_group,
    ),
    _rule(
        "project_without_element",
        "有所在地的项目与布局要素对应",
        "Sited projects belong to a layout element",
        find_projects_without_element,
    ),
    _rule(
        "project_without_figure",
        "项目写有床位、投资、面积或户数",
        "Projects state beds, money, area or households",
        find_projects_without_figure,
    ),
    *TASK_RULES,
)
