"""Rule on targets without a present value: what a rate or a total is to rise from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from data.plan import IndicatorValue, Plan
from data.plan_rules.figures import HUNDRED
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import name_in_english, value_places
from data.plan_rules.telling import listed, listed_en, plural, quoted
from data.plan_rules.undated import gap

RATES = ("%", "岁")
# what is counted from nothing on: done within the period, or set up new
_FROM_NOTHING = (
    "培训", "培养", "新增", "新建", "建成", "打造", "创建", "创新", "培育", "建立", "选择", "提供", "推广", "争创",
    "建设", "推进", "累计", "配备",
)  # fmt: skip


def find_targets_without_a_baseline(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield one gap for all rates and totals that have a target and no present value; 100 % needs none."""
    known = {
        (row.indicator_id, row.scope)
        for row in plan.indicator_values
        if row.value_kind in ("baseline", "estimate") and row.comparator != "relative" and row.value is not None
    }
    targets = [
        row
        for row in plan.indicator_values
        if row.value_kind == "target" and row.value is not None and row.comparator != "relative"
    ]
    asked = _first_of_each(row for row in targets if (row.indicator_id, row.scope) not in known)
    rates = [row for row in asked if row.unit in RATES and row.value != HUNDRED]
    totals = [row for row in asked if row.unit not in RATES and not _is_from_nothing(row)]
    if rates or totals:
        full = [row for row in asked if row.unit == "%" and row.value == HUNDRED]
        is_none_known = not any((row.indicator_id, row.scope) in known for row in targets)
        yield _finding(plan, (rates, totals), left_out=len(full), is_none_known=is_none_known)


def _finding(
    plan: Plan, rows: tuple[list[IndicatorValue], list[IndicatorValue]], *, left_out: int, is_none_known: bool
) -> RuleFinding:
    kinds = (("个比率", "rate"), ("个总量", "total"))
    told = [
        f"{len(group)}{kind}（{listed(quoted(_names(group)), '个')}）"
        for group, (kind, _) in zip(rows, kinds, strict=True)
        if group
    ]
    told_en = [
        f"{plural(len(group), kind)} ({listed_en([name_in_english(plan, row) for row in group])})"
        for group, (_, kind) in zip(rows, kinds, strict=True)
        if group
    ]
    full = f"（目标为100%的{left_out}个未计）" if left_out else ""
    full_en = f" ({plural(left_out, 'target')} of 100% not counted)" if left_out else ""
    which, which_en = "、".join(told), " and ".join(told_en)
    each = [*rows[0], *rows[1]]
    sentence = f"{which}有目标而没有现状值，看不出要提高多少{full}。"
    sentence_en = f"{which_en} with a target, but no present value{full_en}."
    if is_none_known:
        sentence = f"全部目标都没有现状值，看不出要提高多少：{which}{full}。"
        sentence_en = f"No target has a present value: {which_en}{full_en}."
    return gap(
        "rate_without_baseline",
        [row.value_id for row in each],
        value_places(plan, each),
        (
            sentence,
            sentence_en,
            "补写现状值及其时点",
            "Add the present values and their dates",
        ),
    )


def _names(rows: Sequence[IndicatorValue]) -> list[str]:
    return [row.name for row in rows]


def _first_of_each(rows: Iterable[IndicatorValue]) -> list[IndicatorValue]:
    first: dict[str, IndicatorValue] = {}
    for row in rows:
        first.setdefault(row.indicator_id, row)
    return list(first.values())


def _is_from_nothing(row: IndicatorValue) -> bool:
    return any(word in row.name + row.as_written for word in _FROM_NOTHING)


RULES: tuple[Rule, ...] = (
    Rule(
        "rate_without_baseline",
        "periods",
        "比率、总量目标是否有现状值",
        "Do rates and totals with a target have a present value?",
        find_targets_without_a_baseline,
    ),
)
