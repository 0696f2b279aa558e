"""A map of hundreds of projects: its symbols lie on one canvas and are chosen and named as single ones are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewServer
from tests.browser.watching import MAP_FRAME, Watched
from tests.serving import Server
from tests.synthetic import write_plan

PLAN = "synthetic-20-260"
# the symbol that stands farthest from all others, so that nothing covers it: its key and where it is
ALONE = """() => {
  const { map, points } = atlas.current;
  const shown = points.filter(({ marker }) => map.hasLayer(marker));
  const away = (a) => Math.min(...shown.filter((b) => b !== a).map((b) => a.marker._point.distanceTo(b.marker._point)));
  const alone = shown.reduce((best, one) => (away(one) > away(best) ? one : best));
  const { x, y } = map.layerPointToContainerPoint(alone.marker._point);
  return [`${alone.point.type}:${alone.point.id}`, [x, y], alone.point.name];
}"""
ICONS = "() => document.querySelectorAll('.atlas-point-icon').length"
INK = """([x, y]) => {
  const canvas = document.querySelector('.leaflet-points-pane canvas');
  const frame = canvas.getBoundingClientRect();
  const scale = canvas.width / frame.width;
  const at = [(x - frame.x - 12) * scale, (y - frame.y - 12) * scale, 24 * scale, 24 * scale].map(Math.round);
  return canvas.getContext('2d').getImageData(...at).data.filter((value, k) => k % 4 === 3 && value > 0).length;
}"""


@pytest.fixture(scope="module")
def crowded_server(new_server: NewServer, tmp_path_factory: pytest.TempPathFactory) -> Server:
    plans = tmp_path_factory.mktemp("crowd") / "plans"
    plans.mkdir()
    write_plan(plans, PLAN, districts=20, projects=260, elements=0)
    return new_server(plans)


def test_a_click_on_a_symbol_of_a_crowd_chooses_it(open_page: Callable[..., Watched], crowded_server: Server) -> None:
    atlas = open_page(crowded_server).open("key_projects", plan=PLAN)
    key, at, name = atlas.in_map(ALONE)
    assert atlas.in_map(ICONS) == 0
    plain = atlas.map.locator("body").evaluate(f"(_, at) => ({INK})(at)", at)
    box = atlas.page.locator(MAP_FRAME).bounding_box()
    assert plain > 0 and box
    atlas.page.mouse.move(box["x"] + at[0], box["y"] + at[1])
    expect(atlas.map.locator(".atlas-tip.is-shown")).to_contain_text(name)
    atlas.click_map(at)
    atlas.expect_selected(key)
    # the chosen symbol is larger
    assert atlas.map.locator("body").evaluate(f"(_, at) => ({INK})(at)", at) > plain
