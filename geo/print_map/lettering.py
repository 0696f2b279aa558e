"""Where the names of a map go, before anything is drawn; numbers for those without room, and notes that tell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

import shapely

from geo.map_spec import MapSpec
from geo.print_map import figures, furniture, labels, marks, names, overlay
from geo.print_map.inset import AWAY_MM, Inset, possible_insets
from geo.print_map.labels import Labelling, PlacedName
from geo.print_map.name_styles import ROOM_FOR_AMOUNT_PX
from geo.print_map.notes import Notes, lay_notes
from geo.print_map.numbering import numbered
from geo.print_map.page import Page, arrange
from geo.print_map.shapes import Box
from geo.print_map.view import View, read
from geo.sheet import MapSheet

CORE_HALF_PX, SYMBOL_SHARE, CIRCLE_SHARE, CIRCLE_MOST_PX = 13.0, 0.9, 0.45, 5.0
CAPTION_PX, MOST_INSETS, MOST_TRIED = 10.6, 2, 3
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
    enlarged: tuple[Enlarged, ...] = ()

    @property
    def unknown(self) -> int:
        """How many names are neither written nor told by number."""
        parts = [(self.labelling, self.numbers), *((one.labelling, one.numbers) for one in self.enlarged)]
        return sum(labelling.left_out_count - len(numbers) for labelling, numbers in parts)


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
    symbols = _symbols(view, spec, bundle)
    return labels.place_names(_wanted(view, spec, bundle), view.frame, taken, view.px, symbols), symbols


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
    enlarged: tuple[Enlarged, ...] = ()
    for _ in range(MOST_INSETS):
        found = _with_inset(view, spec, bundle, (labelling, enlarged), corners)
        if found is None:
            break
        labelling, enlarged = found
    return _numbered(bundle, sheet, Lettering(page, corners, labelling, (), page.notes, enlarged), symbols)


Shared = tuple[Labelling, tuple[Enlarged, ...]]


def _with_inset(
    view: View, spec: MapSpec, bundle: Mapping[str, Any], shared: Shared, corners: Sequence[Box]
) -> Shared | None:
    """Return the names of a map with one more inset; None where it needs none, has no room, or would name less."""
    labelling, enlarged = shared
    others = [one.inset for one in enlarged]
    for inset in _insets(view, spec, bundle, labelling, corners, others)[:MOST_TRIED]:
        found = _shared_names(view, spec, bundle, [*others, inset], corners)
        if _missing(found) <= _missing(shared):
            return found
    return None


def _missing(shared: Shared) -> int:
    return shared[0].left_out_count + sum(one.labelling.left_out_count for one in shared[1])


def _insets(
    view: View,
    spec: MapSpec,
    bundle: Mapping[str, Any],
    labelling: Labelling,
    corners: Sequence[Box],
    others: Sequence[Inset],
) -> list[Inset]:
    """Return the insets that a map could do with besides the others; `corners` are covered already."""
    if "labels" not in spec.layers:
        return []
    symbols = obstacles_of(view, spec, bundle, figures.shown_points(view, spec, bundle))
    missing = [name.at for name in labelling.left_out if name.kind in ENLARGED]
    kept = [item.box for item in labelling.placed if item.name.kind != "neighbour"]
    covered = [
        *corners,
        *_symbols(view, spec, bundle),
        *kept,
        *(box for inset in others for box in (inset.box, inset.part)),
    ]
    shapes: list[Any] = [shapely.box(box.x, box.y, box.right, box.top) for box in covered]
    shapes += [view.place(read(row)) for row in figures.shown_elements(spec, bundle) if row["geometry"]]
    shapes += [shapely.LineString(line) for inset in others for line in inset.links()]
    busy = shapely.union_all([region_on_paper(view, bundle), *shapes]).buffer(AWAY_MM)
    return possible_insets(view, symbols, missing, busy, CAPTION_PX * view.px, firm=corners, others=others)


def _shared_names(
    view: View, spec: MapSpec, bundle: Mapping[str, Any], insets: Sequence[Inset], corners: Sequence[Box]
) -> Shared:
    """Return the names of the map and of its insets: what stands inside one is named there."""
    wanted = _wanted(view, spec, bundle)
    inside = [{n.key for n in wanted if n.kind in ENLARGED and inset.holds(n.at)} for inset in insets]
    rest = [name for name in wanted if not any(name.key in keys for keys in inside)]
    taken = [*corners, *(inset.box for inset in insets)]
    labelling = labels.place_names(rest, view.frame, taken, view.px, _symbols(view, spec, bundle))
    enlarged = []
    for inset, keys in zip(insets, inside, strict=True):
        keys |= {name.key for name in labelling.left_out if inset.holds(name.at) and name.kind != "piece"}
        within = [name for name in _wanted(inset.view, spec, bundle) if name.key in keys]
        symbols = _symbols(inset.view, spec, bundle)
        shown = labels.place_names(within, inset.view.frame, [], view.px, symbols)
        known = {name.key for name in within}
        labelling.left_out = [name for name in labelling.left_out if name.key not in known]
        enlarged.append(Enlarged(inset, shown))
    return labelling, tuple(enlarged)


def _wanted(view: View, spec: MapSpec, bundle: Mapping[str, Any]) -> list[names.Name]:
    placed, laid_over = figures.shown_points(view, spec, bundle), overlay.shown_marks(view, spec)
    return names.wanted_names(view, spec, bundle, placed, laid_over)


def _symbols(view: View, spec: MapSpec, bundle: Mapping[str, Any]) -> list[Box]:
    symbols = obstacles_of(view, spec, bundle, figures.shown_points(view, spec, bundle))
    marked = overlay.shown_marks(view, spec)[: overlay.MOST_OBSTACLES]
    return symbols + [_square(mark.at, mark.reach) for mark in marked]


def _numbered(
    bundle: Mapping[str, Any], sheet: MapSheet, lettered: Lettering, symbols: Sequence[Box]
) -> tuple[Lettering, list[PlacedName]]:
    """Return a lettered page with as many numbers as its notes have room for, and all that it would like to carry."""
    page, enlarged, view = lettered.page, lettered.enlarged, lettered.page.view
    taken = [*lettered.corners, *(one.inset.box for one in enlarged)]
    parts = [numbered(lettered.labelling, view.frame, taken, view.px, symbols)]
    parts += [numbered(one.labelling, one.inset.view.frame, [], view.px) for one in enlarged]
    wanted = [_as_number(item, k) for k, item in enumerate(chain(*parts), start=1)]
    count, columns, most = lettered.unknown, page.notes.column_count, len(wanted)
    for most in range(len(wanted), -1, -1):
        told = [item.name.text for item in wanted[:most]]
        notes = lay_notes(bundle, sheet, page.notes.width, page.notes.size, count - most, told, columns=columns)
        if notes.height <= page.notes_room + 1e-6:
            break
    told_items, first = iter(wanted[:most]), len(parts[0])
    numbers = tuple(islice(told_items, first))
    larger = tuple(
        replace(one, numbers=tuple(islice(told_items, len(part))))
        for one, part in zip(enlarged, parts[1:], strict=True)
    )
    return replace(lettered, numbers=numbers, notes=notes, enlarged=larger), wanted


def _as_number(item: PlacedName, number: int) -> PlacedName:
    return replace(item, name=replace(item.name, lines=(str(number),)))


def _square(at: tuple[float, float], half: float) -> Box:
    return Box(at[0] - half, at[1] - half, 2 * half, 2 * half)
