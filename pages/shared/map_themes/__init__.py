"""The maps that the product makes of a plan, by name: what is printed, presented and shown are the same maps.

The themes are `layout` (空间布局图), `projects` (重点项目布局图 by symbols), `projects_investment`, `projects_beds`,
`projects_floor` (circles) and each measure of a district, such as `age_60_plus` or `bed_count`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from data.measures import district_statistics
from data.plan import Plan
from data.project_filter import project_facts
from geo.map_bundle import PlanMap
from geo.map_spec import LegendGroup, MapSpec
from pages.shared.district_measures import ORDER, full_title, has_values
from pages.shared.labels import word
from pages.shared.map_themes.district_map import district_map, with_title
from pages.shared.map_themes.layout_map import DEFAULT_POINTS, element_layers, layout_map
from pages.shared.map_themes.project_map import Shown, project_map
from pages.shared.project_amounts import MEASURES as AMOUNTS
from pages.shared.project_amounts import stated_measures
from pages.shared.views import MEASURES, DistrictPaint, paint_districts

PROJECT_THEMES: dict[str, str] = {"projects": "", **{f"projects_{amount}": amount for amount in AMOUNTS}}
THEMES: tuple[str, ...] = ("layout", *PROJECT_THEMES, *ORDER)
DEFAULT_COLOUR = "age_60_plus"
BACKGROUND_KINDS = ("zone", "belt")


def theme_title(theme: str, plan: Plan | None = None) -> str:
    """Return the name of a theme's figure, such as 空间布局图; a plan without elements has no layout to show."""
    return word("theme.layout_bare" if theme == "layout" and plan and not plan.elements else f"theme.{theme}")


def themes_of(plan: Plan) -> tuple[str, ...]:
    """Return the themes that have something to show of a plan: what it does not state is left out.

    The layout is always there: without elements it shows districts and projects.
    """
    facts = [row for row in project_facts(plan) if row.project.row_kind == "project"]
    amounts = set(stated_measures(facts))
    projects = [name for name, amount in PROJECT_THEMES.items() if facts and (not amount or amount in amounts)]
    rows = district_statistics(plan, "unit")
    return ("layout", *projects, *(name for name in ORDER if has_values(rows, MEASURES[name])))


def theme_layers(plan: Plan, theme: str) -> frozenset[str]:
    """Return the layers that a theme shows unless others are asked for."""
    if theme == "layout":
        return frozenset([*element_layers(plan), *DEFAULT_POINTS])
    if theme in PROJECT_THEMES:
        # wide shapes say where a project lies in the layout; cores and nodes would crowd out the projects' symbols
        kinds = {f"elements:{row.kind}" for row in plan.elements if row.kind in BACKGROUND_KINDS}
        return frozenset({*kinds, *DEFAULT_POINTS})
    return frozenset({"labels"})


def theme_colour(plan: Plan, theme: str) -> str:
    """Return the measure that colours the districts of a theme unless another is asked for; "" for none."""
    if theme in MEASURES:
        return theme
    return DEFAULT_COLOUR if theme == "layout" and not plan.elements else ""


def theme_spec(
    plan: Plan,
    plan_map: PlanMap,
    theme: str,
    *,
    layers: Collection[str] | None = None,
    selected: str = "",
    colour: str | None = None,
) -> MapSpec:
    """Return the map of a theme in the language of `labels.language()`, without anything that was recorded.

    Args:
        plan: whose facts are shown.
        plan_map: its map file's list of contents.
        theme: one of `THEMES`; another raises KeyError.
        layers: visible layers; None for those of the theme.
        selected: `element:<id>`, `district:<code>`, `project:<id>` or "".
        colour: the measure that colours the districts; None for that of the theme, "" for none.
    """
    shown = theme_layers(plan, theme) if layers is None else frozenset(layers)
    measure = theme_colour(plan, theme) if colour is None or theme in MEASURES else colour
    if theme == "layout":
        return layout_map(plan, plan_map, shown, measure=measure, selected=selected)
    if theme in PROJECT_THEMES:
        return _coloured(plan, _projects(plan, plan_map, theme, shown, selected), measure)
    return district_map(plan, plan_map, _painted(plan, theme), layers=shown, selected=selected)


def _painted(plan: Plan, measure: str) -> DistrictPaint:
    paint = paint_districts(district_statistics(plan, "unit"), MEASURES[measure])
    return with_title(paint, full_title(MEASURES[measure]))


def _projects(plan: Plan, plan_map: PlanMap, theme: str, layers: frozenset[str], selected: str) -> MapSpec:
    rows = [row for row in project_facts(plan) if row.project.row_kind == "project"]
    spec = project_map(plan, plan_map, Shown(rows, selected, PROJECT_THEMES[theme], layers))
    unlocated = sum(row.project.project_id not in plan_map.index_of("project") for row in rows)
    return replace(spec, legend_note=word("theme.unlocated", n=unlocated) if unlocated else "")


def _coloured(plan: Plan, spec: MapSpec, measure: str) -> MapSpec:
    if not measure:
        return spec
    paint = _painted(plan, measure)
    group = LegendGroup(paint.title, paint.items)
    return replace(
        spec,
        choropleth=paint.choropleth,
        district_values=paint.written,
        legend=(*spec.legend[:1], group, *spec.legend[1:]),
    )
