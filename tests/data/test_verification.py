"""The example plan held against its fictional document, then broken in one place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.catalog import load_catalog
from data.statement import spelt_numbers
from data.verification import verify_plan

SOURCES_VARIABLE = "CARE_PLAN_ATLAS_SOURCES"


def verify(folder, text):
    return verify_plan(folder.read(), text)


def found_rules(verification, level="error"):
    return [finding.rule for finding in verification.findings if finding.level == level]


def test_the_example_agrees_with_its_document(example_plan, example_text):
    verification = verify_plan(example_plan, example_text)
    assert [str(finding) for finding in verification.findings] == []
    assert (verification.run_found, verification.run_total) == (29, 29)
    assert (verification.number_accounted, verification.number_explained, verification.number_total) == (29, 1, 30)


def test_a_run_that_the_text_lacks_is_missing(plan_folder, example_text):
    plan_folder.replace("projects.csv", "占地30亩", "占地三十亩")
    verification = verify(plan_folder, example_text)
    assert "run_not_found" in found_rules(verification)
    assert verification.run_found == verification.run_total - 1


def test_a_run_in_another_section_is_missing_and_says_where(plan_folder, example_text):
    plan_folder.replace("places.csv", "专栏1,滩头护理院", "二/（二）,滩头护理院")
    (finding,) = verify(plan_folder, example_text).findings
    assert (finding.rule, finding.row) == ("run_not_found", 3)
    assert "专栏1" in finding.expectation


def test_an_unknown_section_is_reported(plan_folder, example_text):
    plan_folder.replace("places.csv", "专栏1,滩头护理院", "专栏7,滩头护理院")
    assert found_rules(verify(plan_folder, example_text)) == ["unknown_section", "run_not_found"]


@pytest.mark.parametrize(
    ("file", "old", "new", "number"),
    [
        ("projects.csv", "50;150,", "50;160,", "160"),
        ("projects.csv", ",1.2亿元", ",1.3亿元", "1.3"),
        ("projects.csv", ",30亩", ",31亩", "31"),
        ("indicators.csv", "ge,false,70", "ge,false,71", "71"),
        ("indicators.csv", "40,50,%", "40,51,%", "51"),
        ("indicators.csv", "2025,,ge", "2024,,ge", "2024"),
        ("indicators.csv", "2019,2019-12-31,eq,false,66.5", "2019,2018-12-31,eq,false,66.5", "2018"),
        ("tasks.csv", "2021-06-30", "2022-06-30", "2022"),
        ("tasks.csv", "lead_support,,2021年6月", "lead_support,,2021年7月", "7"),
        ("plan.yaml", "end_year: 2025", "end_year: 2024", "2024"),
    ],
)
def test_a_figure_that_its_own_runs_lack_is_reported(plan_folder, example_text, file, old, new, number):
    findings = verify(plan_folder.replace(file, old, new), example_text).findings
    assert [(f.file, f.value, f.rule) for f in findings if f.level == "error"] == [(file, number, "figure_not_quoted")]


def test_a_figure_in_our_own_words_is_pointed_out(plan_folder, example_text):
    plan_folder.replace("projects.csv", "medical_elderly,扩建", "medical_elderly,扩建300张")
    assert found_rules(verify(plan_folder, example_text), "warning") == ["figure_not_quoted"]


def test_all_of_them_is_a_hundred_per_cent(plan_folder, example_text):
    # “养老机构全部提供医疗服务” carries 100 %, but no 90 %
    plan_folder.replace("indicators.csv", "eq,false,100", "eq,false,90")
    assert found_rules(verify(plan_folder, example_text)) == ["figure_not_quoted"]


def test_a_number_that_no_row_carries_is_listed_with_its_section(plan_folder, example_text):
    text = example_text.replace("占地30亩。", "占地30亩,食堂15处。")
    (finding,) = verify(plan_folder, text).findings
    assert (finding.rule, finding.value) == ("number_unaccounted", "15")
    assert "专栏1" in finding.message


def test_an_explanation_is_used_once_and_must_be_true(plan_folder, example_text):
    plan_folder.append("unaccounted.csv", "3200,一/（一）,已有数据行").append("unaccounted.csv", "777,落款,不在原文")
    verification = verify(plan_folder, example_text)
    assert found_rules(verification, "warning") == ["stale_explanation"]
    assert found_rules(verification) == ["explanation_not_found"]


def test_a_number_without_its_explanation_is_unaccounted(plan_folder, example_text):
    plan_folder.write("unaccounted.csv", b"run,section,why\n")
    assert found_rules(verify(plan_folder, example_text)) == ["number_unaccounted"]


def test_an_empty_document_lacks_every_run(example_plan):
    verification = verify_plan(example_plan, "")
    assert verification.run_found == 0
    assert verification.number_total == 0


def test_numbers_spelt_out_are_read():
    assert spelt_numbers("一千平方米，二十三所，一万二千人，百分之五十") == {1000, 23, 12_000, 50, 100}


@pytest.mark.skipif(SOURCES_VARIABLE not in os.environ, reason=f"{SOURCES_VARIABLE} names no folder of documents")
def test_every_plan_agrees_with_its_document():
    folder = Path(os.environ[SOURCES_VARIABLE])
    plans = [plan for plan in load_catalog() if (folder / f"{plan.plan_id}.txt").is_file()]
    texts = {plan.plan_id: (folder / f"{plan.plan_id}.txt").read_text(encoding="utf-8") for plan in plans}
    findings = [finding for plan in plans for finding in verify_plan(plan, texts[plan.plan_id]).findings]
    assert plans
    assert [str(finding) for finding in findings if finding.level == "error"] == []
