"""The maps of 服务可达: who is covered, and how many beds can be reached."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.supply_demand.points import Facilities
from geo.map_overlay import MapOverlay
from geo.map_spec import LegendGroup, MapSpec
from geo.map_views import class_items, classify_districts
from pages.accessibility import overlays
from pages.accessibility.assumptions import assumption_notes
from pages.accessibility.districts import mean_by_district
from pages.accessibility.results import Question, accessibility_of
from pages.accessibility.selection import select
from pages.shared import queries
from pages.shared.labels import language, trim, word
from pages.shared.map_panel import sequence_of, show_map

MAP = "accessibility"
LAYERS = frozenset({"labels", "rivers"})


def coverage_map(question: Question, choice: str, bands: int = overlays.FEW_BANDS) -> MapSpec:
    """Return the map of people by minutes, facilities that count and what they reach within the widest `bands`."""
    areas = overlays.reach_areas(question, bands) if bands else ()
    layers = (overlays.coverage_layer(question), overlays.facility_layer(question))
    return spec_of(
        question,
        choice,
        MapOverlay(layers, areas, word("access.reach_roads" if question.inputs.roads else "access.reach_title")),
    )


def capacity_map(question: Question, choice: str, classing: str) -> MapSpec:
    """Return the map of beds per 1,000 people: of districts by colour, of points by class."""
    per_1000 = accessibility_of(question).per_1000
    values = mean_by_district(question.inputs.demand, per_1000, question.people)
    values = {code: None if v is None else round(v, overlays.DIGITS) for code, v in values.items()}
    classed = classify_districts(values, classing)
    items = class_items(
        classed, lambda value: trim(value, overlays.DIGITS), word("access.unknown"), word("map.no_data")
    )
    layers = (overlays.capacity_layer(question, per_1000, classing), overlays.facility_layer(question))
    spec = spec_of(question, choice, MapOverlay(layers))
    written = {
        code: word("access.unknown") if v is None else word("access.per_1000_tip").format(trim(v, overlays.DIGITS))
        for code, v in values.items()
    }
    district_group = LegendGroup(word("access.per_1000_districts"), tuple(items))
    return replace(spec, choropleth=classed.choropleth, district_values=written, legend=(district_group, *spec.legend))


def show(question: Question, spec: MapSpec, key: str = MAP, group: str = "") -> None:
    """Show a map; without a boundary a notice instead. Maps of one group stay together."""
    plan_map = queries.map_of(question.plan.plan_id)
    if plan_map is None:
        st.warning(word("notice.no_boundary", code=question.plan.region_code))
        return
    show_map(replace(spec, sequence=sequence_of(key)), plan_map.url, key, select, group)


def spec_of(question: Question, choice: str, overlay: MapOverlay, sites: Facilities | None = None) -> MapSpec:
    """Return the map of an overlay, its legend and its notes; `sites` are what it shows beside the people."""
    sites = question.inputs.facilities if sites is None else sites
    overlay = replace(overlay, notes=assumption_notes(question))  # whatever prints it prints them
    has_rough = "district" in (*question.inputs.demand.precision, *sites.precision)
    return MapSpec(
        question.plan.plan_id,
        language(),
        LAYERS,
        choice,
        overlay=overlay,
        legend_title=word("map.legend"),
        legend=overlay.legend(),
        legend_note=word("access.dashed") if has_rough else "",
        notes=word("access.map_note_roads" if question.inputs.roads else "access.map_note"),
    )
