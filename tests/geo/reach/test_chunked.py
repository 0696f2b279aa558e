"""Chunk by chunk is the same as all at once, within the memory that was allowed."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.supply_demand.points import DemandPoints
from geo.reach.chunk_plan import FIXED_BYTES, MOST_ROWS, ChunkPlan, MemoryBudgetError, spatial_order
from geo.reach.chunked import Progress, Question, ReachStoppedError, reach_in_chunks
from geo.reach.coverage import coverage, nearest_within
from geo.reach.decay import Flat, gaussian, slow_steps
from geo.reach.floating_catchment import Accessibility, enhanced_two_step, three_step, two_step
from geo.reach.straight_line import StraightLine
from geo.reach.travel_times import TravelTimes
from tests.geo.reach.cluster_processes import ROOT
from tests.geo.reach.nation import question

LEAST_MB = FIXED_BYTES // 1_000_000 + 1  # room for a few thousand pairs at a time
CLOSE = 1e-12


def all_at_once(asked: Question) -> TravelTimes:
    limit = asked.decay.catchment_min
    return asked.travel.times(asked.lon, asked.lat, asked.to_lon, asked.to_lat, limit)


def assert_same(found: Accessibility, expected: Accessibility) -> None:
    for field in dataclasses.fields(Accessibility):
        ours, theirs = getattr(found, field.name), getattr(expected, field.name)
        np.testing.assert_allclose(ours, theirs, rtol=CLOSE, atol=0, err_msg=field.name)


@pytest.mark.parametrize("budget_mb", [LEAST_MB, 512])
def test_chunks_give_what_e2sfca_gives_all_at_once(budget_mb: int):
    asked = question(20_000, 1_500)
    reach = reach_in_chunks(asked, budget_mb)
    times = all_at_once(asked)
    assert_same(reach.accessibility, enhanced_two_step(times, asked.people, asked.capacity, asked.decay))
    assert reach.pairs == len(times.minutes) > 50_000 and reach.chunks > 2
    assert reach.accessibility.unreached_people > 0 and reach.accessibility.partly_known_people > 0


def test_chunks_give_what_2sfca_and_3sfca_give_all_at_once():
    flat = question(9_000, 900, Flat(12.0))
    found = reach_in_chunks(flat, LEAST_MB).accessibility
    assert_same(found, two_step(all_at_once(flat), flat.people, flat.capacity, 12.0))
    shared = question(9_000, 900, slow_steps(15.0), is_three_step=True)
    found = reach_in_chunks(shared, LEAST_MB).accessibility
    assert_same(found, three_step(all_at_once(shared), shared.people, shared.capacity, shared.decay))


def test_the_nearest_of_chunks_counts_coverage_like_all_pairs():
    asked = question(9_000, 900)
    nearest, times = reach_in_chunks(asked, LEAST_MB).nearest, all_at_once(asked)
    for ours, theirs in zip(nearest_within(nearest), nearest_within(times), strict=True):
        np.testing.assert_array_equal(ours, theirs)
    n = len(asked.lon)
    districts = tuple("ab"[k % 2] for k in range(n))
    points = DemandPoints(
        ("",) * n, ("",) * n, asked.lon, asked.lat, {"age_60_plus": asked.people}, districts, ("exact",) * n
    )
    found, expected = (coverage(one, points, "age_60_plus", 10.0) for one in (nearest, times))
    assert found.total == expected.total and found.by_district == expected.by_district
    assert 0 < found.total.covered < found.total.people


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_points_and_any_budget_give_the_same_as_all_at_once(data: st.DataObject):
    degrees = st.floats(-0.3, 0.3) | st.just(0.0) | st.just(np.nan)
    size = st.integers(0, 30)

    def array(count: int, values: st.SearchStrategy[float]) -> np.ndarray:
        return np.array(data.draw(st.lists(values, min_size=count, max_size=count)), dtype=np.float64)

    n, m = data.draw(size), data.draw(size)
    figures = st.integers(0, 500).map(float) | st.just(np.nan)
    lon = array(n, degrees) + data.draw(st.sampled_from([0.0, 105.0, 180.0]))
    asked = Question(
        lon, array(n, degrees), array(n, figures), array(m, degrees) + 105.0, array(m, degrees), array(m, figures),
        StraightLine(30.0), gaussian(20.0), data.draw(st.booleans()),
    )  # fmt: skip
    by = three_step if asked.is_three_step else enhanced_two_step
    found = reach_in_chunks(asked, LEAST_MB).accessibility
    assert_same(found, by(all_at_once(asked), asked.people, asked.capacity, asked.decay))


def test_the_result_is_the_same_bits_each_time():
    asked = question(9_000, 900)
    one, other = (reach_in_chunks(asked, LEAST_MB).accessibility for _ in range(2))
    assert one.per_1000.tobytes() == other.per_1000.tobytes()


def test_no_chunk_exceeds_its_budget_and_each_point_is_in_one():
    asked = question(30_000, 3_000)
    for budget_mb in (LEAST_MB, LEAST_MB + 20, 512):
        plan = ChunkPlan(asked.lon, asked.lat, asked.to_lon, asked.to_lat, 6.0, budget_mb)
        assert max(chunk.bytes_at_most for chunk in plan.chunks) <= budget_mb * 1_000_000
        rows = np.concatenate([plan.order[chunk.rows] for chunk in plan.chunks])
        assert len(rows) == 30_000 and len(np.unique(rows)) == 30_000
        assert max(chunk.rows.stop - chunk.rows.start for chunk in plan.chunks) <= MOST_ROWS


def test_a_chunk_has_no_more_pairs_than_were_foreseen():
    asked = question(20_000, 3_000)
    plan = ChunkPlan(asked.lon, asked.lat, asked.to_lon, asked.to_lat, asked.travel.km_within(15.0), LEAST_MB)
    for chunk in plan.chunks:
        rows, near = plan.order[chunk.rows], plan.facilities_near(chunk)
        times = asked.travel.times(asked.lon[rows], asked.lat[rows], asked.to_lon[near], asked.to_lat[near], 15.0)
        assert len(times.minutes) <= chunk.pairs_at_most


def test_everybody_at_one_spot_is_cut_by_the_budget():
    here = np.zeros(5_000)
    plan = ChunkPlan(here, here, np.zeros(2_000), np.zeros(2_000), 1.0, LEAST_MB)
    assert max(chunk.bytes_at_most for chunk in plan.chunks) <= LEAST_MB * 1_000_000
    assert sum(chunk.pairs_at_most for chunk in plan.chunks) == 10_000_000


def test_a_budget_that_holds_no_row_is_refused_with_the_least_that_will_do():
    here = np.zeros(50_000)
    with pytest.raises(MemoryBudgetError, match=r"内存上限 90 MB 太小：50000 个机构至少需要 \d+ MB"):
        ChunkPlan(here, here, here, here, 1.0, 90)


def test_neighbours_stand_together_in_the_order():
    side = np.arange(64.0)
    lon, lat = (axis.ravel() for axis in np.meshgrid(side, side))
    mixed = np.random.default_rng(1).permutation(len(lon))
    order = mixed[spatial_order(lon[mixed], lat[mixed])]
    for block in order.reshape(-1, 64):
        assert np.ptp(lon[block]) * np.ptp(lat[block]) < 300  # of 3969


def test_progress_is_told_for_each_chunk_of_both_steps():
    told: list[Progress] = []
    reach = reach_in_chunks(question(20_000, 500), on_progress=told.append)
    assert [(one.step, one.done) for one in told] == [
        (step, number) for step in ("weigh", "answer") for number in range(1, reach.chunks + 1)
    ]
    assert {one.total for one in told} == {reach.chunks} and told[-1].pairs == reach.pairs


def test_it_can_be_stopped_between_chunks():
    told: list[Progress] = []
    with pytest.raises(ReachStoppedError, match="已中止"):
        reach_in_chunks(question(20_000, 500), on_progress=told.append, is_stopped=lambda: len(told) == 2)
    assert len(told) == 2


def test_arrays_that_do_not_fit_together_are_refused():
    one, two = np.zeros(1), np.zeros(2)
    with pytest.raises(ValueError, match="differ in length"):
        Question(one, one, two, one, one, one, StraightLine(30.0), Flat(15.0))
    with pytest.raises(ValueError, match="negative"):
        Question(one, one, -np.ones(1), one, one, one, StraightLine(30.0), Flat(15.0))


# the memory of a process of its own: what stays in use of others would hide the peak
PEAK = """
import sys, threading, psutil
from geo.reach.chunk_plan import ChunkPlan
from geo.reach.chunked import reach_in_chunks
from tests.geo.reach.cluster_processes import ROOT
from tests.geo.reach.nation import question
n, towns_only, budget = int(sys.argv[1]), sys.argv[2] == "dense", int(sys.argv[3])
reach_in_chunks(question(2_000, 1_500), budget)
asked = question(n, 3_000)
if towns_only:
    for array in (asked.lon, asked.lat, asked.to_lon, asked.to_lat):
        array -= array.mean(); array *= 0.001
before = peak = psutil.Process().memory_info().rss
done = threading.Event()
def watch():
    global peak
    while not done.wait(0.002):
        peak = max(peak, psutil.Process().memory_info().rss)
watcher = threading.Thread(target=watch); watcher.start()
reach = reach_in_chunks(asked, budget)
done.set(); watcher.join()
print(peak - before, reach.pairs, reach.chunks)
"""
BYTES_OF_ARRAYS = 150  # per demand point: order, trees, answers


def peak_of(n: int, density: str, budget_mb: int) -> tuple[int, int, int]:
    command = [sys.executable, "-c", PEAK, str(n), density, str(budget_mb)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    peak, pairs, chunks = map(int, run.stdout.split())
    return peak, pairs, chunks


@pytest.mark.parametrize("budget_mb", [150, 300])
def test_the_peak_of_a_dense_city_stays_within_the_budget(budget_mb: int):
    n = 1_500
    peak, pairs, chunks = peak_of(n, "dense", budget_mb)
    assert pairs == n * 3_000 and chunks > 2
    # all pairs at once take 16 bytes each in the answer of travel alone
    assert peak <= budget_mb * 1_000_000 + BYTES_OF_ARRAYS * n


@pytest.mark.heavy
def test_the_peak_grows_with_the_points_by_their_arrays_alone():
    for n in (100_000, 400_000):
        peak, _, _ = peak_of(n, "country", 200)
        assert peak <= 200_000_000 + BYTES_OF_ARRAYS * n
