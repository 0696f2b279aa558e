"""Where a plan's indicators stand: each with its theme, level and one assessment per year of target; counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.actuals import Actual, Years, actuals_of, latest
from data.indicator_path import Basis, Point, RequiredChange, stated_points
from data.indicator_status import Assessment, Status, assess
from data.indicator_theme import theme_of
from data.plan import IndicatorValue, Plan
from data.record import Entry, Subject
from data.series import Series, series_of


@dataclass(frozen=True, slots=True)
class Progress:
    """An indicator that the plan sets targets for: what it is about, its actual values, how it stands by year."""

    series: Series
    theme: str
    actuals: Years
    assessments: tuple[Assessment, ...]

    @property
    def latest(self) -> Actual | None:
        """The last actual value that was recorded."""
        return latest(self.actuals)

    def years(self) -> tuple[int | None, ...]:
        """Return the years that the plan sets targets for, None for one without a year."""
        return tuple(year_of(item) for item in self.assessments)

    def headline(self, years: Collection[int | None] = ()) -> Assessment:
        """Return the assessment that stands for the indicator, of some years or of all.

        The next target whose year is not over; where all are over, the last one (期末评估).
        """
        chosen = [item for item in self.assessments if not years or year_of(item) in years] or list(self.assessments)
        return next((item for item in chosen if not item.is_over), chosen[-1])

    def needed(self, item: Assessment) -> RequiredChange | None:
        """Return what is needed each year for a target, or for the next later one where this one needs no more."""
        later = self.assessments[self.assessments.index(item) :]
        return next((one.required for one in later if one.required), None)

    def has_value(self, value_id: str) -> bool:
        """Tell whether a value of the plan belongs to the indicator."""
        return any(row.value_id == value_id for row in self.series.rows)

    def known(self) -> tuple[Point, Basis] | None:
        """Return how things stood by the plan: its last dated baseline, else its last estimate."""
        kinds: tuple[Basis, ...] = ("baseline", "estimate")
        found = ((points[-1], kind) for kind in kinds if (points := stated_points(self.series, kind)))
        return next(found, None)

    def undated_baseline(self) -> IndicatorValue | None:
        """Return a baseline without a year; None where there is none."""
        rows = self.series.of_kind("baseline")
        return next((row for row in rows if row.year is None and row.comparator != "relative"), None)


def year_of(assessment: Assessment) -> int | None:
    """Return the year of the target that was held against; None for one without a year."""
    return assessment.goal.year if assessment.goal else assessment.row.year


def progress_of(
    plan: Plan, entries: Mapping[Subject, Entry], *, this_year: int, series: Sequence[Series] | None = None
) -> tuple[Progress, ...]:
    """Return how each indicator with targets stands, in the document's order.

    `series` are those of the plan where they are at hand already.
    """
    actuals = actuals_of(entries, plan.plan_id)
    found = []
    for one in series_of(plan) if series is None else series:
        if not one.of_kind("target"):
            continue
        years = actuals.get(one.key, ())
        assessments = assess(one, years, end_year=plan.end_year, this_year=this_year)
        found.append(Progress(one, theme_of(one.indicator), years, assessments))
    return tuple(found)


def counts_by_status(assessments: Iterable[Assessment]) -> Counter[Status]:
    """Count assessments by status."""
    return Counter(item.status for item in assessments)


def counts_by(
    rows: Iterable[Progress], group: Callable[[Progress], str], years: Collection[int | None] = ()
) -> dict[str, Counter[Status]]:
    """Count the headlines of indicators by status in each group, in the order in which groups first come."""
    counts: dict[str, Counter[Status]] = {}
    for row in rows:
        counts.setdefault(group(row), Counter())[row.headline(years).status] += 1
    return counts


def counts_by_year(rows: Iterable[Progress]) -> dict[int | None, Counter[Status]]:
    """Count the targets of each year by status, the undated last."""
    counts: dict[int | None, Counter[Status]] = {}
    for row in rows:
        for item in row.assessments:
            counts.setdefault(year_of(item), Counter())[item.status] += 1
    return {year: counts[year] for year in sorted(counts, key=lambda year: (year is None, year or 0))}
