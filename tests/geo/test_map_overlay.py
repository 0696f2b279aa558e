from __future__ import annotations

import numpy as np
import shapely

from geo.folium_map import pack
from geo.map_overlay import HIDDEN, MapOverlay, OverlayArea, OverlayClass, OverlayLayer, OverlayPoints
from geo.map_spec import MapSpec

LOOKS = (OverlayClass("近", "#000000"), OverlayClass("远", "#FFFFFF", "square"))


def layer(count: int, url: str = "maps/x.json") -> OverlayLayer:
    names = tuple(f"点{k}" for k in range(count))
    lon, lat = np.full(count, 121.123456789), np.linspace(36, 37, count)
    points = OverlayPoints("demand", names, names, lon, lat, url=url)
    return OverlayLayer("人口", points, LOOKS, np.arange(count) % 2, np.linspace(0, 60, count), "{} 分钟", "没有")


def test_a_rerun_sends_at_most_20_kb_for_2000_points():
    areas = (OverlayArea(LOOKS[0], None, np.random.default_rng(1).uniform(100, 130, (300, 2)), 4000.0),)
    spec = MapSpec("weihai-2022-2024", overlay=MapOverlay((layer(2000),), areas))
    assert len(pack(spec.payload())) <= 20_000 + len(pack({"centres": areas[0].payload()["centres"]}))
    assert len(pack(MapSpec("weihai-2022-2024", overlay=MapOverlay((layer(2000),))).payload())) <= 20_000


def test_points_with_a_static_file_are_not_sent_again():
    assert "points" not in layer(3).payload()
    assert layer(3, url="").payload()["points"]["lon"][0] == 121.12346


def test_hidden_points_have_no_class_and_are_not_counted():
    one = layer(4)
    hidden = OverlayLayer(one.title, one.points, LOOKS, np.array([0, HIDDEN, 1, HIDDEN]))
    assert hidden.payload()["ranks"] == "0-1-"
    (group,) = MapOverlay((hidden,)).legend()
    assert [(item.label, item.count) for item in group.items] == [("近", 1), ("远", 1)]


def test_parts_of_one_thing_are_counted_once():
    one = layer(4)
    homes = OverlayLayer("设施", one.points, LOOKS, np.array([0, 0, 0, 1]), groups=("甲", "甲", "乙", "甲"))
    (group,) = MapOverlay((homes,)).legend()
    assert [item.count for item in group.items] == [2, 1]


def test_a_missing_value_is_sent_as_nothing_never_as_0():
    one = layer(2)
    told = OverlayLayer(one.title, one.points, LOOKS, one.ranks, np.array([0.0, np.nan]))
    assert (told.payload()["values"], told.payload()["width"]) == ("0 ", 1)


def test_circles_that_overlap_are_one_polygon_of_their_size():
    area = OverlayArea(LOOKS[0], None, np.array([[0.0, 0.0], [0.01, 0.0]]), 2000.0)
    shape = area.shape()
    assert shape.geom_type == "Polygon"
    assert shape.contains(shapely.Point(0.017, 0)) and not shape.contains(shapely.Point(0.03, 0))


def test_the_legend_counts_the_parts_of_one_thing_once():
    one = layer(4)
    parts = OverlayLayer(one.title, one.points, LOOKS, np.array([0, 0, 1, HIDDEN]), groups=("a", "a", "a", "b"))
    assert [parts.count(rank) for rank in (0, 1)] == [1, 1]
    assert [item.count for group in MapOverlay((parts,)).legend() for item in group.items] == [1, 1]
