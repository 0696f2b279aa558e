"""The shortest time within which p sites serve as many as wanted: times by halving (after Minieka 1970).

A time is too short where even sites taken in parts must be more than p; it is long enough where p whole ones are found.
First the longest time that is proved too short is sought, then, from there on, the shortest that is long enough. What
lies between the two is the gap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from geo.siting.cuts import SLACK, Cuts
from geo.siting.flows import Going
from geo.siting.problem import Flags, Floats, Indices

ROUGH = 0.004  # relative: times nearer than this are told apart by the ways of the sites found
FIRST_STRIDE, STRIDE = 0.03, 3  # relative; times the one before, where no sites were found
MOST_PROVED, MOST_SOLVED, LAST_SOLVED = (
    110,
    240,
    400,
)  # programmes and flows until the first bound is left as it is, and in all


@dataclass(slots=True, eq=False)
class Search:
    """Times in rising order, who can go where within each, at most `choices` sites more, `wanted` people to serve.

    `longest` is the longest way of those whom sites serve, one of the times.
    """

    times: Floats
    going: Callable[[float], Going]
    longest: Callable[[Indices], float]
    is_existing: Flags
    choices: int
    wanted: float
    sets: list[Flags] = field(default_factory=list)
    solved: int = 0
    rough: float = ROUGH

    def run(self, enough: int) -> tuple[Indices | None, int, int]:
        """Return sites, the place of their time, and the last place that is proved too short (−1: none).

        Places before `enough` are tried; None where no sites were found for one of them.
        """
        short, sites = -1, None
        for self.rough in (ROUGH, 0.0):
            short = self._proved(short, enough)
            other, enough = self._found(short, enough)
            sites = sites if other is None else other
            if enough - short > 1 and self._is_short(enough - 1):
                short = enough - 1
        return sites, enough, short

    def _proved(self, short: int, enough: int) -> int:
        """Return the last place that is proved too short, from one that is (−1) to one that may be long enough."""
        most = MOST_PROVED if self.rough else MOST_SOLVED
        while self.solved < most and not self._is_narrow(short, enough):
            middle = self._middle(short, enough)
            if self._is_short(middle):
                short = middle
            else:
                enough = middle
        return short

    def _found(self, short: int, enough: int) -> tuple[Indices | None, int]:
        """Return sites and the first place found that is long enough for them; None and `enough` where none is."""
        sites: Indices | None = None
        stride = FIRST_STRIDE
        while self.solved < (
            MOST_SOLVED if sites is not None or self.rough == 0 else LAST_SOLVED
        ) and not self._is_narrow(short, enough):
            nearby = int(np.searchsorted(self.times, self.times[short + 1] * (1 + stride)))
            middle = max(short + 1, min(nearby, self._middle(short, enough)))
            other = self._sites_within(middle)
            if other is None:
                short, stride = middle, STRIDE * stride
            else:
                sites, enough = other, int(np.searchsorted(self.times, self.longest(other)))
        return sites, enough

    def _sites_within(self, place: int) -> Indices | None:
        cuts = self._cuts(place)
        cuts.relaxed(self.choices)
        sites = cuts.guessed(self.choices)
        sites = cuts.whole(self.choices) if sites is None else sites
        self._keep(cuts)
        return sites

    def _is_short(self, place: int) -> bool:
        cuts = self._cuts(place)
        is_short = cuts.relaxed(self.choices) > self.choices + SLACK
        self._keep(cuts)
        return is_short

    def _cuts(self, place: int) -> Cuts:
        return Cuts(self.going(float(self.times[place])), self.is_existing, self.wanted, self.sets)

    def _keep(self, cuts: Cuts) -> None:
        """Remember the cuts of a time for the next ones, and count the work."""
        self.sets = cuts.sets
        self.solved += cuts.solved

    def _is_narrow(self, short: int, enough: int) -> bool:
        if enough - short <= 1:
            return True
        return (
            enough < len(self.times) and self.times[enough] - self.times[short + 1] <= self.rough * self.times[enough]
        )

    def _middle(self, short: int, enough: int) -> int:
        """Return a place between two whose time is near the middle of theirs."""
        first, last = self.times[short + 1], self.times[enough - 1]
        return int(np.clip(np.searchsorted(self.times, (first + last) / 2), short + 1, enough - 1))
