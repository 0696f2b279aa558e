"""The static file of the points of an overlay: fetched once by the browser, kept for ever under a hashed name."""

from __future__ import annotations

from dataclasses import replace

from geo.build import write_map_file
from geo.map_overlay import OverlayPoints


def published(points: OverlayPoints, stem: str) -> OverlayPoints:
    """Return the points with their static file written; a full or read-only disk leaves them to travel inline."""
    try:
        return replace(points, url=f"maps/{write_map_file(stem, points.content()).name}")
    except OSError:
        return points
