"""What a reader of a project sheet could not tell: whose theme it is, what is asked of an investor, where more is."""

from __future__ import annotations

from functools import cache

import pytest

from data.catalog import load_plan
from data.place_names import place_name_en
from pages.investment.sheet import sheet_of
from pages.investment.sheet_content import Bar, Bars, ProjectSheet

WEIHAI = "weihai-2022-2024"


@cache
def one(project_id: str, language: str, plan_id: str = WEIHAI) -> ProjectSheet:
    return sheet_of(load_plan(plan_id), project_id, language)  # type: ignore[arg-type]


@cache
def assigned() -> str:
    return next(row.project_id for row in load_plan(WEIHAI).projects if row.element_ids and row.row_kind == "project")


def test_theme_and_target_group_stand_under_the_name_of_their_element():
    section = one(assigned(), "zh").sections["layout"]
    assert section.title.startswith("所在布局要素 · ")
    labels = {fact.label for fact in section.facts}
    assert "该要素的主题" in labels
    assert not labels & {"主题", "服务对象"}


def test_what_an_investor_asks_first_is_said_to_be_missing_where_the_plan_is_silent():
    facts = {fact.label: fact for fact in one(assigned(), "zh").sections["missing"].facts}
    assert facts["对投资方"].items == ("合作方式", "出资比例", "运营方")
    assert facts["对投资方"].basis == "missing"


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
