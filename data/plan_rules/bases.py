"""Rules on the base that a rate implies: bases of the same people must agree, with each other and with the census."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from data.plan import Plan
from data.plan_rules.estimates import REGISTERED, Estimate, are_told_apart, estimates_by_base
from data.plan_rules.figures import Span, people_shown, percent_shown, shown
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, value_places
from data.plan_rules.relations import read_relations
from data.plan_rules.telling import in_quotes

# how fast a number of people may change in a year, generously; beds and institutions may do so at any speed
DRIFT_PER_YEAR = 0.06
# figures of one year may still be of its middle and of its end
DRIFT_WITHIN_YEAR = 0.02
FURTHEST_YEARS = 2

_SETTLE = "写明各数按户籍人口还是常住人口、截至何时计算，并统一口径"
_SETTLE_EN = "State whether each figure counts registered or resident people, and of what date, and use one basis"


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that the plan gives and the census count of the same people, with its year."""

    estimate: Estimate
    count: int
    year: int

    @property
    def gap(self) -> float:
        """How much larger the plan's number is at least, as a share of the census count; below 0: how much smaller."""
        span = self.estimate.span
        return (span.low if span.low > self.count else span.high) / self.count - 1


def find_differing_bases(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield a doubt for each base that the plan's own figures tell in different sizes."""
    for group in estimates_by_base(plan):
        doubted = _doubted(group)
        if doubted:
            yield _differing_base(plan, doubted)


def find_people_unlike_the_census(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield one doubt about the numbers of people that lie away from the census of those years."""
    found: list[Counted] = []
    for group in estimates_by_base(plan):
        # where the plan's own figures differ, that is told already, with the census beside them
        is_doubted = bool(_differing_pairs(group))
        counted = [_counted(plan, entry) for entry in group if not (is_doubted and entry.is_derived)]
        found.extend(entry for entry in counted if entry and _lies_away(entry))
    if found:
        yield _unlike_census(plan, found)


def _doubted(group: list[Estimate]) -> list[Estimate]:
    """Return the numbers of one base that cannot all be right, those that are nearest to each other in time."""
    pairs = _differing_pairs(group)
    return [entry for entry in group if any(entry in pair for pair in pairs)]


def _differing_pairs(group: list[Estimate]) -> list[tuple[Estimate, Estimate]]:
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


def _differing_base(plan: Plan, entries: list[Estimate]) -> RuleFinding:
    rows = [row for entry in entries for row in entry.rows]
    name, name_en = _names(plan, entries[0].indicator_id)
    one, other = max(_differing_pairs(entries), key=lambda pair: pair[0].span.gap_to(pair[1].span))
    times = max(one.middle, other.middle) / min(one.middle, other.middle)
    counted = _counted(plan, entries[0])
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
            f"The plan's figures come to different sizes of {in_quotes(name_en)}: {one.middle:,.0f} ({one.year}) and "
            f"{other.middle:,.0f} ({other.year}), {times:.2f} times; whether the basis differs is not stated."
        ),
        arithmetic="；".join([*(entry.arithmetic for entry in entries), *census]),
        places=value_places(plan, rows),
        remedy=_SETTLE,
        remedy_en=_SETTLE_EN,
    )


def _told(entry: Estimate) -> str:
    if not entry.is_derived:
        return f"文中写{entry.year}年{shown(entry.rows[0])}"
    rate, part = entry.rows
    return f"由{in_quotes(part.name)}和{in_quotes(rate.name)}推得{entry.year}年{entry.amount}"


def _counted(plan: Plan, entry: Estimate) -> Counted | None:
    """Return the number with the census count of the same people; None where there is none."""
    column = read_relations().census.get(entry.indicator_id)
    people = plan.population.get(entry.scope)
    count = getattr(people, column) if people and column else None
    return Counted(entry, count, people.year) if people and people.year and count else None


def _lies_away(counted: Counted) -> bool:
    years = abs(counted.estimate.year - counted.year)
    if years > FURTHEST_YEARS or counted.estimate.says(REGISTERED):
        return False
    return counted.estimate.span.gap_to(Span(counted.count, counted.count)) > DRIFT_PER_YEAR * max(years, 1)


def _unlike_census(plan: Plan, found: list[Counted]) -> RuleFinding:
    worst = max(found, key=lambda counted: abs(counted.gap))
    entry = worst.estimate
    name, name_en = _names(plan, entry.indicator_id)
    rows = [row for counted in found for row in counted.estimate.rows]
    verb = "按文中数字推得" if entry.is_derived else "文中写"
    after = "（普查晚于本规划）" if plan.issued_on and str(worst.year) > plan.issued_on[:4] else ""
    more, more_en = ("高", "above") if worst.gap > 0 else ("低", "below")
    return RuleFinding(
        key=key_of("people_unlike_census", (row.value_id for row in rows)),
        rule="people_unlike_census",
        family="identities",
        severity="medium",
        sentence=(
            f"{entry.year}年{in_quotes(name)}{verb}{entry.amount}，比{worst.year}年人口普查的{people_shown(worst.count)}"
            f"至少{more}{percent_shown(abs(worst.gap))}{after}，口径没有写明。"
        ),
        sentence_en=(
            f"{in_quotes(name_en)} of {entry.year} comes to {entry.middle:,.0f}, at least "
            f"{percent_shown(abs(worst.gap))} {more_en} the {worst.count:,} of the census of {worst.year}; "
            "the basis is not stated."
        ),
        arithmetic="；".join(_against_census(plan, counted) for counted in found),
        places=value_places(plan, rows),
        remedy=_SETTLE,
        remedy_en=_SETTLE_EN,
    )


def _against_census(plan: Plan, counted: Counted) -> str:
    name, _ = _names(plan, counted.estimate.indicator_id)
    census = f"{counted.year}年普查{people_shown(counted.count)}"
    return f"{name}：{counted.estimate.arithmetic}，{census}，相差{counted.gap:+.1%}"


def _names(plan: Plan, indicator_id: str) -> tuple[str, str]:
    known = plan.indicators.get(indicator_id)
    return (known.name, known.name_en) if known else (indicator_id, indicator_id)


RULES: tuple[Rule, ...] = (
    Rule(
        "bases_differ",
        "identities",
        "由率倒推的基数前后是否一致",
        "Do the bases that the rates imply agree?",
        find_differing_bases,
    ),
    Rule(
        "people_unlike_census",
        "identities",
        "人口数与人口普查是否相符",
        "Do numbers of people fit the census?",
        find_people_unlike_the_census,
    ),
)
