"""Names on a paper map: which are wanted, in which order, and where they stand without touching one another.

A name is tried at its places from the best to the worst; a tree of the boxes already taken (shapely's STRtree keeps
them) tells which is free. One that was moved gets a leader line; one that finds no place is left out and counted.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.print_map.canvas import MM_PER_PT, text_size
from geo.print_map.layers import CORE_PX, PLACE_PX, SYMBOL_PX, Drawing, drawn_points, is_drawn
from geo.print_map.window import Rect

ELEMENT_PT, DISTRICT_PT, POINT_PT, NEIGHBOUR_PT = 9.5, 8.6, 7.4, 8.0
AMOUNT_PT = 7.6
SMALLEST_AMOUNT_PX = 17.0
PADDING_MM = 0.35
AWAY_STEPS: Final = (1.0, 1.9, 3.0, 4.4, 6.2)
DIRECTIONS: Final = tuple(math.radians(angle) for angle in (0, 180, 90, 270, 35, 145, 325, 215, 60, 120, 300, 240))


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is wanted: lower ranks first; `gap` in mm keeps it off its point, 0 centres it."""

    key: str
    text: str
    x: float
    y: float
    size_pt: float
    rank: float
    gap: float = 0.0
    colour: str = "#2B3542"
    is_bold: bool = False
    is_pill: bool = False
    is_fixed: bool = False
    home: BaseGeometry | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PlacedName:
    """Where a name stands: the middle of its box, in mm; `is_moved` asks for a leader line."""

    name: Name
    x: float
    y: float
    box: Rect
    is_moved: bool = False


def wanted_names(drawing: Drawing, scale: float) -> list[Name]:
    """Return the names that a map wants, the most important first; `scale` enlarges the type."""
    if not drawing.is_on("labels"):
        return []
    names = [*_element_names(drawing), *_district_names(drawing), *_point_names(drawing), *_neighbour_names(drawing)]
    sized = [_scaled(name, scale) for name in names if name.text and drawing.window.holds(name.x, name.y)]
    return sorted(sized, key=lambda name: (0 if name.key == drawing.spec.selected else name.rank, name.key))


def place_names(drawing: Drawing, names: Sequence[Name], taken: Sequence[Rect]) -> tuple[list[PlacedName], list[Name]]:
    """Return the names with their places, and those that found none. `taken` are boxes of legends and the like."""
    hard = [shapely.box(*rect) for rect in taken]
    soft = {key: box for key, box in _symbol_boxes(drawing)}
    placed: list[PlacedName] = []
    left_out: list[Name] = []
    for name in names:
        obstacles = shapely.STRtree([*hard, *(shapely.box(*other.box) for other in placed)])
        symbols = shapely.STRtree([box for key, box in soft.items() if key != name.key])
        found = _first_free(drawing, name, obstacles, symbols)
        if found is None:
            left_out.append(name)
        else:
            placed.append(found)
    return placed, left_out


def _first_free(
    drawing: Drawing, name: Name, obstacles: shapely.STRtree, symbols: shapely.STRtree
) -> PlacedName | None:
    left, bottom, right, top = drawing.window.rect
    best: PlacedName | None = None
    for x, y, box, is_moved in _candidates(name):
        if box[0] < left + 0.6 or box[1] < bottom + 0.6 or box[2] > right - 0.6 or box[3] > top - 0.6:
            continue
        outline = shapely.box(*box)
        if obstacles.query(outline, predicate="intersects").size:
            continue
        candidate = PlacedName(name, x, y, box, is_moved)
        if name.is_fixed or not symbols.query(outline, predicate="intersects").size:
            return candidate
        best = best or (candidate if not is_moved or name.is_pill else None)
    # over a symbol is better than nowhere for what matters most
    return best if best and (name.is_pill or name.gap == 0) else None


def _candidates(name: Name) -> Iterator[tuple[float, float, Rect, bool]]:
    width, height = box_size(name)
    if name.is_fixed:
        yield name.x, name.y, _box(name.x, name.y, width, height), False
        return
    if name.gap == 0:
        yield name.x, name.y, _box(name.x, name.y, width, height), False
        for step in (0.7, 1.3, 2.0):
            for angle in DIRECTIONS:
                x, y = name.x + step * width * 0.5 * math.cos(angle), name.y + step * height * 1.2 * math.sin(angle)
                box = _box(x, y, width, height)
                if name.home is None or name.home.covers(shapely.Point(x, y)):
                    yield x, y, box, False
        if not name.is_pill:
            return
    for step in AWAY_STEPS:
        for angle in DIRECTIONS:
            reach = (name.gap or height) * (1 if step == 1 else 1) + (step - 1) * height
            x = name.x + math.cos(angle) * (reach + width / 2)
            y = name.y + math.sin(angle) * (reach + height / 2)
            yield x, y, _box(x, y, width, height), step > AWAY_STEPS[1]


def box_size(name: Name) -> tuple[float, float]:
    """Return width and height in mm of a name's box."""
    width, height = text_size(name.text, name.size_pt, is_bold=name.is_bold)
    more = 0.9 * name.size_pt * MM_PER_PT if name.is_pill else 0.0
    return width + more + 2 * PADDING_MM, height + more * 0.35 + 2 * PADDING_MM


def _box(x: float, y: float, width: float, height: float) -> Rect:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _scaled(name: Name, scale: float) -> Name:
    return Name(
        name.key, name.text, name.x, name.y, name.size_pt * scale, name.rank, name.gap, name.colour,
        name.is_bold, name.is_pill, name.is_fixed, name.home,
    )  # fmt: skip


def _text(drawing: Drawing, properties: Mapping[str, Any]) -> str:
    english = properties.get("en", "") if drawing.spec.language == "en" else ""
    return " ".join(str(english or properties.get("name", "")).split())


def _element_names(drawing: Drawing) -> Iterator[Name]:
    for element in drawing.bundle["elements"]:
        if drawing.is_on(f"elements:{element['kind']}"):
            x, y = drawing.window.point(*element["anchor"])
            gap = CORE_PX * drawing.px / 2 if element["pane"] == "core" else 0.0
            key, colour = f"element:{element['id']}", element["dark"]
            yield Name(key, _text(drawing, element), x, y, ELEMENT_PT, 2, gap, colour, is_bold=True, is_pill=True)


def _district_names(drawing: Drawing) -> Iterator[Name]:
    for feature in drawing.bundle["districts"]["features"]:
        properties = feature["properties"]
        if not feature["geometry"] or not properties.get("label") or not is_drawn(drawing, properties):
            continue
        x, y = drawing.window.point(*properties["label"])
        home = drawing.window.place(shape(feature["geometry"]))
        rank, size = (5, POINT_PT) if properties.get("zone") else (3, DISTRICT_PT)
        yield Name(
            f"district:{properties['id']}", _text(drawing, properties), x, y, size, rank, is_bold=True, home=home
        )


def _point_names(drawing: Drawing) -> Iterator[Name]:
    for _, point, radius in drawn_points(drawing):
        x, y = drawing.window.point(point["lon"], point["lat"])
        is_project = point["type"] == "project"
        key = f"{point['type']}:{point['id']}"
        said = point.get("say", {}).get(drawing.spec.measure)
        if said and radius >= SMALLEST_AMOUNT_PX * drawing.px:
            text = said[1 if drawing.spec.language == "en" else 0]
            yield Name(f"amount:{key}", text, x, y, AMOUNT_PT, 1 - radius / 1000, is_bold=True, is_fixed=True)
        size = SYMBOL_PX if is_project else PLACE_PX
        gap = max(radius, size * drawing.px / 2) + 0.5
        rank = 4 - min(0.9, radius / (60 * drawing.px)) if is_project else 6
        colour = "#1F2A37" if is_project else "#55606B"
        yield Name(key, _text(drawing, point), x, y, POINT_PT, rank, gap, colour)


def _neighbour_names(drawing: Drawing) -> Iterator[Name]:
    for feature in drawing.bundle["neighbours"]["features"]:
        properties = feature["properties"]
        if properties.get("label"):
            x, y = drawing.window.point(*properties["label"])
            yield Name(
                f"neighbour:{properties['id']}", _text(drawing, properties), x, y, NEIGHBOUR_PT, 9, colour="#8A877B"
            )


def _symbol_boxes(drawing: Drawing) -> Iterator[tuple[str, BaseGeometry]]:
    for _, point, radius in drawn_points(drawing):
        x, y = drawing.window.point(point["lon"], point["lat"])
        size = SYMBOL_PX if point["type"] == "project" else PLACE_PX
        half = max(0.7 * radius, size * drawing.px / 2)
        yield f"{point['type']}:{point['id']}", shapely.box(x - half, y - half, x + half, y + half)
    for element in drawing.bundle["elements"]:
        if element["pane"] == "core" and drawing.is_on(f"elements:{element['kind']}"):
            x, y = drawing.window.point(*element["anchor"])
            half = CORE_PX * drawing.px / 2
            yield f"element:{element['id']}", shapely.box(x - half, y - half, x + half, y + half)


def draw_names(drawing: Drawing, placed: Sequence[PlacedName]) -> None:
    """Write names: elements on their own colour, the others on a white halo; leader lines beneath."""
    for item in placed:
        if item.is_moved:
            colour = item.name.colour if item.name.is_pill else "#5B6675"
            drawing.canvas.line([(item.name.x, item.name.y), (item.x, item.y)], colour=colour, width=0.18)
            drawing.canvas.disc(item.name.x, item.name.y, 0.5, fill=colour)
    for item in reversed(placed):
        name, (left, bottom, right, top) = item.name, item.box
        if name.is_pill:
            pill = shapely.LineString([(left + (top - bottom) / 2, item.y), (right - (top - bottom) / 2, item.y)])
            drawing.canvas.area(
                pill.buffer((top - bottom) / 2 - PADDING_MM), fill=name.colour, edge="#FFFFFF", width=0.25
            )
        halo = "" if name.is_pill else "#FFFFFF"
        colour = "#FFFFFF" if name.is_pill else name.colour
        drawing.canvas.text(
            item.x, item.y, name.text, name.size_pt, colour=colour, is_bold=name.is_bold, across="center",
            up="center_baseline", halo=halo, halo_mm=0.4,
        )  # fmt: skip
