"""Points and reach areas of 服务可达 on paper: the printed sheet shows what the screen shows, and what it rests on."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from functools import cache

import numpy as np
import pytest
import shapely
from PIL import Image
from pypdf import PdfReader

from data.catalog import load_plan
from geo.map_bundle import build_bundle
from geo.map_overlay import HIDDEN, MapOverlay, OverlayArea, OverlayClass, OverlayLayer, OverlayPoints
from geo.map_spec import MapSpec
from geo.print_map import print_map
from geo.print_map.overlay import NAMED, laid_area, shown_marks
from geo.print_map.printing import draw_sheet
from geo.sheet import PAPERS, MapSheet

WEIHAI = "weihai-2022-2024"
SHEET = MapSheet(PAPERS["a4-landscape"], ("威海市", "服务可达图", "15分钟"), notes=("位置以实施方案为准。",))
NEAR, FAR = OverlayClass("15分钟内", "#2B5B8A"), OverlayClass("15分钟外", "#B4232A", is_hollow=True)
KEPT = OverlayClass("现有机构", "#AA00AA", "square")
ASSUMED = "估算：直线距离 × 1.3，30 千米/时。"


@cache
def bundle() -> dict:
    return build_bundle(load_plan(WEIHAI))[0]


def points(kind: str, count: int, *, schematic: bool = False) -> OverlayPoints:
    lon, lat = np.linspace(121.4, 122.5, count), np.linspace(36.9, 37.3, count)
    names = tuple(f"{kind}点{k}" for k in range(count))
    return OverlayPoints(kind, tuple(map(str, range(count))), names, lon, lat, schematic=(schematic,) * count)


def overlay(count: int = 6, facilities: int = 3, **more) -> MapOverlay:
    ranks = np.arange(count) % 2
    ranks[-1] = HIDDEN
    demand = OverlayLayer("需求点", points("demand", count), (NEAR, FAR), ranks)
    built = OverlayLayer("机构", points("facility", facilities), (KEPT,), np.zeros(facilities, dtype=np.int64))
    area = OverlayArea(OverlayClass("15分钟可达", "#00AA55"), shapely.box(121.9, 37.0, 122.2, 37.2))
    return MapOverlay((demand, built), (area,), "可达范围", notes=(ASSUMED,), **more)


def spec(over: MapOverlay, **more) -> MapSpec:
    return MapSpec(WEIHAI, layers=frozenset({"labels"}), legend=over.legend(), overlay=over, **more)


def texts(svg: bytes) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_classes_areas_and_counts_stand_in_the_legend_and_assumptions_in_the_numbered_notes():
    found = texts(print_map(spec(overlay()), bundle(), SHEET, "svg"))
    for wanted in ("需求点", "15分钟内", "15分钟外", "机构", "现有机构", "可达范围", "15分钟可达", "3", "2"):
        assert wanted in found
    assert f"1. {ASSUMED}" in found
    assert "2. 位置以实施方案为准。" in found


def test_an_assumption_that_the_sheet_names_itself_is_printed_once():
    twice = MapSheet(SHEET.paper, SHEET.titles, notes=(ASSUMED, *SHEET.notes))
    assert sum(ASSUMED in text for text in texts(print_map(spec(overlay()), bundle(), twice, "svg"))) == 1


def test_facilities_are_named_where_they_are_few_and_people_never():
    few = texts(print_map(spec(overlay()), bundle(), SHEET, "svg"))
    assert "facility点1" in few
    assert not any(text.startswith("demand") for text in few)
    many = texts(print_map(spec(overlay(facilities=NAMED + 1)), bundle(), SHEET, "svg"))
    assert not any(text.startswith("facility") for text in many)


def test_the_area_tints_the_ground_and_a_square_has_the_colour_of_its_class():
    with_it = dots(print_map(spec(overlay()), bundle(), SHEET, "png", dpi=100))
    without = dots(print_map(spec(MapOverlay()), bundle(), SHEET, "png", dpi=100))
    assert count_near(with_it, (0xAA, 0x00, 0xAA)) > 30 > count_near(without, (0xAA, 0x00, 0xAA))
    view = draw_sheet(spec(overlay()), bundle(), SHEET).view
    x, y = view.spot(122.05, 37.16)
    high = with_it.shape[0]
    spot = (int(high - y / 25.4 * 100), int(x / 25.4 * 100))
    before, after = without[spot], with_it[spot]
    assert after[1] - after[0] > before[1] - before[0] + 10  # greener
    assert before.sum() - after.sum() < 200  # and still pale


def test_circles_of_reach_are_as_large_on_paper_as_on_the_ground():
    circle = OverlayArea(NEAR, shapely.Polygon(), np.array([[122.0, 37.1]]), 10_000.0)
    drawn = draw_sheet(spec(MapOverlay(areas=(circle,))), bundle(), SHEET)
    west, south, east, north = laid_area(drawn.view, circle).bounds
    assert east - west == pytest.approx(20e6 / drawn.view.denominator, rel=1e-3)
    assert north - south == pytest.approx(east - west, rel=1e-6)


def test_a_hidden_point_and_one_outside_the_frame_are_not_drawn():
    view = draw_sheet(spec(overlay()), bundle(), SHEET).view
    marks = shown_marks(view, spec(overlay(count=6)))
    assert len([mark for mark in marks if mark.key.startswith("demand")]) == 5
    far = OverlayLayer(
        "", OverlayPoints("demand", ("a",), ("a",), np.array([90.0]), np.array([30.0])), (NEAR,), np.zeros(1, int)
    )
    assert not shown_marks(view, spec(MapOverlay((far,))))


def test_what_is_selected_lies_on_top_and_the_middle_of_a_district_is_dashed():
    view = draw_sheet(spec(overlay()), bundle(), SHEET).view
    marks = shown_marks(view, spec(overlay(), selected="demand:2"))
    assert marks[-1].key == "demand:2"
    rough = OverlayLayer("", points("demand", 3, schematic=True), (NEAR,), np.zeros(3, int))
    assert all(mark.is_schematic for mark in shown_marks(view, spec(MapOverlay((rough,)))))


def test_names_keep_off_the_points():
    drawn = draw_sheet(spec(overlay(facilities=20)), bundle(), SHEET)
    boxes = [item.box for item in drawn.labelling.placed]
    for mark in shown_marks(drawn.view, spec(overlay(facilities=20))):
        (x, y), r = mark.at, 0.7 * mark.reach
        assert not any(box.x < x + r and x - r < box.right and box.y < y + r and y - r < box.top for box in boxes)


def test_a_pdf_carries_the_overlay_as_text_and_two_thousand_points_take_no_minute():
    file = print_map(spec(overlay(count=2000, facilities=300)), bundle(), SHEET, "pdf")
    told = PdfReader(io.BytesIO(file)).pages[0].extract_text()
    assert "15分钟可达" in told.replace(" ", "")
    assert len(file) < 3_000_000


def dots(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def count_near(picture: np.ndarray, colour: tuple[int, int, int]) -> int:
    return int((np.abs(picture - np.array(colour)).max(axis=2) < 40).sum())
