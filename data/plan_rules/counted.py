"""A number of people that a plan gives beside the census count of the same people, and how both are told."""

from __future__ import annotations

from dataclasses import dataclass

from data.plan import Plan
from data.plan_rules.estimates import Estimate
from data.plan_rules.figures import people_shown_en, shown_en
from data.plan_rules.relations import read_relations

SETTLE = "写明各数按户籍人口还是常住人口、截至何时计算，并统一口径"
SETTLE_EN = "State whether each figure counts registered or resident people, and of what date, and use one basis"


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that the plan gives and the census count of the same people, with its year."""

    estimate: Estimate
    count: int
    year: int

    @property
    def gap(self) -> float:
        """How much larger the plan's number is at least, as a share of the census count; below 0: how much smaller."""
        span = self.estimate.span
        return (span.low if span.low > self.count else span.high) / self.count - 1


def counted_by_census(plan: Plan, entry: Estimate) -> Counted | None:
    """Return the number with the census count of the same people; None where there is none."""
    column = read_relations().census.get(entry.indicator_id)
    people = plan.population.get(entry.scope)
    count = getattr(people, column) if people and column else None
    return Counted(entry, count, people.year) if people and people.year and count else None


def told_in_english(entry: Estimate) -> str:
    """Return a number in English: as printed where it is stated, rounded or by both ends where it is derived."""
    if not entry.is_derived:
        return shown_en(entry.rows[0])
    if entry.is_wide:
        return f"{people_shown_en(entry.span.low)}–{people_shown_en(entry.span.high)}"
    return people_shown_en(entry.middle)


def names_of(plan: Plan, indicator_id: str) -> tuple[str, str]:
    """Return the Chinese and the English name of an indicator; its id where the vocabulary does not know it."""
    known = plan.indicators.get(indicator_id)
    return (known.name, known.name_en) if known else (indicator_id, indicator_id)
