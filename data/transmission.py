"""上下位传导: for each target of an upper plan, what the plan below it says, and whether the two may be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from data.demand import demand_of, is_total, order_of, quantity_of
from data.plan import Indicator, IndicatorValue, Plan

Verdict = Literal[
    "equal", "stricter", "looser", "later", "unjudged", "similar", "absent", "direct", "not_compared"
]  # fmt: skip
Fairness = Literal["fair", "limited", "unfair"]
Reason = Literal[
    "later_parent", "administrative", "no_basis", "ended_before", "begins_after", "definition", "unit", "total",
    "relative", "no_figure", "direction", "no_year", "range", "striving",
]  # fmt: skip

# what forbids a verdict on the city, and what only weakens it
_FORBIDS: frozenset[Reason] = frozenset({"later_parent", "no_basis", "ended_before", "begins_after", "definition"})
_PREVENTS: frozenset[Reason] = frozenset({"unit", "total", "relative", "no_figure", "direction"})
HELD_KINDS = ("target", "standard")


@dataclass(frozen=True, slots=True)
class Transmission:
    """One target (or continuing requirement) of the upper plan and its answer in the plan below.

    `lower` is the value that the verdict rests on, None where the plan below states none of the same indicator.
    `related` are its values of indicators that are near but defined otherwise: shown, never judged.
    `reasons` say why the comparison is not, or not quite, fair; and why there is no verdict.
    `absent` is a verdict on the plan below and so needs a comparison that is not unfair; else it is `not_compared`.
    `direct`: a standard of the upper plan that the plan below does not repeat, and need not.
    """

    upper: IndicatorValue
    indicator: Indicator
    lower: IndicatorValue | None
    verdict: Verdict
    fairness: Fairness
    reasons: tuple[Reason, ...]
    related: tuple[IndicatorValue, ...] = ()


def transmission(upper: Plan, lower: Plan) -> tuple[Transmission, ...]:
    """Return the answer of the lower plan to each target and standard of the upper one, in the upper plan's order.

    Verdicts rest on the lower plan's target that holds in the upper target's year: the last one up to it. Where it
    asks for less, or there is none yet, a later one that asks enough makes it “later”.
    """
    return tuple(_answer(row, upper, lower) for row in _held(upper))


def is_above(upper: Plan, lower: Plan) -> bool:
    """Tell whether a plan is the parent of another."""
    return bool(lower.parent_plan_id) and lower.parent_plan_id == upper.plan_id


def applies_directly(row: IndicatorValue, upper: Plan, lower: Plan) -> bool:
    """Tell whether a value of the upper plan is a standing rule that holds below without being repeated there.

    A rule of a plan that came later, or whose period does not meet that of the plan below, is none.
    """
    return row.value_kind == "standard" and not _FORBIDS.intersection(_basis_reasons(row, upper, lower))


def related_ids(indicator: Indicator, vocabulary: dict[str, Indicator]) -> frozenset[str]:
    """Return the ids of near indicators: one names the other, or both name the same third and count alike.

    >>> one, other = Indicator("a", "甲", unit="%", related=("hub",)), Indicator("b", "乙", unit="%", related=("hub",))
    >>> sorted(related_ids(one, {"b": other}))
    ['b', 'hub']
    """
    named, unit = set(indicator.related), quantity_of(0, indicator.unit).unit
    naming = {other.id for other in vocabulary.values() if indicator.id in other.related}
    beside = {
        other.id
        for other in vocabulary.values()
        if named.intersection(other.related) and quantity_of(0, other.unit).unit == unit
    }
    return frozenset((named | naming | beside) - {indicator.id})


def _held(plan: Plan) -> list[IndicatorValue]:
    """Return the values that a plan holds others to: not restated, for its whole region."""
    return [
        row
        for row in plan.indicator_values
        if row.value_kind in HELD_KINDS and not row.restates and row.scope in ("", plan.region_code)
    ]


def _answer(row: IndicatorValue, upper: Plan, lower: Plan) -> Transmission:
    indicator = upper.indicators.get(row.indicator_id) or Indicator(row.indicator_id, row.name, unit=row.unit)
    candidates = [other for other in _held(lower) if _is_same(other, row)]
    near = related_ids(indicator, {**upper.indicators, **lower.indicators})
    related = tuple(other for other in _held(lower) if other.indicator_id in near)
    basis = _basis_reasons(row, upper, lower)
    if not candidates:
        total: tuple[Reason, ...] = ("total",) if _is_summed(row, indicator) else ()
        reasons = (*basis, *total)
        fairness = fairness_of(reasons)
        silent: Verdict = "direct" if applies_directly(row, upper, lower) else _silence(fairness, related)
        return Transmission(row, indicator, None, silent, fairness, reasons, related)
    found, verdict = _verdict(row, candidates, indicator, upper, lower)
    reasons = tuple(dict.fromkeys((*basis, *_pair_reasons(row, found, indicator, lower))))
    if verdict == "unjudged" and not _PREVENTS.intersection(reasons):
        reasons = (*reasons, "direction")
    if _PREVENTS.intersection(reasons):
        verdict = "unjudged"
    if _FORBIDS.intersection(reasons):
        verdict = "not_compared"
    return Transmission(row, indicator, found, verdict, fairness_of(reasons), reasons, related)


def _silence(fairness: Fairness, related: Sequence[IndicatorValue]) -> Verdict:
    """Return what it means that the plan below does not state the indicator."""
    if related:
        return "similar"
    return "not_compared" if fairness == "unfair" else "absent"


def _is_summed(row: IndicatorValue, indicator: Indicator) -> bool:
    """Tell whether a target is a sum over the upper plan's area; a standard holds for each case."""
    return row.value_kind == "target" and is_total(indicator, row.unit)


def _is_same(other: IndicatorValue, row: IndicatorValue) -> bool:
    return other.indicator_id == row.indicator_id and other.value_kind == row.value_kind


def _verdict(
    row: IndicatorValue, candidates: Sequence[IndicatorValue], indicator: Indicator, upper: Plan, lower: Plan
) -> tuple[IndicatorValue, Verdict]:
    due = _year(row, upper)
    dated = sorted(candidates, key=lambda other: (_year(other, lower), _firm(other, indicator), other.value_id))
    in_time = [other for other in dated if _year(other, lower) <= due]
    after = [other for other in dated if _year(other, lower) > due]
    wanted = demand_of(row, indicator.better)
    if in_time:
        order = order_of(wanted, demand_of(in_time[-1], indicator.better))
        if order != "looser":
            return in_time[-1], order or "unjudged"
    enough = [other for other in after if order_of(wanted, demand_of(other, indicator.better)) in ("equal", "stricter")]
    if enough:
        return enough[0], "later"
    last = in_time[-1] if in_time else after[-1]
    return last, "looser" if order_of(wanted, demand_of(last, indicator.better)) else "unjudged"


def _firm(row: IndicatorValue, indicator: Indicator) -> tuple[bool, float, int]:
    """Return what puts the most demanding of several values of one year last."""
    demand = demand_of(row, indicator.better)
    if demand is None:
        return False, 0.0, 0
    sign = -1 if demand.direction == "at_most" else 1
    return True, sign * float(demand.quantity.amount), demand.firmness


def _year(row: IndicatorValue, plan: Plan) -> int:
    """Return the year of a target; of one without a year, and of a standard, the last year of its plan."""
    return row.year or plan.end_year or 9999


def fairness_of(reasons: Iterable[Reason]) -> Fairness:
    """Return how fair a comparison is: unfair where something forbids it, limited where something weakens it."""
    found = set(reasons)
    if found & (_FORBIDS | _PREVENTS):
        return "unfair"
    return "limited" if found else "fair"


def _basis_reasons(row: IndicatorValue, upper: Plan, lower: Plan) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if not is_above(upper, lower):
        reasons.append("no_basis")
    elif lower.parent_basis == "later":
        reasons.append("later_parent")
    elif lower.parent_basis != "cited":
        reasons.append("administrative")
    due = row.year or upper.end_year
    if due and lower.end_year and lower.end_year < due:
        reasons.append("ended_before")
    if due and lower.start_year and lower.start_year > due:
        reasons.append("begins_after")
    if row.value_kind == "target" and not row.year:
        reasons.append("no_year")
    return tuple(reasons)


def _pair_reasons(row: IndicatorValue, other: IndicatorValue, indicator: Indicator, lower: Plan) -> tuple[Reason, ...]:
    definition = lower.indicators.get(other.indicator_id, indicator).definition
    tests: dict[Reason, bool] = {
        "definition": definition != indicator.definition,
        "no_figure": row.comparator != "relative" and (row.value is None or other.value is None),
        "relative": "relative" in (row.comparator, other.comparator),
        "unit": quantity_of(0, row.unit).unit != quantity_of(0, other.unit).unit,
        "total": _is_summed(row, indicator),
        "no_year": row.value_kind == "target" and not (row.year and other.year),
        "range": "between" in (row.comparator, other.comparator),
        "striving": row.is_striving or other.is_striving,
    }
    return tuple(reason for reason, holds in tests.items() if holds)
