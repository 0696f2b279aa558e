"""Roads on 服务可达: a road file that is loaded, minutes along it, the words that go with them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.catalog import load_plan
from data.record import Author, Change, Subject
from data.siting_scenario import Scenario, write_scenario
from data.store import open_store
from data.store.backup import backup, restore
from data.supply_demand import shelf
from data.supply_demand.input_set import InputSet
from pages.accessibility import overlays
from pages.accessibility.choices import Choices
from pages.accessibility.loading_roads import adopt_roads
from pages.accessibility.results import Question, coverage_of
from pages.shared.labels import in_language
from tests.geo.reach.extracts import HELSINKI, extract
from tests.geo.reach.streets import write_roads
from tests.supply_sets import made_up

WEIHAI = "weihai-2022-2024"
CHOICES = Choices(30, 30.0, 1.3, "age_60_plus", "existing", ("elderly_care",))
HOME, HOUSE = (122.10, 37.20), (122.11, 37.20)  # 885.7 m apart


def app() -> None:
    from pages.accessibility.page import show
    from pages.shared import parameters

    parameters.set_page("accessibility")
    show()


def run(set_id: str, **params: str) -> AppTest:
    test = AppTest.from_function(app, default_timeout=60)
    for name, value in {"plan": WEIHAI, "in": set_id, **params}.items():
        test.query_params[name] = value
    return test.run()


def markup(test: AppTest) -> str:
    return " ".join(str(node.proto.body) for node in test.get("html"))


def one_home_one_house() -> InputSet:
    inputs = made_up(1, 1)
    demand = replace(inputs.demand, lon=np.array([HOUSE[0]]), lat=np.array([HOUSE[1]]))
    facilities = replace(inputs.facilities, lon=np.array([HOME[0]]), lat=np.array([HOME[1]]))
    return replace(inputs, demand=demand, facilities=facilities)


def detour_road(path: Path) -> bytes:
    """Write a road from the home 0.01 degrees north, east, and back south to the house: 3,110 m."""
    nodes = {1: HOME, 2: (HOME[0], 37.21), 3: (HOUSE[0], 37.21), 4: HOUSE}
    return write_roads(path, nodes, [([1, 2, 3, 4], {"highway": "residential"})]).read_bytes()


@pytest.fixture
def set_id(tmp_path: Path) -> str:
    adopted: list[str] = []

    def adopt(inputs: InputSet, _message: str) -> str:
        adopted.append(shelf.put(inputs))
        return ""

    content = detour_road(tmp_path / "roads.osm.pbf")
    assert adopt_roads(load_plan(WEIHAI), one_home_one_house(), "roads.osm.pbf", content, adopt) == ""
    return adopted[0]


def question(inputs: InputSet, **changes: object) -> Question:
    return Question(load_plan(WEIHAI), inputs, replace(CHOICES, **changes))  # type: ignore[arg-type]


def minutes(inputs: InputSet, **changes: object) -> float:
    return float(coverage_of(question(inputs, **changes)).nearest_min[0])


def test_minutes_follow_the_road_and_not_the_straight_line(set_id: str):
    inputs = shelf.get(set_id)
    assert inputs is not None and inputs.roads
    straight = minutes(replace(one_home_one_house(), id="0" * 16))
    assert straight == pytest.approx(0.8857 * 1.3 / 30 * 60, rel=1e-3)
    walking, driving = minutes(inputs), minutes(inputs, mode="driving")
    assert walking > 10 * straight
    assert straight < driving < walking


@pytest.mark.parametrize("view", ["coverage", "capacity", "siting", "data"])
def test_every_view_shows_with_roads(set_id: str, view: str):
    test = run(set_id, view=view)
    assert not test.exception
    assert "服务可达" in markup(test)


def test_the_page_says_along_roads_and_offers_a_mode_in_place_of_a_speed(set_id: str):
    test = run(set_id, mode="driving", minutes="30")
    shown = markup(test)
    assert "沿路网驾车" in shown and "路网节点的 100.0%" in shown
    assert "motorway 90" in shown and "footway" not in shown
    assert "估算" not in shown
    assert [slider.label for slider in test.select_slider] == ["时间"]
    assert max(int(value.split()[0]) for value in test.select_slider[0].options) == 30
    assert next(box for box in test.selectbox if box.label == "出行方式").value == "driving"


def test_the_area_along_the_road_holds_the_house_only_when_it_is_covered(set_id: str):
    inputs = shelf.get(set_id)
    assert inputs is not None
    asked = question(inputs, mode="driving", minutes=10)
    areas = overlays.reach_areas(asked)
    assert [area.look.label for area in areas] and all(area.centres is None for area in areas)
    shapes = [area.shape() for area in areas]
    assert shapes[0].area > shapes[-1].area > 0


def test_areas_along_roads_of_many_facilities_are_left_out_and_it_is_said(set_id: str):
    inputs = shelf.get(set_id)
    assert inputs is not None
    many = replace(made_up(5, 31), roads=inputs.roads)
    assert not overlays.reach_areas(question(replace(many, id="1" * 16)))
    captions = " ".join(node.value for node in run(shelf.put(many)).caption)
    assert "计入的设施多于 30 个" in captions


def test_a_file_that_is_no_road_file_is_refused_in_its_own_words():
    told = adopt_roads(load_plan(WEIHAI), one_home_one_house(), "x.osm.pbf", b"x", lambda *_: "")
    assert told.startswith("这不是 OpenStreetMap 的 .osm.pbf 文件")


def test_a_set_whose_roads_are_gone_falls_back_to_the_example():
    test = run(shelf.put(replace(made_up(3, 2), roads="0123456789abcdef")))
    assert not test.exception
    assert "示例" in markup(test) and "估算" in markup(test)


def test_the_view_of_data_offers_roads():
    test = run("", view="data", load="roads")
    assert not test.exception
    assert "沿路网计算" in markup(test)


def test_after_a_restore_link_and_scenario_work_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "records"
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(folder))
    folder.mkdir()
    adopted: list[str] = []

    def adopt(inputs: InputSet, _message: str) -> str:
        adopted.append(shelf.put(inputs))
        return ""

    content = detour_road(tmp_path / "roads.osm.pbf")
    assert adopt_roads(load_plan(WEIHAI), one_home_one_house(), "roads.osm.pbf", content, adopt) == ""
    store = open_store()
    scenario = Subject(WEIHAI, "scenario", "one", "definition")
    store.record([Change(scenario, write_scenario(Scenario("一处", inputs_id=adopted[0])))], Author("王工"))
    backup(store, tmp_path / "b.zip")
    store.close()
    shutil.rmtree(folder)
    folder.mkdir()
    st.cache_resource.clear()
    assert "沿路网" not in markup(run(adopted[0]))
    st.cache_resource.clear()
    store = open_store()
    restore(store, tmp_path / "b.zip")
    store.close()
    assert "沿路网" in markup(run(adopted[0]))
    opened = run("", view="siting", open_scenario="one")
    assert opened.query_params["in"] == adopted[0]
    assert "沿路网" in markup(opened)
    st.cache_resource.clear()


def no_adoption(_inputs: InputSet, _message: str) -> str:
    raise AssertionError("nothing may be adopted")


def test_real_roads_of_elsewhere_are_refused_in_the_language_of_the_reader():
    content = extract(HELSINKI).read_bytes()
    plan = load_plan(WEIHAI)
    said = {}
    for tongue in ("zh", "en"):
        with in_language(tongue):
            said[tongue] = adopt_roads(plan, made_up(1, 1), "Helsinki.osm.pbf", content, no_adoption)
    assert said["zh"].startswith("路网文件中没有位于本规划区域内的道路：文件中的道路在东经 24.94°、北纬 60.17° 一带")
    assert said["en"].startswith("no road of the file is in the region of this plan: its roads are around 24.94° E")


def faults_app() -> None:
    import streamlit as st

    from data.supply_demand.columns import recognised
    from data.supply_demand.raw_table import read_sheet
    from data.supply_demand.rows import read_rows
    from pages.accessibility.loading_tables import show_faults
    from pages.shared.labels import in_language

    table = read_sheet("a.csv", "名称,经度,纬度,床位\n甲,122.1,,很多\n".encode())
    faults = read_rows(table, "facilities", recognised(table.headings, "facilities")).faults
    with in_language(st.query_params["tongue"]):
        show_faults("a.csv", faults, len(faults))


@pytest.mark.parametrize(
    ("tongue", "said"),
    [
        ("zh", ("不能采用", "应为不小于 0 的数字，如 1234；不知道的留空", "经度、纬度应都填或都不填")),
        ("en", ("cannot be used", "a number of 0 or more such as 1234; blank if not known", "is blank")),
    ],
)
def test_faults_of_a_file_are_shown_in_the_language_of_the_reader(tongue: str, said: tuple[str, ...]):
    test = AppTest.from_function(faults_app, default_timeout=30)
    test.query_params["tongue"] = tongue
    shown = markup(test.run())
    assert not test.exception
    assert all(text in shown for text in said)
    assert "很多" in shown
    assert ("不能采用" in shown) is (tongue == "zh")
