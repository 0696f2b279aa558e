"""The completeness grade: what counts, what does not, and what nobody asks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog import load_catalog
from data.investment.completeness import NEEDED, completeness_of, grade_of, stated_agencies
from data.plan import Project
from tests.data.investment.builders import plan_of, project_of

FULL = {
    "investment": "1亿元",
    "bed_counts": (100,),
    "bed_types": ("nursing",),
    "bed_change": "new",
    "floor_area": "1万平方米",
    "land_area": "20亩",
    "place_ids": ("p-exact",),
    "start_year": 2021,
    "end_year": 2023,
    "action": "新建",
    "element_ids": ("core-1",),
}
CLEARED = {
    "investment": "",
    "bed_counts": (),
    "floor_area": "",
    "land_area": "",
    "place_ids": (),
    "start_year": None,
    "end_year": None,
    "action": "",
    "element_ids": (),
    "district_codes": (),
}


def share_of(row: Project, **more: object) -> float:
    return completeness_of(plan_of(row, **more), row).share


def test_a_project_that_states_everything_has_grade_a_and_nothing_missing():
    row = project_of("k-led", ("01",), **FULL)
    own = completeness_of(plan_of(row), row)
    assert (own.share, own.grade, own.missing, own.partial) == (1.0, "A", (), ())


def test_a_project_that_states_nothing_has_grade_d_and_each_field_is_named():
    row = project_of(action="")
    own = completeness_of(plan_of(row), row)
    assert (own.share, own.grade) == (0.0, "D")
    assert [field.name for field in own.missing] == [field.name for field in NEEDED]


@pytest.mark.parametrize(
    ("values", "field", "share"),
    [
        ({"place_ids": ("p-exact",)}, "site", 1.0),
        ({"place_ids": ("p-town",)}, "site", 0.75),
        ({"place_ids": ("p-district",)}, "site", 0.5),
        ({"place_ids": ("p-unlocated", "p-town")}, "site", 0.75),
        ({"end_year": 2023}, "years", 0.5),
        ({"element_kind": "belt"}, "element", 0.5),
        ({"floor_area": "35—152平方米"}, "floor_area", 0.0),
        ({"investment": "若干"}, "investment", 0.0),
    ],
)
def test_a_field_counts_as_far_as_it_is_stated(values, field, share):
    row = project_of(**values)
    states = {state.field.id: state.share for state in completeness_of(plan_of(row), row).states}
    assert states[field] == share


def test_the_whole_region_is_no_district():
    assert "district" in {field.id for field in completeness_of(plan_of(), project_of(districts=("00",))).missing}


def test_nobody_asks_a_platform_for_land_or_a_park_for_beds():
    platform, park = project_of(category="smart_care"), project_of(category="industry_park")
    asked = [{state.field.id for state in completeness_of(plan_of(row), row).states} for row in (platform, park)]
    assert not asked[0] & {"beds", "floor_area", "land_area"}
    assert "beds" not in asked[1]
    assert "land_area" in asked[1]


def test_what_a_component_names_counts_and_its_amounts_do_not():
    whole = project_of("k1", ("01",))
    part = Project(
        "k1a", "组成", row_kind="component", parent_project_id="k1", place_ids=("p-exact",), investment="1亿元"
    )
    own = {state.field.id: state.share for state in completeness_of(plan_of(whole, part), whole).states}
    assert (own["site"], own["investment"]) == (1.0, 0.0)


def test_only_a_stated_link_tells_who_is_responsible():
    plan = plan_of(project_of("k1"), project_of("k-led"))
    assert stated_agencies(plan, plan.projects[0]) == ()
    assert stated_agencies(plan, plan.projects[1]) == ("市民政局", "市卫生健康委")


@settings(deadline=None, max_examples=60)
@given(st.sets(st.sampled_from(sorted(CLEARED))), st.sampled_from(["elderly_care", "smart_care", "industry_park"]))
def test_stating_less_never_raises_the_share(cleared, category):
    full = project_of("k-led", ("01",), **FULL | {"category": category})
    less = replace(full, **{name: CLEARED[name] for name in cleared})
    assert 0.0 <= share_of(less) <= share_of(full) <= 1.0


@settings(deadline=None, max_examples=60)
@given(st.floats(0, 1))
def test_a_grade_never_rises_with_a_smaller_share(share):
    assert grade_of(share) >= grade_of(1.0)
    assert grade_of(share / 2) >= grade_of(share)


def test_every_project_of_every_plan_has_a_grade():
    shares = [
        completeness_of(plan, row).share
        for plan in load_catalog()
        for row in plan.projects
        if row.row_kind == "project"
    ]
    assert shares
    assert all(0 <= share <= 1 for share in shares)
