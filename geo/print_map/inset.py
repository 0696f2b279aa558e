"""放大图: where symbols or names crowd in a small part of a sheet, that part once more, larger, where the map is empty.

By rule, for any plan: no place is known by its name. Where no room is found there is no inset.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.print_map.shapes import Box
from geo.print_map.view import View, round_scale

LARGER = (2.0, 2.5, 3.0, 3.5, 4.0)  # times the scale of the map; what suffices is enough
SIDES = (0.42, 0.38, 0.34, 0.3, 0.26, 0.22)  # of the map's frame
ASPECTS = (0.8, 1.0, 1.25, 1.6)  # width by height
LEAST_MM = 30.0  # a side smaller than this shows too little; times the type scale
FEWEST, MOST = 4, 150  # things that crowd: fewer need no inset, more are a crowd everywhere
SMALL_PART = 0.25  # an inset that does not hold this share of what crowds is no help
CLOSE = 1.4  # symbols crowd whose middles are nearer than this, times their two halves
SYMBOL_PX, NAME_PX = 18.0, (120.0, 46.0)
CROSSING, LENGTH = (
    3.0,
    0.5,
)  # how many spots less an inset may show to spare a crossing, or lines as long as it is wide and high
STEP_MM, AWAY_MM = 2.5, 1.2
CAPTION_EM = 1.7

Spots = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Inset:
    """A part of a map shown larger: its box on the sheet, the part of the map that it shows, what its frame shows."""

    box: Box
    part: Box
    view: View

    def holds(self, spot: tuple[float, float]) -> bool:
        """Tell whether a spot of the map lies in the part that is shown larger."""
        part = self.part
        return part.x < spot[0] < part.right and part.y < spot[1] < part.top

    def links(self) -> list[list[tuple[float, float]]]:
        """Return the two lines that join the part of the map with its box."""
        corners = {spot: k for k, box in enumerate((self.part, self.box)) for spot in _corners(box)}
        hull = shapely.get_coordinates(shapely.MultiPoint(list(corners)).convex_hull)
        ring = [(float(x), float(y)) for x, y in hull]
        pairs = zip(ring[:-1], ring[1:], strict=True)
        return [[one, other] for one, other in pairs if corners.get(one) != corners.get(other)]


def possible_insets(  # noqa: PLR0913 - a map, and all that lies on it
    view: View,
    symbols: Sequence[Box],
    missing: Sequence[tuple[float, float]],
    busy: BaseGeometry,
    caption: float,
    *,
    firm: Sequence[Box] = (),
    others: Sequence[Inset] = (),
) -> list[Inset]:
    """Return the insets that a map could do with and has room for, the best first; none where it needs none.

    Args:
        view: the map.
        symbols: boxes of what is drawn as a symbol.
        missing: spots of the names that found no room.
        busy: what an inset must not cover, in mm.
        caption: height of the letters of its caption, in mm.
        firm: what the lines to an inset should not cross.
        others: the insets that the sheet has already: what they show needs no other.
    """
    # a name that found no room often stands at one of the symbols that crowd
    spots = np.unique(np.vstack([_crowding(symbols), np.array(missing).reshape(-1, 2)]).round(2), axis=0)
    is_shown = np.array([any(inset.holds((float(x), float(y))) for inset in others) for x, y in spots], dtype=bool)
    spots = spots[~is_shown]
    if not FEWEST <= len(spots) <= MOST:
        return []
    shapely.prepare(busy)
    shown = (_shown(view, box, spots, busy, caption) for box in _free_boxes(view.frame, busy, LEAST_MM * view.px / 0.2))
    found = [item for item in shown if item is not None]
    return [item[1] for item in sorted(found, key=lambda item: _crossed(item[1], firm) - item[0])]


def _shown(view: View, box: Box, spots: Spots, busy: BaseGeometry, caption: float) -> tuple[float, Inset] | None:
    """Return the inset that sets most of what crowds apart in a box, and how many spots those are.

    It is no larger than what it shows needs with its names, and as near to that as there is room.
    """
    strip, best = CAPTION_EM * caption, (0, 1.0, box)
    for times in LARGER:
        part = _fullest(spots, Box(box.x, box.y, box.w, box.h - strip), 1 / times)
        within = spots[_inside(spots, part)]
        apart = len(within) - int(_is_close(times * within, SYMBOL_PX * view.px / 2).sum())
        if apart > best[0]:
            best = (apart, times, part)
    apart, times, part = best
    if apart < max(FEWEST, SMALL_PART * len(spots)):
        return None
    denominator = round_scale(view.denominator / times)
    share = denominator / view.denominator
    within = spots[_inside(spots, part)]
    wide, high = (within.max(axis=0) - within.min(axis=0)) / share
    room = NAME_PX[0] * view.px, NAME_PX[1] * view.px
    w, h = min(box.w, wide + 2 * room[0]), min(box.h, high + 2 * room[1] + strip)
    places = [place for place in _free_places(view.frame, busy, w, h) if not place.overlaps(part)]
    if not places:
        return None
    box = min(places, key=lambda place: (round(_away(place, part)), _from_edge(place, view.frame)))
    frame = Box(box.x, box.y, box.w, box.h - strip)
    part = _round_about(within, share * frame.w, share * frame.h)
    if part.overlaps(box):
        return None
    k = 1 / view.mm_per_m
    dx = part.x + part.w / 2 - view.frame.x - view.frame.w / 2
    dy = part.y + part.h / 2 - view.frame.y - view.frame.h / 2
    centre = (view.centre[0] + k * dx, view.centre[1] + k * dy)
    return apart, Inset(box, part, replace(view, frame=frame, denominator=denominator, centre=centre))


def _away(one: Box, other: Box) -> float:
    """Return how far the middles of two boxes are from each other."""
    return math.hypot(one.x + one.w / 2 - other.x - other.w / 2, one.y + one.h / 2 - other.y - other.h / 2)


def _crossed(inset: Inset, firm: Sequence[Box]) -> float:
    """Return how bad it is what the lines to an inset cross: more for stamp and scale bar than for their length."""
    lines = shapely.MultiLineString(inset.links())
    met = sum(lines.intersects(shapely.box(box.x, box.y, box.right, box.top)) for box in firm)
    return float(CROSSING * met + LENGTH * lines.length / (inset.view.frame.w + inset.view.frame.h))


def _crowding(symbols: Sequence[Box]) -> Spots:
    """Return the middles of symbols that all but touch another one."""
    if not symbols:
        return np.empty((0, 2))
    middles = np.array([(box.x + box.w / 2, box.y + box.h / 2) for box in symbols])
    halves = np.array([box.w / 2 for box in symbols])
    found: Spots = middles[_is_close(middles, halves)]
    return found


def _is_close(middles: Spots, halves: Spots | float) -> NDArray[np.bool_]:
    """Tell of each symbol whether another is nearer than `CLOSE` times their two halves."""
    away = np.hypot(*(middles[:, None] - middles[None]).transpose(2, 0, 1))
    both = np.broadcast_to(halves, len(middles))
    is_close = away < CLOSE * (both[:, None] + both[None])
    np.fill_diagonal(is_close, val=False)
    found: NDArray[np.bool_] = is_close.any(axis=1)
    return found


def _fullest(spots: Spots, frame: Box, share: float) -> Box:
    """Return the part of the map, `share` as large as a frame, that holds most spots, these in its middle."""
    w, h = share * frame.w, share * frame.h
    boxes = [Box(x - w / 2, y - h / 2, w, h) for x, y in spots]
    boxes += [_round_about(spots[_inside(spots, box)], w, h) for box in boxes]
    best = max(boxes, key=lambda box: (int(_inside(spots, box).sum()), -box.x, -box.y))
    return _round_about(spots[_inside(spots, best)], w, h)


def _round_about(spots: Spots, w: float, h: float) -> Box:
    x, y = (spots.min(axis=0) + spots.max(axis=0)) / 2
    return Box(float(x) - w / 2, float(y) - h / 2, w, h)


def _inside(spots: Spots, box: Box) -> NDArray[np.bool_]:
    edge = 0.08 * min(box.w, box.h)  # a symbol at the very edge would be cut
    inner = box.inset(edge)
    x, y = spots[:, 0], spots[:, 1]
    found: NDArray[np.bool_] = (x > inner.x) & (x < inner.right) & (y > inner.y) & (y < inner.top)
    return found


def _free_boxes(frame: Box, busy: BaseGeometry, least: float) -> list[Box]:
    """Return of each shape the largest box that covers nothing, as far in a corner as can be."""
    room, found = frame.inset(AWAY_MM), []
    for aspect in ASPECTS:
        for side in SIDES:
            h = side * math.sqrt(frame.w * frame.h / 1.4 / aspect)
            w = h * aspect
            if min(w, h) < least or w > room.w or h > room.h:
                continue
            if boxes := _free_places(frame, busy, w, h):
                found.append(min(boxes, key=lambda box: _from_edge(box, frame)))
                break
    return found


def _free_places(frame: Box, busy: BaseGeometry, w: float, h: float) -> list[Box]:
    room = frame.inset(AWAY_MM)
    xs, ys = np.arange(room.x, room.right - w, STEP_MM), np.arange(room.y, room.top - h, STEP_MM)
    x, y = (grid.ravel() for grid in np.meshgrid(xs, ys, indexing="ij"))
    free = ~shapely.intersects(busy, shapely.box(x, y, x + w, y + h))
    return [Box(float(a), float(b), w, h) for a, b in zip(x[free], y[free], strict=True)]


def _from_edge(box: Box, frame: Box) -> float:
    """Return how far a box lies from the nearest corner of the frame: there it hides least."""
    return min(box.x - frame.x, frame.right - box.right) + min(box.y - frame.y, frame.top - box.top)


def _corners(box: Box) -> list[tuple[float, float]]:
    return [(box.x, box.y), (box.right, box.y), (box.right, box.top), (box.x, box.top)]
