"""对比分析 in the browser: maps of one scale that move together, five plans, links, hostile values, empty states."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.benchmarks.stopwatch import Traffic
from tests.browser.catalogue import quick
from tests.browser.odd_plans import BARE, HOSTILE, SINGLE, SOUND, write_odd_plans
from tests.browser.watching import MAP_FRAME, WAIT_MS, Watched
from tests.serving import Server

DAZHOU, WEIHAI, YAAN = "dazhou-2021-2025", "weihai-2022-2024", "yaan-2017-2020"
SICHUAN, FULING = "sichuan-2020-2022", "fuling-2022"
ALL = (DAZHOU, WEIHAI, YAAN, FULING, SICHUAN)
SAME = 0.005  # of a scale
PIXEL = 1.0
LARGEST_PAYLOAD_BYTES = 20_000
# a shared clock tells little, the work of the server does: 60 ms for a rerun, and as much to receive and send
MAPS = (
    "Object.fromEntries([...document.querySelectorAll('iframe[title=\"streamlit_folium.st_folium\"]')].map((node) => {"
)
# per map, by plan: metres per pixel in the middle of its region, and how far it has moved from there in pixels
SCALES = f"""() => {MAPS}
  const {{ current }} = node.contentWindow.atlas;
  const zoom = current.map.getZoom();
  const away = current.map.project(current.map.getCenter(), zoom).subtract(current.map.project(current.home, zoom));
  const left = current.map.containerPointToLatLng([100, 200]);
  const right = current.map.containerPointToLatLng([200, 200]);
  const measured = current.map.distance(left, right) / 100;
  return [current.bundle.plan, {{ scale: current.metresPerPixel(zoom), measured, away: [away.x, away.y] }}];
}}))"""
ZOOMS = f"""() => {MAPS}
  const {{ current }} = node.contentWindow.atlas;
  return [current.bundle.plan, current.map.getZoom()];
}}))"""


def scales(atlas: Watched) -> dict[str, Any]:
    return dict(atlas.page.evaluate(SCALES))


def assert_one_scale(found: dict[str, Any]) -> None:
    first = next(iter(found.values()))
    assert all(one["scale"] == pytest.approx(first["scale"], rel=SAME) for one in found.values()), found
    assert all(
        one["away"] == [pytest.approx(first["away"][0], abs=PIXEL), pytest.approx(first["away"][1], abs=PIXEL)]
        for one in found.values()
    ), found


def map_of(atlas: Watched, place: int) -> Locator:
    return atlas.page.locator(MAP_FRAME).nth(place)


def drag(atlas: Watched, place: int, right: int, down: int) -> None:
    box = map_of(atlas, place).bounding_box()
    assert box
    x, y = box["x"] + 60, box["y"] + box["height"] - 60
    atlas.page.mouse.move(x, y)
    atlas.page.mouse.down()
    atlas.page.mouse.move(x + right / 2, y + down / 2)
    atlas.page.mouse.move(x + right, y + down)
    # a hand that rests before it lets go throws nothing
    atlas.page.wait_for_timeout(200)
    atlas.page.mouse.up()


def test_two_maps_open_at_one_scale_and_move_together(atlas: Watched) -> None:
    atlas.open("comparison", plan=WEIHAI, plans=f"{WEIHAI},{YAAN}")
    opened = scales(atlas)
    assert set(opened) == {WEIHAI, YAAN}
    assert_one_scale(opened)
    # measured on the ground, at places of different latitude in the two regions
    assert opened[WEIHAI]["measured"] == pytest.approx(opened[YAAN]["measured"], rel=0.01)
    drag(atlas, 0, 80, -50)
    moved = scales(atlas)
    assert moved[WEIHAI]["away"] == [pytest.approx(-80, abs=2), pytest.approx(50, abs=2)]
    assert_one_scale(moved)
    drag(atlas, 1, -30, 20)
    assert_one_scale(scales(atlas))


@pytest.mark.heavy
def test_zooming_one_map_zooms_the_others_and_home_brings_all_back(atlas: Watched) -> None:
    atlas.open("comparison", plan=DAZHOU, plans=f"{DAZHOU},{WEIHAI},{YAAN}")
    opened = scales(atlas)
    map_of(atlas, 1).content_frame.locator(".leaflet-control-zoom-in").click()
    zoomed = scales(atlas)
    assert zoomed[WEIHAI]["scale"] < 0.8 * opened[WEIHAI]["scale"]
    assert_one_scale(zoomed)
    drag(atlas, 2, 40, 40)
    map_of(atlas, 0).content_frame.locator(".atlas-home").click()
    back = scales(atlas)
    assert_one_scale(back)
    assert back[YAAN]["scale"] == pytest.approx(opened[YAAN]["scale"], rel=SAME)
    assert back[YAAN]["away"] == [pytest.approx(0, abs=PIXEL), pytest.approx(0, abs=PIXEL)]


@pytest.mark.heavy
def test_the_largest_region_with_a_layout_sets_the_scale_and_the_largest_of_all_when_asked(atlas: Watched) -> None:
    atlas.open("comparison", plan=DAZHOU)
    near = scales(atlas)
    assert set(near) == {DAZHOU, SICHUAN}
    assert_one_scale(near)
    atlas.page.get_by_text("看全各规划区").click()
    atlas.page.wait_for_url("**whole=1**")
    atlas.settle()
    far = scales(atlas)
    assert_one_scale(far)
    assert far[DAZHOU]["scale"] > 3 * near[DAZHOU]["scale"]


@pytest.mark.heavy
def test_maps_that_are_not_linked_move_alone_until_they_are_linked_again(atlas: Watched) -> None:
    atlas.open("comparison", plan=WEIHAI, plans=f"{WEIHAI},{YAAN}", link="0")
    before = atlas.page.evaluate(ZOOMS)
    map_of(atlas, 0).content_frame.locator(".leaflet-control-zoom-in").click()
    after = atlas.page.evaluate(ZOOMS)
    assert after[YAAN] == before[YAAN]
    assert after[WEIHAI] > before[WEIHAI]
    atlas.page.get_by_text("同比例尺联动").click()
    atlas.page.wait_for_function("() => !location.search.includes('link=')")
    atlas.settle()
    assert_one_scale(scales(atlas))


def test_five_maps_answer_a_click_with_a_card_and_little_traffic(
    open_page: Callable[..., Watched], server: Server
) -> None:
    atlas = open_page(server)
    traffic = Traffic().watch(atlas.page)
    atlas.open("comparison", plan=DAZHOU, plans=",".join(ALL))
    assert set(scales(atlas)) == set(ALL)
    assert_one_scale(scales(atlas))
    atlas.page.wait_for_timeout(500)
    traffic.reset()
    map_of(atlas, 1).content_frame.locator("body").evaluate("() => atlas.current.choose('element:core-2')")
    expect(atlas.page.locator(".card h3", has_text="荣成市活力康养生态产业集群")).to_be_visible(timeout=WAIT_MS)
    assert 0 < traffic.element_bytes() <= LARGEST_PAYLOAD_BYTES
    atlas.page.wait_for_function(
        "() => decodeURIComponent(location.search).includes('weihai-2022-2024/element:core-2')"
    )
    assert_one_scale(scales(atlas))


def test_every_map_keeps_its_own_pick_and_the_link_restores_them(atlas: Watched) -> None:
    picks = f"{DAZHOU}/element:belt-1,{WEIHAI}/element:core-2"
    atlas.open("comparison", plan=YAAN, plans=f"{DAZHOU},{WEIHAI}", pick=picks)
    for name in ("秦巴地区生态康养发展带", "荣成市活力康养生态产业集群"):
        expect(atlas.page.locator(".card h3", has_text=name)).to_be_visible()
    chosen = [frame.evaluate("() => atlas.current.state.sel") for frame in bodies(atlas)]
    assert chosen == ["element:belt-1", "element:core-2"]


def bodies(atlas: Watched) -> list[Locator]:
    return [map_of(atlas, k).content_frame.locator("body") for k in range(atlas.page.locator(MAP_FRAME).count())]


VIEWS = ("layouts", "indicators", "projects", "tasks", "differences", "transmission")


@pytest.mark.parametrize("view", quick(VIEWS, keep=("layouts", "transmission")))
def test_every_view_opens_with_five_plans_in_both_languages_and_on_a_phone(
    open_page: Callable[..., Watched], server: Server, view: str
) -> None:
    atlas = open_page(server, width=390, height=844)
    atlas.open("comparison", plan=DAZHOU, plans=",".join(ALL), view=view)
    width = atlas.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= 390, "the page can be moved sideways"
    atlas.page.set_viewport_size({"width": 1440, "height": 900})
    atlas.open("comparison", plan=DAZHOU, plans=",".join(ALL), view=view, lang="en")
    expect(atlas.page.locator("h1")).to_have_text("Comparison")


def test_picking_a_row_shows_its_card_and_stands_in_the_address(atlas: Watched) -> None:
    atlas.open("comparison", plan=DAZHOU, plans=f"{DAZHOU},{WEIHAI}", view="indicators")
    atlas.page.locator("tr[data-id='indicator:nursing_bed_share_pct']").click()
    expect(atlas.page.locator(".card h3").first).to_have_text("护理型床位占养老床位比例")
    expect(atlas.page.locator(".cautions").first).to_contain_text("年份不同：达州市 2025、威海市 2024")
    atlas.page.wait_for_function(
        "() => decodeURIComponent(location.search).includes('indicator:nursing_bed_share_pct')"
    )
    # the view forgets what the other one does not show
    atlas.page.get_by_role("radio", name="任务", exact=True).or_(
        atlas.page.get_by_text("任务", exact=True)
    ).last.click()
    atlas.page.wait_for_url("**view=tasks**")
    assert "sel=" not in atlas.query()
    atlas.check()


def test_plans_can_be_taken_away_until_one_is_left_and_a_hint_says_what_to_do(atlas: Watched) -> None:
    atlas.open("comparison", plan=WEIHAI, plans=f"{WEIHAI},{YAAN}", view="tasks")
    atlas.page.get_by_role("button", name="Remove 雅安市 2017—2020").click()
    atlas.expect_text("请至少选择两个规划")
    atlas.check()


@pytest.mark.heavy
def test_a_province_and_its_cities_show_the_basis_of_the_comparison(atlas: Watched) -> None:
    atlas.open("comparison", plan=SICHUAN, plans=f"{SICHUAN},{DAZHOU},{YAAN}", view="transmission")
    cards = atlas.page.locator(".basis-cards .card")
    expect(cards).to_have_count(2)
    expect(cards.nth(0)).to_contain_text("川办发〔2018〕78号")
    expect(cards.nth(1)).to_contain_text("发布在后")
    atlas.page.locator(f"tr[data-id='target:{SICHUAN}/sc-i004']").click()
    expect(atlas.page.locator(".st-key-side .card")).to_contain_text(
        "具备中医药服务能力的社区卫生服务机构和乡镇卫生院占比"
    )


def test_plans_without_a_relation_offer_the_one_above(atlas: Watched) -> None:
    atlas.open("comparison", plan=DAZHOU, plans=f"{DAZHOU},{WEIHAI}", view="transmission")
    atlas.expect_text("没有上下位关系")
    atlas.page.get_by_role("button", name="加入 四川省").click()
    expect(atlas.page.locator(".basis-cards .card")).to_have_count(1)
    assert SICHUAN in atlas.query()


MEANINGLESS = (
    {"plans": "nowhere,../etc,<script>"},
    {"plans": ",".join([*ALL, DAZHOU, "sixth", WEIHAI])},
    {"view": "<img src=x onerror=alert(1)>"},
    {"view": "indicators", "sel": "indicator:'\"><svg onload=alert(1)>", "sort": "-nonsense"},
    {"pick": "weihai-2022-2024/element:nowhere,/,x/y/z", "link": "2", "whole": "yes"},
    {"view": "projects", "measure": "gold", "per": "-1"},
    {"view": "differences", "what": "everything"},
    {"view": "transmission", "part": "third", "sel": "target:x"},
)


@pytest.mark.parametrize("query", quick(MEANINGLESS, keep=(MEANINGLESS[0], MEANINGLESS[3])))
def test_values_of_a_link_that_mean_nothing_fall_back_with_a_notice(atlas: Watched, query: dict[str, str]) -> None:
    atlas.open("comparison", plan=WEIHAI, **query)
    expect(atlas.page.locator("h1")).to_have_text("对比分析")
    expect(atlas.page.get_by_test_id("stAlert").first).to_be_visible()
    atlas.check()


@pytest.fixture(scope="module")
def odd_server(new_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    return new_server(write_odd_plans(tmp_path_factory.mktemp("odd") / "plans"))


@pytest.mark.heavy
@pytest.mark.parametrize("view", quick(VIEWS, keep=("layouts", "transmission")))
def test_odd_plans_are_compared_without_running_anything(
    open_page: Callable[..., Watched], odd_server: Server, view: str
) -> None:
    atlas = open_page(odd_server)
    atlas.open("comparison", plan=HOSTILE, plans=f"{HOSTILE},{BARE},{SINGLE},{SOUND}", view=view)
    assert atlas.page.evaluate("window.hacked") is None
    assert all(body.evaluate("() => window.hacked ?? null") is None for body in bodies(atlas))
    atlas.check()


@pytest.mark.heavy
def test_plans_without_anything_in_common_say_so(open_page: Callable[..., Watched], odd_server: Server) -> None:
    atlas = open_page(odd_server)
    said = {
        "indicators": "没有共同的指标",
        "tasks": "没有列出任务",
        "transmission": "没有上下位关系",
    }
    for view, words in said.items():
        atlas.open(
            "comparison", plan=BARE, plans=f"{BARE},{SINGLE}" if view != "projects" else f"{BARE},{BARE}", view=view
        )
        if view != "projects":
            atlas.expect_text(words)
    atlas.check()
