"""Where a project is: the precision of its position in words, and two small maps."""

from __future__ import annotations

from data.plan import Plan
from data.positions import BASIS as RECORDED
from data.positions import recorded_positions
from geo import boundaries
from geo.locator_drawing import LocatorMap
from geo.locator_map import around_map, city_map
from pages.investment.sheet_base import Material
from pages.investment.sheet_content import Basis, Fact, SheetMap
from pages.shared.labels import column_label, language, name_of, region_of, word
from pages.shared.unit_names import district_name

LOOKED_UP = ("exact", "town")
SMALLEST_TINT_MM = 5.0
AROUND_SIZE = (66.0, 37.0)
Spot = tuple[float, float, str]


def where_facts(material: Material) -> tuple[Fact, ...]:
    """Return district and site as the plan names them."""
    plan, whole = material.plan, material.whole
    cited = {"section": material.project.section, "words": material.project.as_written}
    names = tuple(district_name(plan, code) for code in whole.district_codes)
    sites = _sites(material)
    lines = (
        Fact(word("sheet.where"), names, "stated", **cited) if names else None,
        Fact(word("sheet.site"), sites, "stated", **cited) if sites else None,
    )
    found = tuple(line for line in lines if line)
    return found or (Fact(word("sheet.where"), (word("sheet.where_unstated"),), "missing"),)


def _sites(material: Material) -> tuple[str, ...]:
    """Return the places of a project; one that is the project itself, or a part of it, says nothing of where it is."""
    own = material.project.project_id
    named = {row.name for row in material.plan.projects if own in (row.project_id, row.parent_project_id)}
    rows = [row for row in material.plan.places if row.place_id in material.whole.place_ids]
    return tuple(name_of(row) for row in rows if row.name not in named)


def spot_of(material: Material) -> Spot | None:
    """Return longitude, latitude and basis of the project's symbol: a recorded position before the plan's own."""
    wanted = {("project", material.project.project_id), *(("place", place_id) for place_id in material.whole.place_ids)}
    moved = next((one for one in recorded_positions(material.entries) if (one.kind, one.row_id) in wanted), None)
    if moved is not None:
        return moved.lon, moved.lat, RECORDED
    point = material.base.points.get(material.project.project_id)
    if point is None or point.lon is None or point.lat is None:
        return None
    return point.lon, point.lat, point.location_basis


def position_fact(material: Material, spot: Spot | None) -> Fact:
    """Return how far the position may be trusted, in words."""
    basis = spot[2] if spot else "unlocated"
    point = material.base.points.get(material.project.project_id)
    text = ""
    if basis == RECORDED:
        text = word("sheet.position_recorded")
    elif basis in LOOKED_UP:
        text = word("sheet.position_looked_up")
    elif point is not None:
        text = point.explanation_en if language() == "en" else point.explanation_zh
    mark: Basis = "recorded" if basis == RECORDED else "product"
    text = text or word("sheet.position_unlocated")
    if spot and len(_sites(material)) > 1:
        text += word("sheet.position_one_of", n=len(_sites(material)))
    return Fact(column_label("location_basis"), (f"{word(f'basis.{basis}')} · {text}",), mark)


def maps_of(material: Material, spot: Spot | None) -> tuple[SheetMap, SheetMap]:
    """Return the map of the region with the project, and that of the region among its neighbours."""
    plan = material.plan
    city = _city(material, spot)
    names = {row.district_code: row.name_en for other in material.plans for row in other.districts if row.name_en}
    names |= {other.region_code: other.region_name_en for other in (*material.plans, plan) if other.region_name_en}
    return (
        SheetMap(word("sheet.map_city", name=region_of(plan)), city, _key(city, spot) + word("sheet.map_note")),
        SheetMap(_around_title(plan), _around(plan, names), ""),
    )


def _key(city: LocatorMap | None, spot: Spot | None) -> str:
    """Return what the symbol and the tint of the map mean, where it has them."""
    tinted = [ring for one in (city.outlines if city else ()) if one.role in ("own", "own_zone") for ring in one.rings]
    widths = [max(x for x, _ in ring) - min(x for x, _ in ring) for ring in tinted]
    is_tinted = max(widths, default=0.0) > SMALLEST_TINT_MM
    return (word("sheet.map_key_spot") if spot else "") + (word("sheet.map_key_tint") if is_tinted else "")


def _city(material: Material, spot: Spot | None) -> LocatorMap | None:
    if material.base.ground is None:
        return None
    return city_map(material.base.ground, material.whole.district_codes, spot, language())


def _around(plan: Plan, names: dict[str, str]) -> LocatorMap | None:
    if not boundaries.has_boundary(plan.region_code):
        return None
    return around_map(plan.region_code, AROUND_SIZE, language(), names)


def _around_title(plan: Plan) -> str:
    name = region_of(plan)
    if not boundaries.has_boundary(plan.region_code):
        return word("sheet.map_around", name=name)
    region = boundaries.boundary(plan.region_code)
    if region.level == "province":
        return word("sheet.map_around", name=name)
    holder = boundaries.boundary(region.province_code)
    if language() == "en":
        return word("sheet.map_around", name=name)
    return word("sheet.map_in_province", name=name, province=holder.name)
