"""What a map frame says of the earth: its scale bar, degrees along its edges, where north is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geo.print_map.view import MM_PER_M, View

STEPS_DEGREES = (1 / 12, 1 / 6, 1 / 4, 1 / 2, 1, 2, 5)
SAMPLES = 25
WANTED_TICKS = 5
CORNER_MM = 8.0
METRES_PER_KM = 1000


@dataclass(frozen=True, slots=True)
class Tick:
    """A round degree on an edge of the frame (`bottom`, `top`, `left`, `right`), at x or y in mm."""

    edge: str
    at: float
    label: str


def bar_kilometres(view: View, longest_mm: float) -> tuple[float, float]:
    """Return the length of the scale bar: round kilometres (1, 2 or 5 of a power of ten), and in mm on paper."""
    longest = longest_mm * view.denominator / MM_PER_M / METRES_PER_KM
    power = 10.0 ** math.floor(math.log10(longest))
    kilometres = next(lead * power for lead in (5, 2, 1) if lead * power <= longest * (1 + 1e-9))
    return kilometres, kilometres * METRES_PER_KM * view.mm_per_m


def north(view: View) -> float:
    """Return the angle in degrees, clockwise from straight up, of true north in the middle of the frame.

    It is the grid's convergence, changed in sign: below 3 degrees everywhere in a region.
    """
    x, y = view.frame.x + view.frame.w / 2, view.frame.y + view.frame.h / 2
    lon, lat = view.degrees(x, y)
    there = view.spot(lon, lat + 0.1)
    return math.degrees(math.atan2(there[0] - x, there[1] - y))


def ticks(view: View) -> list[Tick]:
    """Return the round degrees along the four edges of the frame."""
    frame = view.frame
    west, south = view.degrees(frame.x, frame.y)
    east, top = view.degrees(frame.right, frame.top)
    step = _step(min(east - west, top - south))
    xs, ys = np.linspace(frame.x, frame.right, SAMPLES), np.linspace(frame.y, frame.top, SAMPLES)
    found: list[Tick] = []
    for edge, level in (("bottom", frame.y), ("top", frame.top)):
        lons = np.array([view.degrees(float(x), level)[0] for x in xs])
        found += [Tick(edge, at, degree_text(value, "E")) for value, at in _round_ones(lons, xs, step)]
    for edge, level in (("left", frame.x), ("right", frame.right)):
        lats = np.array([view.degrees(level, float(y))[1] for y in ys])
        found += [Tick(edge, at, degree_text(value, "N")) for value, at in _round_ones(lats, ys, step)]
    return found


def degree_text(value: float, side: str) -> str:
    """Return a degree with its minutes.

    >>> degree_text(122.5, "E"), degree_text(37.0, "N")
    ('122°30′E', '37°00′N')
    """
    minutes = round(value * 60)
    return f"{minutes // 60}°{minutes % 60:02d}′{side}"


def scale_text(denominator: float) -> str:
    """Return a scale as a number.

    >>> scale_text(1_150_000)
    '1 : 1 150 000'
    """
    return f"1 : {denominator:,.0f}".replace(",", " ")


def _step(span: float) -> float:
    return next((step for step in STEPS_DEGREES if span / step <= WANTED_TICKS), STEPS_DEGREES[-1])


def _round_ones(values: np.ndarray, places: np.ndarray, step: float) -> Iterator[tuple[float, float]]:
    for k in range(math.ceil(values[0] / step), math.floor(values[-1] / step) + 1):
        at = float(np.interp(k * step, values, places))
        if places[0] + CORNER_MM <= at <= places[-1] - CORNER_MM:  # a label needs room beside the corner
            yield k * step, at
