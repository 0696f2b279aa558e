"""Planned projects of a plan as a scenario: all of them, some, or each later by some years; who then reaches care."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.siting_scenario import PlannedProjects
from data.supply_demand.points import Facilities
from geo.siting.problem import Flags, Floats, Indices, SitingProblem, pairs_of
from geo.siting.result import Reach, reach_of


def counted_facilities(facilities: Facilities, planned: PlannedProjects, end_year: int | None) -> Flags:
    """Return (m,) which facilities are there in a scenario: existing ones, and planned ones that count.

    A planned one counts where it is among those chosen and finished by the end of `planned.year`: its year (where the
    plan states none: `end_year`, the last year of the plan, an assumption) plus the delay. Without a year to look at
    (None), or where neither year is known and there is no delay, it counts whenever it is finished.
    """
    years: Sequence[int | None] = facilities.years or (None,) * len(facilities)
    named = set(planned.ids)
    rows = zip(facilities.ids, facilities.statuses, years, strict=True)
    return np.array(
        [
            status == "existing"
            or (is_chosen(planned, name, named) and _is_finished(year if year is not None else end_year, planned))
            for name, status, year in rows
        ],
        dtype=np.bool_,
    )


def is_chosen(planned: PlannedProjects, facility_id: str, named: set[str]) -> bool:
    """Tell whether a planned facility is among those that the scenario counts, whenever it is finished."""
    return planned.count == "all" or (planned.count == "some" and facility_id in named)


def _is_finished(year: int | None, planned: PlannedProjects) -> bool:
    if planned.year is None:
        return True
    return year + planned.delay <= planned.year if year is not None else planned.delay == 0


@dataclass(frozen=True, slots=True, eq=False)
class PlannedChange:
    """What planned projects change.

    Attributes:
        before: with the existing facilities alone.
        after: with the planned ones that count.
        gained: (m,) people that each planned facility that counts covers and no existing one does, alone; 0 otherwise;
            with capacities no more than it has room for.
    """

    before: Reach
    after: Reach
    gained: Floats

    @property
    def people_gained(self) -> float:
        """Return the people covered after, but not before."""
        return self.after.covered - self.before.covered


def planned_change(problem: SitingProblem, counts: Flags) -> PlannedChange:
    """Return who is covered before and after planned facilities; the problem holds the existing ones, `counts` all."""
    pairs = pairs_of(problem)
    before = reach_of(problem, pairs, np.array([], dtype=np.int64))
    added: Indices = np.flatnonzero(counts & ~problem.is_existing).astype(np.int64)
    is_new = (
        (pairs.minutes <= problem.minutes)
        & (before.nearest[pairs.points] > problem.minutes)
        & np.isin(pairs.sites, added)
    )
    gained = np.bincount(pairs.sites[is_new], problem.weights[pairs.points[is_new]], problem.times.n_facilities)
    if problem.capacity is not None:
        gained = np.minimum(gained, np.nan_to_num(problem.capacity, nan=np.inf, posinf=np.inf))
    after = reach_of(problem, pairs, added) if len(added) else before
    return PlannedChange(before, after, gained.astype(np.float64))


def people_to_target(reach: Reach, target_pct: float) -> float:
    """Return how many more people must be covered to reach a share; 0 where it is reached, NaN where nobody counts.

    missing = max(0, target / 100 · people − covered)

    >>> none = np.array([])
    >>> people_to_target(Reach(none, none, 1000.0, 640.0, 0.0, 9.0, 14.0), 80.0)
    160.0
    """
    return max(0.0, target_pct / 100.0 * reach.people - reach.covered) if reach.people > 0 else np.nan
