"""Roads of an OpenStreetMap file (`.osm.pbf`), read once into a network and kept by what the file holds."""

from __future__ import annotations

import hashlib
from array import array
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.making import write_whole
from geo.reach import road_network, sphere
from geo.reach.guarded import Bounds, guarded
from geo.reach.pbf_blobs import check_blobs
from geo.reach.road_network import DAMAGED, RoadFileError, RoadNetwork
from geo.reach.road_use import Mode, RoadUse, road_use, speeds_version, stopped_modes, without
from geo.reach.road_words import NO_PBF, RARE_PBF, elsewhere, too_large, too_long_way, too_many_nodes
from geo.reach.short_segments import with_short_segments

if TYPE_CHECKING:
    from osmium.osm import WayNodeList

LARGEST_FILE_MB = 200  # an extract of a province is 30–150 MB
MOST_NODES = 5_000_000  # of roads inside the region
LONGEST_WAY = 100_000  # nodes; OpenStreetMap allows 2,000
BOUNDS = Bounds(seconds=240, memory_mb=5000)  # of reading a file that was uploaded
MARGIN_DEGREES = 0.1  # roads so far beyond the region are kept: people cross its line
BUILD_VERSION = "3"  # rises when networks are built in another way
Run = list[tuple[int, int, int]]  # node, lon, lat in 1e-7 degrees
Box = tuple[int, int, int, int]
Stops = dict[int, frozenset[Mode]]  # by node
_FIRST_BLOB = b"\n\x09OSMHeader"


def is_osm_pbf(content: bytes) -> bool:
    """Tell whether content begins like an .osm.pbf file, whatever it is called."""
    return content[4 : 4 + len(_FIRST_BLOB)] == _FIRST_BLOB


def network_id(content: bytes, region: BaseGeometry | None = None) -> str:
    """Return the id, 16 hex digits, that the network of this file has once it is cut to a region."""
    box = "" if region is None else ",".join(f"{degrees:.6f}" for degrees in region.bounds)
    mark = hashlib.sha256("|".join((BUILD_VERSION, speeds_version(), box)).encode())
    mark.update(hashlib.sha256(content).digest())
    return mark.hexdigest()[:16]


def kept_roads(folder: Path, content: bytes, region: BaseGeometry | None = None) -> RoadNetwork:
    """Return the network of a file from `<id>.npz` in a folder; the first time it is read and put there.

    A file is read in a process of its own, bounded in time and memory. A kept file that cannot be read is made again.
    Raises RoadFileError like `read_roads`.
    """
    path = folder / f"{network_id(content, region)}.npz"
    if path.is_file():
        try:
            return road_network.from_bytes(path.read_bytes())
        except RoadFileError:
            path.unlink(missing_ok=True)
    _refuse_too_large(len(content))
    guarded(_keep, path, content, region, bounds=BOUNDS, fault=RoadFileError)
    return road_network.from_bytes(path.read_bytes())


def _keep(path: Path, content: bytes, region: BaseGeometry | None) -> None:
    write_whole(path, read_roads(content, region).to_bytes())


def read_roads(source: Path | str | bytes, region: BaseGeometry | None = None) -> RoadNetwork:
    """Return the roads of an .osm.pbf file, cut to the box of a region (degrees) and a margin of 0.1 degrees.

    Roads are ways with a `highway` class of `road_speeds.yaml` that are open to walking or driving. Nodes that the
    file does not hold break a way. Raises RoadFileError, in Chinese, on a file that is no PBF, is damaged, is larger
    than 200 MB, has more than 5 million road nodes, or has no road inside the region.
    """
    content = source if isinstance(source, bytes) else _content(Path(source))
    _refuse_too_large(len(content))
    if not is_osm_pbf(content):
        raise RoadFileError(NO_PBF)
    check_blobs(content)
    ways = _ways(content, region)
    network = _network(ways, network_id(content, region))
    if not len(network.km) or not _is_inside(network, region):
        raise RoadFileError(elsewhere(ways.lon_lat_seen, region))
    return network


def _content(path: Path) -> bytes:
    _refuse_too_large(path.stat().st_size)
    return path.read_bytes()


def _refuse_too_large(size: int) -> None:
    if size > LARGEST_FILE_MB * 1_000_000:
        raise RoadFileError(too_large(size, LARGEST_FILE_MB))


@dataclass(slots=True)
class _Ways:
    """Runs of nodes of usable ways, one after another."""

    nodes: array[int] = field(default_factory=lambda: array("q"))
    lon: array[int] = field(default_factory=lambda: array("l"))  # in 1e-7 degrees
    lat: array[int] = field(default_factory=lambda: array("l"))
    lengths: list[int] = field(default_factory=list)
    uses: list[RoadUse] = field(default_factory=list)
    lon_lat_seen: tuple[int, int] | None = None  # of some node of a road, wherever it is

    def add(self, run: Run, use: RoadUse) -> None:
        """Append a run of (node, lon, lat); one of a single node is no way."""
        if len(run) > 1:
            for node, lon, lat in run:
                self.nodes.append(node)
                self.lon.append(lon)
                self.lat.append(lat)
            self.lengths.append(len(run))
            self.uses.append(use)


def _ways(content: bytes, region: BaseGeometry | None) -> _Ways:
    import osmium
    import osmium.filter
    import osmium.io
    from osmium.osm import Node, Way

    box = _box(region)
    ways = _Ways()
    reader = osmium.FileProcessor(osmium.io.FileBuffer(content, "osm.pbf"), osmium.osm.NODE | osmium.osm.WAY)
    # an array of what is there: the usual index takes memory by the numbers that nodes have, which anybody may choose
    reader = reader.with_locations("sparse_mem_array").with_filter(osmium.filter.KeyFilter("highway", "barrier"))
    stops: Stops = {}
    try:
        for one in reader:
            if isinstance(one, Node) and (modes := stopped_modes(dict(one.tags))):
                stops[one.id] = modes
            elif isinstance(one, Way) and (use := road_use(dict(one.tags))) is not None:
                _add_way(ways, one.nodes, use, box, stops)
            if len(ways.nodes) > MOST_NODES:
                raise RoadFileError(too_many_nodes(MOST_NODES))
    except RoadFileError:
        raise
    except (RuntimeError, ValueError) as error:
        if "not supported" in str(error):
            raise RoadFileError(RARE_PBF) from error
        raise RoadFileError(DAMAGED) from error
    return ways


def _box(region: BaseGeometry | None) -> Box | None:
    if region is None:
        return None
    west, south, east, north = region.bounds
    low, high = -MARGIN_DEGREES, MARGIN_DEGREES
    return tuple(round(d * 1e7) for d in (west + low, south + low, east + high, north + high))  # type: ignore[return-value]


def _add_way(ways: _Ways, nodes: WayNodeList, use: RoadUse, box: Box | None, stops: Stops) -> None:
    """Add the runs of a way whose nodes are there and inside the box."""
    if len(nodes) > LONGEST_WAY:
        raise RoadFileError(too_long_way(len(nodes), LONGEST_WAY))
    run: Run = []
    for node in nodes:
        lon, lat = node.x, node.y
        if ways.lon_lat_seen is None and node.location.valid():
            ways.lon_lat_seen = lon, lat
        if node.location.valid() and (box is None or (box[0] <= lon <= box[2] and box[1] <= lat <= box[3])):
            run.append((node.ref, lon, lat))
        elif run:
            _add_run(ways, run, use, stops)
            run = []
    _add_run(ways, run, use, stops)


def _add_run(ways: _Ways, run: Run, use: RoadUse, stops: Stops) -> None:
    """Add a run; the two segments beside something that stops a mode are closed to it."""
    if not any(node in stops for node, _, _ in run):
        ways.add(run, use)
        return
    for one, other in pairwise(run):
        modes = stops.get(one[0], frozenset()) | stops.get(other[0], frozenset())
        if (left := without(use, modes)) is not None:
            ways.add([one, other], left)


def _network(ways: _Ways, content_id: str) -> RoadNetwork:
    refs = np.array(ways.nodes, np.int64)
    _, first, number = np.unique(refs, return_index=True, return_inverse=True)
    lon, lat = np.array(ways.lon, float)[first] / 1e7, np.array(ways.lat, float)[first] / 1e7
    lengths = np.array(ways.lengths, np.int64)
    is_last = np.zeros(len(refs), bool)
    is_last[np.cumsum(lengths) - 1] = True
    begin = np.flatnonzero(~is_last)
    start, end = number[begin], number[begin + 1] if len(begin) else number[begin]
    way = np.repeat(np.arange(len(lengths)), lengths)[begin]
    speeds = np.array([(u.walking_kmh, u.driving_kmh) for u in ways.uses], float).reshape(-1, 2)[way]
    rules = [(u.direction, u.walking_direction, u.has_doors) for u in ways.uses]
    turns, on_foot, doors = np.array(rules, np.int8).reshape(-1, 3)[way].T
    km = sphere.km_of_chord(sphere.chords(*(sphere.unit_vectors(lon[k], lat[k]) for k in (start, end))))
    return with_short_segments(
        RoadNetwork(lon, lat, start, end, km, speeds[:, 0], speeds[:, 1], turns, content_id, on_foot, doors)
    )


def _is_inside(network: RoadNetwork, region: BaseGeometry | None) -> bool:
    if region is None:
        return True
    shapely.prepare(region)
    return bool(shapely.contains_xy(region, network.lon, network.lat).any())
