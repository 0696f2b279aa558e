"""How facilities of the bundled example are named and counted: by the project of the plan that each stands for."""

from __future__ import annotations

from data.plan import Plan, Project
from data.supply_demand.points import Facilities
from geo.reach.example import infers_kind
from pages.accessibility.choices import kind_label
from pages.accessibility.results import Question
from pages.shared.labels import word


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


def kind_told(question: Question, at: int) -> str:
    """Return the bed type of a facility; one inferred from the project's category says so, "" where not stated."""
    facilities = question.inputs.facilities
    label, project = kind_label(facilities.kinds[at]), project_of(question.plan, facilities, at)
    is_inferred = label and project is not None and infers_kind(project)
    return word("access.kind_inferred", kind=label) if is_inferred else label
