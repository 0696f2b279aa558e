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

from data.catalog import load_plan
from data.finding import Finding
from data.supply_demand.columns import recognised
from data.supply_demand.rows import read_rows
from data.takeaway.results import result_csv_zip, result_workbook
from geo.reach.example import example_inputs
from geo.reach.input_files import read_upload
from geo.reach.input_reading import place_rows, systems_of
from pages.accessibility import capacity_view, coverage_view, download
from pages.accessibility.choices import Choices
from pages.accessibility.loading_check import with_part
from pages.accessibility.result_tables import result_file
from pages.accessibility.results import Question
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
    return Question(plan, example_inputs(plan), replace(CHOICES, **changes))  # type: ignore[arg-type]


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
    own = replace(question(), inputs=replace(inputs, id="6" * 16, demand=replace(inputs.demand, lon=lon, lat=lat)))
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
    return replace(base, inputs=replace(base.inputs, demand=demand, facilities=made.facilities, id="7" * 16))


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
