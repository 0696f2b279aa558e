"""Rules on years that a plan does not state: of targets, of how things stand, of projects, of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.plan import IndicatorValue, Plan
from data.plan_rules.figures import HUNDRED, shown, shown_en
from data.plan_rules.finding import PlaceInText, Rule, RuleFinding
from data.plan_rules.places import (
    key_of,
    name_in_english,
    quoted_en,
    value_places,
)
from data.plan_rules.telling import in_quotes, listed, listed_en, plural, quoted


def find_targets_without_a_year(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield one gap for all targets whose year is said nowhere."""
    targets = [row for row in plan.indicator_values if row.value_kind == "target" and row.value is not None]
    dated = {(row.indicator_id, row.scope) for row in targets if row.year is not None}
    rows = [row for row in targets if row.year is None and (row.indicator_id, row.scope) not in dated]
    if rows:
        names, names_en = _names(plan, rows)
        yield gap(
            "target_without_year",
            [row.value_id for row in rows],
            value_places(plan, rows),
            (
                f"{len(rows)}个目标没有写到哪一年完成：{names}。",
                f"{plural(len(rows), 'target')} without a year: {names_en}.",
                "逐项写明完成年份",
                "State the year of each",
            ),
        )


def find_undated_baselines(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a gap for each indicator with dated targets whose present value has no date."""
    for row in plan.indicator_values:
        is_plain = row.value is not None and row.comparator in ("eq", "ge", "about", "between")
        if row.value_kind != "baseline" or row.year is not None or row.as_of or not is_plain:
            continue
        series = [other for other in plan.indicator_values if _is_of_one_series(row, other) and other.year is not None]
        targets = [other for other in series if other.value_kind == "target"]
        if targets and not any(other.value_kind in ("baseline", "estimate") for other in series):
            years = "、".join(dict.fromkeys(f"{other.year}年" for other in targets))
            years_en = ", ".join(dict.fromkeys(str(other.year) for other in targets))
            yield gap(
                "undated_baseline",
                [row.value_id],
                value_places(plan, [row, *targets]),
                (
                    f"{in_quotes(row.name)}的现状{shown(row)}没有写年份，算不出到目标年（{years}）每年要变多少。",
                    f"The present value of {quoted_en(plan, row)} ({shown_en(row)}) has no date; "
                    f"the yearly change that its targets ({years_en}) need cannot be told.",
                    "写明现状值的时点",
                    "State the date of the present value",
                ),
            )


def find_targets_that_stop_early(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a gap for each share that is to reach less than all before the end, and has no target for the end."""
    last: dict[tuple[str, str], IndicatorValue] = {}
    for row in plan.indicator_values:
        if row.value_kind == "target" and row.unit == "%" and row.year is not None and row.value is not None:
            before = last.setdefault((row.indicator_id, row.scope), row)
            if row.year > (before.year or 0):
                last[row.indicator_id, row.scope] = row
    for row in last.values():
        is_open = row.comparator != "relative" and float(row.value or 0) < HUNDRED
        if is_open and plan.end_year is not None and row.year is not None and row.year < plan.end_year:
            yield gap(
                "target_stops_early",
                [row.value_id],
                value_places(plan, [row]),
                (
                    f"{in_quotes(row.name)}的目标只定到{row.year}年（{shown(row)}），规划期末{plan.end_year}年没有目标。",
                    f"{quoted_en(plan, row)} has a target for {row.year} ({shown_en(row)}), none for {plan.end_year}.",
                    "补写规划期末的目标",
                    "Add a target for the end of the period",
                ),
            )


def gap(rule: str, ids: list[str], places: tuple[PlaceInText, ...], words: tuple[str, str, str, str]) -> RuleFinding:
    """Return a gap of the family periods; `words` are the sentence in both languages, then the remedy."""
    sentence, sentence_en, remedy, remedy_en = words
    return RuleFinding(key_of(rule, ids), rule, "periods", "low", sentence, sentence_en, "", places, remedy, remedy_en)


def _names(plan: Plan, rows: Sequence[IndicatorValue]) -> tuple[str, str]:
    names = list(dict.fromkeys(row.name for row in rows))
    return listed(quoted(names), "个"), listed_en(list(dict.fromkeys(name_in_english(plan, row) for row in rows)))


def _is_of_one_series(one: IndicatorValue, other: IndicatorValue) -> bool:
    return (one.indicator_id, one.scope) == (other.indicator_id, other.scope)


RULES: tuple[Rule, ...] = (
    Rule(
        "target_without_year",
        "periods",
        "目标是否写明年份",
        "Do targets state their year?",
        find_targets_without_a_year,
    ),
    Rule(
        "target_stops_early",
        "periods",
        "目标是否定到规划期末",
        "Do targets run to the end of the period?",
        find_targets_that_stop_early,
    ),
    Rule(
        "undated_baseline",
        "periods",
        "现状值是否写明时点",
        "Do present values state their date?",
        find_undated_baselines,
    ),
)
