"""A project of a plan, its beds and its amounts; amounts stand as printed and are read by `data.units`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from data.units import area_m2, count_of, money_wan_yuan


@dataclass(frozen=True, slots=True)
class BedCount:
    """A printed number of beds of one type; `bed_type` is "" where the file names none."""

    count: int
    bed_type: str


@dataclass(frozen=True, slots=True)
class OtherFigure:
    """A printed figure without a column of its own, such as 老年食堂 = 658 处."""

    name: str
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """Something named that is to be built, supported or promoted; amounts stand as printed."""

    project_id: str
    name: str
    name_en: str = ""
    row_kind: str = ""
    parent_project_id: str = ""
    element_ids: tuple[str, ...] = ()
    element_kind: str = ""
    district_codes: tuple[str, ...] = ()
    place_ids: tuple[str, ...] = ()
    category: str = ""
    action: str = ""
    bed_counts: tuple[int, ...] = ()
    bed_types: tuple[str, ...] = ()
    bed_change: str = ""
    investment: str = ""
    floor_area: str = ""
    land_area: str = ""
    households: str = ""
    other_figures: tuple[OtherFigure, ...] = ()
    start_year: int | None = None
    end_year: int | None = None
    section: str = ""
    as_written: str = ""
    note: str = ""

    @property
    def beds(self) -> tuple[BedCount, ...]:
        """The printed bed counts with their types."""
        types = self.bed_types + ("",) * len(self.bed_counts)
        return tuple(BedCount(count, kind) for count, kind in zip(self.bed_counts, types, strict=False))

    @property
    def bed_count(self) -> int | None:
        """The sum of the bed counts that this row prints; None where it prints none."""
        return sum(self.bed_counts) if self.bed_counts else None

    @property
    def bed_counts_by_type(self) -> dict[str, int]:
        """The bed counts of this row summed by type."""
        counts: Counter[str] = Counter()
        for bed in self.beds:
            counts[bed.bed_type] += bed.count
        return dict(counts)

    @property
    def investment_wan_yuan(self) -> float | None:
        """The investment in 万元; None where not stated."""
        return money_wan_yuan(self.investment)

    @property
    def floor_area_m2(self) -> float | None:
        """The floor area in m²; None where not stated."""
        return area_m2(self.floor_area)

    @property
    def land_area_m2(self) -> float | None:
        """The land area in m²; None where not stated."""
        return area_m2(self.land_area)

    @property
    def household_count(self) -> float | None:
        """The number of households; None where not stated."""
        return count_of(self.households)
