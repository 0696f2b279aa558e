"""English by a switch that covers every label; only names and words of the plans stay Chinese."""

from __future__ import annotations

import re
from functools import cache

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.catalogue import PAGES, POOREST, RICHEST, path_of, quick
from tests.browser.watching import Watched
from tests.serving import PLANS, ROOT

CHINESE = re.compile(r"[\u4e00-\u9fff]+")
# the language switch, and the product's own name
OWN_NAMES = ("中文", "医养一张图", "医养结合规划图集")
PLAN_FILES = ("*.yaml", "*.csv")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("plan_id", quick(["dazhou-2021-2025", RICHEST, POOREST], keep=(RICHEST,)))
def test_an_english_page_shows_no_chinese_but_words_of_the_plans(atlas: Watched, name: str, plan_id: str) -> None:
    atlas.open(path_of(name), plan=plan_id, lang="en")
    shown = atlas.text()
    known = words_of_plans() + "".join(names_on_map(atlas))
    foreign = {run for run in CHINESE.findall(shown) if run not in known and run not in OWN_NAMES}
    assert not foreign, f"Chinese on the English page: {sorted(foreign)}"
    left = [line for line in map(str.strip, shown.splitlines()) if line in words_of_pages()]
    assert not left, f"words of the pages: {left}"


def test_the_switch_turns_the_page_into_english_and_back(atlas: Watched) -> None:
    atlas.open("spatial_layout", plan="dazhou-2021-2025", sel="element:zone-1")
    atlas.page.get_by_test_id("stSidebar").get_by_text("English").click()
    expect(atlas.page.get_by_test_id("stSidebar")).to_contain_text("Spatial layout")
    atlas.settle()
    atlas.expect_selected("element:zone-1")
    assert atlas.in_map("() => atlas.current.state.lang") == "en"
    atlas.page.get_by_test_id("stSidebar").get_by_text("中文").click()
    expect(atlas.page.get_by_test_id("stSidebar")).to_contain_text("空间布局")
    assert "lang=en" not in atlas.page.url


def names_on_map(atlas: Watched) -> list[str]:
    """Return the names of the units around the region: they have no English ones."""
    if not atlas.has_map:
        return []
    names = atlas.in_map("() => atlas.current.bundle.neighbours.features.map((f) => f.properties.name)")
    return [str(name) for name in names]


@cache
def words_of_plans() -> str:
    """Return everything that the plans' files say, without white space."""
    files = [
        path for folder in sorted(PLANS.iterdir()) for pattern in PLAN_FILES for path in sorted(folder.glob(pattern))
    ]
    return re.sub(r"\s", "", "".join(path.read_text(encoding="utf-8") for path in files))


@cache
def words_of_pages() -> frozenset[str]:
    """Return the Chinese words of pages that no plan uses."""
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) or {} for path in (ROOT / "pages").glob("*/words.yaml")]
    chinese = (zh for words in files for zh, en in words.values() if CHINESE.search(zh) and zh != en)
    return frozenset(zh for zh in chinese if zh not in words_of_plans() and zh not in OWN_NAMES)
