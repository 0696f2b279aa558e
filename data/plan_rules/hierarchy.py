"""Rules of the family hierarchy: a target below that of the upper plan which the plan itself cites.

They speak only where `data.transmission` calls the comparison fair: the upper plan is cited, the indicator, its
definition and its unit are the same, it is no total of the upper region, both name a year, and the upper target's year
lies in the plan's own period. What a plan below does not repeat is no fault of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.plan import IndicatorValue, Plan
from data.plan_rules.finding import Rule, RuleFinding, Severity
from data.plan_rules.telling import Both, Telling, tell, value_places
from data.transmission import Transmission, is_above, transmission
from data.wording import value_text


def find_looser_targets(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a contradiction for each target that asks for less than the cited upper plan."""
    yield from (_looser(answer, upper, plan) for upper, answer in _fair_answers(plan, plans, "looser"))


def find_later_targets(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for each target that reaches what the cited upper plan asks for, but after its year."""
    yield from (_later(answer, upper, plan) for upper, answer in _fair_answers(plan, plans, "later"))


def _fair_answers(plan: Plan, plans: Sequence[Plan], verdict: str) -> Iterator[tuple[Plan, Transmission]]:
    for upper in plans:
        if upper.plan_id == plan.plan_id or not is_above(upper, plan):
            continue
        for answer in transmission(upper, plan):
            if answer.fairness == "fair" and answer.verdict == verdict and answer.upper.value_kind == "target":
                yield upper, answer


def _looser(answer: Transmission, upper: Plan, plan: Plan) -> RuleFinding:
    asked, given = answer.upper, answer.lower or answer.upper
    name, name_en = _names(answer)
    return _tell(
        "target_looser_than_upper_plan",
        "high",
        (
            f"“{name}”的目标{value_text(given)}，比所引上位规划《{upper.title}》要求的{value_text(asked)}宽松。",
            f"{name_en}: the target {value_text(given, 'en')} asks for less than {value_text(asked, 'en')} "
            f"of the upper plan that is cited, “{upper.title_en or upper.title}”.",
        ),
        (
            "按上位规划提高目标，或写明本地不能同步达到的理由",
            "Raise the target to that of the upper plan, or say why it cannot be met here",
        ),
        answer,
        (upper, plan),
    )


def _later(answer: Transmission, upper: Plan, plan: Plan) -> RuleFinding:
    asked, given = answer.upper, answer.lower or answer.upper
    name, name_en = _names(answer)
    return _tell(
        "target_later_than_upper_plan",
        "medium",
        (
            f"所引上位规划《{upper.title}》要求“{name}”{asked.year}年{value_text(asked)}，本规划到{given.year}年才达到。",
            f"{name_en}: the upper plan that is cited, “{upper.title_en or upper.title}”, asks for "
            f"{value_text(asked, 'en')} by {asked.year}; this plan reaches it in {given.year} only.",
        ),
        (
            "补一个上位目标年的阶段目标，或写明推迟的理由",
            "Add a target for the year of the upper plan, or say why it is later",
        ),
        answer,
        (upper, plan),
    )


def _tell(
    rule: str, severity: Severity, sentence: Both, remedy: Both, answer: Transmission, plans: tuple[Plan, Plan]
) -> RuleFinding:
    upper, plan = plans
    given = (answer.lower,) if answer.lower else ()
    places = (*value_places(plan, given), *value_places(upper, (answer.upper,)))
    arithmetic = f"{_dated(answer.lower or answer.upper)} ↔ {_dated(answer.upper)}"
    return tell(rule, "hierarchy", Telling(severity, sentence, remedy, places, arithmetic))


def _dated(row: IndicatorValue) -> str:
    return f"{value_text(row)}（{row.year}）"


def _names(answer: Transmission) -> Both:
    return answer.upper.name, answer.indicator.name_en or answer.upper.name


RULES: tuple[Rule, ...] = (
    Rule(
        "target_looser_than_upper_plan",
        "hierarchy",
        "目标低于所引的上位规划",
        "A target asks for less than the upper plan that is cited",
        find_looser_targets,
    ),
    Rule(
        "target_later_than_upper_plan",
        "hierarchy",
        "目标晚于所引的上位规划",
        "A target is reached later than the upper plan that is cited asks",
        find_later_targets,
    ),
)
