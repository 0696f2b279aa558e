"""Names without collision, by textalloc: each gets the nearest free place, a leader line where that lies away.

A name first tries where it belongs (a district's in its middle, an amount in its circle). What finds no
place is left out and counted; nothing ever overlaps, nothing leaves the frame.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from textalloc.non_overlapping_boxes import find_nearest_point_on_box, get_non_overlapping_boxes

from geo.print_map.figures import CROWD
from geo.print_map.name_styles import GAP_PX
from geo.print_map.names import Name
from geo.print_map.shapes import Box

Edges = NDArray[np.float64]
Leader = tuple[tuple[float, float], tuple[float, float]]

MOST_OF_POINTS = 90  # more names of projects would leave none to the districts
CANDIDATES = 220
MARGIN_MM = 0.35
ATTEMPTS = 8
GRID = 13
EDGE_MM = 1.2
LEADER_FROM_MM, STEP_MM = 1.6, 1.0
REACH_PX = {"pill": 150.0, "near": 44.0, "centre": 60.0}
NOT_COUNTED = ("neighbour", "amount", "piece")
LEADER = "#5B6675"
BESIDE = ["east", "west"]  # at each distance first right, then left of a symbol: there names read best
# of textalloc the placing alone
allocate: Any = get_non_overlapping_boxes
PLAIN: dict[str, Any] = {
    "verbose": False,
    "draw_all": False,
    "scatter_xy": None,
    "scatter_sizes": None,
    "text_scatter_sizes": None,
    "draw_lines": False,
    "avoid_label_lines_overlap": False,
    "avoid_crossing_label_lines": False,
    "priority_strategy": None,
}


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A name and its box on paper; `leader` joins its box to what it names."""

    name: Name
    box: Box
    leader: Leader | None = None


@dataclass(slots=True)
class Labelling:
    """Where names went, and which found no place."""

    placed: list[PlacedName] = field(default_factory=list)
    left_out: list[Name] = field(default_factory=list)

    @property
    def left_out_count(self) -> int:
        """How many names of the plan's own things are missing."""
        return sum(name.kind not in NOT_COUNTED for name in self.left_out)


def place_names(
    names: Sequence[Name], frame: Box, obstacles: Sequence[Box], px: float, symbols: Sequence[Box] = ()
) -> Labelling:
    """Place names in their order, over no obstacle and no symbol.

    In a crowd of symbols the names of districts, which would find no place at all, may cover some, as on screen.
    """
    room, result = frame.inset(EDGE_MM), Labelling()
    firm, drawn = _edges(obstacles), _edges(symbols)
    lines = np.empty((0, 4))
    of_points = [name for name in names if name.kind in ("project", "place")]
    result.left_out = of_points[MOST_OF_POINTS:]
    dropped = {name.key for name in result.left_out}
    reserved = _edges([_centred(name) for name in names if name.kind == "district"])
    for name in names:
        if name.key in dropped:
            continue
        is_crowded = len(symbols) > CROWD
        taken = [firm] if is_crowded and name.kind == "district" else [firm, drawn]
        # a project's name leaves the middle of the districts to their names, as long as it finds another place
        soft = [reserved] if name.kind == "project" and len(reserved) else []
        found = _place(name, room, [*taken, *soft], lines, px)
        if found is None and soft and _near(reserved, _reach(name, px)).any():
            found = _place(name, room, taken, lines, px)
        if found is None:
            result.left_out.append(name)
            continue
        result.placed.append(found)
        firm = np.vstack([firm, _edges([found.box])])
        if found.leader:
            lines = np.vstack([lines, _steps(found.leader)])
    return result


def _place(name: Name, room: Box, taken: Sequence[Edges], lines: Edges, px: float) -> PlacedName | None:
    reach = _reach(name, px)
    edges = np.vstack([part[_near(part, reach)] for part in taken])
    if name.style in ("fixed", "centre") or (name.style == "pill" and not name.reach):
        for middle in _middles(name):
            if room.holds(middle) and not _covers(middle, edges):
                return PlacedName(name, middle)
        if name.style == "fixed" or name.kind == "neighbour":
            return None
    blocked = np.vstack([edges, lines[_near(lines, reach)]])
    for _ in range(ATTEMPTS):
        box = _allocated(name, room, blocked, px)
        if box is None:
            return None
        leader = _leader(name, box)
        if leader is None or not _crosses(leader, name, edges):
            return PlacedName(name, box, leader)
        blocked = np.vstack([blocked, [[box.x, box.y, box.right, box.top]]])
    return None


def _edges(boxes: Sequence[Box]) -> Edges:
    """Return west, south, east, north of boxes."""
    edges = np.array(boxes, dtype=float).reshape(-1, 4)
    edges[:, 2:] += edges[:, :2]
    return edges


def _steps(leader: Leader) -> Edges:
    """Return a leader line as small boxes along it: those are held against a name sooner than lines are."""
    count = max(1, math.ceil(math.dist(*leader) / STEP_MM))
    spots = np.linspace(*leader, count + 1)
    return np.hstack([np.minimum(spots[:-1], spots[1:]), np.maximum(spots[:-1], spots[1:])])


def _reach(name: Name, px: float) -> tuple[float, float, float, float]:
    """Return west, south, east, north of all that any place for a name could meet."""
    west, south, east, north = (*name.at, *name.at)
    if name.area is not None and not name.area.is_empty:
        around = name.area.bounds
        west, south = min(west, around[0]), min(south, around[1])
        east, north = max(east, around[2]), max(north, around[3])
    away = name.reach + (GAP_PX + REACH_PX.get(name.style, 0.0)) * px + max(name.extent) + 2 * MARGIN_MM
    return west - away, south - away, east + away, north + away


def _near(edges: Edges, reach: tuple[float, float, float, float]) -> NDArray[np.bool_]:
    west, south, east, north = reach
    beside = (edges[:, 0] >= east) | (edges[:, 2] <= west) | (edges[:, 1] >= north) | (edges[:, 3] <= south)
    return ~beside


def _covers(box: Box, edges: Edges) -> bool:
    beside = (edges[:, 2] <= box.x) | (edges[:, 0] >= box.right) | (edges[:, 3] <= box.y) | (edges[:, 1] >= box.top)
    return not bool(beside.all())


def _middles(name: Name) -> list[Box]:
    """Return the boxes where a name may stand without a leader line: its spot, and others inside its area."""
    width, height = name.extent
    spots = [name.at]
    if name.area is not None and not name.area.is_empty:
        shapely.prepare(name.area)
        west, south, east, north = name.area.bounds
        columns, rows = np.meshgrid(np.linspace(west, east, GRID), np.linspace(south, north, GRID), indexing="ij")
        grid = np.column_stack([columns.ravel(), rows.ravel()])
        away = np.hypot(grid[:, 0] - name.at[0], 1.5 * (grid[:, 1] - name.at[1]))
        grid = grid[np.argsort(away, kind="stable")]
        boxes = shapely.box(
            grid[:, 0] - width / 2, grid[:, 1] - height / 2, grid[:, 0] + width / 2, grid[:, 1] + height / 2
        )
        spots += [(float(x), float(y)) for x, y in grid[shapely.contains(name.area, boxes)]]
    return [Box(x - width / 2, y - height / 2, width, height) for x, y in spots]


def _crosses(leader: Leader, name: Name, edges: Edges) -> bool:
    """Tell whether a leader line runs over the symbol or the name of another thing."""
    boxes: Any = shapely.box(*edges.T)
    met = boxes[shapely.intersects(shapely.LineString(leader), boxes)]
    return bool(np.any(~shapely.intersects(met, shapely.Point(name.at).buffer(0.1))))


def _centred(name: Name) -> Box:
    width, height = name.extent
    return Box(name.at[0] - width / 2, name.at[1] - height / 2, width, height)


def _allocated(name: Name, room: Box, edges: Edges, px: float) -> Box | None:
    width, height = name.extent
    near = name.reach + GAP_PX * px
    far = near + REACH_PX[name.style] * px
    for direction in (BESIDE, None) if name.style == "near" else (None,):
        found, _ = allocate(
            original_boxes=[(*name.at, width, height, name.size)],
            xlims=(room.x, room.right),
            ylims=(room.y, room.top),
            aspect_ratio=room.w / room.h,
            margin=MARGIN_MM / room.w,
            min_distance=near / room.w,
            max_distance=(near if direction else far) / room.w,
            nbr_candidates=1 if direction else CANDIDATES,
            lines_xyxy=None,
            scatter_plot_bbs=edges if len(edges) else None,
            direction=direction,
            **PLAIN,
        )
        if found:
            return Box(float(found[0][0]), float(found[0][1]), width, height)
    return None


def _leader(name: Name, box: Box) -> Leader | None:
    end: Any = find_nearest_point_on_box(box.x, box.y, box.w, box.h, *name.at)
    if end[0] is None:
        return None
    away = float(np.hypot(end[0] - name.at[0], end[1] - name.at[1]))
    if away - name.reach < LEADER_FROM_MM:
        return None
    start = (float(end[0]), float(end[1]))
    share = name.reach / away
    return start, (name.at[0] + (start[0] - name.at[0]) * share, name.at[1] + (start[1] - name.at[1]) * share)
