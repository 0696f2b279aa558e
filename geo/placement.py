"""Derive one geometry per layout element, with the sentence that explains it.

Shapes follow from the element's kind, members and places by rule: the same plan always gives the same map, whatever the
order of its rows. What the rules add to the plan's words is marked schematic (示意). Results are in degrees; all
measuring is done in metres (`geo/placement_frame.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from data.finding import Finding
from data.plan import District
from geo import placement_words as words
from geo import shapes
from geo.placement_areas import beside_shape, place_blob, place_network, place_ring, place_zone_of
from geo.placement_context import PlacementContext, context_of
from geo.placement_cores import RING_SHARES, add_rings, move_apart, place_point
from geo.placement_draft import Basis, Draft
from geo.placement_frame import Frame, make_frame
from geo.placement_points import PlacedPoint, find_spots, place_points
from geo.placement_ribbons import place_ribbon, place_wing
from geo.placement_support import Support, support_of
from layouts.layout import LayoutElement
from layouts.vocabulary import find_kind

__all__ = [
    "PlacedElement",
    "PlacedPoint",
    "PlacedZone",
    "PlacementContext",
    "context_of",
    "find_placement_errors",
    "place_elements",
    "place_points",
    "place_zone",
]

LAST_ORDER = 99
RIBBON_GEOMETRIES = ("ribbon", "line")
BESIDE_STEP = 0.09  # of the region's side, between elements that stand beside it
BESIDE_GAP = 0.07


@dataclass(frozen=True, slots=True)
class PlacedElement:
    """A layout element on the map, in degrees (WGS84/CGCS2000).

    `anchor` is where its label reads best; `rings` are a core's range rings, the smallest first; `basis` is stated (the
    units that the plan names), derived (from known positions) or schematic; `is_beside` when it stands outside the
    region because nothing says where it lies. Lower `draw_order` is drawn first.
    """

    element_id: str
    kind: str
    geometry: BaseGeometry
    centerline: LineString | None
    anchor: Point
    rings: tuple[Polygon, ...]
    basis: Basis
    is_schematic: bool
    explanation_zh: str
    explanation_en: str
    draw_order: int
    is_beside: bool = False


@dataclass(frozen=True, slots=True)
class PlacedZone:
    """A functional zone's schematic outline in degrees, with a point inside it and the sentence that explains it."""

    district_code: str
    geometry: BaseGeometry
    anchor: Point
    has_town_points: bool
    explanation_zh: str
    explanation_en: str


def place_elements(elements: Iterable[LayoutElement], context: PlacementContext) -> list[PlacedElement]:
    """Place every element, in drawing order and then by id; the answer does not depend on the order of rows."""
    frame = make_frame(context)
    ordered = sorted(elements, key=lambda element: element.element_id)
    spots = find_spots(frame, context.places)
    supports = [support_of(element, frame, spots) for element in ordered]
    drafts = _draft_all(supports, frame)
    placed = [_to_degrees(draft, frame) for draft in _clear_labels(drafts, frame)]
    return sorted(placed, key=lambda element: (element.draw_order, element.element_id))


def place_zone(zone: District, context: PlacementContext) -> PlacedZone | None:
    """Place a functional zone of the context; None where its parent has no polygon or it is no functional zone."""
    frame = make_frame(context)
    unit = frame.units.get(zone.district_code)
    if unit is None or unit.zone_shape is None:
        return None
    shape = unit.zone_shape
    geometry = shapely.make_valid(frame.to_degrees(unit.polygon))
    anchor = frame.to_degrees(unit.anchor)
    return PlacedZone(unit.code, geometry, anchor, shape.has_town_points, shape.explanation_zh, shape.explanation_en)


def find_placement_errors(elements: Iterable[LayoutElement], context: PlacementContext) -> list[Finding]:
    """List what keeps elements from a sound shape: a ribbon with one stop, nothing to place it by."""
    frame = make_frame(context)
    spots = find_spots(frame, context.places)
    findings: list[Finding] = []
    for element in sorted(elements, key=lambda element: element.element_id):
        support = support_of(element, frame, spots)
        stops, name = support.stops, f"{element.element_id} {element.name}"
        if _geometry_of(element) in RIBBON_GEOMETRIES and len(stops) == 1:
            message = f"只写明{stops[0].name}一处，按其辖区长轴示意"
            findings.append(
                Finding(
                    "layout.yaml",
                    None,
                    "members",
                    name,
                    message,
                    "带、轴、廊应有两个以上成员或地点",
                    "warning",
                    "one_stop",
                )
            )
        elif not stops and _draft_one(support, frame, [], None, frozenset()) is None:
            message = "没有可定位的成员或地点，示意置于市域之外"
            findings.append(
                Finding(
                    "layout.yaml", None, "members", name, message, "写明成员区县或有位置的地点", "info", "no_position"
                )
            )
    return findings


def _geometry_of(element: LayoutElement) -> str:
    kind = find_kind(element.kind)
    return kind.geometry if kind is not None else "point"


def _draft_all(supports: list[Support], frame: Frame) -> list[Draft]:
    """Draft points first, since rings and wings start from cores; then ribbons one after another, then areas."""
    claimed = frozenset(
        code for support in supports if support.element.kind == "zone" for code in support.element.district_codes
    )
    points = [draft for s in supports if _geometry_of(s.element) == "point" and (draft := place_point(s, frame))]
    drafts = add_rings(move_apart(points, frame), frame)
    cores = [draft.anchor for draft in drafts if draft.element.kind in RING_SHARES]
    centre = cores[0] if cores else frame.seat.point if frame.seat is not None else None
    for support in supports:
        if _geometry_of(support.element) != "point":
            ribbons = [draft.geometry for draft in drafts if draft.centerline is not None]
            draft = _draft_one(support, frame, ribbons, centre, claimed)
            drafts += [draft] if draft is not None else []
    done = {draft.element.element_id for draft in drafts}
    missing = [support for support in supports if support.element.element_id not in done]
    return drafts + [_draft_beside(support, frame, number) for number, support in enumerate(missing)]


def _draft_one(
    support: Support, frame: Frame, ribbons: list[BaseGeometry], centre: Point | None, claimed: frozenset[str]
) -> Draft | None:
    match _geometry_of(support.element):
        case "polygon":
            return place_zone_of(support, frame, claimed)
        case "blob":
            return place_blob(support, frame)
        case "ribbon" | "line":
            return place_ribbon(support, frame, ribbons)
        case "wing":
            return place_wing(support, frame, centre or frame.region.centroid)
        case "ring":
            return place_ring(support, frame, centre)
        case "lines":
            return place_network(support, frame)
    return place_point(support, frame)


def _draft_beside(support: Support, frame: Frame, number: int) -> Draft:
    """Stand an element beside the region, east of its south-east corner, in a column that runs north."""
    _, south, east, _ = frame.region.bounds
    size = 0.03 * frame.scale_m
    point = Point(east + BESIDE_GAP * frame.scale_m, south + number * BESIDE_STEP * frame.scale_m)
    shape, centerline = beside_shape(_geometry_of(support.element), point, size)
    draft = Draft(support.element, shape, point, "schematic", words.NOT_STATED_ZH, words.NOT_STATED_EN, centerline)
    return replace(draft, is_beside=True)


def _clear_labels(drafts: list[Draft], frame: Frame) -> list[Draft]:
    """Move the label anchors of areas away from cores and ribbons that lie on them."""
    covers: list[BaseGeometry] = [draft.geometry for draft in drafts if draft.centerline is not None]
    points = [draft.anchor for draft in drafts if draft.geometry.geom_type == "Point"]
    covers += [point.buffer(0.045 * frame.scale_m) for point in points]
    cover = shapely.union_all(covers)
    cleared = []
    for draft in drafts:
        free = draft.geometry.difference(cover) if _geometry_of(draft.element) == "polygon" else None
        has_room = free is not None and shapes.largest_part(free).area > 0.1 * draft.geometry.area
        cleared.append(replace(draft, anchor=shapes.inner_point(free)) if has_room and free is not None else draft)
    return cleared


def _to_degrees(draft: Draft, frame: Frame) -> PlacedElement:
    kind = find_kind(draft.element.kind)
    geometry = shapely.make_valid(frame.to_degrees(draft.geometry))
    return PlacedElement(
        element_id=draft.element.element_id,
        kind=draft.element.kind,
        geometry=geometry,
        centerline=None if draft.centerline is None else frame.to_degrees(draft.centerline),
        anchor=frame.to_degrees(draft.anchor),
        rings=tuple(frame.to_degrees(ring) for ring in draft.rings),
        basis=draft.basis,
        is_schematic=draft.basis == "schematic" or draft.centerline is not None,
        explanation_zh=draft.explanation_zh,
        explanation_en=draft.explanation_en,
        draw_order=kind.drawing_order if kind is not None else LAST_ORDER,
        is_beside=draft.is_beside,
    )
