"""What a layout element rests upon: the units it names, the places among its `place_ids` that have a position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shapely import Point

from data.plan import Place
from geo.placement_frame import Frame, Unit
from geo.placement_points import LOCATED, Spot
from layouts.layout import LayoutElement


@dataclass(frozen=True, slots=True)
class Stop:
    """A point that an element's shape goes through: a located place, or the anchor of a member unit."""

    point: Point
    name: str
    name_en: str
    unit: Unit | None = None
    is_place: bool = False


@dataclass(frozen=True)
class Support:
    """Members, places and their positions, as far as they are known."""

    element: LayoutElement
    units: tuple[Unit, ...]
    places: tuple[Place, ...]
    spots: Mapping[str, Spot]

    @property
    def located(self) -> tuple[Stop, ...]:
        """The element's places whose position is known exactly or to the town."""
        return tuple(
            Stop(self.spots[place.place_id].point, place.name, place.name_en or place.name, is_place=True)
            for place in self.places
            if place.place_id in self.spots and self.spots[place.place_id].basis in LOCATED
        )

    @property
    def placed_places(self) -> tuple[Place, ...]:
        """The element's places that are known to a district only."""
        return tuple(
            place
            for place in self.places
            if place.place_id in self.spots and self.spots[place.place_id].basis not in LOCATED
        )

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Located places, and the anchor of every member unit that holds none of them; in the plan's order."""
        located = self.located
        stops: list[Stop] = []
        for unit in self.units:
            inside = [stop for stop in located if unit.polygon.covers(stop.point)]
            stops += inside or [Stop(unit.anchor, unit.name, unit.name_en or unit.name, unit)]
        stops += [stop for stop in located if stop not in stops]
        return tuple(dict.fromkeys(stops))

    @property
    def is_mostly_located(self) -> bool:
        """Whether at least half of the element's places have a position."""
        return bool(self.places) and 2 * len(self.located) >= len(self.places)


def support_of(element: LayoutElement, frame: Frame, spots: Mapping[str, Spot]) -> Support:
    """Gather an element's support; members and places that the plan does not define are left out.

    Where the element names no unit, the units of its places stand in.
    """
    by_id = {place.place_id: place for place in frame.context.places}
    places = tuple(by_id[place_id] for place_id in element.place_ids if place_id in by_id)
    codes = list(dict.fromkeys(element.district_codes))
    if not codes:
        codes = list(dict.fromkeys(place.district_code for place in places if place.place_id in spots))
    units = tuple(frame.units[code] for code in codes if code in frame.units)
    return Support(element, units, places, spots)
