"""The search finds in all plans and jumps to the thing on its page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.watching import Watched


@pytest.mark.parametrize(
    ("words", "path", "selection"),
    [
        ("秦巴地区生态康养发展带", "spatial_layout", "sel=element"),
        ("华西达州医院", "key_projects", "sel=project"),
        ("护理型床位", "indicators", "sel=indicator"),
    ],
)
def test_a_search_jumps_to_what_it_found(atlas: Watched, words: str, path: str, selection: str) -> None:
    atlas.open("tasks", plan="fuling-2022")
    search_for(atlas, words)
    hit = atlas.page.locator(f'.st-key-search_results a[href*="{path}"]').first
    name = hit.inner_text().splitlines()[0]
    hit.click()
    atlas.page.wait_for_url(f"**/{path}**{selection}**")
    atlas.settle()
    atlas.expect_text(name.split()[0])


def test_a_search_without_a_hit_says_so(atlas: Watched) -> None:
    atlas.open("", plan="fuling-2022")
    search_for(atlas, "没有这个词qqq")
    expect(atlas.page.get_by_test_id("stSidebar")).to_contain_text("没有找到")


def search_for(atlas: Watched, words: str) -> None:
    """Type into the search field of the sidebar."""
    field = atlas.page.get_by_test_id("stSidebar").get_by_role("searchbox")
    field.fill(words)
    field.press("Enter")
    atlas.page.locator(".st-key-search_results").wait_for()
