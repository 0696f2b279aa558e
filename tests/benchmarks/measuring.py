"""What is measured of the product: clicks, payload, CPU, page switches, reload, cold start."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page

from tests.benchmarks.stopwatch import Traffic, arm, click_in_frame, clickable_areas, read
from tests.browser.watching import MAP_FRAME, READY, Watched
from tests.serving import ROOT, Server, lay_out

# the answer to click number a[1], a selection a[0], has come from the server and is on the map
APPLIED = """(w, a) => Number(w.document.querySelector("[data-applied]").dataset.applied) >= a[1]
  && w.atlas.current.state.sel === a[0]"""
# the selection a[0] is drawn on the map, which does not wait for the server
HIGHLIGHTED = """(w, a) => w.document.querySelector("[data-restyled]").dataset.restyled === (a || "")"""
# beside the region: a click there clears the selection
BLANK = """() => {
  for (let y = 60; y < innerHeight; y += 8) for (let x = 60; x < innerWidth; x += 8)
    if (document.elementFromPoint(x, y).classList.contains("leaflet-container")) return [x, y];
}"""
WINDOW = {"width": 1440, "height": 900}
PAUSE_MS = 700


@dataclass(frozen=True)
class Clicks:
    """A run of clicks on one map: median times, sizes per click, and whether the map object stayed."""

    times_ms: tuple[float, ...]
    payload_bytes: int
    socket_bytes: int
    cpu_ms: float
    is_same_map: bool

    @property
    def median_ms(self) -> float:
        """The middle of the times."""
        return median(self.times_ms)


def measure_clicks(browser: Browser, server: Server, plan_id: str, count: int) -> Clicks:
    """Click areas of a plan's layout map; each time ends when the server's answer is on the map."""
    page = browser.new_page(viewport=WINDOW)
    traffic = Traffic().watch(page)
    watched = Watched(page, server.url).open("spatial_layout", plan=plan_id)
    page.wait_for_timeout(PAUSE_MS)
    watched.in_map("() => { window.kept = atlas.current.map; atlas.current.map.benchmark = 'kept'; }")
    times, payloads, sockets, cpu = [], [], [], []
    for number in range(count + 1):
        key, point = _next_area(watched, number)
        traffic.reset()
        before = server.cpu_seconds()
        arm(page, APPLIED, [key, watched.in_map("() => atlas.current.clicks") + 1])
        click_in_frame(page, point)
        times.append(read(page))
        page.wait_for_timeout(PAUSE_MS)
        cpu.append(1000 * (server.cpu_seconds() - before))
        payloads.append(traffic.element_bytes())
        sockets.append(traffic.total_bytes)
    same = watched.in_map("() => window.kept === atlas.current.map && atlas.current.map.benchmark === 'kept'")
    watched.check()
    page.close()
    # the first click compiles and fetches what the later ones find ready
    return Clicks(
        tuple(times[1:]), int(median(payloads[1:])), int(median(sockets[1:])), sum(cpu[1:]) / count, bool(same)
    )


def measure_highlights(browser: Browser, server: Server, plan_id: str, count: int) -> float:
    """Return the median time from a click to the drawn highlight, in milliseconds; the answer comes later."""
    page = browser.new_page(viewport=WINDOW)
    watched = Watched(page, server.url).open("spatial_layout", plan=plan_id)
    times = []
    for number in range(count + 1):
        page.wait_for_timeout(PAUSE_MS)
        key, point = _next_area(watched, number)
        arm(page, HIGHLIGHTED, key)
        click_in_frame(page, point)
        times.append(read(page))
        page.wait_for_timeout(PAUSE_MS)
    watched.check()
    page.close()
    return median(times[1:])


def _next_area(watched: Watched, number: int) -> tuple[str | None, list[float]]:
    watched.in_map("() => { atlas.current.map.stop(); atlas.current.showAll(false); }")
    watched.page.wait_for_timeout(250)
    chosen = watched.in_map("() => atlas.current.state.sel")
    areas = [area for area in sorted(clickable_areas(watched.page)) if area[0] != chosen]
    if not areas:
        return None, watched.in_map(BLANK)
    return areas[number * 7 % len(areas)]


def measure_switches(browser: Browser, server: Server, plan_id: str, pages: tuple[str, ...]) -> dict[str, float]:
    """Return the median time from a click in the menu to the next page's map or heading, by page."""
    page = browser.new_page(viewport=WINDOW)
    watched = Watched(page, server.url).open(pages[-1], plan=plan_id)
    times: dict[str, list[float]] = {name: [] for name in pages}
    for lap in range(4):
        for name in pages:
            page.wait_for_timeout(PAUSE_MS)
            page.evaluate(MARK_OLD)
            arm(page, ARRIVED, name, frame=None)
            page.locator(f'[data-testid="stSidebar"] a[href*="{name}?"]').first.click()
            elapsed = read(page)
            if lap:
                times[name].append(elapsed)
    watched.check()
    page.close()
    return {name: median(found) for name, found in times.items()}


MARK_OLD = f"""() => {{
  const frame = document.querySelector('{MAP_FRAME}');
  if (frame) frame.contentWindow.isOld = true;
  document.querySelectorAll('.page-head').forEach((head) => {{ head.isOld = true; }});
}}"""

ARRIVED = f"""(w, name) => {{
  if (!w.location.pathname.endsWith('/' + name)) return false;
  const head = [...w.document.querySelectorAll('.page-head')].some((node) => !node.isOld);
  const frame = w.document.querySelector('{MAP_FRAME}');
  if (!head) return false;
  if (!frame) return w.document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning';
  return !frame.contentWindow.isOld && frame.contentDocument.querySelector('[data-ready=true]');
}}"""


def measure_reloads(browser: Browser, server: Server, plan_id: str, count: int) -> float:
    """Return the median time from a reload with a warm cache to the drawn map."""
    page = browser.new_page(viewport=WINDOW)
    watched = Watched(page, server.url).open("spatial_layout", plan=plan_id)
    times = []
    for _ in range(count):
        page.wait_for_timeout(PAUSE_MS)
        page.reload(wait_until="commit")
        times.append(time_to_map(page))
    watched.check()
    page.close()
    return median(times)


def time_to_map(page: Page) -> float:
    """Return the time from the start of the navigation to the drawn map, in milliseconds."""
    script = """selector => new Promise((resolve) => {
      const look = () => {
        const frame = document.querySelector(selector);
        const drawn = frame && frame.contentDocument && frame.contentDocument.querySelector('[data-ready=true]');
        if (drawn) requestAnimationFrame(() => resolve(performance.now())); else requestAnimationFrame(look);
      };
      look();
    })"""
    return float(page.evaluate(script, MAP_FRAME))


def measure_cold_start(browser: Browser, plans: Path, plan_id: str) -> tuple[float, float]:
    """Start a fresh server and open a deep link at once; return (process → port, port → map) in milliseconds.

    The map files are there, as `make run` leaves them.
    """
    with tempfile.TemporaryDirectory() as folder:
        app = lay_out(Path(folder) / "app")
        shutil.copytree(ROOT / "static" / "maps", app / "static" / "maps", dirs_exist_ok=True)
        server = Server(app, plans)
        context = browser.new_context(viewport=WINDOW)
        page = context.new_page()
        watched = Watched(page, server.url)
        try:
            server.start()
            page.goto(f"{server.url}/spatial_layout?plan={plan_id}", wait_until="commit")
            watched.map.locator(READY).wait_for(timeout=60_000)
            drawn = time.perf_counter()
        finally:
            server.stop()
            context.close()
        return 1000 * (server.opened_at - server.started_at), 1000 * (drawn - server.opened_at)


def with_own_server(plans: Path | None, work: Callable[[Server], None]) -> None:
    """Run something with a server that lives as long."""
    with tempfile.TemporaryDirectory() as folder, Server(lay_out(Path(folder) / "app"), plans) as server:
        work(server.wait_until_healthy())
