"""Moving a slider of 服务可达 at city size: from the key to the changed figure, as a person waits for it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from statistics import median
from unittest import mock

from playwright.sync_api import Browser, Page

from data.supply_demand import shelf
from tests.benchmarks.measuring import PAUSE_MS, WINDOW
from tests.benchmarks.stopwatch import Traffic, arm, read
from tests.browser.watching import MAP_FRAME, Watched
from tests.serving import Server
from tests.supply_sets import made_up

PLAN = "weihai-2022-2024"
PEOPLE, FACILITIES, CANDIDATES = 2_000, 300, 200
BUDGET_MS = 300.0
MARK = "() => { window.__figure = document.querySelector('.st-key-side .card h3').textContent; }"
CHANGED = (
    "(w) => { const n = w.document.querySelector('.st-key-side .card h3'); return n && n.textContent !== w.__figure; }"
)
MARK_MAP = "(frame) => { frame.contentWindow.__sameMap = true; }"
IS_SAME = "(frame) => Boolean(frame.contentWindow.__sameMap)"


@dataclass(frozen=True)
class Slides:
    """A run of moves: the middle of the times, of the messages and of the map's part, whether the map stayed."""

    median_ms: float
    slowest_ms: float
    socket_bytes: int
    map_bytes: int
    is_same_map: bool


def measure_slides(browser: Browser, server: Server, count: int, view: str = "coverage") -> Slides:
    """Move the time slider step by step; each time ends when the figure of the new time is drawn."""
    with mock.patch.dict(os.environ, {"CARE_PLAN_ATLAS_RECORDS": str(server.folder / "records")}):
        set_id = shelf.put(made_up(PEOPLE, FACILITIES, candidates=CANDIDATES, plan_id=PLAN))
    page = browser.new_page(viewport=WINDOW)
    traffic = Traffic().watch(page)
    watched = Watched(page, server.url).open("accessibility", plan=PLAN, view=view, **{"in": set_id})
    page.locator(MAP_FRAME).first.evaluate(MARK_MAP)
    times, sizes, parts = [], [], []
    for _ in range(count + 1):
        page.wait_for_timeout(PAUSE_MS)
        traffic.reset()
        times.append(_slide(page))
        page.wait_for_timeout(PAUSE_MS)
        sizes.append(traffic.total_bytes)
        parts.append(traffic.element_bytes())
    is_same = bool(page.locator(MAP_FRAME).first.evaluate(IS_SAME))
    watched.check()
    page.close()
    return Slides(median(times[1:]), max(times[1:]), int(median(sizes[1:])), int(median(parts[1:])), is_same)


def _slide(page: Page) -> float:
    slider = page.get_by_role("slider").first
    slider.focus()
    page.evaluate(MARK)
    arm(page, CHANGED, frame=None, event="keydown")
    slider.press("ArrowRight")
    return read(page)
