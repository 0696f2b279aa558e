"""What can be selected: a unit with the districts and projects it is made of, 未分区, or the whole plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.measures import DistrictStatistics, Reading, projects_by_unit, unit_codes
from data.plan import District, Plan, Project
from pages.shared import parameters
from pages.shared.labels import name_of, word
from pages.shared.selection import NAME, selected, split

REST = "district:"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a reading with what its figures come from.

    `districts` is the district itself, then the zones counted in it; `shared` are projects that name other units too.
    """

    row: DistrictStatistics
    districts: tuple[District, ...] = ()
    projects: tuple[Project, ...] = ()
    shared: tuple[Project, ...] = ()

    @property
    def census_codes(self) -> tuple[str, ...]:
        """The census units whose people live here."""
        return tuple(dict.fromkeys(code for district in self.districts for code in district.population_scope))


def chosen(plan: Plan, by: Reading) -> str:
    """Return the selection as a unit of this reading: `district:<code>`, `district:` for 未分区, or "".

    A functional zone is selected with the county that counts it. What is no district selects nothing.
    """
    if parameters.read(NAME) == REST:
        return REST
    kind, code = split(selected(plan))
    unit = unit_codes(plan, by).get(code, "") if kind == "district" else ""
    return f"district:{unit}" if unit else ""


def unit_of(plan: Plan, by: Reading, choice: str, rows: Sequence[DistrictStatistics]) -> Unit:
    """Return the unit that a selection (not "") names."""
    code = split(choice)[1]
    row = next(row for row in rows if row.district_code == code)
    codes = unit_codes(plan, by)
    placed = projects_by_unit(plan, by)
    members = [district for district in plan.districts if code and codes.get(district.district_code) == code]
    members.sort(key=lambda district: district.district_code != code)
    inside = {district.district_code for district in members}
    shared = [project for project in placed[""] if inside.intersection(project.district_codes)]
    return Unit(row, tuple(members), tuple(placed[code]), tuple(shared))


def whole_plan(plan: Plan, total: DistrictStatistics) -> Unit:
    """Return the whole plan as a unit: each project once."""
    region = District(plan.region_code, plan.region_name, population_scope=(plan.region_code,))
    return Unit(total, (region,), tuple(project for project in plan.projects if project.row_kind == "project"))


def unit_names(plan: Plan) -> dict[str, str]:
    """Return the name of each unit in the reader's language; "" is 未分区."""
    return {"": word("district.unassigned"), **{row.district_code: name_of(row) for row in plan.districts}}


def in_tree_order(plan: Plan, rows: Sequence[DistrictStatistics]) -> list[DistrictStatistics]:
    """Return the districts in the plan's order, each county followed by its functional zones."""
    by_code = {row.district_code: row for row in rows}
    parents = {row.district_code: row.parent_code for row in plan.districts if row.is_zone}
    ordered: list[DistrictStatistics] = []
    for district in plan.districts:
        if parents.get(district.district_code) in by_code or district.district_code not in by_code:
            continue
        ordered.append(by_code[district.district_code])
        zones = [code for code, parent in parents.items() if parent == district.district_code and code in by_code]
        ordered += [by_code[code] for code in zones]
    return ordered
