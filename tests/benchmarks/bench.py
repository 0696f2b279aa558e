"""Measure the product in a real browser: `make bench` prints a table and writes build/bench.json.

Times end when the server's answer is drawn, two frames after the change. Other programs on the machine
slow everything down: the load average stands in the report.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Error, sync_playwright

from data.catalog import load_plan
from geo.map_bundle import build_bundle
from tests.benchmarks import catchment, rivals, siting
from tests.benchmarks.comparing import measure_five_maps
from tests.benchmarks.measuring import (
    Clicks,
    measure_clicks,
    measure_cold_start,
    measure_highlights,
    measure_reloads,
    measure_switches,
    with_own_server,
)
from tests.benchmarks.picking import Picks, measure_picks
from tests.benchmarks.saving import measure_table_save
from tests.benchmarks.sliding import BUDGET_MS, Slides, measure_slides
from tests.browser.watching import LAUNCH_ARGUMENTS
from tests.conftest import BROWSERS
from tests.serving import PLANS, ROOT, Server
from tests.synthetic import write_plan

IDLE_CPU_S = 0.05
IDLE_LOOK_S = 10.0  # longer than the server waits before it prepares the rest
REPORT = ROOT / "build" / "bench.json"
REAL = ("dazhou-2021-2025", "weihai-2022-2024", "yaan-2017-2020", "sichuan-2020-2022", "fuling-2022")
LARGE = "synthetic-200-1000"
MAIN = REAL[0]
PAGES = (
    "spatial_layout",
    "key_projects",
    "districts",
    "indicators",
    "tasks",
    "chain",
    "plan_check",
    "records",
    "comparison",
    "accessibility",
    "map_printing",
    "briefing",
    "investment",
    "downloads",
)
PICKS = {"indicators": {"view": "monitor"}, "tasks": {}, "plan_check": {}}
RICHEST = "weihai-2022-2024"
LINES_SAVED = 30
CLICKS = 12
SAME_MAP = "same Leaflet map"
BUDGETS = {
    "click": 250.0,
    "payload": 20.0,
    "switch": 800.0,
    "reload": 1600.0,
    "cold": 5000.0,
    "cpu": 60.0,
    "save": 300.0,
    "slide": BUDGET_MS,
    "siting": siting.BUDGET_MS,
}


@dataclass(frozen=True)
class Line:
    """One figure of the report; `budget` names its limit in BUDGETS, "" where there is none."""

    what: str
    where: str
    value: float
    unit: str
    budget: str = ""

    @property
    def verdict(self) -> str:
        """Say whether the figure is within its budget."""
        if self.budget not in BUDGETS:
            return ""
        return "ok" if self.value <= BUDGETS[self.budget] else "over"


class Report(list[Line]):
    """The lines so far; each is printed as soon as it is known."""

    def add(self, *lines: Line) -> None:
        """Add and print lines."""
        for line in lines:
            self.append(line)
            print(_written(line), flush=True)


def main() -> int:
    """Measure everything, print it, write the report; exit 1 when the map object was lost."""
    report = Report()
    with tempfile.TemporaryDirectory() as folder, _browser() as browser:
        plans = _plans(Path(folder) / "plans")
        _measure_product(browser, plans, report)
        _measure_rivals(browser, Path(folder), plans, report)
    report.add(*(Line(*line) for line in (*catchment.lines(), *siting.lines())))
    _write(report)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; written to {REPORT.relative_to(ROOT)}")
    return 0 if all(line.value for line in report if line.what == SAME_MAP) else 1


def _measure_product(browser: Browser, plans: Path, report: Report) -> None:
    def run(server: Server) -> None:
        _wait_until_idle(server)
        for plan_id in (*REAL, LARGE):
            report.add(*_click_lines(plan_id, measure_clicks(browser, server, plan_id, CLICKS)))
            elapsed = measure_highlights(browser, server, plan_id, CLICKS)
            report.add(Line("click → highlight, no answer yet", plan_id, elapsed, "ms"))
        for name, elapsed in measure_switches(browser, server, MAIN, PAGES).items():
            report.add(Line("page switch", name, elapsed, "ms", "switch"))
        for plan_id in (MAIN, LARGE):
            elapsed = measure_reloads(browser, server, plan_id, 5)
            report.add(Line("warm reload → map", plan_id, elapsed, "ms", "reload"))

        for name, view in PICKS.items():
            for plan_id in (RICHEST, LARGE):
                query = {"plan": plan_id, **view}
                report.add(*_pick_lines(name, plan_id, measure_picks(browser, server, name, query, CLICKS)))
        cpu = measure_five_maps(browser, server, REAL, REAL.index(RICHEST), CLICKS)
        report.add(Line("server CPU, one of five maps", RICHEST, cpu, "ms"))
        elapsed, saved = measure_table_save(browser, server, LINES_SAVED)
        report.add(Line("save a table edit", f"{saved} entries", elapsed, "ms", "save"))
        for view in ("coverage", "capacity", "siting"):
            report.add(*_slide_lines(view, measure_slides(browser, server, CLICKS, view)))

    with_own_server(plans, run)
    report.add(*_cold_lines(browser))


def _wait_until_idle(server: Server) -> None:
    """Wait until the server has prepared what it prepares in the background."""
    used = -1.0
    while server.cpu_seconds() - used > IDLE_CPU_S:
        used = server.cpu_seconds()
        time.sleep(IDLE_LOOK_S)


def _click_lines(plan_id: str, clicks: Clicks) -> Iterator[Line]:
    yield Line("click → restyled map", plan_id, clicks.median_ms, "ms", "click")
    yield Line("slowest click", plan_id, max(clicks.times_ms), "ms")
    yield Line("map payload per rerun", plan_id, clicks.payload_bytes / 1000, "kB", "payload")
    yield Line("all messages per rerun", plan_id, clicks.socket_bytes / 1000, "kB")
    yield Line("server CPU per rerun", plan_id, clicks.cpu_ms, "ms", "cpu")
    yield Line(SAME_MAP, plan_id, float(clicks.is_same_map), "yes" if clicks.is_same_map else "NO")


def _pick_lines(name: str, plan_id: str, picks: Picks) -> Iterator[Line]:
    where = f"{name} {plan_id.partition('-')[0]}"
    yield Line("row picked → card", where, picks.median_ms, "ms", "click")
    yield Line("all messages per pick", where, picks.socket_bytes / 1000, "kB")
    yield Line("server CPU per pick", where, picks.cpu_ms, "ms", "cpu")


def _slide_lines(view: str, slides: Slides) -> Iterator[Line]:
    yield Line("slider → figure", f"accessibility {view}", slides.median_ms, "ms", "slide")
    yield Line("map state per move", f"accessibility {view}", slides.map_bytes / 1000, "kB")


def _cold_lines(browser: Browser) -> Iterator[Line]:
    starts = [measure_cold_start(browser, PLANS, MAIN) for _ in range(3)]
    yield Line("process start → port open", MAIN, median(start for start, _ in starts), "ms")
    yield Line("port open → first map", MAIN, median(drawn for _, drawn in starts), "ms", "cold")


def _measure_rivals(browser: Browser, folder: Path, plans: Path, report: Report) -> None:
    ours = {(line.what, line.where): line.value for line in report}
    for plan_id in (MAIN, LARGE):
        bundle, _ = build_bundle(load_plan(plan_id, plans))
        parent = folder / f"rivals-{plan_id}"
        plain, loaded = rivals.measure_plain_leaflet(browser, parent / "plain", bundle, CLICKS)
        report.add(Line("load → map, plain Leaflet", plan_id, loaded, "ms"))
        mine = ours["click → restyled map", plan_id]
        report.add(*_rival_lines("plain Leaflet", plan_id, plain, mine))
        for name, measure in (("pydeck", rivals.measure_pydeck), ("folium rebuilt", rivals.measure_folium)):
            try:
                clicks = measure(browser, parent / name.split()[0], bundle, CLICKS)
            except Error as failure:
                # a rival that does not answer must not hide the product's own figures
                print(f"{name} on {plan_id}: not measured, {str(failure).splitlines()[0]}", flush=True)
                continue
            report.add(*_rival_lines(name, plan_id, clicks, mine))


def _rival_lines(name: str, plan_id: str, clicks: Clicks, mine: float) -> Iterator[Line]:
    yield Line(f"click, {name}", plan_id, clicks.median_ms, "ms")
    yield Line(f"click, ours ÷ {name}", plan_id, mine / clicks.median_ms, "×")
    yield Line(f"messages, {name}", plan_id, clicks.socket_bytes / 1000, "kB")
    yield Line(f"server CPU, {name}", plan_id, clicks.cpu_ms, "ms")


def _plans(folder: Path) -> Path:
    shutil.copytree(PLANS, folder)
    write_plan(folder, LARGE)
    return folder


@contextmanager
def _browser() -> Iterator[Browser]:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(LAUNCH_ARGUMENTS))
        yield browser
        browser.close()


def _written(line: Line) -> str:
    limit = f"≤ {BUDGETS[line.budget]:g}" if line.budget else ""
    return f"{line.what:32} {line.where:22} {line.value:9,.1f} {line.unit:4} {limit:8} {line.verdict}"


def _write(lines: list[Line]) -> None:
    REPORT.parent.mkdir(exist_ok=True)
    found = [{**asdict(line), "limit": BUDGETS.get(line.budget), "verdict": line.verdict} for line in lines]
    machine = {"cores": os.cpu_count(), "load_average": os.getloadavg()}
    REPORT.write_text(json.dumps({"machine": machine, "lines": found}, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
