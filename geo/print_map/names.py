"""The names that a printed map wants to carry: which, how large, in which order they are served."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from shapely.geometry.base import BaseGeometry

from geo.map_spec import NOT_STATED, MapSpec
from geo.print_map import fonts
from geo.print_map.figures import Placed, shown_elements
from geo.print_map.fonts import Weight
from geo.print_map.ground import Bundle, shown_districts
from geo.print_map.overlay import Mark
from geo.print_map.shapes import Box
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
    "mark": 10.5,
    "neighbour": 12.0,
    "amount": 11.0,
}
COLOURS = {
    "district": "#2B3542",
    "zone": "#4A4272",
    "project": "#0B4A50",
    "place": "#4B5563",
    "mark": "#1F2A37",
    "neighbour": "#67655A",
    "amount": "#7A2E10",
}
STYLES: dict[str, Style] = {
    "pill": "pill",
    "district": "centre",
    "zone": "centre",
    "neighbour": "centre",
    "project": "near",
    "place": "near",
    "mark": "near",
}
# elements before projects before districts; what an amount says belongs to its circle
RANKS = {"amount": 1, "pill": 2, "project": 3, "district": 4, "zone": 5, "mark": 5.5, "place": 6, "neighbour": 9}
WIDEST_PX = {"pill": 200.0, "zone": 80.0, "project": 112.0, "place": 112.0, "mark": 112.0, "district": 120.0}
MOST_LINES = 5
PILL_PADDING_PX = (9.0, 3.0)
ROOM_FOR_AMOUNT_PX = 15.0
GAP_PX = 2.0
NEAR_PX = 9.0
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


def wanted_names(
    view: View, spec: MapSpec, bundle: Bundle, placed: Sequence[Placed], laid_over: Sequence[Mark] = ()
) -> list[Name]:
    """Return the names inside the frame in the order in which they are served; what is selected comes first."""
    if "labels" not in spec.layers:
        return []
    namer, elements = _Namer(view, spec), shown_elements(spec, bundle)
    found = [
        *namer.elements(elements),
        *namer.districts(shown_districts(spec, bundle)),
        *namer.points(placed, elements),
        *namer.marks(laid_over),
        *namer.neighbours(bundle),
    ]
    inside = [name for name in found if _is_inside(view.frame, name.at) and any(name.lines)]
    return sorted(inside, key=lambda name: (0 if name.key == spec.selected else name.rank, name.key))


def name_text(spec: MapSpec, properties: Mapping[str, Any]) -> str:
    """Return the name of a thing in the language of the map; the Chinese one where there is no other."""
    return fonts.clean((spec.language == "en" and properties.get("en")) or properties.get("name") or "")


@dataclass(frozen=True, slots=True)
class _Namer:
    """Makes the names of a view in the language of its map."""

    view: View
    spec: MapSpec

    def name(self, properties: Mapping[str, Any], kind: str, key: str, at: Sequence[float]) -> Name:
        size = max(SMALLEST_MM, SIZES_PX[kind] * self.view.px)
        weight: Weight = "bold" if kind in ("pill", "district") or key == self.spec.selected else "regular"
        widest = max(WIDEST_PX.get(kind, 999) * self.view.px, 6 * size)
        lines = balanced(name_text(self.spec, properties), size, widest, weight)
        is_spaced = kind == "neighbour" and self.spec.language != "en"
        return Name(
            key,
            kind,
            STYLES[kind],
            tuple(lines),
            self.view.spot(at[0], at[1]) if at else (0.0, 0.0),
            size,
            COLOURS.get(kind, ""),
            RANKS[kind],
            weight,
            spacing=0.18 * size if is_spaced else 0.0,
        )

    def elements(self, shown: Sequence[Any]) -> Iterator[Name]:
        for element in shown:
            name = self.name(element, "pill", f"element:{element['id']}", element["anchor"])
            reach = CORE_REACH_PX * self.view.px if element["pane"] == "core" else 0.0
            yield replace(name, reach=reach, colour=element["dark"] or element["colour"])

    def districts(self, shown: Sequence[Any]) -> Iterator[Name]:
        for feature in shown:
            properties = feature["properties"]
            kind = "zone" if properties.get("zone") else "district"
            name = self.name(properties, kind, f"district:{properties['id']}", properties["label"])
            yield replace(name, detail=_value(self.spec, properties["id"]), area=self.view.place(read(feature)))

    def points(self, placed: Sequence[Placed], elements: Sequence[Any]) -> Iterator[Name]:
        px = self.view.px
        projects = [item for item in placed if item.point["type"] == "project"]
        spots = np.array([item.at for item in projects]).reshape(-1, 2)
        told = "\n".join(name_text(self.spec, item.point) for item in projects)
        said = {name_text(self.spec, element) for element in elements}
        for item in placed:
            point = item.point
            if item.is_circle and item.reach >= ROOM_FOR_AMOUNT_PX * px and (amount := _amount(self.spec, point)):
                yield _fixed(self.view, item, amount)
            words = name_text(self.spec, point)
            # a project's name says already what stands here: the same words, or the same spot
            is_place = point["type"] == "place"
            is_near = is_place and bool((np.abs(spots - item.at) < NEAR_PX * px).all(axis=1).any())
            if words in said or is_near or (is_place and words in told):
                continue
            name = replace(self.name(point, point["type"], item.key, ()), at=item.at)
            # the name of a larger circle is served earlier
            sooner = min(0.9, item.reach / px / 60) if item.is_circle else 0.0
            yield replace(name, reach=item.reach, rank=name.rank - sooner)

    def marks(self, laid_over: Sequence[Mark]) -> Iterator[Name]:
        for mark in laid_over:
            if mark.name:
                yield replace(self.name({"name": mark.name}, "mark", mark.key, ()), at=mark.at, reach=mark.reach)

    def neighbours(self, bundle: Bundle) -> Iterator[Name]:
        for feature in bundle["neighbours"]["features"]:
            properties = feature["properties"]
            if properties.get("label"):
                yield self.name(properties, "neighbour", f"neighbour:{properties['id']}", properties["label"])


def _value(spec: MapSpec, code: str) -> str:
    """Return what a district map says of a district; "" where the plan is silent: its hatching says so."""
    is_classed = spec.choropleth is not None and spec.choropleth.classes.get(code, NOT_STATED) >= 0
    return fonts.clean(spec.district_values.get(code, "")) if is_classed else ""


def balanced(text: str, size: float, width: float, weight: Weight) -> list[str]:
    """Return a name in as few lines as a width allows, all about as long; a name too long for any map is cut.

    A Latin word is not broken for the width.
    """
    word = min(fonts.longest_word(text, size, weight), 2 * width)
    width = max(width, word)
    plain = fonts.wrap(text, size, width, weight, most=MOST_LINES)
    if len(plain) < 2 or plain[-1].endswith("…"):  # noqa: PLR2004 - one line is balanced
        return plain
    for share in (1.0, 1.1, 1.2, 1.3):
        even = share * fonts.text_width(text, size, weight) / len(plain)
        narrow = fonts.wrap(text, size, min(width, max(word, even)), weight)
        if len(narrow) == len(plain):
            return narrow
    return plain


def _amount(spec: MapSpec, point: Mapping[str, Any]) -> str:
    said = (point.get("say") or {}).get(spec.measure)
    return fonts.clean(said[1 if spec.language == "en" else 0]) if said else ""


def _fixed(view: View, item: Placed, said: str) -> Name:
    size = max(SMALLEST_MM, SIZES_PX["amount"] * view.px)
    size = fonts.fitting_size(said, size, 1.8 * item.reach, "bold", smallest=SMALLEST_MM)
    rank = RANKS["amount"] - item.reach / view.px / 100
    return Name(f"amount:{item.key}", "amount", "fixed", (said,), item.at, size, COLOURS["amount"], rank, "bold")


def _is_inside(frame: Box, at: tuple[float, float]) -> bool:
    return frame.x < at[0] < frame.right and frame.y < at[1] < frame.top
