"""Positions that people recorded, laid over those of a plan: the plan's own facts stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.plan import Plan
from data.record import Entry, Subject

BASIS = "recorded"
FIELD = "position"


@dataclass(frozen=True, slots=True)
class RecordedPosition:
    """A corrected position of a place or project in degrees (WGS84), with the words that say where it is from."""

    kind: str
    row_id: str
    lon: float
    lat: float
    source: str


def recorded_positions(present: Mapping[Subject, Entry]) -> tuple[RecordedPosition, ...]:
    """Return the positions among what is recorded, by kind and id; what is no position is left out."""
    found = (_position(subject, entry) for subject, entry in present.items() if subject.field == FIELD)
    return tuple(sorted((one for one in found if one), key=lambda one: (one.kind, one.row_id)))


def with_positions(plan: Plan, positions: tuple[RecordedPosition, ...]) -> Plan:
    """Return the plan with the recorded positions of its places; their basis is `recorded`.

    Positions of projects are not the plan's to hold: `geo.placement_points` takes them.
    """
    moved = {one.row_id: one for one in positions if one.kind == "place"}
    if not moved.keys() & {place.place_id for place in plan.places}:
        return plan
    places = (
        replace(place, lon=at.lon, lat=at.lat, location_basis=BASIS, location_source=at.source)
        if (at := moved.get(place.place_id))
        else place
        for place in plan.places
    )
    return replace(plan, places=tuple(places))


def position_of(text: str) -> tuple[float, float] | None:
    """Return longitude and latitude of a recorded position; None where the text is none.

    >>> position_of("122.1,37.5"), position_of("somewhere")
    ((122.1, 37.5), None)
    """
    lon, _, lat = text.partition(",")
    try:
        return float(lon), float(lat)
    except ValueError:
        return None


def _position(subject: Subject, entry: Entry) -> RecordedPosition | None:
    at = position_of(entry.value)
    if at is None or subject.kind not in ("place", "project"):
        return None
    source = f"记录：{entry.source or '未注明来源'}（{entry.author.name}，{entry.recorded_at:%Y-%m-%d}）"
    return RecordedPosition(subject.kind, subject.subject_id, *at, source)
