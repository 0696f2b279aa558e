"""Sums and rates per district: projects, beds by type, money, floor area, people.

Only `project` rows are summed: components refine a project, programmes carry targets. Nothing counts twice, and
what a plan does not tie to one district stands in a last row 未分区. None: nothing stated, or not computable.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from data.people import People, people_of_codes, people_of_unit
from data.plan import District, Plan, Project

Reading = Literal["unit", "county"]

UNLOCATED_NAME = "未分区"


@dataclass(frozen=True, slots=True)
class DistrictStatistics:
    """The sums of one unit (a district, 未分区, or the whole plan).

    `project_count` counts projects that lie in this unit alone, `shared_project_count` those that name other
    units too: their figures stand in 未分区. `*_stated_count` counts the projects that state the figure.
    `bed_count` adds every type and renovated beds too: show it with `bed_counts_by_type`.
    """

    district_code: str
    district_name: str
    project_count: int = 0
    shared_project_count: int = 0
    bed_stated_count: int = 0
    investment_stated_count: int = 0
    floor_area_stated_count: int = 0
    bed_count: int | None = None
    bed_counts_by_type: dict[str, int] = field(default_factory=dict)
    renovated_bed_count: int | None = None
    investment_wan_yuan: float | None = None
    floor_area_m2: float | None = None
    population: int | None = None
    age_60_plus: int | None = None
    age_65_plus: int | None = None
    age_80_plus: int | None = None
    rate_note: str = ""

    @property
    def planned_beds_per_1000_aged_60_plus(self) -> float | None:
        """Planned beds of all types per 1,000 residents aged 60 and over (not the official bed density)."""
        return None if self.rate_note else per_1000(self.bed_count, self.age_60_plus)

    @property
    def planned_beds_per_1000_aged_60_plus_by_type(self) -> dict[str, float]:
        """The same by bed type; {} where there is no rate."""
        if self.rate_note or not self.age_60_plus:
            return {}
        return {kind: 1000 * count / self.age_60_plus for kind, count in self.bed_counts_by_type.items()}

    @property
    def investment_wan_yuan_per_1000_aged_60_plus(self) -> float | None:
        """Stated investment in 万元 per 1,000 residents aged 60 and over."""
        return None if self.rate_note else per_1000(self.investment_wan_yuan, self.age_60_plus)


def per_1000(amount: float | None, people: int | None) -> float | None:
    """Return `1000 × amount ÷ people`; None where one of them is not known or nobody lives there.

    >>> per_1000(276, 188149), per_1000(None, 188149)
    (1.4669224922800546, None)
    """
    return None if amount is None or not people else 1000 * amount / people


def district_statistics(plan: Plan, by: Reading = "unit") -> list[DistrictStatistics]:
    """Return a row per unit in the plan's order, then 未分区.

    `by="county"` adds functional zones to the county that holds them. The rows' project counts and figures add up
    to `plan_statistics(plan)`.
    """
    units = _units(plan, by)
    placed = projects_by_unit(plan, by)
    shared: Counter[str] = Counter()
    unit_of = _unit_of_code(units)
    for project in placed[""]:
        shared.update(_unit_codes(project, unit_of))
    rows = [
        _statistics(
            group[0].district_code,
            group[0].name,
            placed[code],
            people=people_of_unit(group, plan, by),
            shared=shared[code],
        )
        for code, group in units.items()
    ]
    return [*rows, _statistics("", UNLOCATED_NAME, placed[""], people=People())]


def projects_by_unit(plan: Plan, by: Reading = "unit") -> dict[str, list[Project]]:
    """Return the counted projects of each unit; "" holds those of 未分区: of no unit, or of several."""
    units = _units(plan, by)
    unit_of = _unit_of_code(units)
    placed: dict[str, list[Project]] = {code: [] for code in (*units, "")}
    for project in _counted_projects(plan):
        codes = _unit_codes(project, unit_of)
        placed[codes[0] if len(codes) == 1 else ""].append(project)
    return placed


def unit_codes(plan: Plan, by: Reading = "unit") -> dict[str, str]:
    """Return the unit that each district of the plan is counted in: itself, or the county that holds the zone."""
    return _unit_of_code(_units(plan, by))


def plan_statistics(plan: Plan) -> DistrictStatistics:
    """Return the sums of the whole plan, each project once, with the people of the region."""
    people = people_of_codes((plan.region_code,), plan)
    projects = _counted_projects(plan)
    return _statistics(plan.region_code, plan.region_name, projects, people=people)


def _counted_projects(plan: Plan) -> list[Project]:
    return [project for project in plan.projects if project.row_kind == "project"]


def _units(plan: Plan, by: Reading) -> dict[str, list[District]]:
    """Return the units of a reading by code: the district itself, then the zones rolled up into it."""
    districts = {district.district_code: district for district in plan.districts}
    if by == "unit":
        return {code: [district] for code, district in districts.items()}
    units: dict[str, list[District]] = {}
    for code, district in districts.items():
        if not (district.is_zone and district.parent_code in districts):
            units[code] = [district]
    for district in districts.values():
        if district.is_zone and district.parent_code in units:
            units[district.parent_code].append(district)
    return units


def _unit_of_code(units: dict[str, list[District]]) -> dict[str, str]:
    return {district.district_code: code for code, group in units.items() for district in group}


def _unit_codes(project: Project, unit_of: dict[str, str]) -> list[str]:
    """Return the units a project names, each once, in its order; a code without a unit names none."""
    return list(dict.fromkeys(unit_of[code] for code in project.district_codes if code in unit_of))


def _statistics(
    code: str, name: str, projects: Sequence[Project], *, people: People, shared: int = 0
) -> DistrictStatistics:
    by_type: Counter[str] = Counter()
    for project in projects:
        by_type.update(project.bed_counts_by_type)
    beds = _stated(projects, lambda project: project.bed_count)
    renovated = _stated((p for p in projects if p.bed_change == "renovated"), lambda project: project.bed_count)
    investments = _stated(projects, lambda project: project.investment_wan_yuan)
    floor_areas = _stated(projects, lambda project: project.floor_area_m2)
    return DistrictStatistics(
        district_code=code,
        district_name=name,
        project_count=len(projects),
        shared_project_count=shared,
        bed_stated_count=len(beds),
        investment_stated_count=len(investments),
        floor_area_stated_count=len(floor_areas),
        bed_count=int(sum(beds)) if beds else None,
        bed_counts_by_type=dict(by_type),
        renovated_bed_count=int(sum(renovated)) if renovated else None,
        investment_wan_yuan=math.fsum(investments) if investments else None,
        floor_area_m2=math.fsum(floor_areas) if floor_areas else None,
        population=people.population,
        age_60_plus=people.age_60_plus,
        age_65_plus=people.age_65_plus,
        age_80_plus=people.age_80_plus,
        rate_note=people.rate_note,
    )


def _stated(projects: Iterable[Project], amount: Callable[[Project], float | None]) -> list[float]:
    """Return the amounts that are stated."""
    return [value for project in projects if (value := amount(project)) is not None]
