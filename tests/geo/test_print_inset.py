"""Insets of printed maps: where symbols crowd, that part stands once more, larger; and every name is told."""

from __future__ import annotations

from functools import cache

import pytest
import shapely

from data.catalog import load_plan
from geo.map_bundle import build_bundle
from geo.map_spec import MapSpec
from geo.print_map import figures
from geo.print_map.inset import possible_insets
from geo.print_map.labels import NOT_COUNTED
from geo.print_map.lettering import region_on_paper
from geo.print_map.names import wanted_names
from geo.print_map.printing import Drawing, draw_sheet
from geo.print_map.shapes import Box
from geo.print_map.view import View
from geo.sheet import PAPERS, MapSheet

WEIHAI, DAZHOU, SICHUAN = "weihai-2022-2024", "dazhou-2021-2025", "sichuan-2020-2022"
FRAME = Box(0, 0, 200, 140)
VIEW = View(FRAME, 108, 1_000_000.0, (500_000.0, 3_400_000.0), 0.2)
LAND = shapely.box(80, 0, 200, 140)


@cache
def bundle(plan_id: str) -> dict:
    return build_bundle(load_plan(plan_id))[0]


@cache
def drawn(plan_id: str, paper: str, language: str = "zh") -> tuple[MapSpec, Drawing]:
    kinds = {f"elements:{element['kind']}" for element in bundle(plan_id)["elements"]}
    spec = MapSpec(plan_id, language, layers=frozenset(kinds | {"projects", "rivers", "labels"}))
    is_english = language == "en"
    sheet = MapSheet(PAPERS[paper], ("规划", "空间布局图", ""), stamp="内部资料", is_english=is_english)
    return spec, draw_sheet(spec, bundle(plan_id), sheet)


def symbols(*middles: tuple[float, float]) -> list[Box]:
    return [Box(x - 2, y - 2, 4, 4) for x, y in middles]


CROWD = symbols((150, 70), (153, 70), (150, 73), (153, 73), (156, 71))


def test_a_crowd_in_a_small_part_is_enlarged_where_the_map_is_empty():
    inset = possible_insets(VIEW, CROWD, [], LAND, 2.2)[0]
    assert all(inset.holds((box.x + 2, box.y + 2)) for box in CROWD)
    assert FRAME.holds(inset.box)
    assert inset.box.right <= 80
    assert inset.view.denominator <= VIEW.denominator / 1.9
    # what it shows is as large as its frame at its own scale
    assert inset.part.w / inset.view.frame.w == pytest.approx(inset.view.denominator / VIEW.denominator)
    assert len(inset.links()) == 2


def test_no_inset_without_a_crowd_or_without_room():
    apart = symbols((100, 20), (130, 60), (160, 90), (190, 120), (150, 30))
    assert possible_insets(VIEW, apart, [], LAND, 2.2) == []
    assert possible_insets(VIEW, CROWD, [], shapely.box(0, 0, 200, 140), 2.2) == []


def test_what_an_inset_shows_needs_no_other():
    first = possible_insets(VIEW, CROWD, [], LAND, 2.2)[0]
    assert possible_insets(VIEW, CROWD, [], LAND, 2.2, others=[first]) == []


def test_the_middle_of_an_inset_is_the_middle_of_what_it_enlarges():
    inset = possible_insets(VIEW, CROWD, [], LAND, 2.2)[0]
    part, frame = inset.part, inset.view.frame
    there = VIEW.degrees(part.x + part.w / 2, part.y + part.h / 2)
    assert inset.view.degrees(frame.x + frame.w / 2, frame.y + frame.h / 2) == pytest.approx(there, abs=1e-7)


@pytest.mark.parametrize("paper", ["a4-landscape", "a4-portrait", "a3-landscape"])
def test_insets_of_a_real_plan_cover_neither_the_region_nor_each_other(paper):
    _, drawing = drawn(WEIHAI, paper)
    region = region_on_paper(drawing.view, bundle(WEIHAI))
    boxes = [one.inset.box for one in drawing.enlarged]
    assert boxes, "the functional zones of 威海 are a crowd"
    for box in boxes:
        assert not region.intersects(shapely.box(box.x, box.y, box.right, box.top))
        assert not any(box.overlaps(item.box) for item in (*drawing.labelling.placed, *drawing.numbers))
    assert len({box for one in boxes for box in boxes if one.overlaps(box)}) == len(boxes)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("paper", ["a4-landscape", "a3-landscape"])
@pytest.mark.parametrize("plan_id", [WEIHAI, DAZHOU, SICHUAN])
def test_nothing_vanishes_each_thing_has_its_name_or_a_number_or_is_counted(plan_id, paper, language):
    spec, drawing = drawn(plan_id, paper, language)
    points = figures.shown_points(drawing.view, spec, bundle(plan_id))
    wanted = {n.key for n in wanted_names(drawing.view, spec, bundle(plan_id), points) if n.kind not in NOT_COUNTED}
    parts = [(drawing.labelling, drawing.numbers), *((one.labelling, one.numbers) for one in drawing.enlarged)]
    written = {item.name.key for labelling, _ in parts for item in labelling.placed}
    told = {item.name.key for _, numbers in parts for item in numbers}
    missing = {n.key for labelling, _ in parts for n in labelling.left_out if n.kind not in NOT_COUNTED}
    assert wanted <= written | missing
    assert told <= missing
    numbers = sorted(int(item.name.lines[0]) for _, part in parts for item in part)
    assert numbers == list(range(1, len(told) + 1))
