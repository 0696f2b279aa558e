"""Polygons by code."""

import subprocess
import sys

import pytest
import shapely

from geo import boundaries


def names(units):
    return {unit.name for unit in units}


@pytest.mark.parametrize(
    ("code", "name", "level"),
    [
        ("510000", "四川省", "province"),
        ("511700", "达州市", "prefecture"),
        ("511702", "通川区", "county"),
        ("500000", "重庆市", "province"),
        ("500102", "涪陵区", "county"),
        ("371082", "荣成市", "county"),
    ],
)
def test_a_code_finds_its_unit(code, name, level):
    unit = boundaries.boundary(code)
    assert (unit.name, unit.level, unit.polygon.is_valid) == (name, level, True)


@pytest.mark.parametrize("code", ["511799", "", "通川区", "511703-hightech", "371071"])
def test_an_unknown_code_is_named_in_the_error(code):
    assert not boundaries.has_boundary(code)
    with pytest.raises(KeyError, match=f"“{code}”没有边界"):
        boundaries.district_polygon(code)


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("511700", 7),
        ("511800", 8),
        ("371000", 4),
        ("510000", 21),
        ("500000", 38),
        ("500102", 0),
        ("441900", 0),
    ],
)
def test_children_are_one_level_below(code, count):
    assert len(boundaries.children(code)) == count


@pytest.mark.parametrize("code", ["511700", "511800", "371000", "510000"])
def test_children_tile_their_region(code):
    parts = [unit.polygon for unit in boundaries.children(code)]
    assert shapely.coverage_is_valid(parts)
    assert shapely.union_all(parts).equals(boundaries.region_polygon(code))


def test_neighbours_of_a_city_are_counties_outside_it():
    around = boundaries.neighbours("511700", buffer_km=1)
    assert {"梁平区", "邻水县", "万源市"} - names(around) == {"万源市"}
    assert {unit.level for unit in around} == {"county"}


def test_neighbours_of_a_province_are_prefectures_outside_it():
    around = boundaries.neighbours("510000", buffer_km=1)
    assert {unit.level for unit in around} == {"prefecture"}
    assert {"重庆市", "汉中市", "昭通市"} <= names(around)
    assert "510000" not in {unit.province_code for unit in around}


def test_a_wider_buffer_finds_more_neighbours():
    near, far = (boundaries.neighbours("500102", buffer_km=km) for km in (1, 60))
    assert names(near) < names(far)


def test_a_label_point_lies_well_inside():
    for code in ("511702", "510000", "371082", "500102"):
        polygon = boundaries.district_polygon(code)
        assert polygon.contains(boundaries.label_point(code))


def test_the_label_point_of_a_square_is_its_middle():
    point = boundaries.point_inside(shapely.box(0, 0, 2, 2))
    assert point.distance(shapely.Point(1, 1)) < 0.01


def test_a_multipart_polygon_is_labelled_in_its_largest_part():
    parts = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(10, 10, 14, 14)])
    assert boundaries.point_inside(parts).distance(shapely.Point(12, 12)) < 0.01


def test_plan_boundaries_keep_the_order_and_tell_what_is_unknown():
    found = boundaries.plan_boundaries("511700", ["511703", "", "511702", "511703", "511799"])
    assert found.region.name == "达州市"
    assert [unit.code for unit in found.districts] == ["511703", "511702"]
    assert found.unknown_codes == ("511799",)


def test_importing_the_module_reads_nothing(root):
    code = "import sys, geo.boundaries; assert not {'frykit', 'pandas', 'geopandas'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True)
