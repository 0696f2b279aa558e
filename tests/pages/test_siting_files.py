"""选址 as files: sites, projects, people and totals as the page shows them; layers and maps that say what they are."""

from __future__ import annotations

import io
import json
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pyogrio
import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import load_plan
from data.siting_scenario import PlannedProjects, Scenario
from data.takeaway.results import result_csv_zip, result_workbook
from geo.reach.example import example_inputs
from geo.siting.exact import check
from pages.accessibility import siting, siting_download
from pages.accessibility.choices import Choices
from pages.accessibility.naming import how_many, named_inputs
from pages.accessibility.results import Question
from pages.accessibility.siting_answer import Answered, answered
from pages.accessibility.siting_cards import gap_told
from pages.accessibility.siting_choices import SitingChoices
from pages.accessibility.siting_files import printed_map, siting_file, siting_layers
from pages.accessibility.siting_results import Asked, problem_of
from pages.accessibility.siting_shelf import scenario_of
from pages.shared import queries
from pages.shared.labels import in_language
from pages.shared.labels import people as people_words
from tests.supply_sets import made_up

WEIHAI = "weihai-2022-2024"
CHOICES = Choices(15, 30.0, 1.3, "age_60_plus", "scenario", ("elderly_care", "medical", "nursing"))
Rows = list[tuple[object, ...]]


def asked_of(*, beds: float = 0.0, planned: str = "all", **changes: object) -> Asked:
    plan = load_plan(WEIHAI)
    choices = SitingChoices("max_coverage", 3, (), PlannedProjects(planned), 80.0, beds)  # type: ignore[arg-type]
    return Asked(Question(plan, named_inputs(plan, example_inputs(plan)), CHOICES), replace(choices, **changes))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def found() -> Answered:
    return answered(asked_of(beds=30.0))


@pytest.fixture(scope="module")
def sheets(found: Answered) -> dict[str, Rows]:
    return sheets_of(found, [scenario_of(found.asked, "现在")])


def sheets_of(found: Answered, scenarios: list[Scenario]) -> dict[str, Rows]:
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(siting_file(found, scenarios))))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def column(rows: Rows, name: str) -> list[object]:
    (at,) = [k for k, head in enumerate(rows[0]) if name in str(head)]
    return [row[at] for row in rows[1:]]


def test_the_workbook_holds_all_that_the_view_shows(sheets):
    names = ("前后对比", "新增点", "规划项目", "人口点", "设施", "情景比较")
    assert list(sheets) == ["来源", *(f"{name}（示例）" for name in names), "说明"]


STATES = ("现有设施（名单未载入）", "规划项目（未计现有设施）", "规划项目与新增点（未计现有设施）")


def test_before_and_after_are_those_of_the_answer(found, sheets):
    rows = sheets["前后对比（示例）"]
    known = list(found.states().values())[1:]
    assert column(rows, "状态") == list(STATES)
    assert column(rows, "15 分钟内已覆盖（未计现有设施，估算）") == ["未知", *(round(reach.covered) for reach in known)]
    missing = [max(0, round(0.8 * reach.people - reach.covered)) for reach in known]
    assert column(rows, "距目标 80% 还差")[1:] == pytest.approx(missing, abs=1)


def test_the_new_sites_stand_in_order_and_what_they_add_adds_up(found, sheets):
    rows = sheets["新增点（示例）"]
    candidates = found.asked.question.inputs.candidates
    assert column(rows, "编号") == [candidates.ids[at] for at in found.chosen]
    gained = column(rows, "多覆盖的人")
    assert sum(gained) == pytest.approx(found.answer.after.covered - found.answer.before.covered, abs=2)
    assert column(rows, "已覆盖")[-1] == pytest.approx(found.answer.after.covered, abs=1)
    assert column(rows, "lon") == [round(float(candidates.lon[at]), 6) for at in found.chosen]


def test_planned_projects_say_whether_they_count(found, sheets):
    rows = sheets["规划项目（示例）"]
    told = dict(zip(column(rows, "编号"), column(rows, "计入"), strict=True))
    counts = dict(zip(found.asked.question.inputs.facilities.ids, found.sites.counts, strict=True))
    assert {one for one, text in told.items() if text == "是"} == {one for one, flag in counts.items() if flag}
    assert told["k18"] == "类型不计"  # hospital beds


def test_each_point_of_people_tells_before_and_after(found, sheets):
    rows = sheets["人口点（示例）"]
    assert set(column(rows, f"{STATES[0]}：由谁覆盖")) == {"未知"}
    for name, reach in zip(STATES[1:], list(found.states().values())[1:], strict=True):
        assert sum(column(rows, f"{name}：15 分钟内有床位的人")) == pytest.approx(reach.covered, abs=4)
        minutes = [way if isinstance(way, float | int) else np.inf for way in column(rows, f"{name}：到最近设施")]
        assert minutes == pytest.approx(reach.nearest.tolist(), abs=0.06)
        assert len(column(rows, f"{name}：由谁覆盖")) == len(reach.served)


def test_the_notes_tell_the_question_and_the_gap(found, sheets):
    told = {str(row[0]): str(row[1]) for row in sheets["说明"]}
    assert told["模型"].startswith("最大覆盖") and told["每千人需床位"] == "30 张"
    assert told["与最优的差距"] == gap_told(found.asked, found.answer, None)
    counted = how_many(found.asked.question.inputs.facilities, found.sites.counts)
    assert told["计入的规划项目"] == f"全部 · 计入 {counted}/9 个 · 全部建成后"
    sources = {str(row[0]): str(row[1]) for row in sheets["来源"]}
    assert "GeoNames" in sources["备选点"] and "不能当作实际可达" in sources["数据性质"]


def test_an_exact_check_is_told_with_its_engine(found):
    checked = check(problem_of(found.asked), found.answer, 5.0)
    exact = Answered(found.asked, checked.answer, checked)
    told = {str(row[0]): str(row[1]) for row in sheets_of(exact, [scenario_of(found.asked, "现在")])["说明"]}
    assert checked.engine in told["与最优的差距"]


def test_scenarios_are_compared_side_by_side_as_text(found):
    other = replace(scenario_of(found.asked, "=1+1"), new_sites=1, beds_per_1000=0.0)
    rows = sheets_of(found, [scenario_of(found.asked, "现在"), other])["情景比较（示例）"]
    assert rows[0] == ("情景", "现在", "=1+1")
    before = next(row for row in rows if row[0] == "新增前覆盖")
    assert before[1].startswith(people_words(found.answer.before.covered)) and before[2] != before[1]


def test_without_planned_projects_there_are_two_states():
    found = answered(asked_of(planned="none"))
    rows = sheets_of(found, [scenario_of(found.asked, "现在")])["前后对比（示例）"]
    assert column(rows, "状态") == ["现有设施（名单未载入）", "新增点（未计现有设施）"]
    assert not [head for head in rows[0] if "没有床位" in str(head)]


def test_own_data_bears_no_mark_of_an_example():
    plan, inputs = load_plan(WEIHAI), made_up(40, 4)
    sites = replace(inputs.facilities, lon=inputs.demand.lon[:4], lat=inputs.demand.lat[:4])
    own = replace(inputs, candidates=sites, id="f11e000000000003")
    choices = SitingChoices("p_median", 2, (), PlannedProjects(), 80.0, 0.0)
    found = answered(Asked(Question(plan, own, CHOICES), choices))
    sheets = sheets_of(found, [scenario_of(found.asked, "现在")])
    assert not [name for name in sheets if "示例" in name]
    assert column(sheets["前后对比"], "状态") == ["现有设施", "加新增点"]
    assert all(isinstance(value, int) for value in column(sheets["前后对比"], "15 分钟内已覆盖（估算）"))
    served_by = column(sheets["人口点"], "新增点：由谁覆盖")
    assert "新增点" in served_by and "规划项目" not in served_by  # none is planned
    assert {state for state in layer_of(found, "served_by_new")} <= {"existing", "new", "beyond"}
    assert "人口普查" not in str(sheets) and len(column(sheets["新增点"], "编号")) == 2


def test_own_people_beside_example_candidates_say_so_in_every_sheet():
    plan, inputs = load_plan(WEIHAI), made_up(40, 4)
    mixed = replace(inputs, candidates=example_inputs(plan).candidates, id="f11e000000000008")
    choices = SitingChoices("max_coverage", 2, (), PlannedProjects(), 80.0, 0.0)
    found = answered(Asked(Question(plan, mixed, CHOICES), choices))
    sheets = sheets_of(found, [scenario_of(found.asked, "现在")])
    assert all("示例" in name for name in sheets if name not in ("来源", "说明"))
    sources = {str(row[0]): str(row[1]) for row in sheets["来源"]}
    assert sources["备选点"].startswith("随附示例：") and sources["人口"] == "本单位载入：虚构数据"
    assert "备选点为示例" in sources["数据性质"]


def layer_of(found: Answered, name: str) -> list[object]:
    content = json.loads(siting_layers(found, [scenario_of(found.asked, "现在")], "geojson"))
    return [f["properties"][name] for f in content["features"] if f["properties"]["layer"] == "demand"]


@pytest.mark.parametrize("model", ["p_centre", "set_covering"])
def test_every_model_makes_every_file(model):
    found = answered(asked_of(model=model))
    scenarios = [scenario_of(found.asked, "now")]
    with in_language("en"):
        result = siting_file(found, scenarios)
        assert result_csv_zip(result).startswith(b"PK") and "Before and after (Example)" in str(result.tables)
        assert json.loads(siting_layers(found, scenarios, "geojson"))["features"]


def test_layers_hold_people_before_and_after_facilities_and_sites(found):
    content = siting_layers(found, [scenario_of(found.asked, "现在")], "gpkg")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "siting.gpkg"
        path.write_bytes(content)
        people = pyogrio.read_dataframe(path, layer="demand")
        sites = pyogrio.read_dataframe(path, layer="candidates")
        facilities = pyogrio.read_dataframe(path, layer="facilities")
    assert people["served_new"].sum() == pytest.approx(found.answer.after.covered, abs=1)
    assert "served_by_existing" not in people  # nothing is known of what exists
    assert sites[sites["chosen"]].sort_values("rank")["id"].tolist() == [
        found.asked.question.inputs.candidates.ids[at] for at in found.chosen
    ]
    assert facilities["counts"].sum() == found.sites.counts.sum()
    assert people.crs.to_epsg() == 4490


def test_the_printed_maps_name_their_state_and_what_it_rests_on(found):
    url = queries.map_of(WEIHAI).url
    told = {stage: text_of(printed_map(found, stage, url, "svg")) for stage in ("existing", "new")}
    after = f"覆盖{people_words(found.answer.after.covered)}人"
    assert f"15分钟服务覆盖图：{STATES[2]}" in told["new"] and "".join(after.split()) in told["new"]
    assert "与最优的差距：" in told["new"] and "不能当作实际可达" in told["new"]
    assert f"15分钟服务覆盖图：{STATES[0]}" in told["existing"] and "覆盖未知" in told["existing"]
    assert "与最优的差距：" not in told["existing"] and "入选" not in told["existing"]


def text_of(svg: bytes) -> str:
    found = ["".join(node.itertext()) for node in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    return "".join("".join(found).split())


def app() -> None:
    from pages.accessibility.page import show
    from pages.shared import parameters

    parameters.set_page("accessibility")
    show()


@pytest.mark.parametrize(("stage", "maps"), [("", ["existing", "new"]), ("planned", ["planned"])])
def test_the_view_offers_every_file_and_the_maps_that_are_shown(monkeypatch, stage: str, maps: list[str]):
    offered: list[tuple[str, bytes]] = []
    printed: list[str] = []
    monkeypatch.setattr(siting_download, "file_button", lambda question, kind, make, *_: offered.append((kind, make())))
    monkeypatch.setattr(siting_download, "printed_map", lambda found, name, *_: printed.append(name) or b"")
    test = AppTest.from_function(app, default_timeout=60)
    for name, value in {"plan": WEIHAI, "view": "siting", "stage": stage, "planned": "all"}.items():
        if value:
            test.query_params[name] = value
    assert not test.run().exception
    assert [kind for kind, _ in offered] == [
        "xlsx",
        "csv",
        "geojson",
        "gpkg",
        *(k for k in ("pdf", "png", "svg") for _ in maps),
    ]
    assert all(content for kind, content in offered[:4])
    assert printed == maps * 3
    assert siting.show_siting_downloads is siting_download.show_siting_downloads
