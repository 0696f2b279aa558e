"""Tables that mean harm: archives, workbooks and databases that grow when they are opened end with a sentence."""

from __future__ import annotations

import io
import sqlite3
import zipfile

import geopandas as gpd
import openpyxl
import pytest
from shapely import Point, Polygon

from data.record_import.sheet import FileError
from geo.reach import input_files
from geo.reach.guarded import Bounds
from geo.reach.input_files import read_input_file, read_upload

MB = 1_000_000
PLACES = gpd.GeoDataFrame({"名称": ["甲"], "床位": [1]}, geometry=[Point(122.1, 37.4)], crs="EPSG:4490")


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(input_files, "BOUNDS", Bounds(seconds=2, memory_mb=1500))


def zipped(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def lied(content, size):
    """Return an archive in whose every entry the unpacked length is another; the data stay."""
    broken = bytearray(content)
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        begin = broken.find(mark)
        while begin >= 0:
            broken[begin + at : begin + at + 4] = size.to_bytes(4, "little")
            begin = broken.find(mark, begin + 4)
    return bytes(broken)


def test_a_zip_of_half_a_gigabyte_is_refused_unopened():
    content = lied(zipped({"a.shp": b"\0" * MB, "a.shx": b"", "a.dbf": b""}), 150 * MB)
    with pytest.raises(FileError, match="解压后过大"):
        read_upload("a.zip", content)


def test_a_zip_that_says_less_than_it_holds_gives_no_more_than_it_says():
    content = lied(zipped({"a.shp": b"\0" * 50 * MB, "a.shx": b"\0" * 50 * MB, "a.dbf": b"\0" * 50 * MB}), 1000)
    with pytest.raises(FileError, match="已损坏|比声明的大"):
        read_input_file("a.zip", content)


def test_a_zip_within_a_zip_is_not_opened():
    with pytest.raises(FileError):
        read_upload("a.zip", zipped({"b.zip": zipped({"a.shp": b"\0" * 10 * MB})}))


def test_a_workbook_that_unpacks_to_too_much_is_refused_unopened():
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    with pytest.raises(FileError, match="解压后过大"):
        read_upload("a.xlsx", lied(target.getvalue(), 100 * MB))


def test_a_workbook_that_takes_too_long_ends_with_a_sentence(small):
    target = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["名称", "床位"])
    book.active.append(["甲", 1])
    book.save(target)
    parts = {}
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    wide = b'<row r="3">' + b"<c><v>1</v></c>" * 6_000_000 + b"</row></sheetData>"
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", wide)
    with pytest.raises(FileError, match="读了 2 秒仍未读完|需要的内存超过"):
        read_upload("a.xlsx", zipped(parts))


def test_a_geopackage_whose_layer_is_a_question_without_end_ends_with_a_sentence(tmp_path, small):
    path = tmp_path / "a.gpkg"
    PLACES.to_file(path, driver="GPKG", layer="a")
    endless = "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n)"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute("DROP TABLE IF EXISTS gpkg_ogr_contents")
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("ALTER TABLE a RENAME TO b")
        database.execute(f"CREATE VIEW a AS {endless} SELECT b.* FROM b, n")
        database.execute("UPDATE gpkg_contents SET table_name = 'a'")
    with pytest.raises(FileError, match="读了 2 秒仍未读完|需要的内存超过|已损坏"):
        read_upload("a.gpkg", path.read_bytes())


def test_an_area_that_crosses_itself_without_end_ends_with_a_sentence(tmp_path, small):
    """Mending it takes as many new corners as there are crossings: the square of its corners."""
    comb = [(122 + (k % 2), 37 + k * 1e-5 * (1 if k % 2 else 0.5)) for k in range(40_000)]
    frame = gpd.GeoDataFrame({"名称": ["甲"], "60岁及以上": [1]}, geometry=[Polygon(comb)], crs="EPSG:4490")
    frame.to_file(tmp_path / "a.geojson", driver="GeoJSON")
    with pytest.raises(FileError, match="读了 2 秒仍未读完|需要的内存超过"):
        read_upload("a.geojson", (tmp_path / "a.geojson").read_bytes())


def test_what_is_read_in_a_process_of_its_own_is_what_is_read_here(tmp_path):
    PLACES.to_file(tmp_path / "a.gpkg", driver="GPKG")
    content = (tmp_path / "a.gpkg").read_bytes()
    here, there = read_input_file("a.gpkg", content), read_upload("a.gpkg", content)
    assert (there.headings, there.rows, there.declared) == (here.headings, here.rows, here.declared)
    assert there.numbers.tolist() == here.numbers.tolist()
    with pytest.raises(FileError, match="FeatureCollection"):
        read_upload("a.geojson", b"{}")
