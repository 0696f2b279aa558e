"""Measures of districts as the pages name them: value, words, unit; and the map parts that pages share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.measures import DistrictStatistics
from data.plan import Plan
from geo import map_views
from geo.map_bundle import PlanMap
from geo.map_spec import Choropleth, LegendGroup, LegendItem
from pages.shared.labels import kind_label, money, people, trim, word

Value = Callable[[DistrictStatistics], float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """A district measure: its value, how it is written, and whether its lack means “no data” (not “not stated”)."""

    name: str
    value: Value
    write: Callable[[float], str]
    unit: str
    is_reference: bool = False
    is_rate: bool = False


def _share(row: DistrictStatistics) -> float | None:
    return 100 * row.age_60_plus / row.population if row.age_60_plus and row.population else None


MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("age_60_plus", lambda row: row.age_60_plus, people, "unit.people", is_reference=True),
        Measure("share_60_plus", _share, lambda value: f"{value:.1f}%", "unit.pct", is_reference=True),
        Measure("project_count", lambda row: row.project_count, lambda value: f"{value:.0f}", "unit.count"),
        Measure("bed_count", lambda row: row.bed_count, lambda value: f"{value:,.0f}", "unit.beds"),
        Measure("investment", lambda row: row.investment_wan_yuan, money, "unit.wan_yuan"),
        Measure("beds_per_1000", lambda row: row.planned_beds_per_1000_aged_60_plus, lambda value: f"{value:.2f}",
                "unit.per_1000", is_rate=True),
        Measure("investment_per_1000", lambda row: row.investment_wan_yuan_per_1000_aged_60_plus,
                lambda value: trim(value, 1), "unit.wan_yuan_per_1000", is_rate=True),
        Measure("floor_area", lambda row: row.floor_area_m2, lambda value: f"{value:,.0f}", "unit.m2"),
        Measure("population", lambda row: row.population, people, "unit.people", is_reference=True),
        Measure("age_65_plus", lambda row: row.age_65_plus, people, "unit.people", is_reference=True),
        Measure("age_80_plus", lambda row: row.age_80_plus, people, "unit.people", is_reference=True),
    )
}


@dataclass(frozen=True, slots=True)
class DistrictPaint:
    """The district colours of a measure, their legend lines, and a written value per district."""

    choropleth: Choropleth
    items: tuple[LegendItem, ...]
    written: Mapping[str, str]


def paint_districts(rows: Sequence[DistrictStatistics], measure: Measure, method: str = "Quantiles") -> DistrictPaint:
    """Class the districts by a measure; rows without a district are left out."""
    placed = [row for row in rows if row.district_code]
    values = {row.district_code: measure.value(row) for row in placed}
    no_data = [row.district_code for row in placed if _is_without_data(row, measure, values[row.district_code])]
    classes = map_views.classify_districts(values, method, no_data=no_data)
    edges = {edge: measure.write(edge) for edge in classes.edges}
    items = map_views.class_items(classes, edges, word("map.not_stated"), word("map.no_data"))
    return DistrictPaint(classes.choropleth, tuple(items), {row.district_code: written(row, measure) for row in placed})


def written(row: DistrictStatistics, measure: Measure) -> str:
    """Return the value of a district in words; says whether a missing one is not stated or not known."""
    value = measure.value(row)
    if value is not None:
        return measure.write(value)
    if measure.is_rate and row.rate_note and _stated_part(row, measure) is not None:
        return word("map.same_cover")
    return word("map.no_data") if measure.is_reference else word("map.not_stated")


def point_groups(plan_map: PlanMap, layers: frozenset[str], hidden: Sequence[int] = ()) -> list[LegendGroup]:
    """Return the legend groups of points: services, and how well positions are known."""
    kinds = [kind for kind, layer in (("project", "projects"), ("place", "places")) if layer in layers]
    groups = []
    if "project" in kinds:
        names = {glyph: word(f"glyph.{glyph}") for glyph in map_views.GLYPHS}
        groups.append(LegendGroup(word("map.projects"), tuple(map_views.glyph_items(plan_map, names, hidden))))
    if kinds:
        names = {basis: word(f"basis.{basis}") for basis in map_views.POINT_BASES}
        groups.append(LegendGroup(word("map.points"), tuple(map_views.point_items(plan_map, kinds, names, hidden))))
    return [group for group in groups if group.items]


def element_group(plan: Plan, layers: frozenset[str]) -> list[LegendGroup]:
    """Return the legend group of the visible kinds of elements."""
    shown = [element for element in plan.elements if f"elements:{element.kind}" in layers]
    if not shown:
        return []
    names = {element.kind: kind_label(element.kind) for element in shown}
    return [LegendGroup(word("map.elements"), tuple(map_views.element_items(shown, names)))]


def ground_items(plan_map: PlanMap, layers: frozenset[str]) -> list[LegendItem]:
    """Return the legend lines of functional zones and rivers."""
    items = []
    if plan_map.zone_codes:
        items.append(LegendItem(word("map.zone_shape"), colour="#8C8675", dashed=True, opacity=0.08, count=len(plan_map.zone_codes)))
    if plan_map.has_rivers and "rivers" in layers:
        items.append(LegendItem(word("map.rivers"), "line", "#A9C9DA"))
    return items


def _stated_part(row: DistrictStatistics, measure: Measure) -> float | None:
    return row.bed_count if measure.name == "beds_per_1000" else row.investment_wan_yuan


def _is_without_data(row: DistrictStatistics, measure: Measure, value: float | None) -> bool:
    if value is not None:
        return False
    return measure.is_reference or (measure.is_rate and bool(row.rate_note) and _stated_part(row, measure) is not None)
