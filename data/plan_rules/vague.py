"""Rules on figures that cannot be measured against: no figure, no base, growth of a share in unknown points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from data.plan import IndicatorValue, Plan
from data.plan_rules.figures import HUNDRED, shown, shown_en, span_of
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, quoted_en, value_places
from data.plan_rules.telling import in_quotes

SHARE_WORDS = ("比重", "占比", "比例", "率")
_GROWTH = re.compile("(增长|增)(速度?|率|幅)?")
UNKNOWN_BASES = ("现有", "目前", "当前", "原有")


def find_targets_without_a_figure(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a gap for each target that the text puts in words only (普遍设置), nothing else giving its figure."""
    for row in plan.indicator_values:
        is_blank = row.value is None and not row.comparator and "--" not in row.as_written
        if row.value_kind == "target" and is_blank:
            yield RuleFinding(
                key=key_of("target_without_figure", [row.value_id]),
                rule="target_without_figure",
                family="bounds",
                severity="low",
                sentence=f"{_when(row)}{in_quotes(row.name)}只有文字要求，没有数值，期末无从考核。",
                sentence_en=(
                    f"{quoted_en(plan, row)}{f' in {row.year}' if row.year else ''} is asked for in words only "
                    "and cannot be assessed."
                ),
                arithmetic="",
                places=value_places(plan, [row]),
                remedy="补写目标值",
                remedy_en="Add a figure",
            )


def find_growth_on_an_unknown_base(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a gap for each target of growth above 现有基础 where the plan does not say what that is."""
    for row in plan.indicator_values:
        is_relative = row.comparator == "relative" and row.value is not None
        if row.value_kind == "target" and is_relative and any(word in row.reference for word in UNKNOWN_BASES):
            yield RuleFinding(
                key=key_of("growth_on_unknown_base", [row.value_id]),
                rule="growth_on_unknown_base",
                family="bounds",
                severity="low",
                sentence=f"{in_quotes(row.name)}以{in_quotes(row.reference)}为基数，文中没有写明基数是多少、在哪一年。",
                sentence_en=f"{quoted_en(plan, row)} grows from a base that the text does not state.",
                arithmetic="",
                places=value_places(plan, [row]),
                remedy="写明基数及其年份",
                remedy_en="State the base and its year",
            )


def find_growth_of_a_share(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for each growth of a share in % that may be points as well: 19.9 % a year on, 20.0 or 20.5?"""
    for row in plan.indicator_values:
        what = _GROWTH.sub("", row.name)
        is_share = what != row.name and any(word in what for word in SHARE_WORDS)
        if row.unit == "%" and row.value and is_share and "百分点" not in row.as_written and not row.restates:
            yield _growth_of_a_share(plan, row)


def _growth_of_a_share(plan: Plan, row: IndicatorValue) -> RuleFinding:
    end = _share_at_the_end(plan, row)
    return RuleFinding(
        key=key_of("growth_of_a_share", [row.value_id]),
        rule="growth_of_a_share",
        family="bounds",
        severity="medium",
        sentence=f"{in_quotes(row.name)}{shown(row)}是相对增速还是百分点没有写明，两种读法相差很大。",
        sentence_en=(
            f"Whether {quoted_en(plan, row)} ({shown_en(row)}) is relative or in percentage points "
            "is not stated, and the two readings differ widely."
        ),
        arithmetic=_two_readings(row, end),
        places=value_places(plan, [row, *([end] if end else [])]),
        remedy="比重的变化以“百分点”表述，或写明为相对增速",
        remedy_en="Tell changes of a share in percentage points, or say that the growth is relative",
    )


def _share_at_the_end(plan: Plan, row: IndicatorValue) -> IndicatorValue | None:
    """Return the share that grows, of the last year or the one before; None where the plan does not state it."""
    known = plan.indicators.get(row.indicator_id)
    shares = [
        other
        for other in plan.indicator_values
        if known and other.indicator_id in known.related and other.scope == row.scope and other.unit == "%"
    ]
    near = [other for other in shares if row.year and other.year in (row.year, row.year - 1) and span_of(other)]
    return near[-1] if near else None


def _two_readings(row: IndicatorValue, end: IndicatorValue | None) -> str:
    growth = float(row.value or 0)
    if end is None or row.start_year is None or end.year is None or end.value is None:
        return ""
    years, share = end.year - row.start_year, float(end.value)
    relative = share / (1 + growth / HUNDRED) ** years
    points = Decimal(str(end.value)) - Decimal(str(row.value)) * years
    return (
        f"{end.year}年{shown(end)}，倒推{years}年：作相对增速，{row.start_year}年为"
        f"{share:g}% ÷ (1 + {growth:g}%)^{years} = {relative:.1f}%；"
        f"作百分点，为{share:g}% − {growth:g} × {years} = {points.normalize():f}%"
    )


def _when(row: IndicatorValue) -> str:
    return f"{row.year}年" if row.year is not None else ""


RULES: tuple[Rule, ...] = (
    Rule(
        "target_without_figure",
        "bounds",
        "目标是否有数值",
        "Do targets have a figure?",
        find_targets_without_a_figure,
    ),
    Rule(
        "growth_on_unknown_base",
        "bounds",
        "增幅的基数是否写明",
        "Is the base of growth stated?",
        find_growth_on_an_unknown_base,
    ),
    Rule(
        "growth_of_a_share",
        "bounds",
        "比重的增速是否分清百分点",
        "Is growth of a share told in points?",
        find_growth_of_a_share,
    ),
)
