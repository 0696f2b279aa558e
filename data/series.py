"""All that a plan states of one indicator in one area, told as one series: baseline, targets by year, forecasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.plan import Indicator, IndicatorValue, Plan


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one indicator in one area of one plan, in the document's order, restated ones among them.

    `indicator` is the vocabulary's definition; one made of the row itself where the vocabulary lacks it.
    """

    plan_id: str
    indicator: Indicator
    scope: str
    rows: tuple[IndicatorValue, ...]

    @property
    def key(self) -> str:
        """The subject of what is recorded about the series: `indicator_id@scope`."""
        return f"{self.indicator.id}@{self.scope}"

    @property
    def unit(self) -> str:
        """The unit as the plan prints it, of its targets first; the vocabulary's where no row prints one."""
        rows = (*self.of_kind("target"), *self.rows)
        return next((row.unit for row in rows if row.unit), self.indicator.unit)

    def of_kind(self, *kinds: str) -> tuple[IndicatorValue, ...]:
        """Return the values of some kinds (baseline, estimate, target, forecast, standard)."""
        return tuple(row for row in self.rows if row.value_kind in kinds)

    def targets(self) -> dict[int | None, tuple[IndicatorValue, ...]]:
        """Return the targets by year, the earliest first, each year's with those that restate it.

        A target without a year stands last, under None: it holds for the end of the plan. One that the plan states
        again with a year belongs to that year.
        """
        rows = self.of_kind("target")
        year_of = {row.value_id: row.year or self._restated_year(row) for row in rows}
        years = sorted(set(year_of.values()), key=lambda year: (year is None, year or 0))
        return {year: tuple(row for row in rows if year_of[row.value_id] == year) for year in years}

    @property
    def level(self) -> str:
        """The level that the plan gives the indicator (national, provincial …); "" where it gives none."""
        return next((row.level for row in self.rows if row.level), "")

    def _restated_year(self, row: IndicatorValue) -> int | None:
        """Return the year that a row without one has where it is said the other time."""
        same = [other for other in self.rows if row.value_id == other.restates or row.restates == other.value_id]
        return next((other.year for other in same if other.year), None)


def series_of(plan: Plan) -> tuple[Series, ...]:
    """Return the series of a plan in the order in which the document first names them."""
    groups: dict[tuple[str, str], list[IndicatorValue]] = {}
    for row in plan.indicator_values:
        groups.setdefault((row.indicator_id, row.scope or plan.region_code), []).append(row)
    return tuple(
        Series(plan.plan_id, _definition(indicator_id, rows, plan.indicators), scope, tuple(rows))
        for (indicator_id, scope), rows in groups.items()
    )


def _definition(indicator_id: str, rows: list[IndicatorValue], known: Mapping[str, Indicator]) -> Indicator:
    return known.get(indicator_id) or Indicator(indicator_id, rows[0].name, unit=rows[0].unit)
