"""The command line, its tables, citations, search and wording."""

from __future__ import annotations

import csv
import io
import time

import pytest

from data.catalog import load_catalog
from data.citation import citation_of, citation_of_people, clause_in_context
from data.plan import IndicatorValue
from data.search import search
from data.wording import value_text

PLAN = "yunhe-2020-2025"


def read_rows(printed):
    return list(csv.DictReader(io.StringIO(printed)))


def test_plans_are_listed(run_data):
    assert run_data("plans") == (0, f"{PLAN}\n")


def test_check_prints_a_count(run_data):
    assert run_data("check") == (0, f"{PLAN}：错误 0，提醒 0，说明 0\n")


def test_check_fails_on_an_error(run_data, plan_folder, monkeypatch):
    monkeypatch.setenv("CARE_PLAN_ATLAS_PLANS", str(plan_folder.path.parent))
    plan_folder.replace("projects.csv", "990001;990002", "990777")
    status, printed = run_data("check", PLAN)
    assert status == 1
    assert "projects.csv 第5行 district_codes“990777”不是云河市的区县" in printed


def test_verify_prints_found_and_total(run_data, plan_folder, monkeypatch):
    example = plan_folder.path.parent
    status, printed = run_data("verify", "--sources", str(example))
    assert (status, "没有原文" in printed) == (0, True)
    status, printed = run_data("verify", "--sources", str(example), PLAN)
    assert status == 1


def test_verify_holds_the_example_against_its_text(run_data, root):
    status, printed = run_data("verify", "--sources", str(root / "tests/data/example"))
    assert (status, printed) == (0, f"{PLAN}：原文摘录 29/29，文中数字 30/30（数据行载明 29，另有说明 1）\n")


def test_verify_fails_on_a_missing_run(run_data, plan_folder, root, monkeypatch):
    monkeypatch.setenv("CARE_PLAN_ATLAS_PLANS", str(plan_folder.path.parent))
    plan_folder.replace("places.csv", "专栏1,滩头护理院", "专栏1,不在文中")
    status, printed = run_data("verify", "--sources", str(root / "tests/data/example"))
    assert status == 1
    assert "28/29" in printed


def test_an_unknown_plan_ends_with_status_two(run_data):
    status, printed = run_data("table", "nowhere", "projects")
    assert status == 2
    assert "没有规划“nowhere”" in printed


@pytest.mark.parametrize("table", ["plan", "layout", "districts", "places", "projects", "indicators", "tasks"])
def test_every_table_is_answered(run_data, table):
    status, printed = run_data("table", PLAN, table)
    assert status == 0
    assert read_rows(printed)


def test_projects_carry_normalised_columns(run_data):
    rows = {row["project_id"]: row for row in read_rows(run_data("table", PLAN, "projects")[1])}
    assert rows["k01"]["bed_counts"] == "50;150"
    assert rows["k01"]["bed_count"] == "200"
    assert rows["k01"]["investment_wan_yuan"] == "12000"
    assert rows["k01"]["floor_area_m2"] == "15000"
    assert rows["k02"]["land_area_m2"] == "20000"
    assert rows["k03"]["district_names"] == "东岭县;西滩区"
    assert (rows["k02"]["lon"], rows["k02"]["lat"], rows["k02"]["location_basis"]) == ("104.5", "31.25", "town")
    assert (rows["k03"]["lon"], rows["k03"]["location_basis"]) == ("", "district")
    assert rows["k01a"]["bed_count"] == ""


def test_a_row_left_out_does_not_shift_the_others(run_data, plan_folder, monkeypatch):
    monkeypatch.setenv("CARE_PLAN_ATLAS_PLANS", str(plan_folder.path.parent))
    text = (plan_folder.path / "projects.csv").read_text(encoding="utf-8").splitlines()
    text.insert(2, text[1])
    plan_folder.write("projects.csv", ("\n".join(text) + "\n").encode())
    rows = read_rows(run_data("table", PLAN, "projects")[1])
    assert [(row["project_id"], row["bed_count"]) for row in rows[:3]] == [("k01", "200"), ("k01a", ""), ("k02", "80")]


def test_district_answers_are_golden(run_data, root):
    golden = (root / "tests/data/example/districts.golden.csv").read_text(encoding="utf-8")
    assert run_data("districts", PLAN) == (0, golden)


def test_districts_by_county_roll_zones_up(run_data):
    rows = read_rows(run_data("districts", PLAN, "--by", "county")[1])
    assert [(row["district_name"], row["project_count"]) for row in rows] == [
        ("东岭县", "1"),
        ("西滩区", "2"),
        ("未分区", "1"),
    ]


def test_a_row_cites_its_plan_section_and_words(example_plan):
    citation = citation_of(example_plan.projects[2], example_plan)
    assert (citation.section, citation.runs) == ("专栏1", ("滩头护理院,改造护理型床位80张,占地30亩",))
    assert citation.text() == "《云河市医养结合规划》专栏1 “滩头护理院,改造护理型床位80张,占地30亩”（规划载明）"
    assert citation_of(example_plan, example_plan).section == "题头;一/（二）"
    assert citation_of(example_plan.elements[0], example_plan, "inferred").text().endswith("（推断）")
    people = citation_of_people(example_plan.population["990001"], example_plan)
    assert (people.basis, people.source, people.date) == ("reference", "虚构", "2020")


def test_a_clause_opens_in_its_context(plan_folder, example_text):
    plan_folder.write("source.txt", example_text.encode())
    (piece,) = clause_in_context(plan_folder.read(), "一/（二）", ["健康管理率达到70%以上"])
    (hit,) = piece.hits
    # the words stand on two sides of a page break
    assert piece.text[slice(*hit)] == "健康管理率达到70%以\n—2—\n上"
    assert piece.text.startswith("(二)目标")


def test_without_the_document_there_is_no_context(example_plan):
    assert clause_in_context(example_plan, "一", ["床"]) == ()


def test_search_wants_every_word_and_ranks_names_first(example_plan):
    assert [hit.id for hit in search([example_plan], "滩头 护理院")] == ["p02", "k02"]
    assert search([example_plan], "滩头 学校") == []
    assert search([example_plan], "  ") == []
    assert search([example_plan], "NURSING home")[0].id == "p02"
    assert search([example_plan], "养老床位")[0].kind == "indicator"
    assert len(search([example_plan], "云河", limit=2)) == 2


def test_search_finds_a_support_measure_by_its_topic_and_words_in_both_languages():
    catalog = load_catalog()
    hits = search(catalog, "用地 划拨 非营利性", limit=50)
    assert {(hit.plan_id, hit.kind) for hit in hits} >= {("dazhou-2021-2025", "support"), ("fuling-2022", "support")}
    assert "support" in {hit.kind for hit in search(catalog, "household prices")}


def test_search_answers_while_one_types():
    catalog = load_catalog()
    begun = time.perf_counter()
    search(catalog, "康养 床位")
    # measured 7 ms on two cores; the limit leaves room for a busy machine
    assert time.perf_counter() - begun < 0.2


@pytest.mark.parametrize(
    ("values", "zh", "en"),
    [
        ({"comparator": "eq", "value": 100, "unit": "%"}, "100%", "100%"),
        ({"comparator": "ge", "value": 12345, "unit": "张"}, "≥12,345张", "≥12,345张"),
        ({"comparator": "about", "value": 50, "unit": "%", "is_striving": True}, "力争约50%", "striving for about 50%"),
        ({"comparator": "between", "value": 35, "value_max": 40, "unit": "张"}, "35—40张", "35—40张"),
        ({"comparator": "relative", "value": 1, "unit": "岁", "reference": "低于全省"}, "低于全省 1岁", "低于全省 1岁"),
        ({}, "规划未载明", "not stated"),
    ],
)  # fmt: skip
def test_values_are_worded(values, zh, en):
    value = IndicatorValue("v1", "i", "指标", **values)
    assert (value_text(value), value_text(value, "en")) == (zh, en)
