"""What a small map consists of: outlines, names, one symbol, a scale bar, in millimetres from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["neighbour", "kin", "region", "member", "own", "zone", "own_zone", "river"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """An area (rings, filled by the even-odd rule) or with the role `river` open lines."""

    role: Role
    rings: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class MapName:
    """A name centred on a point; `em_mm` is the size of its type."""

    text: str
    x: float
    y: float
    role: Role
    em_mm: float


@dataclass(frozen=True, slots=True)
class Spot:
    """The symbol of the project; `basis` tells how far its position may be trusted."""

    x: float
    y: float
    basis: str


@dataclass(frozen=True, slots=True)
class LocatorMap:
    """A small map in millimetres; `bar_km` is what its scale bar of `bar_mm` stands for."""

    width_mm: float
    height_mm: float
    outlines: tuple[Outline, ...]
    names: tuple[MapName, ...]
    spot: Spot | None
    bar_mm: float
    bar_km: float
    has_sea: bool
