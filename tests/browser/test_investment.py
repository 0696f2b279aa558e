"""招商推介 in a browser: weights reorder, stars shortlist, up to four stand side by side, a link restores it all."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.odd_plans import write_odd_plans
from tests.browser.watching import Watched
from tests.serving import Server
from tests.synthetic import write_plan

ROWS = "tr[data-id]"
STAR = "td[data-choice^='do:star:']"
WEIHAI = "weihai-2022-2024"


def row(atlas: Watched, key: str) -> Locator:
    return atlas.page.locator(f"tr[data-id='{key}']")


def press_star(atlas: Watched, key: str) -> None:
    row(atlas, key).locator(STAR).click()
    expect(row(atlas, key).locator(STAR)).to_have_text("★")


def test_a_weight_reorders_the_list_and_stands_in_the_address(atlas: Watched) -> None:
    atlas.open("investment", plan=WEIHAI)
    first = atlas.page.locator(ROWS).first
    expect(first).to_have_attribute("data-id", f"{WEIHAI}/k19")
    size = atlas.page.locator(".st-key-invest_weights").get_by_role("slider").first
    size.focus()
    for _ in range(2):
        atlas.page.keyboard.press("ArrowRight")
    completeness = atlas.page.locator(".st-key-invest_weights").get_by_role("slider").nth(4)
    completeness.focus()
    for _ in range(3):
        atlas.page.keyboard.press("ArrowLeft")
    expect(atlas.page).to_have_url(re.compile("w=53330"))
    expect(first).to_have_attribute("data-id", f"{WEIHAI}/k50")
    atlas.page.get_by_role("button", name="恢复默认").click()
    expect(first).to_have_attribute("data-id", f"{WEIHAI}/k19")


def test_two_stars_are_compared_and_the_link_restores_them(atlas: Watched) -> None:
    atlas.open("investment", plan=WEIHAI, w="33335")
    for key in (f"{WEIHAI}/k24", f"{WEIHAI}/k19"):
        press_star(atlas, key)
    expect(atlas.page.locator(".starred")).to_contain_text("备选 2/12")
    atlas.page.get_by_role("button", name="并排比较").first.click()
    heads = atlas.page.locator("table.compare thead th[scope=col]")
    expect(heads).to_have_text(["于家口医养中心", "中国医科大学航空总医院南海分院"])
    expect(atlas.page.locator("table.compare tr.differs").first).to_be_visible()
    address = atlas.page.url
    assert "picks=weihai-2022-2024~k24.k19" in address and "view=compare" in address and "w=33335" in address
    atlas.page.goto("about:blank")
    atlas.page.goto(address)
    atlas.settle()
    expect(heads).to_have_text(["于家口医养中心", "中国医科大学航空总医院南海分院"])
    atlas.page.get_by_text("只看不同的行").click()
    expect(atlas.page.locator("table.compare tr.same")).to_have_count(0)


@pytest.mark.heavy
def test_a_star_far_down_leaves_the_reader_where_they_are(atlas: Watched) -> None:
    atlas.open("investment", plan=WEIHAI)
    star, frame = atlas.page.locator(STAR).nth(40), atlas.page.locator(".frame", has=atlas.page.locator(ROWS))
    star.scroll_into_view_if_needed()
    # rows are drawn anew with the answer; what scrolls stays the same element
    before = frame.evaluate("node => node.scrollTop")
    assert before > 0
    star.click()
    expect(atlas.page.locator(".starred")).to_contain_text("备选 1/12")
    atlas.settle()
    expect(star).to_have_text("★")
    assert frame.evaluate("node => node.scrollTop") == pytest.approx(before, abs=2)


def test_another_plan_in_the_frame_keeps_the_shortlist(atlas: Watched) -> None:
    atlas.open("investment", plan=WEIHAI)
    press_star(atlas, f"{WEIHAI}/k16")
    atlas.page.get_by_test_id("stSidebar").get_by_role("combobox").first.click()
    atlas.page.get_by_role("option", name="雅安市").click()
    expect(atlas.page).to_have_url(re.compile("(?=.*plan=yaan)(?=.*picks=)"))
    expect(atlas.page.locator(".starred")).to_contain_text("备选 1/12")


def test_a_row_opens_its_card_with_its_place_on_the_map(atlas: Watched) -> None:
    atlas.open("investment", plan=WEIHAI)
    row(atlas, f"{WEIHAI}/k24").locator("td").nth(1).click()
    expect(atlas.page.locator(".invest-card h3")).to_have_text("于家口医养中心")
    atlas.expect_selected("project:k24")
    row(atlas, "sichuan-2020-2022/k36").locator("td").nth(1).click()
    expect(atlas.page.locator(".invest-card h3")).to_contain_text("智慧健康养老服务一体化平台")
    atlas.expect_text("地图上无法标出")


@pytest.mark.heavy
def test_filters_join_and_can_be_cleared(atlas: Watched) -> None:
    atlas.open("investment", plan=WEIHAI, states="money,beds")
    expect(atlas.page.locator(ROWS)).to_have_count(7)
    atlas.page.locator(".st-key-invest_bedtype button").first.click()
    atlas.page.get_by_role("button", name="护理型床位").click()
    expect(atlas.page.locator(ROWS)).to_have_count(3)
    atlas.page.keyboard.press("Escape")
    atlas.page.get_by_role("button", name="清除筛选").click()
    expect(atlas.page.locator(ROWS)).to_have_count(66)


def test_the_list_downloads_as_a_file(atlas: Watched) -> None:
    atlas.open("investment", plan=WEIHAI, category="hospital")
    with atlas.page.expect_download() as download:
        atlas.page.get_by_role("button", name="CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "乳山市人民医院新院区" in text and "得分规则" in text


@pytest.mark.heavy  # the sweeps over all pages open this one on both kinds of plans, too
def test_hostile_and_very_many_projects_show_as_text(
    new_server: Callable[..., Server], open_page: Callable[..., Watched], tmp_path: Path
) -> None:
    plans = write_odd_plans(tmp_path / "plans")
    write_plan(plans, "large-2021")
    page = open_page(new_server(plans)).open("investment", lang="zh")
    expect(page.page.locator(ROWS)).to_have_count(100)
    page.open("investment", plans="hostile-2021", picks="hostile-2021~k0.k1.k4.k6", sel="hostile-2021/k7")
    expect(page.page.locator(".invest-card h3")).to_contain_text("[link](javascript:")
    page.open("investment", plans="hostile-2021", picks="hostile-2021~k0.k1.k4.k6", view="compare")
    expect(page.page.locator("table.compare thead th[scope=col]")).to_have_count(4)
    assert page.page.evaluate("window.hacked") is None
