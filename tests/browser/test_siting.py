"""选址 in a browser: the exact check is asked for, before and after move together, the table tells who has no room."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from data.catalog import load_plan
from data.siting_scenario import PlannedProjects
from geo.reach.example import example_inputs
from geo.siting.exact import Check, check
from geo.siting.solve import solve
from pages.accessibility.choices import Choices, default_kinds
from pages.accessibility.results import Question
from pages.accessibility.siting_choices import SitingChoices
from pages.accessibility.siting_results import Asked, problem_of
from tests.browser.watching import MAP_FRAME, Watched

WEIHAI = "weihai-2022-2024"
ASKED = {"plan": WEIHAI, "view": "siting", "planned": "all", "need": "30", "minutes": "30"}
GAP = ".siting-gap"
ZOOMS = """Array.from({ length: frames.length }, (_, k) => frames[k]).filter((one) => one.atlas)
  .map((one) => one.atlas.current.map.getZoom())"""
CHECK_MS = 40_000  # the check may take 20 s


def exact() -> Check:
    """Ask the solver itself, without the page."""
    plan = load_plan(WEIHAI)
    inputs = example_inputs(plan)
    kinds = default_kinds(inputs.facilities)
    question = Question(plan, inputs, Choices(30, 30.0, 1.3, "age_60_plus", "scenario", kinds))
    wanted = SitingChoices("max_coverage", 3, (), PlannedProjects("all"), 100.0, 30.0)
    problem = problem_of(Asked(question, wanted))
    return check(problem, solve(problem))


def test_the_exact_check_is_pressed_and_tells_what_the_solver_found(atlas: Watched) -> None:
    found = exact()
    atlas.open("accessibility", **ASKED)
    gap = atlas.page.locator(GAP)
    expect(gap).to_contain_text("差距至多")
    atlas.page.get_by_role("button", name="精确核对").click()
    expect(gap).to_contain_text(found.engine, timeout=CHECK_MS)
    expect(atlas.page.get_by_text("已精确核对", exact=True)).to_be_visible()
    proved = found.answer.gap <= 5e-5
    expect(gap).to_contain_text("已证明" if proved else f"差距至多 {100 * found.answer.gap:.2f}%")
    covered = f"{found.answer.after.covered / 1e4:.2f} 万"
    expect(atlas.page.locator(".siting-states tbody tr").first.locator("td").last).to_have_text(covered)


def test_before_and_after_stay_together_when_one_is_moved(atlas: Watched) -> None:
    atlas.open("accessibility", **ASKED)
    frames = atlas.page.locator(MAP_FRAME)
    expect(frames).to_have_count(2)
    for place in range(2):
        inside = atlas.page.frame_locator(MAP_FRAME).nth(place)
        expect(inside.locator("#map_div")).to_have_attribute("data-ready", "true")
        expect(inside.locator("#map_div")).to_have_attribute("data-overlay", re.compile(r"^\d+$"))
    atlas.settle()
    before = zooms(atlas.page)
    assert before[0] == pytest.approx(before[1])
    atlas.page.frame_locator(MAP_FRAME).first.locator(".leaflet-control-zoom-in").click()
    atlas.page.wait_for_function(f"() => {ZOOMS}.every((zoom) => zoom > {before[0]} + 0.2)")
    atlas.settle()
    after = zooms(atlas.page)
    assert after[0] == pytest.approx(after[1]) and after[0] > before[0]


def test_the_table_and_the_legend_tell_who_finds_no_room(atlas: Watched) -> None:
    atlas.open("accessibility", sites="served", stage="new", **ASKED)
    legend = atlas.page.frame_locator(MAP_FRAME).locator(".atlas-legend")
    expect(legend).to_contain_text("有设施但没有床位")
    row = atlas.page.locator("tr[data-id='demand:371003']")
    expect(row).to_contain_text("没有床位")


def zooms(page: Page) -> list[Any]:
    return list(page.evaluate(f"() => {ZOOMS}"))
