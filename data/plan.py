"""The facts of one plan: districts, places, projects, indicator values, tasks, people.

A field carries what the file's column says: "" or an empty tuple or None where the plan does not say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from data.finding import Finding
from data.project import BedCount, OtherFigure, Project
from data.support_measure import SupportMeasure
from data.table import Table
from layouts.layout import LayoutElement

__all__ = [
    "BedCount",
    "District",
    "Indicator",
    "IndicatorValue",
    "Link",
    "OtherFigure",
    "Place",
    "Plan",
    "Population",
    "Project",
    "SupportMeasure",
    "Task",
]

Number = int | float


@dataclass(frozen=True, slots=True)
class District:
    """A unit that figures are counted by: a county, or a functional zone inside the county `parent_code`."""

    district_code: str
    name: str
    name_en: str = ""
    short_name: str = ""
    kind: str = ""
    parent_code: str = ""
    boundary_code: str = ""
    members: tuple[str, ...] = ()
    population_scope: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_zone(self) -> bool:
        """Whether the unit is a functional zone inside another unit's polygon."""
        return self.kind == "functional_zone"


@dataclass(frozen=True, slots=True)
class Place:
    """A named place or institution; `lon`, `lat` (WGS84, degrees) only where a source gives them."""

    place_id: str
    name: str
    name_en: str = ""
    kind: str = ""
    district_code: str = ""
    lon: Number | None = None
    lat: Number | None = None
    location_basis: str = ""
    location_source: str = ""
    section: str = ""
    as_written: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """One value of one indicator, stated once; `value` is a plain number in `unit`."""

    value_id: str
    indicator_id: str
    name: str
    value_kind: str = ""
    start_year: int | None = None
    year: int | None = None
    as_of: str = ""
    comparator: str = ""
    is_striving: bool = False
    value: Number | None = None
    value_max: Number | None = None
    unit: str = ""
    reference: str = ""
    scope: str = ""
    level: str = ""
    restates: str = ""
    section: str = ""
    as_written: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A definition of the indicator vocabulary; `better` is higher, lower or none."""

    id: str
    name: str
    name_en: str = ""
    unit: str = ""
    better: str = "none"
    definition: str = ""
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the plan's text, or a row of its annex (`row_status` tells empty and merged rows).

    `same_as` names the tasks of the text that a row of the annex repeats, in whole or in part.
    """

    task_id: str
    source_table: str = ""
    row_status: str = ""
    number: str = ""
    group: str = ""
    title: str = ""
    summary: str = ""
    agencies: tuple[str, ...] = ()
    lead_agencies: tuple[str, ...] = ()
    support_agencies: tuple[str, ...] = ()
    agency_basis: str = ""
    agency_section: str = ""
    deadline_text: str = ""
    deadline_kind: str = ""
    deadline_on: str = ""
    same_as: tuple[str, ...] = ()
    section: str = ""
    as_written: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the chain target → task → project → place, as links.csv records it.

    A target stands under its `indicator_id`. `reason` says why an inferred link is held to be one.
    """

    link_id: str
    from_kind: str
    from_id: str
    to_kind: str
    to_id: str
    basis: str = ""
    reason: str = ""
    section: str = ""
    as_written: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Population:
    """The census people of one unit, by census code; None where the census row lacks the figure."""

    code: str
    year: int | None = None
    population: int | None = None
    age_60_plus: int | None = None
    age_65_plus: int | None = None
    age_80_plus: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with all its rows, the reference figures it needs, and what was found faulty while reading."""

    plan_id: str
    folder: Path
    title: str = ""
    title_en: str = ""
    short_title: str = ""
    region_code: str = ""
    region_name: str = ""
    region_name_en: str = ""
    parent_plan_id: str = ""
    parent_basis: str = ""
    document_number: str = ""
    issuing_bodies: tuple[str, ...] = ()
    issued_on: str = ""
    start_year: int | None = None
    end_year: int | None = None
    period_basis: str = ""
    status: str = ""
    data_version: str = ""
    data_as_of: str = ""
    formula: str = ""
    positioning: str = ""
    brand: str = ""
    source: str = ""
    section: str = ""
    as_written: str = ""
    note: str = ""
    elements: tuple[LayoutElement, ...] = ()
    districts: tuple[District, ...] = ()
    places: tuple[Place, ...] = ()
    projects: tuple[Project, ...] = ()
    indicator_values: tuple[IndicatorValue, ...] = ()
    tasks: tuple[Task, ...] = ()
    links: tuple[Link, ...] = ()
    support_measures: tuple[SupportMeasure, ...] = ()
    indicators: dict[str, Indicator] = field(default_factory=dict)
    population: dict[str, Population] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    tables: dict[str, Table] = field(default_factory=dict, repr=False)

    def district_name(self, code: str) -> str:
        """Return the name of a unit or of the region; the code itself where it is unknown."""
        if code == self.region_code:
            return self.region_name
        return next((district.name for district in self.districts if district.district_code == code), code)

    def place_name(self, place_id: str) -> str:
        """Return the name of a place; the id itself where it is unknown."""
        return next((place.name for place in self.places if place.place_id == place_id), place_id)
