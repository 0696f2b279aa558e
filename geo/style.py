"""The drawing style of kinds, read once from `style.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from layouts.layout import LayoutElement

FEW = 2  # so many classes are no scale
STYLE_FILE = Path(__file__).resolve().parent / "style.yaml"


@dataclass(frozen=True, slots=True)
class KindStyle:
    """How a kind of layout element is drawn: level, legend symbol, dash and its turn of colours."""

    pane: str
    symbol: str
    colours: tuple[tuple[str, str], ...]
    dashed: bool = False


def kind_style(kind: str) -> KindStyle:
    """Return the style of a kind; an unknown kind is drawn as a plain dashed area."""
    found = _style()["kinds"].get(kind)
    if found is None:
        return KindStyle("zone", "area", (("#5B6675", "#46505D"),), dashed=True)
    pairs = tuple((str(colour), str(dark)) for colour, dark in found["colours"])
    return KindStyle(found["pane"], found["symbol"], pairs, bool(found.get("dashed")))


def element_colours(elements: Sequence[LayoutElement]) -> dict[str, tuple[str, str]]:
    """Return (colour, dark tone) per element id: elements of a kind take its colours in turn."""
    turn: dict[str, int] = {}
    chosen: dict[str, tuple[str, str]] = {}
    for element in elements:
        colours = kind_style(element.kind).colours
        place = turn.get(element.kind, 0)
        chosen[element.element_id] = colours[place % len(colours)]
        turn[element.kind] = place + 1
    return chosen


def sequential_colours(count: int) -> tuple[str, ...]:
    """Return `count` (1 to 5) class colours from light to dark; one or two stand at the dark end of the ramp.

    Two values may lie close to each other: drawn from end to end they would look like nothing and all.

    >>> sequential_colours(5).index(sequential_colours(2)[0]), sequential_colours(5).index(sequential_colours(2)[1])
    (2, 4)
    """
    ramp: list[str] = _style()["sequential"]
    if count >= len(ramp):
        return tuple(ramp)
    if count <= FEW:
        return (ramp[2], ramp[4])[:count]
    step = (len(ramp) - 1) / (count - 1)
    return tuple(ramp[round(k * step)] for k in range(count))


def project_glyph(category: str) -> str:
    """Return the symbol of a project category: medical, care, both or other."""
    glyph: str = _style()["glyphs"].get(category, "other")
    return glyph


@cache
def _style() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(STYLE_FILE.read_text(encoding="utf-8"))
    return loaded
