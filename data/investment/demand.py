"""The demand a project meets: older people of its district (census), and the beds planned for them, against the others.

The people of a project's districts; where a functional zone has no census row of its own, those of the county that
holds it, and said so. A project of the whole region, or of no district, meets no district's demand: None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from data.investment.completeness import district_codes, with_components
from data.measures import DistrictStatistics, Reading, district_statistics, unit_codes
from data.people import People, people_of_codes
from data.plan import Plan, Project

Basis = Literal["", "own", "county"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a district stands among those of its plan: `place` 1 is the most, `count` are those with a figure."""

    place: int
    count: int


@dataclass(frozen=True, slots=True)
class Demand:
    """The people around a project.

    Attributes:
        codes: districts of the plan that the project names; () where it names none.
        people: census people of these districts together; figures None where one of them has no census row.
        basis: `own` people of the districts, `county` of the county that holds the zone, "" not known.
        county_code: that county.
        district: sums of the district where it is one, in the same reading as the people.
        rates: the district, or the county that holds it, wherever people and projects cover the same area.
        rates_by: in which reading that is: `unit`, `county`, "" where there is no such rate.
    """

    codes: tuple[str, ...]
    people: People
    basis: Basis = ""
    county_code: str = ""
    district: DistrictStatistics | None = None
    rates: DistrictStatistics | None = None
    rates_by: Reading | Literal[""] = ""

    @property
    def share_60_plus_pct(self) -> float | None:
        """Residents aged 60 and over in % of all residents; None where not known."""
        return share_pct(self.people.age_60_plus, self.people.population)

    @property
    def share_65_plus_pct(self) -> float | None:
        """Residents aged 65 and over in % of all residents."""
        return share_pct(self.people.age_65_plus, self.people.population)

    @property
    def share_80_plus_pct(self) -> float | None:
        """Residents aged 80 and over in % of all residents."""
        return share_pct(self.people.age_80_plus, self.people.population)


@dataclass(frozen=True, slots=True)
class DemandTable:
    """The districts of a plan in both readings, made once for all of its projects."""

    plan: Plan
    units: Mapping[str, DistrictStatistics]
    counties: Mapping[str, DistrictStatistics]

    def others(self, demand: Demand) -> tuple[DistrictStatistics, ...]:
        """Return the districts that the rates of a project's district are held against, itself among them."""
        return tuple((self.counties if demand.rates_by == "county" else self.units).values())


def share_pct(part: int | None, whole: int | None) -> float | None:
    """Return `100 × part ÷ whole`; None where one is not known.

    >>> share_pct(188149, 750000), share_pct(None, 750000)
    (25.086533333333332, None)
    """
    return None if part is None or not whole else 100 * part / whole


def demand_table(plan: Plan) -> DemandTable:
    """Return the districts of a plan by code, without 未分区."""
    readings = [
        {row.district_code: row for row in district_statistics(plan, by) if row.district_code}
        for by in ("unit", "county")
    ]
    return DemandTable(plan, readings[0], readings[1])


def demand_of(plan: Plan, project: Project, table: DemandTable | None = None) -> Demand:
    """Return the people around a project and what is planned in its district."""
    known = table or demand_table(plan)
    codes = district_codes(plan, with_components(plan, project))
    if not codes:
        return Demand((), People())
    if len(codes) == 1:
        return _demand_of_one(plan, codes[0], known)
    scopes = [row.population_scope for code in codes for row in plan.districts if row.district_code == code]
    census = tuple(dict.fromkeys(code for scope in scopes for code in scope))
    people = people_of_codes(census, plan) if all(scopes) else People()
    return Demand(codes, people, "own" if people.age_60_plus is not None else "")


def standing(values: Mapping[str, float | None], code: str) -> Standing | None:
    """Return where a district stands among those with a figure; equal ones share a place; None without a figure.

    >>> standing({"a": 3.0, "b": 5.0, "c": None, "d": 3.0}, "a")
    Standing(place=2, count=3)
    """
    stated = {name: value for name, value in values.items() if value is not None}
    if code not in stated:
        return None
    return Standing(1 + sum(value > stated[code] for value in stated.values()), len(stated))


def bed_rates(rows: Sequence[DistrictStatistics], bed_type: str) -> dict[str, float | None]:
    """Return planned beds of a type per 1,000 residents aged 60+ by district; None without a rate or such beds.

    A district without such beds is not one with 0: the plan does not state any.
    """
    return {row.district_code: row.planned_beds_per_1000_aged_60_plus_by_type.get(bed_type) for row in rows}


def _demand_of_one(plan: Plan, code: str, table: DemandTable) -> Demand:
    own, county = table.units[code], table.counties.get(unit_codes(plan, "county").get(code, ""))
    readings: tuple[tuple[Reading, DistrictStatistics | None], ...] = (("unit", own), ("county", county))
    rated = next(((by, row) for by, row in readings if row and not row.rate_note), None)
    rates: tuple[DistrictStatistics | None, Reading | Literal[""]] = (rated[1], rated[0]) if rated else (None, "")
    if own.age_60_plus is not None:
        return Demand((code,), _people(own), "own", "", own, *rates)
    if county is None or county.age_60_plus is None:
        return Demand((code,), People(), "", "", own, *rates)
    return Demand((code,), _people(county), "county", county.district_code, county, *rates)


def _people(row: DistrictStatistics) -> People:
    return People(row.population, row.age_60_plus, row.age_65_plus, row.age_80_plus, row.rate_note)
