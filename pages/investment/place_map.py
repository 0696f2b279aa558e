"""Where the chosen project lies: its plan's own map, with the project in front and its district outlined."""

from __future__ import annotations

from geo.map_bundle import PlanMap
from geo.map_spec import MapSpec
from pages.investment.facts import Told
from pages.shared.labels import language, word
from pages.shared.map_panel import sequence_of, show_map
from pages.shared.markup import esc, show

MAP = "investment"
LAYERS = frozenset({"projects", "rivers", "labels"})


def show_place(told: Told, plan_map: PlanMap | None) -> None:
    """Show the map; it is to look at. A project that cannot be located says so instead."""
    if plan_map is None:
        show(f'<p class="hint">{esc(word("notice.no_boundary", code=told.plan.region_code))}</p>')
        return
    project_id = told.project.project_id
    if project_id not in plan_map.index_of("project") and not told.candidate.demand.codes:
        show(f'<p class="hint">{esc(word("invest.no_place_on_map"))}</p>')
        return
    show_map(place_spec(told, plan_map), plan_map.url, f"{MAP}_{told.plan.plan_id}", lambda choice: None)


def place_spec(told: Told, plan_map: PlanMap) -> MapSpec:
    """Return the map: the chosen project alone, else its district."""
    index = plan_map.index_of("project")
    is_located = told.project.project_id in index
    district = told.candidate.demand.codes[0] if told.candidate.demand.codes else ""
    return MapSpec(
        told.plan.plan_id,
        language(),
        LAYERS,
        f"project:{told.project.project_id}" if is_located else f"district:{district}",
        sequence_of(f"{MAP}_{told.plan.plan_id}"),
        hidden=tuple(k for project_id, k in index.items() if project_id != told.project.project_id),
        marked=told.candidate.demand.codes,
        zooms_to_selection=False,
        notes=word("map.note"),
    )
