"""The district map: classes of the chosen measure, named in the legend with breaks and counts."""

from __future__ import annotations

from data.plan import Plan
from geo.map_bundle import PlanMap
from geo.map_spec import LegendGroup, MapSpec
from geo.map_views import ZERO_COLOUR
from pages.districts.choices import Choices
from pages.shared.labels import language, word
from pages.shared.map_panel import sequence_of
from pages.shared.views import DistrictPaint, ground_items

MAP = "districts"
LAYERS = frozenset({"labels"})


def map_state(plan: Plan, plan_map: PlanMap, choices: Choices, paint: DistrictPaint, choice: str) -> MapSpec:
    """Return what the map shows; counted by county, functional zones are not drawn."""
    groups = [LegendGroup(legend_title(choices, paint), paint.items)]
    if choices.by == "unit" and (ground := ground_items(plan_map, LAYERS)):
        groups.append(LegendGroup("", tuple(ground)))
    return MapSpec(
        plan.plan_id,
        language(),
        LAYERS,
        choice if choice != "district:" else "",
        sequence_of(MAP),
        zooms_to_selection=False,  # the districts are to be compared, not approached
        choropleth=paint.choropleth,
        district_values=paint.written,
        legend_title=word("map.legend"),
        legend=tuple(groups),
        notes=word("district.map_note"),
    )


def legend_title(choices: Choices, paint: DistrictPaint) -> str:
    """Return the measure with its unit and, where there are classes, their method and number."""
    count = 0 if paint.is_exact else sum(colour != ZERO_COLOUR for colour in paint.choropleth.colours)
    classes = f" · {word(f'method.{choices.method}')} {word('district.classes', n=count)}" if count else ""
    return f"{choices.title}{classes}"
