"""Reading .osm.pbf files, and travel along what they hold."""

from __future__ import annotations

import io

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import floyd_warshall

from geo.reach import road_network, roads, sphere
from geo.reach.road_network import RoadFileError
from geo.reach.road_travel import RoadTravel
from geo.reach.road_use import MODES, class_speeds, road_use, stopped_modes
from tests.geo.reach.streets import LAT, LON, STEP_KM, at, grid_town, write_roads

WALK = 60.0 / 5.0  # minutes per km
RESIDENTIAL = {"highway": "residential"}


def points(*places):
    return np.array([p[0] for p in places], float), np.array([p[1] for p in places], float)


def minutes(travel, one, other, limit=600.0):
    """Minutes between two positions; inf where there is no way."""
    found = travel.times(*points(one), *points(other), limit)
    return float(found.minutes[0]) if len(found.minutes) else np.inf


def dense(found):
    table = np.full((found.n_demand, found.n_facilities), np.inf)
    row = np.repeat(np.arange(found.n_demand), np.diff(found.starts))
    table[row, found.facilities] = found.minutes
    return table


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return roads.read_roads(grid_town(tmp_path_factory.mktemp("town") / "town.osm.pbf", 9))


def column_of_roads(tmp_path, tags, rows=3, closing=None):
    """A street to the north, node r at row r; `closing` leads back from its end to its beginning."""
    ways = [(list(range(1, rows + 1)), tags)] + ([([rows, 1], closing)] if closing else [])
    return roads.read_roads(write_roads(tmp_path / "a.osm.pbf", {r + 1: at(0, r) for r in range(rows)}, ways))


# what a file may be


def test_a_file_of_bytes_and_a_file_by_path_are_the_same_network(tmp_path):
    path = grid_town(tmp_path / "t.osm.pbf", 3)
    assert roads.read_roads(path).to_bytes() == roads.read_roads(path.read_bytes()).to_bytes()


@pytest.mark.parametrize("content", [b"", b"<osm></osm>", b"PK\x03\x04 not roads", b"\0" * 100])
def test_a_file_that_is_no_pbf_is_refused(content):
    with pytest.raises(RoadFileError, match=r"不是 OpenStreetMap 的 \.osm\.pbf"):
        roads.read_roads(content)


def test_a_damaged_file_is_refused(tmp_path):
    content = grid_town(tmp_path / "t.osm.pbf", 9).read_bytes()
    for damaged in (content[: len(content) // 2], content[:90] + b"\xff" * 40 + content[130:], content[:16]):
        with pytest.raises(RoadFileError, match=r"已损坏|没有道路"):
            roads.read_roads(damaged)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = grid_town(tmp_path / "t.osm.pbf", 3)
    monkeypatch.setattr(roads, "LARGEST_FILE_MB", 0)
    for source in (path, path.read_bytes()):
        with pytest.raises(RoadFileError, match="上限为 0 MB"):
            roads.read_roads(source)


def test_too_many_road_nodes_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(roads, "MOST_NODES", 10)
    with pytest.raises(RoadFileError, match="道路节点超过"):
        roads.read_roads(grid_town(tmp_path / "t.osm.pbf", 9))


def test_a_file_without_roads_in_the_region_is_refused(tmp_path):
    path = grid_town(tmp_path / "t.osm.pbf", 3)
    here, beside = shapely.box(104.9, 29.9, 105.1, 30.1), shapely.box(105.05, 29.9, 105.2, 30.1)
    assert len(roads.read_roads(path, here)) == 9
    for region in (beside, shapely.box(120, 30, 121, 31)):
        with pytest.raises(RoadFileError, match=r"没有位于.*：文件中的道路在东经 105\.00°、北纬 30\.00°"):
            roads.read_roads(path, region)


def test_a_file_without_roads_is_refused(tmp_path):
    path = write_roads(tmp_path / "r.osm.pbf", {1: at(0, 0), 2: at(0, 1)}, [([1, 2], {"waterway": "river"})])
    with pytest.raises(RoadFileError, match="文件中没有道路"):
        roads.read_roads(path)


def test_roads_far_from_the_region_are_left_out(tmp_path):
    nodes = {1: at(0, 0), 2: at(0, 1), 3: (106.0, 31.0), 4: (106.001, 31.0)}
    ways = [([1, 2], RESIDENTIAL), ([3, 4], RESIDENTIAL)]
    path = write_roads(tmp_path / "r.osm.pbf", nodes, ways)
    assert len(roads.read_roads(path)) == 4
    assert len(roads.read_roads(path, shapely.box(104.99, 29.99, 105.01, 30.01))) == 2


def test_a_node_that_the_file_lacks_breaks_its_way(tmp_path):
    nodes = {1: at(0, 0), 2: at(0, 1), 4: at(0, 3), 5: at(0, 4)}
    network = roads.read_roads(write_roads(tmp_path / "r.osm.pbf", nodes, [([1, 2, 3, 4, 5], RESIDENTIAL)]))
    assert (len(network), len(network.km)) == (4, 2)


def test_long_segments_get_nodes_in_between(tmp_path):
    nodes = {1: at(0, 0), 2: at(0, 5)}  # 556 m: three parts of 185 m
    network = roads.read_roads(write_roads(tmp_path / "r.osm.pbf", nodes, [([1, 2], RESIDENTIAL)]))
    assert (len(network), len(network.km)) == (4, 3)
    assert network.km == pytest.approx([5 * STEP_KM / 3] * 3)
    assert sorted(network.lat.round(9)) == pytest.approx([LAT, LAT + 0.005 / 3, LAT + 0.01 / 3, LAT + 0.005])
    assert minutes(RoadTravel(network), at(0, 0), at(0, 5)) == pytest.approx(5 * STEP_KM * WALK)


# what tags say


@pytest.mark.parametrize(
    ("tags", "walking", "driving", "direction"),
    [
        ({"highway": "residential"}, 5, 25, 0),
        ({"highway": "residential", "maxspeed": "20"}, 5, 20, 0),
        ({"highway": "residential", "maxspeed": "60"}, 5, 25, 0),
        ({"highway": "primary", "maxspeed": "20 mph"}, 5, 32.18688, 0),
        ({"highway": "primary", "maxspeed": "CN:urban"}, 5, 45, 0),
        ({"highway": "motorway"}, 0, 90, 1),
        ({"highway": "motorway", "oneway": "no"}, 0, 90, 0),
        ({"highway": "primary", "oneway": "-1"}, 5, 45, -1),
        ({"highway": "primary", "junction": "roundabout"}, 5, 45, 1),
        ({"highway": "footway"}, 5, 0, 0),
        ({"highway": "trunk", "motorroad": "yes"}, 0, 60, 0),
        ({"highway": "service", "access": "private", "foot": "yes"}, 5, 0, 0),
        ({"highway": "service", "access": "no", "motor_vehicle": "yes"}, 0, 12, 0),
        ({"highway": "residential", "motor_vehicle": "no"}, 5, 0, 0),
        ({"highway": "residential", "foot": "no"}, 0, 25, 0),
        ({"highway": "residential", "access": "destination"}, 5, 25, 0),
    ],
)
def test_tags_say_speed_and_direction(tags, walking, driving, direction):
    use = road_use(tags)
    assert (use.walking_kmh, use.driving_kmh, use.direction) == (walking, pytest.approx(driving), direction)


@pytest.mark.parametrize(
    "tags",
    [
        {},
        {"highway": "construction"},
        {"highway": "proposed"},
        {"highway": "residential", "access": "no"},
        {"highway": "residential", "access": "private"},
        {"highway": "footway", "foot": "no"},
        {"highway": "bus_stop"},
    ],
)
def test_what_is_closed_or_no_road_is_left_out(tags):
    assert road_use(tags) is None


@pytest.mark.parametrize(
    ("tags", "walking", "walking_direction", "driving", "direction"),
    [
        # people on foot: `oneway` is about vehicles
        ({"highway": "residential", "oneway": "yes", "oneway:foot": "yes"}, 5, 1, 25, 1),
        ({"highway": "footway", "oneway:foot": "-1"}, 5, -1, 0, 0),
        ({"highway": "footway", "oneway": "yes"}, 5, 0, 0, 1),
        ({"highway": "footway", "foot:backward": "no"}, 5, 1, 0, 0),
        ({"highway": "steps", "conveying": "forward"}, 2.5, 1, 0, 0),
        ({"highway": "steps", "conveying": "backward"}, 2.5, -1, 0, 0),
        ({"highway": "steps", "conveying": "yes"}, 2.5, 0, 0, 0),
        ({"highway": "steps", "conveying": "reversible"}, 2.5, 0, 0, 0),
        ({"highway": "trunk", "motorroad": "yes", "foot": "yes"}, 5, 0, 60, 0),
        ({"highway": "platform"}, 5, 0, 0, 0),
        ({"highway": "elevator"}, 5, 0, 0, 0),
        ({"highway": "trail"}, 4, 0, 0, 0),
        ({"highway": "residential", "foot": "use_sidepath"}, 0, 0, 25, 0),
        # cars: the most special key says
        ({"highway": "residential", "oneway": "yes", "oneway:motor_vehicle": "no"}, 5, 0, 25, 0),
        ({"highway": "residential", "oneway:motorcar": "-1", "oneway": "yes"}, 5, 0, 25, -1),
        ({"highway": "residential", "motor_vehicle:backward": "no"}, 5, 0, 25, 1),
        ({"highway": "residential", "vehicle:forward": "no", "motorcar:forward": "yes"}, 5, 0, 25, 0),
        ({"highway": "residential", "oneway": "yes", "motor_vehicle:forward": "no"}, 5, 0, 0, 0),
        ({"highway": "service", "service": "emergency_access"}, 5, 0, 0, 0),
        ({"highway": "service", "motor_vehicle": "private;delivery"}, 5, 0, 0, 0),
        ({"highway": "service", "motor_vehicle": "delivery; destination"}, 5, 0, 12, 0),
    ],
)
def test_each_mode_has_directions_of_its_own(tags, walking, walking_direction, driving, direction):
    use = road_use(tags)
    assert (use.walking_kmh, use.walking_direction, use.driving_kmh) == (walking, walking_direction, driving)
    assert not driving or use.direction == direction


@pytest.mark.parametrize(
    ("kerb", "stopped"), [("raised", True), (None, True), ("lowered", False), ("flush", False), ("rolled", False)]
)
def test_cars_pass_a_kerb_that_is_low(kerb, stopped):
    tags = {"barrier": "kerb"} | ({"kerb": kerb} if kerb else {})
    assert (stopped_modes(tags) == {"driving"}) is stopped


def test_an_escalator_is_walked_in_one_direction(tmp_path):
    nodes = {1: at(0, 0), 2: at(0, 1), 3: at(1, 1), 4: at(1, 0)}
    ways = [([1, 2], {"highway": "steps", "conveying": "forward"}), ([2, 3, 4, 1], {"highway": "footway"})]
    network = roads.read_roads(write_roads(tmp_path / "r.osm.pbf", nodes, ways))
    again = road_network.from_bytes(network.to_bytes())
    for travel in (RoadTravel(network), RoadTravel(again)):
        assert minutes(travel, at(0, 0), at(0, 1)) == pytest.approx(2 * WALK * STEP_KM, rel=1e-6)
        around = minutes(travel, at(0, 1), at(0, 0))
        assert around == pytest.approx(WALK * network.km[network.walking_direction == 0].sum(), rel=1e-6)


@pytest.mark.parametrize(
    ("tags", "is_joined"),
    [
        ({"tunnel": "yes"}, False),
        ({"tunnel": "building_passage"}, True),
        ({"tunnel": "no"}, True),
        ({"bridge": "yes"}, False),
        ({"bridge": "viaduct"}, False),
        ({"motorroad": "yes", "foot": "yes"}, False),
        ({"location": "underground"}, False),
        ({}, True),
    ],
)
def test_a_house_is_joined_to_a_street_not_to_the_tunnel_below_it(tmp_path, tags, is_joined):
    """The tunnel runs right below the house, the street 2 steps away; they meet 4 steps to the east."""
    nodes = {1: at(0, 0), 2: at(4, 0), 3: at(0, 2), 4: at(4, 2)}
    ways = [([1, 2], {"highway": "residential"} | tags), ([3, 4], RESIDENTIAL), ([2, 4], RESIDENTIAL)]
    travel = RoadTravel(roads.read_roads(write_roads(tmp_path / "r.osm.pbf", nodes, ways)))
    found = minutes(travel, at(0, 0), at(0, 2))
    way_km = travel.network.km.sum()
    expected = way_km * WALK if is_joined else 2 * STEP_KM * WALK
    assert found == pytest.approx(expected, rel=1e-3)


def test_where_all_is_tunnel_points_are_joined_to_it(tmp_path):
    nodes = {1: at(0, 0), 2: at(0, 1)}
    network = roads.read_roads(write_roads(tmp_path / "r.osm.pbf", nodes, [([1, 2], RESIDENTIAL | {"tunnel": "yes"})]))
    assert minutes(RoadTravel(network), at(0, 0), at(0, 1)) == pytest.approx(WALK * STEP_KM)


def test_a_house_beside_a_motorway_drives_from_the_street(tmp_path):
    nodes = {1: at(0, 0), 2: at(9, 0), 3: at(0, 3), 4: at(9, 3)}
    motorway = [
        ([1, 2], {"highway": "motorway", "oneway": "no"}),
        ([1, 3], {"highway": "motorway_link", "oneway": "no"}),
    ]
    ways = [*motorway, ([2, 4], {"highway": "motorway_link", "oneway": "no"}), ([3, 4], RESIDENTIAL)]
    travel = RoadTravel(roads.read_roads(write_roads(tmp_path / "r.osm.pbf", nodes, ways)), "driving")
    beside = minutes(travel, at(4, 0), at(4, 3))
    assert beside == pytest.approx(3 * STEP_KM * WALK, rel=0.02)


def test_a_network_of_before_directions_on_foot_is_open_in_both(town):
    with np.load(io.BytesIO(town.to_bytes())) as stored:
        arrays = {name: stored[name] for name in stored if name not in {"walking_direction", "has_doors"}}
    target = io.BytesIO()
    np.savez_compressed(target, **arrays)
    old = road_network.from_bytes(target.getvalue())
    assert not old.walking_direction.any()
    assert old.has_doors.all()


def test_every_class_has_a_speed_and_only_known_modes():
    for name, speeds in class_speeds().items():
        assert speeds and set(speeds) <= set(MODES), name
        assert all(0 < speed <= 120 for speed in speeds.values()), name


# times, by hand: a step of the town is 0.111195 km, 1.334340 minutes on foot


def test_a_walk_around_a_corner_is_as_long_as_the_streets(town):
    travel = RoadTravel(town, "walking")
    east = float(sphere.km_of_chord(sphere.chords(*(sphere.unit_vectors(*points(at(c, 4))) for c in (0, 3))))[0])
    assert minutes(travel, at(0, 4), at(0, 0)) == pytest.approx(4 * STEP_KM * WALK, abs=1e-6)
    assert minutes(travel, at(0, 4), at(3, 0)) == pytest.approx((4 * STEP_KM + east) * WALK, rel=2e-3)


def test_the_walk_to_the_network_counts_at_both_ends(town):
    travel = RoadTravel(town, "driving")
    south, north = at(0, -2), at(0, 8.25)  # two steps before the first crossing, a quarter beyond the last
    expected = 2 * STEP_KM * WALK + 8 * STEP_KM * 60 / 25 + 0.25 * STEP_KM * WALK
    assert minutes(travel, south, north) == pytest.approx(expected, abs=1e-6)


def test_points_at_one_node_walk_directly(town):
    travel = RoadTravel(town, "walking")
    assert minutes(travel, at(0, -1), at(0, -3)) == pytest.approx(2 * STEP_KM * WALK, abs=1e-6)
    assert minutes(travel, at(0, -3), at(0, -3)) == 0.0


def test_a_pair_of_no_minutes_is_kept(town):
    found = RoadTravel(town).times(*points(at(2, 2), at(4, 4)), *points(at(4, 4), at(2, 2)), 0.0)
    assert (found.starts.tolist(), found.facilities.tolist(), found.minutes.tolist()) == ([0, 1, 2], [1, 0], [0.0, 0.0])


def test_driving_respects_one_way_streets_and_walking_does_not(tmp_path):
    network = column_of_roads(tmp_path, RESIDENTIAL | {"oneway": "yes"}, 3, {"highway": "primary", "oneway": "yes"})
    drive, walk = RoadTravel(network, "driving"), RoadTravel(network, "walking")
    assert minutes(drive, at(0, 0), at(0, 1)) == pytest.approx(STEP_KM * 60 / 25, abs=1e-6)
    back = STEP_KM * 60 / 25 + 2 * STEP_KM * 60 / 45  # on to the end, then the way back along the other street
    assert minutes(drive, at(0, 1), at(0, 0)) == pytest.approx(back, abs=1e-6)
    assert minutes(walk, at(0, 1), at(0, 0)) == pytest.approx(STEP_KM * WALK, abs=1e-6)


def test_one_way_streets_count_towards_the_facility_in_the_nearest_too(tmp_path):
    network = column_of_roads(tmp_path, RESIDENTIAL | {"oneway": "yes"}, 3, {"highway": "primary", "oneway": "yes"})
    drive = RoadTravel(network, "driving")
    found, which = drive.nearest(*points(at(0, 1)), *points(at(0, 0)))
    assert found[0] == pytest.approx(STEP_KM * 60 / 25 + 2 * STEP_KM * 60 / 45, abs=1e-6)
    assert which.tolist() == [0]


def test_the_quicker_of_two_parallel_roads_is_taken(tmp_path):
    nodes = {1: at(0, 0), 2: at(0, 1)}
    ways = [([1, 2], {"highway": "primary"}), ([2, 1], RESIDENTIAL)]
    travel = RoadTravel(roads.read_roads(write_roads(tmp_path / "p.osm.pbf", nodes, ways)), "driving")
    assert minutes(travel, at(0, 0), at(0, 1)) == pytest.approx(STEP_KM * 60 / 45, abs=1e-6)


def test_points_join_the_largest_part_of_the_network(tmp_path):
    nodes = {n: at(0, n) for n in range(5)} | {10: at(1, 0), 11: at(1, 1)}
    ways = [([0, 1, 2, 3, 4], RESIDENTIAL), ([10, 11], RESIDENTIAL)]
    nodes = {ref + 1: place for ref, place in nodes.items()}
    ways = [([ref + 1 for ref in refs], tags) for refs, tags in ways]
    travel = RoadTravel(roads.read_roads(write_roads(tmp_path / "i.osm.pbf", nodes, ways)))
    east = float(sphere.km_of_chord(sphere.chords(*(sphere.unit_vectors(*points(at(c, 0))) for c in (0, 1))))[0])
    assert len(travel.kept) == 5
    assert travel.kept_share == pytest.approx(5 / 7)
    # from a point on the small part one walks to the large one
    assert minutes(travel, at(1, 0), at(0, 4)) == pytest.approx((east + 4 * STEP_KM) * WALK, abs=1e-6)


def test_a_one_way_street_out_of_town_takes_nobody_in(tmp_path):
    nodes = {1: at(0, 0), 2: at(0, 1), 3: at(0, 2)}
    ways = [([1, 2], RESIDENTIAL), ([2, 3], RESIDENTIAL | {"oneway": "yes"})]
    travel = RoadTravel(roads.read_roads(write_roads(tmp_path / "o.osm.pbf", nodes, ways)), "driving")
    assert len(travel.kept) == 2


def test_two_nodes_on_one_spot_are_connected(tmp_path):
    nodes = {1: at(0, 0), 2: at(0, 1), 3: at(0, 1), 4: at(0, 2)}
    travel = RoadTravel(
        roads.read_roads(write_roads(tmp_path / "z.osm.pbf", nodes, [([1, 2, 3, 4], RESIDENTIAL)])), "driving"
    )
    assert minutes(travel, at(0, 0), at(0, 2)) == pytest.approx(2 * STEP_KM * 60 / 25, abs=1e-6)


def test_a_network_that_nobody_may_drive_on_reaches_nothing(tmp_path):
    travel = RoadTravel(column_of_roads(tmp_path, {"highway": "footway"}), "driving")
    assert minutes(travel, at(0, 0), at(0, 1)) == np.inf
    assert travel.nearest(*points(at(0, 0)), *points(at(0, 1)))[1].tolist() == [-1]
    assert travel.kept_share == 0


def test_points_without_a_position_and_no_points_reach_nothing(town):
    travel = RoadTravel(town)
    found = travel.times(*points((np.nan, 30), at(0, 0)), *points(at(0, 0), (105, np.nan)), 60.0)
    assert (found.starts.tolist(), found.facilities.tolist()) == ([0, 0, 1], [0])
    assert travel.times(*points(), *points(at(0, 0)), 60.0).n_demand == 0
    assert travel.times(*points(at(0, 0)), *points(), 60.0).n_facilities == 0


# properties

places = st.lists(st.tuples(st.floats(-2, 10), st.floats(-2, 10)), min_size=1, max_size=7)
quiet = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def brute_force(travel, one, other):
    """Times of every pair from Floyd-Warshall over the whole network."""
    network, kept = travel.network, travel.kept
    along = floyd_warshall(network.graph(travel.mode))[np.ix_(kept, kept)]
    nodes = sphere.unit_vectors(network.lon[kept], network.lat[kept])
    table = np.zeros((len(one), len(other)))
    for i, j in np.ndindex(table.shape):
        a, b = (sphere.unit_vectors(*points(place)) for place in (one[i], other[j]))
        walks = [sphere.km_of_chord(sphere.chords(nodes, p)) * WALK for p in (a, b)]
        u, v = (int(walk.argmin()) for walk in walks)
        direct = float(sphere.km_of_chord(sphere.chords(a, b))[0]) * WALK
        table[i, j] = direct if u == v else walks[0][u] + along[u, v] + walks[1][v]
    return table


@pytest.fixture(scope="module")
def one_way_town(tmp_path_factory):
    nodes = {1 + c + 4 * r: at(c, r) for r in range(4) for c in range(4)}
    numbers = np.arange(16).reshape(4, 4) + 1
    oneway = RESIDENTIAL | {"oneway": "yes"}
    ways = [(line.tolist()[:: 1 if k % 2 else -1], oneway) for k, line in enumerate((*numbers, *numbers.T))]
    return roads.read_roads(write_roads(tmp_path_factory.mktemp("one") / "o.osm.pbf", nodes, ways))


@quiet
@given(one=places, other=places, mode=st.sampled_from(MODES), limit=st.floats(0, 40))
def test_times_equal_brute_force(one_way_town, one, other, mode, limit):
    travel = RoadTravel(one_way_town, mode)
    one, other = [at(*place) for place in one], [at(*place) for place in other]
    expected = brute_force(travel, one, other)
    found = dense(travel.times(*points(*one), *points(*other), limit))
    sure = np.abs(expected - limit) > 1e-6
    assert np.array_equal(np.isfinite(found)[sure], (expected <= limit)[sure])
    both = np.isfinite(found)
    assert found[both] == pytest.approx(expected[both], abs=1e-6)
    nearest, which = travel.nearest(*points(*one), *points(*other))
    assert nearest == pytest.approx(expected.min(axis=1), abs=1e-6)
    assert expected[np.arange(len(one)), which] == pytest.approx(nearest, abs=1e-6)


@quiet
@given(one=places, other=places, mode=st.sampled_from(MODES), limits=st.tuples(st.floats(0, 40), st.floats(0, 40)))
def test_a_higher_limit_never_loses_a_pair(one_way_town, one, other, mode, limits):
    travel = RoadTravel(one_way_town, mode)
    ends = (*points(*(at(*place) for place in one)), *points(*(at(*place) for place in other)))
    low, high = (dense(travel.times(*ends, limit)) for limit in sorted(limits))
    kept = np.isfinite(low)
    assert np.array_equal(high[kept], low[kept])


@quiet
@given(one=places, other=places)
def test_times_do_not_depend_on_the_side_that_is_searched(one_way_town, one, other):
    travel = RoadTravel(one_way_town, "driving")
    ends = points(*(at(*place) for place in one)), points(*(at(*place) for place in other))
    whole = dense(travel.times(*ends[0], *ends[1], 40.0))
    by_row = [dense(travel.times(ends[0][0][[i]], ends[0][1][[i]], *ends[1], 40.0)) for i in range(len(one))]
    assert np.array_equal(np.vstack(by_row), whole)


# the kept file


def test_a_network_is_built_once_and_kept(tmp_path, monkeypatch):
    content = grid_town(tmp_path / "t.osm.pbf", 4).read_bytes()
    built = roads.kept_roads(tmp_path / "kept", content)
    monkeypatch.setattr(roads, "read_roads", lambda *_: pytest.fail("built again"))
    kept = roads.kept_roads(tmp_path / "kept", content)
    assert kept.to_bytes() == built.to_bytes()
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [f"{built.id}.npz"]
    assert len(built.id) == 16


def test_another_region_is_another_network(tmp_path):
    content = grid_town(tmp_path / "t.osm.pbf", 4).read_bytes()
    ids = {
        roads.network_id(content, region) for region in (None, shapely.box(104, 29, 106, 31), shapely.box(1, 1, 2, 2))
    }
    assert len(ids | {roads.network_id(content + b"x")}) == 4


def test_a_broken_kept_file_is_made_again(tmp_path):
    content = grid_town(tmp_path / "t.osm.pbf", 4).read_bytes()
    built = roads.kept_roads(tmp_path, content)
    (tmp_path / f"{built.id}.npz").write_bytes(b"PK broken")
    assert roads.kept_roads(tmp_path, content).to_bytes() == built.to_bytes()


def test_a_kept_file_that_was_tampered_with_is_refused(town, tmp_path):
    def stored(**changes):
        arrays = {name: getattr(town, name) for name in ("lon", "lat", "start", "end", "km", "direction")}
        arrays |= {"walking_kmh": town.walking_kmh, "driving_kmh": town.driving_kmh}
        arrays |= {"id": np.frombuffer(town.id.encode(), np.uint8)} | changes
        np.savez(tmp_path / "x.npz", allow_pickle=True, **arrays)
        return (tmp_path / "x.npz").read_bytes()

    assert road_network.from_bytes(stored()).to_bytes() == town.to_bytes()
    wrong = [
        stored(start=town.start + 10_000),
        stored(start=town.start[:-1]),
        stored(km=np.array([object()] * len(town.km), dtype=object)),
        stored(lon=np.full(len(town), np.nan)),
        stored(start=town.start.astype(float)),
        b"",
    ]
    for content in wrong:
        with pytest.raises(RoadFileError, match="路网缓存文件"):
            road_network.from_bytes(content)


def test_the_town_lies_where_its_tests_think(town):
    assert (len(town), float(town.lon.min())) == (81, LON)
