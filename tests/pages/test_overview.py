"""总览: one panel per province, every plan on its card, faulty and empty ones too."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from data.catalog import load_catalog
from data.finding import Finding
from data.measures import plan_statistics
from data.plan import Plan
from geo.overview_map import HEIGHT_PX, WIDTH_PX, overview_panels, panel_svg
from pages.overview import panels
from pages.overview.cards import plan_card
from pages.shared.labels import in_language

MAX_MARKUP = 100_000


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    return load_catalog()


def plan_at(region_code: str, plan_id: str = "p", **more: object) -> Plan:
    return Plan(plan_id, Path("/nowhere"), region_code=region_code, **more)  # type: ignore[arg-type]


def test_plans_of_one_province_share_a_panel_with_the_largest_first(plans: list[Plan]):
    panels = {panel.province_code: [shape.id for shape in panel.plans] for panel in overview_panels(plans)}
    assert panels["510000"] == ["sichuan-2020-2022", "dazhou-2021-2025", "yaan-2017-2020"]
    assert panels["370000"] == ["weihai-2022-2024"]
    assert panels["500000"] == ["fuling-2022"]


def test_a_plan_of_another_province_gets_a_panel_of_its_own(plans: list[Plan]):
    panels = overview_panels([*plans, plan_at("440300", "shenzhen")])
    assert [panel.province_name for panel in panels if panel.plans[0].id == "shenzhen"] == ["广东"]


def test_a_county_among_prefectures_is_drawn_on_top():
    (panel,) = overview_panels([plan_at("511702", "county"), plan_at("511800", "city")])
    assert [shape.id for shape in panel.plans] == ["city", "county"]
    assert all(shape.path for shape in panel.plans)


def test_a_region_without_a_boundary_is_left_out():
    assert overview_panels([plan_at("999999"), plan_at("")]) == ()


def test_panels_do_not_depend_on_the_order_of_plans(plans: list[Plan]):
    assert overview_panels(plans) == overview_panels(plans[::-1])


def test_only_panels_at_the_sea_have_a_sea(plans: list[Plan]):
    assert {panel.province_name: panel.is_coastal for panel in overview_panels(plans)} == {
        "山东": True, "重庆": False, "四川": False,
    }  # fmt: skip


def test_names_stand_inside_the_panel_and_apart(plans: list[Plan]):
    for panel in overview_panels(plans):
        labels = [shape.label for shape in (*panel.plans, *panel.context) if shape.label]
        assert all(0 < x < WIDTH_PX and 0 < y < HEIGHT_PX for x, y in labels)
        assert len({(round(x / 20), round(y / 12)) for x, y in labels}) == len(labels)


def test_a_panel_is_light_well_formed_and_links_each_plan(plans: list[Plan]):
    panels = overview_panels(plans)
    links = {plan.plan_id: f"spatial_layout?plan={plan.plan_id}&lang=en" for plan in plans}
    drawn = [panel_svg(panel, links, {}, "标题") for panel in panels]
    assert sum(map(len, drawn)) < MAX_MARKUP
    hrefs = [link.get("href") for svg in drawn for link in ET.fromstring(svg).iter("a")]
    assert sorted(hrefs) == sorted(links.values())


def test_titles_are_escaped():
    (panel,) = overview_panels([plan_at("500102", 'a"><script>')])
    svg = panel_svg(panel, {'a"><script>': "x"}, {'a"><script>': "<script>alert(1)</script>"}, '"><b>')
    assert "<script>" not in svg
    assert "<b>" not in svg


def test_a_card_says_how_many_projects_state_beds_and_money(plans: list[Plan]):
    plan = next(plan for plan in plans if plan.plan_id == "weihai-2022-2024")
    card = plan_card(plan, plan_statistics(plan))
    projects = [row for row in plan.projects if row.row_kind == "project"]
    stating = sum(row.investment_wan_yuan is not None for row in projects)
    assert f"{stating} 项载明 / {len(projects) - stating} 项未载明" in card
    assert "三区引领、五核集聚" in card
    assert "规划期已满" in card


@pytest.mark.parametrize("plan_id", ["sichuan-2020-2022", "fuling-2022"])
def test_what_a_plan_leaves_open_is_not_stated_and_never_zero(plans: list[Plan], plan_id: str):
    plan = next(plan for plan in plans if plan.plan_id == plan_id)
    card = plan_card(plan, plan_statistics(plan))
    assert "规划未载明" in card
    assert not re.search(r">0<", card)


def test_a_faulty_plan_shows_its_faults_and_blames_no_silence_on_the_plan():
    faults = tuple(Finding("plan.yaml", None, "title", "", "缺", "有", level="error", rule="x") for _ in range(3))
    plan = plan_at("", findings=faults)
    card = plan_card(plan, plan_statistics(plan), len(faults))
    assert "数据有 3 处错误" in card
    assert "无数据" in card
    assert "规划未载明" not in card


def test_neighbours_have_english_names_for_an_english_reader(plans: list[Plan]):
    by_id = {plan.plan_id: plan for plan in plans}
    with in_language("en"):
        shown = "".join(panels._figure(panel, by_id) for panel in overview_panels(plans))
    assert "Yantai" in shown and "Guizhou" in shown
    assert not re.search(r"<text[^>]*>[^<]*[\u4e00-\u9fff]", shown)
