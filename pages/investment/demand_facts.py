"""District demand in words: older people by the census, planned beds per 1,000 of them against the other districts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.investment.demand import Demand, bed_rates, standing
from data.measures import DistrictStatistics
from data.plan import Plan
from pages.shared import queries
from pages.shared.citation import cited_reference, cited_sum, unstated
from pages.shared.labels import in_brackets, joined, name_of, people, trim, value_label, word
from pages.shared.markup import esc

AGES = ("60", "65", "80")
Line = tuple[str, str, str]


def people_lines(plan: Plan, demand: Demand) -> list[Line]:
    """Return a line per age: label, markup, text; a project without a district has one line that says so."""
    if not demand.codes:
        return [(word("measure.age_60_plus"), esc(word("invest.no_district_demand")), "")]
    return [(word(f"measure.age_{age}_plus"), *_people(plan, demand, age)) for age in AGES]


def bed_rate_lines(plan: Plan, demand: Demand) -> tuple[str, str]:
    """Return markup and text: planned beds per 1,000 aged 60+ by type, each with its place among the districts."""
    row = demand.rates
    if row is None or not demand.rates_by:
        return esc(word("invest.no_rate")), ""
    members, scope = _members(plan, demand), _scope(plan, demand)
    others = [other for other in queries.statistics(plan.plan_id, demand.rates_by) if other.district_code]
    kinds = row.planned_beds_per_1000_aged_60_plus_by_type
    if not kinds:
        return f"{unstated()}{scope}", word("common.not_stated")
    rates = [_rate(plan, row, kind, others, members) for kind in kinds]
    return lines(markup for markup, _ in rates) + scope, " ".join(text for _, text in rates)


def lines(parts: Iterable[str]) -> str:
    """Return ready markup line by line."""
    return "".join(f"<div>{part}</div>" for part in parts)


def demand_source_note(plan: Plan, demand: Demand) -> str:
    """Return why the people are those of the county and not of the zone; "" where they are its own."""
    if demand.basis != "county":
        return ""
    return word("invest.of_county", name=_district(plan, demand.county_code), zone=_district(plan, demand.codes[0]))


def _people(plan: Plan, demand: Demand, age: str) -> tuple[str, str]:
    count = getattr(demand.people, f"age_{age}_plus")
    share = getattr(demand, f"share_{age}_plus_pct")
    if count is None:
        return esc(word("map.no_data")), word("map.no_data")
    codes = (demand.county_code,) if demand.basis == "county" else demand.codes
    text = people(count) + (in_brackets(f"{share:.1f}%") if share is not None else "")
    return cited_reference(text, plan, _with_zones(plan, demand, codes), demand_source_note(plan, demand)), text


def _with_zones(plan: Plan, demand: Demand, codes: Sequence[str]) -> list[str]:
    """Return the districts whose people are counted: with a county its zones."""
    if demand.basis != "county":
        return list(codes)
    zones = [row.district_code for row in plan.districts if row.is_zone and row.parent_code in codes]
    return [*codes, *zones]


def _rate(
    plan: Plan, row: DistrictStatistics, kind: str, others: Sequence[DistrictStatistics], members: Sequence[str]
) -> tuple[str, str]:
    rate = row.planned_beds_per_1000_aged_60_plus_by_type[kind]
    place = standing(bed_rates(others, kind), row.district_code)
    name = value_label("bed_types", kind) or word("measure.bed_count")
    among = word("invest.standing", place=place.place, count=place.count) if place else ""
    text = f"{name} {trim(rate, 2)}"
    beds = row.bed_counts_by_type[kind]
    note = word("invest.rate_note", beds=f"{beds:,}", people=f"{row.age_60_plus:,}", rate=trim(rate, 2))
    sources = [
        project
        for project in plan.projects
        if project.row_kind == "project"
        and kind in project.bed_types
        and project.district_codes
        and set(project.district_codes) <= set(members)
    ]
    return f'{cited_sum(text, plan, sources, note)} <span class="hint">{esc(among)}</span>', f"{text} {among}"


def _members(plan: Plan, demand: Demand) -> list[str]:
    """Return the districts that a rate covers: the district, or a county with the zones inside it."""
    code = demand.rates.district_code if demand.rates else ""
    inside = [row.district_code for row in plan.districts if row.parent_code == code]
    return [code, *(inside if demand.rates_by == "county" else ())]


def _scope(plan: Plan, demand: Demand) -> str:
    county, *inside = _members(plan, demand)
    if not inside:
        return ""
    zones = joined(_district(plan, code) for code in inside)
    text = word("invest.by_county", name=_district(plan, county), zones=zones)
    return f'<div class="hint">{esc(text)}</div>'


def _district(plan: Plan, code: str) -> str:
    return next((name_of(row) for row in plan.districts if row.district_code == code), code)
