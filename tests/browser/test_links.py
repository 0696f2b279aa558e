"""Addresses: deep links into a fresh server, unknown values, a copied link that restores everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.catalogue import PAGES, path_of, quick
from tests.browser.conftest import NewServer
from tests.browser.watching import Watched
from tests.serving import Server

WEIHAI = "weihai-2022-2024"


def test_the_first_request_to_a_fresh_server_may_be_a_deep_link(
    open_page: Callable[..., Watched], new_server: NewServer
) -> None:
    atlas = open_page(new_server())
    atlas.open("spatial_layout", plan=WEIHAI, sel="district:371002", lang="en")
    atlas.expect_selected("district:371002")
    expect(atlas.page.locator(".card h3").first).to_contain_text("Huancui")
    menu = atlas.page.locator('[data-testid="stSidebar"]')
    expect(menu).to_contain_text("Key projects")
    expect(menu).not_to_contain_text("page.py")


@pytest.mark.parametrize("name", quick(PAGES, keep=("spatial_layout", "indicators", "accessibility")))
def test_unknown_values_in_an_address_fall_back_with_a_notice(atlas: Watched, name: str) -> None:
    atlas.open(path_of(name), plan="atlantis-2030", sel="element:nowhere", lang="xx")
    atlas.expect_text("无法识别")
    atlas.expect_text("atlantis-2030")
    atlas.expect_text("达州市")
    assert "atlantis" not in atlas.page.url


def test_an_unknown_page_leads_to_the_product(open_page: Callable[..., Watched], server: Server) -> None:
    atlas = open_page(server)
    atlas.open("no_such_page")
    atlas.expect_text("医养一张图")
    # Streamlit says so in the console; nothing else may be wrong
    assert all("does not seem to exist" in fault for fault in atlas.faults)
    atlas.faults.clear()


def test_a_copied_link_restores_plan_selection_layers_and_language(
    atlas: Watched, open_page: Callable[..., Watched], server: Server
) -> None:
    atlas.open("spatial_layout", plan=WEIHAI, lang="en", colour="age_60_plus", layers="labels,projects")
    atlas.page.locator(".st-key-element_list button").first.click()
    atlas.page.wait_for_url("**sel=element**")
    atlas.settle()
    state = atlas.in_map(STATE)
    copy = open_page(server)
    copy.page.goto(atlas.page.url)
    copy.settle()
    copy.expect_selected(state[0])
    assert copy.in_map(STATE) == state
    assert state[1:] == ["en", ["labels", "projects"], True]
    copy.page.reload()
    copy.settle()
    copy.expect_selected(state[0])
    assert copy.in_map(STATE) == state


def test_a_filter_of_projects_is_restored(
    atlas: Watched, open_page: Callable[..., Watched], server: Server, context: BrowserContext
) -> None:
    atlas.open("key_projects", plan=WEIHAI, q="医院")
    rows = atlas.page.locator(".project-list tr[data-id]")
    expect(rows.first).to_be_visible()
    found = rows.count()
    everything = open_page(server).open("key_projects", plan=WEIHAI).page.locator(".project-list tr[data-id]").count()
    assert 0 < found < everything
    expect(atlas.page.get_by_role("searchbox").last).to_have_value("医院")


def test_another_plan_drops_the_selection_of_the_first(atlas: Watched) -> None:
    atlas.open("spatial_layout", plan=WEIHAI, sel="district:371002")
    atlas.page.get_by_test_id("stSidebar").get_by_role("combobox").first.click()
    atlas.page.get_by_role("option", name="雅安市").first.click()
    atlas.page.wait_for_url("**plan=yaan-2017-2020**")
    atlas.settle()
    assert "sel=" not in atlas.page.url
    assert not atlas.page.get_by_text("无法识别").count()


def test_the_back_button_returns_to_the_page_before(atlas: Watched) -> None:
    atlas.open("spatial_layout", plan=WEIHAI)
    atlas.page.locator('[data-testid="stSidebar"] a[href*="districts?"]').click()
    atlas.page.wait_for_url("**/districts**")
    atlas.settle()
    atlas.page.go_back()
    atlas.page.wait_for_url("**/spatial_layout**")
    atlas.settle()
    expect(atlas.page.locator(".page-head h1")).to_contain_text("三区引领")


STATE = """() => {
  const { sel, lang, on, choropleth } = atlas.current.state;
  return [sel, lang, on, Boolean(choropleth)];
}"""
