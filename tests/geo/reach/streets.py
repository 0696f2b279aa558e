"""A small town of streets, written as an .osm.pbf file: distances can be told by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from geo.reach import sphere

LON, LAT = 105.0, 30.0
STEP = 0.001  # degrees of latitude between crossings: 111.195 m
STEP_KM = sphere.EARTH_RADIUS_KM * np.radians(STEP)
EAST_STEP = STEP / np.cos(np.radians(LAT))  # about as long along the parallel


def at(column: float, row: float) -> tuple[float, float]:
    """Return the position of a crossing, columns to the east, rows to the north."""
    return LON + column * EAST_STEP, LAT + row * STEP


def write_roads(
    path: Path, nodes: dict[int, tuple[float, float]], ways: list[tuple[list[int], dict[str, str]]]
) -> Path:
    import osmium
    from osmium.osm.mutable import Node, Way

    writer = osmium.SimpleWriter(str(path), overwrite=True)
    try:
        for ref, position in sorted(nodes.items()):
            writer.add_node(Node(id=ref, location=position))
        for number, (refs, tags) in enumerate(ways, 1):
            writer.add_way(Way(id=number, nodes=refs, tags=tags))
    finally:
        writer.close()
    return path


def grid_town(path: Path, side: int, tags: dict[str, str] | None = None) -> Path:
    """Write a square of side × side crossings, every street in both directions."""
    nodes = {1 + column + row * side: at(column, row) for row in range(side) for column in range(side)}
    numbers = np.arange(side * side).reshape(side, side) + 1
    tags = tags or {"highway": "residential"}
    ways = [(line.tolist(), tags) for line in (*numbers, *numbers.T)]
    return write_roads(path, nodes, ways)
