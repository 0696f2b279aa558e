"""Rules of the family coverage: gaps that are told once with their list, and what is no gap."""

from __future__ import annotations

import pytest

from data.plan import Place, Plan
from data.plan_rules.coverage import RULES
from layouts.layout import Member
from tests.data.plan_rules.builders import REGION, district, element, found, make_plan, project, task

A, B, C, D = "510101", "510102", "510103", "510104"
UNITS = [district(code, name=name) for code, name in ((A, "东县"), (B, "南县"), (C, "西县"), (D, "北县"))]


def sited(*codes: str, **given: object):
    return project(district_codes=codes, **given)


def plan_of(*projects, **given: object) -> Plan:
    return make_plan(**({"districts": UNITS, "projects": projects} | given))


def test_an_element_without_any_project_is_found():
    elements = [element("zone", name="甲区", districts=[A]), element("zone", name="乙区", districts=[B])]
    (finding,) = found(RULES, plan_of(sited(A), sited(A), sited(A), elements=elements), rule="element_without_project")
    assert "“乙区”没有项目" in finding.sentence
    assert finding.severity == "low"


def test_an_element_with_a_programme_or_an_inferred_project_has_one():
    elements = [element("zone", districts=[A]), element("zone", element_id="zone-x", districts=[B])]
    programme = project(row_kind="programme", element_ids=("zone-x",))
    plan = plan_of(sited(A), sited(A), sited(A), programme, elements=elements)
    assert not found(RULES, plan, rule="element_without_project")


def test_a_plan_of_hardly_any_projects_is_not_held_against_its_layout():
    plan = plan_of(sited(A), elements=[element("zone", districts=[B])])
    assert not found(RULES, plan, rule="element_without_project")


def test_a_district_without_project_is_found_with_its_part_in_the_layout():
    belt = element("belt", name="旅游带", members=(Member(D, "main"),), as_written="以北县为主体")
    (finding,) = found(RULES, plan_of(sited(A), sited(B), sited(C), elements=[belt]), rule="district_without_project")
    assert finding.sentence == "北县没有一个写明落在本地的项目，而北县是“旅游带”的主体。"
    assert [place.label for place in finding.places] == ["旅游带"]
    assert finding.arithmetic == "规划单元 4 个，有项目（工程计划不计）3 个，没有项目 1 个"


def test_a_district_that_no_fact_mentions_is_said_to_be_missing_altogether():
    (finding,) = found(RULES, plan_of(sited(A), sited(B), sited(C)), rule="district_without_project")
    assert finding.sentence.endswith("都没有提到北县。")


@pytest.mark.parametrize(
    "projects",
    [
        [sited(A), sited(B), sited(C), sited(D)],
        [sited(A), sited(A), sited(A)],  # the plan sites its projects in one unit of four
        [sited(REGION), sited(REGION), sited(REGION)],
        [project(), project(), project()],
        [sited(A), sited(B), sited(C), project(row_kind="component", district_codes=(D,))],
    ],
)
def test_a_plan_that_serves_all_districts_or_sites_nothing_leaves_none_out(projects):
    assert not found(RULES, plan_of(*projects), rule="district_without_project")


def test_a_programme_that_several_districts_share_is_no_project_there():
    shared = project(row_kind="programme", district_codes=(C, D))
    (finding,) = found(RULES, plan_of(sited(A), sited(B), sited(C), shared), rule="district_without_project")
    assert finding.sentence.startswith("北县没有一个写明落在本地的项目")


def test_a_project_that_needs_a_site_and_has_none_is_found():
    plan = plan_of(sited(A), sited(B), project(name="云河医养中心"), sited(C))
    (finding,) = found(RULES, plan, rule="project_without_district")
    assert "“云河医养中心”" in finding.sentence
    assert finding.arithmetic.endswith("没有的 1 个")


def test_projects_that_wait_for_the_place_of_their_element_are_counted_apart():
    parks = [element("park", element_id="park-1")]
    rows = [sited(A), sited(B), sited(C), project(), project(element_ids=("park-1",))]
    (finding,) = found(RULES, plan_of(*rows, elements=parks), rule="project_without_district")
    assert finding.arithmetic == (
        "项目 5 个 = 写明或可查到位置、不需选址 3 个 + 所属要素本身未写位置 1 个 + 没有的 1 个"
    )


def test_a_project_of_an_element_without_place_is_not_told_a_second_time():
    parks = [element("park", element_id="park-1")]
    plan = plan_of(sited(A), sited(B), sited(C), project(element_ids=("park-1",)), elements=parks)
    assert not found(RULES, plan, rule="project_without_district")


@pytest.mark.parametrize("kind", ["hospital", "school"])
def test_a_project_of_an_institution_that_exists_needs_no_district(kind: str):
    places = (Place("p1", "市人民医院", kind=kind),)
    plan = plan_of(sited(A), sited(B), sited(C), project(place_ids=("p1",)), places=places)
    assert not found(RULES, plan, rule="project_without_district")


def test_a_data_platform_needs_no_site_and_a_plan_that_sites_nothing_is_left_alone():
    assert not found(
        RULES,
        plan_of(sited(A), sited(B), sited(C), project(category="smart_care")),
        rule="project_without_district",
    )
    assert not found(RULES, plan_of(project(), project(), project()), rule="project_without_district")


def test_projects_of_a_group_are_one_finding_that_says_what_can_be_inferred():
    zones = [element("zone", districts=[A]), element("zone", districts=[B])]
    rows = [sited(A, element_kind="zone"), project(name="秦巴中心", element_kind="zone")]
    (finding,) = found(RULES, plan_of(*rows, elements=zones), rule="project_of_group")
    assert finding.arithmetic == "只归到组 2 个 = 可按县（市、区）推断 1 个 + 推断不出 1 个"
    assert "“秦巴中心”连按县（市、区）也推断不出" in finding.sentence
    assert len(finding.places) == 2


def test_projects_of_an_element_are_no_projects_of_a_group():
    row = sited(A, element_kind="zone", element_ids=("zone-1",))
    assert not found(RULES, plan_of(row), rule="project_of_group")


def linked(unlinked: int) -> Plan:
    rows = [sited(A, element_ids=("zone-1",)), *(sited(B) for _ in range(unlinked))]
    return plan_of(*rows, elements=[element("zone", element_id="zone-1", districts=[A])])


def test_sited_projects_outside_the_layout_are_one_finding():
    (finding,) = found(RULES, linked(3), rule="project_without_element")
    assert finding.arithmetic == "有所在地的项目 4 个 = 写明要素 1 个 + 未写 3 个"
    assert len(finding.places) == 3


def test_a_few_exceptions_and_a_layout_that_claims_no_project_are_left_alone():
    assert not found(RULES, linked(2), rule="project_without_element")
    unclaimed = plan_of(sited(A), sited(B), sited(C), elements=[element("zone", districts=[A])])
    assert not found(RULES, unclaimed, rule="project_without_element")


def test_projects_without_any_figure_are_one_finding():
    (finding,) = found(RULES, plan_of(project(), project(), project(bed_counts=(10,))), rule="project_without_figure")
    assert finding.sentence.startswith("3个项目中有2个没有写")
    assert finding.arithmetic == "项目 3 个 = 写有数字 1 个 + 没有的 2 个"


def test_a_figure_of_a_component_counts_and_programmes_need_none():
    whole = project(project_id="k-whole")
    part = project(row_kind="component", parent_project_id="k-whole", investment="5亿元")
    others = [project(floor_area="1万平方米"), project(land_area="20亩"), project(households="600户")]
    plan = plan_of(whole, part, *others, project(row_kind="programme"))
    assert not found(RULES, plan, rule="project_without_figure")


def test_a_plan_with_one_project_is_no_project_list():
    assert not found(RULES, plan_of(project(), project()), rule="project_without_figure")


def unled(**given: object):
    return task(**({"agencies": (), "lead_agencies": (), "agency_basis": "none"} | given))


def test_tasks_without_unit_are_one_finding():
    (finding,) = found(RULES, make_plan(tasks=[task(), unled(title="建中心"), unled()]), rule="task_without_unit")
    assert finding.sentence.startswith("3条任务中有2条没有责任单位：建中心、")
    assert finding.arithmetic == "任务 3 条 = 写有单位 1 条 + 未写 2 条"


@pytest.mark.parametrize(
    "tasks",
    [
        [task(), task()],
        [unled(), task(source_table="annex", section="附件")],  # the annex assigns the units
        [task(), unled(row_status="empty", title="")],
        [],
    ],
)
def test_tasks_whose_units_stand_in_the_text_or_its_annex_are_complete(tasks):
    assert not found(RULES, make_plan(tasks=tasks), rule="task_without_unit")


def test_a_row_of_the_annex_without_unit_is_found():
    rows = [task(source_table="annex"), unled(source_table="annex", title="建账")]
    (finding,) = found(RULES, make_plan(tasks=rows), rule="task_without_unit")
    assert [place.label.strip() for place in finding.places] == ["建账"]


def test_tasks_without_deadline_are_one_finding_and_supporting_measures_are_left_out():
    dated = task(deadline_kind="complete", deadline_text="2023年底")
    rows = [
        task(group="重点任务"),
        dated,
        task(group="保障措施"),
        task(group="强化创建工作保障"),
        task(group="组织实施"),
    ]
    (finding,) = found(RULES, make_plan(tasks=rows), rule="task_without_deadline")
    assert finding.arithmetic == "任务 2 条（不含保障措施）= 写有时限 1 条 + 未写 1 条"


def test_a_task_on_long_term_care_security_is_no_supporting_measure():
    plan = make_plan(tasks=[task(group="探索建立多层次照护保障体系")])
    assert found(RULES, plan, rule="task_without_deadline")


def test_where_the_annex_sets_deadlines_the_text_need_not():
    annex = task(source_table="annex", deadline_kind="continuous", deadline_text="持续开展")
    assert not found(RULES, make_plan(tasks=[task(), annex]), rule="task_without_deadline")


@pytest.mark.parametrize(
    ("words", "is_unclear"),
    [
        ("责任单位:市卫生局、市民政局,各县(区)人民政府", True),
        ("责任单位：市卫生局、市民政局，各县（区）人民政府", True),
        ("责任单位:市卫生局,市民政局、各县(区)人民政府", False),
        ("责任单位:市卫生局、市民政局", False),
    ],
)
def test_several_units_before_the_comma_leave_open_who_leads(words: str, *, is_unclear: bool):
    row = task(agency_basis="first_is_lead", as_written=words)
    findings = found(RULES, make_plan(tasks=[row]), rule="unclear_lead")
    assert bool(findings) is is_unclear


def test_the_comma_means_nothing_where_the_plan_has_no_rule_of_the_first():
    row = task(agency_basis="joint", as_written="责任单位:市卫生局、市民政局,各县(区)人民政府")
    assert not found(RULES, make_plan(tasks=[row]), rule="unclear_lead")


def test_a_joint_lead_in_the_annex_is_told_with_the_plans_own_rule():
    words = "排在第一位的部门为牵头部门,下同|责任单位:市卫生局、市民政局,各县(区)人民政府"
    row = task(agency_basis="first_is_lead", as_written=words, task_id="t-first", section="三/1")
    annex = task(
        source_table="annex", number="9", lead_agencies=("市民政局", "市卫生局"), same_as=("t-first",), section="附件"
    )
    (finding,) = found(RULES, make_plan(tasks=[row, annex]), rule="unclear_lead")
    assert finding.severity == "low"
    assert finding.sentence.startswith("三/1写“排在第一位的部门为牵头部门”，但1条任务")
    assert finding.sentence.endswith("附件第9行把同样几家写作共同牵头。")


def joint(**given: object):
    return task(**({"agencies": ("甲局", "乙局"), "lead_agencies": (), "agency_basis": "joint"} | given))


def test_a_plan_whose_tasks_name_several_units_and_no_lead_has_one_gap():
    rows = [joint(), joint(), joint(), joint(lead_agencies=("甲局",)), task(), joint()]
    (finding,) = found(RULES, make_plan(tasks=rows), rule="task_without_lead")
    assert finding.arithmetic == "几家单位的任务 5 条 = 写明牵头 1 条 + 未写 4 条"


@pytest.mark.parametrize(
    "rows",
    [
        [joint(), joint()],
        [joint(agency_basis="separate") for _ in range(4)],
        [joint(agency_basis="implicit") for _ in range(4)],
        [joint(), joint(), joint(), *(joint(lead_agencies=("甲局",)) for _ in range(3))],
    ],
)
def test_tasks_that_say_who_does_what_need_no_lead(rows):
    assert not found(RULES, make_plan(tasks=rows), rule="task_without_lead")


def test_a_task_that_no_row_of_the_annex_repeats_needs_a_deadline_of_its_own():
    rows = [
        task(task_id="t-in"),
        task(title="开拓地产"),
        task(source_table="annex", deadline_kind="continuous", deadline_text="持续开展", same_as=("t-in",)),
    ]
    (finding,) = found(RULES, make_plan(tasks=rows), rule="task_without_deadline")
    assert finding.sentence == "附件没有对应行的正文任务中，1条没有时限：开拓地产。"


def test_units_read_from_the_duties_of_departments_are_said_to_be():
    read = task(agency_basis="implicit", agency_section="五/（一）", lead_agencies=())
    (finding,) = found(RULES, make_plan(tasks=[read, unled(title="建中心")]), rule="task_without_unit")
    assert finding.sentence == ("2条任务中有1条没有责任单位：建中心；另有1条的单位全部或部分取自五/（一）的部门职责。")
