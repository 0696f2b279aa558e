"""The measures that districts are compared by: which the plan states, by bed type, and which comes first."""

from __future__ import annotations

from collections.abc import Sequence

from data.measures import DistrictStatistics
from pages.shared.labels import value_label, with_unit, word
from pages.shared.views import MEASURES, Measure

ORDER = (
    "bed_count",
    "investment",
    "floor_area",
    "project_count",
    "beds_per_1000",
    "investment_per_1000",
    "age_60_plus",
    "share_60_plus",
    "age_65_plus",
    "share_65_plus",
    "age_80_plus",
    "share_80_plus",
    "population",
)
BED_MEASURES = ("bed_count", "beds_per_1000")
AMOUNTS = ("bed_count", "investment", "floor_area")
BED_TYPES = ("hospital", "medical", "nursing", "elderly_care", "medical_elderly", "home")


def measure_of(name: str, bed_type: str = "") -> Measure:
    """Return a measure; the two that count beds can be limited to one bed type."""
    measure = MEASURES[name]
    if not bed_type or name not in BED_MEASURES:
        return measure

    def beds(row: DistrictStatistics) -> float | None:
        return row.bed_counts_by_type.get(bed_type)

    def rate(row: DistrictStatistics) -> float | None:
        return row.planned_beds_per_1000_aged_60_plus_by_type.get(bed_type)

    if name == "bed_count":
        return Measure(name, beds, measure.write, measure.unit, step=1)
    return Measure(name, rate, measure.write, measure.unit, part=beds)


def title_of(measure: Measure, bed_type: str = "") -> str:
    """Return a measure's name with its bed type."""
    title = word(f"measure.{measure.name}")
    return f"{title} · {value_label('bed_types', bed_type)}" if bed_type and measure.name in BED_MEASURES else title


def title_with_unit(measure: Measure, bed_type: str = "") -> str:
    """Return a measure's title with its unit; a rate names its units in its title."""
    title = title_of(measure, bed_type)
    return title if measure.part else with_unit(title, word(measure.unit))


def full_title(measure: Measure, bed_type: str = "") -> str:
    """Return a measure's title with its unit; beds of all types are said to be a sum of types."""
    title = title_with_unit(measure, bed_type)
    is_sum = measure.name in BED_MEASURES and not bed_type
    return f"{title} · {word('district.all_beds')}" if is_sum else title


def stated_bed_types(total: DistrictStatistics) -> list[str]:
    """Return the bed types that the plan's projects state, in the usual order; an untyped one is left out."""
    return [kind for kind in BED_TYPES if kind in total.bed_counts_by_type]


def has_values(rows: Sequence[DistrictStatistics], measure: Measure) -> bool:
    """Tell whether a district has a value."""
    return any(measure.value(row) is not None for row in rows if row.district_code)


def has_amounts(rows: Sequence[DistrictStatistics]) -> bool:
    """Tell whether the plan ties beds, money or floor area to a district."""
    return any(has_values(rows, MEASURES[name]) for name in AMOUNTS)


def default_measure(rows: Sequence[DistrictStatistics]) -> str:
    """Return the first of beds and investment that the plan states per district; else people aged 60 and over."""
    return next((name for name in ("bed_count", "investment") if has_values(rows, MEASURES[name])), "age_60_plus")
