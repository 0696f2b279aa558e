"""Travel times to some of the facilities: those that count for a question."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from geo.reach.travel_times import TravelTimes


def only_facilities(times: TravelTimes, counts: NDArray[np.bool_]) -> TravelTimes:
    """Return the pairs whose facility counts, (m,) flags; the facilities keep their columns.

    >>> two = TravelTimes(np.array([0, 2, 3]), np.array([0, 1, 1]), np.array([7.0, 4.0, 9.0]), 2, 15.0)
    >>> kept = only_facilities(two, np.array([True, False]))
    >>> kept.starts.tolist(), kept.facilities.tolist(), kept.minutes.tolist()
    ([0, 1, 1], [0], [7.0])
    """
    if counts.all():
        return times
    is_kept = counts[times.facilities]
    before = np.concatenate([[0], np.cumsum(is_kept)])
    return replace(
        times, starts=before[times.starts], facilities=times.facilities[is_kept], minutes=times.minutes[is_kept]
    )
