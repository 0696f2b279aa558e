"""Care of the shelf of inputs: what lies on it, what the records refer to, when it was last used, what may go.

A file is referred to when its id stands anywhere in the records: in a scenario, in one that was changed since (it can
be brought back), in a link within a note. What is referred to is never deleted, nor are the roads that it names.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data.record import Entry
from data.supply_demand import shelf

ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")
DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the shelf.

    Attributes:
        is_set: whether it is an input set; else it is a road network, or damaged.
        used_at: when it was last put there or chosen on a page, in seconds since 1970, to the day.
        roads: id of the network that a set names; "" where it names none.
        plan_id: of a set; "" for roads.
        unused_days: whole days since then.
        is_referred: whether the records refer to it, or a set that they refer to names it.
        is_named: roads: whether any set names them.
    """

    id: str
    path: Path
    size: int
    used_at: float
    is_set: bool
    roads: str
    plan_id: str
    unused_days: int
    is_referred: bool
    is_named: bool = False


def ids_in(entries: Iterable[Entry]) -> set[str]:
    """Return everything in entries that looks like the id of a file on the shelf."""
    return {
        found for entry in entries for text in (entry.value, entry.note, entry.source) for found in ID.findall(text)
    }


def kept(referred: set[str]) -> list[Kept]:
    """Return what lies on the shelf, the longest unused first; `referred` are the ids that the records hold."""
    now, paths = time.time(), shelf.files()
    heads = {path.stem: head for path in paths if (head := _head(path.stem)) is not None}
    needed = referred | {roads for set_id, (roads, _) in heads.items() if set_id in referred}
    named = {roads for roads, _ in heads.values()}
    found = []
    for path in paths:
        with suppress(FileNotFoundError):  # deleted meanwhile
            state, one = path.stat(), path.stem
            roads, plan_id = heads.get(one, ("", ""))
            days = max(0, int((now - state.st_mtime) // DAY_SECONDS))
            place = (path, state.st_size, state.st_mtime)
            found.append(Kept(one, *place, one in heads, roads, plan_id, days, one in needed, one in named))
    return sorted(found, key=lambda one: (-one.unused_days, one.id))


def _head(set_id: str) -> tuple[str, str] | None:
    """Return the roads and the plan that a set names; None where it is none, or cannot be read."""
    inputs = shelf.get(set_id)
    return (inputs.roads, inputs.plan_id) if inputs else None


def prunable(found: Iterable[Kept], unused_days: int) -> list[Kept]:
    """Return what nothing refers to and nobody used for so many days; roads stay while a set that stays names them."""
    found = list(found)
    old = [one for one in found if not one.is_referred and one.unused_days >= unused_days]
    going = {one.id for one in old}
    held = {one.roads for one in found if one.is_set and one.id not in going}
    return [one for one in old if one.id not in held]


def delete(going: Iterable[Kept]) -> None:
    """Delete files of the shelf, sets before the roads that they name; what somebody took up meanwhile stays."""
    for one in sorted(going, key=lambda one: not one.is_set):
        with suppress(FileNotFoundError):
            if one.path.stat().st_mtime == one.used_at:
                one.path.unlink()
