"""What is computed of one chunk, here or on another machine: from what the task brings along, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from geo.reach.coverage import nearest_within
from geo.reach.decay import Decay
from geo.reach.floating_catchment import (
    Flags,
    capacity_of_places,
    choice_weights,
    pair_weights,
    people_of_facilities,
    reaches_any,
)
from geo.reach.travel_times import Floats, Indices, Travel, TravelTimes

if TYPE_CHECKING:
    from scipy.sparse import csr_array


class BoundedTravel(Travel, Protocol):
    """A way to travel that can tell how far it gets at most; `StraightLine` is sent to other machines as it is."""

    def km_within(self, minutes: float) -> float:
        """Return the straight distance in km beyond which nothing is reached within minutes."""


class ElsewhereTravel:
    """Stands in a task for travel that is sent by itself and put in its place before the work begins."""

    is_estimate = False

    def times(self, lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats, limit_min: float) -> TravelTimes:
        """Know no times."""
        raise NotImplementedError

    def km_within(self, minutes: float) -> float:
        """Know no distance."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """One chunk: k demand points and the l facilities near them, with all that its computation needs.

    Attributes:
        lon, lat: (k,) degrees CGCS2000.
        people: (k,) persons.
        to_lon, to_lat: (l,) degrees.
        capacity: (l,) of the facilities.
        ratios: (l,) of step 1; empty before it is known.
        travel, decay, is_three_step: as in `geo.reach.chunked.Question`.
    """

    lon: Floats
    lat: Floats
    people: Floats
    to_lon: Floats
    to_lat: Floats
    capacity: Floats
    ratios: Floats
    travel: BoundedTravel
    decay: Decay
    is_three_step: bool


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """Step 1 of a chunk: its part of the weighted people of each of its l facilities, and how many pairs it has."""

    people: Floats
    pairs: int


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """Step 2 of a chunk.

    Attributes:
        per_1000: (k,) as in `Accessibility`.
        is_reached: (k,) whether a facility is within the catchment.
        has_not_stated: (k,) whether one without stated capacity is.
        nearest_min: (k,) minutes to the nearest; inf for none.
        nearest: (k,) which of the l facilities; -1 for none.
        pairs: how many pairs the chunk has.
    """

    per_1000: Floats
    is_reached: Flags
    has_not_stated: Flags
    nearest_min: Floats
    nearest: Indices
    pairs: int


def weigh(task: Task) -> Weighed:
    """Return step 1 of a chunk."""
    times = _times(task)
    _, weights = _weights(task, times)
    return Weighed(people_of_facilities(weights, task.people), len(times.minutes))


def answer(task: Task) -> Answered:
    """Return step 2 of a chunk, whose task carries the ratios of step 1."""
    times = _times(task)
    within, weights = _weights(task, times)
    is_reached = reaches_any(within)
    return Answered(
        capacity_of_places(weights, task.ratios, is_reached),
        is_reached,
        reaches_any(within, np.isnan(task.capacity)),
        *nearest_within(times),
        len(times.minutes),
    )


def _times(task: Task) -> TravelTimes:
    return task.travel.times(task.lon, task.lat, task.to_lon, task.to_lat, task.decay.catchment_min)


def _weights(task: Task, times: TravelTimes) -> tuple[csr_array, csr_array]:
    """Return the weights that say who is within, and those that people count by."""
    within = pair_weights(times, task.decay)
    return within, choice_weights(times, within, task.capacity) if task.is_three_step else within
