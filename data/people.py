"""The people of a unit, and whether they are the people of the area that its projects are counted in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from data.plan import District, Plan, Population

NO_PEOPLE_NOTE = "没有与本单元范围一致的人口数"


@dataclass(frozen=True, slots=True)
class People:
    """Census people by age; None where not known. `rate_note` says why a rate would be wrong, or is blank."""

    population: int | None = None
    age_60_plus: int | None = None
    age_65_plus: int | None = None
    age_80_plus: int | None = None
    rate_note: str = NO_PEOPLE_NOTE


def people_of_unit(group: Sequence[District], plan: Plan, by: Literal["unit", "county"]) -> People:
    """Return the people of a district with the zones counted in it.

    Counted as a unit of its own, a county that holds a zone without a census row has no rate: the zone's people
    are in the county's figure, its projects are not.
    """
    codes = [code for district in group for code in district.population_scope]
    people = people_of_codes(tuple(dict.fromkeys(codes)), plan)
    if by == "county" or people.rate_note:
        return people
    held = [
        zone.name
        for zone in plan.districts
        if zone.is_zone and zone.parent_code == group[0].district_code and not zone.population_scope
    ]
    if not held:
        return people
    return replace(people, rate_note=f"人口含{'、'.join(held)}，项目不含，两者范围不同")


def people_of_codes(codes: Sequence[str], plan: Plan) -> People:
    """Return the people of census units together; unknown where one of them is unknown."""
    rows = [plan.population.get(code) for code in codes]
    known = [row for row in rows if row is not None]
    if not rows or len(known) < len(rows):
        return People()
    aged_60_plus = _total(known, "age_60_plus")
    return People(
        population=_total(known, "population"),
        age_60_plus=aged_60_plus,
        age_65_plus=_total(known, "age_65_plus"),
        age_80_plus=_total(known, "age_80_plus"),
        rate_note="" if aged_60_plus else NO_PEOPLE_NOTE,
    )


def _total(rows: Sequence[Population], field: str) -> int | None:
    values: list[int | None] = [getattr(row, field) for row in rows]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None
