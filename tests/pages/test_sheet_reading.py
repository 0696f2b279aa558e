"""What a reader of a project sheet could not tell: whose theme it is, what is asked of an investor, where more is."""

from __future__ import annotations

import io
from functools import cache

import pytest
from pypdf import PdfReader

from data.catalog import find_plan_ids, load_plan
from data.place_names import place_name_en
from pages.investment.sheet import sheet_base, sheet_of
from pages.investment.sheet_content import Bar, Bars, ProjectSheet
from pages.investment.sheet_pdf import sheet_pdf
from pages.shared.line_breaking import lines_of

WEIHAI = "weihai-2022-2024"


@cache
def one(project_id: str, language: str, plan_id: str = WEIHAI) -> ProjectSheet:
    return sheet_of(load_plan(plan_id), project_id, language)  # type: ignore[arg-type]


@cache
def assigned() -> str:
    return next(row.project_id for row in load_plan(WEIHAI).projects if row.element_ids and row.row_kind == "project")


def test_theme_and_target_group_stand_under_the_name_of_their_element():
    section = one(assigned(), "zh").sections["layout"]
    assert section.title == "所在布局要素"
    labels = {fact.label for fact in section.facts}
    assert "该要素的主题" in labels
    assert not labels & {"主题", "服务对象"}


def test_what_an_investor_asks_first_is_said_to_be_missing_where_the_plan_is_silent():
    facts = {fact.label: fact for fact in one(assigned(), "zh").sections["missing"].facts}
    assert facts["投资条件"].items == ("合作方式", "出资比例", "运营方")
    assert facts["投资条件"].basis == "missing"


def test_one_or_two_values_are_a_sentence_and_three_are_bars():
    bars = [Bar(f"区{k}", k, f"{k}.00", False) for k in range(1, 4)]
    assert Bars("", tuple(bars[:2]), "derived", "").sentence == "区1 1.00 · 区2 2.00"
    assert Bars("", tuple(bars), "derived", "").sentence == ""


@pytest.mark.parametrize("plan_id", ["weihai-2022-2024", "dazhou-2021-2025", "yaan-2017-2020", "sichuan-2020-2022"])
def test_issuing_bodies_and_neighbours_are_english_on_an_english_sheet(plan_id):
    plan = load_plan(plan_id)
    for project in [row for row in plan.projects if row.row_kind == "project"][:6]:
        sheet = one(project.project_id, "en", plan_id)
        source = sheet.sections["sources"].facts[0].items[0]
        assert not any(body in source for body in plan.issuing_bodies)
        for fact in sheet.sections["neighbours"].facts:
            if fact.basis == "reference":
                assert not any("一" <= sign <= "鿿" for text in fact.items for sign in text), fact.items


def test_a_unit_without_an_english_name_keeps_its_own():
    assert place_name_en("370687") == "Haiyang City"
    assert place_name_en("999999", "某县") == "某县"


@pytest.mark.heavy
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_no_sentence_of_a_project_sheet_ends_in_an_ellipsis(plan_id: str, language: str):
    plan = load_plan(plan_id)
    base = sheet_base(plan)
    rows = [row.project_id for row in plan.projects if row.row_kind == "project"]
    sheets = [sheet_of(plan, row_id, language, base=base) for row_id in rows]
    for sheet, page in zip(sheets, PdfReader(io.BytesIO(sheet_pdf(sheets))).pages, strict=True):
        # …… stands between two runs of the plan's words
        cut = [line for line in page.extract_text().replace("……", "").splitlines() if "…" in line]
        assert not cut, (sheet.project_id, cut)


def test_the_own_district_is_among_the_bars_however_few_there_is_room_for():
    bars = Bars("", tuple(Bar(f"区{k}", 9 - k, "", k == 5) for k in range(7)), "derived", "")
    assert [bar.label for bar in bars.first(3)] == ["区0", "区1", "区5"]
    assert bars.first(7) == bars.bars


def test_a_mark_is_never_broken_over_two_lines():
    assert lines_of("立足高端康养〔三/（一）/3〕", 12, len) == ["立足高端康养", "〔三/（一）/3〕"]


def test_land_in_mu_says_so_beside_the_square_metres():
    land = next(fact for fact in one("k45", "zh").figures if fact.label == "用地")
    assert (land.items, land.unit, land.words) == (("12.47",), "万平方米（187亩）", "187亩")
    assert next(fact for fact in one("k45", "en").figures if fact.label == "Land").unit == "m² (187 mu)"


def test_a_district_named_after_its_region_keeps_its_name_and_is_compared_with_no_other():
    demand = one("k07", "en", "fuling-2022").sections["demand"]
    assert demand.title == "Demand · Fuling (2020 census)"
    assert demand.facts[0].items == ("235,907 people, 21.2%",)


def test_a_place_that_is_the_project_itself_is_no_site():
    what = {fact.label: fact.items for fact in one("k45", "zh").sections["what"].facts}
    assert "地点" not in what
    assert what["组成"] == ("中日韩康复辅具产品交易中心", "国际大健康产业博览园")
    dazhou = {fact.label: fact.items for fact in one("k05", "zh", "dazhou-2021-2025").sections["what"].facts}
    assert dazhou["地点"] == ("长田片区", "高新区中心医院")
