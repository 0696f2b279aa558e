"""Every page × every plan: it loads, its map is drawn, and nothing leaves the machine."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from data.catalog import find_plan_ids, load_plan
from tests.browser.catalogue import PAGES, RICHEST, path_of, quick
from tests.browser.watching import MAP_FRAME, Watched

SMALLEST_COLOUR_COUNT = 12
MAP_PAGES = {"spatial_layout", "key_projects", "districts"}


@pytest.mark.parametrize("plan_id", quick(find_plan_ids(), keep=(RICHEST,)))
@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_every_plan_loads(atlas: Watched, name: str, plan_id: str) -> None:
    atlas.open(path_of(name), plan=plan_id)
    atlas.check()
    if name in MAP_PAGES and atlas.has_map:
        assert_map_is_drawn(atlas, plan_id)


def assert_map_is_drawn(atlas: Watched, plan_id: str) -> None:
    codes = {district.district_code for district in load_plan(plan_id).districts}
    drawn = set(atlas.in_map("() => atlas.current.bundle.districts.features.map((f) => f.properties.id)"))
    assert codes <= drawn, f"not on the map: {sorted(codes - drawn)}"
    paths = atlas.map.locator("path").count()
    assert paths >= len(codes)
    atlas.page.wait_for_timeout(200)
    picture = Image.open(io.BytesIO(atlas.page.locator(MAP_FRAME).screenshot()))
    colours = picture.convert("RGB").resize((200, 120)).getcolors(200 * 120)
    assert len(colours or ()) > SMALLEST_COLOUR_COUNT, "the map is blank"
