"""What the reader can choose on 区县统计: reading, measure, bed type, method of the classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import streamlit as st

from data.measures import DistrictStatistics, Reading
from data.plan import Plan
from geo.map_views import METHODS
from pages.shared import parameters, widgets
from pages.shared.district_measures import (
    BED_MEASURES,
    ORDER,
    default_measure,
    full_title,
    has_amounts,
    has_values,
    measure_of,
    stated_bed_types,
    title_with_unit,
)
from pages.shared.labels import joined, name_of, value_label, word
from pages.shared.views import MEASURES, Measure

READINGS = ("unit", "county")
SELECT_WIDTH, MEASURE_WIDTH = 200, 430


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of the page; `bed_type` is "" for all types together."""

    by: Reading
    measure: Measure
    bed_type: str
    method: str

    @property
    def title(self) -> str:
        """The measure's name with its unit; beds of all types are said to be a sum of types."""
        return full_title(self.measure, self.bed_type)

    @property
    def column(self) -> str:
        """The key of the table's column that map and bars show."""
        return f"{self.measure.name}_{self.bed_type}" if self.bed_type else self.measure.name


def reading(plan: Plan) -> Reading:
    """Return the chosen reading; a plan without functional zones has only one."""
    chosen = parameters.read("by", "unit", READINGS)
    return cast(Reading, chosen) if any(row.is_zone for row in plan.districts) else "unit"


def choose(plan: Plan, rows: Sequence[DistrictStatistics], total: DistrictStatistics) -> Choices:
    """Show the choices in a row and return them."""
    with st.container(key="district_tools", horizontal=True, vertical_alignment="center"):
        if any(row.is_zone for row in plan.districts):
            widgets.choose(
                st.segmented_control,
                "by",
                word("district.by"),
                READINGS,
                default="unit",
                format_func=lambda name: word(f"district.{name}"),
                label_visibility="collapsed",
            )
        name = widgets.choose(
            st.selectbox,
            "measure",
            word("district.measure"),
            ORDER,
            default=default_measure(rows),
            format_func=lambda name: _measure_label(rows, name),
            label_visibility="collapsed",
            width=MEASURE_WIDTH,
        )
        bed_type = _choose_bed_type(name, total)
        method = widgets.choose(
            st.selectbox,
            "method",
            word("district.method"),
            METHODS,
            default=METHODS[0],
            format_func=lambda name: f"{word('district.method')} · {word(f'method.{name}')}",
            label_visibility="collapsed",
            width=SELECT_WIDTH,
        )
    return Choices(reading(plan), measure_of(name, bed_type), bed_type, method)


def table_notes(plan: Plan, choices: Choices, rows: Sequence[DistrictStatistics]) -> list[str]:
    """Return what one must know to read the table: the reading, what stands in 未分区, what the rates are."""
    zones = joined(name_of(row) for row in plan.districts if row.is_zone)
    notes = [word("district.reading_note", name=word(f"district.{choices.by}"), zones=zones)] if zones else []
    if any(row.shared_project_count for row in rows):
        notes.append(word("district.shared_note"))
    if has_amounts(rows):
        notes.append(word("district.explain_rate"))
    return [*notes, f"{word('district.people_source')}{word('cite.census')}"]


def _choose_bed_type(measure: str, total: DistrictStatistics) -> str:
    types = stated_bed_types(total)
    if measure not in BED_MEASURES or not types:
        return ""
    return widgets.choose(
        st.selectbox,
        "beds",
        word("district.bed_type"),
        ("", *types),
        format_func=lambda kind: value_label("bed_types", kind) or word("district.all_beds"),
        label_visibility="collapsed",
        width=SELECT_WIDTH,
    )


def _measure_label(rows: Sequence[DistrictStatistics], name: str) -> str:
    label = title_with_unit(MEASURES[name])
    return label if has_values(rows, MEASURES[name]) else f"{label} – {word('common.not_stated')}"
