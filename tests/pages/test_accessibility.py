"""服务可达 as a page: every plan, deep links, odd inputs; its figures against sums by hand."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import find_plan_ids, load_plan
from data.supply_demand import shelf
from data.takeaway.results import result_workbook
from geo.reach.choosing import only_facilities
from geo.reach.example import example_inputs
from geo.reach.travel_times import TravelTimes
from pages.accessibility import download, maps, overlays, tables
from pages.accessibility.choices import Choices
from pages.accessibility.districts import mean_by_district
from pages.accessibility.naming import named_inputs
from pages.accessibility.paper_facilities import merged
from pages.accessibility.printing import map_file
from pages.accessibility.result_tables import result_file
from pages.accessibility.results import Question, counts_of, coverage_of, pockets_of
from pages.shared import queries
from pages.shared.english import has_chinese
from pages.shared.labels import in_language
from tests.supply_sets import made_up

WEIHAI = "weihai-2022-2024"
CHOICES = Choices(15, 30.0, 1.3, "age_60_plus", "all", ("elderly_care", "medical", "nursing"))
HOSTILE = "<img src=x onerror=alert(1)>${x}`\"'\\"


def app() -> None:
    from pages.accessibility.page import show
    from pages.shared import parameters

    parameters.set_page("accessibility")
    show()


def run(**params: str) -> AppTest:
    test = AppTest.from_function(app, default_timeout=60)
    for name, value in params.items():
        test.query_params[name] = value
    return test.run()


def markup(test: AppTest) -> str:
    return " ".join(str(node.proto.body) for node in test.get("html"))


def question(**changes: object) -> Question:
    plan = load_plan(WEIHAI)
    return Question(plan, named_inputs(plan, example_inputs(plan)), replace(CHOICES, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("view", ["coverage", "capacity", "siting", "data"])
@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_plan_shows_in_every_view(plan_id: str, view: str):
    test = run(plan=plan_id, view=view)
    assert not test.exception
    assert "服务可达" in markup(test)


def test_the_example_says_first_that_its_minutes_are_no_travel_times():
    shown = markup(run(plan=WEIHAI))
    assert "示例" in shown and "估算" in shown
    assert "不能当作实际可达" in shown


def test_too_few_points_are_not_tested_for_hot_spots():
    assert "不作热点分析：有数值的人口点只有" in markup(run(plan=WEIHAI, view="capacity"))


def test_hot_spots_of_many_points_are_told_when_asked_for():
    set_id = shelf.put(made_up(200, 12))
    asked = {"plan": WEIHAI, "view": "capacity", "in": set_id}
    assert "错误发现率控制" not in markup(run(**asked))
    shown = markup(run(**asked, hot="1"))
    assert "热点（高—高）" in shown and "200 点，9999 次置换" in shown


def test_a_link_restores_every_choice():
    test = run(plan=WEIHAI, minutes="30", speed="60", detour="1.5", group="age_80_plus", sel="demand:371083")
    assert {slider.label: slider.value for slider in test.select_slider} == {
        "时间": "30", "速度": "60", "绕行系数": "1.5"
    }  # fmt: skip
    shown = markup(test)
    assert "直线距离 × 1.5 ÷ 60 km/h" in shown
    assert "<h3>乳山市</h3>" in shown


@pytest.mark.parametrize(
    "choice",
    [{"minutes": "7.5"}, {"speed": "-1"}, {"detour": "x"}, {"counted": "1999"}, {"view": "x"}, {"sel": "facility:x"},
     {"in": "0123456789abcdef"}, {"kinds": "x"}, {"method": "x", "view": "capacity"}],
)  # fmt: skip
def test_an_unknown_choice_falls_back(choice: dict[str, str]):
    test = run(plan=WEIHAI, **choice)
    assert not test.exception
    assert "服务可达" in markup(test)


def test_english_covers_page_and_words():
    shown = markup(run(plan=WEIHAI, lang="en", view="capacity"))
    assert "they are not real travel times" in shown
    assert "规划未载明" not in shown and "估算" not in shown


def test_the_example_has_english_names_and_sources_for_an_english_reader_and_the_same_figures():
    plan = queries.plan(WEIHAI)
    own = example_inputs(plan)
    with in_language("en"):
        told = named_inputs(plan, own)
    words = [part.source for part in (told.demand, told.facilities, told.candidates)]
    words += [*told.demand.names, *told.facilities.names]
    assert not [text for text in words if has_chinese(text)]
    assert told.facilities.ids == own.facilities.ids and np.array_equal(told.demand.lon, own.demand.lon)


def test_a_hostile_name_is_shown_as_text():
    inputs = made_up(12, 3, prefix=HOSTILE)
    shown = markup(run(plan=WEIHAI, sel="demand:p1", **{"in": shelf.put(inputs)}))
    assert "<img src=x" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown


def test_a_longer_time_covers_at_least_as_many():
    shares = [coverage_of(question(minutes=minutes)).total.covered for minutes in (5, 15, 30, 60)]
    assert shares == sorted(shares)
    assert shares[-1] > shares[0]


def test_pockets_hold_all_uncovered_people_most_first():
    plan = load_plan(WEIHAI)
    asked = Question(plan, replace(made_up(400, 6), id="0123456789abcdef"), CHOICES)
    found = pockets_of(asked)
    left = coverage_of(asked).total
    assert 1 < len(found) < len(tables.uncovered_points(asked))
    assert [pocket.people for pocket in found] == sorted((pocket.people for pocket in found), reverse=True)
    assert sum(pocket.people for pocket in found) == pytest.approx(left.people - left.covered)


def test_uncovered_points_are_ranked_by_people_and_none_of_them_is_covered():
    asked = question()
    ranked = tables.uncovered_points(asked)
    counted = [asked.people[at] for at in ranked]
    assert counted == sorted(counted, reverse=True)
    assert not coverage_of(asked).is_covered[ranked].any()
    assert len(ranked) == int((~coverage_of(asked).is_covered).sum())


def test_hospital_beds_do_not_count_unless_chosen():
    asked = question()
    kinds = np.array(asked.inputs.facilities.kinds)
    assert "hospital" in kinds
    assert not counts_of(asked.inputs.facilities, asked.choices)[kinds == "hospital"].any()
    chosen = replace(asked.choices, kinds=(*asked.choices.kinds, "hospital"))
    assert counts_of(asked.inputs.facilities, chosen).all()


def test_a_planned_facility_without_a_year_counts_only_with_all():
    asked = question()
    facilities = replace(asked.inputs.facilities, years=(2023, *asked.inputs.facilities.years[1:]))
    until = counts_of(facilities, replace(CHOICES, counted="2023", kinds=("hospital", *CHOICES.kinds)))
    assert until.tolist() == [True, *[False] * (len(facilities) - 1)]


def test_times_of_facilities_that_do_not_count_are_left_out():
    times = TravelTimes(np.array([0, 2, 3]), np.array([0, 1, 1]), np.array([7.0, 4.0, 9.0]), 2, 15.0)
    kept = only_facilities(times, np.array([False, True]))
    assert kept.starts.tolist() == [0, 1, 2] and kept.minutes.tolist() == [4.0, 9.0]


def test_a_district_without_a_known_value_has_none():
    demand = made_up(4, 0).demand
    values = np.array([np.nan, 10.0, 20.0, 30.0])
    assert mean_by_district(demand, values, np.ones(4)) == {
        "371002": None, "371003": 10.0, "371082": 20.0, "371083": 30.0
    }  # fmt: skip


def test_classes_of_time_hold_all_points():
    layer = overlays.coverage_layer(question())
    assert sum(layer.count(rank) for rank in range(len(layer.classes))) == len(layer.points.ids)


def test_the_workbook_carries_sources_and_assumptions():
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(result_file(question()))))
    assert book.sheetnames == ["来源", "按区县", "人口点", "设施", "说明"]
    told = dict(book["说明"].iter_rows(values_only=True))
    assert told["时间"] == "15 分钟" and "直线距离" in told["出行"]
    assert "现有设施" in told["示例不能说明"]


def test_the_geojson_holds_people_facilities_and_reach():
    content = json.loads(download.layer_bytes(question(), "geojson"))
    layers = {feature["properties"]["layer"] for feature in content["features"]}
    assert layers == {"reach", "demand", "facilities"}
    rushan = next(f for f in content["features"] if f["properties"].get("id") == "371083")
    assert rushan["properties"]["age_60_plus"] == 176850 and rushan["properties"]["is_covered"] is False
    assert "出行" in content["about"]


def test_a_facility_with_two_bed_types_is_printed_once_with_both():
    asked = question(kinds=("medical", "elderly_care"), counted="all")
    spec = maps.coverage_map(asked, "")
    home = "于家口医养中心"
    apart = [f"{home}（医疗床位）", f"{home}（养老床位）"]
    assert [name for name in asked.inputs.facilities.names if home in name] == apart
    layer = next(one for one in spec.overlay.layers if one.points.kind == "facility")
    printed = next(one for one in merged(spec.overlay, asked.inputs.facilities).layers if one.points.kind == "facility")
    assert len(printed.points.ids) == (layer.ranks >= 0).sum() - 1
    assert [name for name in printed.points.names if home in name] == [f"{home}（医疗床位、养老床位）"]
    assert printed.values[printed.points.names.index(f"{home}（医疗床位、养老床位）")] == 276
    assert printed.points.content()["ids"] == list(printed.points.ids)
    assert [name for name in layer.points.names if home in name] == apart  # on screen each kind can be selected


def test_the_printed_map_counts_and_names_each_facility_once():
    asked = question(kinds=("medical", "elderly_care"), counted="all")
    spec = maps.coverage_map(asked, "")
    url = queries.map_of(WEIHAI).url
    root = ElementTree.fromstring(map_file(asked, spec, url, "svg"))
    written = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert sum("于家口医养中心" in text for text in written) == 1


def test_without_its_second_kind_a_facility_is_printed_by_its_name_alone():
    asked = question(kinds=("elderly_care",), counted="all")
    printed = merged(maps.coverage_map(asked, "").overlay, asked.inputs.facilities)
    names = [name for one in printed.layers if one.points.kind == "facility" for name in one.points.names]
    assert [name for name in names if name.startswith("于家口")] == ["于家口医养中心"]


def test_all_bands_of_time_are_drawn_when_they_are_asked_for():
    asked = question(minutes=30)
    minutes = [area.radius_m * 60 / 1000 / (30.0 / 1.3) for area in overlays.reach_areas(asked)]
    assert np.allclose(minutes, [30, 15, 10, 5])
    drawn = {bands: maps.coverage_map(asked, "", bands).overlay for bands in (0, 2, 4)}
    assert {bands: len(overlay.areas) for bands, overlay in drawn.items() if overlay} == {0: 0, 2: 2, 4: 4}
