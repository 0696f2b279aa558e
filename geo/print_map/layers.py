"""The layers of a paper map, in the order and the colours of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.map_spec import NO_DATA, NOT_STATED, MapSpec
from geo.print_map.canvas import Canvas
from geo.print_map.symbols import draw_badge, draw_core, draw_symbol
from geo.print_map.window import Window

SEA, LAND, PAPER, GREY_LAND = "#E4EEF3", "#EFEEE9", "#FBFAF6", "#E9E8E3"
REGION_EDGE, DISTRICT_EDGE, CLASSED_EDGE = "#8C8675", "#B9B3A4", "#8C8675"
RIVER, ACCENT, MARKED = "#A9C9DA", "#0F5C63", "#B3501D"
CIRCLE_FILL, CIRCLE_EDGE = "#C9572A", "#A9431B"
SYMBOL_PX, PLACE_PX, CORE_PX, BADGE_PX = 19.0, 11.0, 30.0, 14.0
AREA_PANES: Final = ("zone", "ring", "belt", "axis", "core")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn where: `px` is the millimetres that a pixel of the screen is on this paper."""

    canvas: Canvas
    window: Window
    spec: MapSpec
    bundle: Mapping[str, Any]
    px: float

    def is_on(self, layer: str) -> bool:
        """Tell whether a layer is shown."""
        return layer in self.spec.layers

    def is_chosen(self, key: str) -> bool:
        """Tell whether something is the selection."""
        return self.spec.selected == key


def draw_layers(drawing: Drawing) -> None:
    """Draw all layers but the names."""
    _draw_ground(drawing)
    _draw_districts(drawing)
    if drawing.is_on("rivers") and drawing.bundle.get("rivers"):
        for feature in drawing.bundle["rivers"]["features"]:
            river = drawing.window.clip(shape(feature["geometry"]))
            drawing.canvas.area(river, edge=RIVER, width=1.3 * drawing.px, edge_alpha=0.95)
    _draw_elements(drawing)
    _draw_outlines(drawing)
    _draw_points(drawing)


def drawn_points(drawing: Drawing) -> list[tuple[int, Mapping[str, Any], float]]:
    """Return the points that are shown: index, point, radius of its circle in mm (0: a symbol)."""
    spec, hidden = drawing.spec, set(drawing.spec.hidden)
    shown = []
    for index, point in enumerate(drawing.bundle["points"]):
        layer = "projects" if point["type"] == "project" else "places"
        is_chosen = drawing.is_chosen(f"{point['type']}:{point['id']}")
        if not is_chosen and (not drawing.is_on(layer) or index in hidden):
            continue
        radius = point.get("r", {}).get(spec.measure, 0.0) if point["type"] == "project" and spec.measure else 0.0
        if drawing.window.holds(*drawing.window.point(point["lon"], point["lat"])):
            shown.append((index, point, radius * drawing.px))
    return shown


def is_drawn(drawing: Drawing, properties: Mapping[str, Any]) -> bool:
    """Tell whether a district is drawn: a functional zone that the colours leave out is counted in its county."""
    paint = drawing.spec.choropleth
    return not (properties.get("zone") and paint and properties["id"] not in paint.classes)


def _draw_ground(drawing: Drawing) -> None:
    canvas, window, bundle = drawing.canvas, drawing.window, drawing.bundle
    is_coastal = bool(bundle.get("coastal"))
    canvas.box(*window.rect, fill=SEA if is_coastal else LAND)
    if is_coastal and bundle.get("land"):
        for feature in bundle["land"]["features"]:
            canvas.area(window.clip(shape(feature["geometry"])), fill=GREY_LAND)
    for feature in bundle["neighbours"]["features"]:
        canvas.area(window.clip(shape(feature["geometry"])), fill=GREY_LAND, edge="#FFFFFF", width=drawing.px)
    for feature in bundle["region"]["features"]:
        canvas.area(window.clip(shape(feature["geometry"])), fill=PAPER)


def _draw_districts(drawing: Drawing) -> None:
    paint = drawing.spec.choropleth
    for feature in _districts(drawing):
        properties = feature["properties"]
        placed = drawing.window.clip(shape(feature["geometry"]))
        dash = (5 * drawing.px, 4 * drawing.px) if properties.get("zone") else ()
        edge = CLASSED_EDGE if paint else DISTRICT_EDGE
        width = (1.4 if properties.get("zone") else 1.0) * drawing.px
        if paint:
            _fill_class(drawing, placed, paint.classes.get(properties["id"], NO_DATA), paint.colours)
        elif properties.get("zone"):
            drawing.canvas.area(placed, fill=PAPER, alpha=0.4)
        drawing.canvas.area(placed, edge=edge, width=width, dash=dash)


def _fill_class(drawing: Drawing, placed: BaseGeometry, rank: int, colours: tuple[str, ...]) -> None:
    if rank == NOT_STATED:
        drawing.canvas.area(placed, fill=PAPER, hatch="////", hatch_colour="#C9B98F")
    elif rank == NO_DATA:
        drawing.canvas.area(placed, fill="#EFEEE9", hatch="...", hatch_colour="#9AA1AB")
    else:
        drawing.canvas.area(placed, fill=colours[rank], alpha=0.94)


def _districts(drawing: Drawing) -> list[Mapping[str, Any]]:
    known = [feature for feature in drawing.bundle["districts"]["features"] if feature["geometry"]]
    features = [feature for feature in known if is_drawn(drawing, feature["properties"])]
    return sorted(features, key=lambda feature: bool(feature["properties"].get("zone")))


def _draw_outlines(drawing: Drawing) -> None:
    """Draw the outline of the region, of marked districts and of the chosen one, above the elements' fills."""
    for feature in drawing.bundle["region"]["features"]:
        outline = drawing.window.clip(shape(feature["geometry"]))
        drawing.canvas.area(outline, edge=REGION_EDGE, width=1.5 * drawing.px)
    for feature in _districts(drawing):
        code = feature["properties"]["id"]
        is_chosen = drawing.is_chosen(f"district:{code}")
        if is_chosen or code in drawing.spec.marked:
            placed = drawing.window.clip(shape(feature["geometry"]))
            if is_chosen:
                drawing.canvas.area(placed, fill=ACCENT, alpha=0.10)
            colour, width = (ACCENT, 3.4) if is_chosen else (MARKED, 2.4)
            drawing.canvas.area(placed, edge=colour, width=width * drawing.px)


def _draw_elements(drawing: Drawing) -> None:
    elements = [e for e in drawing.bundle["elements"] if drawing.is_on(f"elements:{e['kind']}")]
    order = {pane: place for place, pane in enumerate(AREA_PANES)}
    for element in sorted(elements, key=lambda item: order.get(item["pane"], 0)):
        _draw_element(drawing, element)
    for element in elements:
        if element["pane"] == "core":
            x, y = drawing.window.point(*element["anchor"])
            if drawing.window.holds(x, y):
                draw_core(drawing.canvas, x, y, element["colour"], CORE_PX * drawing.px)


def _draw_element(drawing: Drawing, element: Mapping[str, Any]) -> None:
    canvas, window, px = drawing.canvas, drawing.window, drawing.px
    chosen = drawing.spec.selected
    is_chosen = drawing.is_chosen(f"element:{element['id']}")
    dim = 0.4 if chosen.startswith("element:") and not is_chosen else 1.6 if is_chosen else 1.0
    colour = element["colour"]
    for number, ring in enumerate(element.get("rings") or ()):
        share = 0.16 / len(element["rings"])
        edge = {"edge": colour, "width": px, "dash": (3 * px, 4 * px), "edge_alpha": 0.55} if number == 0 else {}
        canvas.area(window.clip(shape(ring)), fill=colour, alpha=min(1, share * dim), **edge)
    look = _look(element, px)
    paint = 0.25 if drawing.spec.choropleth and element["pane"] == "zone" else 1.0
    if element["geometry"] and not element["geometry"]["type"].endswith("Point"):
        alpha = min(1.0, look.pop("alpha") * dim * paint)
        placed = window.clip(shape(element["geometry"]))
        canvas.area(placed, fill=colour, alpha=alpha, edge=colour, edge_alpha=min(1.0, dim), **look)
    if element.get("centreline"):
        canvas.area(window.clip(shape(element["centreline"])), edge=colour, width=2 * px, dash=(9 * px, 7 * px))


def _look(element: Mapping[str, Any], px: float) -> dict[str, Any]:
    dash = (7 * px, 5 * px) if element["dashed"] else ()
    if element["pane"] == "zone":
        return {"alpha": 0.17, "width": 2.5 * px, "dash": dash}
    if element["pane"] == "belt":
        return {"alpha": 0.30, "width": 1.4 * px, "dash": dash}
    if element["pane"] == "core":
        return {"alpha": 0.14, "width": 1.2 * px, "dash": (3 * px, 5 * px)}
    return {"alpha": 0.18, "width": 2 * px, "dash": dash}


def _draw_points(drawing: Drawing) -> None:
    px, window, canvas = drawing.px, drawing.window, drawing.canvas
    shown = drawn_points(drawing)
    for _, point, radius in sorted(shown, key=lambda item: -item[2]):
        if radius:
            x, y = window.point(point["lon"], point["lat"])
            is_loose = point["basis"] in {"district", "schematic"}
            is_chosen = drawing.is_chosen(f"project:{point['id']}")
            canvas.disc(
                x, y, radius, fill=CIRCLE_FILL, alpha=0.5 if is_chosen else 0.28, edge=CIRCLE_EDGE,
                width=(3.0 if is_chosen else 1.4) * px, dash=(4 * px, 3 * px) if is_loose else (),
            )  # fmt: skip
    for _, point, radius in sorted(shown, key=lambda item: item[1]["type"] == "project"):
        x, y = window.point(point["lon"], point["lat"])
        if not radius:
            _draw_symbol(drawing, point, x, y)
        status = drawing.spec.statuses.get(point["id"]) if point["type"] == "project" else None
        if status:
            away = max(radius, SYMBOL_PX * px / 2) * 0.7071
            draw_badge(canvas, x + away, y + away, status, BADGE_PX * px)


def _draw_symbol(drawing: Drawing, point: Mapping[str, Any], x: float, y: float) -> None:
    px, is_project = drawing.px, point["type"] == "project"
    is_chosen = drawing.is_chosen(f"{point['type']}:{point['id']}")
    if is_chosen or (is_project and point["id"] in drawing.spec.picked):
        drawing.canvas.disc(x, y, (SYMBOL_PX / 2 + 3) * px, fill="#E8743B", alpha=0.9)
    size = (SYMBOL_PX if is_project else PLACE_PX) * px * (1.25 if is_chosen else 1.0)
    is_unstated = is_project and bool(drawing.spec.measure)
    draw_symbol(drawing.canvas, x, y, point["glyph"], point["basis"], size, is_unstated=is_unstated)
