"""What fits the screen and what the keyboard reaches."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.catalogue import OFTEN, PAGES, path_of, quick
from tests.browser.watching import MAP_FRAME, Watched
from tests.serving import Server

WEIHAI = "weihai-2022-2024"


@pytest.mark.parametrize("name", quick(PAGES, keep=OFTEN))
@pytest.mark.parametrize("language", quick(["zh", "en"], keep=("en",)))
def test_a_phone_shows_no_page_wider_than_itself(
    open_page: Callable[..., Watched], server: Server, name: str, language: str
) -> None:
    atlas = open_page(server, width=390, height=844)
    atlas.open(path_of(name), plan=WEIHAI, lang=language)
    wide = atlas.page.evaluate("""() => {
      const main = document.querySelector('[data-testid="stMain"]');
      return [document.scrollingElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth];
    }""")
    assert max(wide) <= 1, f"wider than the screen by {wide} pixels"


@pytest.mark.parametrize("name", quick(PAGES, keep=("spatial_layout", "briefing")))
def test_the_keyboard_reaches_the_controls_with_a_visible_focus(atlas: Watched, name: str) -> None:
    atlas.open(path_of(name), plan=WEIHAI)
    reached, hidden = set(), []
    for _ in range(70):
        atlas.page.keyboard.press("Tab")
        at = atlas.page.evaluate(FOCUS)
        reached.add(at["what"])
        if not at["visible"] and at["what"] not in ("body", "frame"):
            hidden.append(at["html"])
    assert not hidden, "focus cannot be seen:\n" + "\n".join(dict.fromkeys(hidden))
    assert {"a", "input"} <= reached
    if atlas.page.locator(MAP_FRAME).count():
        assert "frame" in reached or atlas.page.locator(MAP_FRAME).first.evaluate("node => node.tabIndex >= 0")


def test_the_name_of_a_district_stands_in_its_own_area_on_a_small_map(
    open_page: Callable[..., Watched], server: Server
) -> None:
    atlas = open_page(server, width=390, height=844)
    atlas.open("spatial_layout", plan="sichuan-2020-2022")
    named = atlas.in_map(NAMED)
    assert len(named) > 10
    assert [name for name, is_home in named if not is_home] == []


NAMED = """() => {
  const { map, bundle } = atlas.current;
  const frame = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll(".atlas-label.is-district")].map((node) => {
    const box = node.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2 - frame.x, box.y + box.height / 2 - frame.y];
    const { lng, lat } = map.containerPointToLatLng([x, y]);
    const home = bundle.districts.features.find((feature) => feature.properties.name === node.textContent);
    return [node.textContent, atlas.current.isWithin(atlas.current.ringsOf(home.geometry), lng, lat)];
  });
}"""
FOCUS = """() => {
  let node = document.activeElement;
  while (node && node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
  if (!node || node === document.body) return { what: "body", visible: true, html: "" };
  if (node.tagName === "IFRAME") return { what: "frame", visible: true, html: "" };
  const marks = (at) => {
    const style = getComputedStyle(at);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  // Streamlit draws the focus of a field on the box around it
  let at = node;
  for (let k = 0; k < 4 && at && !marks(at); k += 1) at = at.parentElement;
  // a shape in a picture is marked by its own line
  const lines = (shape) => shape && getComputedStyle(shape).stroke + getComputedStyle(shape).strokeWidth;
  if (node.ownerSVGElement) {
    const other = [...node.ownerSVGElement.querySelectorAll("a")].find((found) => found !== node);
    const isMarked = !other || lines(node.querySelector("path")) !== lines(other.querySelector("path"));
    return { what: "a", visible: isMarked || Boolean(at && marks(at)), html: node.outerHTML.slice(0, 160) };
  }
  return { what: node.tagName.toLowerCase(), visible: Boolean(at && marks(at)), html: node.outerHTML.slice(0, 160) };
}"""


MIDDLE = """async (height) => {
  const { map, bundle } = atlas.current;
  const [west, south, east, north] = bundle.box;
  const middle = () => map.latLngToContainerPoint([(south + north) / 2, (west + east) / 2]);
  const later = (ms) => new Promise((go) => setTimeout(go, ms));
  window.frameElement.style.setProperty("height", `${height}px`, "important");
  // a pan lasts a quarter of a second: the map rests when nothing has moved for longer
  for (let before = null, now = middle(), calm = 0; calm < 6; before = now, now = middle()) {
    calm = before && now.equals(before) && Math.abs(map.getSize().y - height) < 4 ? calm + 1 : 0;
    await later(80);
  }
  return [middle().x, middle().y];
}"""


def test_a_map_whose_frame_changes_its_height_shows_the_region_where_it_stood(atlas: Watched) -> None:
    """On 招商推介 the frame becomes lower while the map is drawn: a pan that began before outlasted the fit."""
    atlas.open("spatial_layout", plan=WEIHAI)
    high = atlas.in_map(MIDDLE, 560)
    low = atlas.in_map(MIDDLE, 283)
    assert atlas.in_map(MIDDLE, 560) == pytest.approx(high, abs=3)
    assert atlas.in_map(MIDDLE, 283) == pytest.approx(low, abs=3)
    assert 60 < low[1] < 200
