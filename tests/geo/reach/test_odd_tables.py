"""Tables as bureaus really have them: read as meant, or told so that a clerk knows what to change."""

from __future__ import annotations

import datetime
import io

import numpy as np
import pytest
from openpyxl import Workbook

from data.catalog import load_plan
from data.record_import.sheet import FileError
from data.supply_demand.columns import recognised
from data.supply_demand.rows import read_rows
from data.supply_demand.values import read_coordinate
from data.words import in_english
from geo.reach.input_files import read_input_file
from geo.reach.input_reading import degrees_of, place_rows, systems_of

ROWS = (("甲院", 122.10, 37.40, 5), ("乙院", 122.42, 37.16, 6))


@pytest.fixture(scope="module")
def weihai():
    return load_plan("weihai-2022-2024")


@pytest.fixture
def placed(weihai):
    def place(content, kind="facilities", name="表.csv"):
        table = read_input_file(name, content if isinstance(content, bytes) else content.encode())
        return place_rows(read_rows(table, kind, recognised(table.headings, kind)), weihai)

    return place


def told(found):
    return [str(fault) for fault in found.faults]


def book(rows, merged=()):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    for cells in merged:
        made.active.merge_cells(cells)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def assert_both_rows(found):
    assert told(found) == []
    assert found.rows.names == ("甲院", "乙院")
    degrees = degrees_of(found, systems_of(found)[0])
    assert degrees == pytest.approx(np.array([row[1:3] for row in ROWS]), abs=1e-9)
    assert found.rows.figures["capacity"].tolist() == [5, 6]


# kinds of file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|", "，"])
def test_a_table_of_text_is_read_in_any_usual_encoding_and_with_any_usual_sign_between(placed, encoding, sign):
    lines = [("名称", "经度", "纬度", "床位"), *ROWS]
    text = "".join(sign.join(map(str, line)) + "\r\n" for line in lines)
    assert_both_rows(placed(text.encode(encoding)))


def test_chinese_commas_in_a_sentence_part_no_columns(placed):
    found = placed("名称,经度,纬度,床位,备注\n甲院,122.1,37.4,5,老，旧，小，远，偏，需改造\n乙院,122.42,37.16,6,\n")
    assert_both_rows(found)


def test_a_table_in_big5_is_refused_rather_than_read_as_other_signs(placed):
    with pytest.raises(FileError, match=r"另存为 \.xlsx"):
        placed("名稱,經度,緯度,床位\n甲院,122.1,37.4,5\n".encode("big5"))


# shapes of table


def test_a_heading_in_row_3_below_a_title_is_found(placed):
    assert_both_rows(
        placed("威海市民政局,\n填表人：张三,日期：2022\n名称,经度,纬度,床位\n甲院,122.1,37.4,5\n乙院,122.42,37.16,6\n")
    )


def test_headings_over_two_rows_with_merged_cells_are_put_together(placed):
    content = book(
        [["机构一览表"], ["名称", "坐标", None, "床位"], [None, "经度", "纬度", None], *ROWS],
        merged=("A1:D1", "A2:A3", "B2:C2", "D2:D3"),
    )
    assert_both_rows(placed(content, name="表.xlsx"))


def test_columns_that_hold_nothing_are_none(placed):
    found = placed(book([["名称", "经度", "纬度", "床位", None, None], *ROWS]), name="表.xlsx")
    assert found.rows.table.headings == ("名称", "经度", "纬度", "床位")
    unnamed = placed(book([["名称", "经度", "纬度", "床位", None], (*ROWS[0], "x"), ROWS[1]]), name="表.xlsx")
    assert unnamed.rows.table.headings == ("名称", "经度", "纬度", "床位", "")


def test_empty_rows_are_passed_over_and_rows_keep_the_numbers_that_excel_shows(placed):
    found = placed("名称,经度,纬度,床位\n\n甲院,122.1,37.4,5\n,,,\n\n乙院,122.42,37.16,6\n,,,\n")
    assert_both_rows(found)
    assert found.rows.table.lines == (3, 6)


def test_totals_and_remarks_are_told_as_such_and_nothing_else_of_them(placed):
    content = book([
        ["序号", "名称", "经度", "纬度", "床位"], [1, *ROWS[0]], ["小计", None, None, None, 5], [2, *ROWS[1]],
        [None, "全市合计", None, None, 11], ["注：数据截至2021年底"],
    ])  # fmt: skip
    found = placed(content, name="表.xlsx")
    assert told(found) == [
        f"表.xlsx 第{line}行 “{text}”像是合计或说明，不是一个点（请删去这一行）"
        for line, text in ((3, "小计"), (5, "全市合计"), (6, "注：数据截至2021年底"))
    ]


@pytest.mark.parametrize("name", ["合计乡", "共计桥", "备注村", "说明书社区", "小计：村委"])
def test_a_place_whose_name_begins_like_a_total_is_a_place(placed, name):
    assert told(placed(f"名称,经度,纬度\n{name},122.1,37.4\n乙,122.2,37.3\n")) == []


def test_a_table_of_nothing_but_totals_is_told(placed):
    assert told(placed("名称,经度,纬度\n合计,,\n")) == ["表.csv 第2行 “合计”像是合计或说明，不是一个点（请删去这一行）"]


@pytest.mark.parametrize("heading", ["坐标", "经纬度", "坐标（经度，纬度）", "lnglat", "位置坐标"])
@pytest.mark.parametrize("cells", ['"122.1,37.4"', "122.1 37.4", '"122.1，37.4"', "122.1、37.4", '"(122.1, 37.4)"'])
def test_two_numbers_in_one_cell_are_a_position(placed, heading, cells):
    found = placed(f'名称,"{heading}",床位\n甲院,{cells},5\n乙院,"122.42, 37.16",6\n')
    assert_both_rows(found)


def test_a_cell_of_one_number_in_a_column_of_positions_is_told_whole(placed):
    found = placed('名称,坐标\n甲,"122.1,37.4"\n乙,东边\n丙,122.3\n')
    assert told(found)[:2] == [
        f"表.csv 第3行 {name}“东边”不能采用（应为数字，如 122.123456、122°07′24″ 或以米计的 4150123.4）"
        for name in ("经度", "纬度")
    ]
    assert {fault.row for fault in found.faults} == {3, 4}


# numbers


@pytest.mark.parametrize(
    "text",
    ["122°06′15″", "E122°06′15″", "122°6'15\"E", "东经122度6分15秒", "122:06:15", "122-06-15", "122 06 15",
     "122º06´15¨", "122˚06ʹ15ʺ", "122°06.25′", "122°06′15", "122.1041666666667", "'122.1041666666667",
     "122.1041666666667°E", "\u200b122.1041666666667\u00a0", "１２２．１０４１６６６６６６６６７"],
)  # fmt: skip
def test_degrees_are_read_as_people_write_them(text):
    assert read_coordinate(text) == pytest.approx(122 + 6 / 60 + 15 / 3600, abs=1e-9)


@pytest.mark.parametrize("text", ["4 150 000.5", "4,150,000.5", "4150000.5", "4，150，000.5"])
def test_metres_are_read_with_thousands(text):
    assert read_coordinate(text) == 4150000.5


@pytest.mark.parametrize("text", ["122,1", "122,123", "448,481", "37，4", "122,1,5"])
def test_a_comma_that_may_be_a_point_is_refused_in_words_that_name_it(placed, text):
    found = placed(f"名称;经度;纬度\n甲;{text};37.4\n")
    assert told(found) == [
        f"表.csv 第2行 经度“{text}”不能采用（小数点应为“.”，不用逗号，如 122.123456；米数的千分位请去掉）"
    ]


@pytest.mark.parametrize("text", ["122°75′", "122:61:00", "122 06 75", "W122.1", "-122°06′15″", "122 06", "2022-06-15"])
def test_what_is_no_degree_is_refused(placed, text):
    (fault,) = placed(f"名称,经度,纬度\n甲,{text},37.4\n").faults
    assert fault.value == text


def test_a_year_is_that_of_a_day(placed):
    day = datetime.datetime(2019, 5, 1)
    rows = [["名称", "经度", "纬度", "建成年份"], ["甲", 122.1, 37.4, day], ["乙", 122.2, 37.3, "2020年6月"]]
    found = placed(book(rows), name="表.xlsx")
    assert told(found) == []
    assert found.rows.years == (2019, 2020)


# systems


def test_a_row_in_metres_among_degrees_is_told_as_such(placed):
    found = placed("名称,X,Y\n甲,122.1,37.4\n乙,448481.37,4114425.15\n丙,122.42,37.16\n")
    (fault,) = found.faults
    assert str(fault) == (
        "表.csv 第3行 坐标“448481.37, 4114425.15”与其余各行不是一种坐标"
        "（这一行像是以米计，其余是度：一份文件只用一种坐标系）"
    )
    assert in_english(fault.expectation).startswith("this row looks like metres")


def test_a_row_in_degrees_among_metres_is_told_as_such(placed):
    metres = "".join(f"院{k},{420_000 + 500 * k},{4_120_000 + 500 * k}\n" for k in range(9))
    (fault,) = placed(f"名称,X,Y\n{metres}乙,122.1,37.4\n").faults
    assert (fault.row, str(fault.expectation)) == (11, "这一行像是度，其余以米计：一份文件只用一种坐标系")


def test_a_file_of_as_many_metres_as_degrees_names_the_rows_of_one_kind(placed):
    found = placed("名称,X,Y\n甲,122.1,37.4\n乙,448481.37,4114425.15\n丙,122.42,37.16\n丁,420000,4120000\n")
    assert [fault.row for fault in found.faults] in ([2, 4], [3, 5])
    assert {str(fault.message) for fault in found.faults} == {"与其余各行不是一种坐标"}


def test_a_pair_that_is_swapped_among_others_is_told_as_such(placed):
    (fault,) = placed("名称,经度,纬度\n甲,122.1,37.4\n乙,37.2,122.3\n丙,122.4,37.2\n").faults
    assert (fault.row, str(fault.message)) == (3, "经度、纬度像是写反了")


def test_a_file_that_is_swapped_as_a_whole_is_read(placed):
    found = placed("名称,经度,纬度,床位\n甲院,37.4,122.1,5\n乙院,37.16,122.42,6\n")
    assert_both_rows(found)


def test_zero_and_zero_are_no_position(placed):
    (fault,) = placed("名称,经度,纬度\n甲,122.1,37.4\n乙,0,0\n").faults
    assert str(fault) == "表.csv 第3行 坐标“0, 0”不是位置（没有坐标的行请留空）"


def test_a_row_far_from_the_others_and_from_china_is_told_as_before(placed):
    (fault,) = placed("名称,经度,纬度\n甲,122.1,37.4\n乙,12.5,41.9\n").faults
    assert str(fault.message) == "按此坐标系不在中国范围内"
