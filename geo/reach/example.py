"""The bundled example of a plan (示例): only what is really known, and nothing made up to look like data.

* Demand: the 2020 census by district, all people of a district at one point of it. Inside a district it tells nothing.
* Facilities: the plan's projects that are care institutions or state beds, as planned; those without a position are
  left out and counted in `source`. Existing institutions with their beds are in no public source used here: none.
* Candidates: towns whose point is known; never the very spot that people were put at, which would be 0 minutes from all
  of them and the best of all sites. Where nothing else is known there is none.

A plan whose region has no boundary has no positions: its example is empty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from shapely import Point

from data.people import People, people_of_codes
from data.plan import District, Plan, Project
from data.positions import BASIS as RECORDED
from data.supply_demand.input_set import InputSet
from data.supply_demand.points import GROUPS, DemandPoints, Facilities, Precision, Status
from geo.placement_points import PlacedPoint, place_points
from geo.reach.known_points import Ground, ground_of

CARE_CATEGORIES = ("hospital", "elderly_care", "medical_elderly", "community_care")
CANDIDATE_SOURCE = "镇街点位：GeoNames 按名称匹配，未实地核对；放人口的示意点不作备选点；均非规划选址"
# the bed type that a project without stated beds is of, by its category; it counts as such facilities with beds do
KIND_OF_CATEGORY = {"hospital": "hospital", "elderly_care": "elderly_care", "medical_elderly": "medical_elderly"}
HOME_BEDS = "home"  # beds in people's own homes are no place to travel to
_PRECISIONS: dict[str, Precision] = {"exact": "exact", RECORDED: "exact", "town": "town"}


def example_inputs(plan: Plan) -> InputSet:
    """Return the bundled example of a plan; its id is ""."""
    ground = ground_of(plan)
    return InputSet(_demand(plan, ground), _care(plan, ground), _sites(plan, ground), plan_id=plan.plan_id)


def example_demand(plan: Plan) -> DemandPoints:
    """Return the census people of each district at one point of the district.

    Units without census figures of their own (some functional zones) have no point: their people are in the figure of
    the county that holds them. A county's point lies inside it and outside its zones; a zone's at one of its towns.
    """
    return _demand(plan, ground_of(plan))


def _demand(plan: Plan, ground: Ground | None) -> DemandPoints:
    spots = ground.district_points if ground else {}
    rows = _peopled(plan, spots)
    return DemandPoints(
        ids=tuple(district.district_code for district, _ in rows),
        names=tuple(district.name for district, _ in rows),
        lon=np.array([spots[d.district_code].x for d, _ in rows], dtype=np.float64),
        lat=np.array([spots[d.district_code].y for d, _ in rows], dtype=np.float64),
        people={group: np.array([_figure(getattr(p, group)) for _, p in rows], dtype=np.float64) for group in GROUPS},
        district_codes=tuple(district.district_code for district, _ in rows),
        precision=tuple[Precision, ...]("district" for _ in rows),
        source=_census_source(plan, [district for district, _ in rows]),
        is_example=True,
    )


def example_facilities(plan: Plan) -> Facilities:
    """Return the plan's care projects as planned facilities, one for each bed type that a project states.

    The id is the project's; with beds of several types it is `k24:medical`, `k24:elderly_care`. Capacity is NaN where
    the plan states no beds; its kind is then what its category tells (`infers_kind`), "" where nothing does. Renovated
    beds stand like new ones: `Project.bed_change` tells them apart.
    """
    return _care(plan, ground_of(plan))


def _care(plan: Plan, ground: Ground | None) -> Facilities:
    points = place_points(plan, ground.context, ground.frame) if ground else []
    placed = {point.id: point for point in points if point.source_table == "projects"}
    offers = [offer for project in plan.projects if offers_care(project) for offer in _offers(project)]
    known = [offer for offer in offers if (spot := placed.get(offer.project.project_id)) and spot.lon is not None]
    return _facilities(
        [_Site(offer.id, offer.project.name, *_position(placed[offer.project.project_id])) for offer in known],
        capacity=[offer.beds for offer in known],
        kinds=[offer.kind for offer in known],
        codes=[_only(offer.project.district_codes) for offer in known],
        years=[offer.project.end_year for offer in known],
        source=_projects_source(plan, [offer.project.project_id for offer in known]),
    )


def infers_kind(project: Project) -> bool:
    """Tell whether the kind of a project's facility comes from its category, since the plan states no beds of it.

    A hospital is of the kind `hospital`, as hospitals with stated beds are: acute beds that are left out at first. A
    community centre can offer anything: "".
    """
    has_beds = any(bed.bed_type != HOME_BEDS for bed in project.beds)
    return not has_beds and project.category in KIND_OF_CATEGORY


def left_out_projects(plan: Plan, known: Collection[str]) -> list[Project]:
    """Return the care projects of a plan that are no facility of the example; `known` are the ids of those that are."""
    return [project for project in plan.projects if offers_care(project) and project.project_id not in known]


def example_candidates(plan: Plan) -> Facilities:
    """Return sites that new facilities may be put at: towns whose point is known.

    The middle of a district is a drawing aid and no site; nor is a town at whose point the people of a district were
    put (`example_demand`): it would be 0 minutes from everybody there. Empty where nothing else is known.
    Capacity is NaN: nobody has stated any. Towns lie in their unit; two names at one point are one site.
    """
    return _sites(plan, ground_of(plan))


def _sites(plan: Plan, ground: Ground | None) -> Facilities:
    if ground is None:
        return _facilities([], [], [], [], [], "")
    codes = {district.district_code for district in plan.districts}
    sites: dict[tuple[float, float], tuple[_Site, str]] = {}
    for town in ground.context.towns:
        if town.point is not None:
            code = town.unit_code if town.unit_code in codes else town.boundary_code
            sites[town.point.x, town.point.y] = (_Site(town.code, town.name, town.point.x, town.point.y, "town"), code)
    spots = ground.district_points
    taken = {
        (spots[district.district_code].x, spots[district.district_code].y) for district, _ in _peopled(plan, spots)
    }
    rows = sorted((row for at, row in sites.items() if at not in taken), key=lambda row: row[0].id)
    source = CANDIDATE_SOURCE if rows else ""
    blank = [float("nan")] * len(rows)
    return _facilities(
        [site for site, _ in rows], blank, [""] * len(rows), [code for _, code in rows], [None] * len(rows), source
    )


def why_no_siting(inputs: InputSet) -> Literal["", "one_point", "no_candidates"]:
    """Return why sites cannot be weighed with the example's people; "" where they can, and for people of one's own.

    `no_candidates`: there is no site to choose. `one_point`: the example puts all people at one spot, so that every
    choice covers all of them or nobody.
    """
    if not inputs.demand.is_example:
        return ""
    if len(inputs.demand) == 1:
        return "one_point"
    return "" if len(inputs.candidates) else "no_candidates"


@dataclass(frozen=True, slots=True)
class _Site:
    id: str
    name: str
    lon: float
    lat: float
    precision: Precision


@dataclass(frozen=True, slots=True)
class _Offer:
    """The beds of one type that a project states; NaN, and a kind by its category, where it states none."""

    id: str
    project: Project
    beds: float
    kind: str


def _peopled(plan: Plan, spots: Mapping[str, Point]) -> list[tuple[District, People]]:
    """Return the districts whose people are counted and that have a spot, with their people."""
    counted = [(district, people_of_codes(district.population_scope, plan)) for district in plan.districts]
    return [(d, p) for d, p in counted if d.district_code in spots and p.population is not None]


def _figure(value: int | None) -> float:
    return float("nan") if value is None else float(value)


def _census_source(plan: Plan, districts: Sequence[District]) -> str:
    rows = (plan.population.get(code) for district in districts for code in district.population_scope)
    return "；".join(dict.fromkeys(row.source for row in rows if row and row.source))


def offers_care(project: Project) -> bool:
    """Tell whether a project is a care institution or states beds that people travel to."""
    has_beds = any(bed.bed_type != HOME_BEDS for bed in project.beds)
    return project.row_kind == "project" and (has_beds or project.category in CARE_CATEGORIES)


def _offers(project: Project) -> Iterator[_Offer]:
    beds = {kind: count for kind, count in project.bed_counts_by_type.items() if kind != HOME_BEDS}
    if not beds:
        yield _Offer(project.project_id, project, float("nan"), KIND_OF_CATEGORY.get(project.category, ""))
    for kind, count in beds.items():
        name = project.project_id if len(beds) == 1 else f"{project.project_id}:{kind}"
        yield _Offer(name, project, float(count), kind)


def _position(point: PlacedPoint) -> tuple[float, float, Precision]:
    return point.lon or 0.0, point.lat or 0.0, _PRECISIONS.get(point.location_basis, "district")


def _only(codes: Sequence[str]) -> str:
    return codes[0] if len(codes) == 1 else ""


def _projects_source(plan: Plan, known: Sequence[str]) -> str:
    absent = [project.name for project in left_out_projects(plan, known)]
    left_out = f"；另有{len(absent)}个项目规划未载明位置，未列入：{'、'.join(absent)}" if absent else ""
    return f"{plan.short_title or plan.title}的重点项目（规划新建、扩建或提升），不含现有设施{left_out}"


def _facilities(
    sites: Sequence[_Site],
    capacity: Sequence[float],
    kinds: Sequence[str],
    codes: Sequence[str],
    years: Sequence[int | None],
    source: str,
) -> Facilities:
    return Facilities(
        ids=tuple(site.id for site in sites),
        names=tuple(site.name for site in sites),
        lon=np.array([site.lon for site in sites], dtype=np.float64),
        lat=np.array([site.lat for site in sites], dtype=np.float64),
        capacity=np.array(capacity, dtype=np.float64),
        kinds=tuple(kinds),
        district_codes=tuple(codes),
        precision=tuple(site.precision for site in sites),
        statuses=tuple[Status, ...]("planned" for _ in sites),
        years=tuple(years),
        source=source,
        is_example=True,
    )
