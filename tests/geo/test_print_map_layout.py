"""What stands where on a printed map: names, scale bar, circles, symbols, the parts of a sheet."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import replace
from functools import cache

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from data.catalog import load_plan
from geo.frontend import BROWSER_SOURCES
from geo.map_bundle import build_bundle
from geo.map_spec import LegendGroup, LegendItem, MapSpec
from geo.print_map import coordinates, figures, fonts, ground, marks
from geo.print_map.labels import place_names
from geo.print_map.legend import lay_legend
from geo.print_map.lettering import obstacles_of
from geo.print_map.names import Name
from geo.print_map.printing import draw_picture, draw_sheet
from geo.print_map.shapes import Box, circle
from geo.sheet import PAPERS, MapSheet
from tests import synthetic

PLANS = ["dazhou-2021-2025", "weihai-2022-2024", "yaan-2017-2020", "sichuan-2020-2022", "fuling-2022"]
GEOD = Geod(ellps="GRS80")
STYLES = ["near", "pill", "centre"]


@cache
def bundle(plan_id: str) -> dict:
    return build_bundle(load_plan(plan_id))[0]


def spec_of(plan_id: str, **more) -> MapSpec:
    kinds = {f"elements:{element['kind']}" for element in bundle(plan_id)["elements"]}
    return MapSpec(plan_id, layers=frozenset(kinds | {"projects", "places", "rivers", "labels"}), **more)


def sheet(paper: str = "a4-landscape", **more) -> MapSheet:
    return replace(MapSheet(PAPERS[paper], ("规划", "空间布局图", "一核两区三带")), **more)


@pytest.mark.parametrize("plan_id", PLANS)
def test_no_name_covers_another_or_a_symbol_or_leaves_the_frame(plan_id):
    spec = spec_of(plan_id)
    drawing = draw_sheet(spec, bundle(plan_id), sheet())
    boxes = [item.box for item in drawing.labelling.placed]
    assert boxes
    assert all(drawing.view.frame.holds(box) for box in boxes)
    clashes = [(a, b) for a, b in itertools.combinations(drawing.labelling.placed, 2) if a.box.overlaps(b.box)]
    assert not clashes
    placed = figures.shown_points(drawing.view, spec, bundle(plan_id))
    symbols = obstacles_of(drawing.view, spec, bundle(plan_id), placed)
    for item in drawing.labelling.placed:
        if item.name.style != "fixed":
            assert not any(item.box.overlaps(box) for box in symbols), item.name.lines


@pytest.mark.parametrize("plan_id", PLANS)
def test_no_name_that_looked_for_a_place_lies_on_a_leader_line(plan_id):
    placed = draw_sheet(spec_of(plan_id), bundle(plan_id), sheet()).labelling.placed
    for place, item in enumerate(placed):
        for later in placed[place + 1 :]:
            if item.leader and later.leader:  # both were placed away from what they name
                box = shapely.box(later.box.x, later.box.y, later.box.right, later.box.top)
                assert not box.intersects(shapely.LineString(item.leader)), (item.name.text, later.name.text)


def test_a_circle_is_round():
    corners = circle((3.0, 2.0), 10.0).vertices
    for k in range(0, 12, 3):
        start, one, two, end = corners[k : k + 4]
        for t in (0.0, 0.2, 0.5, 0.8):
            on = (1 - t) ** 3 * start + 3 * t * (1 - t) ** 2 * one + 3 * t**2 * (1 - t) * two + t**3 * end
            assert math.dist(on, (3.0, 2.0)) == pytest.approx(10, rel=0.0005)


def test_every_element_is_named_and_a_missing_name_is_counted():
    drawing = draw_sheet(spec_of("weihai-2022-2024"), bundle("weihai-2022-2024"), sheet())
    keys = {item.name.key for item in drawing.labelling.placed}
    assert {f"element:{element['id']}" for element in bundle("weihai-2022-2024")["elements"]} <= keys
    missing = [name for name in drawing.labelling.left_out if name.kind not in ("neighbour", "amount")]
    assert drawing.labelling.left_out_count == len(missing)
    assert not keys & {name.key for name in missing}


@pytest.mark.heavy
def test_a_thousand_projects_leave_districts_their_names(tmp_path):
    synthetic.write_plan(tmp_path, "crowd", districts=40, projects=1000)
    content = build_bundle(load_plan("crowd", tmp_path))[0]
    spec = MapSpec("crowd", layers=frozenset({"elements:core", "projects", "labels"}))
    drawing = draw_sheet(spec, content, sheet("a3-landscape"))
    kinds = [item.name.kind for item in drawing.labelling.placed]
    assert kinds.count("district") > 20
    assert kinds.count("project") > 10
    assert drawing.labelling.left_out_count > 800


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.floats(5, 95), st.floats(5, 95), st.sampled_from(["near", "pill", "centre"])), max_size=25)
)
def test_names_at_any_spots_never_overlap(spots):
    names = [
        Name(f"n:{k}", "project", style, ("虚构项目",), (x, y), 2.4, "#000000", k)
        for k, (x, y, style) in enumerate(spots)
    ]
    frame = Box(0, 0, 100, 100)
    result = place_names(names, frame, [], 0.2)
    assert len(result.placed) + len(result.left_out) == len(names)
    for one, other in itertools.combinations(result.placed, 2):
        assert not one.box.overlaps(other.box)
    assert all(frame.holds(item.box) for item in result.placed)


@pytest.mark.parametrize("plan_id", PLANS)
def test_the_scale_bar_is_as_long_as_it_says(plan_id):
    view = draw_sheet(spec_of(plan_id), bundle(plan_id), sheet()).view
    kilometres, length = coordinates.bar_kilometres(view, 46)
    x, y = view.frame.x + view.frame.w / 2, view.frame.y + view.frame.h / 2
    west, east = view.degrees(x - length / 2, y), view.degrees(x + length / 2, y)
    assert GEOD.inv(*west, *east)[2] / 1000 == pytest.approx(kilometres, rel=0.004)
    assert 23 <= length <= 46
    # the number says the same as the bar
    assert kilometres * 1e6 / view.denominator == pytest.approx(length)


def test_the_map_lies_on_the_meridian_of_its_zone():
    meridians = {plan_id: draw_sheet(spec_of(plan_id), bundle(plan_id), sheet()).view.meridian for plan_id in PLANS}
    assert meridians == dict(zip(PLANS, (108, 123, 102, 102, 108), strict=True))


def test_true_north_leans_by_the_convergence_of_the_grid():
    view = draw_sheet(spec_of("weihai-2022-2024"), bundle("weihai-2022-2024"), sheet()).view
    lon, lat = view.degrees(view.frame.x + view.frame.w / 2, view.frame.y + view.frame.h / 2)
    convergence = (lon - view.meridian) * math.sin(math.radians(lat))
    assert coordinates.north(view) == pytest.approx(-convergence, abs=0.02)


def test_degrees_stand_where_they_are():
    view = draw_sheet(spec_of("dazhou-2021-2025"), bundle("dazhou-2021-2025"), sheet()).view
    found = coordinates.ticks(view)
    assert {tick.edge for tick in found} == {"bottom", "top", "left", "right"}
    for tick in found:
        degrees, minutes = map(int, re.findall(r"\d+", tick.label))
        at = {
            "bottom": lambda t: view.degrees(t.at, view.frame.y)[0],
            "top": lambda t: view.degrees(t.at, view.frame.top)[0],
            "left": lambda t: view.degrees(view.frame.x, t.at)[1],
            "right": lambda t: view.degrees(view.frame.right, t.at)[1],
        }[tick.edge](tick)
        assert at == pytest.approx(degrees + minutes / 60, abs=0.002)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("plan_id", ["dazhou-2021-2025", "weihai-2022-2024", "yaan-2017-2020"])
def test_the_parts_of_a_sheet_lie_beside_each_other_and_the_map_takes_most(plan_id, paper):
    spec = spec_of(plan_id, legend=(LegendGroup("要素", (LegendItem("核", "core"),)),))
    page = draw_sheet(spec, bundle(plan_id), sheet(paper)).page
    for one, other in itertools.combinations([page.border, page.block_box, page.title], 2):
        assert not one.overlaps(other)
    for part in (page.border, page.block_box, page.title, page.panel):
        assert page.neat.holds(part)
    assert page.border.w * page.border.h > 0.55 * PAPERS[paper].width_mm * PAPERS[paper].height_mm
    legend = Box(page.legend_at[0], page.legend_at[1] - page.legend.height, 1, page.legend.height)
    assert legend.y >= page.panel.y
    notes = Box(page.notes_at[0], page.notes_at[1] - page.notes.height, page.notes.width, page.notes.height)
    assert not notes.overlaps(page.block_box)
    assert not notes.overlaps(legend)


@pytest.mark.parametrize("plan_id", PLANS)
def test_the_region_lies_whole_inside_the_frame(plan_id):
    view = draw_sheet(spec_of(plan_id), bundle(plan_id), sheet("wide-portrait")).view
    region = shapely.union_all([ground.read(feature) for feature in bundle(plan_id)["region"]["features"]])
    frame = view.frame
    assert shapely.box(frame.x, frame.y, frame.right, frame.top).contains(view.place(region))


def test_areas_of_circles_are_as_the_amounts_and_the_legend_shows_their_true_size():
    content = bundle("weihai-2022-2024")
    spec = spec_of("weihai-2022-2024", measure="investment")
    view = draw_sheet(spec, content, sheet()).view
    amounts = {p.project_id: p.investment_wan_yuan for p in load_plan("weihai-2022-2024").projects}
    circles = [item for item in figures.shown_points(view, spec, content) if item.is_circle]
    large = [item for item in circles if item.reach > 5 * view.px]  # the smallest ones are drawn no smaller than this
    per_area = [amounts[item.point["id"]] / item.reach**2 for item in large]
    assert len(large) > 3
    assert per_area == pytest.approx([per_area[0]] * len(large), rel=0.02)
    item = LegendItem("10亿元", "circle", marks.CIRCLE, radius=20)
    layout = lay_legend([LegendGroup("投资", (item, replace(item, radius=10)))], "", 60, 1, 2.4, view.px)
    (sizes,) = [row for column in layout.columns for row in column if row.title == "sizes"]
    assert sizes.height > 2 * 20 * view.px


def test_hidden_points_and_switched_off_layers_are_not_drawn():
    content = bundle("weihai-2022-2024")
    spec = spec_of("weihai-2022-2024")
    view = draw_picture(spec, content, (200, 150)).view
    everything = {item.key for item in figures.shown_points(view, spec, content)}
    hidden = figures.shown_points(view, replace(spec, hidden=(0, 1)), content)
    first = {f"{point['type']}:{point['id']}" for point in content["points"][:2]}
    assert {item.key for item in hidden} == everything - first
    assert figures.shown_points(view, replace(spec, layers=frozenset()), content) == []
    assert figures.shown_elements(replace(spec, layers=frozenset({"elements:core"})), content)[0]["kind"] == "core"


def test_symbols_and_tones_are_those_of_the_screen():
    furniture = (BROWSER_SOURCES / "furniture.js").read_text(encoding="utf-8")
    for name, shape in marks.GLYPHS.items():
        assert f'{name}: "{shape}"' in furniture
    for name, (_, shape) in marks.BADGES.items():
        assert f'{name}: "{shape}"' in furniture
    written = "".join(file.read_text(encoding="utf-8").upper() for file in BROWSER_SOURCES.iterdir())
    constants = [value for module in (marks, ground) for value in vars(module).values()]
    tones = {value for value in constants if re.fullmatch("#[0-9A-F]{6}", str(value))}
    ours = {"#3C3626", "#456E86"}  # the shadows around the region, on screen given as rgba
    assert {tone for tone in tones if tone not in written} <= ours


def test_the_five_bases_of_a_position_look_different():
    looks = {
        basis: [ink for _, ink in marks.symbol("both", basis, (0, 0), 4)]
        for basis in ("exact", "town", "recorded", "district", "schematic")
    }
    assert all(one != other for one, other in itertools.combinations(looks.values(), 2))


@given(st.text(max_size=60), st.floats(6, 60))
def test_wrapped_text_keeps_its_signs_and_its_width(text, width):
    plain = fonts.clean(text)
    lines = fonts.wrap(plain, 2.0, width)
    assert "".join("".join(lines).split()) == "".join(plain.split())
    assert all(fonts.text_width(line, 2.0) <= width + 2.0 for line in lines)
