"""The district map as the page shows it: the chosen measure, answering clicks."""

from __future__ import annotations

from dataclasses import replace

from data.plan import Plan
from geo.map_bundle import PlanMap
from geo.map_spec import MapSpec
from pages.districts.choices import Choices
from pages.shared.map_panel import sequence_of
from pages.shared.map_themes.district_map import district_map, with_title
from pages.shared.views import DistrictPaint

MAP = "districts"


def map_state(plan: Plan, plan_map: PlanMap, choices: Choices, paint: DistrictPaint, choice: str) -> MapSpec:
    """Return what the map shows; 未分区 is no district of it."""
    titled = with_title(paint, choices.title, choices.method)
    selected = choice if choice != "district:" else ""
    spec = district_map(plan, plan_map, titled, by=choices.by, selected=selected)
    return replace(spec, sequence=sequence_of(MAP))
