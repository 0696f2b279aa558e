"""Long segments of roads get nodes in between, so that the nearest node of a place is near."""

from __future__ import annotations

import numpy as np

from data.words import Words
from geo.reach.road_network import RoadFileError, RoadNetwork
from geo.reach.travel_times import Floats

LONGEST_SEGMENT_KM = 0.2
MOST_SEGMENTS = 10_000_000  # once long ones are cut
TOO_LONG = Words(
    f"路网中的道路过长：切成 200 米以内的路段后超过 {MOST_SEGMENTS // 10_000} 万段，未读取",
    f"the roads are too long: cut to 200 m they are more than {MOST_SEGMENTS // 10**6} million segments; not read",
)


def with_short_segments(network: RoadNetwork) -> RoadNetwork:
    """Return the network with long segments cut into equal parts of at most LONGEST_SEGMENT_KM.

    Raises RoadFileError where they become too many.
    """
    parts = np.maximum(1, np.ceil(network.km / LONGEST_SEGMENT_KM - 1e-9)).astype(np.int64)
    if parts.sum() > MOST_SEGMENTS:
        raise RoadFileError(TOO_LONG)
    segment = np.repeat(np.arange(len(parts)), parts)
    part = np.arange(len(segment)) - np.repeat(np.cumsum(parts) - parts, parts)
    # nodes in between are numbered after the others: part k of a segment begins at its node k - 1
    before = np.repeat(np.cumsum(parts - 1) - (parts - 1), parts) + len(network.lon)
    start = np.where(part == 0, network.start[segment], before + part - 1)
    end = np.where(part == parts[segment] - 1, network.end[segment], before + part)
    inner = part > 0
    along = part[inner] / parts[segment[inner]]

    def between(degrees: Floats) -> Floats:
        at = segment[inner]
        return np.concatenate([degrees, degrees[network.start[at]] * (1 - along) + degrees[network.end[at]] * along])

    def repeated(values: Floats) -> Floats:
        return values[segment]

    return RoadNetwork(
        between(network.lon),
        between(network.lat),
        start.astype(np.int64),
        end.astype(np.int64),
        repeated(network.km / parts),
        repeated(network.walking_kmh),
        repeated(network.driving_kmh),
        network.direction[segment],
        network.id,
        network.walking_direction[segment],
        network.has_doors[segment],
    )
