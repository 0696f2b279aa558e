"""Where the names of a map go, before anything is drawn; numbers for those without room, and notes that tell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from geo.map_spec import MapSpec
from geo.print_map import figures, furniture, labels, marks, names, overlay
from geo.print_map.labels import Labelling, PlacedName
from geo.print_map.name_styles import ROOM_FOR_AMOUNT_PX
from geo.print_map.notes import Notes, lay_notes
from geo.print_map.numbering import numbered
from geo.print_map.page import Page, arrange
from geo.print_map.shapes import Box
from geo.print_map.view import View, read
from geo.sheet import MapSheet

CORE_HALF_PX, SYMBOL_SHARE, CIRCLE_SHARE, CIRCLE_MOST_PX = 13.0, 0.9, 0.45, 5.0
MOST_SMALLER = 1.12  # a map may become that much smaller for the sake of names


@dataclass(frozen=True, slots=True)
class Lettering:
    """A parted sheet: the boxes of north arrow, scale bar and stamp; names, numbers in place of names, the notes."""

    page: Page
    corners: Sequence[Box]
    labelling: Labelling
    numbers: tuple[PlacedName, ...]
    notes: Notes


def letter_sheet(spec: MapSpec, bundle: Mapping[str, Any], sheet: MapSheet) -> Lettering:
    """Part a sheet and letter its map; once more with room for the numbers' names where the notes have none."""
    found, wanted = _lettered(spec, bundle, sheet, arrange(spec, bundle, sheet))
    if len(found.numbers) == len(wanted):
        return found
    told = [item.name.text for item in wanted]
    tries = [roomy for most in (len(told), len(told) // 2) if (roomy := _roomy(spec, bundle, sheet, told[:most]))]
    for page in tries:
        if page.view.denominator <= MOST_SMALLER * found.page.view.denominator:
            again, _ = _lettered(spec, bundle, sheet, page)
            return again if _unknown(again) <= _unknown(found) else found
    return found


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
    symbols = obstacles_of(view, spec, bundle, placed)
    symbols += [_square(mark.at, mark.reach) for mark in laid_over[: overlay.MOST_OBSTACLES]]
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
    wanted = numbered(labelling, view.frame, corners, view.px, symbols)
    notes, numbers = _fitting_notes(bundle, sheet, page, labelling, wanted)
    return Lettering(page, corners, labelling, tuple(numbers), notes), wanted


def _fitting_notes(
    bundle: Mapping[str, Any], sheet: MapSheet, page: Page, labelling: Labelling, numbers: Sequence[PlacedName]
) -> tuple[Notes, Sequence[PlacedName]]:
    """Return the notes with as many numbers explained as there is room for, and those numbers."""
    count = labelling.left_out_count
    for most in range(len(numbers), 0, -1):
        told = [item.name.text for item in numbers[:most]]
        notes = lay_notes(bundle, sheet, page.notes.width, page.notes.size, count - most, told)
        if notes.height <= page.notes_room + 1e-6:
            return notes, numbers[:most]
    return lay_notes(bundle, sheet, page.notes.width, page.notes.size, count), ()


def _unknown(lettered: Lettering) -> int:
    return lettered.labelling.left_out_count - len(lettered.numbers)


def _square(at: tuple[float, float], half: float) -> Box:
    return Box(at[0] - half, at[1] - half, 2 * half, 2 * half)
