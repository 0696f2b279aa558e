"""One indicator in several plans: its series side by side, and where they are not the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from data.indicator_goal import rescale
from data.plan import IndicatorValue, Plan
from data.series import Series

DifferenceKind = Literal["name", "unit", "area", "note", "years"]
FEWEST_PLANS = 2
PROVINCE_TAIL, CITY_TAIL = "0000", "00"


@dataclass(frozen=True, slots=True)
class Line:
    """The series of one plan; `factor` brings its values to the common unit, None where the units do not agree."""

    plan: Plan
    series: Series
    factor: float | None

    def rows(self) -> tuple[IndicatorValue, ...]:
        """Return the stated values, restated ones left out."""
        return tuple(row for row in self.series.rows if not row.restates)

    def number(self, row: IndicatorValue, unit: str) -> float | None:
        """Return a value in the common unit; None for a blank or relative one, or where the units do not agree."""
        is_number = row.value is not None and row.comparator != "relative"
        return rescale(row.value, row.unit, unit) if is_number and row.value is not None else None


@dataclass(frozen=True, slots=True)
class Difference:
    """A reason not to compare blindly: what each plan says, by plan id."""

    kind: DifferenceKind
    said: tuple[tuple[str, str], ...]


def shared_ids(series: Mapping[str, Sequence[Series]]) -> list[str]:
    """Return the indicators that two plans or more state, those of most plans first; `series` is by plan id."""
    counts: Counter[str] = Counter()
    for rows in series.values():
        counts.update(list(dict.fromkeys(one.indicator.id for one in rows)))
    shared = [indicator_id for indicator_id, count in counts.items() if count >= FEWEST_PLANS]
    return sorted(shared, key=lambda indicator_id: -counts[indicator_id])


def lines_of(plans: Sequence[Plan], series: Mapping[str, Sequence[Series]], indicator_id: str) -> tuple[Line, ...]:
    """Return the series of an indicator, one or more per plan, in the order of the plans."""
    found = [(plan, one) for plan in plans for one in series[plan.plan_id] if one.indicator.id == indicator_id]
    unit = found[0][1].unit if found else ""
    return tuple(Line(plan, one, rescale(1, one.unit, unit)) for plan, one in found)


def differences(lines: Sequence[Line]) -> tuple[Difference, ...]:
    """Return where the plans do not speak of the same: printed name, unit, kind of area, restricting notes, years."""
    names = tuple((line.plan.plan_id, "、".join(dict.fromkeys(row.name for row in line.rows()))) for line in lines)
    units = tuple((line.plan.plan_id, line.series.unit) for line in lines)
    areas = tuple((line.plan.plan_id, area_kind(line.series.scope)) for line in lines)
    notes = tuple((line.plan.plan_id, _notes(line)) for line in lines if _notes(line))
    years = tuple((line.plan.plan_id, "、".join(map(str, _years(line)))) for line in lines)
    compared: list[tuple[DifferenceKind, tuple[tuple[str, str], ...]]] = [
        ("name", names),
        ("unit", units),
        ("area", areas),
    ]
    found = [Difference(kind, said) for kind, said in compared if len({text for _, text in said}) > 1]
    if notes:
        found.append(Difference("note", notes))
    if len(lines) > 1 and not set.intersection(*(set(_years(line)) for line in lines)):
        found.append(Difference("years", years))
    return tuple(found)


def area_kind(code: str) -> str:
    """Return what kind of area a code names by its trailing zeros.

    >>> area_kind("510000"), area_kind("511700"), area_kind("500102")
    ('province', 'prefecture', 'county')
    """
    if code.endswith(PROVINCE_TAIL):
        return "province"
    return "prefecture" if code.endswith(CITY_TAIL) else "county"


def _notes(line: Line) -> str:
    return "；".join(dict.fromkeys(row.note for row in line.rows() if row.note))


def _years(line: Line) -> list[int]:
    return sorted({row.year for row in line.rows() if row.year})
