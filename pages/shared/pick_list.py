"""A short list to pick from beside a map: one component; a button per line would be drawn anew with each click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pages.shared.own_component import own_component, picked

FOLDER = Path(__file__).resolve().parent

_mount = own_component("pick_list", FOLDER, "pick_list", '<div class="picks" role="group"></div>')


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its selection, what it says, its colour on the map, its rank, and figures at its end."""

    choice: str
    name: str
    hue: str = ""
    rank: str = ""
    figures: tuple[str, ...] = ()


def show_pick_list(
    lines: Sequence[Line], choice: str, *, key: str, label: str, on_select: Callable[[str], None]
) -> None:
    """Show the lines; picking one calls `on_select` with its selection, picking it again with ""."""
    slot = f"picks_{key}"

    _mount(
        key=slot,
        data={"lines": [asdict(line) for line in lines], "chosen": choice, "label": label},
        on_pick_change=picked(slot, on_select),
    )
