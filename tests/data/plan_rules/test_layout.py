"""Rules of the family layout: which layouts they mind and which they leave alone."""

from __future__ import annotations

import pytest

from data.plan import Place
from data.plan_rules.layout import RULES
from layouts.layout import Member
from tests.data.plan_rules.builders import district, element, found, make_plan, project

COUNTY, OTHER, THIRD = "510101", "510102", "510103"


def test_a_slogan_that_counts_more_than_the_layout_has_is_a_contradiction():
    plan = make_plan(formula="一核两区", elements=[element("core"), element("zone", name="甲区")])
    (finding,) = found(RULES, plan, rule="slogan_count")
    assert finding.severity == "high"
    assert "两区" in finding.sentence
    assert "甲区" in finding.sentence
    assert finding.arithmetic == "口号 2 ≠ 要素 1"
    assert [place.row.split(":")[0] for place in finding.places] == ["plan", "element"]


@pytest.mark.parametrize("formula", ["", "一核两区", "两区引领、一核支撑"])
def test_a_slogan_that_agrees_and_a_plan_without_one_are_left_alone(formula: str):
    plan = make_plan(formula=formula, elements=[element("core"), element("zone"), element("zone")])
    assert not found(RULES, plan, rule="slogan_count")


def test_parks_that_a_slogan_does_not_name_are_no_fault():
    plan = make_plan(formula="一核", elements=[element("core"), element("park")])
    assert not found(RULES, plan, rule="slogan_count")


def test_many_nodes_without_one_are_doubtful():
    (finding,) = found(RULES, make_plan(formula="一核多点", elements=[element("core")]), rule="slogan_count")
    assert finding.severity == "medium"


def test_a_district_in_two_zones_is_found_with_both_places_and_what_the_text_leaves_open():
    zones = [
        element("zone", name="甲区", districts=[COUNTY], ambiguity="未写分界"),
        element("zone", name="乙区", districts=[COUNTY, OTHER]),
    ]
    plan = make_plan(elements=zones, districts=[district(COUNTY, name="云山县"), district(OTHER)])
    (finding,) = found(RULES, plan, rule="shared_district")
    assert finding.sentence.startswith("云山县同时列入“甲区”和“乙区”")
    assert [place.label for place in finding.places] == ["甲区", "乙区"]
    assert finding.arithmetic == "甲区：未写分界"


def test_belts_may_cross_and_kinds_may_overlap():
    elements = [element(kind, districts=[COUNTY]) for kind in ("belt", "belt", "zone", "core", "core")]
    assert not found(RULES, make_plan(elements=elements), rule="shared_district")


def test_a_district_that_only_supplements_a_second_zone_is_explained_by_the_text():
    elements = [element("zone", districts=[COUNTY]), element("zone", members=(Member(COUNTY, "supporting"),))]
    assert not found(RULES, make_plan(elements=elements), rule="shared_district")


def test_elements_without_a_district_are_one_finding():
    plan = make_plan(
        elements=[element("core", name="主城区"), element("park", name="药谷"), element(districts=[COUNTY])]
    )
    (finding,) = found(RULES, plan, rule="unplaced_element")
    assert finding.severity == "low"
    assert "“主城区”“药谷”" in finding.sentence
    assert len(finding.places) == 2


def test_an_element_whose_place_has_a_district_is_placed():
    plan = make_plan(elements=[element("park", place_ids=("p1",))], places=(Place("p1", "药谷", district_code=COUNTY),))
    assert not found(RULES, plan, rule="unplaced_element")


def test_an_element_that_only_has_a_supplement_lacks_its_main_part():
    belt = element("belt", name="药带", members=(Member(COUNTY, "supporting"),))
    plan = make_plan(elements=[belt], districts=[district(COUNTY, name="渠县")])
    (finding,) = found(RULES, plan, rule="only_supporting")
    assert finding.sentence == "“药带”只写了渠县“为补充”，没有写以哪里为主体。"


@pytest.mark.parametrize("role", ["main", "named"])
def test_an_element_with_a_main_or_named_member_beside_the_supplement_is_complete(role: str):
    belt = element("belt", members=(Member(COUNTY, role), Member(OTHER, "supporting")))
    assert not found(RULES, make_plan(elements=[belt]), rule="only_supporting")


def test_a_belt_named_for_chinese_medicine_without_such_business_is_found_and_who_has_it():
    elements = [
        element("belt", name="中医药特色带", business_forms=("文化体育", "休闲旅游")),
        element("belt", name="旅游带", business_forms=("中医医疗",)),
    ]
    (finding,) = found(RULES, make_plan(elements=elements), rule="broken_promise")
    assert finding.severity == "medium"
    assert "反而是“旅游带”" in finding.sentence
    assert finding.arithmetic == "中医药特色带：文化体育、休闲旅游\n旅游带：中医医疗"


@pytest.mark.parametrize("forms", [(), ("文化体育", "中医药观光")])
def test_a_name_whose_business_is_not_listed_or_shows_it_is_kept(forms: tuple[str, ...]):
    plan = make_plan(elements=[element("belt", name="中医药特色带", business_forms=forms)])
    assert not found(RULES, plan, rule="broken_promise")


def test_what_the_text_leaves_open_is_one_finding_and_equal_words_stand_once():
    open_words = "未划边界"
    elements = [
        element("zone", name="甲区", districts=[COUNTY], ambiguity=open_words),
        element("zone", name="乙区", districts=[OTHER], ambiguity=open_words),
        element("core", name="丙核", districts=[THIRD], ambiguity="“轴心”指两处机构，不是空间上的轴"),
    ]
    (finding,) = found(RULES, make_plan(elements=elements), rule="ambiguous_element")
    assert finding.arithmetic == "甲区、乙区：未划边界"
    assert [place.label for place in finding.places] == ["甲区", "乙区"]


def test_a_layout_without_recorded_ambiguity_is_clear():
    assert not found(RULES, make_plan(elements=[element(districts=[COUNTY])]), rule="ambiguous_element")


def covered(kind: str, named: int, total: int = 5):
    districts = [district(f"51010{at}", name=f"{at}县") for at in range(total)]
    return make_plan(
        districts=districts, elements=[element(kind, districts=[row.district_code]) for row in districts[:named]]
    )


def test_the_one_unit_outside_the_zones_is_found():
    (finding,) = found(RULES, covered("zone", 4), rule="unit_outside_layout")
    assert finding.sentence.startswith("4县不在任何一个布局要素之内")
    assert finding.arithmetic == "规划单元 5 个，布局要素点名 4 个，未点名 1 个"


@pytest.mark.parametrize(("kind", "named"), [("zone", 5), ("zone", 2), ("park", 4)])
def test_a_layout_that_names_all_or_few_units_or_no_ground_leaves_none_out(kind: str, named: int):
    assert not found(RULES, covered(kind, named), rule="unit_outside_layout")


def test_a_unit_with_a_project_of_an_element_is_not_outside():
    plan = covered("zone", 4)
    served = project(element_ids=(plan.elements[0].element_id,), district_codes=("510104",))
    assert not found(
        RULES,
        make_plan(districts=plan.districts, elements=plan.elements, projects=[served]),
        rule="unit_outside_layout",
    )
