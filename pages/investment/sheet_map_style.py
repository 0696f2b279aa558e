"""How small maps are drawn, on paper and on screen: fills, edges, names, the project's symbol."""

from __future__ import annotations

from dataclasses import dataclass

ACCENT, INK, SECOND = "#0F5C63", "#1F2A37", "#5B6675"
SEA, LAND = "#DFEAED", "#ECEAE4"
SPOT, RECORDED = "#B3501D", "#85590B"


@dataclass(frozen=True, slots=True)
class AreaStyle:
    """Fill, edge (colour, width in points) and whether the edge is dashed; "" leaves it out."""

    fill: str
    stroke: str
    width: float
    dashed: bool = False


AREA_STYLES: dict[str, AreaStyle] = {
    "neighbour": AreaStyle(LAND, "#FFFFFF", 0.6),
    "kin": AreaStyle("#DCD8CC", "#FFFFFF", 0.6),
    "region": AreaStyle("#86BAB7", ACCENT, 1.0),
    "member": AreaStyle("#FFFFFF", "#A39D8B", 0.5),
    "own": AreaStyle("#A9D1CE", ACCENT, 1.1),
    "zone": AreaStyle("", "#7C7768", 0.5, dashed=True),
    "own_zone": AreaStyle("#A9D1CE", ACCENT, 1.0, dashed=True),
}
# bold, colour
NAME_STYLES: dict[str, tuple[bool, str]] = {
    "own": (True, ACCENT),
    "region": (True, ACCENT),
    "member": (False, INK),
    "kin": (False, SECOND),
    "neighbour": (False, "#8A8678"),
}
DRAWN = ("neighbour", "kin", "member", "region", "own", "river", "own_zone", "zone")
