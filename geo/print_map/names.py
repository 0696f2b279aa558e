"""The names that a printed map wants to carry: which, how large, in which order they are served."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from shapely.geometry.base import BaseGeometry

from geo.map_spec import NOT_STATED, MapSpec
from geo.print_map import fonts
from geo.print_map.canvas import Box
from geo.print_map.figures import Placed, shown_elements
from geo.print_map.fonts import Weight
from geo.print_map.ground import Bundle, shown_districts
from geo.print_map.view import View, read

Style = Literal["pill", "centre", "near", "fixed"]

SMALLEST_MM = 1.95  # 5.5 points
LINE = 1.22
DETAIL = 0.88  # the value below a district's name, of the name's height
SIZES_PX = {
    "pill": 12.5,
    "district": 13.0,
    "zone": 11.0,
    "project": 10.5,
    "place": 10.5,
    "neighbour": 12.0,
    "amount": 11.0,
}
COLOURS = {
    "district": "#2B3542",
    "zone": "#4A4272",
    "project": "#0B4A50",
    "place": "#4B5563",
    "neighbour": "#67655A",
    "amount": "#7A2E10",
}
# elements before projects before districts; what an amount says belongs to its circle
RANKS = {"amount": 1, "pill": 2, "project": 3, "district": 4, "zone": 5, "place": 6, "neighbour": 9}
WIDEST_PX = {"pill": 200.0, "zone": 80.0, "project": 112.0, "place": 112.0, "district": 120.0}
MOST_LINES = {"pill": 2, "zone": 3, "project": 3, "place": 3, "district": 2}
PILL_PADDING_PX = (9.0, 3.0)
ROOM_FOR_AMOUNT_PX = 15.0
GAP_PX = 2.0
CORE_REACH_PX = 14.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is wanted: its lines, the spot that it names, how far the thing reaches from there (mm).

    `detail` is a value on a line below; `area` is where the name of an area may stand, on paper.
    """

    key: str
    kind: str
    style: Style
    lines: tuple[str, ...]
    at: tuple[float, float]
    size: float
    colour: str
    rank: float
    weight: Weight = "regular"
    reach: float = 0.0
    spacing: float = 0.0
    detail: str = ""
    area: BaseGeometry | None = None

    @property
    def extent(self) -> tuple[float, float]:
        """Width and height of its box in mm."""
        width = max(written_width(line, self) for line in self.lines)
        height = len(self.lines) * self.size * LINE
        if self.detail:
            width = max(width, fonts.text_width(self.detail, self.size * DETAIL))
            height += self.size * DETAIL * LINE
        if self.style == "pill":
            pad_x, pad_y = (side / SIZES_PX["pill"] * self.size for side in PILL_PADDING_PX)
            return width + 2 * pad_x, height + 2 * pad_y
        return width, height


def written_width(line: str, name: Name) -> float:
    """Return the width of a line of a name, with the space between its signs."""
    return fonts.text_width(line, name.size, name.weight) + name.spacing * max(0, len(line) - 1)


def wanted_names(view: View, spec: MapSpec, bundle: Bundle, placed: Sequence[Placed]) -> list[Name]:
    """Return the names inside the frame in the order in which they are served; what is selected comes first."""
    if "labels" not in spec.layers:
        return []
    found = [*_elements(view, spec, bundle), *_districts(view, spec, bundle), *_points(view, spec, placed)]
    found += _neighbours(view, bundle, spec)
    inside = [name for name in found if _is_inside(view.frame, name.at) and any(name.lines)]
    return sorted(inside, key=lambda name: (0 if name.key == spec.selected else name.rank, name.key))


def name_text(spec: MapSpec, properties: Mapping[str, Any]) -> str:
    """Return the name of a thing in the language of the map; the Chinese one where there is no other."""
    return fonts.clean((spec.language == "en" and properties.get("en")) or properties.get("name") or "")


def _elements(view: View, spec: MapSpec, bundle: Bundle) -> Iterator[Name]:
    for element in shown_elements(spec, bundle):
        reach = CORE_REACH_PX * view.px if element["pane"] == "core" else 0.0
        tone = element["dark"] or element["colour"]
        yield _name(view, spec, element, f"element:{element['id']}", "pill", "pill", element["anchor"], reach, tone)


def _districts(view: View, spec: MapSpec, bundle: Bundle) -> Iterator[Name]:
    for feature in shown_districts(spec, bundle):
        properties = feature["properties"]
        kind = "zone" if properties.get("zone") else "district"
        name = _name(view, spec, properties, f"district:{properties['id']}", kind, "centre", properties["label"])
        yield replace(name, detail=_value(spec, properties["id"]), area=view.place(read(feature)))


def _value(spec: MapSpec, code: str) -> str:
    """Return what a district map says of a district; "" where the plan is silent: its hatching says so."""
    is_classed = spec.choropleth is not None and spec.choropleth.classes.get(code, NOT_STATED) >= 0
    return fonts.clean(spec.district_values.get(code, "")) if is_classed else ""


def _points(view: View, spec: MapSpec, placed: Sequence[Placed]) -> Iterator[Name]:
    projects = [item for item in placed if item.point["type"] == "project"]
    for item in placed:
        point = item.point
        if point["type"] == "place" and _is_told(spec, item, projects, 9 * view.px):
            continue
        at = (point["lon"], point["lat"])
        if item.is_circle and item.reach >= ROOM_FOR_AMOUNT_PX * view.px and (said := _amount(spec, point)):
            yield _fixed(view, item, said)
        name = _name(view, spec, point, item.key, point["type"], "near", at, item.reach)
        yield name if not item.is_circle else _before(name, item.reach / view.px)


def _neighbours(view: View, bundle: Bundle, spec: MapSpec) -> Iterator[Name]:
    for feature in bundle["neighbours"]["features"]:
        properties = feature["properties"]
        if properties.get("label"):
            key = f"neighbour:{properties['id']}"
            yield _name(view, spec, properties, key, "neighbour", "centre", properties["label"])


def _name(
    view: View,
    spec: MapSpec,
    properties: Mapping[str, Any],
    key: str,
    kind: str,
    style: Style,
    at: Sequence[float],
    reach: float = 0.0,
    colour: str = "",
) -> Name:
    size = max(SMALLEST_MM, SIZES_PX[kind] * view.px)
    weight: Weight = "bold" if kind in ("pill", "district") or key == spec.selected else "regular"
    width = max(WIDEST_PX.get(kind, 999) * view.px, 6 * size)
    lines = balanced(name_text(spec, properties), size, width, weight, MOST_LINES.get(kind, 1))
    spacing = 0.18 * size if kind == "neighbour" and spec.language != "en" else 0.0
    return Name(
        key,
        kind,
        style,
        tuple(lines),
        view.spot(*at),
        size,
        colour or COLOURS[kind],
        RANKS[kind],
        weight,
        reach,
        spacing,
    )


def balanced(text: str, size: float, width: float, weight: Weight, most: int) -> list[str]:
    """Return a name in as few lines as its width allows, all about as long."""
    plain = fonts.wrap(text, size, width, weight, most=most)
    if len(plain) < 2 or plain[-1].endswith("…"):  # noqa: PLR2004 - one line is balanced
        return plain
    even = 1.04 * fonts.text_width(text, size, weight) / len(plain) + size / 2
    narrow = fonts.wrap(text, size, min(width, even), weight)
    return narrow if len(narrow) == len(plain) else plain


def _amount(spec: MapSpec, point: Mapping[str, Any]) -> str:
    said = (point.get("say") or {}).get(spec.measure)
    return fonts.clean(said[1 if spec.language == "en" else 0]) if said else ""


def _fixed(view: View, item: Placed, said: str) -> Name:
    size = max(SMALLEST_MM, SIZES_PX["amount"] * view.px)
    size = fonts.fitting_size(said, size, 1.8 * item.reach, "bold", smallest=SMALLEST_MM)
    rank = RANKS["amount"] - item.reach / view.px / 100
    return Name(f"amount:{item.key}", "amount", "fixed", (said,), item.at, size, COLOURS["amount"], rank, "bold")


def _is_told(spec: MapSpec, place: Placed, projects: Sequence[Placed], near: float) -> bool:
    """Tell whether a project's name says already what stands here: the same words, or the same spot."""
    words = name_text(spec, place.point)
    return any(
        words in name_text(spec, item.point)
        or (abs(item.at[0] - place.at[0]) < near and abs(item.at[1] - place.at[1]) < near)
        for item in projects
    )


def _before(name: Name, radius_px: float) -> Name:
    """Return the name of a circle, larger ones earlier."""
    return replace(name, rank=name.rank - min(0.9, radius_px / 60))


def _is_inside(frame: Box, at: tuple[float, float]) -> bool:
    return frame.x < at[0] < frame.right and frame.y < at[1] < frame.top
