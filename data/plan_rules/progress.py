"""Rules on how an indicator moves over the years: targets that fall back, forecasts that turn, copied values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from data.plan import IndicatorValue, Plan
from data.plan_rules.figures import HUNDRED, shown, shown_en, span_of
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, quoted_en, value_places
from data.plan_rules.telling import in_quotes
from data.series import Series, series_of

# a number trained in one period says nothing about the next
FLOW_WORDS = ("培训", "培养", "新增", "新建")
FEWEST_POINTS = 3


def find_targets_that_fall_back(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for each target that is worse than how things stand, or than the target of an earlier year."""
    for series in series_of(plan):
        is_flow = any(word in series.indicator.name for word in FLOW_WORDS)
        if is_flow or series.indicator.better not in ("higher", "lower"):
            continue
        rows = _by_year(series, ("baseline", "estimate", "target"))
        for earlier, later in pairwise(rows):
            if later.value_kind == "target" and _is_worse(later, earlier, series.indicator.better):
                yield _fallen_back(plan, earlier, later)


def find_forecasts_that_turn(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for each forecast that rises and falls again, or falls and rises."""
    for series in series_of(plan):
        rows = [row for row in _by_year(series, ("baseline", "forecast")) if span_of(row)]
        steps = [_step(earlier, later) for earlier, later in pairwise(rows)]
        if len(rows) >= FEWEST_POINTS and any(row.value_kind == "forecast" for row in rows) and {1, -1} <= set(steps):
            told = "，".join(f"{row.year}年{shown(row)}" for row in rows)
            yield RuleFinding(
                key=key_of("forecast_turns", (row.value_id for row in rows)),
                rule="forecast_turns",
                family="bounds",
                severity="medium",
                sentence=f"{in_quotes(rows[0].name)}的预测忽升忽降：{told}。",
                sentence_en=f"The forecast of {quoted_en(plan, rows[0])} rises and falls.",
                arithmetic=" → ".join(shown(row) for row in rows),
                places=value_places(plan, rows),
                remedy="核对各年预测值和口径是否一致",
                remedy_en="Check that the years' forecasts use one basis",
            )


def find_years_without_change(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt where the expected value of a year repeats how things stood, and targets rise from then on."""
    for series in series_of(plan):
        rows = _by_year(series, ("baseline", "estimate", "target"))
        for before, expected, after in zip(rows, rows[1:], rows[2:], strict=False):
            kinds = (before.value_kind, expected.value_kind, after.value_kind)
            is_same = before.value == expected.value and expected.comparator == "eq"
            is_same = is_same and before.comparator in ("eq", "ge")
            is_open = expected.value != HUNDRED or expected.unit != "%"
            if kinds == ("baseline", "estimate", "target") and is_same and is_open and _step(expected, after):
                yield _unchanged(plan, before, expected, after)


def _by_year(series: Series, kinds: tuple[str, ...]) -> list[IndicatorValue]:
    """Return the first value of each year, the years in order."""
    rows: dict[int, IndicatorValue] = {}
    for row in series.of_kind(*kinds):
        if row.year is not None and row.value is not None and row.comparator != "relative":
            rows.setdefault(row.year, row)
    return [rows[year] for year in sorted(rows)]


def _is_worse(later: IndicatorValue, earlier: IndicatorValue, better: str) -> bool:
    """Return whether the later figure is the worse one beyond what both can mean.

    不到100% says nothing about how much more is good, nor does 5以上 about less.
    """
    says_nothing = ("le", "lt") if better == "higher" else ("ge", "gt")
    if {later.comparator, earlier.comparator} & set(says_nothing):
        return False
    # 60%以上 asks for 60 %
    asked, before = span_of(_plain(later)), span_of(_plain(earlier))
    if asked is None or before is None:
        return False
    return asked.high < before.low if better == "higher" else asked.low > before.high


def _plain(row: IndicatorValue) -> IndicatorValue:
    return replace(row, comparator="eq") if row.comparator in ("ge", "gt", "le", "lt") else row


def _step(earlier: IndicatorValue, later: IndicatorValue) -> int:
    """Return 1 for a rise, -1 for a fall, 0 where the two may be equal."""
    spans = span_of(earlier), span_of(later)
    if spans[0] is None or spans[1] is None or not spans[0].is_apart_from(spans[1]):
        return 0
    return 1 if spans[1].low > spans[0].high else -1


def _fallen_back(plan: Plan, earlier: IndicatorValue, later: IndicatorValue) -> RuleFinding:
    against = "现状" if earlier.value_kind == "baseline" else ("预期值" if earlier.value_kind == "estimate" else "目标")
    return RuleFinding(
        key=key_of("target_falls_back", (earlier.value_id, later.value_id)),
        rule="target_falls_back",
        family="bounds",
        severity="medium",
        sentence=f"{in_quotes(later.name)}{later.year}年的目标{shown(later)}，不及{earlier.year}年的{against}{shown(earlier)}。",
        sentence_en=(
            f"The target of {quoted_en(plan, later)} for {later.year} ({shown_en(later)}) "
            f"falls behind {earlier.year} ({shown_en(earlier)})."
        ),
        arithmetic=f"{earlier.year}年{shown(earlier)} → {later.year}年{shown(later)}",
        places=value_places(plan, (earlier, later)),
        remedy="核对两个数字；口径变化的，写明新口径",
        remedy_en="Check both figures; where the definition changed, state the new one",
    )


def find_targets_that_are_met(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a gap for each share that stands at 100 % already and is to be 100 % in every year: it asks for nothing."""
    for series in series_of(plan):
        rows = [row for row in _by_year(series, ("baseline", "estimate", "target")) if row.unit == "%"]
        targets = [row for row in rows if row.value_kind == "target"]
        is_full = all(row.value == HUNDRED and row.comparator in ("eq", "ge") for row in rows)
        if is_full and targets and len(targets) < len(rows):
            yield _met(plan, rows)


def _met(plan: Plan, rows: list[IndicatorValue]) -> RuleFinding:
    years = "、".join(f"{row.year}年" for row in rows)
    return RuleFinding(
        key=key_of("target_met_already", (row.value_id for row in rows)),
        rule="target_met_already",
        family="bounds",
        severity="low",
        sentence=f"{in_quotes(rows[0].name)}{years}都是100%，目标没有提出变化，考核不出进展。",
        sentence_en=(
            f"{quoted_en(plan, rows[0])} is 100% in every stated year ({rows[0].year}–{rows[-1].year}): "
            "the target asks for no change."
        ),
        arithmetic="",
        places=value_places(plan, rows),
        remedy="写明是保持，或换一个能反映进展的指标",
        remedy_en="Say that it is to be kept, or choose an indicator that can show progress",
    )


def _unchanged(plan: Plan, before: IndicatorValue, expected: IndicatorValue, after: IndicatorValue) -> RuleFinding:
    return RuleFinding(
        key=key_of("year_without_change", (before.value_id, expected.value_id)),
        rule="year_without_change",
        family="bounds",
        # 70%以上, then 70%: it may have risen
        severity="medium" if before.comparator == expected.comparator else "low",
        sentence=(
            f"{in_quotes(expected.name)}{before.year}年已是{shown(before)}，{expected.year}年的预期值仍是{shown(expected)}，"
            f"{after.year}年的目标却是{shown(after)}，预期值可能是照抄现状。"
        ),
        sentence_en=(
            f"The value expected for {expected.year} of {quoted_en(plan, expected)} ({shown_en(expected)}) "
            f"equals that of {before.year}, while {after.year} asks for {shown_en(after)}; it may be copied."
        ),
        arithmetic=" → ".join(f"{row.year}年{shown(row)}" for row in (before, expected, after)),
        places=value_places(plan, (before, expected, after)),
        remedy=f"核实{expected.year}年的实际完成值",
        remedy_en=f"Verify what was reached in {expected.year}",
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "target_falls_back",
        "bounds",
        "目标是否不及现状或上一年",
        "Does a target fall behind what is or was to be reached?",
        find_targets_that_fall_back,
    ),
    Rule(
        "forecast_turns",
        "bounds",
        "预测是否忽升忽降",
        "Do forecasts rise and fall?",
        find_forecasts_that_turn,
    ),
    Rule(
        "year_without_change",
        "bounds",
        "预期值是否照抄现状",
        "Is an expected value a copy of how things stood?",
        find_years_without_change,
    ),
    Rule(
        "target_met_already",
        "bounds",
        "目标是否早已达到",
        "Is a target met already?",
        find_targets_that_are_met,
    ),
)
