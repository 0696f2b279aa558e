"""The points and areas that 服务可达 lays over a plan's map."""

from __future__ import annotations

import math

import numpy as np

from data.supply_demand.points import DemandPoints, Facilities
from geo.map_overlay import HIDDEN, Floats, Kind, OverlayArea, OverlayClass, OverlayLayer, OverlayPoints
from geo.map_spec import NOT_STATED
from geo.map_views import class_labels, classify_districts
from geo.overlay_files import published
from geo.reach.reach_area import reach_areas as areas_within
from pages.accessibility.naming import things_of
from pages.accessibility.results import Question, counts_of, coverage_of, input_key, travel_of
from pages.shared import queries
from pages.shared.labels import language, trim, word

BANDS = (5, 10, 15, 30)
NEAR_TO_FAR = ("#0B4A50", "#2A7F82", "#63ABA9", "#A3CFCB", "#CFE5E2")
UNCOVERED, UNKNOWN = "#C2571B", "#8C8675"
EXISTING, PLANNED = "#1F2A37", "#7A4EA3"
REACH = "#0F5C63"
LARGEST_PX, SMALLEST_PX, ROOMY = 15.0, 3.0, 60
MOST_BANDS, FEW_BANDS = 4, 2  # more would hide the map
MOST_ALONG_ROADS = 30
DIGITS = 2  # of beds per 1,000
FACILITY_PX, CROWDED_FACILITY_PX = 6.5, 4.5


def demand_points(question: Question) -> OverlayPoints:
    """Return the points of people, sized by the chosen age group, with their static file."""
    demand, group = question.inputs.demand, question.choices.group
    key = f"demand {input_key(question.plan, question.inputs)} {group} {language()}"  # names are written
    radii = _radii(question.people)
    return queries.made(key, lambda: published(_points("demand", demand, radii), _stem(question)))


def facility_points(question: Question) -> OverlayPoints:
    """Return the facilities with their static file."""
    facilities = question.inputs.facilities
    size = FACILITY_PX if len(facilities) <= ROOMY else CROWDED_FACILITY_PX
    radii = np.full(len(facilities), size)
    key = f"facility {input_key(question.plan, question.inputs)} {language()}"
    return queries.made(key, lambda: published(_points("facility", facilities, radii), _stem(question)))


def coverage_layer(question: Question) -> OverlayLayer:
    """Return the people classed by minutes to the nearest facility that counts; beyond the time: not covered."""
    found, choices = coverage_of(question), question.choices
    bounds = bands(choices.minutes)
    ranks = np.searchsorted(bounds, found.nearest_min, side="left")
    labels = [word("access.within", n=bound) for bound in bounds]
    classes = [OverlayClass(label, colour) for label, colour in zip(labels, _ramp(len(bounds)), strict=True)]
    classes.append(OverlayClass(word("access.uncovered", n=choices.minutes), UNCOVERED))
    minutes = np.where(np.isfinite(found.nearest_min), found.nearest_min, np.nan)
    return OverlayLayer(
        word("access.people_by_minutes"),
        demand_points(question),
        tuple(classes),
        ranks,
        minutes,
        word("access.nearest_tip"),
        word("access.beyond_tip"),
    )


def capacity_layer(question: Question, per_1000: Floats, classing: str) -> OverlayLayer:
    """Return the people classed by beds per 1,000; 0 and what cannot be told are classes of their own."""
    if len(set(question.inputs.demand.district_codes)) == len(per_1000):  # the districts' colours say it all
        return _plain_layer(question, per_1000)
    rounded = np.round(per_1000, DIGITS).tolist()
    values = {str(k): None if math.isnan(value) else value for k, value in enumerate(rounded)}
    classed = classify_districts(values, classing)
    labels = class_labels(classed, lambda value: trim(value, DIGITS))
    colours = [UNCOVERED if classed.has_zero and k == 0 else c for k, c in enumerate(classed.choropleth.colours)]
    classes = [OverlayClass(label, colour) for label, colour in zip(labels, colours, strict=True)]
    classes.append(OverlayClass(word("access.unknown"), UNKNOWN, is_hollow=True))
    ranks = np.array([classed.choropleth.classes[str(k)] for k in range(len(per_1000))], dtype=np.int64)
    ranks[ranks == NOT_STATED] = len(classes) - 1
    title, told = word("access.per_1000"), word("access.per_1000_tip")
    points = demand_points(question)
    return OverlayLayer(title, points, tuple(classes), ranks, per_1000, told, word("access.unknown"))


def _plain_layer(question: Question, per_1000: Floats) -> OverlayLayer:
    classes = (OverlayClass(word("access.people_point"), UNKNOWN, is_hollow=True),)
    ranks = np.zeros(len(per_1000), dtype=np.int64)
    told = word("access.per_1000_tip")
    return OverlayLayer("", demand_points(question), classes, ranks, per_1000, told, word("access.unknown"))


def facility_layer(question: Question) -> OverlayLayer:
    """Return the facilities that count, existing and planned; the others are not drawn."""
    facilities = question.inputs.facilities
    counts = counts_of(facilities, question.choices)
    planned = np.array([status == "planned" for status in facilities.statuses], dtype=np.int64)
    classes = (
        OverlayClass(word("access.existing"), EXISTING, "square"),
        OverlayClass(word("access.planned"), PLANNED, "diamond"),
    )
    return OverlayLayer(
        word("access.facilities"),
        facility_points(question),
        classes,
        np.where(counts, planned, HIDDEN),
        facilities.capacity,
        word("access.beds_tip"),
        word("access.no_beds_tip"),
        groups=things_of(facilities),
    )


def reach_areas(question: Question, most: int = MOST_BANDS) -> tuple[OverlayArea, ...]:
    """Return what lies within the widest `most` bands of time of a facility that counts, widest first.

    Along roads there are none of more than MOST_ALONG_ROADS facilities: they would take too long.
    """
    facilities, choices = question.inputs.facilities, question.choices
    counts = counts_of(facilities, choices)
    if not counts.any():
        return ()
    centres = np.column_stack([facilities.lon[counts], facilities.lat[counts]])
    centres = np.unique(centres[np.isfinite(centres).all(axis=1)], axis=0)
    if question.inputs.roads:
        return _areas_along_roads(question, centres, most)
    return tuple(
        _area(minutes, choices.speed_kmh / choices.detour, centres)
        for minutes in reversed(bands(choices.minutes)[-most:])
    )


def leaves_out_areas(question: Question) -> bool:
    """Tell whether areas along roads are not drawn because too many facilities count."""
    counted = int(counts_of(question.inputs.facilities, question.choices).sum())
    return bool(question.inputs.roads) and counted > MOST_ALONG_ROADS


def _areas_along_roads(question: Question, centres: Floats, most: int) -> tuple[OverlayArea, ...]:
    if leaves_out_areas(question) or not len(centres):
        return ()
    inputs, choices = question.inputs, question.choices
    times = tuple(float(minutes) for minutes in reversed(bands(choices.minutes)[-most:]))
    shapes = queries.made(
        f"areas along roads {question.key} {most}",
        lambda: areas_within(travel_of(inputs, choices), centres[:, 0], centres[:, 1], times),
    )
    looks = [OverlayClass(word("access.reach", n=trim(minutes, 0)), REACH) for minutes in times]
    return tuple(OverlayArea(look, shape) for look, shape in zip(looks, shapes, strict=True) if not shape.is_empty)


def bands(minutes: int) -> tuple[int, ...]:
    """Return the bounds of the classes of time: 5, 10, 15, 30 below the chosen one, and that.

    >>> bands(20), bands(5)
    ((5, 10, 15, 20), (5,))
    """
    return (*(bound for bound in BANDS if bound < minutes), minutes)


def _area(minutes: int, km_per_hour: float, centres: Floats) -> OverlayArea:
    look = OverlayClass(word("access.reach", n=minutes), REACH)
    return OverlayArea(look, None, centres, 1000 * km_per_hour * minutes / 60, around="facility")


def _ramp(count: int) -> tuple[str, ...]:
    return NEAR_TO_FAR[:count]


def _points(kind: Kind, rows: DemandPoints | Facilities, radii: Floats) -> OverlayPoints:
    schematic = tuple(precision == "district" for precision in rows.precision)
    return OverlayPoints(kind, rows.ids, rows.names, rows.lon, rows.lat, radii, schematic)


def _radii(people: Floats) -> Floats:
    """Return pixels: areas in proportion to people, smaller where there are many points."""
    known = np.nan_to_num(people, nan=0.0)
    largest = float(known.max()) if len(known) else 0.0
    scale = LARGEST_PX * math.sqrt(min(1.0, ROOMY / max(1, len(people))))
    if largest <= 0:
        return np.full(len(people), SMALLEST_PX)
    return np.maximum(SMALLEST_PX, max(scale, 2 * SMALLEST_PX) * np.sqrt(known / largest))


def _stem(question: Question) -> str:
    return f"{question.plan.plan_id}-points"
