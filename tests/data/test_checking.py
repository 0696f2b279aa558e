"""Every rule of the check, on the example plan broken in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import data

PROJECT = (
    "k09,新项目,,{kind},{parent},{elements},{element_kind},{districts},{places},other,,,,,,,,,,{start},{end},"
    "专栏1,滩头护理院,"
)
BLANK = dict.fromkeys(("parent", "elements", "element_kind", "districts", "places", "start", "end"), "")

# the second value of the example, up to its column `restates` and from there on
BEFORE_RESTATES, AFTER_RESTATES = "990000,,,", "一/（一）,截至2019年底|65"


def project(**cells):
    return ("append", "projects.csv", PROJECT.format(**{"kind": "project", **BLANK, **cells}))


def restating(value_id):
    return ("replace", "indicators.csv", f"{BEFORE_RESTATES}{AFTER_RESTATES}", f"990000,,{value_id},{AFTER_RESTATES}")


def linking(*rows):
    header = "link_id,from_kind,from_id,to_kind,to_id,basis,reason,section,as_written,note"
    return ("append", "links.csv", "\n".join([header, *rows]))


def supporting(*rows):
    header = "measure_id,topic,summary,summary_en,applies_to,project_ids,condition,condition_en,section,as_written,note"
    return ("append", "support_measures.csv", "\n".join([header, *rows]))


def change(file, old, new):
    return ("replace", file, old, new)


BROKEN = [
    # single cells
    ("required_blank", change("projects.csv", "k02,滩头护理院改造,", "k02,,")),
    ("required_blank", change("indicators.csv", "一/（二）,到2025年|护理", ",到2025年|护理")),
    ("required_blank", change("plan.yaml", "as_written: 云府发〔2020〕9号|2020年3月5日|到2025年", "as_written:")),
    ("control_character", change("projects.csv", "k02,滩头护理院改造,", "k02,滩头\x07护理院改造,")),
    ("section_form", change("indicators.csv", "一/（二）,到2025年|护理", "一/(二),到2025年|护理")),
    ("run_too_long", change("projects.csv", "建设云河新区医养园,", "建设云河新区医养园" * 5 + ",")),
    ("unit_unknown", change("indicators.csv", ",,张,", ",,斛,")),
    ("plan_id_differs", change("plan.yaml", "plan_id: yunhe", "plan_id: elsewhere")),
    ("status_differs", change("plan.yaml", "status: expired", "status: in_force")),
    ("parent_plan_unknown", change("plan.yaml", 'parent_plan_id: ""', "parent_plan_id: nowhere")),
    ("parent_basis_blank", change("plan.yaml", 'parent_plan_id: ""', "parent_plan_id: nowhere")),
    ("explanation_repeated", ("append", "unaccounted.csv", "12345,落款,网站备案号")),
    ("explanation_without_number", ("append", "unaccounted.csv", "备案号,落款,没有数字")),
    # columns and rows
    ("unknown_column", change("tasks.csv", ",note", ",remark")),
    ("missing_column", change("tasks.csv", ",note", ",remark")),
    ("duplicate_column", change("tasks.csv", "as_written,note", "as_written,as_written")),
    ("column_order", change("districts.csv", "name,name_en,", "name_en,name,")),
    ("row_length", ("append", "places.csv", "p09,短行")),
    ("blank_id", ("append", "places.csv", ",没有编号,,other,,,,unlocated,,专栏1,滩头护理院,")),
    ("duplicate_id", ("append", "places.csv", "p01,重复,,other,,,,unlocated,,专栏1,滩头护理院,")),
    # types
    ("bad_number", change("indicators.csv", "false,70,", "false,七十,")),
    ("bad_integers", change("projects.csv", ",80,nursing", ",8.5,nursing")),
    ("bad_year", change("indicators.csv", ",2025,,ge", ",2525,,ge")),
    ("bad_year", change("indicators.csv", ",2025,,ge", ",25,,ge")),
    ("bad_date", change("tasks.csv", "2021-06-30", "2021-06-31")),
    ("bad_partial_date", change("indicators.csv", "2019-12-31", "2019年底")),
    ("bad_choice", change("places.csv", ",hospital,", ",clinic,")),
    ("bad_choices", change("projects.csv", ",80,nursing", ",80,luxury")),
    ("bad_boolean", change("indicators.csv", "ge,false", "ge,no")),
    ("bad_money", change("projects.csv", "1.2亿元,1.5", "1.2亿,1.5")),
    ("bad_area", change("projects.csv", ",1.5万平方米", ",1.5万")),
    ("bad_pairs", change("projects.csv", "30亩,,,", "30亩,,食堂,")),
    ("bad_code", change("districts.csv", "990001,东岭县", "九九,东岭县")),
    ("bad_identifier", change("tasks.csv", "t01,body", "T 1,body")),
    # ids
    ("unknown_district", change("projects.csv", "990001;990002", "990001;990777")),
    ("unknown_district", change("places.csv", "990002-newarea", "990002-oldarea")),
    ("unknown_district", change("layout.yaml", 'district: "990001"', 'district: "990777"')),
    ("unknown_district", change("indicators.csv", ",张,,990000", ",张,,990777")),
    ("unknown_id", project(places="p99")),
    ("unknown_id", project(elements="core-9")),
    ("unknown_id", project(kind="component", parent="k99")),
    ("unknown_id", change("layout.yaml", "place_ids: [p01]", "place_ids: [p99]")),
    ("unknown_id", change("indicators.csv", "yh-001,elderly_care_beds", "yh-001,elderly_beds")),
    ("unknown_id", restating("yh-999")),
    ("unknown_id", change("tasks.csv", "2022-12-31,t01", "2022-12-31,t99")),
    ("unknown_id", change("tasks.csv", "2022-12-31,t01", "2022-12-31,a02")),
    ("unknown_element_kind", change("layout.yaml", "kind: core", "kind: square")),
    ("unknown_element_kind", project(element_kind="square")),
    ("unknown_role", change("layout.yaml", "role: main", "role: leading")),
    ("formula_disagrees", change("plan.yaml", "formula: 一核一带", "formula: 一核三带")),
    ("belt_with_one_member", change("layout.yaml", '    - {district: "990001", role: named}\n', "")),
    ("indicator_redefined", ("append", "indicators.yaml", "- {id: elderly_care_beds, name: 床位}")),
    # places and units
    ("position_incomplete", change("places.csv", ",104.5,31.25,", ",104.5,,")),
    ("position_missing", change("places.csv", ",104.5,31.25,", ",,,")),
    ("position_against_basis", change("places.csv", ",town,", ",district,")),
    ("position_against_basis", change("places.csv", ",town,", ",unlocated,")),
    ("position_without_source", change("places.csv", "虚构乡镇点", "")),
    ("position_outside_china", change("places.csv", ",104.5,31.25,", ",31.25,104.5,")),
    ("zone_without_county", change("districts.csv", "functional_zone,990002", "functional_zone,990777")),
    ("boundary_blank", change("districts.csv", "990000,990001,", "990000,,")),
    ("population_counted_twice", change("districts.csv", ",990001,\n", ",990001;990009,\n")),
    ("population_unknown", change("districts.csv", ",990001,\n", ",990555,\n")),
    ("age_groups_disagree", change("population.csv", "300000,60000,40000", "300000,40000,60000")),
    # figures
    ("beds_not_paired", change("projects.csv", "50;150,medical;elderly_care", "50;150,medical")),
    ("bed_change_blank", change("projects.csv", "elderly_care,new", "elderly_care,")),
    ("component_without_project", project(kind="component")),
    ("parent_of_itself", project(kind="component", parent="k09")),
    ("amount_repeated", change("projects.csv", "医疗床位,,,,,,", "医疗床位,,,,1.2亿元,,")),
    ("between_without_max", change("indicators.csv", "40,50,%", "40,,%")),
    ("max_without_between", change("indicators.csv", "between,false", "eq,false")),
    ("range_reversed", change("indicators.csv", "40,50,%", "50,40,%")),
    ("relative_without_reference", change("indicators.csv", "ge,false,70", "relative,false,70")),
    ("unit_blank", change("indicators.csv", "3200,,张", "3200,,")),
    ("comparator_blank", change("indicators.csv", "ge,false,70", ",false,70")),
    ("value_blank", change("indicators.csv", "ge,false,70", "ge,false,")),
    ("restates_itself", restating("yh-002")),
    ("restatement_differs", restating("yh-001")),
    ("period_reversed", project(start="2025", end="2021")),
    ("period_reversed", change("plan.yaml", "start_year:", "start_year: 2026")),
    ("period_reversed", change("indicators.csv", "target,,2025,,ge", "target,2026,2025,,ge")),
    ("issued_after_period", change("plan.yaml", "issued_on: 2020-03-05", "issued_on: 2027-03-05")),
    # tasks
    ("task_without_title", change("tasks.csv", ",开展签约服务,,", ",,,")),
    ("empty_row_with_title", change("tasks.csv", "empty,2,,,", "empty,2,,写着字,")),
    ("agency_unlisted", change("tasks.csv", ",市卫健委,市民政局,lead_support", ",市卫健委,市财政局,lead_support")),
    ("lead_without_rule", change("tasks.csv", "lead_support", "joint")),
    ("lead_blank", change("tasks.csv", ",市卫健委,市民政局,lead_support", ",,,lead_support")),
    ("agency_basis_differs", change("tasks.csv", "市民政局,,,separate", ",,,separate")),
    ("deadline_without_kind", change("tasks.csv", "持续开展,continuous,", "持续开展,continuous,2022-12-31")),
    ("deadline_blank", change("tasks.csv", "complete,2021-06-30", "complete,")),
    ("deadline_text_differs", change("tasks.csv", "2021年6月底前完成,complete", ",complete")),
    ("deadline_before_issue", change("tasks.csv", "complete,2021-06-30", "complete,2011-06-30")),
    # links
    ("link_end_unknown", linking("l01,task,t01,project,k99,inferred,同题,,,")),
    ("link_direction", linking("l01,task,t01,task,t02,inferred,同题,,,")),
    ("link_without_reason", linking("l01,task,t01,project,k02,inferred,,,,")),
    ("link_without_words", linking("l01,task,t01,project,k02,stated,,专栏1,,")),
    ("link_words_without_section", linking("l01,task,t01,project,k02,inferred,同题,,滩头护理院,")),
    ("link_repeated", linking("l01,project,k02,place,p02,stated,,专栏1,滩头护理院,")),
    # support measures
    ("support_category_unknown", supporting("s01,land,供地,Land,hospitals,,,,专栏1,占地30亩,")),
    ("support_project_unknown", supporting("s01,land,供地,Land,,k99,,,专栏1,占地30亩,")),
    ("support_summary_long", supporting(f"s01,land,{'长' * 61},Land,,,,,专栏1,占地30亩,")),
    ("support_summary_copied", supporting("s01,land,占地30亩,Land,,,,,专栏1,占地30亩,")),
    ("support_condition_untranslated", supporting("s01,land,供地,Land,,,非营利,,专栏1,占地30亩,")),
    ("support_repeated", supporting("s01,land,供地,Land,,,,,专栏1,占地30亩,\ns02,land,供地,Land,,,,,专栏1,占地30亩,")),
]  # fmt: skip


def test_the_example_has_no_fault(plan_folder):
    assert [str(finding) for finding in plan_folder.check()] == []


@pytest.mark.parametrize(("rule", "fault"), BROKEN, ids=[f"{rule}-{number}" for number, (rule, _) in enumerate(BROKEN)])
def test_a_broken_plan_is_reported_by_its_rule(plan_folder, rule, fault):
    action, file, *texts = fault
    getattr(plan_folder, action)(file, *texts)
    found = [finding for finding in plan_folder.check() if finding.rule == rule]
    assert found
    assert all(finding.file == file and finding.message for finding in found)
    assert all(finding.row for finding in found)


def test_every_rule_of_the_check_is_broken_here():
    folder = Path(data.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("checking_*.py"))
    named = set(re.findall(r'finding\(\s*"([a-z_]+)"', source))
    assert named
    assert named - {rule for rule, _ in BROKEN} == set()


def test_the_message_names_file_row_column_value_and_expectation(plan_folder):
    plan_folder.replace("projects.csv", "990001;990002", "990777")
    (finding,) = plan_folder.check()
    assert str(finding) == (
        "projects.csv 第5行 district_codes“990777”不是云河市的区县（990001、990002、990002-newarea）"
    )


def test_an_explained_blank_value_is_no_fault(plan_folder):
    plan_folder.replace("indicators.csv", "ge,false,70,,%", "ge,false,,,%")
    plan_folder.replace("indicators.csv", '健康管理率达到70%以上",', '健康管理率达到70%以上",数值未载明')
    assert plan_folder.check() == []


def test_a_similar_id_is_proposed(plan_folder):
    plan_folder.replace("indicators.csv", "yh-001,elderly_care_beds", "yh-001,elderly_care_bed")
    (finding,) = plan_folder.check()
    assert "elderly_care_beds" in finding.expectation
