"""The two small maps of a sheet: names in one language, found room, and none where there is no English one."""

from __future__ import annotations

import pytest

from data.catalog import find_plan_ids, load_plan
from data.place_names import place_name_en
from geo import boundaries
from geo.base_layers import base_layers
from geo.locator_frame import make_frame
from geo.locator_map import AROUND_MARGIN, around_map, city_ground, city_map
from geo.map_bundle import build_bundle

SIZE = (66.0, 37.0)


def is_chinese(text: str) -> bool:
    return any("\u3400" <= sign <= "\u9fff" for sign in text)


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_an_english_map_has_english_names_only_and_a_chinese_one_chinese_names(plan_id: str):
    plan = load_plan(plan_id)
    ground = city_ground(build_bundle(plan)[0], SIZE)
    own = {plan.region_code: plan.region_name_en}
    for language in ("en", "zh"):
        maps = city_map(ground, (), None, language), around_map(plan.region_code, SIZE, language, own)
        for drawn in maps:
            assert drawn.names
            assert {is_chinese(name.text) for name in drawn.names} == {language == "zh"}, [n.text for n in drawn.names]


def test_a_neighbour_without_an_english_name_stands_unnamed_and_the_region_keeps_its_own(monkeypatch):
    monkeypatch.setattr("geo.locator_map.place_name_en", lambda _code: "")
    drawn = around_map("371000", (66.0, 36.9), "en")
    assert [(name.text, name.role) for name in drawn.names] == [("威海", "region")]


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_whatever_lies_around_a_plan_has_an_english_name(plan_id: str):
    plan = load_plan(plan_id)
    region = boundaries.boundary(plan.region_code)
    window = make_frame(region.polygon, AROUND_MARGIN[region.level], SIZE).window_degrees()
    units = boundaries.units_within(window, region.level)
    assert not [unit.name for unit in units if not place_name_en(unit.code)]
    around = base_layers(plan)["neighbours"]["features"]
    assert not [row["properties"]["name"] for row in around if not row["properties"]["en"]]
