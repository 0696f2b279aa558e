"""Where the names of a map go, before anything is drawn; numbers for those without room, and notes that tell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely

from geo.map_spec import MapSpec
from geo.print_map import figures, furniture, labels, marks, names, overlay
from geo.print_map.inset import AWAY_MM, Inset, find_inset
from geo.print_map.labels import Labelling, PlacedName
from geo.print_map.name_styles import ROOM_FOR_AMOUNT_PX
from geo.print_map.notes import Notes, lay_notes
from geo.print_map.numbering import numbered
from geo.print_map.page import Page, arrange
from geo.print_map.shapes import Box
from geo.print_map.view import View, read
from geo.sheet import MapSheet

CORE_HALF_PX, SYMBOL_SHARE, CIRCLE_SHARE, CIRCLE_MOST_PX = 13.0, 0.9, 0.45, 5.0
CAPTION_PX = 10.6
ENLARGED = ("project", "place", "zone", "mark")  # whose names stand in the inset alone
MOST_SMALLER = 1.12  # a map may become that much smaller for the sake of names


@dataclass(frozen=True, slots=True)
class Enlarged:
    """An inset with its names, and numbers in place of names."""

    inset: Inset
    labelling: Labelling
    numbers: tuple[PlacedName, ...] = ()


@dataclass(frozen=True, slots=True)
class Lettering:
    """A parted sheet: the boxes of north arrow, scale bar and stamp; names, numbers in place of names, the notes."""

    page: Page
    corners: Sequence[Box]
    labelling: Labelling
    numbers: tuple[PlacedName, ...]
    notes: Notes
    enlarged: Enlarged | None = None

    @property
    def unknown(self) -> int:
        """How many names are neither written nor told by number."""
        others = self.enlarged
        told = len(self.numbers) + (len(others.numbers) if others else 0)
        return self.labelling.left_out_count + (others.labelling.left_out_count if others else 0) - told


def letter_sheet(spec: MapSpec, bundle: Mapping[str, Any], sheet: MapSheet) -> Lettering:
    """Part a sheet and letter its map; once more with room for the numbers' names where the notes have none."""
    found, wanted = _lettered(spec, bundle, sheet, arrange(spec, bundle, sheet))
    told = [item.name.text for item in wanted]
    best, most = found, MOST_SMALLER * found.page.view.denominator
    for count in (len(told), len(told) // 2):
        page = _roomy(spec, bundle, sheet, told[:count]) if best.unknown and count else None
        if page and page.view.denominator <= most:
            again, _ = _lettered(spec, bundle, sheet, page)
            best = again if again.unknown < best.unknown else best
    return best


def _roomy(spec: MapSpec, bundle: Mapping[str, Any], sheet: MapSheet, told: Sequence[str]) -> Page | None:
    try:
        return arrange(spec, bundle, sheet, told)
    except ValueError:
        return None


def letter_map(
    view: View, spec: MapSpec, bundle: Mapping[str, Any], taken: Sequence[Box] = ()
) -> tuple[Labelling, list[Box]]:
    """Return where the names go, none over what is taken, and the boxes of the symbols."""
    placed, laid_over = figures.shown_points(view, spec, bundle), overlay.shown_marks(view, spec)
    wanted = names.wanted_names(view, spec, bundle, placed, laid_over)
    symbols = _symbols(view, spec, bundle)
    return labels.place_names(wanted, view.frame, taken, view.px, symbols), symbols


def region_on_paper(view: View, bundle: Mapping[str, Any]) -> Any:
    """Return the outline of the region as it lies on paper."""
    return shapely.make_valid(view.place(shapely.union_all([read(f) for f in bundle["region"]["features"]])))


def obstacles_of(view: View, spec: MapSpec, bundle: Mapping[str, Any], placed: Sequence[figures.Placed]) -> list[Box]:
    """Return the boxes of symbols and cores; of a circle, through which one can see, only the middle."""
    boxes = []
    for item in placed:
        if item.key.startswith("project:") and item.point["id"] in spec.statuses:
            boxes.append(_square(figures.badge_spot(item), marks.BADGE_PX / 2 * view.px))
        if item.is_circle and item.reach >= ROOM_FOR_AMOUNT_PX * view.px:
            continue  # what it amounts to stands there
        most = CIRCLE_MOST_PX * view.px
        half = min(item.reach * CIRCLE_SHARE, most) if item.is_circle else item.reach * SYMBOL_SHARE
        boxes.append(_square(item.at, half))
    cores = [element for element in figures.shown_elements(spec, bundle) if element["pane"] == "core"]
    return boxes + [_square(view.spot(*element["anchor"]), CORE_HALF_PX * view.px) for element in cores]


def _lettered(
    spec: MapSpec, bundle: Mapping[str, Any], sheet: MapSheet, page: Page
) -> tuple[Lettering, list[PlacedName]]:
    """Return a lettered page and all numbers that it would like to carry."""
    view, region = page.view, region_on_paper(page.view, bundle)
    sizes = [furniture.north_size(page.type_scale), furniture.bar_size(view, page.type_scale, sheet.is_english)]
    sizes += [furniture.stamp_box(sheet.stamp, page.type_scale, view.frame)] if sheet.stamp else []
    corners: list[Box] = []
    for size in sizes:
        corners.append(furniture.free_corner(view.frame, size, region, corners, 2 * page.type_scale))
    labelling, symbols = letter_map(view, spec, bundle, corners)
    enlarged = None
    if inset := _inset(view, spec, bundle, labelling, [*corners, *symbols]):
        shared, larger = _shared_names(view, spec, bundle, inset, corners)
        if shared.left_out_count + larger.labelling.left_out_count <= labelling.left_out_count:
            labelling, enlarged = shared, larger
    return _numbered(bundle, sheet, Lettering(page, corners, labelling, (), page.notes, enlarged), symbols)


def _inset(
    view: View, spec: MapSpec, bundle: Mapping[str, Any], labelling: Labelling, boxes: Sequence[Box]
) -> Inset | None:
    """Return the inset that a map needs; `boxes` are covered already."""
    if "labels" not in spec.layers:
        return None
    symbols = obstacles_of(view, spec, bundle, figures.shown_points(view, spec, bundle))
    missing = [name.at for name in labelling.left_out if name.kind in ENLARGED]
    kept = [item.box for item in labelling.placed if item.name.kind != "neighbour"]
    shapes = [shapely.box(box.x, box.y, box.right, box.top) for box in (*boxes, *kept)]
    shapes += [view.place(read(row)) for row in figures.shown_elements(spec, bundle) if row["geometry"]]
    busy = shapely.union_all([region_on_paper(view, bundle), *shapes]).buffer(AWAY_MM)
    return find_inset(view, symbols, missing, busy, CAPTION_PX * view.px)


def _shared_names(
    view: View, spec: MapSpec, bundle: Mapping[str, Any], inset: Inset, corners: Sequence[Box]
) -> tuple[Labelling, Enlarged]:
    """Return the names of the map and of its inset: what stands inside is named there."""
    placed, laid_over = figures.shown_points(view, spec, bundle), overlay.shown_marks(view, spec)
    wanted = names.wanted_names(view, spec, bundle, placed, laid_over)
    inside = {name.key for name in wanted if name.kind in ENLARGED and inset.holds(name.at)}
    symbols = _symbols(view, spec, bundle)
    rest = [name for name in wanted if name.key not in inside]
    labelling = labels.place_names(rest, view.frame, [*corners, inset.box], view.px, symbols)
    missing = {name.key for name in labelling.left_out if inset.holds(name.at) and name.kind != "piece"}
    larger = inset.view
    points, marked = figures.shown_points(larger, spec, bundle), overlay.shown_marks(larger, spec)
    wanted = [n for n in names.wanted_names(larger, spec, bundle, points, marked) if n.key in inside | missing]
    shown = labels.place_names(wanted, larger.frame, [], view.px, _symbols(larger, spec, bundle))
    named = {item.name.key for item in shown.placed} | {name.key for name in shown.left_out}
    labelling.left_out = [name for name in labelling.left_out if name.key not in named]
    return labelling, Enlarged(inset, shown)


def _symbols(view: View, spec: MapSpec, bundle: Mapping[str, Any]) -> list[Box]:
    symbols = obstacles_of(view, spec, bundle, figures.shown_points(view, spec, bundle))
    marked = overlay.shown_marks(view, spec)[: overlay.MOST_OBSTACLES]
    return symbols + [_square(mark.at, mark.reach) for mark in marked]


def _numbered(
    bundle: Mapping[str, Any], sheet: MapSheet, lettered: Lettering, symbols: Sequence[Box]
) -> tuple[Lettering, list[PlacedName]]:
    """Return a lettered page with as many numbers as its notes have room for, and all that it would like to carry."""
    page, enlarged, view = lettered.page, lettered.enlarged, lettered.page.view
    taken = [*lettered.corners, *([enlarged.inset.box] if enlarged else [])]
    wanted = numbered(lettered.labelling, view.frame, taken, view.px, symbols)
    inside = numbered(enlarged.labelling, enlarged.inset.view.frame, [], view.px) if enlarged else []
    wanted += [_as_number(item, k) for k, item in enumerate(inside, start=len(wanted) + 1)]
    count, columns = lettered.unknown, page.notes.column_count
    for most in range(len(wanted), -1, -1):
        told = [item.name.text for item in wanted[:most]]
        notes = lay_notes(bundle, sheet, page.notes.width, page.notes.size, count - most, told, columns=columns)
        if notes.height <= page.notes_room + 1e-6 or not most:
            break
    own = max(0, len(wanted) - len(inside))
    numbers, others = tuple(wanted[: min(most, own)]), tuple(wanted[own:most])
    larger = replace(enlarged, numbers=others) if enlarged else None
    return replace(lettered, numbers=numbers, notes=notes, enlarged=larger), wanted


def _as_number(item: PlacedName, number: int) -> PlacedName:
    return replace(item, name=replace(item.name, lines=(str(number),)))


def _square(at: tuple[float, float], half: float) -> Box:
    return Box(at[0] - half, at[1] - half, 2 * half, 2 * half)
