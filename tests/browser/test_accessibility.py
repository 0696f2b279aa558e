from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from data.supply_demand import shelf
from tests.browser.watching import MAP_FRAME, Watched
from tests.serving import Server
from tests.supply_sets import made_up

WEIHAI = "weihai-2022-2024"
COVERED = ".st-key-side .tile .value"
UNCOVERED_LINE = "分钟内没有"


def legend(atlas: Watched) -> Locator:
    return atlas.page.frame_locator(MAP_FRAME).locator(".atlas-legend")


def test_a_moved_slider_changes_figure_table_and_map(atlas: Watched) -> None:
    atlas.open("accessibility", plan=WEIHAI, minutes="17")
    container = atlas.page.frame_locator(MAP_FRAME).locator("#map_div")
    expect(container).to_have_attribute("data-overlay", re.compile(r"^\d+$"))
    expect(legend(atlas)).to_contain_text(f"17 {UNCOVERED_LINE}")
    figure = atlas.page.locator(COVERED).first
    before = figure.inner_text()
    covered = atlas.page.locator("tr[data-id='district:371082'] td").nth(4)
    expect(covered).to_contain_text("0.0%")
    slider = atlas.page.get_by_role("slider").first
    slider.focus()
    for minutes in (18, 19):
        slider.press("ArrowRight")
        expect(legend(atlas)).to_contain_text(f"{minutes} {UNCOVERED_LINE}")
    expect(figure).not_to_have_text(before)
    expect(covered).to_contain_text("100.0%")
    expect(atlas.page).to_have_url(re.compile("minutes=19"))


def test_a_link_restores_view_choices_and_selection(atlas: Watched) -> None:
    atlas.open("accessibility", plan=WEIHAI, minutes="30", reach="0", sel="demand:371083", table="pockets")
    expect(atlas.page.locator(".st-key-side .card h3")).to_have_text("乳山市")
    expect(legend(atlas)).to_contain_text(f"30 {UNCOVERED_LINE}")
    expect(legend(atlas)).not_to_contain_text("可达范围")


def test_a_click_on_a_point_shows_its_card(atlas: Watched) -> None:
    atlas.open("accessibility", plan=WEIHAI, reach="0")
    inside = atlas.page.frame_locator(MAP_FRAME)
    expect(inside.locator("#map_div")).to_have_attribute("data-overlay", re.compile(r"^\d+$"))
    inside.locator("path[fill='#C2571B']").first.click(force=True)
    expect(atlas.page.locator(".st-key-side .card .pill")).to_have_text("人口点")
    expect(atlas.page).to_have_url(re.compile("sel=demand"))


def test_names_from_a_file_are_text_on_map_and_page(open_page: Callable[..., Watched], server: Server) -> None:
    script = '<img src=x onerror="window.parent.ran=1;window.ran=1">${alert(1)}`'
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CARE_PLAN_ATLAS_RECORDS", str(server.folder / "records"))
        set_id = shelf.put(made_up(6, 2, prefix=script))
    atlas = open_page(server).open("accessibility", plan=WEIHAI, sel="facility:f1", **{"in": set_id})
    expect(atlas.page.locator(".st-key-side .card h3")).to_contain_text(script)
    inside = atlas.page.frame_locator(MAP_FRAME)
    expect(inside.locator(".atlas-label", has_text=script).first).to_be_attached()
    assert inside.locator("img[src=x]").count() == 0
    assert not atlas.page.evaluate("window.ran")
