"""Arranging a briefing in a real browser: move, hide, retitle, save, open by link, undo, two people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, expect

from data.arrangement import ArrangedScene, Arrangement, read_arrangement, write_arrangement
from data.record import Author, Change, Subject
from data.store import Store, open_store
from tests.browser.watching import Watched
from tests.serving import Server

PLAN = "fuling-2022"
HOSTILE = "<img src=x onerror=alert(1)> ${7*7} **b**"


@pytest.fixture(scope="module")
def briefing_server(new_server: Callable[..., Server]) -> Server:
    """Return the product with records of its own."""
    return new_server()


@pytest.fixture
def store(briefing_server: Server) -> Iterator[Store]:
    """Return the records of that server."""
    opened = open_store(f"sqlite:///{briefing_server.folder / 'records' / 'records.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def page(open_page: Callable[..., Watched], briefing_server: Server) -> Watched:
    return open_page(briefing_server)


def rows(page: Watched) -> Locator:
    return page.page.locator(".scenes li")


def row(page: Watched, scene_id: str) -> Locator:
    return page.page.locator(f'.scenes li[data-id="{scene_id}"]')


def put(store: Store, identity: str, *wishes: ArrangedScene, name: str = "短版") -> None:
    subject = Subject(PLAN, "briefing", identity, "scenes")
    seen = store.newest([subject]).get(subject)
    change = Change(subject, write_arrangement(Arrangement(name, wishes)), seen.entry_id if seen else None)
    store.record([change], Author("李工"))


def save_as(page: Watched, name: str) -> None:
    page.page.get_by_role("button", name=re.compile("保存")).first.click()
    page.page.get_by_label("方案名称").fill(name)
    author = page.page.get_by_label("署名")
    if author.count():
        author.fill("王工")
    page.page.get_by_role("button", name="另存为新方案").click()
    expect(page.page).to_have_url(re.compile("briefing="))
    page.settle()


def test_a_moved_hidden_and_retitled_briefing_is_saved_and_opens_by_its_link(page, store, open_page, briefing_server):
    page.open("briefing", plan=PLAN)
    expect(rows(page).first).to_have_attribute("data-id", "cover")
    row(page, "goals").click()
    page.settle()
    page.page.keyboard.press("Alt+ArrowUp")
    expect(rows(page).nth(1)).to_have_attribute("data-id", "goals")
    expect(row(page, "goals")).to_be_focused()
    page.page.keyboard.press("h")
    expect(row(page, "goals")).to_have_class(re.compile("is-hidden"))
    row(page, "tasks").click()
    page.settle()
    title = page.page.get_by_label("标题", exact=True)
    expect(title).to_have_attribute("placeholder", "任务")
    title.fill(HOSTILE)
    title.press("Enter")
    expect(row(page, "tasks").locator("b")).to_have_text(HOSTILE)
    save_as(page, "给市领导")
    address = page.page.url
    (entry,) = [one for one in store.present(PLAN, "briefing").values() if "给市领导" in one.value]
    wishes = {wish.scene_id: wish for wish in read_arrangement(entry.value).scenes}
    assert wishes["goals"].is_hidden
    assert wishes["tasks"].title == HOSTILE

    other = open_page(briefing_server)
    other.page.goto(address)
    other.settle()
    expect(rows(other).nth(1)).to_have_attribute("data-id", "goals")
    expect(row(other, "goals")).to_have_class(re.compile("is-hidden"))
    expect(row(other, "tasks").locator("b")).to_have_text(HOSTILE)


@pytest.mark.heavy
def test_the_last_change_can_be_taken_back(page):
    page.open("briefing", plan=PLAN)
    row(page, "background").click()
    page.settle()
    row(page, "background").get_by_role("button", name=re.compile("下移")).click()
    expect(rows(page).nth(2)).to_have_attribute("data-id", "background")
    page.page.get_by_role("button", name="撤销", exact=True).click()
    expect(rows(page).nth(1)).to_have_attribute("data-id", "background")


def test_who_saved_in_the_meantime_is_told_and_nothing_is_lost(page, store):
    put(store, "talk-1", ArrangedScene("cover"), ArrangedScene("goals"))
    page.open("briefing", plan=PLAN, briefing="talk-1")
    row(page, "goals").click()
    expect(page.page.locator(".scene-head h2")).to_have_text("目标")
    page.page.keyboard.press("h")
    expect(row(page, "goals")).to_have_class(re.compile("is-hidden"))
    put(store, "talk-1", ArrangedScene("goals"), ArrangedScene("cover"))
    page.page.get_by_role("button", name=re.compile("保存")).first.click()
    author = page.page.get_by_label("署名")
    if author.count():
        author.fill("王工")
    page.page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.page.get_by_text("刚刚保存了同一方案")).to_be_visible()
    page.page.keyboard.press("Escape")
    page.page.get_by_role("button", name="放弃改动，载入对方的").click()
    expect(rows(page).first).to_have_attribute("data-id", "goals")
    expect(row(page, "goals")).not_to_have_class(re.compile("is-hidden"))


@pytest.mark.heavy
def test_scenes_that_are_gone_are_told_and_a_broken_link_falls_back(page, store):
    put(store, "old-1", ArrangedScene("cover"), ArrangedScene("element:gone", title="旧的一带"))
    page.open("briefing", plan=PLAN, briefing="old-1")
    expect(page.page.get_by_text("已跳过：旧的一带")).to_be_visible()
    page.open("briefing", plan=PLAN, briefing="nowhere")
    expect(page.page.get_by_text("nowhere")).to_be_visible()
    expect(rows(page).first).to_have_attribute("data-id", "cover")
