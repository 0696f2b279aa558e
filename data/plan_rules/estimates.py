"""How many people or beds there are by what a plan says: stated, or implied by a rate and its part.

35,862 beds at 6.25 per 1,000 are the beds of 5.74 million people.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from data.plan import IndicatorValue, Plan
from data.plan_rules.figures import Span, people_shown, shown, span_of
from data.plan_rules.relations import Rate, read_relations
from data.plan_rules.stated import Stated, stated_values

# a number with ends further apart than this share is told by both
WIDE = 0.06
REGISTERED, RESIDENT = "户籍", "常住"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number of people or beds; `rows` are the one value that states it, or a rate and its part.

    `paired` is the number where rate and part are ranges whose lower ends give the same as their upper ends.
    """

    indicator_id: str
    scope: str
    year: int
    span: Span
    arithmetic: str
    rows: tuple[IndicatorValue, ...]
    paired: float | None = None

    @property
    def is_derived(self) -> bool:
        """Whether the number follows from a rate and is not stated itself."""
        return len(self.rows) > 1

    @property
    def is_wide(self) -> bool:
        """Whether its two ends are too far apart to be told as one number."""
        return self.span.high - self.span.low > WIDE * self.span.low

    @property
    def middle(self) -> float:
        """The middle of what is possible."""
        return (self.span.low + self.span.high) / 2

    @property
    def amount(self) -> str:
        """The number, or its two ends where they are far apart."""
        return span_amount(self.span)

    def says(self, word: str) -> bool:
        """Return whether the words of one of its figures hold a word."""
        return any(word in row.as_written or word in row.name or word in row.reference for row in self.rows)


def are_told_apart(one: IndicatorValue, other: IndicatorValue) -> bool:
    """Return whether the text itself says that one counts registered (户籍), the other resident (常住) people."""
    said = [{word for word in (REGISTERED, RESIDENT) if word in row.as_written + row.name} for row in (one, other)]
    return bool(said[0] and said[1] and not said[0] & said[1])


def span_amount(span: Span) -> str:
    """Return a span of people or beds as Chinese texts print numbers.

    >>> span_amount(Span(5733334, 5742514)), span_amount(Span(350000, 457143))
    ('573.8万', '35.0万—45.7万')
    """
    if span.high - span.low <= WIDE * span.low:
        return people_shown((span.low + span.high) / 2)
    return f"{people_shown(span.low)}—{people_shown(span.high)}"


def estimates_by_base(plan: Plan) -> list[list[Estimate]]:
    """Return what the plan says of each base in each area, in the order of the years."""
    stated, relations = stated_values(plan), read_relations()
    groups: dict[tuple[str, str], list[Estimate]] = {}
    for base in dict.fromkeys([*(rate.denominator for rate in relations.rates), *relations.census]):
        entries = list(_stated_estimates(stated, base, plan))
        for rate in relations.rates:
            if rate.denominator == base:
                entries.extend(_derived_estimates(stated, rate, plan))
        for entry in sorted(entries, key=lambda entry: entry.year):
            groups.setdefault((base, entry.scope), []).append(entry)
    return list(groups.values())


def _stated_estimates(stated: Stated, base: str, plan: Plan) -> Iterator[Estimate]:
    for row in stated.rows(base):
        span, year = span_of(row), row.year
        if span and year is not None and _is_closed(span):
            told = f"文中写{shown(row)}（{year}年）"
            yield Estimate(base, row.scope or plan.region_code, year, span, told, (row,))


def _derived_estimates(stated: Stated, rate: Rate, plan: Plan) -> Iterator[Estimate]:
    for rows in stated.together((rate.rate, rate.numerator)):
        share, part, year = span_of(rows[0]), span_of(rows[1]), rows[0].year
        if share and part and year is not None and _is_closed(share) and _is_closed(part):
            span = part.over(share, rate.per)
            times = f" × {rate.per:,}" if rows[0].unit != "%" else ""
            told = f"{shown(rows[1])} ÷ {shown(rows[0])}{times} = {span_amount(span)}（{year}年）"
            is_ranges = all(row.comparator == "between" for row in rows)
            paired = _paired(share, part, rate.per) if is_ranges else None
            if paired:
                told += f"，两端各自相配都是{people_shown(paired)}"
            yield Estimate(rate.denominator, rows[0].scope or plan.region_code, year, span, told, rows, paired)


def _paired(share: Span, part: Span, per: float) -> float | None:
    """Return what two ranges come to when lower end belongs to lower end and upper to upper; None where they differ.

    >>> _paired(Span(35, 40), Span(14000, 16000), 1000), _paired(Span(35, 40), Span(14000, 15000), 1000)
    (400000.0, None)
    """
    if share.low == share.high or part.low == part.high:
        return None
    low, high = per * part.low / share.low, per * part.high / share.high
    return low if math.isclose(low, high, rel_tol=1e-3) else None


def _is_closed(span: Span) -> bool:
    return span.low > 0 and not math.isinf(span.high)
