"""Rules on what a rate is counted of: one name for two scopes, and one demand made of a group and of part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from data.plan import IndicatorValue, Plan
from data.plan_rules.figures import HUNDRED, percent_shown, shown, shown_en
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, name_in_english, quoted_en, value_places
from data.plan_rules.telling import in_quotes, plural

# words that narrow what is counted
QUALIFIERS = (
    "公立", "公办", "民办", "社会办", "机构", "总", "留成", "综合", "专科", "城镇", "农村", "社区", "街道", "乡镇",
    "县级以上", "二级以上", "二级及以上", "三级", "户籍", "常住",
)  # fmt: skip
# a second name often leaves them out and means the same
OFTEN_LEFT_OUT = frozenset(("机构", "社区", "总", "综合", "二级以上", "二级及以上"))
_TAIL = re.compile(r"(的?比例|占比|率|[“”‘’（）()\s])")

_SETTLE = "写明分子、分母各指什么；两处口径不同的，换算成同一口径或分列两项"
_SETTLE_EN = "State what numerator and denominator count; use one scope in both places or list two indicators"


def find_rates_of_two_scopes(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for each rate whose values are counted of different things in different places."""
    series: dict[tuple[str, str], dict[frozenset[str], IndicatorValue]] = {}
    for row in plan.indicator_values:
        if row.unit == "%" and row.value is not None and not row.restates:
            firsts = series.setdefault((row.indicator_id, row.scope), {})
            firsts.setdefault(qualifiers_of(row.name), row)
    for firsts in series.values():
        if any(_are_told_apart(*pair) for pair in combinations(firsts, 2)):
            yield _two_scopes(plan, list(firsts.values()))


def _are_told_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two names count different things: 总 and 机构 do, 机构 and nothing may be short for the same."""
    return bool(one - other and other - one) or bool((one ^ other) - OFTEN_LEFT_OUT)


def find_nested_demands(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt where one demand is made of a group and, alike or more loosely, of part of it."""
    by_subject: dict[tuple[str, str], list[IndicatorValue]] = {}
    for row in plan.indicator_values:
        if row.value_kind == "target" and _is_plain_share(row) and not row.restates:
            by_subject.setdefault((row.scope, subject_of(row.name)), []).append(row)
    for rows in by_subject.values():
        told: set[tuple[str, str]] = set()
        for pair in combinations(rows, 2):
            group, part = sorted(pair, key=lambda row: len(qualifiers_of(row.name)))
            ids = (group.indicator_id, part.indicator_id)
            if ids not in told and _is_part_of(part, group) and (part.value or 0) <= (group.value or 0):
                told.add(ids)
                yield _nested(plan, group, part)


def qualifiers_of(name: str) -> frozenset[str]:
    """Return the words of a name that narrow what is counted.

    >>> sorted(qualifiers_of("二级以上公立综合医院开设老年病科比例"))
    ['二级以上', '公立', '综合']
    """
    return frozenset(word for word in QUALIFIERS if word in name)


def subject_of(name: str) -> str:
    """Return what a name is about, without the words that narrow it and without 比例, 占比, 率.

    >>> subject_of("二级以上公立综合医院开设老年病科比例"), subject_of("二级以上医院开设老年病科占比")
    ('医院开设老年病科', '医院开设老年病科')
    """
    for word in sorted(qualifiers_of(name), key=len, reverse=True):
        name = name.replace(word, "")
    return _TAIL.sub("", name)


def _is_plain_share(row: IndicatorValue) -> bool:
    return row.unit == "%" and row.value is not None and row.comparator in ("eq", "ge", "gt")


def _is_part_of(part: IndicatorValue, group: IndicatorValue) -> bool:
    """Return whether two values of one subject are of two indicators, the part's name narrower, not of two years."""
    is_one_time = part.year == group.year or None in (part.year, group.year)
    is_narrower = qualifiers_of(part.name) > qualifiers_of(group.name)
    return is_one_time and is_narrower and part.indicator_id != group.indicator_id


def _two_scopes(plan: Plan, rows: list[IndicatorValue]) -> RuleFinding:
    told = "，".join(f"{row.section}是{in_quotes(row.name)}（{_when(row)}{shown(row)}）" for row in rows)
    known = plan.indicators.get(rows[0].indicator_id)
    name, name_en = known.name if known else rows[0].name, name_in_english(plan, rows[0])
    told_en = ", ".join(f"{row.section}: “{row.name}” ({_when_en(row)}{shown_en(row)})" for row in rows)
    # a name that narrows nothing may be short for the other
    is_short_form = any(not qualifiers_of(row.name) for row in rows)
    return RuleFinding(
        key=key_of("two_scopes", (row.value_id for row in rows)),
        rule="two_scopes",
        family="repeats",
        severity="low" if is_short_form else "medium",
        sentence=f"{in_quotes(name)}在文中有{len(rows)}种口径，不能直接相比：{told}。",
        sentence_en=(
            f"{in_quotes(name_en)} is stated on {plural(len(rows), 'basis', 'bases')}; "
            f"the values do not compare: {told_en}."
        ),
        arithmetic="",
        places=value_places(plan, rows),
        remedy=_SETTLE,
        remedy_en=_SETTLE_EN,
    )


def _nested(plan: Plan, group: IndicatorValue, part: IndicatorValue) -> RuleFinding:
    narrow = "、".join(sorted(qualifiers_of(part.name) - qualifiers_of(group.name)))
    is_alike = part.value == group.value
    again = "、" if part.section == group.section else f"，{part.section}写"
    said = f"{group.section}写{in_quotes(group.name)}{shown(group)}{again}{in_quotes(part.name)}{shown(part)}"
    question = "同一要求的范围不一" if is_alike else "前者是否包含后者没有写明"
    return RuleFinding(
        key=key_of("nested_demands", (group.value_id, part.value_id)),
        rule="nested_demands",
        family="repeats",
        severity="medium",
        sentence=f"{said}，只差“{narrow}”，{question}。",
        sentence_en=(
            f"{quoted_en(plan, group)} ({group.value}%) and {quoted_en(plan, part)} ({part.value}%) "
            f"differ only in “{narrow}”: "
            f"{'one demand with two scopes' if is_alike else 'whether the first includes the second is not stated'}."
        ),
        arithmetic="" if is_alike else _largest_share(group, part),
        places=value_places(plan, (group, part)),
        remedy=_SETTLE,
        remedy_en=_SETTLE_EN,
    )


def _largest_share(group: IndicatorValue, part: IndicatorValue) -> str:
    """Return how large the part can be when all others reach 100 %: w = (100 − group) ÷ (100 − part)."""
    whole, narrow = float(group.value or 0), float(part.value or 0)
    share = percent_shown((HUNDRED - whole) / (HUNDRED - narrow))
    return (
        f"若包含：后者占全部的比重 w 须满足 {narrow:g}% × w + 100% × (1 − w) ≥ {whole:g}%，"
        f"即 w ≤ (100 − {whole:g}) ÷ (100 − {narrow:g}) = {share}"
    )


def _when_en(row: IndicatorValue) -> str:
    return f"{row.year}: " if row.year is not None else ""


def _when(row: IndicatorValue) -> str:
    return f"{row.year}年" if row.year is not None else ""


RULES: tuple[Rule, ...] = (
    Rule(
        "two_scopes",
        "repeats",
        "同一比率是否同一口径",
        "Is a rate counted of the same thing throughout?",
        find_rates_of_two_scopes,
    ),
    Rule(
        "nested_demands",
        "repeats",
        "大类与其中一类的要求是否清楚",
        "Are demands of a group and of part of it clear?",
        find_nested_demands,
    ),
)
