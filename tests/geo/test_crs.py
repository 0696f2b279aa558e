"""Coordinates change in one place, and come back."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import boundaries, crs

positions = st.builds(shapely.Point, st.floats(75, 134), st.floats(18, 53))


def metres_apart(one, other):
    return crs.distance_km(one, other) * 1000


@pytest.mark.parametrize(
    ("lon", "meridian", "epsg"),
    [
        (107.5, 108, "EPSG:4545"),
        (103.0, 102, "EPSG:4543"),
        (122.1, 123, "EPSG:4550"),
        (75.0, 75, "EPSG:4534"),
        (135.0, 135, "EPSG:4554"),
        (136.4, 135, "EPSG:4554"),
    ],
)
def test_the_zone_is_the_nearest_central_meridian(lon, meridian, epsg):
    assert crs.central_meridian(lon) == meridian
    assert crs.metric_epsg(meridian) == epsg


def test_a_meridian_that_is_none_is_refused_with_what_was_expected():
    with pytest.raises(ValueError, match="“107”不是3度带的中央经线"):
        crs.metric_epsg(107)


@given(positions)
def test_metres_and_back_is_the_same_place(point):
    meridian = crs.meridian_of(point)
    assert metres_apart(crs.from_metric(crs.to_metric(point, meridian), meridian), point) < 0.001


def test_a_metric_square_of_ten_kilometres_has_a_hundred_square_kilometres():
    square = crs.from_metric(shapely.box(500_000, 3_460_000, 510_000, 3_470_000), 108)
    assert crs.area_km2(square) == pytest.approx(100, rel=2e-4)


def test_a_degree_along_the_meridian_is_about_111_kilometres():
    assert crs.length_km(shapely.LineString([(108, 31), (108, 32)])) == pytest.approx(110.87, abs=0.05)


@pytest.mark.parametrize(
    ("code", "official_km2"),
    [
        ("511700", 16_589),
        ("511800", 15_049),
        ("371000", 5_661),
        ("500102", 2_940),
    ],
)
def test_regions_have_the_areas_that_were_measured(code, official_km2):
    assert crs.area_km2(boundaries.region_polygon(code)) == pytest.approx(official_km2, rel=0.005)


def test_an_area_is_the_sum_of_its_parts():
    parts = sum(crs.area_km2(unit.polygon) for unit in boundaries.children("511700"))
    assert parts == pytest.approx(crs.area_km2(boundaries.region_polygon("511700")), rel=1e-9)


@given(positions)
def test_gcj02_and_back_is_within_a_centimetre(point):
    assert metres_apart(crs.to_wgs84(crs.from_wgs84(point, "GCJ-02"), "GCJ-02"), point) < 0.01


@given(positions)
def test_bd09_and_back_is_within_a_metre(point):
    assert metres_apart(crs.to_wgs84(crs.from_wgs84(point, "BD-09"), "BD-09"), point) < 1


def test_gcj02_shifts_a_chinese_city_by_some_hundred_metres():
    tiananmen = shapely.Point(116.39130, 39.90750)
    shifted = crs.from_wgs84(tiananmen, "GCJ-02")
    # the shift there is known: about 0.00624 degrees east, 0.00140 north
    assert shifted.x - tiananmen.x == pytest.approx(0.00624, abs=2e-5)
    assert shifted.y - tiananmen.y == pytest.approx(0.00140, abs=2e-5)


def test_gcj02_leaves_places_outside_china_alone():
    assert crs.from_wgs84(shapely.Point(2.35, 48.86), "GCJ-02") == shapely.Point(2.35, 48.86)


def test_wgs84_stays_as_it_is():
    line = shapely.LineString([(107, 31), (108, 32)])
    assert crs.to_wgs84(line, "WGS84") is line
    assert crs.from_wgs84(line, "WGS84") is line


def test_an_unknown_datum_is_refused():
    with pytest.raises(ValueError, match="“CGCS”未知，应为 WGS84、GCJ-02、BD-09"):
        crs.to_wgs84(shapely.Point(107, 31), "CGCS")


def test_swapped_coordinates_are_not_in_china():
    assert crs.is_in_china(107.468, 31.209)
    assert not crs.is_in_china(31.209, 107.468)
