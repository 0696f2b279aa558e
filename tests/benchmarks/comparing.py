"""Choosing on one of five maps that stand side by side: what it costs the server."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.benchmarks.measuring import PAUSE_MS, WINDOW
from tests.browser.watching import MAP_FRAME, Watched
from tests.serving import Server

CHOOSE = "(_, key) => atlas.current.choose(key)"
ELEMENTS = ("element:core-1", "element:core-2", "element:core-3")


def measure_five_maps(browser: Browser, server: Server, plans: tuple[str, ...], place: int, count: int) -> float:
    """Choose elements on the map at `place` of the compared plans; return the mean CPU time in milliseconds."""
    page = browser.new_page(viewport=WINDOW)
    watched = Watched(page, server.url).open("comparison", plan=plans[0], plans=",".join(plans))
    body = page.locator(MAP_FRAME).nth(place).content_frame.locator("body")
    cpu = []
    for number in range(count + 1):
        page.wait_for_timeout(PAUSE_MS)
        before = server.cpu_seconds()
        body.evaluate(CHOOSE, ELEMENTS[number % len(ELEMENTS)])
        page.wait_for_timeout(2 * PAUSE_MS)
        cpu.append(1000 * (server.cpu_seconds() - before))
    watched.check()
    page.close()
    return sum(cpu[1:]) / count
