"""The maps of scenes: the same themes that are printed, with what the scene is about chosen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from geo.map_spec import MapSpec
from pages.briefing.scenes_material import Material
from pages.shared.map_themes import theme_spec
from pages.shared.map_themes.layout_map import element_layers

GROUND = ("rivers", "labels")
FEWEST_CIRCLES = 3


def layout_map(material: Material, *, selected: str = "") -> MapSpec | None:
    """Return the map of the layout; with an element selected also its projects, the others dimmed."""
    points = ("projects",) if selected else ()
    return _map(material, "layout", layers=(*element_layers(material.plan), *points, *GROUND), selected=selected)


def projects_map(material: Material) -> MapSpec | None:
    """Return the map of the projects, sized by investment where enough of them state it."""
    stating = [row for row in material.projects if row.investment_wan_yuan]
    return _map(material, "projects_investment" if len(stating) >= FEWEST_CIRCLES else "projects")


def district_map(material: Material, measure: str) -> MapSpec | None:
    """Return the map of the districts coloured by a measure."""
    return _map(material, measure)


def _map(
    material: Material, theme: str, *, layers: Collection[str] | None = None, selected: str = ""
) -> MapSpec | None:
    if material.plan_map is None:
        return None
    spec = theme_spec(material.plan, material.plan_map, theme, layers=layers, selected=selected)
    # the camera of a scene is its box: it neither follows clicks nor the selection
    return replace(spec, dim_others=bool(selected), zooms_to_selection=False, sequence=0)
