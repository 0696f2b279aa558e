"""Which indicators with targets answer the filters. Pure: no widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.plan import Plan
from data.progress import Progress
from data.search import fold
from pages.indicators import standing
from pages.indicators.values import UNDATED, UNLEVELLED
from pages.shared.labels import value_label


@dataclass(frozen=True, slots=True)
class ProgressFilters:
    """What the reader asked for; an empty tuple or text asks for nothing in particular."""

    themes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    text: str = ""

    @property
    def target_years(self) -> tuple[int | None, ...]:
        """The years asked for, None for the undated."""
        return tuple(None if year == UNDATED else int(year) for year in self.years)


def level_of(row: Progress) -> str:
    """Return the level of an indicator as a choice; `unlevelled` where the plan names none."""
    return row.series.level or UNLEVELLED


def is_asked_for(plan: Plan, row: Progress, filters: ProgressFilters) -> bool:
    """Tell whether an indicator answers all filters but the status; each word of the text must occur."""
    chosen = ((filters.themes, row.theme), (filters.levels, level_of(row)))
    if any(allowed and value not in allowed for allowed, value in chosen):
        return False
    if filters.years and not set(filters.target_years) & set(row.years()):
        return False
    words = fold(filters.text).split()
    return not words or all(part in fold(_searchable(plan, row)) for part in words)


def with_status(rows: Sequence[Progress], filters: ProgressFilters) -> list[Progress]:
    """Return the indicators whose status was asked for, that of the target of the chosen years."""
    years = filters.target_years
    return [row for row in rows if not filters.statuses or row.headline(years).status in filters.statuses]


def _searchable(plan: Plan, row: Progress) -> str:
    indicator = row.series.indicator
    names = (standing.name_of_series(plan, row), indicator.name, indicator.name_en, indicator.definition)
    printed = (value.name for value in row.series.rows)
    targets = (standing.target_words(item) for item in row.assessments)
    level = value_label("level", row.series.level)
    return "\n".join((*names, *printed, *targets, level, *(value.section for value in row.series.rows)))
