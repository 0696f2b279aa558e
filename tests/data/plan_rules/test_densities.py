"""A density far from its like is a doubt; too few of its like, or other beds or works, and nothing is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.plan_rules.densities import FARTHEST_FACTOR, FEWEST_PROJECTS, RULES
from tests.data.plan_rules.builders import found, make_plan, project

USUAL = (18, 19, 20, 20, 21, 22, 23, 24)


def homes(costs=USUAL, **more):
    """Projects of 100 nursing beds that cost so many 万元 per bed."""
    return [project(investment=f"{cost * 100}万元", bed_counts=(100,), **more) for cost in costs]


def others(**more):
    return make_plan(plan_id="other", projects=homes(**more))


def test_a_bed_at_ten_times_the_usual_is_a_doubt_with_n_and_median():
    plan = make_plan(projects=homes([210], name="天价颐养中心"))
    (finding,) = found(RULES, plan, others())
    assert (finding.rule, finding.severity) == ("unusual_density", "medium")
    assert finding.key.startswith("unusual_density_money_per_bed:")
    assert "9个同类项目（护理养老床位、新建）的中位数21万元/张" in finding.sentence
    assert finding.arithmetic.startswith("21000万元 ÷ 100张 = 210万元/张；n = 9，中位数 21，")
    assert [place.plan_id for place in finding.places] == ["yunhe-2021-2025", "other"]


def test_a_bed_at_a_tenth_of_the_usual_is_a_doubt_too():
    (finding,) = found(RULES, make_plan(projects=homes([2])), others())
    assert "低于" in finding.sentence


@pytest.mark.parametrize(
    "more",
    [
        {"bed_types": ("hospital",)},  # hospital beds cost more
        {"bed_change": "renovated"},  # renovated ones less
        {"row_kind": "component"},
    ],
)
def test_other_beds_and_other_works_are_not_compared(more):
    assert found(RULES, make_plan(projects=homes([210], **more)), others()) == []


def test_two_bed_types_in_one_project_are_held_against_the_like_only():
    both = project(investment="2亿元", bed_counts=(50, 50), bed_types=("medical", "nursing"))
    assert found(RULES, make_plan(projects=[both]), others()) == []


def test_too_few_projects_have_no_usual_density():
    few = homes(USUAL[: FEWEST_PROJECTS - 2])
    assert found(RULES, make_plan(projects=homes([210])), make_plan(plan_id="other", projects=few)) == []


def test_a_bed_at_four_times_the_usual_is_left_alone():
    assert found(RULES, make_plan(projects=homes([4 * 21])), others()) == []


def test_where_densities_spread_widely_a_far_one_is_usual():
    spread = (2, 4, 8, 16, 32, 64, 128, 256)
    assert found(RULES, make_plan(projects=homes([210])), make_plan(plan_id="other", projects=homes(spread))) == []


def test_money_per_area_tells_yuan():
    def built(cost):
        return project(investment=f"{cost}万元", floor_area="1万平方米")

    usual = make_plan(plan_id="other", projects=[built(3900 + i) for i in range(8)])
    (finding,) = found(RULES, make_plan(projects=[built(40_000)]), usual)
    assert "40,000元/平方米" in finding.sentence
    assert finding.key.startswith("unusual_density_money_per_m2:")


@settings(deadline=None)  # the first plan reads the vocabulary
@given(st.lists(st.floats(10, 10 * FARTHEST_FACTOR), min_size=2, max_size=30))
def test_densities_within_the_factor_never_trigger(costs):
    assert found(RULES, make_plan(projects=homes(costs))) == []


def test_only_the_own_plans_projects_are_reported():
    assert found(RULES, others(), make_plan(projects=homes([210]))) == []
