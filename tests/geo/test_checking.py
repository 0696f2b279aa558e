"""Faults that need geometry to be seen."""

import pytest
import shapely

from data.catalog import load_catalog
from data.finding import has_error
from data.plan import District, Place, Plan
from geo import boundaries, crs
from geo.checking import check_geometry, host_boundary_code
from layouts.layout import LayoutElement, Member

TONGCHUAN = District("511702", "通川区", kind="county", parent_code="511700", boundary_code="511702")
DACHUAN = District("511703", "达川区", kind="county", parent_code="511700", boundary_code="511703")
HIGHTECH = District("511703-hightech", "达州高新区", kind="functional_zone", parent_code="511703")


def dazhou(tmp_path, **rows):
    rows = {"districts": (TONGCHUAN, DACHUAN, HIGHTECH)} | rows
    return Plan(plan_id="a-plan", folder=tmp_path, region_code="511700", region_name="达州市", **rows)


def rules(plan):
    return [(finding.rule, finding.level) for finding in check_geometry(plan)]


def place(lon, lat, code="511702"):
    return Place("p01", "某医院", district_code=code, lon=lon, lat=lat, location_basis="town")


def test_a_sound_plan_has_no_finding(tmp_path):
    assert rules(dazhou(tmp_path, places=(place(107.47, 31.21),))) == []


@pytest.mark.parametrize("plan", load_catalog(), ids=lambda plan: plan.plan_id)
def test_the_plans_of_the_product_have_no_error(plan):
    found = check_geometry(plan)
    assert not has_error(found), "\n".join(map(str, found))


def test_an_unknown_region_is_reported(tmp_path):
    plan = Plan(plan_id="a-plan", folder=tmp_path, region_code="519900")
    (finding,) = check_geometry(plan)
    assert (finding.file, finding.column, finding.value, finding.rule) == (
        "plan.yaml",
        "region_code",
        "519900",
        "unknown_boundary",
    )


def test_an_unknown_boundary_is_reported_with_the_codes_of_the_region(tmp_path):
    wrong = District("511799", "某县", kind="county", boundary_code="511799")
    (finding,) = check_geometry(dazhou(tmp_path, districts=(wrong,)))
    assert finding.rule == "unknown_boundary"
    assert "511702、511703" in finding.expectation
    assert str(finding).startswith("districts.csv boundary_code“511799”没有边界")


@pytest.mark.parametrize(
    ("district", "rule"),
    [
        (District("511702", "通川区", kind="county"), "boundary_missing"),
        (District("371002", "环翠区", kind="county", boundary_code="371002"), "boundary_outside_region"),
        (District("511703-x", "某功能区", kind="functional_zone"), "zone_without_parent"),
        (District("511703-x", "某功能区", kind="functional_zone", parent_code="511799"), "zone_without_parent"),
    ],
)
def test_a_district_that_cannot_be_drawn_is_an_error(tmp_path, district, rule):
    assert rules(dazhou(tmp_path, districts=(district,))) == [(rule, "error")]


def test_a_polygon_used_twice_is_an_error(tmp_path):
    twin = District("511702-b", "通川二区", kind="county", boundary_code="511702")
    assert rules(dazhou(tmp_path, districts=(TONGCHUAN, twin))) == [("boundary_shared", "error")] * 2


@pytest.mark.parametrize(
    ("position", "rule", "level"),
    [
        (place(31.21, 107.47), "position_swapped", "error"),
        (place(7.47, 31.21), "position_outside_china", "error"),
        (place(122.05, 37.5), "place_outside_district", "error"),
        (place(107.43, 31.37, code="511703"), "place_outside_district", "error"),
        (place(107.43, 31.37, code="511703-hightech"), "place_outside_district", "error"),
        (place(122.05, 37.5, code=""), "place_outside_district", "error"),
    ],
)
def test_a_position_in_the_wrong_place_is_reported(tmp_path, position, rule, level):
    assert rules(dazhou(tmp_path, places=(position,))) == [(rule, level)]


def test_the_message_for_swapped_coordinates_gives_them_right(tmp_path):
    (finding,) = check_geometry(dazhou(tmp_path, places=(place(31.21, 107.47),)))
    assert finding.expectation == "lon 应为 107.47，lat 应为 31.21"


@pytest.mark.parametrize(
    ("metres", "expected"),
    [
        (400, [("place_near_border", "warning")]),
        (1600, [("place_outside_district", "error")]),
    ],
)
def test_only_a_point_just_across_the_line_is_forgiven(tmp_path, metres, expected):
    ring = crs.to_metric(boundaries.district_polygon("511702"), 108).buffer(metres).exterior
    outside = crs.from_metric(shapely.Point(ring.coords[0]), 108)
    assert rules(dazhou(tmp_path, places=(place(outside.x, outside.y),))) == expected


def test_a_place_without_position_is_not_judged(tmp_path):
    assert rules(dazhou(tmp_path, places=(Place("p01", "某医院", location_basis="unlocated"),))) == []


@pytest.mark.parametrize(
    ("element", "is_placed"),
    [
        (LayoutElement("zone-1", "zone", "某区", members=(Member("511702", "main"),)), True),
        (LayoutElement("zone-1", "zone", "某区", members=(Member("511703-hightech", "main"),)), True),
        (LayoutElement("core-1", "core", "某核", place_ids=("p01",)), True),
        (LayoutElement("core-1", "core", "某核", place_ids=("p02",)), False),
        (LayoutElement("core-1", "core", "某核"), False),
        (LayoutElement("zone-1", "zone", "某区", members=(Member("511799", "main"),)), False),
    ],
)
def test_an_element_without_any_known_place_is_warned_about(tmp_path, element, is_placed):
    places = (Place("p01", "通川区中医院", district_code="511702"), Place("p02", "某地"))
    expected = [] if is_placed else [("element_unplaced", "warning")]
    assert rules(dazhou(tmp_path, places=places, elements=(element,))) == expected


def test_unreadable_rivers_are_reported(tmp_path):
    (tmp_path / "rivers.geojson").write_text("{", encoding="utf-8")
    assert rules(dazhou(tmp_path)) == [("rivers", "error")]


def test_a_zone_is_hosted_by_its_county(tmp_path):
    plan = dazhou(tmp_path)
    assert host_boundary_code(plan, "511703-hightech") == "511703"
    assert host_boundary_code(plan, "511702") == "511702"
    assert host_boundary_code(plan, "511700") == "511700"
    assert host_boundary_code(plan, "nowhere") == ""
