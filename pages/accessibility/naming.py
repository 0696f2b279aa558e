"""How facilities of the bundled example are named and counted: by the project of the plan that each stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

import numpy as np

from data.place_names import town_name_en
from data.plan import Plan, Project
from data.supply_demand.input_set import InputSet
from data.supply_demand.points import Facilities
from geo.reach.example import CANDIDATE_SOURCE, example_inputs, infers_kind, left_out_projects
from pages.accessibility.choices import kind_label
from pages.accessibility.results import Flags, Question, input_key
from pages.shared import queries
from pages.shared.citation import people_source
from pages.shared.labels import joined, language, name_of, plan_name, word
from pages.shared.plan_stamp import stamp_of
from pages.shared.unit_names import name_without_region


def project_id_of(facility_id: str) -> str:
    """Return the id of the project that a facility of the example is a part of.

    >>> project_id_of("k24:medical"), project_id_of("k17")
    ('k24', 'k17')
    """
    return facility_id.partition(":")[0]


def project_of(plan: Plan, facilities: Facilities, at: int) -> Project | None:
    """Return the project that a facility of the example stands for; None for data of the bureau's own."""
    if not facilities.is_example:
        return None
    wanted = project_id_of(facilities.ids[at])
    return next((project for project in plan.projects if project.project_id == wanted), None)


def example_of(plan: Plan) -> InputSet:
    """Return the bundled example of a plan as the plan names things; made once."""
    return queries.made(f"example_inputs {plan.plan_id} {stamp_of(plan.plan_id)}", lambda: example_inputs(plan))


def named_inputs(plan: Plan, inputs: InputSet) -> InputSet:
    """Return inputs whose names and sources are those to be shown; ids, positions and figures stay.

    A project of the example that offers beds of several types is several facilities: each carries its type. In English
    the example has English names, where any are known. Data of the bureau's own stays as it is.
    """
    parts = (inputs.demand, inputs.facilities, inputs.candidates)
    if not any(part.is_example for part in parts):
        return inputs
    key = f"named {input_key(plan, inputs)} {language()}"
    return queries.made(key, lambda: _named(plan, inputs))


@lru_cache(maxsize=16)  # asked several times for each answer
def things_of(facilities: Facilities) -> tuple[str, ...]:
    """Return (m,) what each facility is a part of: one place with beds of several types is a facility for each.

    Of the example it is the project; of a bureau's own data what has one name on one spot.
    """
    if facilities.is_example:
        return tuple(project_id_of(one) for one in facilities.ids)
    rows = zip(facilities.names, facilities.lon.tolist(), facilities.lat.tolist(), strict=True)
    return tuple(f"{name} {lon} {lat}" for name, lon, lat in rows)


def how_many(facilities: Facilities, flags: Flags | None = None) -> int:
    """Return how many places are flagged, all without flags; beds of several types on one spot are one place."""
    things = things_of(facilities)
    return len(set(things) if flags is None else {things[at] for at in np.flatnonzero(flags).tolist()})


def plain_name(name: str, kind: str) -> str:
    """Return the name of a facility without the bed type that `named_inputs` put behind it."""
    return name.removesuffix(word("access.name_with_kinds", name="", kinds=kind_label(kind))) if kind else name


def _named(plan: Plan, inputs: InputSet) -> InputSet:
    demand, facilities, candidates = inputs.demand, inputs.facilities, inputs.candidates
    is_english = language() == "en"
    if facilities.is_example:
        facilities = _named_facilities(plan, facilities)
    if demand.is_example and is_english:
        names = tuple(name_without_region(plan, code) for code in demand.district_codes)
        demand = replace(demand, names=names, source=people_source(plan, demand.district_codes) if names else "")
    if candidates.is_example and is_english:
        rows = zip(candidates.ids, candidates.names, strict=True)
        names = tuple(town_name_en(code, name) for code, name in rows)
        source = word("access.towns_source") if candidates.source == CANDIDATE_SOURCE else candidates.source
        candidates = replace(candidates, names=names, source=source)
    return replace(inputs, demand=demand, facilities=facilities, candidates=candidates)


def _named_facilities(plan: Plan, facilities: Facilities) -> Facilities:
    parts = Counter(project_id_of(one) for one in facilities.ids)
    shown = {project.project_id: name_of(project) for project in plan.projects}
    plain = [shown.get(project_id_of(one), name) for one, name in zip(facilities.ids, facilities.names, strict=True)]
    rows = zip(facilities.ids, plain, facilities.kinds, strict=True)
    names = tuple(
        word("access.name_with_kinds", name=name, kinds=kind_label(kind)) if parts[project_id_of(one)] > 1 else name
        for one, name, kind in rows
    )
    source = _projects_source(plan, set(parts)) if language() == "en" else facilities.source
    return replace(facilities, names=names, source=source)


def _projects_source(plan: Plan, known: Collection[str]) -> str:
    absent = [name_of(project) for project in left_out_projects(plan, known)]
    left_out = word("access.projects_left_out", n=len(absent), names=joined(absent)) if absent else ""
    return word("access.projects_source", plan=plan_name(plan)) + left_out


def is_renovation(plan: Plan, facilities: Facilities, at: int) -> bool:
    """Tell whether a facility of the example stands already: the plan renovates its beds and builds none."""
    project = project_of(plan, facilities, at)
    return project is not None and project.bed_change == "renovated"


def kind_told(question: Question, at: int) -> str:
    """Return the bed type of a facility; one inferred from the project's category says so, "" where not stated."""
    facilities = question.inputs.facilities
    return _kind_words(facilities.kinds[at], project_of(question.plan, facilities, at))


def kinds_told(question: Question) -> list[str]:
    """Return what `kind_told` says of every facility."""
    facilities = question.inputs.facilities
    projects = {project.project_id: project for project in question.plan.projects} if facilities.is_example else {}
    rows = zip(facilities.ids, facilities.kinds, strict=True)
    return [_kind_words(kind, projects.get(project_id_of(one))) for one, kind in rows]


def _kind_words(kind: str, project: Project | None) -> str:
    label = kind_label(kind)
    is_inferred = label and project is not None and infers_kind(project)
    return word("access.kind_inferred", kind=label) if is_inferred else label
