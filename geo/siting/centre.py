"""The shortest longest way with p sites (Hakimi 1964): the smallest time within which p sites cover everyone.

The optimum is one of the times between a point and a site. Times are searched by halving: a time is long enough where
greedy + swap covers all with p sites; it is too short where even sites taken in parts must be more than p
(after Minieka 1970). What lies between the two is the gap.
"""

from __future__ import annotations

import numpy as np

from geo.siting.covering import SLACK, cover_benefits, covering_columns, relaxed_cover
from geo.siting.greedy import greedy_choice
from geo.siting.problem import Floats, Indices, Pairs, SitingProblem, nearest_minutes
from geo.siting.swapping import swapped_choice

Centre = tuple[Indices, float, float]
Verdict = tuple[bool, Indices | None]  # whether it is proved too short; the columns that cover all, where found


def shortest_longest_way(problem: SitingProblem, pairs: Pairs, before: Floats) -> Centre:
    """Return columns of candidates, the longest minutes that remain, and minutes that no choice of p stays below.

    Points that no site reaches are left out; NaN where none is left. The longest is inf where no choice was found that
    reaches everyone within the limit of the travel times; the columns then reach as many points as could be.
    """
    alone = nearest_minutes(problem, pairs, np.ones(problem.times.n_facilities, dtype=np.bool_))
    served = np.isfinite(alone)
    if not served.any():
        return np.array([], dtype=np.int64), np.nan, np.nan
    times = np.unique(np.concatenate([pairs.minutes, before[served & np.isfinite(before)]]))
    times = times[times >= alone[served].max()]
    columns: Indices | None = None
    short, enough, proved = -1, len(times), -1
    while enough - short > 1:
        middle = (short + enough) // 2
        is_short, found = _verdict(problem, pairs, before, float(times[middle]))
        if found is not None:
            columns, enough = found, middle
        else:
            short = middle
            proved = max(proved, middle if is_short else -1)
    proved = _raised(problem, pairs, before, times, (proved, enough))
    longest = float(times[enough]) if enough < len(times) else np.inf
    bound = float(times[proved + 1]) if proved + 1 < len(times) else longest
    return (_widest(problem, pairs, before, float(times[-1])) if columns is None else columns), longest, bound


def _verdict(problem: SitingProblem, pairs: Pairs, before: Floats, minutes: float) -> Verdict:
    """Tell whether `minutes` are proved too short for p sites, or which columns cover everyone within them."""
    benefits = cover_benefits(problem, pairs, before, minutes)
    missing = np.unique(pairs.points[before[pairs.points] > minutes])
    if len(np.unique(benefits.points)) < len(missing):
        return True, None
    relaxed, parts = relaxed_cover(benefits)
    if relaxed > problem.choices + SLACK:
        return True, None
    return False, covering_columns(benefits, problem.choices, parts)


def _raised(problem: SitingProblem, pairs: Pairs, before: Floats, times: Floats, between: tuple[int, int]) -> int:
    """Return the last place in `times` that is proved too short, between one that is and one that is long enough."""
    proved, open_end = between
    while open_end - proved > 1:
        middle = (proved + open_end) // 2
        if _verdict(problem, pairs, before, float(times[middle]))[0]:
            proved = middle
        else:
            open_end = middle
    return proved


def _widest(problem: SitingProblem, pairs: Pairs, before: Floats, minutes: float) -> Indices:
    benefits = cover_benefits(problem, pairs, before, minutes)
    return swapped_choice(benefits, greedy_choice(benefits, problem.choices))
