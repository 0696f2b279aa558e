"""What the tags of a way say: how fast one walks and drives there, and in which directions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

Mode = Literal["walking", "driving"]
MODES: tuple[Mode, ...] = ("walking", "driving")
SPEEDS_FILE = Path(__file__).resolve().parent / "road_speeds.yaml"
KM_OF_UNIT = {"": 1.0, "km/h": 1.0, "kmh": 1.0, "kph": 1.0, "mph": 1.609344, "knots": 1.852}
NUMERIC_SPEED = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*([a-z/]*)")


@dataclass(frozen=True, slots=True)
class RoadUse:
    """How a way is used.

    Attributes:
        walking_kmh: speed on foot, in both directions; 0 where nobody may walk.
        driving_kmh: speed by car; 0 where nobody may drive.
        direction: of driving: 1 in the order of its nodes only, -1 against it only, 0 both.
    """

    walking_kmh: float
    driving_kmh: float
    direction: int


def road_use(tags: Mapping[str, str]) -> RoadUse | None:
    """Return how a way is used by its OpenStreetMap tags; None where it is no road, or closed to both modes.

    >>> road_use({"highway": "primary", "maxspeed": "30", "oneway": "yes"})
    RoadUse(walking_kmh=5.0, driving_kmh=30.0, direction=1)
    >>> road_use({"highway": "service", "access": "private"}) is None
    True
    """
    speeds = _table()["classes"].get(tags.get("highway", ""))
    if speeds is None:
        return None
    walking = float(speeds.get("walking", 0)) if _is_open(tags, "walking") else 0.0
    driving = float(speeds.get("driving", 0)) if _is_open(tags, "driving") else 0.0
    if tags.get("motorroad") == "yes":
        walking = 0.0
    if tags.get("area") == "yes":  # a square or a car park: people cross it, roads lead around it
        driving = 0.0
    if (limit := limit_kmh(tags.get("maxspeed", ""))) is not None:
        driving = min(driving, limit)
    if not walking and not driving:
        return None
    return RoadUse(walking, driving, _direction(tags))


def stopped_modes(tags: Mapping[str, str]) -> frozenset[Mode]:
    """Return the modes that what stands in a road stops, by the tags of its node: a bollard, a gate that is private.

    >>> stopped_modes({"barrier": "bollard"}), stopped_modes({"barrier": "gate"})
    (frozenset({'driving'}), frozenset())
    """
    barrier = tags.get("barrier")
    if barrier is None:
        return frozenset()
    stopped = {mode for mode in MODES if not _is_open(tags, mode)}
    if barrier in _table()["stops_driving"] and not any(key in tags for key in _table()["open_by"]["driving"]):
        stopped.add("driving")
    return frozenset(stopped)


def without(use: RoadUse, modes: Collection[Mode]) -> RoadUse | None:
    """Return a use without some modes; None where none is left."""
    walking = 0.0 if "walking" in modes else use.walking_kmh
    driving = 0.0 if "driving" in modes else use.driving_kmh
    return RoadUse(walking, driving, use.direction) if walking or driving else None


def limit_kmh(maxspeed: str) -> float | None:
    """Return a speed limit in km/h; None where it is not a number above 0 (`walk`, `CN:urban`, `40;60`).

    >>> limit_kmh("60"), limit_kmh("60 km/h"), limit_kmh("30 mph"), limit_kmh("CN:urban")
    (60.0, 60.0, 48.28032, None)
    """
    read = NUMERIC_SPEED.fullmatch(maxspeed.strip().lower())
    if read is None or read[2] not in KM_OF_UNIT or not float(read[1]):
        return None
    return float(read[1]) * KM_OF_UNIT[read[2]]


def access_kmh() -> float:
    """Return the speed off the roads, from a point to the network."""
    return float(_table()["access_kmh"])


def speeds_version() -> str:
    """Return a mark of the table of speeds: networks that were built with another one are not taken."""
    return hashlib.sha256(SPEEDS_FILE.read_bytes()).hexdigest()[:16]


def class_speeds() -> dict[str, dict[Mode, float]]:
    """Return the table of speeds in km/h, class → mode → speed, to be shown beside what was computed with it."""
    table: dict[str, dict[Mode, float]] = _table()["classes"]
    return {name: dict(speeds) for name, speeds in table.items()}


def _is_open(tags: Mapping[str, str], mode: Mode) -> bool:
    said = next((tags[key] for key in _table()["open_by"][mode] if key in tags), "yes")
    return said not in _table()["closed"]


def _direction(tags: Mapping[str, str]) -> int:
    match tags.get("oneway", ""):
        case "yes" | "1" | "true":
            return 1
        case "-1" | "reverse":
            return -1
        case "no" | "0" | "false":
            return 0
    is_implied = tags.get("highway") in _table()["one_way_classes"] or tags.get("junction") in {
        "roundabout",
        "circular",
    }
    return int(is_implied)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(SPEEDS_FILE.read_text(encoding="utf-8"))
    return table
