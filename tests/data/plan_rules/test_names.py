"""Rules of the family names: names that mislead, and names that merely differ."""

from __future__ import annotations

import pytest

from data.plan import Indicator, Place
from data.plan_rules.names import RULES
from tests.data.plan_rules.builders import baseline, found, make_plan, project, task, value

SHARE = "nursing_bed_share_pct"


def test_a_share_of_all_beds_and_a_share_of_beds_in_institutions_are_not_one():
    rows = [baseline(SHARE, 49, name="护理型床位占养老总床位数比例"), value(SHARE, 60, name="养老机构护理型床位占比")]
    (finding,) = found(RULES, make_plan(values=rows), rule="names.scope")
    assert finding.severity == "medium"
    assert finding.arithmetic.splitlines()[0] == "护理型床位占养老总床位数比例（2020）：49%"
    assert [place.row for place in finding.places] == [f"indicator:{row.value_id}" for row in rows]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("65周岁及以上老年人健康管理率", "65岁以上老年人健康管理率"),
        ("“老年友善医疗机构”比例", "老年友善医疗机构占比"),
        ("镇级区域性中心覆盖率", "区域性中心覆盖率"),
    ],
)
def test_names_that_merely_differ_in_wording_are_one(one: str, two: str):
    assert not found(
        RULES, make_plan(values=[baseline(SHARE, 1, name=one), value(SHARE, 2, name=two)]), rule="names.scope"
    )


def test_a_scope_that_only_our_own_name_adds_is_not_held_against_the_text():
    rows = [
        baseline(SHARE, 49, name="护理型床位占比"),
        value(SHARE, 60, name="养老机构护理型床位占比", as_written="护理型床位占比达到60%"),
    ]
    assert not found(RULES, make_plan(values=rows), rule="names.scope")


def related(two_related: tuple[str, ...] = ("one",)) -> list[Indicator]:
    return [
        Indicator("one", "公立综合医院开设老年病科比例", unit="%"),
        Indicator("two", "公立医院开设老年病科比例", unit="%", related=two_related),
    ]


def targets(second: float = 100, **given: object):
    return [
        value("one", 100, name="二级以上公立综合医院开设老年病科比例"),
        value("two", second, name="二级以上公立医院开设老年病科比例", **given),
    ]


def test_one_figure_for_two_kinds_of_hospitals_in_two_sections_is_found():
    (finding,) = found(RULES, make_plan(values=targets(), indicators=related()), rule="names.target_scope")
    assert "“二级以上公立综合医院开设老年病科比例”" in finding.sentence
    assert len(finding.places) == 2


def test_different_figures_one_clause_or_unrelated_indicators_are_two_targets():
    def findings(values, indicators):
        return found(RULES, make_plan(values=values, indicators=indicators), rule="names.target_scope")

    assert not findings(targets(80), related())
    assert not findings(targets(), related(()))
    one_clause = targets()
    one_clause[1] = value("two", 100, name="二级以上公立医院开设老年病科比例", section=one_clause[0].section)
    assert not findings(one_clause, related())


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
    assert finding.sentence == "同一处先后写作“川西远程会诊中心”和“川西区域远程会诊中心”。"


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
