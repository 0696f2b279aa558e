"""Rules of the family identities: what a plan's figures must come to when they are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from data.plan import IndicatorValue, Plan
from data.plan_rules import bases, census, components
from data.plan_rules.figures import Span, shown, shown_en, span_of, span_shown, unit_factor
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, quoted_en, value_places
from data.plan_rules.relations import Parts, Rate, read_relations
from data.plan_rules.stated import stated_values
from data.plan_rules.telling import in_quotes
from data.units import format_number

_SETTLE = "核对原始统计：其中一个数字有误，或各数的时点、范围不同，应在文中写明"
_SETTLE_EN = "Check the source statistics: one figure is wrong, or their dates or scopes differ and should be stated"


def find_broken_rates(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a contradiction where a rate, its part and its base are all stated and do not fit."""
    stated = stated_values(plan)
    for relation in read_relations().rates:
        for rows in stated.together((relation.rate, relation.numerator, relation.denominator)):
            rate, numerator, denominator = (_span(row) for row in rows)
            reached = numerator.over(denominator, relation.per)
            if reached.is_apart_from(rate):
                yield _broken_rate(plan, relation, rows, reached)


def _broken_rate(plan: Plan, relation: Rate, rows: tuple[IndicatorValue, ...], reached: Span) -> RuleFinding:
    rate, numerator, denominator = rows
    result = span_shown(reached, "%" if rate.unit == "%" else "")
    times = f" × {relation.per:,}" if relation.per not in (1, 100) else ""
    return RuleFinding(
        key=key_of("rate_times_base", (row.value_id for row in rows)),
        rule="rate_times_base",
        family="identities",
        severity="high",
        sentence=f"{rate.year}年{in_quotes(rate.name)}写作{shown(rate)}，与文中的分子、分母算得的{result}不符。",
        sentence_en=(
            f"{quoted_en(plan, rate)} in {rate.year} is given as {shown_en(rate)}, "
            f"but its own numerator and denominator come to {result}."
        ),
        arithmetic=f"{shown(numerator)} ÷ {shown(denominator)}{times} = {result} ≠ {shown(rate)}",
        places=value_places(plan, rows),
        remedy=_SETTLE,
        remedy_en=_SETTLE_EN,
    )


def find_broken_sums(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a contradiction where a total and all its parts are stated and the parts come to something else."""
    stated = stated_values(plan)
    for relation in read_relations().parts:
        for rows in stated.together((relation.total, *relation.parts)):
            total, *parts = (_span(row) for row in rows)
            reached = reduce(Span.plus, parts)
            if reached.is_apart_from(total):
                yield _broken_sum(plan, relation, rows)


def _broken_sum(plan: Plan, relation: Parts, rows: tuple[IndicatorValue, ...]) -> RuleFinding:
    total, *parts = rows
    factor = unit_factor(total.unit)
    amount = sum(float(row.value or 0) * unit_factor(row.unit) for row in parts) / factor
    result = f"{format_number(amount)}{total.unit}"
    return RuleFinding(
        key=key_of("parts_and_total", (row.value_id for row in rows)),
        rule="parts_and_total",
        family="identities",
        severity="high",
        sentence=f"{total.year}年{in_quotes(total.name)}写作{shown(total)}，各部分相加却是{result}。",
        sentence_en=(
            f"{quoted_en(plan, total)} in {total.year} is given as {shown_en(total)}, "
            f"but its parts add up to {format_number(amount * factor)}."
        ),
        arithmetic=f"{' + '.join(shown(row) for row in parts)} = {result} ≠ {shown(total)}",
        places=value_places(plan, rows),
        remedy=_SETTLE,
        remedy_en=_SETTLE_EN,
    )


def _span(row: IndicatorValue) -> Span:
    span = span_of(row)
    assert span is not None, "only values with a span are calculated with"
    return span


RULES: tuple[Rule, ...] = (
    Rule(
        "rate_times_base",
        "identities",
        "率 × 基数是否等于所写的数",
        "Does a rate times its base give the stated number?",
        find_broken_rates,
    ),
    Rule(
        "parts_and_total",
        "identities",
        "各部分之和是否等于总数",
        "Do the parts add up to the total?",
        find_broken_sums,
    ),
    *bases.RULES,
    *census.RULES,
    *components.RULES,
)
