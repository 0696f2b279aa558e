"""The picture of a chain on the page: boxes that are buttons, lines that follow them. Drawn in the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from pages.chain.picture import Column, Picture
from pages.shared.labels import word
from pages.shared.own_component import own_component, picked

FOLDER = Path(__file__).resolve().parent
SLOT = "chain_picture"

_mount = own_component(
    "chain_picture", FOLDER, "picture", '<div class="frame"><div class="picture" role="group"></div></div>'
)


def show_picture(picture: Picture, choice: str, on_pick: Callable[[str], None]) -> None:
    """Show the picture; picking a box calls `on_pick` with its id, picking the chosen one or an open group with ""."""
    data = {
        "columns": [_sent(column) for column in picture.columns],
        "lines": [asdict(line) for line in picture.lines],
        "chosen": choice,
        "words": {name: word(f"chain.{name}") for name in ("picture", "more_boxes")},
    }
    _mount(key=SLOT, data=data, on_pick_change=picked(SLOT, on_pick))


def _sent(column: Column) -> dict[str, object]:
    """Return a column without what is empty: most boxes have few of their parts."""
    boxes = [
        {name: value for name, value in asdict(box).items() if value not in ("", 0, False)} for box in column.boxes
    ]
    return {**asdict(column), "boxes": boxes}
