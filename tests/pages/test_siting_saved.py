"""A saved scenario keeps all that its figures depend on: by link the same ones, or it says what is other."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import load_plan
from data.record import Author, Change, Subject
from data.siting_scenario import Scenario, ScenarioTravel, read_scenario, write_scenario
from data.store import Store, open_store
from data.supply_demand import shelf
from pages.accessibility.loading_roads import adopt_roads
from pages.shared import records
from tests.pages.test_accessibility_roads import HOME, HOUSE, detour_road, one_home_one_house
from tests.pages.test_siting_page import PLAN, open_page, shown
from tests.supply_sets import made_up


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path / "records"))
    records.ask_again()
    return open_store()


@pytest.fixture
def set_id(tmp_path: Path, store: Store) -> str:
    """A house, a home 0.9 km from it (3.1 km along the road), candidates at both; with the road."""
    inputs = one_home_one_house()
    lon, lat = np.array([HOME[0], HOUSE[0]]), np.array([HOME[1], HOUSE[1]])
    sites = replace(
        made_up(1, 2).facilities,
        ids=("c0", "c1"),
        names=("甲地", "乙地"),
        lon=lon,
        lat=lat,
        capacity=np.full(2, np.nan),
    )
    adopted: list[str] = []

    def adopt(changed, _message):
        adopted.append(shelf.put(changed))
        return ""

    content = detour_road(tmp_path / "roads.osm.pbf")
    assert adopt_roads(load_plan(PLAN), replace(inputs, candidates=sites), "roads.osm.pbf", content, adopt) == ""
    return adopted[0]


def figures(page: AppTest) -> list[str]:
    """All figures of the card: tiles, the table of the states, the sentence on the gap."""
    body = next(e.proto.body for e in page.get("html") if "siting-states" in e.proto.body)
    return re.findall(r"[\d.,]+", re.sub(r"<p class=.hint.*", "", re.sub(r"<h3.*?</h3>", "", body)))


def saved_by(page: AppTest, store: Store, name: str) -> tuple[str, Scenario]:
    page.text_input(key="siting_scenario_name_").set_value(name).run()
    page.button(key="siting_scenario_save_as").click().run()
    assert not page.exception
    records.ask_again()
    found = {s.subject_id: read_scenario(e.value) for s, e in store.present(PLAN, "scenario").items()}
    return next((one, it) for one, it in found.items() if it.name == name)


def put(store: Store, name: str, text: str) -> None:
    store.record([Change(Subject(PLAN, "scenario", name, "definition"), text)], Author("王工"))
    records.ask_again()


def test_a_scenario_along_roads_gives_the_same_figures_when_it_is_opened_by_link(set_id: str, store: Store):
    walking = open_page(**{"in": set_id, "mode": "walking", "minutes": "10", "new": "0"})
    driving = open_page(**{"in": set_id, "mode": "driving", "minutes": "10", "new": "0"})
    assert figures(walking) != figures(driving)
    identity, saved = saved_by(driving, store, "驾车")
    assert saved.travel == ScenarioTravel("driving", shelf.get(set_id).roads)
    opened = open_page(open_scenario=identity)
    assert opened.query_params["mode"] == "driving" and opened.query_params["in"] == set_id
    assert figures(opened) == figures(driving)
    assert "不同" not in shown(opened)


@pytest.mark.parametrize(
    "choices",
    [
        {"kinds": "hospital", "planned": "all", "target": "80", "speed": "20", "detour": "1.7", "minutes": "20"},
        {"model": "p_median", "new": "2", "need": "30", "planned": "all", "group": "age_80_plus"},
    ],
)
def test_a_scenario_in_straight_lines_gives_the_same_figures_when_it_is_opened_by_link(store: Store, choices):
    first = open_page(**choices)
    identity, saved = saved_by(first, store, "直线")
    assert saved.travel == ScenarioTravel() and saved.kinds is not None and saved.target_pct is not None
    opened = open_page(open_scenario=identity)
    assert figures(opened) == figures(first) != figures(open_page())
    assert "不同" not in shown(opened)


def test_an_older_scenario_opens_and_says_what_it_did_not_keep(set_id: str, store: Store):
    older = Scenario("旧的", new_sites=0, minutes=10, inputs_id=set_id)
    put(store, "old", write_scenario(older))
    text = shown(open_page(open_scenario="old"))
    assert "旧情景没有记下沿路网怎样走：按步行计" in text
    put(store, "plain", write_scenario(Scenario("旧的直线")))
    text = shown(open_page(open_scenario="plain", sites="compare", compare="plain"))
    assert "按直线估算，与保存时一样" in text and "旧情景没有记下计入的床位类型" in text
    assert "按当时的默认计" in text


def test_choices_that_were_changed_after_opening_are_named(store: Store):
    put(store, "three", write_scenario(Scenario("三处", new_sites=3, travel=ScenarioTravel(), target_pct=100.0)))
    text = shown(open_page(scenario="three", new="2", minutes="20"))
    assert "与保存的情景“三处”不同：时间、新增处数。" in text


def test_a_scenario_whose_data_is_gone_says_so_and_is_not_passed_for_the_example(store: Store):
    put(store, "gone", write_scenario(Scenario("别处的", inputs_id="0" * 16, travel=ScenarioTravel())))
    assert "与保存的情景“别处的”不同：数据。" in shown(open_page(open_scenario="gone"))


def test_the_sites_of_a_saved_scenario_stay_where_nothing_better_is_found(store: Store):
    best = open_page(model="max_coverage", new="1", minutes="15")
    _, saved = saved_by(best, store, "一处")
    other = replace(saved, name="同样好", is_checked=True)
    put(store, "same", write_scenario(other))
    text = shown(open_page(open_scenario="same"))
    assert "保存时已精确核对" in text and "入选点与保存时不同" not in text
    worse = "371083" if saved.chosen != ("371083",) else "371082"
    put(store, "worse", write_scenario(replace(saved, name="较差", chosen=(worse,))))
    assert "入选点与保存时不同" in shown(open_page(open_scenario="worse"))


def test_a_long_list_of_candidates_is_not_cut_in_the_address():
    page = open_page()
    box = next(one for one in page.multiselect if one.label == "备选点")
    box.set_value(box.options[:45]).run()
    linked = open_page(cands=page.query_params["cands"])
    assert page.query_params["cands"].count(",") == 44
    assert len(next(one for one in linked.multiselect if one.label == "备选点").value) == 45


def test_a_link_that_names_a_scenario_and_no_choice_means_its_choices(store: Store):
    put(store, "two", write_scenario(Scenario("两处", new_sites=2, minutes=25, travel=ScenarioTravel())))
    opened = open_page(scenario="two")
    assert opened.query_params["new"] == "2" and opened.query_params["minutes"] == "25"
    assert "与保存的情景" not in shown(opened)


def test_what_another_saved_since_is_not_overwritten_unseen(store: Store):
    put(store, "two", write_scenario(Scenario("两处", new_sites=2, travel=ScenarioTravel())))
    page = open_page(scenario="two")
    first = next(iter(store.present(PLAN, "scenario").values()))
    change = Change(first.subject, write_scenario(Scenario("两处改", new_sites=1)), first.entry_id)
    theirs = store.record([change], Author("李工"))[0]
    records.ask_again()
    page.run()
    page.button(key="siting_scenario_save").click().run()
    assert "李工 刚刚改了这个情景，没有保存" in " ".join(error.value for error in page.error)
    assert next(iter(store.present(PLAN, "scenario").values())).entry_id == theirs.entry_id


def test_a_comparison_tells_the_beds_and_types_that_differ(store: Store):
    put(store, "beds", write_scenario(Scenario("按床位", beds_per_1000=40.0, kinds=("nursing",))))
    text = shown(open_page(sites="compare", compare="beds"))
    rows = re.search(r"<tr><th>每千人需床位</th>(.*?)</tr>", text), re.search(r"<tr><th>床位类型</th>(.*?)</tr>", text)
    assert [re.findall("<td>(.*?)</td>", row[1])[1] for row in rows if row] == ["40 张", "护理型床位"]
    assert rows[0] and re.findall("<td>(.*?)</td>", rows[0][1])[0] == "不计床位"
