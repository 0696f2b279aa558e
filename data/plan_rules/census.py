"""Rule on the numbers of people that lie away from the census of those years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.plan import Plan
from data.plan_rules.bases import DRIFT_PER_YEAR, FURTHEST_YEARS, differing_pairs
from data.plan_rules.counted import SETTLE, SETTLE_EN, Counted, counted_by_census, names_of, told_in_english
from data.plan_rules.estimates import REGISTERED, Estimate, estimates_by_base
from data.plan_rules.figures import Span, people_shown, people_shown_en, percent_shown
from data.plan_rules.finding import Rule, RuleFinding
from data.plan_rules.places import key_of, value_places
from data.plan_rules.telling import in_quotes


def find_people_unlike_the_census(plan: Plan, plans: Sequence[Plan]) -> Iterator[RuleFinding]:
    """Yield one doubt about the numbers of people that lie away from the census of those years."""
    found: list[Counted] = []
    for group in estimates_by_base(plan):
        # where the plan's own figures differ, that is told already, with the census beside them
        is_doubted = bool(differing_pairs(group))
        counted = [counted_by_census(plan, entry) for entry in group if not (is_doubted and entry.is_derived)]
        found.extend(entry for entry in counted if entry and _lies_away(entry))
    if found:
        yield _unlike_census(plan, found)


def _lies_away(counted: Counted) -> bool:
    years = abs(counted.estimate.year - counted.year)
    if years > FURTHEST_YEARS or counted.estimate.says(REGISTERED):
        return False
    return counted.estimate.span.gap_to(Span(counted.count, counted.count)) > DRIFT_PER_YEAR * max(years, 1)


def _unlike_census(plan: Plan, found: list[Counted]) -> RuleFinding:
    worst = max(found, key=lambda counted: abs(counted.gap))
    entry = worst.estimate
    name, name_en = names_of(plan, entry.indicator_id)
    rows = [row for counted in found for row in counted.estimate.rows]
    verb, verb_en = ("按文中数字推得", "comes to") if entry.is_derived else ("文中写", "is given as")
    is_later = bool(plan.issued_on and str(worst.year) > plan.issued_on[:4])
    against = [counted for counted in found if counted.gap * worst.gap < 0]
    read_as, read_as_en = _read_as(plan, entry)
    doubt, doubt_en = _against_the_others(plan, against)
    return RuleFinding(
        key=key_of("people_unlike_census", (row.value_id for row in rows)),
        rule="people_unlike_census",
        family="identities",
        severity="medium",
        sentence=(
            f"{entry.year}年{in_quotes(name)}{verb}{entry.amount}，比{worst.year}年人口普查的{people_shown(worst.count)}"
            f"{_distance(worst)}{'（普查晚于本规划）' if is_later else ''}{read_as}"
            f"{doubt}，口径没有写明。"
        ),
        sentence_en=(
            f"{in_quotes(name_en)} in {entry.year} {verb_en} {told_in_english(entry)}{_paired_en(worst)}, "
            f"{_distance_en(worst)} the "
            f"{worst.count:,} of the census of {worst.year}{' (later than the plan)' if is_later else ''}"
            f"{read_as_en}{doubt_en}; "
            "the basis is not stated."
        ),
        arithmetic="；".join(_against_census(plan, counted) for counted in found),
        places=value_places(plan, rows),
        remedy=f"核对各年龄段的预测；{SETTLE}" if against else SETTLE,
        remedy_en=f"Check the forecast of each age; {SETTLE_EN[0].lower()}{SETTLE_EN[1:]}" if against else SETTLE_EN,
    )


def _distance(counted: Counted) -> str:
    """Return how far a number lies from the census: at least, where it is a range."""
    entry, more = counted.estimate, "高" if counted.gap > 0 else "低"
    least = "至少" if entry.is_wide else ""
    told = f"{least}{more}{percent_shown(abs(counted.gap))}"
    if entry.paired:
        gap = entry.paired / counted.count - 1
        told += f"，两端各自相配是{people_shown(entry.paired)}，{more}{percent_shown(abs(gap))}"
    return told


def _distance_en(counted: Counted) -> str:
    least = "at least " if counted.estimate.is_wide else ""
    return f"{least}{percent_shown(abs(counted.gap))} {'above' if counted.gap > 0 else 'below'}"


def _paired_en(counted: Counted) -> str:
    """Return what two ranges come to end by end, with its distance from the census; "" where they are none."""
    paired = counted.estimate.paired
    if not paired:
        return ""
    return f" ({people_shown_en(paired)} where the ends are paired, {paired / counted.count - 1:+.1%})"


def _read_as(plan: Plan, entry: Estimate) -> tuple[str, str]:
    """Return as which age the rule read a rate's 老年人, where the rate names none."""
    name, name_en = names_of(plan, entry.indicator_id)
    is_unsaid = entry.is_derived and not any("岁" in row.name + row.as_written for row in entry.rows)
    if not is_unsaid or "岁" not in name:
        return "", ""
    return f"；“老年人”按{in_quotes(name)}理解", f"; “老年人” is read as {in_quotes(name_en)}"


def _against_the_others(plan: Plan, against: list[Counted]) -> tuple[str, str]:
    """Return the numbers on the other side of the census: registered and resident people cannot explain those."""
    if not against:
        return "", ""
    names = [names_of(plan, counted.estimate.indicator_id) for counted in against]
    told = "、".join(
        f"{in_quotes(name)}反而{_distance(counted)}" for (name, _), counted in zip(names, against, strict=True)
    )
    told_en = ", ".join(
        f"{in_quotes(name)} is {_distance_en(counted)} it" for (_, name), counted in zip(names, against, strict=True)
    )
    return f"；{told}，户籍与常住之差解释不了", f"; {told_en}, which no difference of basis explains"


def _against_census(plan: Plan, counted: Counted) -> str:
    name, _ = names_of(plan, counted.estimate.indicator_id)
    census = f"{counted.year}年普查{people_shown(counted.count)}"
    return f"{name}：{counted.estimate.arithmetic}，{census}，相差{counted.gap:+.1%}"


RULES: tuple[Rule, ...] = (
    Rule(
        "people_unlike_census",
        "identities",
        "人口数与人口普查是否相符",
        "Do numbers of people fit the census?",
        find_people_unlike_the_census,
    ),
)
