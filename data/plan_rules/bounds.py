"""Rules of the family bounds: what a figure cannot exceed: 100 %, its group, the people who were there before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.plan import IndicatorValue, Plan
from data.plan_rules import progress, vague
from data.plan_rules.estimates import are_told_apart
from data.plan_rules.figures import HUNDRED, percent_shown, shown, shown_en, span_of
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, quoted_en, value_places
from data.plan_rules.relations import read_relations
from data.plan_rules.stated import Stated, stated_values
from data.plan_rules.telling import in_quotes

# what may pass 100 %: growth, and beds that are used by more than one
_UNBOUNDED = ("增", "提高", "下降", "使用率", "growth")
# nobody gets older than others grow up to be, but some move in
LARGEST_INFLUX = 0.05

_SETTLE = "核对两个数字的来源：其一有误，或口径不同，应在文中写明"
_SETTLE_EN = "Check the sources of both figures: one is wrong, or their scopes differ and should be stated"


def find_shares_out_of_bounds(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a contradiction for each share below 0 or above 100 %; growth may be either."""
    for row in plan.indicator_values:
        numbers = [number for number in (row.value, row.value_max) if number is not None]
        is_growth = row.comparator == "relative" or any(word in row.name + row.indicator_id for word in _UNBOUNDED)
        if row.unit == "%" and not is_growth and any(not 0 <= number <= HUNDRED for number in numbers):
            yield RuleFinding(
                key=key_of("share_out_of_bounds", [row.value_id]),
                rule="share_out_of_bounds",
                family="bounds",
                severity="high",
                sentence=f"{in_quotes(row.name)}写作{shown(row)}，比例只能在0到100%之间。",
                sentence_en=f"{quoted_en(plan, row)} is {shown_en(row)}; a share lies between 0 and 100%.",
                arithmetic=f"{shown(row)} > 100%" if max(numbers) > HUNDRED else f"{shown(row)} < 0",
                places=value_places(plan, [row]),
                remedy="更正数字；若是增幅，在名称中写明",
                remedy_en="Correct the figure; where it is growth, say so in its name",
            )


def find_subgroups_above_their_group(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a contradiction where part of a group is larger than the group at the same time and place."""
    stated = stated_values(plan)
    for pair in read_relations().groups:
        for part, group in stated.together(pair):
            spans = span_of(part), span_of(group)
            if spans[0] and spans[1] and spans[0].low > spans[1].high:
                yield RuleFinding(
                    key=key_of("subgroup_above_group", (part.value_id, group.value_id)),
                    rule="subgroup_above_group",
                    family="bounds",
                    severity="high",
                    sentence=f"{part.year}年{in_quotes(part.name)}{shown(part)}，多于它所属的{in_quotes(group.name)}{shown(group)}。",
                    sentence_en=(
                        f"{quoted_en(plan, part)} in {part.year} ({shown_en(part)}) is more than the "
                        f"{quoted_en(plan, group)} it is part of ({shown_en(group)})."
                    ),
                    arithmetic=f"{shown(part)} > {shown(group)}",
                    places=value_places(plan, (part, group)),
                    remedy=_SETTLE,
                    remedy_en=_SETTLE_EN,
                )


def find_people_who_were_not_there(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a finding where more people reach an age than were old enough to: 65 in 2025 is 61 in 2021.

    A contradiction where moving in cannot explain it; a doubt where it might.
    """
    ages, stated = read_relations().ages, stated_values(plan)
    for older_id, age in ages.items():
        for younger_id, younger_age in ages.items():
            for later, earlier in _later_and_earlier(stated, older_id, younger_id):
                years = (later.year or 0) - (earlier.year or 0)
                spans = span_of(later), span_of(earlier)
                is_among = years > 0 and age - years >= younger_age
                if is_among and spans[0] and spans[1] and spans[0].low > spans[1].high:
                    yield _not_there(plan, later, earlier, age)


def _later_and_earlier(stated: Stated, older_id: str, younger_id: str) -> list[tuple[IndicatorValue, IndicatorValue]]:
    return [
        (later, earlier)
        for later in stated.rows(older_id)
        for earlier in stated.rows(younger_id)
        if later.scope == earlier.scope and not are_told_apart(later, earlier)
    ]


def _not_there(plan: Plan, later: IndicatorValue, earlier: IndicatorValue, age: int) -> RuleFinding:
    spans = span_of(later), span_of(earlier)
    gap = spans[0].gap_to(spans[1]) if spans[0] and spans[1] else 0.0
    then = age - ((later.year or 0) - (earlier.year or 0))
    more = percent_shown(gap)
    return RuleFinding(
        key=key_of("people_not_there", (later.value_id, earlier.value_id)),
        rule="people_not_there",
        family="bounds",
        severity="high" if gap > LARGEST_INFLUX else "medium",
        sentence=(
            f"{later.year}年{in_quotes(later.name)}{shown(later)}，超过{earlier.year}年{in_quotes(earlier.name)}{shown(earlier)}；"
            f"{later.year}年满{age}岁的人{earlier.year}年已满{then}岁，都应在后者之中。"
        ),
        sentence_en=(
            f"{quoted_en(plan, later)} in {later.year} ({shown_en(later)}) exceeds "
            f"{quoted_en(plan, earlier)} in {earlier.year} ({shown_en(earlier)}), although those aged {age} "
            f"in {later.year} were {then} in {earlier.year} and are among them."
        ),
        arithmetic=(
            f"{age} − ({later.year} − {earlier.year}) = {then}岁；{shown(later)} > {shown(earlier)}，"
            f"多{more}（尚未计其间的死亡，除非有同样多的老年人迁入）"
        ),
        places=value_places(plan, (later, earlier)),
        remedy="重做人口预测：按各年龄组逐年推移并计入死亡和迁移，写明所用口径",
        remedy_en="Redo the forecast by age cohorts with deaths and moves, and state its basis",
    )


def find_reversed_ranges(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a contradiction for each range whose lower end is above its upper end."""
    for row in plan.indicator_values:
        if row.comparator == "between" and row.value is not None and row.value_max is not None:
            if row.value <= row.value_max:
                continue
            yield RuleFinding(
                key=key_of("range_reversed", [row.value_id]),
                rule="range_reversed",
                family="bounds",
                severity="high",
                sentence=f"{in_quotes(row.name)}的区间{shown(row)}下限大于上限。",
                sentence_en=f"The range {shown_en(row)} of {quoted_en(plan, row)} has its ends reversed.",
                arithmetic=f"{row.value:g} > {row.value_max:g}",
                places=value_places(plan, [row]),
                remedy="更正上下限",
                remedy_en="Correct the ends",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "share_out_of_bounds",
        "bounds",
        "比例是否在0到100%之间",
        "Do shares lie between 0 and 100%?",
        find_shares_out_of_bounds,
    ),
    Rule(
        "subgroup_above_group",
        "bounds",
        "部分是否多于整体",
        "Is part of a group larger than the group?",
        find_subgroups_above_their_group,
    ),
    Rule(
        "people_not_there",
        "bounds",
        "人口预测是否合乎年龄推移",
        "Do forecasts of people fit their ages?",
        find_people_who_were_not_there,
    ),
    Rule(
        "range_reversed",
        "bounds",
        "区间上下限是否颠倒",
        "Are the ends of a range reversed?",
        find_reversed_ranges,
    ),
    *progress.RULES,
    *vague.RULES,
)
