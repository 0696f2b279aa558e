"""Sums per district: nothing twice, nothing lost, no rate over two different areas."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalog import load_catalog
from data.measures import district_statistics, per_1000, plan_statistics
from data.plan import District, Plan, Population, Project

DISTRICTS = (
    District("01", "东", kind="county", parent_code="00", population_scope=("01",)),
    District("02", "西", kind="county", parent_code="00", population_scope=("02", "09")),
    District("02-zone", "西新区", kind="functional_zone", parent_code="02"),
    District("03", "南", kind="county", parent_code="00", population_scope=("03",)),
    District("03-zone", "南新区", kind="functional_zone", parent_code="03", population_scope=("08",)),
)
PEOPLE = {
    code: Population(code, 2020, 10_000, aged, aged // 2, aged // 4)
    for code, aged in {"01": 1000, "02": 2000, "03": 3000, "08": 800, "09": 900, "00": 7700}.items()
}


def plan_of(*projects):
    return Plan(
        "p", Path(), region_code="00", region_name="区", districts=DISTRICTS, projects=projects, population=PEOPLE
    )


def project(number, districts=(), **values):
    return Project(f"k{number}", f"项目{number}", row_kind="project", district_codes=tuple(districts), **values)


def row_of(rows, code):
    return next(row for row in rows if row.district_code == code)


def test_a_zone_is_a_unit_or_part_of_its_county():
    plan = plan_of(project(1, ["02"], investment="1亿元"), project(2, ["02-zone"], investment="500万元"))
    units, counties = district_statistics(plan), district_statistics(plan, by="county")
    assert [row.district_code for row in units] == ["01", "02", "02-zone", "03", "03-zone", ""]
    assert [row.district_code for row in counties] == ["01", "02", "03", ""]
    assert (row_of(units, "02").investment_wan_yuan, row_of(units, "02-zone").investment_wan_yuan) == (10_000, 500)
    assert row_of(counties, "02").investment_wan_yuan == 10_500


def test_a_project_of_two_districts_counts_once_and_is_not_split():
    plan = plan_of(project(1, ["01", "02"], bed_counts=(90,), bed_types=("nursing",)))
    rows = district_statistics(plan)
    assert [(row.project_count, row.shared_project_count) for row in rows] == [
        (0, 1),
        (0, 1),
        (0, 0),
        (0, 0),
        (0, 0),
        (1, 0),
    ]
    assert [row.bed_count for row in rows] == [None, None, None, None, None, 90]
    assert rows[-1].district_name == "未分区"


def test_a_county_and_its_own_zone_are_one_county():
    plan = plan_of(project(1, ["02", "02-zone"], bed_counts=(90,), bed_types=("nursing",)))
    assert row_of(district_statistics(plan), "").bed_count == 90
    assert row_of(district_statistics(plan, by="county"), "02").bed_count == 90


def test_components_and_programmes_are_not_summed():
    parts = [
        dataclasses.replace(project(n, ["01"], investment="9万元"), row_kind=kind)
        for n, kind in enumerate(("component", "programme"))
    ]
    total = plan_statistics(plan_of(project(9, ["01"], investment="5万元"), *parts))
    assert (total.project_count, total.investment_wan_yuan, total.investment_stated_count) == (1, 5, 1)


def test_a_blank_investment_is_left_out_of_the_total_and_counted():
    total = plan_statistics(plan_of(project(1, investment="5万元"), project(2)))
    assert (total.project_count, total.investment_stated_count, total.investment_wan_yuan) == (2, 1, 5)
    assert plan_statistics(plan_of(project(1))).investment_wan_yuan is None


def test_beds_are_summed_by_type_and_renovated_ones_shown():
    plan = plan_of(
        project(1, ["01"], bed_counts=(76, 200), bed_types=("medical", "elderly_care"), bed_change="new"),
        project(2, ["01"], bed_counts=(100,), bed_types=("elderly_care",), bed_change="renovated"),
    )
    row = row_of(district_statistics(plan), "01")
    assert (row.bed_count, row.bed_counts_by_type, row.renovated_bed_count) == (
        376,
        {"medical": 76, "elderly_care": 300},
        100,
    )
    assert row.planned_beds_per_1000_aged_60_plus == 376
    assert row.planned_beds_per_1000_aged_60_plus_by_type == {"medical": 76, "elderly_care": 300}


def test_people_are_those_of_the_scope():
    units = district_statistics(plan_of())
    assert row_of(units, "02").age_60_plus == 2900
    assert row_of(units, "02-zone").age_60_plus is None
    assert row_of(units, "03").age_60_plus == 3000
    counties = district_statistics(plan_of(), by="county")
    assert row_of(counties, "03").age_60_plus == 3800
    assert row_of(counties, "").population is None


def test_a_rate_needs_one_area_for_beds_and_people():
    plan = plan_of(project(1, ["02"], investment="29万元"), project(2, ["03"], investment="30万元"))
    units, counties = district_statistics(plan), district_statistics(plan, by="county")
    # the people of 西 hold those of 西新区, its projects do not
    assert row_of(units, "02").investment_wan_yuan_per_1000_aged_60_plus is None
    assert "西新区" in row_of(units, "02").rate_note
    assert row_of(counties, "02").investment_wan_yuan_per_1000_aged_60_plus == 10
    # 南新区 has people of its own
    assert row_of(units, "03").investment_wan_yuan_per_1000_aged_60_plus == 10
    assert row_of(units, "").investment_wan_yuan_per_1000_aged_60_plus is None


def test_unknown_people_are_unknown_not_fewer():
    people = {code: row for code, row in PEOPLE.items() if code != "09"}
    plan = dataclasses.replace(plan_of(), population=people)
    assert row_of(district_statistics(plan), "02").population is None


def test_a_rate_without_people_is_none():
    assert per_1000(10, 0) is None
    assert per_1000(None, 10) is None


amounts = st.integers(min_value=0, max_value=10_000)
codes = st.lists(st.sampled_from([*(district.district_code for district in DISTRICTS), "77"]), max_size=3)
kinds = st.sampled_from(["project", "component", "programme"])
projects = st.lists(st.tuples(codes, kinds, st.none() | amounts, st.none() | amounts), max_size=12)


@given(rows=projects, by=st.sampled_from(["unit", "county"]))
def test_the_districts_and_the_unlocated_add_up_to_the_plan(rows, by):
    plan = plan_of(
        *(
            Project(
                f"k{number}",
                "项目",
                row_kind=kind,
                district_codes=tuple(districts),
                bed_counts=() if beds is None else (beds,),
                bed_types=() if beds is None else ("nursing",),
                investment="" if money is None else f"{money}万元",
            )
            for number, (districts, kind, beds, money) in enumerate(rows)
        )
    )
    statistics, total = district_statistics(plan, by=by), plan_statistics(plan)
    for name in ("project_count", "bed_stated_count", "investment_stated_count"):
        assert sum(getattr(row, name) for row in statistics) == getattr(total, name)
    for name in ("bed_count", "investment_wan_yuan"):
        stated = [value for row in statistics if (value := getattr(row, name)) is not None]
        assert (sum(stated) if stated else None) == getattr(total, name)


@pytest.mark.parametrize("by", ["unit", "county"])
def test_every_plan_adds_up(by):
    for plan in load_catalog():
        statistics, total = district_statistics(plan, by=by), plan_statistics(plan)
        assert sum(row.project_count for row in statistics) == total.project_count, plan.plan_id
        assert sum(row.bed_count or 0 for row in statistics) == (total.bed_count or 0), plan.plan_id
        money = sum(row.investment_wan_yuan or 0 for row in statistics)
        assert money == pytest.approx(total.investment_wan_yuan or 0), plan.plan_id
