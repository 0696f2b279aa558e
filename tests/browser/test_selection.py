"""One selection for map, list, card and address; the browser's map object survives it."""

from __future__ import annotations

from playwright.sync_api import expect

from data.catalog import load_plan
from tests.browser.watching import WAIT_MS, Watched
from tests.serving import PLANS

DAZHOU = "dazhou-2021-2025"
WEIHAI = "weihai-2022-2024"
KEEP = "() => { window.keptMap = atlas.current.map; atlas.current.map.marker = 'kept'; }"
IS_KEPT = "() => window.keptMap === atlas.current.map && atlas.current.map.marker === 'kept'"
VIEW = "() => [atlas.current.map.getZoom(), atlas.current.map.getCenter().lat, atlas.current.map.getCenter().lng]"


def test_a_click_on_the_map_opens_the_card_and_keeps_the_map(atlas: Watched) -> None:
    atlas.open("spatial_layout", plan=DAZHOU)
    atlas.in_map(KEEP)
    before = atlas.in_map(VIEW)
    key = click_an_area(atlas, "element:")
    element = next(row for row in load_plan(DAZHOU, PLANS).elements if f"element:{row.element_id}" == key)
    expect(atlas.page.locator(".card h3").first).to_contain_text(element.name)
    expect(atlas.page).to_have_url(f"{atlas.base}/spatial_layout?plan={DAZHOU}&sel=element%3A{element.element_id}")
    assert atlas.in_map(IS_KEPT)
    assert atlas.in_map(VIEW) == before


def test_a_second_click_moves_the_selection_and_beside_the_region_clears_it(atlas: Watched) -> None:
    atlas.open("spatial_layout", plan=WEIHAI)
    atlas.in_map(KEEP)
    first = click_an_area(atlas, "element:")
    second = click_an_area(atlas, "element:", other_than=first)
    assert first != second
    atlas.expect_selected(second)
    at = atlas.in_map("""() => {
      for (let y = 60; y < innerHeight; y += 8) for (let x = 60; x < innerWidth; x += 8)
        if ([-8, 0, 8].every((d) => document.elementFromPoint(x + d, y + d).classList.contains("leaflet-container"))
          && document.elementFromPoint(x + 8, y - 8).classList.contains("leaflet-container")) return [x, y];
    }""")
    atlas.click_map(at)
    atlas.expect_selected("")
    expect(atlas.page).to_have_url(f"{atlas.base}/spatial_layout?plan={WEIHAI}")
    assert atlas.in_map(IS_KEPT)


def test_the_list_selects_on_the_map(atlas: Watched) -> None:
    atlas.open("spatial_layout", plan=DAZHOU)
    atlas.in_map(KEEP)
    belt = next(row for row in load_plan(DAZHOU, PLANS).elements if row.kind == "belt")
    atlas.page.locator(".st-key-element_list button", has_text=belt.name).click()
    atlas.expect_selected(f"element:{belt.element_id}")
    expect(atlas.page.locator(".card h3").first).to_contain_text(belt.name)
    assert atlas.in_map(IS_KEPT)


def test_a_row_of_the_districts_table_selects_on_the_map(atlas: Watched) -> None:
    atlas.open("spatial_layout", plan=DAZHOU)
    atlas.page.locator("tr[data-id='district:511722']").first.click()
    atlas.expect_selected("district:511722")


def test_the_project_list_and_the_map_share_one_selection(atlas: Watched) -> None:
    atlas.open("key_projects", plan=WEIHAI)
    atlas.in_map(KEEP)
    rows = atlas.page.locator(".project-list tr[data-id]")
    ids = rows.evaluate_all("nodes => nodes.map((node) => node.dataset.id)")
    located = atlas.in_map("() => atlas.current.bundle.points.filter((p) => p.type === 'project').map((p) => p.id)")
    chosen = next(found for found in ids if found.removeprefix("project:") in located)
    key = chosen if chosen.startswith("project:") else f"project:{chosen}"
    atlas.page.locator(f".project-list tr[data-id='{chosen}']").click()
    atlas.expect_selected(key)
    assert atlas.in_map(IS_KEPT)
    other = next(found for found in located if f"project:{found}" != key)
    atlas.in_map("(key) => atlas.current.choose(key)", f"project:{other}")
    expect(atlas.page.locator(".project-list tr.is-chosen")).to_have_attribute("data-id", other, timeout=WAIT_MS)


def test_the_bars_of_district_statistics_select_on_the_map(atlas: Watched) -> None:
    atlas.open("districts", plan=WEIHAI)
    atlas.in_map(KEEP)
    bar = atlas.page.locator(".ranking button[data-id]").nth(1)
    code = str(bar.get_attribute("data-id")).removeprefix("district:")
    bar.click()
    atlas.expect_selected(f"district:{code}")
    key = click_an_area(atlas, "district:", other_than=f"district:{code}")
    expect(atlas.page.locator(".ranking button[aria-pressed=true]")).to_have_count(1)
    assert key.removeprefix("district:") in atlas.page.url
    assert atlas.in_map(IS_KEPT)


def test_layers_can_be_switched(atlas: Watched) -> None:
    atlas.open("spatial_layout", plan=DAZHOU)
    symbols = atlas.map.locator(".atlas-point-icon.is-project")
    assert symbols.count() > 0
    plain = atlas.in_map("() => atlas.current.state.choropleth")
    atlas.page.get_by_test_id("stPopover").get_by_role("button").click()
    atlas.page.get_by_test_id("stPopoverBody").get_by_role("button", name="重点项目", exact=True).click()
    expect(symbols).to_have_count(0)
    atlas.page.get_by_test_id("stPopoverBody").get_by_role("combobox").click()
    atlas.page.get_by_role("option", name="60岁以上人口").click()
    atlas.page.wait_for_url("**colour=age_60_plus**")
    atlas.settle()
    assert plain is None
    assert len(atlas.in_map("() => [...new Set(Object.values(atlas.current.state.choropleth.classes))]")) > 1


def click_an_area(atlas: Watched, kind: str, other_than: str = "") -> str:
    """Click an element or district where it can be seen; return its key once the server has answered."""
    areas = [(key, at) for key, at in atlas.areas() if key.startswith(kind) and key != other_than]
    assert areas, f"no {kind} can be clicked"
    key, at = areas[0]
    atlas.click_map(at)
    atlas.expect_selected(key)
    atlas.page.wait_for_function("key => decodeURIComponent(location.search).includes(key)", arg=key, timeout=WAIT_MS)
    atlas.settle()
    return str(key)
