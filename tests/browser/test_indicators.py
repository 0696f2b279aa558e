"""监测评估 in a browser: an actual value is entered and chart, table and counts change; nothing is fetched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from data.catalog import load_plan
from tests.browser.catalogue import quick
from tests.browser.watching import WAIT_MS, Watched
from tests.serving import PLANS, Server

WEIHAI = "weihai-2022-2024"
TARGET_2024 = "indicator:wh-i027"  # 养老机构护理型床位占比 60 %
AIMED_AT = len({row.indicator_id for row in load_plan(WEIHAI, PLANS).indicator_values if row.value_kind == "target"})
VIEWS = ("progress", "monitor", "years", "values", "across", "derived")
CHART = "[data-testid='stVegaLiteChart'] svg"


def tile(atlas: Watched, name: str) -> Locator:
    return atlas.page.locator(".st-key-status_tiles button", has_text=name)


def record(atlas: Watched, year: int, number: str) -> None:
    """Enter an actual value in the card's form and save it."""
    atlas.page.locator("[class*='st-key-record_actual'] button").click()
    dialog = atlas.page.get_by_role("dialog")
    expect(dialog.get_by_label("来源")).to_be_visible(timeout=WAIT_MS)
    name = dialog.get_by_label("署名")
    if name.count():
        name.fill("张三")
    dialog.get_by_label(f"{year}年实际").fill(number)
    dialog.get_by_label("来源").fill("统计年鉴")
    dialog.get_by_role("button", name="保存").click()
    expect(dialog).to_have_count(0, timeout=WAIT_MS)
    atlas.settle()


def test_an_actual_value_changes_chart_table_and_counts(
    open_page: Callable[..., Watched], new_server: Callable[..., Server]
) -> None:
    atlas = open_page(new_server())
    atlas.open("indicators", plan=WEIHAI, view="monitor", sel=TARGET_2024)
    row = atlas.page.locator("tr.chosen")
    expect(tile(atlas, "无数据")).to_contain_text(str(AIMED_AT))
    expect(row).to_contain_text("无数据")
    chart = atlas.page.locator(CHART)
    expect(chart).not_to_contain_text("57.5")

    record(atlas, 2024, "57.5")
    expect(row).to_contain_text("未达标", timeout=WAIT_MS)
    expect(row).to_contain_text("2.5")  # 60 − 57.5
    expect(tile(atlas, "未达标")).to_contain_text("1")
    expect(tile(atlas, "无数据")).to_contain_text(str(AIMED_AT - 1))
    expect(chart).to_contain_text("57.5")
    expect(atlas.page.locator(".standing")).to_contain_text("到期评估：比目标差 2.5 %")
    expect(atlas.page.locator(".st-key-indicator_card .recorded")).to_contain_text("张三")

    record(atlas, 2024, "61")
    expect(row).to_contain_text("达标", timeout=WAIT_MS)
    expect(tile(atlas, "未达标")).to_contain_text("0")
    expect(chart).to_contain_text("61")

    # the count is a filter, and it stands in the address
    atlas.page.locator(".st-key-status_tiles button").first.click()
    atlas.page.wait_for_url("**status=reached**")
    atlas.settle()
    expect(atlas.page.locator("tr[data-id]")).to_have_count(1)
    atlas.open("indicators", plan=WEIHAI, view="progress")
    expect(atlas.page.locator("tr[data-id]", has_text="护理型床位占比")).to_contain_text("达标")


@pytest.mark.parametrize("plan_id", quick([WEIHAI, "sichuan-2020-2022", "dazhou-2021-2025"], keep=[WEIHAI]))
def test_every_view_draws_without_a_request_to_another_machine(atlas: Watched, plan_id: str) -> None:
    for view in VIEWS:
        atlas.open("indicators", plan=plan_id, view=view)
        expect(atlas.page.locator("h1")).to_have_text("监测评估")
        if view == "across":
            expect(atlas.page.locator(CHART)).to_be_visible(timeout=WAIT_MS)


def test_a_mark_of_the_chart_tells_its_source(atlas: Watched) -> None:
    atlas.open("indicators", plan=WEIHAI, sel=TARGET_2024)
    marks = atlas.page.locator(f"{CHART} .mark-symbol path")
    expect(marks.last).to_be_visible(timeout=WAIT_MS)
    for at in range(marks.count()):
        box = marks.nth(at).bounding_box()
        if box and box["width"] > 4:
            atlas.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = atlas.page.locator("#vg-tooltip-element")
    expect(tip).to_contain_text("依据", timeout=WAIT_MS)
    expect(tip).to_contain_text("表1")
    # the menu of the charts would lead to a page on the internet
    assert atlas.page.locator(".vega-actions, [data-testid='stVegaLiteChart'] details").count() == 0


def test_the_delay_slider_moves_the_year_in_which_targets_are_met(atlas: Watched) -> None:
    atlas.open("indicators", plan=WEIHAI, view="derived", delay="2")
    expect(atlas.page.locator(".st-key-delay_card")).to_contain_text("延期 2 年")
    expect(atlas.page.locator(".st-key-delay_card tr", has_text="医养结合机构数")).to_contain_text("2026达到")
    slider = atlas.page.locator(".st-key-delay_card input[type=range]")
    slider.focus()
    slider.press("ArrowLeft")
    atlas.page.wait_for_url("**delay=1.5**")
    expect(atlas.page.locator(".st-key-delay_card")).to_contain_text("延期 1.5 年")


def test_one_indicator_of_all_plans_is_chosen_by_its_link(atlas: Watched) -> None:
    atlas.open("indicators", plan=WEIHAI, view="across", ind="nursing_bed_share_pct")
    chart = atlas.page.locator(CHART)
    for region in ("达州市", "威海市", "雅安市"):
        expect(chart).to_contain_text(region, timeout=WAIT_MS)
    atlas.expect_text("没有共同的年份")
    atlas.expect_text("原文名称不同")
