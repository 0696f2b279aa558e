"""Units with two spellings are one unit; units that differ are never made one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.agencies import (
    NAMES_FILE,
    agencies_of_plan,
    agency_key,
    agency_of,
    roles_of,
    spelling_variants,
    tasks_of,
)
from data.catalog import load_catalog, load_plan
from data.plan import Plan, Task

PIECES = (
    *"省市区各县和委局厅办教（）( ",
    *("卫生健康", "卫健", "发展和改革", "市场监管", "民政", "委员会", "部门", "办公室", "人民政府", "雅安市", "街道"),
)
FULING = load_plan("fuling-2022")
names = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
regions = st.sampled_from(("", "雅安市", "四川省", "涪陵区", "广西壮族自治区"))


def plan_of(*rows: Task, region: str = "某市") -> Plan:
    return Plan("p", Path("/nowhere"), region_name=region, tasks=rows)


def task(task_id: str, *agencies: str, lead: tuple[str, ...] = (), support: tuple[str, ...] = ()) -> Task:
    return Task(task_id, agencies=agencies, lead_agencies=lead, support_agencies=support)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市卫生计生委", "市卫生和计划生育委员会"),
        ("市人社局", "市人力资源社会保障局"),
        ("区人力社保局", "区人力资源和社会保障局"),
        ("各县（区）人民政府", "各县(区)人民政府"),
        ("各县（区） 人民政府", "各县(区)政府"),
        ("区卫生健康委", "区卫健委"),
        ("区大数据发展局", "区大数据局"),
        ("区住房城乡建委", "区住房和城乡建设委员会"),
        ("民政厅", "省民政厅"),
        ("市老龄办", "市老龄工作委员会办公室"),
        ("市政府金融办", "市金融工作办公室"),
        ("街道办", "各街道办事处"),
        ("发改部门", "发展改革部门"),
        ("市市场监管局", "市市场监督管理局"),
        ("市　民政局", "市民政局"),
    ],
)
def test_two_spellings_are_one_unit(one: str, other: str):
    assert agency_key(one) == agency_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市民政局", "区民政局"),
        ("市发展改革委", "市经济和信息化委"),
        ("市卫生健康委", "卫生健康部门"),
        ("市卫生计生委", "市卫生健康委"),
        ("民政部门", "卫生计生和民政部门"),
        ("市市场监管局", "市场监管局"),
        ("各县(区)", "各县(区)人民政府"),
        ("雨城区人民政府", "各县(区)人民政府"),
        ("省林草局", "省林业局"),
        ("市老龄办", "市金融办"),
        ("市规划局", "市自然资源和规划局"),
        ("各市(州)人民政府", "各县(区)人民政府"),
    ],
)
def test_units_that_differ_stay_apart(one: str, other: str):
    assert agency_key(one) != agency_key(other)


def test_the_regions_own_name_before_a_unit_says_its_level():
    assert agency_key("雅安市民政局", "雅安市") == agency_key("市民政局", "雅安市")
    assert agency_key("四川省税务局", "四川省") == agency_key("省税务局", "四川省")
    assert agency_key("达州市民政局", "雅安市") != agency_key("市民政局", "雅安市")


@given(names, regions)
@example("省省厅", "")
@example("省厅", "")
def test_the_key_of_a_key_is_the_key(name: str, region: str):
    key = agency_key(name, region)
    assert agency_key(key) == key


@given(names)
def test_brackets_and_spaces_never_make_another_unit(name: str):
    full = name.replace("(", "（").replace(")", "）")
    assert agency_key(full) == agency_key(name) == agency_key(f" {'　'.join(name)} ")


@given(names, names, regions)
def test_being_one_unit_does_not_depend_on_who_is_asked_first(one: str, other: str, region: str):
    alone = (plan_of(task("t", one, other), region=region), plan_of(task("t", other, one), region=region))
    assert agencies_of_plan(alone[0]) == agencies_of_plan(alone[1])


@given(st.permutations(FULING.tasks))
@settings(deadline=None, max_examples=40)
def test_the_units_of_a_plan_do_not_depend_on_the_order_of_its_rows(rows: list[Task]):
    assert agencies_of_plan(plan_of(*rows, region="涪陵区")) == agencies_of_plan(FULING)


def test_the_name_is_the_spelling_used_most_and_every_spelling_is_kept():
    rows = (task("a", "市卫计委", "市民政局"), task("b", "市卫生计生委"), task("c", "市卫生计生委"))
    plan = plan_of(*rows)
    unit = agency_of("市卫生和计划生育委员会", plan)
    assert (unit.name, unit.spellings) == ("市卫生计生委", ("市卫生计生委", "市卫计委"))
    assert [row.task_id for row, _ in tasks_of(unit, plan)] == ["a", "b", "c"]


def test_a_unit_that_no_task_names_stands_alone():
    unit = agency_of("市体育局", plan_of(task("a", "市民政局")))
    assert (unit.name, unit.spellings) == ("市体育局", ("市体育局",))


def test_variants_come_with_the_tasks_that_print_them():
    found = spelling_variants(FULING)
    assert [[(name, [row.task_id for row in rows]) for name, rows in group.tasks] for group in found] == [
        [("区大数据发展局", ["t07"]), ("区大数据局", ["a11"])]
    ]
    assert [plan.plan_id for plan in load_catalog() if spelling_variants(plan)] == ["fuling-2022"]


def test_a_unit_leads_only_where_the_text_has_a_rule():
    ruled = task("a", "甲局", "乙局", "丙局", lead=("甲局",), support=("乙局",))
    assert roles_of(ruled) == {"甲局": "lead", "乙局": "support", "丙局": "other"}
    assert roles_of(task("b", "甲局", "乙局")) == {"甲局": "undivided", "乙局": "undivided"}


def test_a_role_holds_for_the_other_spelling_too():
    assert roles_of(task("a", "市卫计委", "市民政局", lead=("市卫生计生委",))) == {
        "市卫生计生委": "lead",
        "市民政局": "other",
    }


def test_words_for_several_units_are_known_as_such():
    plan = load_plan("yaan-2017-2020")
    categories = {unit.name for unit in agencies_of_plan(plan) if unit.is_category}
    assert {"各县(区)人民政府", "财政部门", "市级相关部门"} <= categories
    assert not {"市卫生计生委", "雨城区人民政府", "市委宣传部", "市政府督查室"} & categories


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_every_unit_printed_in_a_plan_is_one_of_its_units(plan: Plan):
    units = agencies_of_plan(plan)
    spelled = [name for unit in units for name in unit.spellings]
    printed = {name for row in plan.tasks for name in (*row.agencies, *row.lead_agencies, *row.support_agencies)}
    assert len(spelled) == len(set(spelled))
    assert set(spelled) == printed
    counted = sum(len(tasks_of(unit, plan)) for unit in units)
    assert counted == sum(len(roles_of(row, plan.region_name)) for row in plan.tasks)


def test_the_list_of_names_says_each_spelling_once_and_why():
    with NAMES_FILE.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    spellings = [(row["part"], row["spelling"]) for row in rows]
    assert len(spellings) == len(set(spellings))
    assert not {(row["part"], row["standard"]) for row in rows} & set(spellings)
    assert all(row["reason"] for row in rows)
    assert {row["part"] for row in rows} == {"organ", "duty", "name"}


@pytest.mark.parametrize(
    ("plan_id", "task_id", "names"),
    [
        ("fuling-2022", "t21", {"卫生健康部门", "民政部门"}),
        ("yaan-2017-2020", "t25", {"卫生计生部门", "民政部门", "人力资源部门"}),
        ("dazhou-2021-2025", "t17", {"卫生健康部门", "民政部门"}),
    ],
)
def test_departments_that_share_one_word_in_the_text_are_two_units(plan_id: str, task_id: str, names: set[str]):
    plan = load_plan(plan_id)
    task = next(row for row in plan.tasks if row.task_id == task_id)
    assert names <= set(task.agencies)
    assert len(set(roles_of(task, plan.region_name))) == len(task.agencies)
