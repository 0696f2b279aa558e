"""Places and projects on unit squares: known positions stay, unknown ones say so, nothing depends on row order."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from data.plan import Place, Plan, Project
from geo.placement import PlacedPoint, place_points
from tests.geo.placement_squares import ZONE, make_context, place, project, square


def place_all(places: tuple[Place, ...] = (), projects: tuple[Project, ...] = ()) -> dict[str, PlacedPoint]:
    plan = Plan("test", Path(), places=places, projects=projects)
    return {point.id: point for point in place_points(plan, make_context(places=places, has_zone=True))}


def position(point: PlacedPoint) -> Point:
    assert point.lon is not None
    assert point.lat is not None
    return Point(point.lon, point.lat)


def test_a_known_position_is_kept() -> None:
    points = place_all((place("p01", "A", 107.05, 31.05),))
    assert (points["p01"].lon, points["p01"].lat, points["p01"].location_basis) == (107.05, 31.05, "town")


def test_two_places_at_one_town_point_move_apart_by_less_than_their_precision() -> None:
    points = place_all((place("p01", "A", 107.05, 31.05), place("p02", "A", 107.05, 31.05)))
    distance = position(points["p01"]).distance(position(points["p02"]))
    assert 0 < distance < 0.02
    assert "错开" in points["p02"].explanation_zh


def test_places_known_to_a_district_lie_inside_it_and_apart() -> None:
    points = place_all(tuple(place(f"p{number:02}", "B") for number in range(1, 13)))
    spots = [position(point) for point in points.values()]
    assert all(square("B").covers(spot) for spot in spots)
    assert min(one.distance(other) for one in spots for other in spots if one is not other) > 0.01
    assert {point.location_basis for point in points.values()} == {"district"}
    assert "仅知位于B区" in points["p01"].explanation_zh


def test_a_place_in_a_functional_zone_without_outline_is_schematic() -> None:
    points = place_all((place("p01", ZONE),))
    assert points["p01"].location_basis == "schematic"
    assert square("A").covers(position(points["p01"]))


def test_a_place_without_district_is_not_located() -> None:
    point = place_all((place("p01"),))["p01"]
    assert (point.lon, point.lat, point.location_basis) == (None, None, "unlocated")


def test_a_project_stands_at_its_located_place() -> None:
    points = place_all((place("p01", "A", 107.05, 31.05), place("p02", "A")), (project("k01", "A", "p02 p01"),))
    assert (points["k01"].lon, points["k01"].lat) == (107.05, 31.05)


def test_a_project_shares_the_slot_of_its_place_and_a_second_one_gets_its_own() -> None:
    points = place_all((place("p01", "A"),), (project("k01", "A", "p01"), project("k02", "A", "p01")))
    assert position(points["k01"]).equals(position(points["p01"]))
    assert not position(points["k02"]).equals(position(points["p01"]))
    assert square("A").covers(position(points["k02"]))


def test_a_project_without_places_lies_in_its_district() -> None:
    points = place_all(projects=(project("k01", "F"),))
    assert square("F").covers(position(points["k01"]))


def test_a_project_in_several_districts_is_not_located_at_one_point() -> None:
    point = place_all(projects=(project("k01", "AB"),))["k01"]
    assert point.lon is None
    assert "涉及2个县（市、区）" in point.explanation_zh


def test_a_component_stands_with_its_project() -> None:
    points = place_all(projects=(project("k01a", parent="k01"), project("k01", "C")))
    assert position(points["k01a"]).equals(position(points["k01"]))


def test_places_stay_where_they_are_when_projects_are_added() -> None:
    places = (place("p01", "A"), place("p02", "A"))
    before = place_all(places)
    after = place_all(places, (project("k01", "A"), project("k02", "A")))
    assert all(after[place_id] == point for place_id, point in before.items())


rows = st.lists(st.sampled_from(["A", "B", "C", ""]), max_size=12)


@settings(max_examples=30, deadline=None)
@given(rows, rows, st.randoms(use_true_random=False))
def test_points_never_depend_on_row_order(homes: list[str], sites: list[str], random: object) -> None:
    places = [place(f"p{number:02}", home) for number, home in enumerate(homes)]
    projects = [project(f"k{number:02}", site, f"p{number:02}") for number, site in enumerate(sites)]
    expected = place_all(tuple(places), tuple(projects))
    random.shuffle(places)
    random.shuffle(projects)
    assert place_all(tuple(places), tuple(projects)) == expected
