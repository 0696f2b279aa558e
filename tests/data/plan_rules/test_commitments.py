"""How firmly a target is asked for: demands on all beside a share, and tasks that only encourage."""

from __future__ import annotations

import pytest

from data.plan import Link
from data.plan_rules.commitments import RULES
from tests.data.plan_rules.builders import found, make_plan, project, task, value

SHARE = "geriatric_department_share_general_pct"
NAME = "二级以上综合医院开设老年病科占比"


def demand(*rows, **plan):
    return found(RULES, make_plan(values=rows, **plan), rule="demand_on_all")


def test_a_demand_on_all_beside_a_target_of_some_is_a_doubt():
    rows = [value(SHARE, 40, name=NAME, comparator="ge", year=2021), value(SHARE, 80, name=NAME)]
    words = project(as_written="县级以上综合医院设立老年病科，床位不少于50张", section="四/（三）")
    (finding,) = demand(*rows, projects=[words])
    assert finding.severity == "medium"
    assert "四/（三）写“县级以上综合医院设立老年病科，床位不少于50张”，是对全部的要求" in finding.sentence
    assert "2021年40%以上、2025年80%" in finding.sentence
    assert len(finding.places) == 3


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (100, "县级以上综合医院设立老年病科"),
        (80, "鼓励二级以上综合医院开设老年病科"),
        (80, "有条件的二级以上综合医院要开设老年病科"),
        (80, "二级以上综合医院开设老年病科比例达80%"),
        (80, "县级以上中医医院设立老年病科"),
        (80, "县级以上综合医院设立康复科"),
    ],
)
def test_a_full_target_a_soft_sentence_and_another_group_are_no_conflict(amount, words):
    assert not demand(value(SHARE, amount, name=NAME), projects=[project(as_written=words)])


def soft(words: str, *, source: str = "body"):
    row = task(task_id="t-soft", source_table=source, section="四/（七）")
    target = value(SHARE, 80, name=NAME, as_written="达到80%")
    link = Link("l1", "indicator", SHARE, "task", "t-soft", "inferred", "同一事项", "四/（七）", words)
    return found(RULES, make_plan(values=[target], tasks=[row], links=(link,)), rule="soft_task")


def test_a_target_whose_task_only_encourages_is_a_doubt():
    (finding,) = soft("鼓励中医医院设置治未病科室|探索开设老年病科")
    assert finding.sentence == f"1项目标定了要求，对应的任务却只写“鼓励”“探索”：“{NAME}”（2025年80%）。"
    assert "四/（七）写“鼓励中医医院设置治未病科室”" in finding.arithmetic


@pytest.mark.parametrize(
    ("words", "source"),
    [("县级以上综合医院设立老年病科|鼓励二级医院开设", "body"), ("鼓励开设老年病科", "annex"), ("支持开设", "body")],
)
def test_one_plain_demand_or_an_annex_is_enough(words, source):
    assert not soft(words, source=source)
