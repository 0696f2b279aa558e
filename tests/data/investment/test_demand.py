"""The older people around a project, and the beds planned for them against the other districts."""

from __future__ import annotations

import pytest

from data.catalog import load_plan
from data.investment.demand import Standing, bed_rates, demand_of, demand_table, standing
from tests.data.investment.builders import plan_of, project_of

BEDS = {"bed_counts": (20,), "bed_types": ("nursing",), "bed_change": "new"}


def test_a_project_of_one_district_meets_its_people():
    row = project_of(districts=("01",))
    demand = demand_of(plan_of(row), row)
    assert (demand.basis, demand.people.age_60_plus, demand.people.age_80_plus) == ("own", 1000, 250)
    assert demand.share_60_plus_pct == pytest.approx(10)


def test_a_zone_without_a_census_row_has_the_people_of_its_county_and_says_so():
    row = project_of(districts=("02-zone",))
    demand = demand_of(plan_of(row), row)
    assert (demand.basis, demand.county_code, demand.people.age_60_plus) == ("county", "02", 2000)


def test_the_people_of_two_districts_are_added_and_unknown_where_one_is():
    both, with_zone = project_of("k1", ("01", "03")), project_of("k2", ("01", "02-zone"))
    plan = plan_of(both, with_zone)
    assert demand_of(plan, both).people.age_60_plus == 5000
    assert demand_of(plan, with_zone).people.age_60_plus is None


@pytest.mark.parametrize("districts", [(), ("00",), ("99",)])
def test_a_project_of_no_district_or_of_the_whole_region_meets_no_demand(districts):
    row = project_of(districts=districts)
    demand = demand_of(plan_of(row), row)
    assert (demand.codes, demand.people.age_60_plus, demand.rates) == ((), None, None)


def test_a_rate_stands_in_the_reading_in_which_people_and_projects_cover_the_same_area():
    east, west = project_of("k1", ("01",), **BEDS), project_of("k2", ("02",), **BEDS)
    plan = plan_of(east, west, project_of("k3", ("02-zone",), **BEDS))
    own, by_county = demand_of(plan, east), demand_of(plan, west)
    assert (own.rates_by, own.rates.planned_beds_per_1000_aged_60_plus_by_type) == ("unit", {"nursing": 20.0})
    # the people of 02 include those of its zone, so its beds do too: 40 of 2,000
    assert (by_county.rates_by, by_county.rates.planned_beds_per_1000_aged_60_plus_by_type) == (
        "county",
        {"nursing": 20.0},
    )


def test_a_district_without_stated_beds_has_no_rate_rather_than_none_at_all():
    row = project_of(districts=("01",), **BEDS)
    plan = plan_of(row)
    table, demand = demand_table(plan), demand_of(plan, row)
    rates = bed_rates(table.others(demand), "nursing")
    assert (rates["01"], rates["03"]) == (20.0, None)
    assert standing(rates, "01") == Standing(1, 1)
    assert standing(rates, "03") is None


def test_weihai_hospital_in_nanhai_is_held_against_wendeng_with_nanhai():
    plan = load_plan("weihai-2022-2024")
    row = next(row for row in plan.projects if row.project_id == "k19")
    demand = demand_of(plan, row)
    assert (demand.basis, demand.county_code, demand.rates_by) == ("county", "371003", "county")
    rates = demand.rates.planned_beds_per_1000_aged_60_plus_by_type
    assert rates["hospital"] == pytest.approx(1000 * 600 / 188149)
