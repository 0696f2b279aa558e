"""Picking rows of a page's table: from the click to the card of that row, as a person waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, Page

from tests.benchmarks.measuring import PAUSE_MS, WINDOW
from tests.benchmarks.stopwatch import Traffic, arm, read
from tests.browser.watching import Watched
from tests.serving import Server

ROWS = "tr[data-id]"
MARK_CARDS = "() => document.querySelectorAll('.st-key-side .card').forEach((card) => { card.isOld = true; })"
NEW_CARD = "(w) => [...w.document.querySelectorAll('.st-key-side .card')].some((card) => !card.isOld)"


@dataclass(frozen=True)
class Picks:
    """A run of picks on one page: the middle of the times, of the messages and of the server's CPU time."""

    median_ms: float
    socket_bytes: int
    cpu_ms: float


def measure_picks(browser: Browser, server: Server, name: str, query: dict[str, str], count: int) -> Picks:
    """Pick rows of the table of a page; each time ends when the card of the row is drawn."""
    page = browser.new_page(viewport=WINDOW)
    traffic = Traffic().watch(page)
    watched = Watched(page, server.url).open(name, **query)
    page.locator(ROWS).first.wait_for()
    times, sizes, cpu = [], [], []
    for number in range(count + 1):
        page.wait_for_timeout(PAUSE_MS)
        traffic.reset()
        before = server.cpu_seconds()
        times.append(_pick(page, number))
        page.wait_for_timeout(PAUSE_MS)
        cpu.append(1000 * (server.cpu_seconds() - before))
        sizes.append(traffic.total_bytes)
    watched.check()
    page.close()
    # the first one compiles and fetches what the later ones find ready
    return Picks(median(times[1:]), int(median(sizes[1:])), sum(cpu[1:]) / count)


def _pick(page: Page, number: int) -> float:
    rows = page.locator(ROWS)
    row = rows.nth(number % rows.count())
    row.scroll_into_view_if_needed()
    page.evaluate(MARK_CARDS)
    arm(page, NEW_CARD, frame=None)
    row.locator("td").first.click()
    return read(page)
