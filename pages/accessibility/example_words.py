"""The bundled example in the reader's language: names of districts and projects, and where the figures come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.plan import Plan
from data.supply_demand.input_set import InputSet
from geo.reach.example import example_inputs, offers_care
from pages.shared import queries
from pages.shared.citation import people_source
from pages.shared.labels import joined, language, name_of, plan_name, word
from pages.shared.plan_stamp import stamp_of
from pages.shared.unit_names import name_without_region


def example_of(plan: Plan) -> InputSet:
    """Return the bundled example of a plan as the plan names things; made once."""
    return queries.made(f"example_inputs {plan.plan_id} {stamp_of(plan.plan_id)}", lambda: example_inputs(plan))


def told_example(plan: Plan) -> InputSet:
    """Return the bundled example in the reader's language; its figures, ids and order are the same."""
    if language() == "zh":
        return example_of(plan)
    key = f"example_inputs en {plan.plan_id} {stamp_of(plan.plan_id)}"
    return queries.made(key, lambda: _in_english(plan, example_of(plan)))


def _in_english(plan: Plan, example: InputSet) -> InputSet:
    names = {row.district_code: name_without_region(plan, row.district_code) for row in plan.districts}
    names |= {row.project_id: name_of(row) for row in plan.projects}
    demand, facilities, sites = example.demand, example.facilities, example.candidates
    return replace(
        example,
        demand=replace(
            demand,
            names=_named(demand.ids, demand.names, names),
            source=people_source(plan, demand.district_codes) if len(demand) else "",
        ),
        facilities=replace(
            facilities,
            names=_named([one.partition(":")[0] for one in facilities.ids], facilities.names, names),
            source=_projects_source(plan, facilities.ids) if facilities.source else "",
        ),
        candidates=replace(
            sites,
            names=_named(sites.ids, sites.names, names),
            source=word("access.sites_source") if sites.source else "",
        ),
    )


def _named(ids: Sequence[str], printed: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(one, name) for one, name in zip(ids, printed, strict=True))


def _projects_source(plan: Plan, ids: Sequence[str]) -> str:
    placed = {one.partition(":")[0] for one in ids}
    absent = [name_of(row) for row in plan.projects if offers_care(row) and row.project_id not in placed]
    left_out = word("access.projects_left_out", n=len(absent), names=joined(absent)) if absent else ""
    return word("access.projects_source", plan=plan_name(plan)) + left_out
