"""The map of a district measure: its classes, named in the legend with breaks and counts."""

from __future__ import annotations

from dataclasses import replace

from data.measures import Reading
from data.plan import Plan
from geo.map_bundle import PlanMap
from geo.map_spec import LegendGroup, MapSpec
from geo.map_views import METHODS, ZERO_COLOUR
from pages.shared.labels import language, word
from pages.shared.map_themes.layout_map import left_out
from pages.shared.views import DistrictPaint, element_group, ground_items, point_groups

LAYERS = frozenset({"labels"})


def district_map(
    plan: Plan,
    plan_map: PlanMap,
    paint: DistrictPaint,
    *,
    by: Reading = "unit",
    layers: frozenset[str] = LAYERS,
    selected: str = "",
) -> MapSpec:
    """Return the map of painted districts; counted by county, functional zones are not drawn."""
    hidden = left_out(plan, plan_map) if "projects" in layers else ()
    groups = [LegendGroup(paint.title, paint.items)]
    groups += [*element_group(plan, layers), *point_groups(plan_map, layers, hidden)]
    if by == "unit" and (ground := ground_items(plan_map, layers)):
        groups.append(LegendGroup("", tuple(ground)))
    return MapSpec(
        plan.plan_id,
        language(),
        layers,
        selected,
        hidden=hidden,
        zooms_to_selection=False,  # the districts are to be compared, not approached
        choropleth=paint.choropleth,
        district_values=paint.written,
        legend_title=word("map.legend"),
        legend=tuple(groups),
        notes=word("district.map_note"),
    )


def with_title(paint: DistrictPaint, title: str, method: str = METHODS[0]) -> DistrictPaint:
    """Give painted districts their measure's title and, where there are classes, their method and number."""
    count = 0 if paint.is_exact else sum(colour != ZERO_COLOUR for colour in paint.choropleth.colours)
    classes = f" · {word(f'method.{method}')} {word('district.classes', n=count)}" if count else ""
    return replace(paint, title=f"{title}{classes}")
