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


# a point of people that no later one, no control and no name lies over
FREE_POINT = """() => {
  const { map, marks } = atlas.current;
  const place = (item) => ({ item, at: map.latLngToContainerPoint([item.at[1], item.at[0]]) });
  const all = marks.flatMap(({ items }) => items).map(place);
  const isFree = ({ item, at }, k) => item.key.startsWith("demand:") && document.elementFromPoint(at.x, at.y)
    && !document.elementFromPoint(at.x, at.y).closest(".leaflet-control, .atlas-label")
    && all.slice(k + 1).every((other) => other.at.distanceTo(at) > 25);
  const found = all.find(isFree);
  return [found.at.x, found.at.y, found.item.key];
}"""


def legend(atlas: Watched) -> Locator:
    return atlas.page.frame_locator(MAP_FRAME).locator(".atlas-legend")


def test_a_moved_slider_changes_figure_table_and_map(atlas: Watched) -> None:
    # hospitals, too: the one in Rongcheng, 19 minutes away, is left out at first
    atlas.open("accessibility", plan=WEIHAI, minutes="17", kinds="elderly_care,hospital,medical,nursing")
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


def test_quick_presses_on_a_slider_all_count(atlas: Watched) -> None:
    atlas.open("accessibility", plan=WEIHAI, minutes="10")
    slider = atlas.page.get_by_role("slider").first
    slider.focus()
    for _ in range(10):
        slider.press("ArrowRight")
    expect(atlas.page).to_have_url(re.compile("minutes=20"))
    expect(atlas.page.locator(".st-key-side .card h3")).to_contain_text("20 分钟")
    expect(legend(atlas)).to_contain_text(f"20 {UNCOVERED_LINE}")


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


def test_points_of_a_whole_city_lie_on_a_canvas_and_answer_the_pointer(
    open_page: Callable[..., Watched], server: Server
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CARE_PLAN_ATLAS_RECORDS", str(server.folder / "records"))
        set_id = shelf.put(made_up(300, 250))
    atlas = open_page(server).open("accessibility", plan=WEIHAI, reach="1", **{"in": set_id})
    inside = atlas.page.frame_locator(MAP_FRAME)
    expect(inside.locator("#map_div")).to_have_attribute("data-overlay", "550")
    expect(inside.locator(".leaflet-crowd-pane canvas")).to_have_count(1)
    expect(inside.locator(".leaflet-overlay-pane path")).to_have_count(0)
    drawn = inside.locator("[class*='leaflet-reach'] path")
    assert all((path.get_attribute("d") or "").count("Z") == 250 for path in drawn.all()) and drawn.count()
    x, y, key = atlas.in_map(FREE_POINT)
    frame = atlas.page.locator(MAP_FRAME).bounding_box()
    assert frame is not None
    atlas.page.mouse.move(frame["x"] + x, frame["y"] + y)
    expect(inside.locator(".atlas-tip.is-shown")).to_contain_text("分钟")
    atlas.page.mouse.click(frame["x"] + x, frame["y"] + y)
    expect(atlas.page).to_have_url(re.compile(f"sel={key.replace(':', '(:|%3A)')}"))
    expect(atlas.page.locator(".st-key-side .card .pill")).to_have_text("人口点")


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
