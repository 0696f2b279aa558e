"""What a chart of one indicator draws: stated values as dated marks, levels without a year, lines, the axis. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.actuals import Actual, Years
from data.indicator_goal import Goal, goals_of, number_of, rescale
from data.indicator_path import path_of, stated_points
from data.plan import IndicatorValue, Plan
from data.progress import Progress
from data.series import Series
from pages.indicators import standing
from pages.indicators.values import value_words, when
from pages.shared.labels import value_label, word
from pages.shared.recording_moment import when_text

# values that lie closer together than this share of the largest would all look alike above a zero
CLUSTERED_SHARE = 0.3
HEADROOM = 0.24
LONGEST_SOURCE = 120
FEWEST_MARKS = 2
Datum = dict[str, Any]


@dataclass(slots=True)
class Drawing:
    """The marks of a chart by what they are, and the axis that holds them.

    `levels` have no year; `ranges` run from y to y2; `open_up` and `open_down` have no further bound.
    """

    marks: dict[str, list[Datum]] = field(default_factory=dict)
    levels: list[Datum] = field(default_factory=list)
    lines: dict[str, list[Datum]] = field(default_factory=dict)
    years: tuple[int, int] = (0, 0)
    bottom: float = 0.0
    top: float = 1.0
    is_truncated: bool = False

    def everything(self) -> Iterable[Datum]:
        """Return all marks that stand at a year."""
        return (datum for found in self.marks.values() for datum in found)


def drawing_of(plan: Plan, series: Series, progress: Progress | None, actuals: Years) -> Drawing | None:
    """Return what to draw; None where there is nothing that a chart would tell better than the figure."""
    drawing = Drawing()
    goals = goals_of(series, plan.end_year)
    for goal in goals:
        _add_goal(drawing, series, goal)
    for kind in ("baseline", "estimate", "forecast"):
        for point in stated_points(series, kind):
            _add(drawing, kind, _stated(point.row, point.value, point.year, series.unit))
    for row in (*series.of_kind("standard"), *(row for row in series.of_kind("baseline") if row.year is None)):
        _add_level(drawing, series, row)
    for actual in actuals:
        _add(drawing, "actual", _recorded(actual, series.unit))
    dated = list(drawing.everything())
    if not dated or (len(dated) + len(drawing.levels) < FEWEST_MARKS and not goals):
        return None
    _add_lines(drawing, series, goals, progress)
    _set_axes(drawing, plan, has_goals=bool(goals))
    _set_sides(drawing)
    return drawing


def _add_goal(drawing: Drawing, series: Series, goal: Goal) -> None:
    """Add a target as its comparator says: a point, an open or a closed band, hollow where it is vague."""
    said: dict[tuple[float, str], list[IndicatorValue]] = {}
    for row in goal.rows:
        number = number_of(row, series.unit)
        if number is not None:
            said.setdefault((number, row.comparator), []).append(row)
    # the same number with and without “以上” is one mark; the label says both
    numbers = list(dict.fromkeys(number for number, _ in said))
    for number in numbers:
        rows = [row for (value, _), found in said.items() if value == number for row in found]
        _add_target(drawing, series, goal, number, rows)


def _add_target(drawing: Drawing, series: Series, goal: Goal, number: float, rows: list[IndicatorValue]) -> None:
    row = rows[0]
    if goal.year is None:
        drawing.levels.append(_stated(row, number, 0, series.unit) | {"kind": word("chart.target")})
        return
    datum = _stated(row, number, goal.year, series.unit)
    again = [one for one in rows[1:] if one is not row]
    differing = dict.fromkeys(words for one in again if (words := value_words(one)) != value_words(row))
    notes = [word("cell.restated", n=len(again))] if again else []
    datum["value"] = " · ".join([datum["value"], *notes, *(word("cell.conflict", value=text) for text in differing)])
    kind = {"ge": "open_up", "gt": "open_up", "le": "open_down", "lt": "open_down"}.get(row.comparator, "target")
    if row.comparator == "between" and row.value_max is not None:
        kind, datum["y2"] = "range", rescale(row.value_max, row.unit, series.unit)
    elif kind == "target" and (row.comparator == "about" or row.is_striving):
        kind = "soft"
    _add(drawing, kind, datum)


def _add_level(drawing: Drawing, series: Series, row: IndicatorValue) -> None:
    number = number_of(row, series.unit)
    if number is not None and not row.restates and not row.start_year:
        drawing.levels.append(_stated(row, number, 0, series.unit))


def _add_lines(drawing: Drawing, series: Series, goals: Sequence[Goal], progress: Progress | None) -> None:
    path = [{"x": point.year, "y": point.value} for point in path_of(series, goals)]
    forecast = [{"x": point.year, "y": point.value} for point in stated_points(series, "forecast")]
    actual = [{"x": datum["x"], "y": datum["y"]} for datum in drawing.marks.get("actual", [])]
    change = progress.needed(progress.headline()) if progress else None
    needed = [{"x": change.from_year, "y": change.from_value}, {"x": change.to_year, "y": change.to_value}] if (
        change and change.basis == "actual"
    ) else []  # fmt: skip
    lines = {"reference": path, "forecast": forecast, "actual": actual, "required": needed}
    drawing.lines = {name: found for name, found in lines.items() if len(found) > 1}


def _set_axes(drawing: Drawing, plan: Plan, *, has_goals: bool) -> None:
    years = [datum["x"] for datum in drawing.everything()]
    if has_goals or not years:
        years += [year for year in (plan.start_year, plan.end_year) if year]
    drawing.years = (min(years, default=0), max(years, default=0))
    found = [datum[name] for datum in (*drawing.everything(), *drawing.levels) for name in ("y", "y2") if name in datum]
    low, high = min(found), max(found)
    spread = high - low
    # a single value says nothing of nearness: it stands above a zero
    is_alone = len(list(drawing.everything())) + len(drawing.levels) < FEWEST_MARKS
    drawing.is_truncated = low > 0 and 0 < spread < CLUSTERED_SHARE * high and not is_alone
    room = (spread if drawing.is_truncated else max(high, 0) - min(low, 0)) or abs(high) or 1
    drawing.bottom = (
        low - 2 * HEADROOM * room if drawing.is_truncated else min(0.0, low - HEADROOM * room if low < 0 else 0)
    )
    drawing.top = high + HEADROOM * room if high > 0 or drawing.is_truncated else HEADROOM * room


def _set_sides(drawing: Drawing) -> None:
    """Let the lowest of several labels of a year stand below its mark, a lone open bound's on its closed side."""
    for kind, found in drawing.marks.items():
        for datum in found:
            same = [other["y"] for other in drawing.everything() if other["x"] == datum["x"]]
            if len(same) == 1:
                datum["below"] = kind == "open_up"
            else:
                datum["below"] = datum["y"] == min(same) and datum["y"] < max(same)


def _add(drawing: Drawing, kind: str, datum: Datum) -> None:
    drawing.marks.setdefault(kind, []).append(datum)


def stated_source(row: IndicatorValue) -> str:
    """Return section and words of a value on one line."""
    source = f"{row.section} “{row.as_written.replace('|', '”“')}”"
    return source[:LONGEST_SOURCE]


def _stated(row: IndicatorValue, number: float, year: int, unit: str) -> Datum:
    kind = value_label("value_kind", row.value_kind)
    return {
        "x": year, "y": number, "text": standing.short_value(row, unit), "kind": kind,
        "value": value_words(row), "when": when(row) or word("indicator.no_year"), "source": stated_source(row),
    }  # fmt: skip


def _recorded(actual: Actual, unit: str) -> Datum:
    entry = actual.entry
    source = word("card.recorded", author=entry.author.name, date=when_text(entry.recorded_at))
    if entry.source:
        source = f"{word('card.recorded_source', source=entry.source)} · {source}"
    return {
        "x": actual.year, "y": actual.value, "text": standing.amount(actual.value, ""), "kind": word("chart.actual"),
        "value": standing.amount(actual.value, unit), "when": str(actual.year), "source": source[:LONGEST_SOURCE],
    }  # fmt: skip
