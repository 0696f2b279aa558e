"""Which layout zone the people of each point live in, for the parts of the Theil index."""

from __future__ import annotations

from data.plan import Plan
from data.supply_demand.points import DemandPoints
from pages.shared.labels import name_of, word
from pages.shared.unit_names import district_name

ZONE = "zone"


def zones_of(plan: Plan, demand: DemandPoints) -> list[str]:
    """Return the key of each point's group: its layout zone; where the plan has none, its district.

    A district that is in no zone, or in several, is a group of its own: its key is its code.
    """
    zones: dict[str, list[str]] = {}
    for element in plan.elements:
        if element.kind == ZONE:
            for code in element.district_codes:
                zones.setdefault(code, []).append(element.element_id)
    return [held[0] if len(held := zones.get(code, [])) == 1 else code for code in demand.district_codes]


def zone_name(plan: Plan, key: str) -> str:
    """Return the name of a group: of a layout zone or a district."""
    element = next((row for row in plan.elements if row.element_id == key), None)
    if element:
        return name_of(element)
    return district_name(plan, key) if key else word("access.no_district")
