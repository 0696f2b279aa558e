"""The map of projects: circles by money, beds or floor area, hollow where the plan is silent, and its legend."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.plan import Plan
from data.project_filter import ProjectFacts
from geo import map_views
from geo.map_bundle import PlanMap, circle_radius
from geo.map_spec import LegendGroup, LegendItem, MapSpec
from pages.shared.labels import column_label, language, word
from pages.shared.project_amounts import amount_of, amount_text, heading
from pages.shared.recorded_places import with_status_group
from pages.shared.views import element_group, ground_items

CIRCLE_COLOUR, UNSTATED_COLOUR = "#C9572A", "#85590B"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the reader sees: the filtered rows, what is selected, what sizes the circles, the layers.

    `statuses` are recorded, by project id.
    """

    rows: Sequence[ProjectFacts]
    choice: str
    measure: str
    layers: frozenset[str]
    statuses: Mapping[str, str] = field(default_factory=dict)


def project_map(plan: Plan, plan_map: PlanMap, shown: Shown) -> MapSpec:
    """Return the map of the rows that are shown; what is left out is hidden by its index."""
    kept = {row.project.project_id for row in shown.rows}
    index = plan_map.index_of("project")
    hidden = tuple(k for project_id, k in index.items() if project_id not in kept)
    unlocated = sum(row.project.project_id not in index for row in shown.rows)
    return MapSpec(
        plan.plan_id,
        language(),
        shown.layers,
        shown.choice,
        measure=shown.measure,
        hidden=hidden,
        picked=picked(shown),
        statuses=shown.statuses,
        legend_title=word("map.legend"),
        legend=with_status_group(_groups(plan, plan_map, shown, hidden), plan_map, shown.statuses, set(hidden)),
        legend_note=word("project.unlocated_note", n=unlocated) if unlocated else "",
        notes=word("map.note"),
    )


def picked(shown: Shown) -> tuple[str, ...]:
    """Return the filtered projects that belong to the selection: a district, an element, a place, a project."""
    kind, _, row_id = shown.choice.partition(":")
    belongs = {
        "district": lambda row: row_id in row.districts,
        "element": lambda row: row_id in row.project.element_ids,
        "place": lambda row: row_id in row.project.place_ids,
        "project": lambda row: row_id == row.project.parent_project_id,
    }.get(kind)
    return tuple(row.project.project_id for row in shown.rows if belongs(row)) if belongs else ()


def legend_values(largest: float) -> list[float]:
    """Return up to three round values, largest first, that circles of a legend stand for.

    >>> legend_values(161100), legend_values(1000), legend_values(600)
    ([100000.0, 50000.0, 10000.0], [1000.0, 500.0, 100.0], [500.0, 200.0, 50.0])
    """
    power = 10.0 ** math.floor(math.log10(largest))
    lead = next(digit for digit in (5, 2, 1) if digit * power <= largest)
    middle = {5: 2.0, 2: 1.0, 1: 0.5}[lead]
    return [lead * power, middle * power, lead * power / 10]


def _groups(plan: Plan, plan_map: PlanMap, shown: Shown, hidden: Sequence[int]) -> list[LegendGroup]:
    circles = _circle_ids(plan_map, shown)
    no_symbol = {*hidden, *(k for k, point in enumerate(plan_map.points) if point[1] in circles)}
    glyphs = map_views.glyph_items(plan_map, {name: word(f"glyph.{name}") for name in map_views.GLYPHS}, no_symbol)
    bases = {basis: word(f"basis.{basis}") for basis in map_views.POINT_BASES}
    kinds = ["project", *(["place"] if "places" in shown.layers else [])]
    ground = [*(item for group in element_group(plan, shown.layers) for item in group.items)]
    ground += ground_items(plan_map, shown.layers)
    groups = [
        *_size_groups(plan_map, shown, circles),
        LegendGroup(word("map.glyphs"), tuple(glyphs), is_compact=True),
        LegendGroup(column_label("location_basis"), tuple(map_views.point_items(plan_map, kinds, bases, hidden))),
        LegendGroup(word("map.elements"), tuple(ground)),
    ]
    return [group for group in groups if group.items]


def _circle_ids(plan_map: PlanMap, shown: Shown) -> set[str]:
    if not shown.measure:
        return set()
    located = plan_map.index_of("project")
    return {
        row.project.project_id
        for row in shown.rows
        if amount_of(row, shown.measure) and row.project.project_id in located
    }


def _size_groups(plan_map: PlanMap, shown: Shown, circles: set[str]) -> list[LegendGroup]:
    largest = plan_map.largest.get(shown.measure)
    if not largest:
        return []
    count = plan_map.circle_counts[shown.measure]
    sizes = tuple(
        LegendItem(
            amount_text(value, shown.measure), "circle", CIRCLE_COLOUR, radius=circle_radius(value, largest, count)
        )
        for value in legend_values(largest)
    )
    located = plan_map.index_of("project")
    silent = sum(row.project.project_id in located for row in shown.rows) - len(circles)
    states = (
        LegendItem(word("project.stated_circle"), "circle", CIRCLE_COLOUR, len(circles), radius=7),
        LegendItem(word("map.not_stated"), "point", count=silent, glyph="other", basis="town", className="unstated"),
    )
    return [
        LegendGroup(word("project.circle_area", what=heading(shown.measure)), sizes),
        LegendGroup("", tuple(item for item in states if item.count)),
    ]
