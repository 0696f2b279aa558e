"""Filters of 重点项目: which projects a reader gets, and in which order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.catalog import load_catalog, load_plan
from data.plan import District, Plan, Project
from data.project_filter import (
    NONE,
    ProjectFacts,
    ProjectFilter,
    district_choices,
    element_choices,
    filter_projects,
    project_facts,
)

HOSPITAL = Project(
    "k1",
    "乙医院",
    row_kind="project",
    category="hospital",
    district_codes=("1",),
    investment="16亿元",
    bed_counts=(1000,),
    bed_types=("hospital",),
    element_ids=("core-1",),
    as_written="临港区三级综合医院",
)
HOME = Project(
    "k2",
    "甲敬老院",
    row_kind="project",
    category="elderly_care",
    district_codes=("2",),
    investment="600万元",
    bed_counts=(76, 200),
    bed_types=("medical", "elderly_care"),
    floor_area="1.1万平方米",
)
PARK = Project("k3", "丙康养社区", "Park", row_kind="project", category="wellness_community", element_kind="belt")
PART = Project("k3a", "丁体验馆", row_kind="component", parent_project_id="k3", category="tcm", land_area="187亩")
PLAN = Plan(
    "p-2022",
    Path(),
    region_code="3710",
    projects=(PARK, PART, HOME, HOSPITAL),
    districts=(District("1", "临港区", "Lingang"), District("2", "高区", "Gaoqu")),
)


def ids(**wanted) -> list[str]:
    return [row.project.project_id for row in filter_projects(project_facts(PLAN), ProjectFilter(**wanted))]


def facts(project: Project) -> ProjectFacts:
    return project_facts(replace(PLAN, projects=(project,)))[0]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["k1", "k2", "k3"]),
        ({"with_parts": True}, ["k1", "k2", "k3", "k3a"]),
        ({"districts": frozenset({"1"})}, ["k1"]),
        ({"districts": frozenset({"1", NONE})}, ["k1", "k3"]),
        ({"elements": frozenset({"core-1"})}, ["k1"]),
        ({"elements": frozenset({"group:belt"})}, ["k3"]),
        ({"elements": frozenset({NONE})}, ["k2"]),
        ({"categories": frozenset({"hospital", "elderly_care"})}, ["k1", "k2"]),
        ({"investment": (10_000, 200_000)}, ["k1"]),
        ({"investment": (10_000, 200_000), "keeps_unstated": True}, ["k1", "k3"]),
        ({"beds": (0, 300)}, ["k2"]),
        ({"states": "figure"}, ["k1", "k2"]),
        ({"states": "floor"}, ["k2"]),
        ({"states": "nothing"}, ["k3"]),
        ({"states": "nothing", "with_parts": True}, ["k3"]),
        ({"text": "康养 PARK"}, ["k3"]),
        ({"text": "三级综合"}, ["k1"]),
        ({"text": "lingang"}, ["k1"]),
        ({"text": "没有这样的"}, []),
    ],
)
def test_a_filter_leaves_what_was_asked_for(wanted, expected):
    assert ids(**wanted) == expected


def test_projects_stand_by_money_then_name():
    rows = [replace(PARK, project_id="b", name="张村"), replace(PARK, project_id="a", name="安村"), HOME, HOSPITAL]
    ordered = project_facts(replace(PLAN, projects=tuple(rows)))
    assert [row.project.project_id for row in ordered] == ["k1", "k2", "a", "b"]


def test_the_order_of_the_file_does_not_matter():
    turned = replace(PLAN, projects=tuple(reversed(PLAN.projects)))
    assert project_facts(turned) == project_facts(PLAN)


@pytest.mark.parametrize("field", ["land_area", "households", "investment", "floor_area"])
def test_a_printed_figure_that_cannot_be_converted_is_still_stated(field):
    assert "nothing" not in facts(replace(PARK, **{field: "若干"})).states


def test_a_region_wide_project_has_no_district():
    assert facts(replace(PARK, district_codes=("3710",))).districts == {NONE}


def test_a_filter_tells_whether_it_narrows():
    assert not ProjectFilter(with_parts=True, keeps_unstated=True).is_narrowed
    assert ProjectFilter(text="x").is_narrowed


def test_only_what_projects_have_can_be_chosen():
    assert district_choices(PLAN, project_facts(PLAN)) == ["1", "2", NONE]
    assert element_choices(PLAN) == ["group:belt", NONE]


def test_a_plan_without_projects_offers_nothing():
    empty = replace(PLAN, projects=())
    assert district_choices(empty, project_facts(empty)) == [] == element_choices(empty)


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_every_row_of_every_plan_can_be_reached(plan):
    rows = project_facts(plan)
    assert len(rows) == len(plan.projects)
    assert len(filter_projects(rows, ProjectFilter(with_parts=True))) == len(rows)
    by_district = frozenset(district_choices(plan, rows))
    if by_district:
        assert len(filter_projects(rows, ProjectFilter(districts=by_district, with_parts=True))) == len(rows)


def test_weihai_states_what_its_boxes_print():
    rows = filter_projects(project_facts(load_plan("weihai-2022-2024")), ProjectFilter(states="investment"))
    assert rows[0].project.investment == "16.11亿元"
    assert len(rows) == 13
