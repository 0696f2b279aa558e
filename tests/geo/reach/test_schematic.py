"""Whose result rests on a schematic position."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.reach.schematic import schematic_people

PRECISIONS = st.sampled_from(["exact", "town", "district"])
PLACES = st.lists(st.tuples(st.integers(0, 900), PRECISIONS, st.integers(-1, 2)), max_size=8)


def counted(rows, sites=("exact", "district", "town")) -> float:
    people, precision, nearest = zip(*rows, strict=True) if rows else ((), (), ())
    return schematic_people(np.array(people, float), precision, np.array(nearest, np.int64), sites)


def test_people_beyond_reach_of_all_are_judged_by_their_own_position():
    assert counted([(50, "exact", -1), (7, "district", -1)]) == 7


def test_people_that_are_not_stated_count_as_nobody():
    assert counted([(np.nan, "district", 0), (9, "town", 1)]) == 9


def test_without_any_facility_only_ones_own_position_counts():
    assert counted([(5, "district", -1), (6, "exact", -1)], sites=()) == 5


@given(PLACES)
def test_with_finer_positions_fewer_results_rest_on_schematic_ones(rows):
    finer = [(people, "exact", nearest) for people, _, nearest in rows]
    assert 0 <= counted(finer) <= counted(rows) <= sum(people for people, _, _ in rows)
    assert counted(finer, sites=("exact",) * 3) == 0
