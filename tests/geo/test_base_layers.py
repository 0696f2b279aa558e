"""What lies under a plan's map."""

import json

import pytest
import shapely
from shapely.geometry import shape

from data.plan import District, Plan
from geo import boundaries, crs
from geo.base_layers import base_layers, is_coastal, read_rivers, rivers_file

REGIONS = ["511700", "511800", "371000", "500102", "510000"]
DISTRICT_BYTES = {"511700": 60_000, "510000": 120_000}


def region_plan(code, folder, units=None):
    units = units or boundaries.children(code) or (boundaries.boundary(code),)
    districts = tuple(District(unit.code, unit.name, boundary_code=unit.code, kind="county") for unit in units)
    return Plan(plan_id="a-plan", folder=folder, region_code=code, districts=districts)


def polygons(collection):
    return [shape(feature["geometry"]) for feature in collection["features"]]


@pytest.fixture(scope="module", params=REGIONS)
def layers(request, tmp_path_factory):
    return request.param, base_layers(region_plan(request.param, tmp_path_factory.mktemp("plan")))


def test_districts_still_share_their_edges(layers):
    code, found = layers
    parts = polygons(found["districts"])
    assert len(parts) == max(1, len(boundaries.children(code)))
    assert shapely.coverage_is_valid(parts)


def test_the_region_is_the_union_of_its_districts(layers):
    _, found = layers
    (outline,) = polygons(found["region"])
    assert outline.symmetric_difference(shapely.union_all(polygons(found["districts"]))).area == pytest.approx(0)


def test_neighbours_meet_the_region_without_gap_or_overlap(layers):
    _, found = layers
    (outline,) = polygons(found["region"])
    around = shapely.union_all(polygons(found["neighbours"]))
    assert crs.area_km2(outline.intersection(around)) < 1e-6
    holes = [ring for part in shapely.get_parts(around.union(outline)) for ring in part.interiors]
    assert not [hole for hole in holes if hole.distance(outline) == 0]


def test_simplifying_keeps_the_area(layers):
    code, found = layers
    measured = sum(crs.area_km2(polygon) for polygon in polygons(found["districts"]))
    assert measured == pytest.approx(crs.area_km2(boundaries.region_polygon(code)), rel=0.005)


def test_names_stand_inside_what_they_name(layers):
    _, found = layers
    for feature in [*found["districts"]["features"], *found["neighbours"]["features"]]:
        if label := feature["properties"].get("label"):
            assert shape(feature["geometry"]).contains(shapely.Point(label)), feature["properties"]


def test_the_files_stay_small(layers):
    code, found = layers
    size = len(json.dumps(found["districts"], ensure_ascii=False, separators=(",", ":")).encode())
    assert size < DISTRICT_BYTES.get(code, 60_000)
    assert len(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()) < 300_000


def test_a_districts_feature_carries_its_codes_and_names(tmp_path):
    district = District("511702", "通川区", "Tongchuan District", "通川", "county", boundary_code="511702")
    plan = Plan(plan_id="a-plan", folder=tmp_path, region_code="511700", districts=(district,))
    (feature,) = base_layers(plan)["districts"]["features"]
    properties = feature["properties"]
    assert properties.pop("label")
    assert properties == {"id": "511702", "code": "511702", "name": "通川", "en": "Tongchuan District"}


def test_what_no_district_covers_is_still_region(tmp_path):
    plan = region_plan("511700", tmp_path, units=[boundaries.boundary("511702")])
    (outline,) = polygons(base_layers(plan)["region"])
    assert crs.area_km2(outline) == pytest.approx(16_589, rel=0.005)


def test_functional_zones_have_no_polygon_of_their_own(tmp_path):
    zone = District("511703-hightech", "达州高新区", kind="functional_zone", parent_code="511703")
    plan = Plan(plan_id="a-plan", folder=tmp_path, region_code="511700", districts=(zone,))
    assert base_layers(plan)["districts"]["features"] == []


def test_neighbours_across_a_provincial_border_name_the_province(tmp_path):
    found = base_layers(region_plan("511700", tmp_path))
    named = {feature["properties"]["name"] for feature in found["neighbours"]["features"]}
    assert {"巴中市", "重庆市", "陕西省安康市"} <= named


def test_only_weihai_lies_at_the_sea():
    assert {code for code in REGIONS if is_coastal(code)} == {"371000"}


def test_an_unknown_region_is_told(tmp_path):
    plan = Plan(plan_id="a-plan", folder=tmp_path, region_code="999999")
    with pytest.raises(KeyError, match="999999"):
        base_layers(plan)


def test_a_plan_brings_its_own_rivers(tmp_path):
    line = {"type": "LineString", "coordinates": [[107.0, 31.0], [108.0, 31.5]]}
    content = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": None, "geometry": line}]}
    (tmp_path / "rivers.geojson").write_text(json.dumps(content), encoding="utf-8")
    (feature,) = base_layers(region_plan("511700", tmp_path))["rivers"]["features"]
    assert feature["geometry"]["coordinates"] == [[107.0, 31.0], [108.0, 31.5]]


def test_the_rivers_of_a_known_region_are_found_by_its_code(tmp_path):
    assert rivers_file(region_plan("511800", tmp_path)).name == "rivers_511800.geojson"
    assert rivers_file(region_plan("510000", tmp_path)) is None


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        '{"features": [{"geometry": {"type": "Nothing"}}]}',
        '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
    ],
)
def test_rivers_that_are_no_lines_are_refused_but_do_not_stop_the_map(tmp_path, text):
    path = tmp_path / "rivers.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"rivers\.geojson"):
        read_rivers(path)
    assert base_layers(region_plan("511700", tmp_path))["rivers"] is None
