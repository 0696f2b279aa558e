"""A town with the tags that real OpenStreetMap data has: all classes, one-way streets, gates, ferries, cut-off ways.

Made up, since no file of the real world is at hand. Streets are bent (most nodes lie between crossings, as in real
data), buildings and shops stand between them, ways at the border name nodes that the file does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

WEST, SOUTH = 121.9, 37.1
STEP = 0.003  # degrees between crossings: some 300 m
Tags = dict[str, str]

STREETS: tuple[Tags, ...] = (
    {"highway": "residential"},
    {"highway": "residential", "oneway": "yes"},
    {"highway": "residential", "oneway": "-1", "maxspeed": "20"},
    {"highway": "residential", "oneway": "no", "maxspeed": "40;30"},
    {"highway": "tertiary", "maxspeed": "CN:urban"},
    {"highway": "tertiary", "maxspeed": "30 mph", "oneway": "1"},
    {"highway": "unclassified", "maxspeed": "none"},
    {"highway": "unclassified", "maxspeed": "25 km/h"},
    {"highway": "living_street", "maxspeed": "walk"},
    {"highway": "service", "access": "private"},
    {"highway": "service", "access": "customers", "service": "driveway"},
    {"highway": "service", "access": "private", "foot": "yes"},
    {"highway": "service", "access": "no", "motor_vehicle": "yes"},
    {"highway": "residential", "motor_vehicle": "no"},
    {"highway": "residential", "vehicle": "no", "motorcar": "yes"},
    {"highway": "residential", "access": "destination"},
    {"highway": "residential", "foot": "no"},
    {"highway": "residential", "oneway": "reversible"},
    {"highway": "footway", "bicycle": "yes"},
    {"highway": "path", "motor_vehicle": "yes"},
    {"highway": "cycleway", "foot": "designated"},
    {"highway": "cycleway", "foot": "no"},
    {"highway": "steps"},
    {"highway": "track", "tracktype": "grade3", "access": "agricultural"},
    {"highway": "track"},
    {"highway": "pedestrian"},
    {"highway": "bridleway"},
    {"highway": "road"},
    {"highway": "construction", "construction": "primary"},
    {"highway": "proposed"},
    {"highway": "bus_guideway"},
    {"highway": "corridor", "level": "1"},
)
AVENUES: tuple[Tags, ...] = (
    {"highway": "primary", "maxspeed": "60", "lanes": "4"},
    {"highway": "secondary", "maxspeed": "50"},
    {"highway": "secondary"},
    {"highway": "trunk", "maxspeed": "80"},
    {"highway": "trunk", "motorroad": "yes"},
    {"highway": "primary", "maxspeed": "30"},
)
BARRIERS: tuple[Tags, ...] = (
    {"barrier": "bollard"},
    {"barrier": "gate"},
    {"barrier": "gate", "access": "private"},
    {"barrier": "lift_gate", "motor_vehicle": "private", "foot": "yes"},
    {"barrier": "block", "motor_vehicle": "yes"},
    {"barrier": "toll_booth"},
    {"barrier": "gate", "foot": "no"},
    {"highway": "crossing"},
    {"highway": "traffic_signals"},
)


@dataclass
class Town:
    """Nodes (id → lon, lat), tags of some, ways (ids of nodes, tags); `missing` are in ways but not in the file."""

    nodes: dict[int, tuple[float, float]] = field(default_factory=dict)
    node_tags: dict[int, Tags] = field(default_factory=dict)
    ways: list[tuple[list[int], Tags]] = field(default_factory=list)
    missing: set[int] = field(default_factory=set)
    crossings: np.ndarray = field(default_factory=lambda: np.zeros((0, 0), np.int64))

    def add(self, lon: float, lat: float) -> int:
        """Add a node and return its id."""
        ref = 1_000_000_000 + 7 * len(self.nodes)
        self.nodes[ref] = (round(lon, 7), round(lat, 7))
        return ref


def real_town(side: int, seed: int = 5) -> Town:
    """Return a town of side × side crossings, each street between two of them with 4 to 10 bends."""
    dice, town = np.random.default_rng(seed), Town()
    jitter = dice.normal(0, STEP / 8, (side, side, 2))
    corners = np.array([[(WEST + c * STEP, SOUTH + r * STEP) for c in range(side)] for r in range(side)]) + jitter
    town.crossings = np.array([[town.add(*corner) for corner in row] for row in corners])
    for lines in (town.crossings, town.crossings.T):
        for number, line in enumerate(lines):
            _add_street(town, dice, line.tolist(), is_avenue=number % 8 == 0)
    _add_motorway(town)
    _add_oddities(town, dice)
    _add_surroundings(town, dice, len(town.nodes) // 3)
    return town


def _add_street(town: Town, dice: np.random.Generator, line: list[int], *, is_avenue: bool) -> None:
    """Add a street along crossings, in ways of one to six blocks with tags of their own."""
    kinds = AVENUES if is_avenue else STREETS
    begin = 0
    while begin < len(line) - 1:
        end = min(begin + int(dice.integers(1, 7)), len(line) - 1)
        # half of all streets are plain ones, as everywhere
        kind = dict(kinds[int(dice.integers(len(kinds)))] if dice.random() < 0.5 else kinds[0])
        refs = [line[begin]]
        for one, other in zip(line[begin:end], line[begin + 1 : end + 1], strict=True):
            refs += [*_bends(town, dice, one, other), other]
        if dice.random() < 0.08:
            town.node_tags[refs[len(refs) // 2]] = dict(BARRIERS[int(dice.integers(len(BARRIERS)))])
        town.ways.append((refs if dice.random() < 0.7 else refs[::-1], kind | {"name": "路<b>"}))
        begin = end


def _bends(town: Town, dice: np.random.Generator, one: int, other: int) -> list[int]:
    a, b = np.array(town.nodes[one]), np.array(town.nodes[other])
    count = int(dice.integers(4, 11))
    along = np.sort(dice.uniform(0.05, 0.95, count))[:, None]
    return [town.add(*spot) for spot in a + along * (b - a) + dice.normal(0, STEP / 40, (count, 2))]


def _add_motorway(town: Town) -> None:
    """Add a motorway in two one-way halves beside the town, joined to it by links; its segments are long."""
    side = len(town.crossings)
    for offset, step in ((-0.004, 1), (-0.0045, -1)):
        rows = range(0, side, 5)[::step]
        refs = [town.add(WEST + offset, SOUTH + r * STEP) for r in rows]
        town.ways.append((refs, {"highway": "motorway", "maxspeed": "120", "oneway": "yes"}))
        for k in range(0, len(refs), 3):
            crossing = int(town.crossings[rows[k], 0])
            town.ways.append(([refs[k], crossing], {"highway": "motorway_link"}))
            town.ways.append(([crossing, refs[k]], {"highway": "motorway_link", "oneway": "yes"}))


def _add_oddities(town: Town, dice: np.random.Generator) -> None:
    side = len(town.crossings)
    for _ in range(side):
        row, column = (int(k) for k in dice.integers(1, side - 1, 2))
        here = int(town.crossings[row, column])
        lon, lat = town.nodes[here]
        angle = np.linspace(0, 2 * np.pi, 7)[:-1]
        ring = [town.add(lon + 0.0004 * np.cos(a), lat + 0.0003 * np.sin(a)) for a in angle]
        town.ways.append(([*ring, ring[0]], {"highway": "tertiary", "junction": "roundabout"}))
        town.ways.append(([here, ring[0]], {"highway": "tertiary"}))
        town.ways.append(([ring[3], here, here], {"highway": "tertiary"}))  # a node twice in a row
        square = [town.add(lon + x, lat + y) for x, y in ((0, 0.001), (0.001, 0.001), (0.001, 0), (0, 0.0005))]
        plaza = {"highway": "pedestrian" if row % 2 else "service", "area": "yes"}
        town.ways.append(([here, *square, here], plaza))
        twin = town.add(lon, lat)  # another node on the same spot
        town.ways.append(([here, twin, ring[1]], {"highway": "footway"}))
        far = town.add(lon + 0.02, lat + 0.02)
        town.ways.append(([here, far], {"route": "ferry", "motor_vehicle": "yes", "duration": "00:20"}))
        town.ways.append(([far, here], {"highway": "primary_link" if row % 2 else "trunk_link", "maxspeed": "signals"}))
        outside = town.add(lon, lat - 0.5)
        town.missing.add(outside)
        near = town.add(lon + 0.0007, lat)
        town.ways.append(([here, near, outside, town.add(lon + 0.0009, lat)], {"highway": "secondary_link"}))
    town.ways.append(([int(town.crossings[0, 0])], {"highway": "residential"}))  # cut off to a single node


def _add_surroundings(town: Town, dice: np.random.Generator, count: int) -> None:
    """Add buildings, fences, a river and shops: most of a real file, none of it roads."""
    side = len(town.crossings) * STEP
    for _ in range(count // 4):
        lon, lat = WEST + dice.uniform(0, side), SOUTH + dice.uniform(0, side)
        house = [town.add(lon + x, lat + y) for x, y in ((0, 0), (0.0002, 0), (0.0002, 0.0002), (0, 0.0002))]
        town.ways.append(([*house, house[0]], {"building": "yes"} if dice.random() < 0.9 else {"barrier": "fence"}))
    for ref in list(town.nodes)[-count::50]:
        town.node_tags[ref] = {"amenity": "pharmacy", "name": "药店"}


def write_town(town: Town, path: Path) -> Path:
    """Write a town as an .osm.pbf file: nodes, then ways, then a relation, in blocks of 8,000."""
    import osmium
    from osmium.osm.mutable import Node, Relation, Way

    header = osmium.io.Header()
    header.set("generator", "osmium/1.16.0")
    writer = osmium.SimpleWriter(str(path), overwrite=True, header=header)
    try:
        for ref in sorted(town.nodes.keys() - town.missing):
            writer.add_node(Node(id=ref, location=town.nodes[ref], tags=town.node_tags.get(ref, {}), version=3))
        for number, (refs, tags) in enumerate(town.ways, 1):
            writer.add_way(Way(id=number, nodes=refs, tags=tags, version=2))
        writer.add_relation(Relation(id=1, members=[("w", 1, "outer")], tags={"type": "route", "route": "bus"}))
    finally:
        writer.close()
    return path
