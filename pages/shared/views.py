"""Measures of districts as the pages name them: value, words, unit; and the map parts that pages share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.english import translation
from data.measures import DistrictStatistics
from data.plan import Plan
from geo import map_views
from geo.map_bundle import PlanMap
from geo.map_spec import Choropleth, LegendGroup, LegendItem
from pages.shared.english import own_and_words
from pages.shared.labels import column_label, joined, kind_label, language, money, people, trim, word

Value = Callable[[DistrictStatistics], float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """A district measure: its value, how it is written, and whether its lack means “no data” (not “not stated”).

    `part` is the figure that a rate divides by people; `step` is 1 for counts.
    """

    name: str
    value: Value
    write: Callable[[float], str]
    unit: str
    is_reference: bool = False
    part: Value | None = None
    step: float = 0.0


def _percent(value: float) -> str:
    return f"{value:.1f}%"


def _share(field: str) -> Value:
    """Return the share in % of an age group, such as age_80_plus, in the residents."""

    def share(row: DistrictStatistics) -> float | None:
        aged = getattr(row, field)
        return 100 * aged / row.population if aged is not None and row.population else None

    return share


MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("age_60_plus", lambda row: row.age_60_plus, people, "unit.people", is_reference=True),
        Measure("share_60_plus", _share("age_60_plus"), _percent, "unit.pct", is_reference=True),
        Measure("share_65_plus", _share("age_65_plus"), _percent, "unit.pct", is_reference=True),
        Measure("share_80_plus", _share("age_80_plus"), _percent, "unit.pct", is_reference=True),
        Measure("project_count", lambda row: row.project_count, lambda value: f"{value:.0f}", "unit.count", step=1),
        Measure("bed_count", lambda row: row.bed_count, lambda value: f"{value:,.0f}", "unit.beds", step=1),
        Measure("investment", lambda row: row.investment_wan_yuan, money, "unit.wan_yuan"),
        Measure(
            "beds_per_1000",
            lambda row: row.planned_beds_per_1000_aged_60_plus,
            lambda value: f"{value:.2f}",
            "unit.per_1000",
            part=lambda row: row.bed_count,
        ),
        Measure(
            "investment_per_1000",
            lambda row: row.investment_wan_yuan_per_1000_aged_60_plus,
            lambda value: trim(value, 1),
            "unit.wan_yuan_per_1000",
            part=lambda row: row.investment_wan_yuan,
        ),
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
    is_exact: bool = False
    title: str = ""


def paint_districts(rows: Sequence[DistrictStatistics], measure: Measure, method: str = "Quantiles") -> DistrictPaint:
    """Class the districts by a measure; rows without a district are left out."""
    placed = [row for row in rows if row.district_code]
    values = {row.district_code: measure.value(row) for row in placed}
    no_data = [row.district_code for row in placed if _is_without_data(row, measure, values[row.district_code])]
    classes = map_views.classify_districts(values, method, no_data=no_data)
    lacking = _no_data_word(placed, measure)
    items = map_views.class_items(classes, measure.write, word("map.not_stated"), lacking, measure.step)
    words = {row.district_code: written(row, measure) for row in placed}
    return DistrictPaint(classes.choropleth, tuple(items), words, classes.is_exact)


def written(row: DistrictStatistics, measure: Measure) -> str:
    """Return the value of a district in words; says whether a missing one is not stated or not known."""
    value = measure.value(row)
    return measure.write(value) if value is not None else word(f"map.{lack(row, measure)}")


def lack(row: DistrictStatistics, measure: Measure) -> str:
    """Return why a row has no value: `not_stated` by the plan, `no_data` on people, or `same_cover`: areas differ."""
    if measure.is_reference:
        return "no_data"
    if measure.part is None or measure.part(row) is None:
        return "not_stated"
    return "same_cover" if row.age_60_plus else "no_data"


def formula_text(plan: Plan) -> str:
    """Return the slogan; in English our translation and the words, else the words with the parts counted.

    As in: One core, two zones, three belts (“一核两区三带”); or: 一核两区三带 · 1 core, 2 zones, 3 belts.
    """
    if not plan.formula or language() == "zh":
        return plan.formula
    if translation(plan, "plan", plan.plan_id, "formula"):
        said = own_and_words(plan, "formula")
        return said[:1].upper() + said[1:]
    return " · ".join(part for part in (plan.formula, kind_counts(plan)) if part)


def kind_counts(plan: Plan) -> str:
    """Return how many elements of each kind a plan has, such as 3 zones, 5 cores or 3区、5核."""
    kinds = Counter(element.kind for element in plan.elements)
    if language() == "zh":
        return joined(f"{count}{kind_label(kind)}" for kind, count in kinds.items())
    return joined(f"{count} {kind_label(kind).lower()}{'s' if count > 1 else ''}" for kind, count in kinds.items())


def point_groups(plan_map: PlanMap, layers: frozenset[str], hidden: Sequence[int] = ()) -> list[LegendGroup]:
    """Return the legend groups of points: services, and how well positions are known."""
    kinds = [kind for kind, layer in (("project", "projects"), ("place", "places")) if layer in layers]
    groups = []
    if "project" in kinds:
        names = {glyph: word(f"glyph.{glyph}") for glyph in map_views.GLYPHS}
        groups.append(
            LegendGroup(word("map.projects"), tuple(map_views.glyph_items(plan_map, names, hidden)), is_compact=True)
        )
    if kinds:
        names = {basis: word(f"basis.{basis}") for basis in map_views.POINT_BASES}
        known = map_views.point_items(plan_map, kinds, names, hidden)
        groups.append(LegendGroup(column_label("location_basis"), tuple(known)))
    return [group for group in groups if group.items]


def element_group(plan: Plan, layers: frozenset[str]) -> list[LegendGroup]:
    """Return the legend group of the visible kinds of elements."""
    shown = [element for element in plan.elements if f"elements:{element.kind}" in layers]
    if not shown:
        return []
    names = {element.kind: kind_label(element.kind) for element in shown}
    return [LegendGroup(word("map.elements"), tuple(map_views.element_items(shown, names, word("map.rings"))))]


def ground_items(plan_map: PlanMap, layers: frozenset[str]) -> list[LegendItem]:
    """Return the legend lines of functional zones and rivers."""
    items = []
    if plan_map.zone_codes:
        items.append(
            LegendItem(
                word("map.zone_shape"), colour="#8C8675", dashed=True, opacity=0.08, count=len(plan_map.zone_codes)
            )
        )
    if plan_map.has_rivers and "rivers" in layers:
        items.append(LegendItem(word("map.rivers"), "line", "#A9C9DA"))
    return items


def _is_without_data(row: DistrictStatistics, measure: Measure, value: float | None) -> bool:
    return value is None and lack(row, measure) != "not_stated"


def _no_data_word(rows: Sequence[DistrictStatistics], measure: Measure) -> str:
    lacks = {lack(row, measure) for row in rows if measure.value(row) is None}
    return " / ".join(word(f"map.{name}") for name in ("no_data", "same_cover") if name in lacks)
