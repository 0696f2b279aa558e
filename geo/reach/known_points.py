"""Points that are known without any file: the middle of a district, towns. Nothing finer is in public sources here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely import Point

from data.plan import Plan
from geo.placement_context import PlacementContext, Town, context_of
from geo.placement_frame import Frame, make_frame
from geo.placement_zones import towns_of


@dataclass(frozen=True, slots=True)
class Ground:
    """A plan's ground, and a point of each of its units in degrees, by code."""

    context: PlacementContext
    frame: Frame
    district_points: dict[str, Point]


def ground_of(plan: Plan) -> Ground | None:
    """Return a plan's ground; None where its region has no boundary.

    A county's point lies inside it and outside its functional zones; a zone's is the middle one of its known towns.
    """
    try:
        context = context_of(plan)
    except KeyError:
        return None
    frame = make_frame(context)
    points = {code: frame.to_degrees(unit.anchor) for code, unit in frame.units.items()}
    for zone in context.districts:
        if zone.is_zone and zone.district_code in points:
            points[zone.district_code] = middle_town(towns_of(zone, context.towns)) or points[zone.district_code]
    return Ground(context, frame, points)


def middle_town(towns: Sequence[Town]) -> Point | None:
    """Return the point of the town nearest to the middle of all whose point is known; None where none is."""
    known = [town.point for town in towns if town.point is not None]
    if not known:
        return None
    x, y = np.mean([(point.x, point.y) for point in known], axis=0)
    return min(known, key=lambda point: (point.distance(Point(x, y)), point.x, point.y))


def town_named(ground: Ground, name: str, outline_code: str) -> Point | None:
    """Return the point of a town by its name, with or without 镇 or 街道, in an outline ("": anywhere in the region).

    None where no town, or more than one, has that name and a point.
    """
    wanted = _stem(name)
    places = [
        town.point
        for town in ground.context.towns
        if town.point is not None and _stem(town.name) == wanted and outline_code in ("", town.boundary_code)
    ]
    return places[0] if len(places) == 1 else None


def _stem(name: str) -> str:
    for suffix in ("街道办事处", "办事处", "街道", "镇", "乡"):
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            return name.removesuffix(suffix)
    return name
