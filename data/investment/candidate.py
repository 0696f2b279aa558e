"""The candidates of an investor: the projects of all plans, each with its figures in one unit.

Only `project` rows are candidates. A component refines the project that it belongs to (its places and elements count
there, its amounts are never added again); a programme is a policy or a wish for many facilities: nobody can invest in
it as such, and its targets are indicator values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.investment.completeness import Completeness, Grade, completeness_of
from data.investment.demand import Demand, demand_of, demand_table
from data.plan import Plan, Project
from data.plan_rules.densities import DENSITIES, bed_group
from data.search import fold

SEPARATOR = "/"
STATES = ("money", "beds", "size", "place", "district", "years")
HOME = "home"


@dataclass(frozen=True, slots=True)
class MoneyPerBed:
    """Investment in 万元 per bed, its arithmetic, and the kind of beds and work that it may be compared within."""

    amount: float
    arithmetic: str
    group: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project of a plan with what an investor compares; None where the plan does not say.

    Attributes:
        key: `<plan_id>/<project_id>`.
        per_bed: only where the row itself states money and beds, none of them home beds.
        states: which of money, beds, size, place, district, years the plan states.
        haystack: all its words, folded, for the text search.
    """

    key: str
    plan_id: str
    project: Project
    floor_area_m2: float | None
    land_area_m2: float | None
    investment_wan_yuan: float | None
    per_bed: MoneyPerBed | None
    demand: Demand
    completeness: Completeness
    grade: Grade
    states: frozenset[str]
    haystack: str


def candidate_key(plan_id: str, project_id: str) -> str:
    """Return the key of a project among those of all plans.

    >>> candidate_key("weihai-2022-2024", "k14")
    'weihai-2022-2024/k14'
    """
    return f"{plan_id}{SEPARATOR}{project_id}"


def candidates(plans: Iterable[Plan]) -> tuple[Candidate, ...]:
    """Return the candidates of all plans, in the order of the plans and of their files."""
    return tuple(candidate for plan in plans for candidate in candidates_of(plan))


def candidates_of(plan: Plan) -> tuple[Candidate, ...]:
    """Return the candidates of one plan."""
    table, names = demand_table(plan), _names(plan)
    return tuple(
        _candidate(plan, row, demand_of(plan, row, table), names) for row in plan.projects if row.row_kind == "project"
    )


def money_per_bed(project: Project) -> MoneyPerBed | None:
    """Return `investment ÷ beds` of a row that states both; None where it states one only, or home beds.

    Beds of two types in one row were built for that one amount: they are added for this division alone.

    >>> care = Project("k1", "院", investment="1870万元", bed_counts=(76, 200), bed_types=("medical", "elderly_care"))
    >>> round(money_per_bed(care).amount, 2), money_per_bed(care).arithmetic
    (6.78, '1870万元 ÷ （76＋200）张')
    """
    found = DENSITIES[0].of(project)
    if found is None or HOME in project.bed_types:
        return None
    counts = "＋".join(str(count) for count in project.bed_counts)
    arithmetic = f"{project.investment} ÷ {f'（{counts}）' if len(project.bed_counts) > 1 else counts}张"
    return MoneyPerBed(found[0], arithmetic, bed_group(project))


def _candidate(plan: Plan, project: Project, demand: Demand, names: Mapping[str, str]) -> Candidate:
    words = (project.name, project.name_en, project.action, project.note, plan.region_name, plan.region_name_en)
    rows = (*project.district_codes, *project.place_ids, *project.element_ids)
    completeness = completeness_of(plan, project)
    return Candidate(
        candidate_key(plan.plan_id, project.project_id),
        plan.plan_id,
        project,
        project.floor_area_m2,
        project.land_area_m2,
        project.investment_wan_yuan,
        money_per_bed(project),
        demand,
        completeness,
        completeness.grade,
        _stated(project, demand, completeness),
        fold("\n".join((*words, *(names.get(row, "") for row in rows)))),
    )


def _stated(project: Project, demand: Demand, completeness: Completeness) -> frozenset[str]:
    missing = {field.id for field in completeness.missing}
    stated = {
        "money": project.investment_wan_yuan is not None,
        "beds": bool(project.beds),
        "size": project.floor_area_m2 is not None or project.land_area_m2 is not None,
        "place": "site" not in missing,
        "district": bool(demand.codes),
        "years": "years" not in missing,
    }
    return frozenset(name for name, is_stated in stated.items() if is_stated)


def _names(plan: Plan) -> dict[str, str]:
    """Return the names of districts, places and elements by their ids."""
    districts = {row.district_code: f"{row.name} {row.name_en}" for row in plan.districts}
    places = {row.place_id: f"{row.name} {row.name_en}" for row in plan.places}
    return districts | places | {row.element_id: f"{row.name} {row.name_en}" for row in plan.elements}
