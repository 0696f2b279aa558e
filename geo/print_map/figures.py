"""What a plan adds to the ground: layout elements, project circles and symbols, badges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shapely.geometry import shape

from geo.map_spec import MapSpec
from geo.print_map import marks
from geo.print_map.canvas import Canvas
from geo.print_map.ground import Bundle
from geo.print_map.shapes import Ink, circle
from geo.print_map.view import View

ROUGH = ("district", "schematic")
CROWD = 150  # symbols beyond which all become smaller
SMALLEST_SHARE = 0.45


@dataclass(frozen=True, slots=True)
class Placed:
    """A point that is drawn: where on paper, and how far it reaches from there, in mm."""

    point: Mapping[str, Any]
    at: tuple[float, float]
    reach: float
    is_circle: bool

    @property
    def key(self) -> str:
        """`project:<id>` or `place:<id>`."""
        return f"{self.point['type']}:{self.point['id']}"


def shown_elements(spec: MapSpec, bundle: Bundle) -> list[Any]:
    """Return the elements of the visible kinds, in drawing order."""
    return [element for element in bundle["elements"] if f"elements:{element['kind']}" in spec.layers]


def draw_elements(canvas: Canvas, view: View, spec: MapSpec, bundle: Bundle) -> None:
    """Draw the layout elements: zones, rings, belts, axes, cores."""
    for element in shown_elements(spec, bundle):
        strength = element_strength(spec, element)
        rings = element.get("rings") or []
        for place, ring in enumerate(rings):
            edge = element["colour"] if place == 0 else ""
            look = Ink(
                element["colour"],
                edge,
                view.px,
                (3 * view.px, 4 * view.px),
                0.16 / len(rings) * strength,
                0.55 * strength,
            )
            canvas.shape(view.place(shape(ring)), look)
        if element["geometry"]:
            canvas.shape(view.place(shape(element["geometry"])), element_ink(spec, element, view.px, strength))
        if element["centreline"]:
            line = Ink(
                stroke=element["colour"],
                width=2 * view.px,
                dash=(9 * view.px, 7 * view.px),
                stroke_opacity=0.95 * min(1.0, strength),
            )
            canvas.shape(view.place(shape(element["centreline"])), line)
        if element["pane"] == "core":
            canvas.paths(marks.core_mark(element["colour"], view.spot(*element["anchor"]), view.px))


def shown_points(view: View, spec: MapSpec, bundle: Bundle) -> list[Placed]:
    """Return the points that are drawn, large circles first, then the symbols; outside the frame none."""
    hidden = set(spec.hidden)
    found = []
    spots = view.spots([(point["lon"], point["lat"]) for point in bundle["points"]])
    for index, (point, (x, y)) in enumerate(zip(bundle["points"], spots, strict=True)):
        layer = "projects" if point["type"] == "project" else "places"
        key = f"{point['type']}:{point['id']}"
        if spec.selected != key and (layer not in spec.layers or index in hidden):
            continue
        if view.frame.x < x < view.frame.right and view.frame.y < y < view.frame.top:
            radius = (point.get("r") or {}).get(spec.measure) if point["type"] == "project" and spec.measure else None
            found.append((point, (x, y), radius))
    small = symbol_share(sum(radius is None for *_, radius in found))
    placed = [
        Placed(point, at, radius * view.px if radius else small * _half(point) * view.px, bool(radius))
        for point, at, radius in found
    ]
    return sorted(placed, key=lambda item: (not item.is_circle, -item.reach if item.is_circle else 0))


def symbol_share(count: int) -> float:
    """Return how much smaller symbols are drawn where a map is crowded: their area together stays the same.

    >>> symbol_share(20), symbol_share(600)
    (1.0, 0.5)
    """
    return max(SMALLEST_SHARE, min(1.0, (CROWD / count) ** 0.5)) if count else 1.0


def draw_points(canvas: Canvas, spec: MapSpec, placed: list[Placed], px: float) -> None:
    """Draw circles and symbols, places beneath projects, what is selected on top; then the badges."""
    order = sorted(
        placed, key=lambda item: (item.key == spec.selected, not item.is_circle, item.point["type"] == "project")
    )
    drawn: list[marks.Drawn] = []
    for item in order:
        drawn += [circle_mark(spec, item, px)] if item.is_circle else symbol_marks(spec, item)
    for item in order:
        status = spec.statuses.get(item.point["id"]) if item.point["type"] == "project" else None
        if status:
            drawn += marks.badge(status, badge_spot(item), marks.BADGE_PX * px)
    canvas.paths(drawn)


def badge_spot(item: Placed) -> tuple[float, float]:
    """Return where the badge of a project's status stands: at the upper right of its symbol or circle."""
    away = item.reach * (1.0 if item.is_circle else 0.9) * 2**-0.5
    return item.at[0] + away, item.at[1] + away


def _half(point: Mapping[str, Any]) -> float:
    return (marks.PLACE_PX if point["type"] == "place" else marks.SYMBOL_PX) / 2


def circle_mark(spec: MapSpec, item: Placed, px: float) -> marks.Drawn:
    """Return the circle of a project that is sized by a measure."""
    is_chosen = spec.selected == item.key
    dash = (4 * px, 3 * px) if item.point["basis"] in ROUGH else ()
    look = Ink(marks.CIRCLE, marks.CIRCLE_EDGE, (3.5 if is_chosen else 1.4) * px, dash, 0.5 if is_chosen else 0.28)
    return circle(item.at, item.reach), look


def symbol_marks(spec: MapSpec, item: Placed) -> list[marks.Drawn]:
    """Return the symbol of a project or place in its state."""
    point = item.point
    is_picked, is_chosen = point["id"] in spec.picked, spec.selected == item.key
    states = {
        "chosen": is_chosen,
        "picked": is_picked and point["type"] == "project",
        "unstated": bool(spec.measure) and point["type"] == "project",
        "dim": spec.dim_others and not is_picked and not is_chosen,
    }
    size = 2 * item.reach * (1.5 if is_chosen else 1.0)
    wanted = frozenset(name for name, holds in states.items() if holds)
    return marks.symbol(point["glyph"], point["basis"], item.at, size, type=point["type"], states=wanted)


def element_strength(spec: MapSpec, element: Mapping[str, Any]) -> float:
    """Return how strong an element is drawn: full, stronger where selected, faint beside a selected one."""
    if not spec.selected.startswith("element:"):
        return 1.0
    return 1.6 if spec.selected == f"element:{element['id']}" else 0.4


def element_ink(spec: MapSpec, element: Mapping[str, Any], px: float, strength: float) -> Ink:
    """Return how the shape of an element is inked."""
    colour, pane = element["colour"], element["pane"]
    dash = (7 * px, 5 * px) if element["dashed"] else ()
    extra = 1.5 if strength > 1 else 0.0
    stroke_opacity = 0.35 if strength < 1 else 1.0
    if pane == "zone":
        fill = 0.17 * strength * (0.25 if spec.choropleth else 1)
        return Ink(colour, colour, (2.5 + extra) * px, dash, min(1.0, fill), stroke_opacity)
    if pane == "belt":
        return Ink(colour, colour, (1.4 + extra) * px, dash, min(1.0, 0.3 * strength), stroke_opacity)
    if pane == "core":
        return Ink(colour, colour, (1.2 + extra) * px, (3 * px, 5 * px), min(1.0, 0.14 * strength), stroke_opacity)
    is_line = not element["geometry"]["type"].endswith("Polygon")
    fill = 0.0 if is_line else min(1.0, 0.18 * strength)
    return Ink("" if is_line else colour, colour, (2 + extra) * px, dash, fill, stroke_opacity)
