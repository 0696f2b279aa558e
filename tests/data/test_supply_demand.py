"""A bureau's tables of people and institutions: columns, cells, rows, template, shelf."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from data.record_import.cell_reading import CellError
from data.record_import.sheet import FileError
from data.supply_demand import shelf
from data.supply_demand.columns import COLUMNS, key_of, recognised
from data.supply_demand.fault_file import fault_file
from data.supply_demand.input_set import InputSet
from data.supply_demand.points import DemandPoints, Facilities
from data.supply_demand.raw_table import read_sheet
from data.supply_demand.rows import read_rows
from data.supply_demand.template import template
from data.supply_demand.values import read_coordinate, read_count, read_place_status


def rows_of(text, kind, encoding="utf-8"):
    table = read_sheet("表.csv", text.encode(encoding))
    return read_rows(table, kind, recognised(table.headings, kind))


def told(rows):
    return [str(fault) for fault in rows.faults]


@pytest.mark.parametrize(
    ("heading", "kind", "key"),
    [
        ("60岁以上", "demand", "age_60_plus"),
        ("６５岁及以上人口（人）", "demand", "age_65_plus"),
        ("80+", "demand", "age_80_plus"),
        ("age_60_plus", "demand", "age_60_plus"),
        ("Longitude", "facilities", "lon"),
        ("Y", "facilities", "lat"),
        ("床位数（张）", "facilities", "capacity"),
        ("beds", "facilities", "capacity"),
        ("所属区县", "facilities", "district"),
        ("60岁以上占比", "demand", ""),
        ("联系电话", "facilities", ""),
    ],
)
def test_headings_are_recognised_in_chinese_and_english(heading, kind, key):
    assert key_of(heading, kind) == key


@pytest.mark.parametrize("kind", COLUMNS)
def test_the_headings_of_the_template_are_recognised(kind, example_plan):
    sheet = load_workbook(io.BytesIO(template(example_plan, kind))).worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert list(recognised(headings, kind)) == [column.key for column in COLUMNS[kind]]


def test_a_template_of_people_has_the_districts_and_no_figures(example_plan):
    sheet = load_workbook(io.BytesIO(template(example_plan, "demand"))).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == [district.name for district in example_plan.districts]
    assert {value for row in rows for value in row[3:9]} == {None}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_table_is_read_in_the_encodings_that_excel_writes(encoding):
    rows = rows_of("名称,经度,纬度,床位\n甲院,122.1,37.5,120\n乙院,122.2,37.4,\n", "facilities", encoding)
    assert rows.names == ("甲院", "乙院")
    assert rows.numbers.tolist() == [[122.1, 37.5], [122.2, 37.4]]
    assert rows.figures["capacity"][0] == 120
    assert np.isnan(rows.figures["capacity"][1])


def test_headings_below_a_title_are_found_and_lines_are_those_of_the_file():
    rows = rows_of("某市2023年养老机构,,,\n,,,\n机构名称,X,Y,床位\n甲院,122.1,37.5,很多\n", "facilities")
    assert told(rows) == ["表.csv 第4行 床位“很多”不能采用（应为不小于 0 的数字，如 1234；不知道的留空）"]


def test_every_fault_is_told_in_the_order_of_the_rows():
    text = "编号,名称,经度,纬度,60岁以上,65岁以上\n1,甲,122.1,37.5,100,200\n1,乙,abc,37.5,-5,\n3,丙,122.1,37.4,9,3\n"
    rows = rows_of(text, "demand")
    assert [(fault.row, fault.column) for fault in rows.faults] == [
        (2, "65岁以上"), (3, "编号"), (3, "经度"), (3, "60岁以上")
    ]  # fmt: skip
    assert rows.fault_count == 4
    assert rows.has_faulty_position.tolist() == [False, True, False]


def test_a_missing_column_does_not_hide_what_is_wrong_in_the_others():
    rows = rows_of("经度,床位,状态\n122.1,很多,现有\n122.2,5,也许\n", "facilities")
    assert [(fault.row, fault.column) for fault in rows.faults] == [
        (None, ""), (None, "纬度（或 Y）"), (2, "床位"), (3, "状态")
    ]  # fmt: skip


def test_a_formula_without_a_result_is_told_once():
    book = Workbook()
    book.active.append(["名称", "床位"])
    book.active.append(["=A9", 3])
    target = io.BytesIO()
    book.save(target)
    table = read_sheet("a.xlsx", target.getvalue())
    rows = read_rows(table, "facilities", recognised(table.headings, "facilities"))
    assert [(fault.row, fault.column, fault.rule) for fault in rows.faults] == [(2, "A", "formula")]


def test_faults_beyond_what_is_kept_are_counted(monkeypatch):
    monkeypatch.setattr("data.supply_demand.rows.MOST_FAULTS", 3)
    rows = rows_of("名称,经度,纬度,床位\n" + "甲,x,37,y\n" * 5, "facilities")
    assert (len(rows.faults), rows.fault_count) == (3, 10)


def test_the_list_of_faults_holds_no_formula_and_says_how_many_are_missing():
    rows = rows_of("名称,床位\n甲,=1+1\n", "facilities")
    text = fault_file("表.csv", rows.faults, 9).decode("utf-8-sig")
    assert "2,床位,'=1+1,不能采用,应为不小于 0 的数字" in text
    assert "另有,8 处未列出" in text


def test_a_position_with_one_number_is_a_fault():
    assert told(rows_of("名称,经度,纬度\n甲,122.1,\n", "facilities")) == [
        "表.csv 第2行 纬度“”是空的（经度、纬度应都填或都不填）"
    ]


def test_a_table_without_people_is_no_table_of_people():
    assert "应有 总人口、60岁及以上" in told(rows_of("名称,经度,纬度\n甲,122.1,37.5\n", "demand"))[0]


def test_hostile_names_stay_text():
    rows = rows_of('名称,经度,纬度\n"<script>alert(1)</script>",122.1,37.5\n', "facilities")
    assert rows.names == ("<script>alert(1)</script>",)


def test_an_excel_file_is_read_from_the_sheet_with_known_headings():
    book = Workbook()
    book.active.append(["说明", "见下一页"])
    sheet = book.create_sheet("机构")
    sheet.append(["机构名称", "经度", "纬度", "床位", "状态"])
    sheet.append(["甲院", 122.1, 37.5, 120, "规划"])
    target = io.BytesIO()
    book.save(target)
    table = read_sheet("a.xlsx", target.getvalue())
    rows = read_rows(table, "facilities", recognised(table.headings, "facilities"))
    assert (rows.names, rows.statuses, rows.figures["capacity"].tolist()) == (("甲院",), ("planned",), [120.0])


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", b"one column\n1\n", "名称,床位\n".encode()]
)
def test_what_is_no_table_is_refused_with_a_sentence(content):
    with pytest.raises(FileError, match=r"[\u4e00-\u9fff]{3}"):
        read_sheet("x.csv", content)


@given(st.floats(0, 180), st.integers(0, 59), st.integers(0, 59))
def test_degrees_minutes_and_seconds_are_degrees(degrees, minutes, seconds):
    text = f"{int(degrees)}°{minutes}′{seconds}″"
    assert read_coordinate(text) == pytest.approx(int(degrees) + minutes / 60 + seconds / 3600)


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_a_told_fault(text):
    for read in (read_count, read_coordinate):
        try:
            assert isinstance(read(text), float)
        except CellError as error:
            assert "应为" in str(error)


def test_an_unknown_status_is_refused():
    with pytest.raises(CellError):
        read_place_status("也许")


def an_input_set():
    demand = DemandPoints(
        ("a",),
        ("甲 <b>",),
        np.array([122.1]),
        np.array([37.5]),
        {"age_60_plus": np.array([np.nan])},
        ("371002",),
        ("town",),
    )
    place = Facilities(
        ("k",),
        ("院",),
        np.array([122.1]),
        np.array([37.5]),
        np.array([np.nan]),
        ("",),
        ("",),
        ("exact",),
        ("planned",),
        (None,),
    )
    return InputSet(demand, place, place, notes=("按 WGS-84",), plan_id="x-2022")


def test_a_set_comes_back_from_the_shelf_as_it_was(tmp_path, monkeypatch):
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path))
    inputs = an_input_set()
    set_id = shelf.put(inputs)
    back = shelf.get(set_id)
    assert (back.id, back.notes, back.plan_id, back.demand.names) == (set_id, inputs.notes, "x-2022", ("甲 <b>",))
    assert np.isnan(back.demand.people["age_60_plus"][0])
    assert back.facilities.years == (None,)
    assert shelf.put(back) == set_id


def test_the_id_is_the_content(tmp_path, monkeypatch):
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path))
    inputs = an_input_set()
    moved = replace(inputs, demand=replace(inputs.demand, lon=np.array([122.2])))
    assert len({shelf.put(inputs), shelf.put(replace(inputs)), shelf.put(moved)}) == 2


@pytest.mark.parametrize("set_id", ["", "../../etc/passwd", "0" * 15, "0" * 16, "g" * 16])
def test_an_id_that_is_none_finds_nothing(set_id, tmp_path, monkeypatch):
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path))
    assert shelf.get(set_id) is None


def test_a_damaged_set_is_not_used(tmp_path, monkeypatch):
    monkeypatch.setenv("CARE_PLAN_ATLAS_RECORDS", str(tmp_path))
    one, other = an_input_set(), replace(an_input_set(), plan_id="y-2022")
    ids = shelf.put(one), shelf.put(other)
    files = [tmp_path / "inputs" / f"{set_id}.npz" for set_id in ids]
    files[0].write_bytes(files[1].read_bytes())
    files[1].write_bytes(b"nothing")
    assert [shelf.get(set_id) for set_id in ids] == [None, None]
