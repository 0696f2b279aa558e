"""Rules of the family coverage on projects: their district, their layout element, their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.inference import inferred_projects, stated_projects
from data.plan import Plan, Project
from data.plan_rules.element_text import is_unplaced
from data.plan_rules.finding import Find, Rule, RuleFinding
from data.plan_rules.telling import Telling, english, listed, listed_en, plural, project_places, quoted, tell

FEWEST = 3  # fewer projects than this are no list to hold anything against
HALF = 0.5
# where these stand is known without the plan: an institution that exists, a system that needs no site
_KNOWN_PLACES = {"hospital", "school", "company"}
_SITELESS = {"smart_care", "insurance", "health_management"}


def find_projects_without_district(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the projects that need a site and have none, where the plan sites its other projects.

    Those of institutions that exist (a hospital, a school) are found without the plan and left out, and so are those
    of an element that itself has no place: that is told once.
    """
    rows = [row for row in own_projects(plan) if _needs_site(plan, row)]
    if not rows or not ties_districts(plan):
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
            _sited(plan, len(rows)),
        ),
    )


def find_projects_of_a_group(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield the projects that the text gives to a group of elements (“三带”) and to none of them."""
    rows = [row for row in own_projects(plan) if row.element_kind and not row.element_ids]
    if not rows:
        return
    inferred = {row.project_id for element in plan.elements for row in inferred_projects(plan, element)}
    lost = [row for row in rows if row.project_id not in inferred]
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
    own = [row for row in own_projects(plan) if row.district_codes]
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
    own = own_projects(plan)
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


def own_projects(plan: Plan) -> list[Project]:
    """Return the projects proper: components count with theirs, programmes are no single project."""
    return [row for row in plan.projects if row.row_kind == "project"]


def ties_districts(plan: Plan) -> bool:
    """Tell whether the plan sites enough projects, in at least half of its units, for a missing one to mean something.

    A plan that gives every project to the whole region sites none.
    """
    units = {district.district_code for district in plan.districts} - {plan.region_code}
    sited = [row for row in own_projects(plan) if units.intersection(row.district_codes)]
    named = {code for row in plan.projects for code in row.district_codes} & units
    return len(sited) >= FEWEST and len(named) >= HALF * len(units)


def _needs_site(plan: Plan, row: Project) -> bool:
    return _has_no_site(plan, row) and not _is_of_unplaced_elements(plan, row)


def _has_no_site(plan: Plan, row: Project) -> bool:
    places = [place for place in plan.places if place.place_id in row.place_ids]
    is_known = any(place.district_code or place.kind in _KNOWN_PLACES for place in places)
    return row.category not in _SITELESS and not is_known and not row.district_codes


def _is_of_unplaced_elements(plan: Plan, row: Project) -> bool:
    elements = [element for element in plan.elements if element.element_id in row.element_ids]
    return bool(elements) and all(is_unplaced(plan, element) for element in elements)


def _sited(plan: Plan, lacking: int) -> str:
    """Return how many projects have a site or need none, how many wait for their element's, how many lack one."""
    own = own_projects(plan)
    waiting = sum(_has_no_site(plan, row) and _is_of_unplaced_elements(plan, row) for row in own)
    also = f"所属要素本身未写位置 {waiting} 个 + " if waiting else ""
    return (
        f"项目 {len(own)} 个 = 写明或可查到位置、不需选址 {len(own) - lacking - waiting} 个 + {also}没有的 {lacking} 个"
    )


def _has_figure(plan: Plan, row: Project) -> bool:
    parts = [part for part in plan.projects if part.parent_project_id == row.project_id]
    return any(
        part.bed_counts or part.investment or part.floor_area or part.land_area or part.households or part.other_figures
        for part in (row, *parts)
    )


def _share(plan: Plan, lacking: int, having: str) -> str:
    total = len(own_projects(plan))
    return f"项目 {total} 个 = {having} {total - lacking} 个 + 没有的 {lacking} 个"


def _rule(name: str, title: str, title_en: str, find: Find) -> Rule:
    return Rule(name, "coverage", title, title_en, find)


PROJECT_RULES: tuple[Rule, ...] = (
    _rule(
        "project_without_district",
        "需要选址的项目是否写明所在县（市、区）",
        "Do projects that need a site name a district?",
        find_projects_without_district,
    ),
    _rule(
        "project_of_group",
        "项目是否归到具体的布局要素，而不只是一组",
        "Does a project belong to an element, not just to a group?",
        find_projects_of_a_group,
    ),
    _rule(
        "project_without_element",
        "有所在地的项目是否与布局要素对应",
        "Do sited projects belong to a layout element?",
        find_projects_without_element,
    ),
    _rule(
        "project_without_figure",
        "项目是否写有床位、投资、面积或户数",
        "Do projects state beds, money, area or households?",
        find_projects_without_figure,
    ),
)
