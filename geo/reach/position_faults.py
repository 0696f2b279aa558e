"""What is wrong with a position that is no place in China: metres among degrees, a pair that is swapped, 0 and 0."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.finding import Finding
from data.supply_demand.rows import InputRows
from data.words import Words
from geo import crs
from geo.crs import Coordinates
from geo.reach.input_words import ABROAD, LOOK_AGAIN, POSITION

Flags = NDArray[np.bool_]
LARGEST_DEGREE = 360.0
ZERO = (
    Words("不是位置", "is no position"),
    Words("没有坐标的行请留空", "leave the cells of a row without a position blank"),
)
METRES = (
    Words("与其余各行不是一种坐标", "is not in the system of the other rows"),
    Words(
        "这一行像是以米计，其余是度：一份文件只用一种坐标系",
        "this row looks like metres, the others are degrees: one system per file",
    ),
)
DEGREES = (
    METRES[0],
    Words(
        "这一行像是度，其余以米计：一份文件只用一种坐标系",
        "this row looks like degrees, the others are metres: one system per file",
    ),
)
SWAPPED = (
    Words("经度、纬度像是写反了", "longitude and latitude look swapped"),
    Words("请对调这一行的经度、纬度", "swap longitude and latitude of this row"),
)


def what_is_wrong(numbers: NDArray[np.float64], of_others: NDArray[np.float64]) -> tuple[Words, Words]:
    """Return the fault and the advice on a position (2,) that is no place in China, beside those (k, 2) that are.

    >>> others = np.array([[122.1, 37.4], [122.3, 37.2]])
    >>> [str(what_is_wrong(np.array(pair), others)[0]) for pair in ((0.0, 0.0), (37.2, 122.2), (448481.0, 4114425.0))]
    ['不是位置', '经度、纬度像是写反了', '与其余各行不是一种坐标']
    """
    if not np.isfinite(numbers).all() or not len(of_others):
        return ABROAD, LOOK_AGAIN
    if not numbers.any():
        return ZERO
    is_metres, are_metres = (np.abs(some).max() > LARGEST_DEGREE for some in (numbers, np.median(of_others, axis=0)))
    if is_metres != are_metres:
        return METRES if is_metres else DEGREES
    if not is_metres and _is_like(numbers[::-1], of_others):
        return SWAPPED
    return ABROAD, LOOK_AGAIN


def _is_like(numbers: NDArray[np.float64], others: NDArray[np.float64]) -> bool:
    """Tell whether a position in degrees lies within the span of China around those of the others."""
    west, south, east, north = crs.CHINA_BOUNDS
    span = max(east - west, north - south) / 4
    return bool((np.abs(numbers - np.median(others, axis=0)) <= span).all())


def is_abroad(degrees: Coordinates) -> Flags:
    """Tell of each position (k, 2) in degrees whether it is no place in China; one that is not known is none."""
    west, south, east, north = crs.CHINA_BOUNDS
    with np.errstate(invalid="ignore"):
        is_in = (degrees[:, 0] >= west) & (degrees[:, 0] <= east) & (degrees[:, 1] >= south) & (degrees[:, 1] <= north)
    return ~is_in


def of_another_kind(rows: InputRows) -> Flags:
    """Tell of each of k rows whether its numbers are metres where most are degrees, or the other way round."""
    known = rows.has_numbers
    is_metres = known & (np.abs(np.nan_to_num(rows.numbers)).max(axis=1, initial=0.0) > LARGEST_DEGREE)
    few: Flags = is_metres if 2 * is_metres.sum() <= known.sum() else known & ~is_metres
    return few


def faults_of_position(rows: InputRows, is_wrong: Flags) -> tuple[Finding, ...]:
    """Return a fault for each of the rows (k,) that are wrong, with what they look like beside the others."""
    of_others = rows.numbers[rows.has_numbers & ~is_wrong]
    return tuple(
        Finding(rows.table.file, rows.table.lines[k], POSITION, numbers_text(rows, k),
                *what_is_wrong(rows.numbers[k], of_others), rule="position")
        for k in map(int, np.flatnonzero(is_wrong))
    )  # fmt: skip


def numbers_text(rows: InputRows, k: int) -> str:
    """Return the two numbers of a row as people read them."""
    x, y = rows.numbers[k]
    return f"{x:.10g}, {y:.10g}"
