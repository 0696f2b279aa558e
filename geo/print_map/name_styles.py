"""How each kind of name looks on paper, and in which order the kinds are served."""

from __future__ import annotations

from typing import Literal

Style = Literal["pill", "centre", "near", "fixed"]

SMALLEST_MM = 2.12  # 6 points
LINE = 1.22
DETAIL = 0.88  # the value below a district's name, of the name's height
SIZES_PX = {
    "pill": 12.5,
    "piece": 10.6,
    "district": 13.0,
    "zone": 11.0,
    "project": 10.5,
    "place": 10.5,
    "mark": 10.5,
    "neighbour": 12.0,
    "amount": 11.0,
}
COLOURS = {
    "district": "#2B3542",
    "zone": "#4A4272",
    "project": "#0B4A50",
    "place": "#4B5563",
    "mark": "#1F2A37",
    "neighbour": "#67655A",
    "amount": "#7A2E10",
}
STYLES: dict[str, Style] = {
    "pill": "pill",
    "piece": "pill",
    "district": "centre",
    "zone": "centre",
    "neighbour": "centre",
    "project": "near",
    "place": "near",
    "mark": "near",
}
# elements before districts before projects; what an amount says belongs to its circle
RANKS = {
    "amount": 1,
    "pill": 2,
    "piece": 2.5,
    "district": 2.8,
    "project": 4,
    "zone": 5,
    "mark": 5.5,
    "place": 6,
    "neighbour": 9,
}
WIDEST_PX = {
    "pill": 200.0,
    "piece": 150.0,
    "zone": 80.0,
    "project": 112.0,
    "place": 112.0,
    "mark": 112.0,
    "district": 120.0,
}
MOST_LINES = 5
PILL_PADDING_PX = (9.0, 3.0)
ROOM_FOR_AMOUNT_PX = 15.0
GAP_PX = 2.0
NEAR_PX = 9.0
CORE_REACH_PX = 14.0
