"""Rules of the family names: names that mislead, and names that merely differ."""

from __future__ import annotations

import pytest

from data.plan import Place
from data.plan_rules.names import RULES
from tests.data.plan_rules.builders import baseline, found, make_plan, project, task


@pytest.mark.parametrize(
    ("name", "is_found"), [("老龄化率", True), ("60岁以上人口占比", False), ("60周岁以上老年人占比", False)]
)
def test_an_ageing_rate_without_its_age_is_found(name: str, *, is_found: bool):
    plan = make_plan(values=[baseline("share_60_plus_pct", 27.3, name=name)])
    assert bool(found(RULES, plan, rule="age_unsaid")) is is_found


def place(name: str, words: str) -> Place:
    return Place("p1", name, kind="facility", section="三", as_written=words)


def test_a_place_printed_with_a_word_more_inside_is_found():
    words = "建设川西远程会诊中心|依托川西区域远程会诊中心"
    (finding,) = found(RULES, make_plan(places=(place("川西远程会诊中心", words),)), rule="place_name")
    assert finding.sentence.startswith(
        "同一处先后写作“川西远程会诊中心”和“川西区域远程会诊中心”，前者写“建设”，后者写“依托”"
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("川西远程会诊中心", "建设川西远程会诊中心|推进远程会诊"),
        ("荥经天麻产业园区", "宝兴现代中药材、荥经天麻等产业园区"),  # a list
        ("雨城大兴健康城", "雨城大兴健康城|依托健康城"),  # its short form
    ],
)
def test_a_short_form_and_a_name_in_a_list_are_no_second_name(name: str, words: str):
    assert not found(RULES, make_plan(places=(place(name, words),)), rule="place_name")


def test_a_term_that_the_annex_prints_otherwise_is_found():
    rows = [
        project(as_written="大力发展“互联网+老年健康”"),
        project(section="附件", as_written="大力发展 “互联网＋老年服务”"),
    ]
    (finding,) = found(RULES, make_plan(projects=rows), rule="annex_term")
    assert "正文写“互联网+老年健康”，附件写“互联网+老年服务”" in finding.sentence


@pytest.mark.parametrize("annex", ["“互联网＋老年健康”", "“家庭病床服务包”", "“互联网+护理”"])
def test_the_same_term_in_another_width_and_another_term_are_left_alone(annex: str):
    rows = [project(as_written="“互联网+老年健康”"), project(section="附件", as_written=annex)]
    assert not found(RULES, make_plan(projects=rows), rule="annex_term")


def test_doubled_words_are_found_once():
    words = "拓宽信贷担保物范围贷担保物范围"
    (finding,) = found(RULES, make_plan(tasks=[task(as_written=words), task(as_written=words)]), rule="doubled_words")
    assert "“贷担保物范围”重复" in finding.sentence


@pytest.mark.parametrize("words", ["进社区、进农村、进家庭", "1000010000张", "一步一步推进", "养老服务，养老服务业"])
def test_rhythm_and_figures_are_no_doubled_words(words: str):
    assert not found(RULES, make_plan(tasks=[task(as_written=words)]), rule="doubled_words")


def named(*agencies: str):
    return make_plan(tasks=[task(agencies=(name,), lead_agencies=(name,)) for name in agencies])


def test_a_unit_with_a_full_and_a_short_name_is_found_with_a_task_of_each():
    (finding,) = found(RULES, named("区大数据发展局", "区大数据局", "区大数据发展局"), rule="agency_spelling")
    assert finding.sentence == "同一单位先后写作“区大数据发展局”“区大数据局”。"
    assert len(finding.places) == 2


@pytest.mark.parametrize(
    "names", [("各县（区）政府", "各县(区) 政府"), ("云河市民政局", "市民政局"), ("市民政局", "市财政局")]
)
def test_brackets_the_region_before_a_name_and_other_units_are_left_alone(names: tuple[str, ...]):
    assert not found(RULES, named(*names), rule="agency_spelling")
