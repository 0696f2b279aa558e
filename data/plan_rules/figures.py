"""Printed figures as what they can mean: a span that follows the printed precision and the comparator."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from data.plan import IndicatorValue
from data.statement import numbers_in
from data.units import format_number

# what “约”, “左右” leave open
ABOUT = 0.05
# a span this narrow, as a share of its middle, is told as one number
NARROW = 0.05
HUNDRED = 100.0
WAN = 10_000
MILLION = 1_000_000
# floating point only, never a tolerance of content
EPSILON = 1e-9

_FACTORS = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}
_UNIT = re.compile(r"(?P<multiple>十万|百万|千万|亿|万|千)?(?P<noun>.*)")

_SHOWN = {
    "eq": "{}",
    "ge": "{}以上",
    "gt": "超过{}",
    "le": "不超过{}",
    "lt": "不到{}",
    "about": "约{}",
}
# how texts say “at least” before a number; otherwise 以上 follows it
_AT_LEAST = ("不低于", "不少于", "≧", "≥")
_SHOWN_EN = {
    "eq": "{}",
    "ge": "at least {}",
    "gt": "more than {}",
    "le": "at most {}",
    "lt": "less than {}",
    "about": "about {}",
}


@dataclass(frozen=True, slots=True)
class Span:
    """All that a figure can mean, from `low` to `high`, both included; infinite where the text leaves it open."""

    low: float
    high: float

    def is_apart_from(self, other: Span) -> bool:
        """Return whether no number is in both spans.

        >>> Span(48.5, 49.5).is_apart_from(Span(49.4, 52)), Span(48.5, 49.5).is_apart_from(Span(50, 52))
        (False, True)
        """
        return self.gap_to(other) > 0

    def gap_to(self, other: Span) -> float:
        """Return how far two spans are apart, as a share of the smaller of the two facing ends; 0 where they meet.

        >>> round(Span(570, 580).gap_to(Span(670, 680)), 3)
        0.155
        """
        lower, upper = (self, other) if self.high <= other.high else (other, self)
        if upper.low <= lower.high * (1 + EPSILON) + EPSILON:
            return 0.0
        return (upper.low - lower.high) / abs(lower.high) if lower.high else math.inf

    def over(self, divisor: Span, per: float = 1.0) -> Span:
        """Return what `per × self ÷ divisor` can be; both are of positive amounts.

        >>> Span(30, 40).over(Span(2, 4), per=100)
        Span(low=750.0, high=2000.0)
        """
        low = 0.0 if math.isinf(divisor.high) else per * self.low / divisor.high
        high = math.inf if math.isinf(self.high) or divisor.low <= 0 else per * self.high / divisor.low
        return Span(low, high)

    def plus(self, other: Span) -> Span:
        """Return what the sum can be."""
        return Span(self.low + other.low, self.high + other.high)


def unit_factor(unit: str) -> float:
    """Return what one printed unit counts: 万人 is 10,000 of them.

    >>> unit_factor("万人"), unit_factor("亿元"), unit_factor("%"), unit_factor("")
    (10000.0, 100000000.0, 1.0, 1.0)
    """
    match = _UNIT.fullmatch(unit)
    return _FACTORS[(match["multiple"] or "") if match else ""]


def printed_decimals(row: IndicatorValue) -> int:
    """Return the decimals with which the row's words print its value; 0 where they spell it out."""
    amount = Decimal(str(row.value if row.value is not None else 0))
    exponents = [number.as_tuple().exponent for number in numbers_in(row.as_written) if number == amount]
    decimals = [-exponent for exponent in exponents if isinstance(exponent, int)]
    return max([*decimals, _own_decimals(amount), 0])


def _own_decimals(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def span_of(row: IndicatorValue) -> Span | None:
    """Return what a value can mean, in single units; None where it is relative, blank or has no comparator.

    A figure printed with one decimal means any number that is rounded to it; 全覆盖 is exactly 100 %, and the ends
    of a range are exact.
    """
    if row.value is None:
        return None
    value, factor = float(row.value), unit_factor(row.unit)
    is_whole = row.unit == "%" and value == HUNDRED
    half = 0.0 if is_whole else 0.5 * 10.0 ** -printed_decimals(row)
    match row.comparator:
        case "eq":
            span = Span(value - half, value + half)
        case "about":
            wide = max(half, ABOUT * abs(value))
            span = Span(value - wide, value + wide)
        case "ge" | "gt":
            span = Span(value - half, math.inf)
        case "le" | "lt":
            span = Span(0.0, value + half)
        case "between" if row.value_max is not None:
            span = Span(value, float(row.value_max))
        case _:
            return None
    return Span(span.low * factor, span.high * factor)


def shown(row: IndicatorValue) -> str:
    """Return a value as the text prints it: 55.77万名, 60%以上, 14000—16000张."""
    if row.value is None:
        return "（无数值）"
    if row.comparator == "between" and row.value_max is not None:
        return f"{_number(row, row.value)}—{_number(row, row.value_max)}{row.unit}"
    number = _number(row, row.value) + row.unit
    said = next((word for word in _AT_LEAST if word in row.as_written), "") if row.comparator == "ge" else ""
    return f"{said}{number}" if said else _SHOWN.get(row.comparator, "{}").format(number)


def shown_en(row: IndicatorValue) -> str:
    """Return a value in English, in single units: 557,700, at least 60%, 14,000–16,000."""
    if row.value is None:
        return "(no figure)"
    if row.comparator == "between" and row.value_max is not None:
        return f"{_english(row, row.value)}–{_english(row, row.value_max)}"
    return _SHOWN_EN.get(row.comparator, "{}").format(_english(row, row.value))


def _number(row: IndicatorValue, value: float) -> str:
    return f"{value:.{printed_decimals(row)}f}"


def _english(row: IndicatorValue, value: float) -> str:
    factor = unit_factor(row.unit)
    if factor == 1:
        return _number(row, value) + ("%" if row.unit == "%" else "")
    return format_number(value * factor, 0)


def span_shown(span: Span, suffix: str = "") -> str:
    """Return what a span leaves possible: one number where it is narrow, its ends where it is wide.

    >>> span_shown(Span(58.84, 58.88), "%"), span_shown(Span(35, 45.7)), span_shown(Span(60, math.inf), "%")
    ('58.86%', '35—45.7', '≥60%')
    """
    if math.isinf(span.high):
        return f"≥{format_number(span.low)}{suffix}"
    middle = (span.low + span.high) / 2
    if span.high - span.low <= NARROW * abs(middle):
        return f"{format_number(middle)}{suffix}"
    return f"{format_number(span.low)}—{format_number(span.high)}{suffix}"


def people_shown(count: float) -> str:
    """Return a number of people or beds as Chinese texts print it.

    >>> people_shown(5737920), people_shown(3053)
    ('573.8万', '3,053')
    """
    return f"{count / WAN:.1f}万" if count >= WAN else format_number(count, 0)


def people_shown_en(count: float) -> str:
    """Return a calculated number of people or beds in English, no more exact than three or four digits.

    >>> people_shown_en(6734898), people_shown_en(656891), people_shown_en(3053)
    ('6.735 million', '657,000', '3,053')
    """
    if count >= MILLION:
        return f"{count / MILLION:.3f} million"
    return format_number(round(count, -3 if count >= WAN else 0), 0)


def percent_shown(share: float) -> str:
    """Return a share of 1 in per cent, one decimal.

    >>> percent_shown(0.1718)
    '17.2%'
    """
    return f"{share * 100:.1f}%"
