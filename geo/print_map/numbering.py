"""Numbers in place of the names that found no room: each stands at its symbol, the notes tell what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.print_map.labels import NOT_COUNTED, Labelling, PlacedName, place_names
from geo.print_map.name_styles import SMALLEST_MM
from geo.print_map.names import Name
from geo.print_map.shapes import Box

NUMBER_SHARE = 1.1
MOST_NUMBERED = 24  # a longer list is no help: the lists of the plan tell more


def numbered(
    labelling: Labelling, frame: Box, obstacles: Sequence[Box], px: float, symbols: Sequence[Box] = ()
) -> list[PlacedName]:
    """Return a number for each name that was left out and where it stands, counted from the top of the map down.

    A number that finds no place either is left out; of more than `MOST_NUMBERED` names none is numbered.
    """
    missing = [name for name in labelling.left_out if name.kind not in NOT_COUNTED]
    if not missing or len(missing) > MOST_NUMBERED:
        return []
    widest = "8" * len(str(len(missing)))
    taken = [*obstacles, *(item.box for item in labelling.placed)]
    found = place_names([_number(name, widest) for name in missing], frame, taken, px, symbols).placed
    found.sort(key=lambda item: (-item.name.at[1], item.name.at[0]))
    return [replace(item, name=replace(item.name, lines=(str(k),))) for k, item in enumerate(found, start=1)]


def _number(name: Name, digits: str) -> Name:
    size = min(name.size, SMALLEST_MM * NUMBER_SHARE)
    plain = replace(name, kind="number", style="near", lines=(digits,), size=size, weight="bold")
    return replace(plain, area=None, detail="", spacing=0.0)
