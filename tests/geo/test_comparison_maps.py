"""What maps that stand side by side need: a group, one scale without steps, land beyond the neighbours, areas."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
import shapely

from data.catalog import load_plan
from geo.base_layers import base_layers
from geo.folium_map import base_map
from geo.map_spec import MapSpec
from geo.region_area import region_area_km2

WORDS = {"home": "全图", "failed": "失败", "more": "更多"}


def start_of(chart) -> dict[str, str]:
    packed = next(child.packed for child in chart._children.values() if hasattr(child, "packed"))
    return json.loads(base64.b64decode(packed))


def test_a_map_of_a_group_says_so_and_knows_no_steps_of_zoom():
    chart = base_map("maps/a.json", **WORDS, group="comparison")
    assert start_of(chart)["group"] == "comparison"
    assert chart.options["zoom_snap"] == 0
    assert chart.options["zoom_animation"] is False


def test_a_map_by_itself_is_as_it_was():
    chart = base_map("maps/a.json", **WORDS)
    assert "group" not in start_of(chart)
    assert chart.options["zoom_snap"] > 0
    assert chart.options["zoom_animation"] is True


def test_only_what_differs_from_a_linked_map_that_sets_the_scale_is_sent():
    assert not {"linked", "scales"} & set(MapSpec("p").payload())
    payload = MapSpec("p", is_linked=False, sets_scale=False).payload()
    assert (payload["linked"], payload["scales"]) == (False, False)


def test_on_a_coast_the_land_reaches_beyond_the_neighbours_and_inland_there_is_none():
    coast = base_layers(load_plan("weihai-2022-2024"))
    land = shapely.from_geojson(json.dumps(coast["land"]["features"][0]["geometry"]))
    box, reach = shapely.box(*coast["box"]), shapely.box(*land.bounds)
    assert land.is_valid
    assert reach.area > 4 * box.area
    assert land.intersection(box).area > 0
    assert not land.covers(box), "there is sea before the coast"
    assert base_layers(load_plan("fuling-2022"))["land"] is None


@pytest.mark.parametrize(
    ("code", "area"), [("511700", 16_589), ("511800", 15_049), ("371000", 5_661), ("500102", 2_940)]
)
def test_the_area_of_a_region_is_that_of_its_outline(code: str, area: int):
    assert region_area_km2(code) == pytest.approx(area, abs=1)


def test_a_region_without_outline_has_no_area():
    assert region_area_km2("999999") is None


def test_the_browser_gets_the_group_script_before_the_map():
    from geo.frontend import BROWSER_SOURCES, SCRIPTS

    assert SCRIPTS.index("group.js") < SCRIPTS.index("map.js")
    assert all((Path(BROWSER_SOURCES) / name).is_file() for name in SCRIPTS)
