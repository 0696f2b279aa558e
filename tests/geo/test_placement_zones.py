"""Functional zones without a polygon: cells around their towns, or an ellipse that claims no more than the county."""

from __future__ import annotations

from shapely import Point

from data.plan import District
from geo.placement import place_zone
from geo.placement_context import Town, is_urban_district, read_towns
from tests.geo.placement_squares import CODES, ZONE, make_context, square

PARENT = CODES["A"]
ZONE_ROW = District(ZONE, "高新区", kind="functional_zone", parent_code=PARENT)


def town(code: str, lon: float, lat: float) -> Town:
    return Town(code, f"{code}镇", PARENT, PARENT, Point(lon, lat))


TOWNS = (
    town("zone1", 107.04, 31.04),
    town("zone2", 107.08, 31.04),
    town("rest1", 107.15, 31.15),
    town("rest2", 107.05, 31.15),
)


def test_a_zone_with_town_points_holds_its_towns_and_not_the_others() -> None:
    zone = place_zone(ZONE_ROW, make_context(towns=TOWNS, has_zone=True))
    assert zone is not None
    assert zone.has_town_points
    assert square("A").buffer(1e-6).covers(zone.geometry)
    inside = {item.code for item in TOWNS if item.point is not None and zone.geometry.covers(item.point)}
    assert inside == {"zone1", "zone2"}
    assert "2个镇街中有点位的2个（zone1镇、zone2镇）" in zone.explanation_zh


def test_a_zone_without_town_points_is_a_small_ellipse_inside_its_county() -> None:
    zone = place_zone(ZONE_ROW, make_context(has_zone=True))
    assert zone is not None
    assert not zone.has_town_points
    assert square("A").buffer(1e-6).covers(zone.geometry)
    assert zone.geometry.area < 0.1 * square("A").area
    assert "位置与大小不代表实际" in zone.explanation_zh


def test_a_zone_whose_only_points_are_its_own_does_not_swallow_its_county() -> None:
    zone = place_zone(ZONE_ROW, make_context(towns=TOWNS[:2], has_zone=True))
    assert zone is not None
    assert zone.geometry.area < 0.7 * square("A").area


def test_the_order_of_towns_does_not_matter() -> None:
    forth = place_zone(ZONE_ROW, make_context(towns=TOWNS, has_zone=True))
    back = place_zone(ZONE_ROW, make_context(towns=TOWNS[::-1], has_zone=True))
    assert forth is not None
    assert back is not None
    assert forth.geometry.symmetric_difference(back.geometry).area < 1e-12


def test_a_county_is_no_functional_zone() -> None:
    context = make_context()
    assert place_zone(context.districts[0], context) is None


def test_the_codes_tell_urban_districts_from_counties() -> None:
    codes = ["511702", "511722", "511781", "511700", "511703-hightech", "371082"]
    assert [is_urban_district(code) for code in codes] == [True, False, False, False, False, False]


def test_the_town_list_has_points_for_some_towns_only() -> None:
    towns = read_towns()
    assert 0 < sum(item.point is not None for item in towns) < len(towns)
