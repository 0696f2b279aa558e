"""Cores, centres, parks, bases and nodes: elements that are a point, some with fading range rings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import shapely
from shapely import Point

from geo import placement_words as words
from geo import shapes
from geo.placement_areas import soften_members
from geo.placement_draft import Draft
from geo.placement_frame import Frame
from geo.placement_support import Support
from geo.spreading import spread_points

# the largest ring's radius as a share of the region's side; kinds without an entry have no rings
RING_SHARES = {"core": 0.085, "main_centre": 0.085, "centre": 0.07, "pole": 0.07, "sub_centre": 0.055}
CITY_WORDS = ("主城", "中心城", "市区", "城区")
MOST_OF_GAP = 0.47  # rings of neighbouring cores do not touch
HULL_PLACES = 3


def place_point(support: Support, frame: Frame) -> Draft | None:
    """Place a point element: at its places, in its district, or in the main urban area that it names.

    None where nothing says where it is. Several elements of one district are moved apart later.
    """
    located = support.located
    if located and (support.is_mostly_located or not support.units):
        return _at_places(support)
    if len(support.units) > 1:
        return _among_units(support, frame)
    if support.placed_places and support.element.kind not in RING_SHARES:
        return _at_slot(support)
    if support.units:
        return _in_unit(support)
    return _in_main_city(support, frame)


def _at_places(support: Support) -> Draft:
    located = support.located
    cloud = shapely.MultiPoint([stop.point for stop in located])
    names, missing = words.name_stops(located), words.say_unlocated(support)
    zh = f"取{names}{'之间' if len(located) > 1 else '的位置'}{missing}"
    en = f"{'Between' if len(located) > 1 else 'At'} {words.name_stops_en(located)}"
    centre = cloud.centroid
    if len(located) >= HULL_PLACES and cloud.convex_hull.area > 0 and support.element.kind not in RING_SHARES:
        hull = cloud.convex_hull.buffer(shapely.length(cloud.convex_hull) / 30)
        return Draft(support.element, hull, hull.centroid, "derived", zh, en)
    return Draft(support.element, centre, centre, "derived", zh, en)


def _among_units(support: Support, frame: Frame) -> Draft:
    """Place a ringed kind in the members' middle one; soften the outline of the others."""
    if support.element.kind not in RING_SHARES:
        return soften_members(support)
    middle = shapely.MultiPoint([unit.anchor for unit in support.units]).centroid
    nearest = min(support.units, key=lambda unit: (unit.anchor.distance(middle), unit.code))
    codes = {unit.code for unit in support.units}
    urban = set(frame.context.urban_districts)
    zh = f"规划写明在{words.name_units(support.units)}：取居中的{nearest.name}，示意"
    en = f"The plan names {words.name_units_en(support.units)}: placed in the middle one, schematic"
    point = nearest.anchor
    if frame.seat is not None and urban and urban <= codes:
        point = frame.seat.point
        zh = f"规划写明在{words.name_units(support.units)}：取其市辖区相接处，示意"
        en = f"The plan names {words.name_units_en(support.units)}: placed where its urban districts meet, schematic"
    return Draft(support.element, point, point, "schematic", zh, en)


def _at_slot(support: Support) -> Draft:
    """Stand on the district slot of the element's first place, so that element and place are one spot."""
    place = support.placed_places[0]
    spot = support.spots[place.place_id]
    return Draft(support.element, spot.point, spot.point, "schematic", spot.explanation_zh, spot.explanation_en)


def _in_unit(support: Support) -> Draft:
    unit = support.units[0]
    zone = words.say_zone_shapes([unit])
    zh = f"规划只写明在{unit.name}：取{unit.anchor_zh}，示意"
    en = f"The plan names only {unit.name_en or unit.name}: placed at {unit.anchor_en}, schematic"
    missing = words.say_unlocated(support)
    return Draft(support.element, unit.anchor, unit.anchor, "schematic", f"{zh}{missing}{zone}", en)


def _in_main_city(support: Support, frame: Frame) -> Draft | None:
    """Place an element named after the main urban area at the seat; None for any other."""
    names = [support.element.name, *(place.name for place in support.places)]
    is_city = any(word in name for name in names for word in CITY_WORDS)
    if frame.seat is None or not (is_city or support.element.kind == "main_centre"):
        return None
    seat = frame.seat
    return Draft(support.element, seat.point, seat.point, "schematic", seat.explanation_zh, seat.explanation_en)


def move_apart(drafts: Sequence[Draft], frame: Frame) -> list[Draft]:
    """Spread point elements that would stand on one spot; the first by id keeps it, unless a ringed kind is there."""
    apart = 0.05 * frame.scale_m
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.element.kind not in RING_SHARES, draft.element.element_id)):
        near = [other.anchor for other in kept if other.anchor.distance(draft.anchor) < apart / 2]
        kept.append(_move_from(draft, frame, [other.anchor for other in kept], apart) if near else draft)
    return kept


def _move_from(draft: Draft, frame: Frame, taken: Sequence[Point], apart: float) -> Draft:
    if draft.geometry.geom_type != "Point":
        return draft
    if draft.basis == "derived":
        point = shapes.step(draft.anchor, len(taken) * shapes.GOLDEN_ANGLE, apart / 3)
        point = point if frame.region.covers(point) else draft.anchor
    else:
        home = next((unit for unit in frame.units.values() if unit.polygon.covers(draft.anchor)), None)
        area = frame.region if home is None else home.ground
        point = spread_points(area.intersection(draft.anchor.buffer(4 * apart)), draft.anchor, 1, taken)[0]
    zh = f"{draft.explanation_zh}（与同处要素略作错开）"
    en = f"{draft.explanation_en}; moved aside from others there"
    return replace(draft, geometry=point, anchor=point, explanation_zh=zh, explanation_en=en)


def add_rings(drafts: Sequence[Draft], frame: Frame) -> list[Draft]:
    """Give the ringed kinds their fading range rings, small enough not to touch those of other cores."""
    ringed = [draft for draft in drafts if draft.element.kind in RING_SHARES]
    return [_add_rings(draft, ringed, frame) if draft in ringed else draft for draft in drafts]


def _add_rings(draft: Draft, ringed: Sequence[Draft], frame: Frame) -> Draft:
    gaps = [draft.anchor.distance(other.anchor) for other in ringed if other is not draft]
    usual = RING_SHARES[draft.element.kind] * frame.scale_m
    radius = min([usual, *(MOST_OF_GAP * gap for gap in gaps if gap > 0)])
    return replace(draft, rings=shapes.range_rings(draft.anchor, radius))
