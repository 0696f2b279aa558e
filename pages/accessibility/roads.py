"""The road networks on the shelf of inputs: read from a file, kept, and travelled along."""

from __future__ import annotations

from data.plan import Plan
from data.records_place import records_folder
from geo import boundaries
from geo.reach import road_network, roads
from geo.reach.road_network import RoadFileError, RoadNetwork
from geo.reach.road_travel import RoadTravel
from geo.reach.road_use import Mode
from pages.shared import queries


def keep_roads(plan: Plan, content: bytes) -> RoadNetwork:
    """Return the network of an .osm.pbf file inside the region of a plan, put on the shelf of inputs.

    Raises RoadFileError, in words for the reader, on a file that cannot be used; OSError where it cannot be kept.
    """
    region = boundaries.region_polygon(plan.region_code) if boundaries.has_boundary(plan.region_code) else None
    return roads.kept_roads(records_folder() / "inputs", content, region)


def has_roads(roads_id: str) -> bool:
    """Tell whether a network is kept under an id and can be read."""
    try:
        _network(roads_id)
    except (RoadFileError, OSError):
        return False
    return True


def road_travel(roads_id: str, mode: Mode) -> RoadTravel:
    """Return travel along a network that is kept; what it works out of the roads is kept with it."""
    return queries.made(f"road_travel {roads_id} {mode}", lambda: RoadTravel(_network(roads_id), mode))


def _network(roads_id: str) -> RoadNetwork:
    path = records_folder() / "inputs" / f"{roads_id}.npz"
    return queries.made(f"roads {roads_id}", lambda: road_network.from_bytes(path.read_bytes()))
