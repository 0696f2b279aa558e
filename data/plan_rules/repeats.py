"""Rules of the family repeats: the same thing said twice in a plan must be the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from data.plan import IndicatorValue, Plan
from data.plan_rules import annexes, projects_twice, scopes
from data.plan_rules.figures import shown, shown_en, span_of, unit_factor
from data.plan_rules.finding import Rule, RuleFinding, Severity
from data.plan_rules.places import key_of, quoted_en, value_places
from data.plan_rules.telling import MOST_NAMES, in_quotes, plural

KIND_NAMES = {
    "baseline": ("现状", "baseline"),
    "estimate": ("预期值", "expected value"),
    "target": ("目标", "target"),
    "forecast": ("预测", "forecast"),
    "standard": ("要求", "requirement"),
}
TABLE = "表"
_SETTLE = "以指标表或正文其一为准，统一数值、“以上”“力争”等说法和年份"
_SETTLE_EN = "Choose the table or the text and use one figure, one comparator and one year"


def find_repetitions_that_differ(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield one finding for each figure that is said more than once and not always alike.

    Figures that cannot both be met are a contradiction, other figures or 力争 in one place only a doubt. Where all that
    differs is 以上, one gap tells all of them: tables are read as floors.
    """
    loose: list[list[IndicatorValue]] = []
    for rows in _said_together(plan):
        years = {row.year for row in rows if row.year is not None}
        if len(years) > 1:
            yield _differ(plan, rows, "high", "年份")
        elif any(_exclude_each_other(*pair) for pair in combinations(rows, 2)):
            yield _differ(plan, rows, "high", "数值")
        elif len({_form(row) for row in rows}) > 1 and not _is_range(rows):
            if len({_form(row)[1:] for row in rows}) == 1:
                loose.append(rows)
            else:
                yield _differ(plan, rows, "medium", "说法")
    if loose:
        yield _loosely_told(plan, loose)


def _said_together(plan: Plan) -> list[list[IndicatorValue]]:
    """Return the groups of values that say the same thing: repetitions with what they repeat, and same moments.

    A value without a year is held only against what it repeats, and a requirement against its like; what the state
    and what the city sets are two targets.
    """
    groups: dict[tuple[str, ...], list[IndicatorValue]] = {}
    first = {row.value_id: row for row in plan.indicator_values}
    for row in plan.indicator_values:
        said = first.get(row.restates, row)
        if row.value is None or row.comparator in ("", "relative") or said.value is None:
            continue
        is_timeless = said.year is None and said.value_kind != "standard"
        moment = (said.value_kind, str(said.start_year), str(said.year), said.as_of)
        at = (said.value_id,) if is_timeless else (*moment, said.level)
        groups.setdefault((said.indicator_id, said.scope or plan.region_code, *at), []).append(row)
    return [rows for rows in groups.values() if len(rows) > 1]


def _exclude_each_other(one: IndicatorValue, other: IndicatorValue) -> bool:
    spans = span_of(one), span_of(other)
    return spans[0] is not None and spans[1] is not None and spans[0].is_apart_from(spans[1])


def _form(row: IndicatorValue) -> tuple[object, ...]:
    factor = unit_factor(row.unit)
    top = None if row.value_max is None else row.value_max * factor
    comparator = {"gt": "ge", "lt": "le"}.get(row.comparator, row.comparator)
    return (comparator, row.is_striving, (row.value or 0) * factor, top)


def _is_range(rows: Sequence[IndicatorValue]) -> bool:
    """Return whether 不少于5 and 不超过10 only give a range its two ends."""
    comparators = {row.comparator for row in rows}
    return bool(comparators & {"ge", "gt"}) and bool(comparators & {"le", "lt"}) and len(comparators) == len(rows)


def _loosely_told(plan: Plan, groups: list[list[IndicatorValue]]) -> RuleFinding:
    """Return the one gap for figures of which some places say 以上 and others do not."""
    rows = [row for group in groups for row in group]
    told = [
        f"{f'{group[0].year}年' if group[0].year else ''}{in_quotes(group[0].name)}{_told_forms(group, years=False)}"
        for group in groups
    ]
    told_en = [
        f"{quoted_en(plan, group[0])}{f' in {group[0].year}' if group[0].year else ''} "
        f"({' / '.join(dict.fromkeys(_english(row, years=False) for row in group))})"
        for group in groups
    ]
    return RuleFinding(
        key=key_of("repetitions_differ", (row.value_id for row in rows)),
        rule="repetitions_differ",
        family="repeats",
        severity="low",
        sentence=f"{len(groups)}个数值各处相同，只是有的写“以上”“不低于”，有的没写：{'；'.join(told)}。",
        sentence_en=(
            f"{plural(len(groups), 'figure')} alike in all places, but “at least” in some of them only: "
            f"{'; '.join(told_en)}."
        ),
        arithmetic="；".join(filter(None, (_mixed_series(plan, group) for group in groups))),
        places=value_places(plan, rows),
        remedy=_SETTLE,
        remedy_en=_SETTLE_EN,
    )


def _mixed_series(plan: Plan, group: Sequence[IndicatorValue]) -> str:
    """Return the targets of one table row where the table itself says 以上 for some years only; "" otherwise."""
    for row in (row for row in group if row.section.startswith(TABLE)):
        series = [
            other
            for other in plan.indicator_values
            if (other.indicator_id, other.scope, other.section) == (row.indicator_id, row.scope, row.section)
            and other.value_kind == "target"
            and other.year is not None
        ]
        if len({other.year for other in series}) > 1 and len({other.comparator for other in series}) > 1:
            return f"{row.section}同一行：" + "、".join(f"{other.year}年{shown(other)}" for other in series)
    return ""


def _told_forms(rows: list[IndicatorValue], *, years: bool) -> str:
    forms = [f"{'、'.join(places)}写“{form}”" for form, places in _by_form(rows, years=years).items()]
    return "，".join(forms[:MOST_NAMES]) + (f"等{len(forms)}种" if len(forms) > MOST_NAMES else "")


def _differ(plan: Plan, rows: list[IndicatorValue], severity: Severity, what: str) -> RuleFinding:
    first = rows[0]
    kind, kind_en = KIND_NAMES.get(first.value_kind, ("数值", "value"))
    told = _told_forms(rows, years=what == "年份")
    when = "" if what == "年份" or first.year is None else f"{first.year}年"
    figures = ", ".join(dict.fromkeys(_english(row, years=what == "年份") for row in rows))
    return RuleFinding(
        key=key_of("repetitions_differ", (row.value_id for row in rows)),
        rule="repetitions_differ",
        family="repeats",
        severity=severity,
        sentence=f"{when}{in_quotes(first.name)}的{kind}说了{len(rows)}次，{what}不一：{told}。",
        sentence_en=(
            f"The {kind_en} of {quoted_en(plan, first)} is stated {_times(len(rows))}, differently: {figures}."
        ),
        arithmetic="",
        places=value_places(plan, rows),
        remedy=_SETTLE,
        remedy_en=_SETTLE_EN,
    )


def _times(count: int) -> str:
    return {2: "twice"}.get(count, f"{count} times")


def _by_form(rows: Sequence[IndicatorValue], *, years: bool) -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for row in rows:
        year = f"{row.year}年" if years and row.year is not None else ""
        form = f"{year}{'力争' if row.is_striving else ''}{shown(row)}"
        forms.setdefault(form, []).append(row.section)
    return {form: list(dict.fromkeys(sections)) for form, sections in forms.items()}


def _english(row: IndicatorValue, *, years: bool) -> str:
    striving = " (if possible)" if row.is_striving else ""
    return f"{shown_en(row)}{striving}{f' in {row.year}' if years and row.year is not None else ''}"


RULES: tuple[Rule, ...] = (
    Rule(
        "repetitions_differ",
        "repeats",
        "同一数字各处是否一致",
        "Is what is said twice said alike?",
        find_repetitions_that_differ,
    ),
    *scopes.RULES,
    *annexes.RULES,
    *projects_twice.RULES,
)
