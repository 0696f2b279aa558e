"""Hostile, empty, tiny and faulty plans: text shows as text, and everything else keeps working."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.catalogue import OFTEN, PAGES, path_of, quick
from tests.browser.conftest import NewServer
from tests.browser.odd_plans import ATTACKS, BARE, FAULTY, HOSTILE, LONG, SINGLE, SOUND, write_odd_plans
from tests.browser.test_search import search_for
from tests.browser.watching import MAP_FRAME, Watched
from tests.serving import Server

IMAGE = ATTACKS[0]
SELECTIONS = {"spatial_layout": "element:zone-{}", "key_projects": "project:k{}", "indicators": "indicator:i{}",
              "tasks": "task:t{}"}  # fmt: skip
HACKED = "() => window.hacked || top.hacked || null"


@pytest.fixture(scope="module")
def odd_server(new_server: NewServer, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Return the product with odd plans."""
    return new_server(write_odd_plans(tmp_path_factory.mktemp("odd") / "plans"))


@pytest.fixture
def odd(open_page: Callable[..., Watched], odd_server: Server) -> Watched:
    return open_page(odd_server)


@pytest.mark.parametrize("name", quick(PAGES, keep=OFTEN))
@pytest.mark.parametrize("language", quick(["zh", "en"], keep=("zh",)))
def test_hostile_names_show_as_text_on_every_page(odd: Watched, name: str, language: str) -> None:
    odd.open(path_of(name), plan=HOSTILE, lang=language)
    assert_harmless(odd)
    assert IMAGE in odd.text()


@pytest.mark.parametrize("name", quick(list(SELECTIONS), keep=("spatial_layout",)))
def test_hostile_names_show_as_text_in_every_card(odd: Watched, name: str) -> None:
    for k in range(0, len(ATTACKS), 3):
        odd.open(name, plan=HOSTILE, sel=SELECTIONS[name].format(k))
        assert_harmless(odd)
        assert squeezed(ATTACKS[k])[:60] in squeezed(odd.text()), ATTACKS[k]


def test_hostile_names_show_as_text_on_the_map(odd: Watched) -> None:
    odd.open("spatial_layout", plan=HOSTILE, layers="elements:zone,elements:core,projects,places,labels", lang="en")
    keys = odd.in_map("() => [...atlas.current.features.keys()]")
    assert len(keys) >= 3 * len(ATTACKS)
    for key in keys:
        odd.in_map("(key) => { atlas.current.hover(key, true); }", key)
        assert not odd.in_map(HACKED)
    odd.in_map("(key) => atlas.current.hover(key, true)", "element:zone-0")
    assert odd.map.locator(".atlas-tip").inner_text() == IMAGE
    odd.in_map("(key) => atlas.current.choose(key)", "place:p0")
    odd.expect_selected("place:p0")
    odd.settle()
    assert_harmless(odd)


@pytest.mark.parametrize("text", quick(ATTACKS[:-1:2], keep=ATTACKS[:1]))
def test_hostile_search_filters_and_addresses_show_as_text(odd: Watched, text: str) -> None:
    odd.open("key_projects", plan=HOSTILE, sel=text, q=text, layers=text, lang=text, district=text)
    assert_harmless(odd)
    search_for(odd, text)
    odd.settle()
    assert_harmless(odd)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("plan_id", quick([BARE, SINGLE], keep=(BARE,)))
def test_a_plan_without_layout_or_with_one_district_is_drawn(odd: Watched, name: str, plan_id: str) -> None:
    odd.open(path_of(name), plan=plan_id)
    if odd.page.locator(MAP_FRAME).count():
        assert odd.in_map("() => atlas.current.bundle.districts.features.length") == (5 if plan_id == BARE else 1)


@pytest.mark.parametrize("name", quick(PAGES, keep=("spatial_layout", "tasks", "map_printing", "investment")))
def test_a_faulty_plan_shows_its_faults_and_what_can_be_used(odd: Watched, name: str) -> None:
    odd.open(path_of(name), plan=FAULTY)
    odd.expect_text(FAULTY)
    odd.expect_text("处错误")


def test_a_faulty_plan_leaves_the_others_working(odd: Watched) -> None:
    odd.open("spatial_layout", plan=FAULTY)
    odd.page.get_by_text("查看错误").first.click()
    odd.expect_text("layout.yaml")
    odd.open("spatial_layout", plan=SOUND)
    expect(odd.page.locator(".page-head h1")).to_have_text("一核两区三带")


def test_a_name_of_200_characters_fits_a_phone(open_page: Callable[..., Watched], odd_server: Server) -> None:
    assert len(LONG) == 200
    atlas = open_page(odd_server, width=390, height=844)
    for name, selection in SELECTIONS.items():
        atlas.open(name, plan=HOSTILE, sel=selection.format(len(ATTACKS) - 1))
        wide = atlas.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
        assert wide <= 1, f"{name} is {wide} pixels wider than the screen"


@pytest.mark.parametrize("name", quick(PAGES, keep=("overview", "comparison", "investment", "briefing")))
def test_no_plan_at_all_is_said_kindly(empty: Watched, name: str) -> None:
    empty.open(path_of(name))
    empty.expect_text("没有可用的规划")


@pytest.fixture(scope="module")
def empty_server(new_server: NewServer, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Return the product without a plan."""
    return new_server(Path(tmp_path_factory.mktemp("empty")))


@pytest.fixture
def empty(open_page: Callable[..., Watched], empty_server: Server) -> Watched:
    return open_page(empty_server)


def assert_harmless(odd: Watched) -> None:
    """Fail when an attack ran in the page or in the map's frame."""
    odd.page.wait_for_timeout(150)
    assert not odd.page.evaluate("() => window.hacked")
    if odd.has_map:
        assert not odd.in_map(HACKED)
    odd.check()


def squeezed(text: str) -> str:
    """Return a text without white space: line breaks are the browser's."""
    return "".join(text.split())
