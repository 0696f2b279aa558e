"""Care of the shelf of inputs: what lies on it, what the records refer to, when it was last used, what may go.

A file is referred to when its id stands anywhere in the records: in a scenario, in one that was changed since (it can
be brought back), in a link within a note. What is referred to is never deleted, nor are the roads that it names.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
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
        roads: id of the network that a set names; "" where it names none.
        plan_id: of a set; "" for roads.
        unused_days: whole days since it was last put there or chosen on a page.
        is_referred: whether the records refer to it, or a set that they refer to names it.
        is_named: roads: whether any set names them.
    """

    id: str
    path: Path
    size: int
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
    sets = {path.stem: inputs for path in paths if (inputs := shelf.get(path.stem)) is not None}
    needed = referred | {one.roads for set_id, one in sets.items() if set_id in referred}
    named = {one.roads for one in sets.values()}
    found = []
    for path in paths:
        try:
            state = path.stat()
        except FileNotFoundError:  # deleted meanwhile
            continue
        its_set = sets.get(path.stem)
        roads, plan_id = (its_set.roads, its_set.plan_id) if its_set else ("", "")
        days = max(0, int((now - state.st_mtime) // DAY_SECONDS))
        is_named = path.stem in named
        found.append(
            Kept(
                path.stem, path, state.st_size, its_set is not None, roads, plan_id, days, path.stem in needed, is_named
            )
        )
    return sorted(found, key=lambda one: (-one.unused_days, one.id))


def prunable(found: Iterable[Kept], unused_days: int) -> list[Kept]:
    """Return what nothing refers to and nobody used for so many days; roads stay while a set that stays names them."""
    found = list(found)
    old = [one for one in found if not one.is_referred and one.unused_days >= unused_days]
    going = {one.id for one in old}
    held = {one.roads for one in found if one.is_set and one.id not in going}
    return [one for one in old if one.id not in held]


def delete(going: Iterable[Kept]) -> None:
    """Delete files of the shelf, sets before the roads that they name."""
    for one in sorted(going, key=lambda one: not one.is_set):
        one.path.unlink(missing_ok=True)
