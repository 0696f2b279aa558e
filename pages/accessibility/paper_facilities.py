"""Facilities on paper: one that offers beds of several types stands once, with its kinds of beds behind its name.

On screen each kind is a point of its own, to be selected and counted; on paper it would be written twice on one spot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from data.supply_demand.points import Facilities
from geo.map_overlay import HIDDEN, MapOverlay, OverlayLayer
from pages.accessibility.choices import kind_label
from pages.accessibility.naming import plain_name
from pages.shared.labels import word


def merged(overlay: MapOverlay, facilities: Facilities) -> MapOverlay:
    """Return an overlay whose facilities of one name, spot and class are one."""
    layers = [_merged(layer, facilities) if layer.points.kind == "facility" else layer for layer in overlay.layers]
    return replace(overlay, layers=tuple(layers))


def _merged(layer: OverlayLayer, facilities: Facilities) -> OverlayLayer:
    points, ranks = layer.points, np.asarray(layer.ranks)
    kind_of = dict(zip(facilities.ids, facilities.kinds, strict=True))
    groups: dict[tuple[object, ...], list[int]] = {}
    for k in map(int, np.flatnonzero(ranks != HIDDEN)):
        spot = (
            plain_name(points.names[k], kind_of.get(points.ids[k], "")),
            float(points.lon[k]),
            float(points.lat[k]),
            int(ranks[k]),
        )
        groups.setdefault(spot, []).append(k)
    first = np.array([members[0] for members in groups.values()], dtype=np.int64)
    names = tuple(_name(str(spot[0]), [kind_of.get(points.ids[k], "") for k in m]) for spot, m in groups.items())
    kept = replace(
        points,
        ids=tuple(points.ids[k] for k in first),
        names=names,
        lon=points.lon[first],
        lat=points.lat[first],
        radii=None if points.radii is None else points.radii[first],
        schematic=None if points.schematic is None else tuple(points.schematic[k] for k in first),
        url="",  # the static file holds the points of the screen
    )
    values = None if layer.values is None else np.array([layer.values[m].sum() for m in groups.values()])
    return replace(layer, points=kept, ranks=ranks[first], values=values, groups=None)


def _name(name: str, kinds: Sequence[str]) -> str:
    """Return a name, with the kinds of beds behind it where there are several."""
    words = list(dict.fromkeys(kind_label(kind) for kind in kinds if kind))
    listed = word("access.kinds_between").join(words)
    return word("access.name_with_kinds", name=name, kinds=listed) if len(words) > 1 else name
