"""Every fault of a file that somebody loads is told in Chinese and in English; only what is quoted stays as it is."""

from __future__ import annotations

import ast
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.catalog import load_plan
from data.record_import.sheet import FileError
from data.supply_demand import columns as known_columns
from data.supply_demand.fault_file import fault_file
from data.supply_demand.large_table import LargeTableError, read_large_table
from data.words import Words, in_english, words_of
from geo.reach import guarded, roads
from geo.reach.guarded import Bounds
from geo.reach.input_files import read_input_file
from geo.reach.input_reading import degrees_of, outside, place_rows, systems_of
from geo.reach.road_network import RoadFileError, from_bytes
from tests.geo.reach.pbf_by_hand import blob, street

ROOT = Path(__file__).resolve().parents[3]
READERS = (
    "data/record_import/sheet.py",
    *(f"data/supply_demand/{name}.py" for name in (
        "fault_words", "large_table", "raw_table", "rows", "shelf", "values",
    )),
    *(f"geo/reach/{name}.py" for name in (
        "archive", "district_index", "guarded", "input_files", "input_reading", "input_words", "pbf_blobs",
        "position_faults", "road_network", "road_words", "roads", "short_segments",
    )),
)  # fmt: skip
TELLING = {"FileError", "RoadFileError", "CellError", "ShelfError", "Finding", "fault"}
HAN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
MIB = 2**20


def is_chinese(text: str) -> bool:
    """Tell whether a text has Chinese signs outside what it quotes."""
    return bool(HAN.search(re.sub(r"“[^”]*”", "", text)))


def said_in_chinese_alone(node: ast.AST, *, is_telling: bool = False):
    """Yield the Chinese texts inside what is raised or found that are not inside Words."""
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name == "Words":
            return
        is_telling |= name in TELLING
    if is_telling and isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value):
        yield f"{node.lineno} {node.value}"
    for child in ast.iter_child_nodes(node):
        yield from said_in_chinese_alone(child, is_telling=is_telling)


@pytest.mark.parametrize("name", READERS)
def test_no_reader_says_a_fault_in_chinese_alone(name):
    assert list(said_in_chinese_alone(ast.parse((ROOT / name).read_text(encoding="utf-8")))) == []


def test_a_fault_in_chinese_alone_is_seen():
    code = "raise FileError(f'坏了{n}')\nself.fault(1, 'x', '坏了', Words('好', 'good'))\nOTHER = '坏了'"
    assert list(said_in_chinese_alone(ast.parse(code))) == ["1 坏了", "2 坏了"]


@pytest.fixture(scope="module")
def weihai():
    return load_plan("weihai-2022-2024")


def book(*rows):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def zipped(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("_", "."), content)
    return target.getvalue()


def features(*shapes):
    one = [{"type": "Feature", "properties": {"名称": "甲"}, "geometry": shape} for shape in shapes]
    return json.dumps({"type": "FeatureCollection", "features": one}, ensure_ascii=False).encode()


LINE = {"type": "LineString", "coordinates": [[122, 37], [122.1, 37]]}
POINT = {"type": "Point", "coordinates": [122.1, 37.4]}
TABLES = {
    "facilities": (
        "名称,经度,纬度,床位,状态,建成年份,点位精度,区县,编号\n"
        "甲,东边,37.2,很多,拆了,去年,大概,达川区,1\n,122.1,37.2,3,,,,,1\n乙,122.1,,3,,,,,2\n无处,,,3,,,,,3\n丁,9,9,3,,,,,4\n"
    ).encode(),
    "demand": "村,经度,60岁以上,65岁以上\n甲村,122.1,5,9\n".encode(),
    "candidates": b"a,b\n1,2\n",
}


@pytest.mark.parametrize(("kind", "count"), [("facilities", 10), ("demand", 2), ("candidates", 1)])
def test_every_fault_of_a_row_is_told_in_both_languages(kind, count, weihai):
    table = read_input_file("表.csv", TABLES[kind])
    rows = place_rows(known_rows(table, kind), weihai)
    assert len(rows.faults) >= count
    for fault in rows.faults:
        for text in (fault.message, fault.expectation):
            assert isinstance(text, Words) and is_chinese(text), fault
            assert text.en != text and not is_chinese(text.en), text.en
        assert fault.column in (*table.headings, "") or not is_chinese(in_english(fault.column)), fault.column
    lines = fault_file("表.csv", rows.faults, 99, is_english=True).decode("utf-8-sig").splitlines()
    assert lines[0] == "Row,Column,Value,Fault,Expected"
    own = {*table.headings, *(cell for row in table.rows for cell in row), "表.csv"}
    told = "\n".join(lines)
    for text in sorted(own, key=len, reverse=True):
        told = told.replace(text, "") if is_chinese(text) else told
    assert not is_chinese(told), told
    chinese = fault_file("表.csv", rows.faults, 99).decode("utf-8-sig")
    assert chinese.startswith("行,列,值,问题,应为")
    assert str(rows.faults[0].message) in chinese


def known_rows(table, kind):
    from data.supply_demand.rows import read_rows

    return read_rows(table, kind, known_columns.recognised(table.headings, kind))


def test_a_remark_on_a_point_outside_is_told_in_both_languages(weihai):
    table = read_input_file("a.csv", "名称,经度,纬度\n甲,122.1,37.2\n乙,104.1,30.6\n".encode())
    placed = place_rows(known_rows(table, "facilities"), weihai)
    (remark,) = outside(placed, degrees_of(placed, systems_of(placed)[0]), weihai)
    assert (str(remark.message), in_english(remark.message)) == ("不在威海市内", "not inside “威海市”")
    assert in_english(remark.column) == "Position"


def test_a_formula_and_a_shape_are_told_in_both_languages(weihai):
    for name, content in (
        ("a.xlsx", book(["名称", "床位"], ["=A9", 3])),
        ("a.geojson", features(POINT, LINE, None)),
    ):
        faults = place_rows(known_rows(read_input_file(name, content), "facilities"), weihai).faults
        assert faults
        for fault in faults:
            assert not any(is_chinese(in_english(text)) for text in (fault.message, fault.expectation)), fault
            assert fault.column == "A" or not is_chinese(in_english(fault.column))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"\xd0\xcf\x11\xe0" + b"x" * 99),
        ("a.csv", '名称,床位\n"甲,1\n'.encode()),
        ("a.csv", b"\xff\xfe\0\0\xff"),
        ("a.csv", "名称,床位\n".encode()),
        ("a.csv", b"\n\nalone\n"),
        ("a.csv", ("名称," * 99 + "床位\n" + "1," * 99 + "1\n").encode()),
        ("a.csv", ("名称,床位\n" + "长" * 30_000 + ",1\n").encode()),
        ("a.csv", b"x" * 61_000_000),
        ("a.xlsx", b"PK\x03\x04junk"),
        ("a.xlsx", zipped(a_xml="<!DOCTYPE x>")),
        ("a.zip", b"PK\x03\x04junk"),
        ("a.zip", zipped(设施_shp="x", 另_shp="y")),
        ("a.zip", zipped(设施_shp="x")),
        ("a.zip", zipped(a_txt="x")),
        ("a.geojson", b"{"),
        ("a.geojson", b"{\xff"),
        ("a.geojson", b"{}"),
        ("a.geojson", b'{"a":' * 100_000),
        ("a.geojson", features(LINE)),
        ("a.gpkg", b"SQLite format 3\0" + b"x" * 200),
        ("a.osm.pbf", b"\x00\x00\x00\x0e\x0a\x09OSMHeader\x18"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_both_languages(name, content):
    with pytest.raises(FileError) as refused:
        read_input_file(name, content)
    assert_both(refused.value)


@pytest.mark.parametrize(
    "content",
    [b"no roads", street([0]), street([1, 2]) + b"\xff\xff\xff\xff", street([1, 2], blob(b"x", raw_size=33 * MIB)),
     street([1, 2], blob(b"\0" * (32 * MIB)) * 64), b"x" * 201_000_000],
)  # fmt: skip
def test_a_road_file_that_cannot_be_read_is_told_in_both_languages(content):
    with pytest.raises(RoadFileError) as refused:
        roads.read_roads(content)
    assert_both(refused.value)


def test_roads_that_were_kept_and_are_broken_are_told_in_both_languages():
    with pytest.raises(RoadFileError) as refused:
        from_bytes(b"x")
    assert_both(refused.value)


def refuse():
    raise RoadFileError(Words("不行", "no"))


def sleep_long():
    import time

    time.sleep(9)


def test_words_come_back_whole_from_the_process_that_reads():
    with pytest.raises(RoadFileError) as refused:
        guarded.guarded(refuse, bounds=Bounds(20, 1200), fault=RoadFileError)
    assert (str(refused.value), in_english(words_of(refused.value))) == ("不行", "no")
    with pytest.raises(RoadFileError) as late:
        guarded.guarded(sleep_long, bounds=Bounds(1, 1200), fault=RoadFileError)
    assert_both(late.value)


def test_faults_of_a_nation_are_told_in_both_languages(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("经度,纬度,床位\nx,95,-1\n", encoding="utf-8")
    with pytest.raises(LargeTableError) as refused:
        read_large_table(path, "facilities", "capacity")
    assert len(refused.value.faults) == 3
    for fault in refused.value.faults:
        assert not any(is_chinese(in_english(text)) for text in (fault.message, fault.expectation))


def assert_both(error):
    words = words_of(error)
    assert isinstance(words, Words), words
    assert is_chinese(words)
    assert words.en != words and not is_chinese(words.en), words.en
