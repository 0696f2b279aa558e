"""The values of indicators that scenes tell: how things stood, the last target, their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.indicator_theme import theme_of
from data.plan import IndicatorValue, Plan
from data.series import Series, series_of
from pages.shared.labels import indicator_text, language, word

AGEING = "share_60_plus_pct"


@dataclass(frozen=True)
class SeriesValue:
    """A value of an indicator, with the series that it belongs to."""

    series: Series
    row: IndicatorValue

    @property
    def label(self) -> str:
        """The indicator's name with the year of the value."""
        name = indicator_name(self.series)
        return f"{name} {self.row.year}" if self.row.year else name


def value_with_year(row: IndicatorValue) -> str:
    """Return a value with its year in brackets, as a cell of a table says it."""
    text = indicator_text(row) or word("common.not_stated")
    return f"{text}（{row.year}）" if row.year and language() == "zh" else f"{text} ({row.year})" if row.year else text


def last_baseline(series: Series) -> IndicatorValue | None:
    """Return how things stood by the plan: its last baseline, else its last estimate; None where it states none."""
    for kind in ("baseline", "estimate"):
        rows = [row for row in series.of_kind(kind) if row.value is not None]
        if rows:
            return max(rows, key=lambda row: row.year or 0)
    return None


def last_target(series: Series) -> IndicatorValue | None:
    """Return the last target with a value; None where there is none."""
    rows = [row for row in series.of_kind("target") if row.value is not None or row.comparator == "relative"]
    return max(rows, key=lambda row: (row.year or 0, not row.restates), default=None)


def indicator_name(series: Series) -> str:
    """Return the name of an indicator: as the plan prints it, in English that of the vocabulary."""
    return series.indicator.name_en if language() == "en" and series.indicator.name_en else series.rows[-1].name


def chosen_baselines(plan: Plan, most: int) -> list[SeriesValue]:
    """Return how things stood by the plan: ageing first, each value of another theme."""
    stating = ((one, row) for one in series_of(plan) for row in one.of_kind("baseline"))
    found = [SeriesValue(one, row) for one, row in stating if row.value is not None]
    found.sort(key=lambda item: (item.series.indicator.id != AGEING, bool(item.row.restates)))
    return by_theme(found, most)


def last_targets(plan: Plan) -> list[SeriesValue]:
    """Return the last target of each indicator, in the document's order."""
    found = [(one, last_target(one)) for one in series_of(plan)]
    return [SeriesValue(one, row) for one, row in found if row]


def by_theme(items: Sequence[SeriesValue], most: int) -> list[SeriesValue]:
    """Return the first values, each of another theme; then more of the same themes, in the document's order."""
    firsts: dict[str, SeriesValue] = {}
    for item in items:
        firsts.setdefault(theme_of(item.series.indicator), item)
    picked = list(firsts.values())[:most]
    picked += [item for item in items if item not in picked][: most - len(picked)]
    return [item for item in items if item in picked]
