"""Names on paper that a reader asked for: of each piece of a zone, by number where there is no room, none too small."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
import shapely

from data.catalog import load_plan
from geo.map_bundle import build_bundle
from geo.map_spec import LegendGroup, MapSpec
from geo.map_views import element_items
from geo.print_map import print_map
from geo.print_map.labels import Labelling
from geo.print_map.names import Name
from geo.print_map.numbering import MOST_NUMBERED, numbered
from geo.print_map.pieces import pieces_apart, roomiest
from geo.print_map.printing import draw_sheet
from geo.print_map.shapes import Box
from geo.sheet import PAPERS, MapSheet

WEIHAI = "weihai-2022-2024"
SIX_POINTS_MM = 6 * 25.4 / 72
FRAME = Box(0, 0, 100, 100)


@cache
def bundle(plan_id: str) -> dict:
    return build_bundle(load_plan(plan_id))[0]


def spec(plan_id: str, **more) -> MapSpec:
    kinds = {f"elements:{element['kind']}" for element in bundle(plan_id)["elements"]}
    return MapSpec(plan_id, layers=frozenset({*kinds, "projects", "labels"}), **more)


def sheet(paper: str = "a4-landscape", **more) -> MapSheet:
    return MapSheet(PAPERS[paper], ("规划", "空间布局图", ""), **more)


def name(key: str, at: tuple[float, float], kind: str = "project") -> Name:
    return Name(key, kind, "near", (key,), at, 2.2, "#0B4A50", 3, text=key)


def test_a_zone_in_three_pieces_is_named_in_each_of_them():
    drawing = draw_sheet(spec(WEIHAI), bundle(WEIHAI), sheet())
    kept = Counter(item.name.text for item in drawing.labelling.placed if item.name.kind in ("pill", "piece"))
    assert kept["智慧康养实验区"] == 3
    assert kept["基层医养结合示范区"] == 1


def test_a_piece_too_small_to_hold_anything_and_the_named_one_are_not_named_again():
    area = shapely.MultiPolygon([shapely.box(0, 0, 30, 30), shapely.box(50, 50, 70, 60), shapely.box(90, 90, 92, 92)])
    assert [part.bounds for part in pieces_apart(area, (15, 15), FRAME)] == [(50, 50, 70, 60)]


def test_the_name_of_a_piece_points_away_from_the_symbols_in_it():
    x, _ = roomiest(shapely.box(0, 0, 30, 10), [(7, 5), (10, 5)])
    assert x >= 15


def test_names_without_room_are_counted_from_the_top_and_told_in_the_notes():
    missing = Labelling([], [name("低", (50, 20)), name("高", (50, 80))])
    numbers = numbered(missing, FRAME, [], 0.2)
    assert [(item.name.lines, item.name.text) for item in numbers] == [(("1",), "高"), (("2",), "低")]


def test_so_many_names_that_no_list_would_hold_them_get_no_numbers():
    many = [name(str(k), (3 * k, 50)) for k in range(MOST_NUMBERED + 1)]
    assert numbered(Labelling([], many), FRAME, [], 0.2) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_number_on_a_sheet_is_told_once(language):
    english = spec(WEIHAI, language=language)
    drawing = draw_sheet(english, bundle(WEIHAI), sheet(is_english=language == "en"))
    svg = print_map(english, bundle(WEIHAI), sheet(is_english=language == "en"), "svg")
    told = " ".join(texts(svg))
    for item in drawing.numbers:
        assert f"{item.name.lines[0]} {item.name.text[:6]}" in told
    assert len(drawing.numbers) <= drawing.labelling.left_out_count


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_name_and_no_note_on_a4_is_smaller_than_six_points(language):
    drawing = draw_sheet(spec(WEIHAI, language=language), bundle(WEIHAI), sheet(notes=("位置以实施方案为准。",)))
    assert drawing.page is not None
    sizes = [item.name.size for item in drawing.labelling.placed]
    assert min([*sizes, drawing.page.notes.size, drawing.page.legend.size]) >= SIX_POINTS_MM - 0.01


def test_the_legend_shows_every_colour_of_a_kind_and_names_the_rings():
    items = element_items(load_plan(WEIHAI).elements, {"zone": "区", "core": "核"}, "核的光圈")
    zone, core, rings = items
    assert (len(zone.colours), zone.count, core.colours) == (3, 3, ())
    assert (rings.symbol, rings.label, rings.count) == ("halo", "核的光圈", None)
    assert "colours" not in core.payload()
    svg = print_map(spec(WEIHAI, legend=(LegendGroup("布局要素", tuple(items)),)), bundle(WEIHAI), sheet(), "svg")
    assert "核的光圈" in texts(svg)
    one = replace(zone, colours=())
    plain = print_map(
        spec(WEIHAI, legend=(LegendGroup("布局要素", (one, core, rings)),)), bundle(WEIHAI), sheet(), "svg"
    )
    assert svg.count(zone.colours[2].lower().encode()) > plain.count(zone.colours[2].lower().encode())


def test_a_plan_without_cores_has_no_line_for_rings():
    yaan = load_plan("yaan-2017-2020").elements
    parks = [element for element in yaan if element.kind in ("park", "area")]
    assert all(item.symbol != "halo" for item in element_items(parks, {"park": "园区", "area": "片区"}, "光圈"))


def test_an_english_apostrophe_is_as_narrow_as_its_letters():
    from geo.print_map.fonts import clean

    assert clean("People’s Hospital ‘甲’") == "People's Hospital ‘甲’"


def test_a_cut_english_name_keeps_its_gaps():
    from geo.print_map.fonts import wrap

    lines = wrap("Geriatric Medicine Centre of Dazhou Central Hospital", 3.0, 24.0, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert " ".join(lines).rstrip("…") in "Geriatric Medicine Centre of Dazhou Central Hospital"


def texts(svg: bytes) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
