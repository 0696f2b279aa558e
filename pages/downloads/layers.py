"""How many shapes the chosen layers hold, told without making the files."""

from __future__ import annotations

from geo.layer_frames import LAYERS
from geo.map_bundle import PlanMap
from pages.downloads.choices import Choice
from pages.shared.labels import language, word


def count_shapes(choice: Choice, plan_map: PlanMap) -> tuple[dict[str, int], int]:
    """Return the number of things by the title of their layer, and how many projects have no position."""
    extract, at = choice.extract, 0 if language() == "zh" else 1
    projects = {row[0] for row in extract.cells("projects")[1]}
    places = {row[0] for row in extract.cells("places")[1]}
    located = projects.intersection(plan_map.index_of("project"))
    counts = {
        "region": 1,
        "districts": len(extract.cells("districts")[1]),
        "projects": len(located),
        "places": len(places.intersection(plan_map.index_of("place"))),
    }
    told = {LAYERS[name][at]: counts[name] for name in choice.layers if counts.get(name)}
    if any(name.startswith("element_") for name in choice.layers) and (elements := len(extract.cells("layout")[1])):
        told[word("map.elements")] = elements
    return told, len(projects) - len(located) if "projects" in choice.layers else 0
