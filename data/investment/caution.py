"""What must be said beside candidates of several plans: their figures are not of one time, nor of one definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.plan import Plan


@dataclass(frozen=True, slots=True)
class Caution:
    """A caution by name, with the plans that it is about.

    `expired`: their period is over; `years`: their periods differ; `prices`: amounts of different years, as printed,
    not adjusted for prices; `beds`: what counts as a bed is each plan's own definition.
    """

    name: str
    plans: tuple[Plan, ...]


def cautions_of(plans: Sequence[Plan]) -> tuple[Caution, ...]:
    """Return what must be said of candidates of these plans."""
    expired = tuple(plan for plan in plans if plan.status in ("expired", "replaced"))
    found = [Caution("expired", expired)] if expired else []
    if len({(plan.start_year, plan.end_year) for plan in plans}) > 1:
        found.append(Caution("years", tuple(plans)))
    if len(paying := tuple(plan for plan in plans if any(row.investment for row in plan.projects))) > 1:
        found.append(Caution("prices", paying))
    if len(bedded := tuple(plan for plan in plans if any(row.bed_counts for row in plan.projects))) > 1:
        found.append(Caution("beds", bedded))
    return tuple(found)
