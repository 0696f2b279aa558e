"""What the sheets of a plan's projects are made of, gathered once per plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.investment.completeness import Completeness, completeness_of, with_components
from data.investment.demand import Demand, DemandTable, demand_of, demand_table
from data.plan import Plan, Project
from data.record import Entry, Subject
from geo.locator_map import CityGround, city_ground
from geo.map_bundle import build_bundle
from geo.placement_context import context_of
from geo.placement_points import PlacedPoint, place_points
from pages.investment.sheet_content import Fact
from pages.shared.labels import word

CITY_SIZE = (66.0, 51.0)
MARKED = ("derived", "inferred", "reference")


@dataclass(frozen=True, slots=True)
class SheetBase:
    """A plan with its map, its points by project id, its districts; `ground`, `bundle` are None without a boundary."""

    plan: Plan
    ground: CityGround | None
    bundle: Mapping[str, Any] | None
    points: Mapping[str, PlacedPoint]
    table: DemandTable


@dataclass(frozen=True, slots=True)
class Material:
    """The project that a sheet tells of, with all that its parts ask for.

    `whole` has the places, districts and elements of its components, too.
    """

    base: SheetBase
    project: Project
    whole: Project
    demand: Demand
    completeness: Completeness
    plans: Sequence[Plan] = ()
    entries: Mapping[Subject, Entry] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The plan of the project."""
        return self.base.plan


class ProjectNotFoundError(LookupError):
    """The plan has no such project; the text names those that it has."""


def sheet_base(plan: Plan) -> SheetBase:
    """Gather what the sheets of a plan need: about a second for a large plan."""
    table = demand_table(plan)
    try:
        bundle, _ = build_bundle(plan)
        placed = place_points(plan, context_of(plan))
    except KeyError:
        return SheetBase(plan, None, None, {}, table)
    ground = city_ground(bundle, CITY_SIZE)
    return SheetBase(
        plan, ground, bundle, {point.id: point for point in placed if point.source_table == "projects"}, table
    )


def material_of(
    base: SheetBase, project_id: str, *, plans: Sequence[Plan] = (), entries: Mapping[Subject, Entry] | None = None
) -> Material:
    """Return what a sheet tells of; ProjectNotFoundError where the plan has no such project."""
    plan = base.plan
    project = next((row for row in plan.projects if row.project_id == project_id), None)
    if project is None:
        known = "、".join(row.project_id for row in plan.projects if row.row_kind == "project") or "无"
        raise ProjectNotFoundError(f"规划“{plan.plan_id}”没有项目“{project_id}”，可用的编号：{known}")
    whole = with_components(plan, project)
    demand = demand_of(plan, project, base.table)
    return Material(base, project, whole, demand, completeness_of(plan, project), plans, entries or {})


def sentence_case(text: str) -> str:
    """Return a coded value's name as a label of its own: `hospital` becomes `Hospital`."""
    return text[:1].upper() + text[1:]


def mark_of(fact: Fact, own_section: str) -> str:
    """Return what vouches for a line in brackets: its section where it is another than the project's own."""
    if fact.basis in MARKED:
        inner = word(f"sheet.mark_{fact.basis}")
        if fact.basis == "inferred" and fact.section:
            inner += f" {fact.section}"
    else:
        inner = fact.section if fact.basis == "stated" and fact.section != own_section else ""
    return f"〔{inner.replace(';', '、')}〕" if inner else ""
