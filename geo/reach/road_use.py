"""What the tags of a way say: how fast one walks and drives there, and in which directions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

Mode = Literal["walking", "driving"]
MODES: tuple[Mode, ...] = ("walking", "driving")
SPEEDS_FILE = Path(__file__).resolve().parent / "road_speeds.yaml"
KM_OF_UNIT = {"": 1.0, "km/h": 1.0, "kmh": 1.0, "kph": 1.0, "mph": 1.609344, "knots": 1.852}
ROUND = {"roundabout", "circular"}
NUMERIC_SPEED = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*([a-z/]*)")


@dataclass(frozen=True, slots=True)
class RoadUse:
    """How a way is used.

    Attributes:
        walking_kmh: speed on foot; 0 where nobody may walk.
        driving_kmh: speed by car; 0 where nobody may drive.
        direction: of driving: 1 in the order of its nodes only, -1 against it only, 0 both.
        walking_direction: the same on foot: an escalator, a gate that lets people out only.
        has_doors: whether houses stand at it: not in a tunnel, on a bridge or along a motorway.
    """

    walking_kmh: float
    driving_kmh: float
    direction: int
    walking_direction: int = 0
    has_doors: bool = True


def road_use(tags: Mapping[str, str]) -> RoadUse | None:
    """Return how a way is used by its OpenStreetMap tags; None where it is no road, or closed to both modes.

    >>> road_use({"highway": "primary", "maxspeed": "30", "oneway": "yes"})
    RoadUse(walking_kmh=5.0, driving_kmh=30.0, direction=1, walking_direction=0, has_doors=True)
    >>> road_use({"highway": "service", "access": "private"}) is None
    True
    """
    speeds = _table()["classes"].get(tags.get("highway", ""))
    if speeds is None:
        return None
    walking, walking_direction = _use(tags, "walking", speeds)
    driving, direction = _use(tags, "driving", speeds)
    if tags.get("motorroad") == "yes" and "foot" not in tags:
        walking = 0.0
    # a square or a car park: people cross it, roads lead around it; a way for fire engines
    if tags.get("area") == "yes" or tags.get("service") == "emergency_access":
        driving = 0.0
    if (limit := limit_kmh(tags.get("maxspeed", ""))) is not None:
        driving = min(driving, limit)
    use = RoadUse(walking, driving, direction, walking_direction, _has_doors(tags))
    return use if walking or driving else None


def stopped_modes(tags: Mapping[str, str]) -> frozenset[Mode]:
    """Return the modes that what stands in a road stops, by the tags of its node: a bollard, a gate that is private.

    >>> stopped_modes({"barrier": "bollard"}), stopped_modes({"barrier": "gate"})
    (frozenset({'driving'}), frozenset())
    """
    barrier = tags.get("barrier")
    if barrier is None:
        return frozenset()
    stopped = {mode for mode in MODES if not _is_open(tags, mode)}
    is_low = barrier == "kerb" and tags.get("kerb") in _table()["low_kerbs"]
    is_said = any(key in tags for key in _table()["open_by"]["driving"])
    if barrier in _table()["stops_driving"] and not is_said and not is_low:
        stopped.add("driving")
    return frozenset(stopped)


def without(use: RoadUse, modes: Collection[Mode]) -> RoadUse | None:
    """Return a use without some modes; None where none is left."""
    walking = 0.0 if "walking" in modes else use.walking_kmh
    driving = 0.0 if "driving" in modes else use.driving_kmh
    return replace(use, walking_kmh=walking, driving_kmh=driving) if walking or driving else None


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


def _use(tags: Mapping[str, str], mode: Mode, speeds: Mapping[str, float]) -> tuple[float, int]:
    """Return speed and direction of a mode on a way; a way that is closed in both directions has no speed."""
    direction = _direction(tags, mode)
    there = direction >= 0 and _is_open(tags, mode, ":forward")
    back = direction <= 0 and _is_open(tags, mode, ":backward")
    return (float(speeds.get(mode, 0)) if there or back else 0.0), int(there) - int(back)


def _has_doors(tags: Mapping[str, str]) -> bool:
    is_apart = any(tags.get(key, "no") not in passed for key, passed in _table()["passes_doors"].items())
    return not is_apart and tags.get("highway") not in _table()["classes_without_doors"]


def _is_open(tags: Mapping[str, str], mode: Mode, way: str = "") -> bool:
    """Tell what the most special key says; of one key, what it says of the direction goes first."""
    keys = (name for key in _table()["open_by"][mode] for name in (f"{key}{way}", key))
    said = next((tags[key] for key in keys if key in tags), "yes")
    return any(value.strip() not in _table()["closed"] for value in said.split(";"))


def _direction(tags: Mapping[str, str], mode: Mode) -> int:
    """Return the direction that a way is limited to for a mode; `oneway` itself is about vehicles."""
    for key in _table()["one_way_by"][mode]:
        match key, tags.get(key, ""):
            case "conveying", "yes":  # an escalator, who knows where to
                return 0
            case _, "yes" | "1" | "true" | "forward":
                return 1
            case _, "-1" | "reverse" | "backward":
                return -1
            case _, "no" | "0" | "false":
                return 0
    is_implied = tags.get("highway") in _table()["one_way_classes"] or tags.get("junction") in ROUND
    return int(is_implied and mode == "driving")


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(SPEEDS_FILE.read_text(encoding="utf-8"))
    return table
