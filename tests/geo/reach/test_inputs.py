"""The example of a plan, and the files that a bureau has."""

from __future__ import annotations

import io
import json
import zipfile

import geopandas as gpd
import numpy as np
import pytest
from shapely import LineString, Point, box

from data.catalog import find_plan_ids, load_plan
from data.record_import.sheet import FileError
from data.supply_demand.columns import recognised
from data.supply_demand.rows import read_rows
from geo import boundaries, crs
from geo.__main__ import main
from geo.crs import System
from geo.reach import archive, input_files
from geo.reach.example import (
    example_candidates,
    example_demand,
    example_facilities,
    example_inputs,
    infers_kind,
    why_no_siting,
)
from geo.reach.input_files import kind_of_file, read_input_file
from geo.reach.input_reading import demand_of, facilities_of, outside, place_rows, systems_of

WEIHAI = "weihai-2022-2024"
PLACES = gpd.GeoDataFrame(
    {"名称": ["环翠护理院", "荣成养老院"], "床位": [120.0, None], "区县": ["环翠区", "荣成市"]},
    geometry=[Point(122.1, 37.4), Point(122.45, 37.15)],
    crs="EPSG:4490",
)


@pytest.fixture(scope="module")
def weihai():
    return load_plan(WEIHAI)


def placed_of(table, kind, plan):
    return place_rows(read_rows(table, kind, recognised(table.headings, kind)), plan)


def csv_placed(text, kind, plan):
    return placed_of(read_input_file("表.csv", text.encode()), kind, plan)


def shapefile(tmp_path, frame, *, encoding="UTF-8", leave_out=(), folder="目录/"):
    frame.to_file(tmp_path / "设施.shp", encoding=encoding)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for path in tmp_path.iterdir():
            if path.suffix not in leave_out:
                file.write(path, f"{folder}{path.name}")
    return target.getvalue()


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_the_example_is_marked_and_holds_the_people_of_the_census_once(plan_id):
    plan = load_plan(plan_id)
    demand = example_demand(plan)
    assert demand.is_example
    assert demand.people["age_60_plus"].sum() == plan.population[plan.region_code].age_60_plus
    assert set(demand.precision) == {"district"}
    region = boundaries.region_polygon(plan.region_code)
    for points in (demand, example_facilities(plan), example_candidates(plan)):
        assert points.is_example
        assert len(set(points.ids)) == len(points)
        assert all(region.covers(Point(xy)) for xy in zip(points.lon, points.lat, strict=True))


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_no_candidate_of_the_example_is_a_spot_that_people_were_put_at(plan_id):
    plan = load_plan(plan_id)
    demand, candidates = example_demand(plan), example_candidates(plan)
    spots = set(zip(demand.lon.tolist(), demand.lat.tolist(), strict=True))
    assert not spots & set(zip(candidates.lon.tolist(), candidates.lat.tolist(), strict=True))
    assert set(candidates.precision) <= {"town"}
    assert ("GeoNames" in candidates.source) == bool(len(candidates))


def test_only_where_sites_can_be_weighed_the_example_supports_siting():
    reasons = {plan_id: why_no_siting(example_inputs(load_plan(plan_id))) for plan_id in find_plan_ids()}
    assert {plan_id for plan_id, reason in reasons.items() if not reason} == {
        "dazhou-2021-2025", "weihai-2022-2024", "yaan-2017-2020"
    }  # fmt: skip
    assert (reasons["sichuan-2020-2022"], reasons["fuling-2022"]) == ("no_candidates", "one_point")


def test_the_example_has_no_existing_facility_and_no_beds_that_the_plan_does_not_state(weihai):
    facilities = example_facilities(weihai)
    beds = dict(zip(facilities.ids, facilities.capacity, strict=True))
    assert set(facilities.statuses) == {"planned"}
    assert (beds["k24:medical"], beds["k24:elderly_care"], beds["k17"]) == (76, 200, 150)
    assert np.isnan(beds["k03"])


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_a_project_without_stated_beds_has_the_kind_of_its_category(plan_id):
    plan = load_plan(plan_id)
    facilities, projects = example_facilities(plan), {project.project_id: project for project in plan.projects}
    kinds = {"hospital": "hospital", "elderly_care": "elderly_care", "medical_elderly": "medical_elderly"}
    for one, kind, beds in zip(facilities.ids, facilities.kinds, facilities.capacity, strict=True):
        project = projects[one.partition(":")[0]]
        assert infers_kind(project) == (np.isnan(beds) and project.category in kinds)
        if np.isnan(beds):
            assert kind == kinds.get(project.category, "")
        else:
            assert kind in project.bed_counts_by_type


def test_projects_without_a_position_are_named_not_placed():
    facilities = example_facilities(load_plan("dazhou-2021-2025"))
    assert "k01" not in facilities.ids
    assert "达州市第一人民医院" in facilities.source


def test_a_geopackage_and_geojson_give_the_same_rows(tmp_path):
    PLACES.to_file(tmp_path / "a.gpkg", driver="GPKG")
    PLACES.to_file(tmp_path / "a.geojson", driver="GeoJSON")
    for name in ("a.gpkg", "a.geojson"):
        table = read_input_file(name, (tmp_path / name).read_bytes())
        assert table.rows == (("环翠护理院", "120", "环翠区"), ("荣成养老院", "", "荣成市"))
        assert table.numbers == pytest.approx(np.array([[122.1, 37.4], [122.45, 37.15]]))


@pytest.mark.parametrize("encoding", ["UTF-8", "GB18030"])
@pytest.mark.parametrize("leave_out", [(), (".prj",), (".cpg",), (".prj", ".cpg")])
def test_a_shapefile_is_read_without_prj_and_in_either_encoding(tmp_path, encoding, leave_out, weihai):
    content = shapefile(tmp_path, PLACES.to_crs("EPSG:4550"), encoding=encoding, leave_out=leave_out)
    placed = placed_of(read_input_file("a.zip", content), "facilities", weihai)
    facilities = facilities_of(placed, systems_of(placed)[0], weihai)
    assert facilities.names == ("环翠护理院", "荣成养老院")
    assert facilities.lon == pytest.approx(PLACES.geometry.x, abs=1e-6)
    assert facilities.lat == pytest.approx(PLACES.geometry.y, abs=1e-6)


def test_an_area_stands_at_a_point_inside_it_and_its_precision_is_its_size(tmp_path, weihai):
    shapes = [box(122.1, 37.4, 122.11, 37.41), box(122.0, 37.2, 122.15, 37.35), box(121.9, 36.95, 122.3, 37.3)]
    frame = gpd.GeoDataFrame({"60岁以上": [3, 5, 7]}, geometry=shapes, crs="EPSG:4490")
    frame.to_file(tmp_path / "网格.geojson", driver="GeoJSON")
    table = read_input_file("网格.geojson", (tmp_path / "网格.geojson").read_bytes())
    demand = demand_of(placed_of(table, "demand", weihai), System(), weihai)
    assert demand.precision == ("exact", "town", "district")
    assert all(shape.covers(Point(xy)) for shape, xy in zip(shapes, table.numbers, strict=True))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"type":"FeatureCollection","features":[', "第1行第41列"),
        (b'{"type":"Feature"}', "FeatureCollection"),
        (b'{"a":' * 100_000, "嵌套"),
        (b"SQLite format 3\0" + b"x" * 200, "已损坏"),
        (b"PK\x03\x04junk", "已损坏"),
        (b"", "空的"),
        (b"\x00\x00\x00\x0e\x0a\x09OSMHeader\x18", "路网"),
    ],
)
def test_broken_files_are_refused_with_a_sentence(content, said):
    with pytest.raises(FileError, match=said):
        read_input_file("x.geojson" if content.startswith(b"{") else "x", content)


def test_every_line_among_points_is_told_by_row_and_lines_alone_are_refused(tmp_path, weihai):
    line = LineString([(122, 37), (122.1, 37)])
    shapes = [Point(122.1, 37.4), line, Point(122.2, 37.4), line]
    frame = gpd.GeoDataFrame({"名称": list("abcd"), "床位": ["1", "x", "3", "4"]}, geometry=shapes, crs="EPSG:4490")
    frame.to_file(tmp_path / "a.geojson", driver="GeoJSON")
    placed = placed_of(read_input_file("a.geojson", (tmp_path / "a.geojson").read_bytes()), "facilities", weihai)
    assert [(one.row, one.column) for one in placed.faults] == [(2, "图形"), (2, "床位"), (4, "图形")]
    frame[1::2].to_file(tmp_path / "b.geojson", driver="GeoJSON")
    with pytest.raises(FileError, match="2 个要素是线，应为点或面"):
        read_input_file("b.geojson", (tmp_path / "b.geojson").read_bytes())


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    content = shapefile(tmp_path, PLACES)
    monkeypatch.setattr(archive, "LARGEST_UNPACKED_BYTES", 100)
    with pytest.raises(FileError, match="解压后过大"):
        read_input_file("a.zip", content)


def test_names_in_a_zip_that_climb_out_of_it_write_nothing_outside(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    content = shapefile(folder, PLACES, folder="../../../")
    assert read_input_file("a.zip", content).rows[0][0] == "环翠护理院"
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_zip_with_two_layers_or_without_a_dbf_is_refused(tmp_path):
    with pytest.raises(FileError, match="缺少 设施.dbf"):
        read_input_file("a.zip", shapefile(tmp_path, PLACES, leave_out=(".dbf",)))
    PLACES.to_file(tmp_path / "另一层.shp")
    with pytest.raises(FileError, match="应有一个 .shp，现有 2 个"):
        read_input_file("a.zip", shapefile(tmp_path, PLACES))


def test_too_many_features_are_refused(tmp_path, monkeypatch):
    PLACES.to_file(tmp_path / "a.gpkg", driver="GPKG")
    monkeypatch.setattr(input_files, "MOST_FEATURES", 1)
    with pytest.raises(FileError, match="应不超过 1"):
        read_input_file("a.gpkg", (tmp_path / "a.gpkg").read_bytes())


def test_a_road_file_is_recognised_whatever_its_name():
    assert kind_of_file("map.bin", b"\x00\x00\x00\x0e\x0a\x09OSMHeader\x18") == "roads"


def test_rows_without_coordinates_stand_at_the_point_that_their_name_is_known_by(weihai):
    placed = csv_placed("区县,镇街,60岁以上\n环翠区,环翠楼街道,1200\n荣成,荣成市,2500\n", "demand", weihai)
    demand = demand_of(placed, systems_of(placed)[0], weihai)
    assert demand.precision == ("town", "district")
    assert demand.district_codes == ("371002", "371082")
    assert (demand.lon[0], demand.lat[0]) == (122.11398, 37.50041)


def test_a_district_and_a_place_that_nobody_knows_are_told_by_row(weihai):
    placed = csv_placed("名称,区县,床位\n甲院,火星,10\n乙院,环翠区,20\n", "facilities", weihai)
    assert [str(fault)[:22] for fault in placed.faults] == [
        "表.csv 第2行 区县“火星”不是本规划的",
        "表.csv 第2行 名称“甲院”没有坐标，也",
        "表.csv 第3行 名称“乙院”没有坐标，也",
    ]


def test_faults_of_cells_districts_places_and_positions_are_told_together(weihai):
    head = "名称,区县,经度,纬度,床位\n甲,火星,122.1,37.4,10\n乙,环翠区,122.1,37.45,很多\n"
    text = head + "丙,环翠区,,,5\n丁,,12.2,137.5,5\n戊,,abc,37,5\n"
    placed = csv_placed(text, "facilities", weihai)
    assert [(one.row, one.column, one.value) for one in placed.faults] == [
        (2, "区县", "火星"), (3, "床位", "很多"), (4, "名称", "丙"), (5, "坐标", "12.2, 137.5"), (6, "经度", "abc")
    ]  # fmt: skip
    assert placed.fault_count == 5


def test_nothing_is_made_of_rows_with_a_fault(weihai):
    placed = csv_placed("名称,经度,纬度,床位\n甲,122.1,37.4,10\n乙,122.1,37.45,很多\n", "facilities", weihai)
    with pytest.raises(ValueError, match="faults are left"):
        facilities_of(placed, System(), weihai)


def test_a_point_outside_its_district_is_told_and_kept(weihai):
    text = "名称,区县,经度,纬度\n甲院,环翠区,122.1,37.4\n乙院,荣成市,122.1,37.4\n丙院,,120.0,36.0\n"
    placed = csv_placed(text, "facilities", weihai)
    degrees = placed.rows.numbers
    assert [(one.row, one.message) for one in outside(placed, degrees, weihai)] == [
        (3, "不在荣成市内"),
        (4, "不在威海市内"),
    ]
    assert len(facilities_of(placed, System(), weihai)) == 3


def test_the_command_line_says_which_system_fits(tmp_path, capsys):
    town = crs.numbers_in(np.array([[122.1, 37.4], [122.45, 37.15], [121.5, 36.9]]), System(meridian=123, zone=41))
    path = tmp_path / "机构.csv"
    path.write_text("名称,X,Y\n" + "".join(f"院{x:.0f},{x},{y}\n" for x, y in town), encoding="gbk")
    assert main(["coordinates", str(path), WEIHAI]) == 0
    assert "符合\t高斯—克吕格 3度带 41带（中央经线123°），横坐标含带号" in capsys.readouterr().out
    path.write_text(json.dumps({"type": "Feature"}))
    assert main(["coordinates", str(path), WEIHAI]) == 2


def test_a_broken_zip_is_told_as_one_and_not_as_a_workbook():
    with pytest.raises(FileError, match="压缩包已损坏"):
        read_input_file("坏.zip", b"PK\x03\x04junk")
