"""Indicator values as people read them: comparator, number, unit, 力争."""

from __future__ import annotations

from data.plan import IndicatorValue, Number
from data.schema import Language

_SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
_WORDS: dict[Language, tuple[str, str, str]] = {
    "zh": ("约", "力争", "规划未载明"),
    "en": ("about ", "striving for ", "not stated"),
}


def value_text(value: IndicatorValue, language: Language = "zh") -> str:
    """Return the value with its comparator and unit; what the plan does not state says so.

    >>> value_text(IndicatorValue("v1", "i", "占比", comparator="ge", value=70, unit="%"))
    '≥70%'
    >>> value_text(IndicatorValue("v1", "i", "基地", comparator="between", value=1, value_max=2, unit="个"))
    '1—2个'
    """
    about, striving, not_stated = _WORDS[language]
    prefix = striving if value.is_striving else ""
    if value.comparator == "relative":
        amount = "" if value.value is None else f" {_number(value.value)}{value.unit}"
        return f"{prefix}{value.reference}{amount}"
    if value.value is None:
        return not_stated
    sign = about if value.comparator == "about" else _SIGNS.get(value.comparator, "")
    upper = f"—{_number(value.value_max)}" if value.value_max is not None else ""
    return f"{prefix}{sign}{_number(value.value)}{upper}{value.unit}"


def _number(value: Number) -> str:
    """Return the number as printed in the plan; thousands are separated from five digits on."""
    return f"{value:,}" if abs(value) >= 10_000 else str(value)  # noqa: PLR2004 - four digits read well
