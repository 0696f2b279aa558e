"""How much of what an investor needs to know a plan states of a project: a share, a grade, and what is missing.

The share is `Σ weight × stated ÷ Σ weight` over the fields that apply to the project's category: nobody asks an
information system for its land or a technology park for its beds, but where the plan states them they count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from data.plan import Plan, Project

Grade = Literal["A", "B", "C", "D"]

# from this share on: four quarters
GRADES: tuple[tuple[float, Grade], ...] = ((0.75, "A"), (0.5, "B"), (0.25, "C"), (0.0, "D"))
# how well the site is known: named by the plan, and found on the map as well as that
SITE_PRECISION: Mapping[str, float] = {"exact": 1.0, "recorded": 1.0, "town": 0.75}
SITE_NAMED = 0.5
ONLY_GROUP, ONE_OF_TWO_YEARS = 0.5, 0.5

# there is no building to fill with beds, or nothing to build at all
WITHOUT_BEDS = frozenset({"rehabilitation_aids", "industry_park", "smart_care", "talent", "insurance"})
WITHOUT_GROUND = frozenset({"smart_care", "talent", "insurance"})


@dataclass(frozen=True, slots=True)
class NeededField:
    """Something an investor needs to know: its weight, its names, and the categories that it is not asked of."""

    id: str
    weight: int
    name: str
    name_en: str
    not_asked_of: frozenset[str] = frozenset()


NEEDED: tuple[NeededField, ...] = (
    NeededField("investment", 18, "投资", "investment"),
    NeededField("beds", 16, "床位", "beds", WITHOUT_BEDS),
    NeededField("floor_area", 14, "建筑面积", "floor area", WITHOUT_GROUND),
    NeededField("site", 12, "具体地点", "site"),
    NeededField("district", 10, "所在区县", "district"),
    NeededField("land_area", 8, "用地面积", "land", WITHOUT_GROUND),
    NeededField("years", 8, "起止年份", "years"),
    NeededField("actor", 6, "责任单位", "responsible unit"),
    NeededField("action", 4, "建设内容", "works"),
    NeededField("element", 4, "布局要素", "layout element"),
)


@dataclass(frozen=True, slots=True)
class FieldState:
    """How far a field is stated: 0 not at all, 1 in full, between them in part."""

    field: NeededField
    share: float


@dataclass(frozen=True, slots=True)
class Completeness:
    """What a plan states of a project; `states` holds the fields that apply, in the order of their weight."""

    states: tuple[FieldState, ...]

    @property
    def share(self) -> float:
        """The weighted share that is stated, 0 to 1.

        >>> money, beds = NEEDED[0], NEEDED[1]
        >>> round(Completeness((FieldState(money, 1.0), FieldState(beds, 0.0))).share, 3)
        0.529
        """
        total = sum(state.field.weight for state in self.states)
        return sum(state.field.weight * state.share for state in self.states) / total if total else 0.0

    @property
    def grade(self) -> Grade:
        """A from 75 %, B from 50 %, C from 25 %, D below."""
        return grade_of(self.share)

    @property
    def missing(self) -> tuple[NeededField, ...]:
        """The fields of which the plan says nothing: 规划未载明."""
        return tuple(state.field for state in self.states if not state.share)

    @property
    def partial(self) -> tuple[NeededField, ...]:
        """The fields that are stated in part: a site known to its district, one year of two, a group of elements."""
        return tuple(state.field for state in self.states if 0 < state.share < 1)


def grade_of(share: float) -> Grade:
    """Return the grade of a share.

    >>> [grade_of(share) for share in (1.0, 0.75, 0.74, 0.25, 0.0)]
    ['A', 'A', 'B', 'C', 'D']
    """
    return next(grade for least, grade in GRADES if share >= least)


def completeness_of(plan: Plan, project: Project) -> Completeness:
    """Return what a plan states of a project; places and elements that its components name count as its own."""
    whole = with_components(plan, project)
    shares = {
        "investment": float(whole.investment_wan_yuan is not None),
        "beds": float(whole.bed_count is not None),
        "floor_area": float(whole.floor_area_m2 is not None),
        "land_area": float(whole.land_area_m2 is not None),
        "site": _site_share(plan, whole),
        "district": float(bool(district_codes(plan, whole))),
        "years": ONE_OF_TWO_YEARS * ((whole.start_year is not None) + (whole.end_year is not None)),
        "actor": float(bool(stated_agencies(plan, project))),
        "action": float(bool(whole.action)),
        "element": 1.0 if whole.element_ids else ONLY_GROUP * bool(whole.element_kind),
    }
    asked = (field for field in NEEDED if shares[field.id] or project.category not in field.not_asked_of)
    return Completeness(tuple(FieldState(field, shares[field.id]) for field in asked))


def with_components(plan: Plan, project: Project) -> Project:
    """Return the project with the districts, places and elements of its components; amounts stay its own."""
    parts = [
        row for row in plan.projects if row.row_kind == "component" and row.parent_project_id == project.project_id
    ]
    if not parts:
        return project
    rows = (project, *parts)
    return replace(
        project,
        district_codes=_together([row.district_codes for row in rows]),
        place_ids=_together([row.place_ids for row in rows]),
        element_ids=_together([row.element_ids for row in rows]),
    )


def district_codes(plan: Plan, project: Project) -> tuple[str, ...]:
    """Return the districts that a project names; the whole region is none."""
    known = {district.district_code for district in plan.districts}
    return tuple(code for code in project.district_codes if code in known)


def stated_agencies(plan: Plan, project: Project) -> tuple[str, ...]:
    """Return the units responsible for the tasks that the text ties to a project, leading ones first; () if none.

    An inferred link is no statement of the plan.
    """
    tasks = {row.task_id: row for row in plan.tasks}
    linked = [
        tasks[link.from_id]
        for link in plan.links
        if (link.from_kind, link.to_kind, link.to_id) == ("task", "project", project.project_id)
        and link.basis == "stated"
        and link.from_id in tasks
    ]
    return _together([*(task.lead_agencies for task in linked), *(task.agencies for task in linked)])


def _site_share(plan: Plan, project: Project) -> float:
    bases = [place.location_basis for place in plan.places if place.place_id in project.place_ids]
    return max((SITE_PRECISION.get(basis, SITE_NAMED) for basis in bases), default=0.0)


def _together(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the members of all lists, each once, in their order."""
    return tuple(dict.fromkeys(value for values in lists for value in values))
