"""GeoJSON, GeoPackage and KML of a plan, opened again by GDAL: layers, figures, system, what they say of themselves."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pyogrio
import pytest

from data.catalog import find_plan_ids, load_plan
from data.takeaway.extract import Extract
from data.takeaway.tables import known_tables
from geo.__main__ import main
from geo.geo_files import geojson_bytes, geopackage_bytes
from geo.kml_file import kml_bytes
from geo.layer_frames import layer_frames, not_located
from tests.browser.odd_plans import write_hostile_plan

DAZHOU, WEIHAI = "dazhou-2021-2025", "weihai-2022-2024"
NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def extract(plan_id: str = DAZHOU, **more: object) -> Extract:
    return Extract(load_plan(plan_id), "zh", known_tables(), NOON, **more)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "a.gpkg"
    path.write_bytes(geopackage_bytes(extract()))
    return path


@pytest.mark.parametrize("plan_id", find_plan_ids())
def test_every_element_and_district_stands_in_a_layer_and_every_project_in_one_or_none(plan_id: str):
    taken = extract(plan_id)
    frames = layer_frames(taken)
    drawn = {row for name, frame in frames.items() if name.startswith("element_") for row in frame["id"]}
    assert drawn == {element.element_id for element in taken.plan.elements}
    assert set(frames["districts"]["id"]) == {district.district_code for district in taken.plan.districts}
    located = len(frames["projects"]) if "projects" in frames else 0
    assert located + len(not_located(taken.plan, frames)) == len(taken.plan.projects)
    assert all(frame.geometry.is_valid.all() for frame in frames.values())


def test_the_package_holds_a_layer_per_class_in_cgcs2000_with_the_plan_s_figures(package: Path):
    layers = {name for name, _ in pyogrio.list_layers(package)}
    assert {"region", "districts", "element_areas", "element_lines", "element_points", "projects"} <= layers
    projects = pyogrio.read_dataframe(package, layer="projects")
    assert projects.crs.to_epsg() == 4490
    stated = {p.project_id: p.investment_wan_yuan for p in load_plan(DAZHOU).projects if p.investment_wan_yuan}
    written = projects.dropna(subset="investment_wan_yuan").set_index("id")["investment_wan_yuan"].to_dict()
    assert written == {key: value for key, value in stated.items() if key in set(projects["id"])}


def test_the_package_says_what_it_is_and_how_it_is_drawn(package: Path):
    notes = pyogrio.read_dataframe(package, layer="metadata").set_index("name")["text"].to_dict()
    assert notes["规划"] == load_plan(DAZHOU).title and notes["成文时间"] == "2026-01-31T12:00+00:00"
    with closing(sqlite3.connect(package)) as connection:
        styles = dict(connection.execute("SELECT f_table_name, styleQML FROM layer_styles"))
        tables = {name for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")}
    assert set(styles) == tables - {"metadata", "layer_styles"}
    colours = set(layer_frames(extract())["element_areas"]["colour"])
    categories = ElementTree.fromstring(styles["element_areas"].partition("\n")[2]).findall(".//category")
    assert len(categories) == len(set(layer_frames(extract())["element_areas"]["id"])) >= len(colours) > 1


def test_the_geojson_tells_its_layers_apart_and_carries_its_sources(tmp_path: Path):
    content = json.loads(geojson_bytes(extract()))
    assert content["about"]["规划"] == load_plan(DAZHOU).title
    layers = [feature["properties"]["layer"] for feature in content["features"]]
    assert layers.count("districts") == len(load_plan(DAZHOU).districts)
    (tmp_path / "a.geojson").write_bytes(geojson_bytes(extract()))
    assert len(pyogrio.read_dataframe(tmp_path / "a.geojson")) == len(layers)
    districts = [f["properties"] for f in content["features"] if f["properties"]["layer"] == "districts"]
    people = [row["population"] for row in districts]
    assert {type(number) for number in people} == {int, type(None)}  # the high-tech zone has no census row


def test_the_kml_has_a_folder_per_layer_and_fetches_nothing(tmp_path: Path):
    (tmp_path / "a.kml").write_bytes(kml_bytes(extract(WEIHAI)))
    assert "重点项目" in {name for name, _ in pyogrio.list_layers(tmp_path / "a.kml")}
    text = (tmp_path / "a.kml").read_text(encoding="utf-8")
    addresses = {part.split('"')[0].split("<")[0] for part in text.split("http")[1:]}
    assert addresses == {"://www.opengis.net/kml/2.2", "://www.google.com/kml/ext/2.2"}


def test_texts_of_a_hostile_plan_stay_text(tmp_path: Path):
    write_hostile_plan(tmp_path / "hostile-2021")
    taken = replace(extract(), plan=load_plan("hostile-2021", tmp_path))
    root = ElementTree.fromstring(kml_bytes(taken))
    names = [node.text or "" for node in root.iter("{http://www.opengis.net/kml/2.2}name")]
    assert any("<script>" in name for name in names)
    descriptions = [node.text or "" for node in root.iter("{http://www.opengis.net/kml/2.2}description")]
    assert not any("<script" in text or "<img" in text for text in descriptions)
    assert json.loads(geojson_bytes(taken))["features"]
    assert geopackage_bytes(taken)


def test_a_filter_by_district_leaves_its_shapes():
    plan = load_plan(WEIHAI)
    code = plan.districts[0].district_code
    frames = layer_frames(extract(WEIHAI, districts=frozenset({code})))
    assert list(frames["districts"]["id"]) == [code]
    assert 0 < len(frames["projects"]) < len(layer_frames(extract(WEIHAI))["projects"])


def test_the_command_writes_the_files_it_was_asked_for(tmp_path: Path):
    assert main(["export", "fuling-2022", "--out", str(tmp_path), "--format", "kml"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["fuling-2022.kml"]
