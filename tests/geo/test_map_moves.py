"""Recorded positions on the map: what stands there moves, all else stays."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.catalog import load_plan
from data.plan import Place, Plan, Project
from data.positions import RecordedPosition, position_of, recorded_positions, with_positions
from data.record import Author, Entry, Subject
from geo.frontend import static_folder
from geo.map_bundle import plan_map
from geo.map_moves import move_points, moved_map
from geo.placement_points import PlacedPoint

PLAN_ID = "weihai-2022-2024"


@pytest.fixture(autouse=True)
def own_maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARE_PLAN_ATLAS_STATIC", str(tmp_path))


def position(kind: str, row_id: str, lon: float = 122.3, lat: float = 37.1) -> RecordedPosition:
    return RecordedPosition(kind, row_id, lon, lat, "记录：测量")


def content(url: str) -> dict:
    return json.loads((static_folder() / url).read_text(encoding="utf-8"))


def points(url: str) -> dict[tuple[str, str], dict]:
    return {(point["type"], point["id"]): point for point in content(url)["points"]}


def test_without_recorded_positions_the_map_is_the_plans_own():
    plan = load_plan(PLAN_ID)
    base = plan_map(plan)
    assert moved_map(plan, base, ()).url == base.url


def test_a_project_moves_alone_and_says_that_its_position_is_recorded():
    plan = load_plan(PLAN_ID)
    base = plan_map(plan)
    project = next(
        row for row in plan.projects if not row.place_ids and ("project", row.project_id) in points(base.url)
    )
    moved = moved_map(plan, base, (position("project", project.project_id),))
    before, after = points(base.url), points(moved.url)
    key = ("project", project.project_id)
    assert {name for name in after if after[name] != before[name]} == {key}
    assert (after[key]["lon"], after[key]["lat"], after[key]["basis"]) == (122.3, 37.1, "recorded")
    assert moved.index_of("project").keys() == base.index_of("project").keys()
    assert ("project", project.project_id, "recorded", after[key]["glyph"]) in moved.points


def test_a_project_without_a_position_gets_one_with_its_amounts():
    plan = load_plan(PLAN_ID)
    base = plan_map(plan)
    located = base.index_of("project")
    project = next(row for row in plan.projects if row.project_id not in located and row.investment)
    moved = moved_map(plan, base, (position("project", project.project_id),))
    point = points(moved.url)["project", project.project_id]
    assert point["r"]["investment"] > 0 and point["name"] == project.name


def test_an_element_that_runs_through_a_place_is_drawn_anew():
    plan = load_plan("dazhou-2021-2025")
    element = next(row for row in plan.elements if row.kind == "belt" and row.place_ids)
    base = plan_map(plan)
    moved = moved_map(plan, base, (position("place", element.place_ids[0], 107.9, 31.6),))
    before, after = ({item["id"]: item for item in content(one.url)["elements"]} for one in (base, moved))
    assert after[element.element_id]["geometry"] != before[element.element_id]["geometry"]
    assert moved.explanations.keys() == base.explanations.keys()


def placed(table: str, row_id: str, lon: float | None, lat: float | None) -> PlacedPoint:
    return PlacedPoint(row_id, table, lon, lat, "district", "", "")


def test_what_stands_at_a_place_goes_along_and_its_neighbours_stay():
    projects = [Project("k1", "a", place_ids=("p1",)), Project("k2", "b", place_ids=("p1",)), Project("k3", "c")]
    start = [
        placed("places", "p1", 1, 1),
        placed("projects", "k1", 1, 1),
        placed("projects", "k2", 2, 2),  # a second project at one place has a spot of its own
        placed("projects", "k3", 1, 1),
    ]
    moved = {
        point.id: (point.lon, point.lat) for point in move_points(projects, start, [position("place", "p1", 9, 9)])
    }
    assert moved == {"p1": (9, 9), "k1": (9, 9), "k2": (2, 2), "k3": (1, 1)}


def test_a_part_without_a_district_follows_its_project():
    projects = [
        Project("k1", "a"),
        Project("k1-1", "part", parent_project_id="k1"),
        Project("k1-2", "elsewhere", parent_project_id="k1", district_codes=("371002",)),
    ]
    start = [placed("projects", "k1", 1, 1), placed("projects", "k1-1", 1, 1), placed("projects", "k1-2", 1, 1)]
    moved = {one.id: one.lon for one in move_points(projects, start, [position("project", "k1", 9, 9)])}
    assert moved == {"k1": 9, "k1-1": 9, "k1-2": 1}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sets(st.sampled_from([f"k{n}" for n in range(6)])), st.data())
def test_only_what_is_recorded_moves_whatever_the_order(moved_ids, data):
    projects = [Project(f"k{n}", "x") for n in range(6)]
    start = [placed("projects", f"k{n}", n, n) for n in range(6)]
    positions = [position("project", row_id, 50, 50) for row_id in moved_ids]
    shuffled = move_points(projects, data.draw(st.permutations(start)), data.draw(st.permutations(positions)))
    assert shuffled == move_points(projects, start, positions)
    assert {one.id for one in shuffled if one.lon == 50} == moved_ids
    assert [one.id for one in shuffled] == sorted(one.id for one in start)


def entry(kind: str, field: str, value: str, source: str = "") -> tuple[Subject, Entry]:
    subject = Subject("p", kind, "x1", field)  # type: ignore[arg-type]
    at = datetime(2025, 3, 1, tzinfo=UTC)
    return subject, Entry(1, subject, value, None, "", source, "", Author("李工"), at)


def test_only_positions_of_places_and_projects_are_taken_over():
    present = dict(
        [
            entry("place", "position", "122.1,37.5", "国土图"),
            entry("project", "position", "122.2,37.6"),
            entry("project", "status", "started"),
            entry("finding", "position", "1,2"),
            entry("task", "position", "somewhere"),
        ]
    )
    found = recorded_positions(present)
    assert [(one.kind, one.lon) for one in found] == [("place", 122.1), ("project", 122.2)]
    assert found[0].source == "记录：国土图（李工，2025-03-01）"
    assert "未注明来源" in found[1].source


def test_a_plan_keeps_its_facts_and_takes_only_the_positions_of_its_places():
    plan = Plan("p", Path("/nowhere"), places=(Place("x1", "甲", lon=1, lat=1), Place("x2", "乙")))
    moved = with_positions(plan, (position("place", "x1"), position("place", "gone")))
    assert (moved.places[0].lon, moved.places[0].location_basis, moved.places[0].name) == (122.3, "recorded", "甲")
    assert moved.places[1] == plan.places[1] and plan.places[0].lon == 1
    assert with_positions(plan, (position("place", "gone"),)) is plan


@pytest.mark.parametrize("text", ["", "122.1", "122.1,", "a,b", "nan"])
def test_what_is_no_position_is_none(text):
    assert position_of(text) is None
