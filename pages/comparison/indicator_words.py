"""Indicator values, rates and cautions in words."""

from __future__ import annotations

from collections.abc import Sequence

from data.comparison.indicators import Caution, Normalised, normalised
from data.plan import Indicator, IndicatorValue, Plan
from geo.region_area import region_area_km2
from pages.shared.labels import (
    indicator_text,
    joined,
    language,
    region_of,
    trim,
    unit_text,
    value_label,
    word,
    years_text,
)

LABELLED = {"kind": "value_kind", "comparator": "comparator", "level": "level"}
SMALL_RATE = 0.1


def name_of_indicator(indicator: Indicator) -> str:
    """Return the name of the vocabulary in the reader's language."""
    return (indicator.name_en if language() == "en" else "") or indicator.name


def value_text(row: IndicatorValue) -> str:
    """Return a value as one would read it; "" where the plan leaves it open."""
    if row.comparator == "relative" and row.value is not None:
        amount = f"{row.value:g} {unit_text(row.unit)}".strip()
        return word("indicator.relative", value=amount, reference=row.reference)
    return indicator_text(row)


def year_text(row: IndicatorValue) -> str:
    """Return the year or span of a value; words where the plan names none."""
    if row.start_year and row.year:
        return years_text(row.start_year, row.year)
    return str(row.year) if row.year else word("indicator.no_year")


def rates_of(row: IndicatorValue, indicator: Indicator, plan: Plan) -> Normalised | None:
    """Return a total in relation to the people and the area of the plan's region."""
    people = plan.population.get(plan.region_code)
    return normalised(row, indicator, people.age_60_plus if people else None, region_area_km2(plan.region_code))


def rates_text(rates: Normalised | None) -> str:
    """Return the rate per 1,000 aged 60+ in words, per 100,000 where it is small; "" where there is none."""
    ends = rates.per_1000_aged_60_plus if rates else None
    return _rate_text(ends, rates.unit, ("per_1000", 1), ("per_100000", 100)) if rates and ends else ""


def density_text(rates: Normalised | None) -> str:
    """Return the rate per km² in words, per 1,000 km² where it is small; "" where there is none."""
    ends = rates.per_km2 if rates else None
    return _rate_text(ends, rates.unit, ("per_km2", 1), ("per_1000_km2", 1000)) if rates and ends else ""


def _rate_text(ends: Sequence[float], unit: str, plain: tuple[str, int], small: tuple[str, int]) -> str:
    key, factor = small if max(ends) < SMALL_RATE else plain
    value = ends_text([factor * end for end in ends])
    return " ".join(word(f"comparison.{key}", value=value, unit=unit_text(unit)).split())


def ends_text(ends: Sequence[float]) -> str:
    """Return one figure or a range, with two decimals where it is small."""
    return "–".join(trim(end, 2 if end < 100 else 0) for end in ends)  # noqa: PLR2004 - three figures are enough


def caution_name(caution: Caution) -> str:
    """Return the short name of a caution."""
    return word(f"comparison.caution_{caution.kind}")


def caution_text(caution: Caution, plans: Sequence[Plan]) -> str:
    """Return a caution with what each plan says."""
    if caution.kind == "caveat":
        said = next(iter(caution.found.values()))
    elif caution.kind == "total":
        return word("comparison.caution_total_long")
    else:
        said = joined(
            f"{region_of(plan)} {_said(caution, caution.found[plan.plan_id], plan)}"
            for plan in plans
            if plan.plan_id in caution.found
        )
    return word("comparison.caution_is", name=caution_name(caution), said=said)


def _said(caution: Caution, text: str, plan: Plan) -> str:
    if caution.kind == "name":
        return f"“{text}”"
    if caution.kind == "scope":
        return plan.district_name(text)
    if caution.kind == "no_figure":
        return word("common.not_stated")
    if caution.kind in LABELLED and text:
        return value_label(LABELLED[caution.kind], text)
    return text or word("comparison.unsaid")
