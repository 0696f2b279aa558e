"""Names of the units that a plan counts by, in full and as maps and tables print them."""

from __future__ import annotations

from data.plan import Plan
from geo.locator_map import short_english
from pages.shared.labels import language, name_of

ZONES = (" Zone", " Area", " Town")


def district_name(plan: Plan, code: str) -> str:
    """Return the name of a unit or of the region in the reader's language; the code where it is unknown."""
    row = next((row for row in plan.districts if row.district_code == code), None)
    if row is not None:
        return name_of(row)
    if code == plan.region_code:
        return (plan.region_name_en if language() == "en" else "") or plan.region_name
    return code


def name_without_region(plan: Plan, code: str) -> str:
    """Return the name of a unit; in English that of a zone without its city, as maps print it."""
    name = district_name(plan, code)
    # the city first: “Weihai Economic and Technological Development Zone” is not Weihai, yet Fuling District is Fuling
    rest = name.removeprefix(f"{plan.region_name_en} ")
    return rest if language() == "en" and any(rest.endswith(one) for one in ZONES) else name


def short_name(plan: Plan, code: str) -> str:
    """Return the name of a unit as maps print it: in English without the word for its level and its city's name."""
    name = name_without_region(plan, code)
    return short_english(name) if language() == "en" else name
