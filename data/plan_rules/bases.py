"""Rules on the base that a rate implies: bases of the same people must agree with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from data.plan import Plan
from data.plan_rules.counted import SETTLE, SETTLE_EN, counted_by_census, names_of, told_in_english
from data.plan_rules.estimates import Estimate, are_told_apart, estimates_by_base
from data.plan_rules.figures import people_shown, shown
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, value_places
from data.plan_rules.relations import read_relations
from data.plan_rules.telling import in_quotes

# how fast a number of people may change in a year, generously; beds and institutions may do so at any speed
DRIFT_PER_YEAR = 0.06
# figures of one year may still be of its middle and of its end
DRIFT_WITHIN_YEAR = 0.02
FURTHEST_YEARS = 2


def find_differing_bases(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for each base that the plan's own figures tell in different sizes."""
    for group in estimates_by_base(plan):
        doubted = _doubted(group)
        if doubted:
            yield _differing_base(plan, doubted, [entry for entry in group if entry not in doubted])


def _doubted(group: list[Estimate]) -> list[Estimate]:
    """Return the numbers of one base that cannot all be right, those that are nearest to each other in time."""
    pairs = differing_pairs(group)
    return [entry for entry in group if any(entry in pair for pair in pairs)]


def differing_pairs(group: list[Estimate]) -> list[tuple[Estimate, Estimate]]:
    """Return the pairs of one base's numbers that cannot both be right, the nearest to each other in time."""
    pairs = [pair for pair in combinations(group, 2) if _differ(*pair)]
    nearest = min((_years(pair) for pair in pairs), default=0)
    return [pair for pair in pairs if _years(pair) == nearest]


def _years(pair: tuple[Estimate, Estimate]) -> int:
    return abs(pair[0].year - pair[1].year)


def _differ(one: Estimate, other: Estimate) -> bool:
    years = abs(one.year - other.year)
    is_people = one.indicator_id in read_relations().census
    if not (one.is_derived or other.is_derived) or years > (FURTHEST_YEARS if is_people else 0):
        return False
    if set(one.rows) & set(other.rows) or _is_whole_rate(one, other) or _is_told_apart(one, other):
        return False
    return one.span.gap_to(other.span) > max(DRIFT_PER_YEAR * years, DRIFT_WITHIN_YEAR)


def _is_whole_rate(one: Estimate, other: Estimate) -> bool:
    """Return whether rate, part and base are all stated of one moment: `rate_times_base` asks about those."""
    is_one_moment = one.year == other.year and one.rows[0].value_kind == other.rows[0].value_kind
    return is_one_moment and one.is_derived != other.is_derived


def _is_told_apart(one: Estimate, other: Estimate) -> bool:
    return any(are_told_apart(*pair) for pair in product(one.rows, other.rows))


def _differing_base(plan: Plan, entries: list[Estimate], others: list[Estimate]) -> RuleFinding:
    """Return the doubt about the entries that differ; `others` of the same base are told with their distance."""
    rows = [row for entry in entries for row in entry.rows]
    name, name_en = names_of(plan, entries[0].indicator_id)
    one, other = max(differing_pairs(entries), key=lambda pair: pair[0].span.gap_to(pair[1].span))
    times = max(one.middle, other.middle) / min(one.middle, other.middle)
    counted = counted_by_census(plan, entries[0])
    census = [f"参考：{counted.year}年人口普查{people_shown(counted.count)}"] if counted else []
    return RuleFinding(
        key=key_of("bases_differ", (row.value_id for row in rows)),
        rule="bases_differ",
        family="identities",
        severity="medium",
        sentence=(
            f"{in_quotes(name)}对不上：{_told(one)}，{_told(other)}，大数是小数的{times:.2f}倍，口径是否不同没有写明。"
        ),
        sentence_en=(
            f"The plan's figures come to different sizes of {in_quotes(name_en)}: {told_in_english(one)} ({one.year}) "
            f"and {told_in_english(other)} ({other.year}), {times:.2f} times; whether the basis differs is not stated."
        ),
        arithmetic="；".join([*(entry.arithmetic for entry in entries), *_more(plan, others), *census]),
        places=value_places(plan, [*rows, *(row for entry in others for row in entry.rows)]),
        remedy=SETTLE,
        remedy_en=SETTLE_EN,
    )


def _more(plan: Plan, others: list[Estimate]) -> list[str]:
    """Return what other years come to, with the distance from the census where there is one."""
    counted = [(entry, counted_by_census(plan, entry)) for entry in others]
    return [
        f"另：{entry.arithmetic}"
        + (f"，与{found.year}年普查相差{entry.middle / found.count - 1:+.1%}" if found else "")
        for entry, found in counted
    ]


def _told(entry: Estimate) -> str:
    if not entry.is_derived:
        return f"文中写{entry.year}年{shown(entry.rows[0])}"
    rate, part = entry.rows
    return f"由{in_quotes(part.name)}和{in_quotes(rate.name)}推得{entry.year}年{entry.amount}"


RULES: tuple[Rule, ...] = (
    Rule(
        "bases_differ",
        "identities",
        "由率倒推的基数前后是否一致",
        "Do the bases that the rates imply agree?",
        find_differing_bases,
    ),
)
