"""Money, beds and floor area of projects in the units of a column heading."""

from __future__ import annotations

from collections.abc import Sequence

from data.project_filter import ProjectFacts
from pages.shared.labels import in_brackets, language, trim, word

MEASURES = ("investment", "beds", "floor")
# (language, measure) → how much of the base unit (万元, 张, 平方米) one unit of the heading is
UNITS = {("zh", "investment"): 10_000, ("en", "investment"): 100, ("zh", "floor"): 10_000}
DECIMALS = {"zh": 2, "en": 1}


def amount_of(row: ProjectFacts, measure: str) -> float | None:
    """Return what a project states: 万元, beds or m²; None where the plan is silent."""
    value: float | None = getattr(row, measure)
    return value


def amount_text(value: float | None, measure: str) -> str:
    """Return an amount in the unit of its heading (亿元, 张, 万平方米); "" where not stated."""
    if value is None:
        return ""
    return trim(value / UNITS.get((language(), measure), 1), DECIMALS[language()] if measure != "beds" else 0)


def aligned_text(value: float | None, measure: str, tongue: str) -> str:
    """Return an amount as it stands in a column of that language: every row with the same decimals."""
    if value is None:
        return ""
    digits = {("zh", "investment"): 2, ("zh", "floor"): 2, ("en", "investment"): 1}.get((tongue, measure), 0)
    return f"{value / UNITS.get((tongue, measure), 1):,.{digits}f}"


def stated_measures(facts: Sequence[ProjectFacts]) -> list[str]:
    """Return the measures that at least one row states."""
    return [name for name in MEASURES if any(amount_of(row, name) is not None for row in facts)]


def heading(measure: str) -> str:
    """Return the heading of an amount with its unit: investment, beds or floor."""
    unit = word(f"project.unit_{measure}")
    return word(f"project.amount_{measure}") + (in_brackets(unit) if unit else "")
