"""The files of 服务可达: what each says of itself is what it was computed with."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from data.catalog import find_plan_ids, load_plan
from data.finding import Finding
from data.supply_demand.columns import recognised
from data.supply_demand.rows import read_rows
from data.takeaway.results import result_csv_zip, result_workbook
from geo.reach.example import example_inputs
from geo.reach.inequality import gini
from geo.reach.input_files import read_upload
from geo.reach.input_reading import place_rows, systems_of
from pages.accessibility import capacity_view, coverage_view, download
from pages.accessibility.choices import Choices
from pages.accessibility.loading_check import with_part
from pages.accessibility.naming import named_inputs
from pages.accessibility.result_tables import result_file
from pages.accessibility.results import Question, accessibility_of, coverage_of, pockets_of
from pages.shared.labels import in_language
from tests.supply_sets import made_up

WEIHAI = "weihai-2022-2024"
CHOICES = Choices(15, 30.0, 1.3, "age_60_plus", "all", ("elderly_care", "medical", "nursing"))


def app() -> None:
    from pages.accessibility.page import show
    from pages.shared import parameters

    parameters.set_page("accessibility")
    show()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Question]]:
    """Yield the questions that the page offers files of."""
    found: list[Question] = []
    for view in (coverage_view, capacity_view):
        monkeypatch.setattr(view, "show_downloads", lambda question, *_: found.append(question))
    yield found


def open_page(**params: str) -> None:
    test = AppTest.from_function(app, default_timeout=60)
    for name, value in {"plan": WEIHAI, **params}.items():
        test.query_params[name] = value
    assert not test.run().exception


def question(**changes: object) -> Question:
    plan = load_plan(WEIHAI)
    return Question(plan, named_inputs(plan, example_inputs(plan)), replace(CHOICES, **changes))  # type: ignore[arg-type]


def notes_of(asked: Question) -> dict[str, str]:
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(result_file(asked))))
    return dict(book["说明"].iter_rows(values_only=True))


@pytest.mark.parametrize("view", [{}, {"view": "capacity"}])
def test_files_of_the_two_step_method_name_no_decay(asked: list[Question], view: dict[str, str]):
    open_page(**view)
    assert "距离衰减" not in notes_of(asked[0])
    assert "距离衰减" not in json.loads(download.layer_bytes(asked[0], "geojson"))["about"]


def test_a_decay_that_does_not_apply_is_never_named():
    assert "距离衰减" not in notes_of(question(method="2sfca", decay="steps"))


def test_files_of_a_method_with_decay_name_it(asked: list[Question]):
    open_page(view="capacity", method="e2sfca", decay="exponential")
    told = notes_of(asked[0])
    assert told["距离衰减"] == "指数" and "Luo、Qi 2009" in told["方法"]


def test_own_coordinates_leave_with_the_six_decimals_they_came_with():
    inputs = made_up(3, 2)
    lon, lat = np.array([122.123456, 122.000001, 121.5]), np.array([37.123456, 37.000001, 37.4])
    own = replace(
        question(), inputs=replace(inputs, id="f11e000000000001", demand=replace(inputs.demand, lon=lon, lat=lat))
    )
    want = list(zip(lon, lat, strict=True))
    sheet = openpyxl.load_workbook(io.BytesIO(result_workbook(result_file(own))))["人口点"]
    assert [row[-2:] for row in sheet.iter_rows(min_row=2, values_only=True)] == want
    assert {cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row[-2:]} == {"#,##0.000000"}
    (rows,) = csv_rows(own, "people")
    assert [tuple(float(text) for text in row[-2:]) for row in rows[1:4]] == want
    content = json.loads(download.layer_bytes(own, "geojson"))
    points = [f["geometry"]["coordinates"] for f in content["features"] if f["properties"]["layer"] == "demand"]
    assert [tuple(point) for point in points] == want


def csv_rows(asked: Question, *names: str) -> list[list[list[str]]]:
    archive = zipfile.ZipFile(io.BytesIO(result_csv_zip(result_file(asked))))
    files = [file for name in names for file in archive.namelist() if name in file]
    return [list(csv.reader(io.StringIO(archive.read(file).decode("utf-8-sig")))) for file in files]


def sources_of(asked: Question) -> dict[str, str]:
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(result_file(asked))))
    return dict(book["来源"].iter_rows(values_only=True))


def with_own_people(file: str) -> Question:
    made, base = made_up(5, 2), question()
    demand = replace(made.demand, source=file)
    return replace(base, inputs=replace(base.inputs, demand=demand, facilities=made.facilities, id="f11e000000000002"))


def test_files_of_own_data_name_the_file_and_not_the_census():
    own = with_own_people("乡镇台账（villages_gcj.csv）")
    told = sources_of(own)
    assert told["人口"] == "本单位载入：乡镇台账（villages_gcj.csv）" and told["设施"] == "本单位载入：虚构数据"
    (rows,) = csv_rows(own, "people")
    about = json.loads(download.layer_bytes(own, "geojson"))["about"]
    for text in (str(told), str(rows), str(about)):
        assert "villages_gcj.csv" in text and "人口普查" not in text


def test_files_of_the_example_name_the_census_and_say_that_it_is_an_example():
    told = sources_of(question())
    assert told["人口"].startswith("随附示例：") and "人口普查" in told["人口"]
    assert told["数据性质"].startswith("示例、估算（") and "不能当作实际可达" in told["数据性质"]
    assert told["规划"] and told["文本来源"]


def test_a_loaded_file_is_named_beside_the_source_that_was_typed():
    plan = load_plan(WEIHAI)
    table = read_upload("乡镇.csv", "名称,经度,纬度,60岁及以上人口\n甲,122.1,37.2,100\n乙,122.2,37.3,200".encode())
    assert not isinstance(table, Finding)
    placed = place_rows(read_rows(table, "demand", recognised(table.headings, "demand")), plan)
    inputs = with_part(plan, example_inputs(plan), placed, systems_of(placed)[0], " 民政 台账 ")
    assert inputs.demand.source == "民政 台账（乡镇.csv）"
    assert with_part(plan, inputs, placed, systems_of(placed)[0], "").demand.source == "乡镇.csv"


def book_of(asked: Question) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(result_workbook(result_file(asked))))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_sheets_and_columns_say_example_estimate_and_within_how_many_minutes():
    sheets = book_of(question(minutes=20))
    assert all("示例" in name for name in sheets if name not in ("来源", "说明"))
    heads = [str(head) for head in sheets["按区县（示例）"][0]]
    assert "20 分钟内已覆盖（估算）" in heads and "20 分钟内未覆盖（估算）" in heads
    assert "20 分钟内已覆盖（估算）" in sheets["人口点（示例）"][0]
    archive = zipfile.ZipFile(io.BytesIO(result_csv_zip(result_file(question()))))
    assert all("_example" in name for name in archive.namelist())
    (rows,) = csv_rows(question(), "_districts_")
    assert "不能当作实际可达" in str(rows)


def test_files_of_own_data_do_not_say_example():
    own = with_own_people("villages.csv")
    assert not [name for name in book_of(own) if "示例" in name]
    properties = json.loads(download.layer_bytes(own, "geojson"))["features"][-1 - len(own.inputs.facilities)][
        "properties"
    ]
    assert properties["is_example"] is False and properties["is_estimate"] is True
    assert properties["covered_within_min"] == 15


def test_pockets_are_those_of_the_page_and_hold_all_that_is_not_covered():
    asked = replace(question(), inputs=replace(made_up(400, 6), id="f11e000000000004"))
    head, *rows = book_of(asked)["未覆盖聚集区"]
    found, left = pockets_of(asked), coverage_of(asked).total
    assert [row[3] for row in rows] == [pocket.people for pocket in found]
    assert sum(row[3] for row in rows) == pytest.approx(left.people - left.covered)
    assert sum(row[5] for row in rows) == sum(len(pocket.points) for pocket in found)
    assert head[3] == "15 分钟内未覆盖（估算）"


def test_beds_by_district_are_the_means_of_its_people():
    asked = replace(question(), inputs=replace(made_up(400, 6), id="f11e000000000004"))
    _, *rows = book_of(asked)["各区县每千人床位"]
    values, people = accessibility_of(asked).per_1000, asked.people
    whole = sum(float(row[2]) * float(row[3]) for row in rows)
    assert whole == pytest.approx(float((values * people).sum()), rel=1e-3)
    assert sum(row[4] for row in rows) == pytest.approx(float(people[values == 0].sum()))


def test_evenness_holds_gini_theil_its_parts_and_the_lorenz_curve():
    asked = replace(question(), inputs=replace(made_up(400, 6), id="f11e000000000004"))
    sheets = book_of(asked)
    told = {str(row[1]): row[2] for row in sheets["均衡程度"] if row[0] == "全部人口点"}
    values, people = accessibility_of(asked).per_1000, asked.people
    assert told["基尼系数（人口加权）"] == pytest.approx(gini(values, people), abs=1e-6)
    assert told["其中：区间"] + told["其中：区内"] == pytest.approx(told["泰尔指数"], abs=2e-6)
    curve = [tuple(map(float, row)) for row in sheets["洛伦兹曲线点"][1:]]
    assert curve[0] == (0, 0) and curve[-1] == (100, 100) and len(curve) == 401
    area = sum((x1 - x0) * (y1 + y0) / 2 for (x0, y0), (x1, y1) in zip(curve, curve[1:], strict=False))
    assert 1 - 2 * area / 10_000 == pytest.approx(told["基尼系数（人口加权）"], abs=1e-4)


def test_where_nothing_is_known_of_beds_evenness_is_not_told():
    base = question()
    blank = replace(base.inputs.facilities, capacity=np.full(len(base.inputs.facilities), np.nan))
    sheets = book_of(replace(base, inputs=replace(base.inputs, facilities=blank, id="f11e000000000005")))
    told = {str(row[1]): row[2] for row in sheets["均衡程度（示例）"]}
    assert told["基尼系数（人口加权）"] == "无法计算"


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_plan_makes_every_file_in_english(plan_id: str):
    plan = load_plan(plan_id)
    asked = Question(plan, named_inputs(plan, example_inputs(plan)), CHOICES)
    with in_language("en"):
        result = result_file(asked)
        assert all(len(table.sheet) <= 31 for table in result.tables.values())  # Excel refuses longer names
        assert openpyxl.load_workbook(io.BytesIO(result_workbook(result)))
        if len(asked.inputs.demand):
            assert json.loads(download.layer_bytes(asked, "geojson"))["features"]
