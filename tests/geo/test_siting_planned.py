"""Planned projects as a scenario: all, some, delayed; who is gained and how far a target is."""

from __future__ import annotations

import numpy as np
import pytest

from data.siting_scenario import PlannedProjects
from data.supply_demand.points import Facilities
from geo.siting.planned import counted_facilities, people_to_target, planned_change
from geo.siting.problem import SitingProblem
from tests.geo.siting_cases import times_of

SITES = Facilities(
    ids=("e1", "k1", "k2", "k3"),
    names=("老院", "甲院", "乙院", "丙院"),
    lon=np.zeros(4),
    lat=np.zeros(4),
    capacity=np.full(4, np.nan),
    kinds=("",) * 4,
    district_codes=("",) * 4,
    precision=("exact",) * 4,
    statuses=("existing", "planned", "planned", "planned"),
    years=(None, 2023, 2025, None),
)


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        (PlannedProjects("none"), [True, False, False, False]),
        (PlannedProjects("all"), [True, True, True, True]),
        (PlannedProjects("some", ("k2", "gone")), [True, False, True, False]),
        (PlannedProjects("all", year=2024), [True, True, False, False]),  # k3: the plan's last year, 2025
        (PlannedProjects("all", delay=2, year=2025), [True, True, False, False]),
        (PlannedProjects("all", delay=3, year=2025), [True, False, False, False]),
        (PlannedProjects("some", ("k1",), delay=9), [True, True, False, False]),
    ],
)
def test_which_projects_count(planned, expected):
    assert counted_facilities(SITES, planned, 2025).tolist() == expected


def test_a_delayed_project_of_a_plan_without_any_year_is_not_counted():
    assert counted_facilities(SITES, PlannedProjects("all", year=2025), None)[3]
    assert not counted_facilities(SITES, PlannedProjects("all", delay=1, year=2025), None)[3]


def test_people_gained_are_those_no_existing_facility_covers():
    matrix = [[5, 9, 50, 50], [50, 9, 9, 50], [50, 50, 9, 50], [50, 50, 50, 20]]
    existing = np.array([True, False, False, False])
    people = np.array([100.0, 40.0, 30.0, np.nan])
    change = planned_change(SitingProblem(times_of(matrix), people, existing, minutes=15.0), np.full(4, True))
    assert (change.before.covered, change.after.covered, change.people_gained) == (100.0, 170.0, 70.0)
    assert change.gained.tolist() == [0.0, 40.0, 70.0, 0.0]
    assert people_to_target(change.before, 80.0) == pytest.approx(36.0)
    assert people_to_target(change.after, 80.0) == 0.0


def test_planned_projects_serve_no_more_than_they_have_beds_for():
    people, existing = np.array([100.0, 40.0]), np.array([True, False])
    holds = np.array([30.0, 25.0])
    problem = SitingProblem(times_of([[5, 50], [9, 9]]), people, existing, minutes=15.0, capacity=holds)
    change = planned_change(problem, np.array([True, True]))
    assert (change.before.covered, change.before.no_room) == (30.0, 110.0)
    assert (change.after.covered, change.after.no_room) == (55.0, 85.0)
