"""A file with the tags of the real world, held against another reading of the same tags and another search.

The reading below was written from the OpenStreetMap wiki and the table of speeds, without the product's code; it knows
the town as it was written, not as the file holds it, and searches with networkx.
"""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.reach import roads
from geo.reach.road_chains import road_chains
from geo.reach.road_travel import RoadTravel
from tests.geo.reach.real_roads import SOUTH, STEP, WEST, Town, real_town, write_town

SIDE = 80
# highway → km/h by car, on foot; 0: not
SPEEDS = {
    "motorway": (90, 0), "motorway_link": (45, 0), "trunk": (60, 5), "trunk_link": (35, 5), "primary": (45, 5),
    "primary_link": (30, 5), "secondary": (40, 5), "secondary_link": (30, 5), "tertiary": (35, 5),
    "unclassified": (30, 5), "residential": (25, 5), "road": (25, 5), "living_street": (12, 5), "service": (12, 5),
    "track": (12, 4), "pedestrian": (0, 5), "footway": (0, 5), "path": (0, 4), "cycleway": (0, 5), "bridleway": (0, 4),
    "corridor": (0, 5), "steps": (0, 2.5),
}  # fmt: skip
LIMITS = {"60": 60, "50": 50, "80": 80, "30": 30, "20": 20, "120": 120, "25 km/h": 25, "30 mph": 48.28032}
SHUT = {"no", "private", "agricultural"}


def may_drive(tags):
    for key in ("motorcar", "motor_vehicle", "vehicle", "access"):
        if key in tags:
            return tags[key] not in SHUT
    return None


def may_walk(tags):
    for key in ("foot", "access"):
        if key in tags:
            return tags[key] not in SHUT
    return None


def metres(a, b):
    """Haversine on a sphere of 6371.0088 km."""
    lon_a, lat_a, lon_b, lat_b = map(math.radians, (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371008.8 * math.asin(math.sqrt(half))


def kmh(tags, is_driving):
    car, foot = SPEEDS.get(tags.get("highway"), (0, 0))
    if not is_driving:
        return 0 if may_walk(tags) is False or tags.get("motorroad") == "yes" else foot
    if may_drive(tags) is False or tags.get("area") == "yes":
        return 0
    return min(car, LIMITS.get(tags.get("maxspeed"), car))


def is_stopped(tags, is_driving):
    if "barrier" not in tags:
        return False
    if not is_driving:
        return may_walk(tags) is False
    return may_drive(tags) is False or (tags["barrier"] in {"bollard", "block"} and may_drive(tags) is None)


def direction(tags):
    said = {"yes": 1, "1": 1, "-1": -1, "no": 0}.get(tags.get("oneway"))
    return said if said is not None else int(tags["highway"].startswith("motorway") or "junction" in tags)


def arcs(town: Town, is_driving):
    for refs, tags in town.ways:
        speed = kmh(tags, is_driving)
        if not speed:
            continue
        way = direction(tags) if is_driving else 0
        for a, b in zip(refs, refs[1:], strict=False):
            if (
                a == b
                or {a, b} & town.missing
                or any(is_stopped(town.node_tags.get(n, {}), is_driving) for n in (a, b))
            ):
                continue
            minutes = metres(town.nodes[a], town.nodes[b]) / 1000 / speed * 60
            if way >= 0:
                yield a, b, minutes
            if way <= 0:
                yield b, a, minutes


def with_doors(town: Town, *, is_driving):
    """Nodes at which a house may stand: of some way that is no motorway and no road for motor vehicles alone."""
    return {
        ref
        for refs, tags in town.ways
        if kmh(tags, is_driving) and not tags["highway"].startswith("motorway") and tags.get("motorroad") != "yes"
        for ref in refs
    }


def other_graph(town, mode):
    graph = nx.DiGraph()
    for a, b, minutes in arcs(town, mode == "driving"):
        if minutes < graph.get_edge_data(a, b, {"minutes": math.inf})["minutes"]:
            graph.add_edge(a, b, minutes=minutes)
    return graph.subgraph(max(nx.strongly_connected_components(graph), key=len)).copy()


@pytest.fixture(scope="module")
def town():
    return real_town(SIDE)


@pytest.fixture(scope="module")
def path(town, tmp_path_factory):
    return write_town(town, tmp_path_factory.mktemp("real") / "town.osm.pbf")


@pytest.fixture(scope="module")
def graphs(town):
    return {mode: other_graph(town, mode) for mode in ("driving", "walking")}


@pytest.fixture(scope="module")
def network(path):
    return roads.read_roads(path)


def test_the_file_is_as_large_and_as_manifold_as_real_ones(town, path):
    content = path.read_bytes()
    assert len(town.nodes) > 100_000
    assert content.count(b"OSMData") > 10
    assert {tags["highway"] for _, tags in town.ways if "highway" in tags} >= SPEEDS.keys() - {"tertiary_link"}


@pytest.mark.parametrize(("mode", "limit"), [("driving", 25.0), ("walking", 60.0)])
def test_times_are_those_of_another_reading_and_another_search(town, graphs, network, mode, limit):
    graph, travel = graphs[mode], RoadTravel(network, mode)
    # nodes alone on their spot: a point that stands on one is joined to it
    spots = {}
    for ref in graph:
        spots.setdefault(town.nodes[ref], []).append(ref)
    alone = sorted(
        {refs[0] for refs in spots.values() if len(refs) == 1} & with_doors(town, is_driving=mode == "driving")
    )
    dice = np.random.default_rng(3)
    crossings = sorted(set(alone).intersection(town.crossings.ravel().tolist()))
    some = [*dice.choice(alone, 1500, replace=False).tolist(), *crossings[::16]]
    homes = dice.choice(some, 12, replace=False).tolist()
    at = lambda refs: tuple(np.array([town.nodes[ref] for ref in refs]).T)  # noqa: E731
    found = travel.times(*at(some), *at(homes), limit)
    rows = np.repeat(np.arange(len(some)), np.diff(found.starts))
    table = np.full((len(some), len(homes)), np.inf)
    table[rows, found.facilities] = found.minutes
    backward = graph.reverse(copy=False)
    expected = np.full(table.shape, np.inf)
    for column, home in enumerate(homes):
        reached = nx.single_source_dijkstra_path_length(backward, home, cutoff=limit, weight="minutes")
        expected[:, column] = [reached.get(ref, np.inf) for ref in some]
    sure = ~(np.abs(expected - limit) < 1e-6)
    assert np.array_equal(np.isfinite(table)[sure], np.isfinite(expected)[sure])
    both = np.isfinite(table) & np.isfinite(expected)
    assert both.sum() > 1500
    assert np.abs(table[both] - expected[both]).max() < 1e-6


@pytest.mark.parametrize("mode", ["driving", "walking"])
def test_the_part_that_points_join_is_that_of_the_other_reading(town, graphs, network, mode):
    graph, travel = graphs[mode], RoadTravel(network, mode)
    spots = {(round(lon, 7), round(lat, 7)) for lon, lat in map(town.nodes.get, graph)}
    kept = travel.kept
    ours = set(zip(network.lon[kept].round(7).tolist(), network.lat[kept].round(7).tolist(), strict=True))
    assert len(spots - ours) == 0
    original = {(lon, lat) for lon, lat in town.nodes.values()}
    assert len((ours & original) - spots) == 0


def test_the_town_is_cut_to_a_region(path, network):
    import shapely

    half = shapely.box(WEST, SOUTH, WEST + SIDE * STEP / 4, SOUTH + SIDE * STEP / 4)
    cut = roads.read_roads(path, half)
    assert 0.3 * len(network) < len(cut) < 0.6 * len(network)  # a quarter of a degree's tenth is kept around it
    assert cut.lon.max() <= WEST + SIDE * STEP / 4 + 0.1 + 1e-9


# chains


@st.composite
def road_graphs(draw):
    """Draw graphs with long chains, rings, loops, one-way stretches and dead ends."""
    size = draw(st.integers(2, 30))
    arcs = {}
    for k in range(draw(st.integers(1, 8))):
        stops = draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=9))
        is_one_way = draw(st.booleans())
        for a, b in zip(stops, stops[1:], strict=False):
            if a != b:
                arcs[a, b] = min(arcs.get((a, b), 99), 1 + (7 * a + 3 * b + k) % 11)
                if not is_one_way or (a + b) % 5 == 0:
                    arcs[b, a] = min(arcs.get((b, a), 99), 1 + (5 * a + b + k) % 7)
    if not arcs:
        arcs[0, 1] = 1
    rows, columns = np.array(list(arcs)).T
    graph = csr_array((np.array(list(arcs.values()), float), (rows, columns)), shape=(size, size))
    return graph, np.unique(draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=8)))


@settings(max_examples=200, derandomize=True)
@given(road_graphs())
def test_chains_change_no_time(drawn):
    graph, wanted = drawn
    small, numbers = road_chains(graph).graph_with(wanted)
    expected = dijkstra(graph, indices=wanted)[:, wanted]
    assert np.allclose(dijkstra(small, indices=numbers)[:, numbers], expected, rtol=0, atol=1e-9)


def test_a_street_of_many_bends_is_one_segment():
    size = 50
    steps = np.arange(size - 1)
    both = (np.concatenate([steps, steps + 1]), np.concatenate([steps + 1, steps]))
    chains = road_chains(csr_array((np.ones(2 * size - 2), both), shape=(size, size)))
    assert (chains.crossing_count, sorted(chains.minutes.tolist())) == (2, [49.0, 49.0])
    graph, numbers = chains.graph_with(np.array([7, 30]))
    assert graph.shape == (4, 4)
    assert dijkstra(graph, indices=numbers[0])[numbers[1]] == 23.0


def test_three_quarters_of_the_nodes_of_a_town_are_bends(network):
    travel = RoadTravel(network, "driving")
    assert travel._reversed_chains.crossing_count < 0.25 * len(travel.kept)
