"""The indicators that several plans state under one id, and every reason for care in reading them side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from data.demand import is_total, quantity_of
from data.plan import Indicator, IndicatorValue, Plan
from data.series import Series, series_of

FEWEST = 2
# which value stands for a plan: what it sets out to reach, else what it demands, else how things stood
STANDING_KINDS = ("target", "standard", "estimate", "baseline", "forecast")

CautionKind = Literal[
    "definition", "caveat", "unit", "scope", "kind", "year", "total", "no_figure", "comparator", "level", "name",
]  # fmt: skip
# these do not forbid to look at the figures side by side, they only explain them
REMARKS: frozenset[CautionKind] = frozenset({"comparator", "level", "name"})


@dataclass(frozen=True, slots=True)
class Caution:
    """A reason for care: in what the plans differ, and what each of them says (by plan_id; "" where nothing)."""

    kind: CautionKind
    found: Mapping[str, str]

    @property
    def is_warning(self) -> bool:
        """Whether the figures must not be read as more and less of the same."""
        return self.kind not in REMARKS


@dataclass(frozen=True, slots=True)
class SharedIndicator:
    """An indicator with the series of each plan that states it (by plan_id) and the value that stands for the plan."""

    indicator: Indicator
    series: Mapping[str, Series]
    standing: Mapping[str, IndicatorValue]
    cautions: tuple[Caution, ...]

    @property
    def warnings(self) -> tuple[Caution, ...]:
        """The cautions that forbid a ranking."""
        return tuple(caution for caution in self.cautions if caution.is_warning)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A total per 1,000 residents aged 60+ (2020 census) and per km²; the upper end where the plan gives a range.

    `unit` is what is counted. None where the people or the area are not known or the rate means nothing.
    """

    unit: str
    per_1000_aged_60_plus: tuple[float, ...] | None
    per_km2: tuple[float, ...] | None


def shared_indicators(plans: Sequence[Plan]) -> tuple[SharedIndicator, ...]:
    """Return the indicators that at least two of the plans state, those of most plans first, then by id."""
    series = {plan.plan_id: _by_indicator(plan) for plan in plans}
    ids = {indicator_id for found in series.values() for indicator_id in found}
    shared = [
        _shared({plan.plan_id: found for plan in plans if (found := series[plan.plan_id].get(name))}, plans)
        for name in ids
    ]
    kept = [one for one in shared if len(one.series) >= FEWEST]
    return tuple(sorted(kept, key=lambda one: (-len(one.series), one.indicator.id)))


def standing_value(series: Series) -> IndicatorValue:
    """Return the value that stands for a plan: its last target, else its standard, estimate, baseline or forecast.

    Restated values are left out. A target without a year counts as the last one.
    """
    for kind in STANDING_KINDS:
        rows = [row for row in series.of_kind(kind) if not row.restates]
        if rows:
            return max(rows, key=lambda row: (row.year is None, row.year or 0, row.value is not None))
    return series.rows[-1]


def normalised(
    row: IndicatorValue, indicator: Indicator, aged_60_plus: int | None, area_km2: float | None
) -> Normalised | None:
    """Return a total in relation to people and area; None for shares, rates and what has no figure.

    `per_1000_aged_60_plus = 1000 × amount ÷ residents aged 60 and over`; `per_km2 = amount ÷ area`. Of figures on
    people themselves (`better` is none) only the density says something.

    >>> beds = Indicator("beds", "养老床位总数", unit="张", better="higher")
    >>> rates = normalised(IndicatorValue("v", "beds", "床位", value=3, unit="万张"), beds, 1_200_000, 15_000)
    >>> rates.per_1000_aged_60_plus, rates.per_km2
    ((25.0,), (2.0,))
    """
    if row.value is None or row.comparator == "relative" or not is_total(indicator, row.unit):
        return None
    ends = [row.value] if row.value_max is None else [row.value, row.value_max]
    amounts = [quantity_of(end, row.unit) for end in ends]
    by_people = aged_60_plus and indicator.better != "none"
    return Normalised(
        amounts[0].unit,
        tuple(1000 * float(one.amount) / aged_60_plus for one in amounts) if by_people and aged_60_plus else None,
        tuple(float(one.amount) / area_km2 for one in amounts) if area_km2 else None,
    )


def _by_indicator(plan: Plan) -> dict[str, Series]:
    """Return one series per indicator: that of the whole region where there is one."""
    found = sorted(series_of(plan), key=lambda one: one.scope == plan.region_code)
    return {one.indicator.id: one for one in found}


def _shared(series: Mapping[str, Series], plans: Sequence[Plan]) -> SharedIndicator:
    standing = {plan_id: standing_value(one) for plan_id, one in series.items()}
    # the definition must not depend on the order of the plans
    indicator = next(series[plan_id].indicator for plan_id in sorted(series))
    regions = {plan.plan_id: plan for plan in plans}
    return SharedIndicator(indicator, series, standing, _cautions(indicator, series, standing, regions))


def _cautions(
    indicator: Indicator,
    series: Mapping[str, Series],
    standing: Mapping[str, IndicatorValue],
    plans: Mapping[str, Plan],
) -> tuple[Caution, ...]:
    differing: dict[CautionKind, Callable[[str, IndicatorValue], str]] = {
        "definition": lambda plan_id, _: series[plan_id].indicator.definition,
        "unit": lambda _, row: quantity_of(0, row.unit).unit if row.value is not None else "",
        "kind": lambda _, row: row.value_kind,
        "year": lambda _, row: str(row.year or ""),
        "comparator": lambda _, row: row.comparator,
        "level": lambda _, row: row.level,
        "name": lambda _, row: row.name,
    }
    said = {kind: {key: say(key, row) for key, row in standing.items()} for kind, say in differing.items()}
    found = [Caution(kind, words) for kind, words in said.items() if _differ(kind, words)]
    # what the vocabulary adds to a definition after a semicolon limits what may be compared
    if caveat := indicator.definition.partition("；")[2]:
        found.append(Caution("caveat", dict.fromkeys(standing, caveat)))
    partial = {key: row.scope for key, row in standing.items() if row.scope not in ("", plans[key].region_code)}
    if partial:
        found.append(Caution("scope", partial))
    if any(is_total(indicator, row.unit) for row in standing.values()):
        found.append(Caution("total", {key: row.unit for key, row in standing.items()}))
    if silent := {key: row.comparator for key, row in standing.items() if row.value is None}:
        found.append(Caution("no_figure", silent))
    return tuple(sorted(found, key=lambda caution: not caution.is_warning))


def _differ(kind: CautionKind, words: Mapping[str, str]) -> bool:
    said = set(words.values())
    # a plan without a figure has its own caution
    return len(said - {""}) > 1 if kind == "unit" else len(said) > 1
