"""The bundled example in the reader's language: names of districts and projects, and where the figures come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.place_names import town_name_en
from data.plan import Plan
from data.supply_demand.input_set import InputSet
from geo.reach.example import example_inputs, left_out_projects
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
    return queries.made(key, lambda: in_english(plan, example_of(plan)))


def in_english(plan: Plan, inputs: InputSet) -> InputSet:
    """Return inputs with English names and sources of those parts that are the bundled example."""
    names = {row.district_code: name_without_region(plan, row.district_code) for row in plan.districts}
    names |= {row.project_id: name_of(row) for row in plan.projects}
    demand, facilities, sites = inputs.demand, inputs.facilities, inputs.candidates
    if demand.is_example:
        source = people_source(plan, demand.district_codes) if len(demand) else ""
        demand = replace(demand, names=_named(demand.ids, demand.names, names), source=source)
    if facilities.is_example:
        ids = [one.partition(":")[0] for one in facilities.ids]
        source = _projects_source(plan, facilities.ids) if facilities.source else ""
        facilities = replace(facilities, names=_named(ids, facilities.names, names), source=source)
    if sites.is_example:
        rows = zip(sites.ids, sites.names, strict=True)
        towns = tuple(town_name_en(one, names.get(one, name)) for one, name in rows)
        sites = replace(sites, names=towns, source=word("access.sites_source") if sites.source else "")
    return replace(inputs, demand=demand, facilities=facilities, candidates=sites)


def _named(ids: Sequence[str], printed: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(one, name) for one, name in zip(ids, printed, strict=True))


def _projects_source(plan: Plan, ids: Sequence[str]) -> str:
    absent = [name_of(row) for row in left_out_projects(plan, {one.partition(":")[0] for one in ids})]
    left_out = word("access.projects_left_out", n=len(absent), names=joined(absent)) if absent else ""
    return word("access.projects_source", plan=plan_name(plan)) + left_out
