"""Printed amounts (`16.11亿元`, `1.1万平方米`, `187亩`) as 万元, m², counts. Only here units change."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

# 1 亩 = 1/15 hectare (State Council decree of 1984 on legal units of measurement).
M2_PER_MU = Fraction(2000, 3)

WAN_YUAN_PER_UNIT = {"元": Fraction(1, 10_000)}
M2_PER_UNIT = {
    "平方米": Fraction(1),
    "平米": Fraction(1),
    "m2": Fraction(1),
    "公顷": Fraction(10_000),
    "亩": M2_PER_MU,
    "平方公里": Fraction(1_000_000),
    "平方千米": Fraction(1_000_000),
    "km2": Fraction(1_000_000),
}
ONE_PER_UNIT = dict.fromkeys(("户", "套", "人", "张", "个", "家", "处", "名", ""), Fraction(1))
FACTOR_OF_MULTIPLE = {"": 1, "千": 1_000, "万": 10_000, "百万": 1_000_000, "亿": 100_000_000, "万亿": 10**12}

LONGEST_AMOUNT = 60

_AMOUNT = re.compile(
    r"(?:约|近|超过|超|逾|不少于|不低于|至少|达到|达)?"
    r"(?P<number>\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,9})?)"
    r"(?P<multiple>万亿|百万|千|万|亿)?(?P<unit>k?m2|\D{0,4}?)(?:左右|以上|以内)?",
    re.ASCII,
)


def money_wan_yuan(text: str) -> float | None:
    """Convert a printed amount of money to 万元; None where blank or not one amount (a range, words).

    >>> money_wan_yuan("16.11亿元"), money_wan_yuan("600万元"), money_wan_yuan("")
    (161100.0, 600.0, None)
    """
    return _convert(text, WAN_YUAN_PER_UNIT)


def area_m2(text: str) -> float | None:
    """Convert a printed area to m²; None where blank or not one amount.

    >>> area_m2("1.1万平方米"), area_m2("187亩"), area_m2("35—152平方米")
    (11000.0, 124666.66666666667, None)
    """
    return _convert(text, M2_PER_UNIT)


def count_of(text: str) -> float | None:
    """Convert a printed count (`6000户`, `3万张`) to a number; None where blank or not one amount.

    >>> count_of("6000户"), count_of("3万张")
    (6000.0, 30000.0)
    """
    return _convert(text, ONE_PER_UNIT)


def _convert(text: str, factors: dict[str, Fraction]) -> float | None:
    # NFKC turns full-width digits into digits, and m² into m2
    plain = unicodedata.normalize("NFKC", "".join(text.split()))
    match = _AMOUNT.fullmatch(plain) if len(plain) <= LONGEST_AMOUNT else None
    if match is None or match["unit"] not in factors:
        return None
    number = Fraction(match["number"].replace(",", ""))
    return float(number * FACTOR_OF_MULTIPLE[match["multiple"] or ""] * factors[match["unit"]])


def format_money(wan_yuan: float | None, language: str = "zh") -> str:
    """Return 万元 as people print it; blank for None.

    >>> format_money(161100), format_money(600), format_money(161100, "en")
    ('16.11亿元', '600万元', 'CNY 1,611 million')
    """
    if wan_yuan is None:
        return ""
    if language == "en":
        return f"CNY {format_number(wan_yuan / 100)} million"
    if abs(wan_yuan) >= FACTOR_OF_MULTIPLE["万"]:
        return f"{format_number(wan_yuan / 10_000)}亿元"
    return f"{format_number(wan_yuan)}万元"


def format_area(m2: float | None, language: str = "zh") -> str:
    """Return m² as people print it; blank for None.

    >>> format_area(11000), format_area(5796), format_area(5796, "en")
    ('1.1万平方米', '5,796平方米', '5,796 m²')
    """
    if m2 is None:
        return ""
    if language == "en":
        return f"{format_number(m2)} m²"
    if abs(m2) >= FACTOR_OF_MULTIPLE["万"]:
        return f"{format_number(m2 / 10_000)}万平方米"
    return f"{format_number(m2)}平方米"


def format_number(value: float | None, digits: int = 2) -> str:
    """Return a number with thousands separators and at most `digits` decimals; blank for None.

    >>> format_number(1234567.5), format_number(0.61), format_number(100.0)
    ('1,234,567.5', '0.61', '100')
    """
    if value is None:
        return ""
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
