"""What a plan states of its indicators at one moment and in one area: only such figures may be calculated with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from data.plan import IndicatorValue, Plan
from data.plan_rules.figures import span_of

# a moment: kind of value, area, year
Moment = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Stated:
    """The values of a plan that can be calculated with, by indicator and moment, each thing said once."""

    by_indicator: dict[str, dict[Moment, list[IndicatorValue]]] = field(default_factory=dict)

    def rows(self, indicator_id: str) -> Iterator[IndicatorValue]:
        """Yield the values of an indicator."""
        for rows in self.by_indicator.get(indicator_id, {}).values():
            yield from rows

    def together(self, indicator_ids: Iterable[str]) -> Iterator[tuple[IndicatorValue, ...]]:
        """Yield the values of several indicators that hold at one moment in one area, one of each."""
        tables = [self.by_indicator.get(indicator_id, {}) for indicator_id in indicator_ids]
        for moment in tables[0] if tables else ():
            if all(moment in table for table in tables):
                yield from (rows for rows in product(*(table[moment] for table in tables)) if _is_one_date(rows))


def stated_values(plan: Plan) -> Stated:
    """Return what can be calculated with: with a figure and a year, not a repetition, and told apart from 相对值."""
    stated = Stated()
    for row in plan.indicator_values:
        if row.year is None or row.restates or span_of(row) is None:
            continue
        moment = (row.value_kind, row.scope or plan.region_code, row.year)
        stated.by_indicator.setdefault(row.indicator_id, {}).setdefault(moment, []).append(row)
    return stated


def _is_one_date(rows: Iterable[IndicatorValue]) -> bool:
    return len({row.as_of for row in rows if row.as_of}) <= 1
