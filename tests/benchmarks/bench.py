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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from data.catalog import load_plan
from geo.map_bundle import build_bundle
from tests.benchmarks import rivals
from tests.benchmarks.measuring import (
    Clicks,
    measure_clicks,
    measure_cold_start,
    measure_reloads,
    measure_switches,
    with_own_server,
)
from tests.browser.watching import LAUNCH_ARGUMENTS
from tests.conftest import BROWSERS
from tests.serving import PLANS, ROOT
from tests.synthetic import write_plan

REPORT = ROOT / "build" / "bench.json"
REAL = ("dazhou-2021-2025", "weihai-2022-2024", "yaan-2017-2020", "sichuan-2020-2022", "fuling-2022")
LARGE = "synthetic-200-1000"
MAIN = REAL[0]
PAGES = ("spatial_layout", "key_projects", "districts", "indicators", "tasks")
CLICKS = 12
BUDGETS = {"click": 250.0, "payload": 20.0, "switch": 800.0, "reload": 1600.0, "cold": 5000.0, "cpu": 60.0}


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


def main() -> int:
    """Measure everything, print it, write the report; exit 1 when the map object was lost."""
    with tempfile.TemporaryDirectory() as folder, _browser() as browser:
        plans = _plans(Path(folder) / "plans")
        lines, kept = _measure_product(browser, plans)
        lines += _measure_rivals(browser, Path(folder), plans, lines)
    for line in lines:
        print(_written(line))
    _write(lines)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; written to {REPORT.relative_to(ROOT)}")
    return 0 if kept else 1


def _measure_product(browser: Browser, plans: Path) -> tuple[list[Line], bool]:
    lines: list[Line] = []
    kept: list[bool] = []

    def run(server: Any) -> None:
        for plan_id in (*REAL, LARGE):
            clicks = measure_clicks(browser, server, plan_id, CLICKS)
            print(f"{plan_id}: {clicks}", file=sys.stderr)
            kept.append(clicks.is_same_map)
            lines.extend(_click_lines(plan_id, clicks))
        for name, elapsed in measure_switches(browser, server, MAIN, PAGES).items():
            lines.append(Line("page switch", name, elapsed, "ms", "switch"))
        for plan_id in (MAIN, LARGE):
            lines.append(
                Line("warm reload → map", plan_id, measure_reloads(browser, server, plan_id, 5), "ms", "reload")
            )

    with_own_server(plans, run)
    lines += _cold_lines(browser)
    return lines, all(kept)


def _click_lines(plan_id: str, clicks: Clicks) -> Iterator[Line]:
    yield Line("click → restyled map", plan_id, clicks.median_ms, "ms", "click")
    yield Line("slowest click", plan_id, max(clicks.times_ms), "ms")
    yield Line("map payload per rerun", plan_id, clicks.payload_bytes / 1000, "kB", "payload")
    yield Line("all messages per rerun", plan_id, clicks.socket_bytes / 1000, "kB")
    yield Line("server CPU per rerun", plan_id, clicks.cpu_ms, "ms", "cpu")
    yield Line("same Leaflet map", plan_id, float(clicks.is_same_map), "yes" if clicks.is_same_map else "NO")


def _cold_lines(browser: Browser) -> Iterator[Line]:
    starts = [measure_cold_start(browser, PLANS, MAIN) for _ in range(3)]
    yield Line("process start → port open", MAIN, median(start for start, _ in starts), "ms")
    yield Line("port open → first map", MAIN, median(drawn for _, drawn in starts), "ms", "cold")


def _measure_rivals(browser: Browser, folder: Path, plans: Path, product: list[Line]) -> list[Line]:
    lines: list[Line] = []
    ours = {(line.what, line.where): line.value for line in product}
    for plan_id in (MAIN, LARGE):
        bundle, _ = build_bundle(load_plan(plan_id, plans))
        mine = ours["click → restyled map", plan_id]
        parent = folder / f"rivals-{plan_id}"
        plain, loaded = rivals.measure_plain_leaflet(browser, parent / "plain", bundle, CLICKS)
        lines.append(Line("load → map, plain Leaflet", plan_id, loaded, "ms"))
        found = {
            "plain Leaflet": plain,
            "pydeck": rivals.measure_pydeck(browser, parent / "pydeck", bundle, CLICKS),
            "folium rebuilt": rivals.measure_folium(browser, parent / "folium", bundle, CLICKS),
        }
        for name, clicks in found.items():
            lines.append(Line(f"click, {name}", plan_id, clicks.median_ms, "ms"))
            lines.append(Line(f"click, ours ÷ {name}", plan_id, mine / clicks.median_ms, "×"))
            lines.append(Line(f"messages, {name}", plan_id, clicks.socket_bytes / 1000, "kB"))
            lines.append(Line(f"server CPU, {name}", plan_id, clicks.cpu_ms, "ms"))
    return lines


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
