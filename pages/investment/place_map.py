"""Where the chosen project lies: its plan's own map, with the project in front and its district outlined."""

from __future__ import annotations

from data.investment.candidate import candidate_key
from geo.map_bundle import PlanMap
from geo.map_spec import MapSpec
from pages.investment.choices import select
from pages.investment.facts import Told
from pages.shared.labels import language, word
from pages.shared.map_panel import sequence_of, show_map
from pages.shared.markup import esc, show

MAP = "investment"
LAYERS = frozenset({"projects", "rivers", "labels", "elements:zone"})


def show_place(told: Told, plan_map: PlanMap | None) -> None:
    """Show the map; another project picked on it is chosen. A project that cannot be located says so instead."""
    if plan_map is None:
        show(f'<p class="hint">{esc(word("notice.no_boundary", code=told.plan.region_code))}</p>')
        return
    project_id = told.project.project_id
    if project_id not in plan_map.index_of("project") and not told.candidate.demand.codes:
        show(f'<p class="hint">{esc(word("invest.no_place_on_map"))}</p>')
        return
    show_map(place_spec(told, plan_map), plan_map.url, f"{MAP}_{told.plan.plan_id}", lambda choice: _pick(told, choice))


def place_spec(told: Told, plan_map: PlanMap) -> MapSpec:
    """Return the map: the plan's candidates, the chosen one selected, else its district."""
    index = plan_map.index_of("project")
    kept = {row.project_id for row in told.plan.projects if row.row_kind == "project"}
    is_located = told.project.project_id in index
    district = told.candidate.demand.codes[0] if told.candidate.demand.codes else ""
    return MapSpec(
        told.plan.plan_id,
        language(),
        LAYERS,
        f"project:{told.project.project_id}" if is_located else f"district:{district}",
        sequence_of(f"{MAP}_{told.plan.plan_id}"),
        hidden=tuple(k for project_id, k in index.items() if project_id not in kept),
        marked=told.candidate.demand.codes,
        notes=word("map.note"),
    )


def _pick(told: Told, choice: str) -> None:
    kind, _, row_id = choice.partition(":")
    if kind == "project" and any(row.project_id == row_id and row.row_kind == "project" for row in told.plan.projects):
        select(candidate_key(told.plan.plan_id, row_id))
