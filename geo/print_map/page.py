"""How a sheet is parted: title strip, map frame, and beside or below it legend, notes and 图签栏.

The widest of the arrangements is not the best one: what makes the map largest is, without covering it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo.map_spec import MapSpec
from geo.print_map import fonts
from geo.print_map.arrangements import GAP, LAST_RESORT, TEXT_MM, Content, Page, TitleLine, below, beside, notes_below
from geo.print_map.legend import legend_groups
from geo.print_map.shapes import Box
from geo.print_map.view import region_extent
from geo.sheet import MapSheet, Paper

__all__ = ["TEXT_MM", "Page", "arrange", "title_lines", "type_scale"]

A4_MM2 = 210.0 * 297.0
MARGIN = 6.0  # times the type scale
TITLE_SIZES = (3.3, 7.4, 3.3)
SHRINKS = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68)
SHARES = (0.18, 0.21, 0.25, 0.3, 0.34)  # of a sheet's width, for a column beside the map
ROOMY = 1.12  # a map as large as this, against one that has the sheet for itself, is large enough
WORTH_SMALLER_TEXT = 1.1  # smaller text must make the map that much larger


def type_scale(paper: Paper) -> float:
    """Return how much larger type and symbols are than on A4: less than the sheet itself.

    >>> type_scale(Paper(297, 210)), round(type_scale(Paper(420, 297)), 2)
    (1.0, 1.23)
    """
    return float((paper.width_mm * paper.height_mm / A4_MM2) ** 0.3)


def arrange(spec: MapSpec, bundle: Mapping[str, Any], sheet: MapSheet, numbers: Sequence[str] = ()) -> Page:
    """Return the arrangement with the largest map; the text shrinks before the map gives way.

    `numbers` are the names that the notes will tell by number.
    """
    content = _content(spec, bundle, sheet, numbers)
    whole = content.view(Box(content.body.x, content.body.y, (1 - SHARES[0]) * content.body.w, content.body.h))
    best: Page | None = None
    for shrink in (*SHRINKS, LAST_RESORT):
        if best and (best.view.denominator <= ROOMY * whole.denominator or shrink == LAST_RESORT):
            break
        made = [make(content, shrink, share) for make in (beside, notes_below, below) for share in SHARES]
        found = min((page for page in made if page), key=_rank, default=None)
        if found and (best is None or found.view.denominator * WORTH_SMALLER_TEXT < best.view.denominator):
            best = found
    if best is None:
        raise ValueError("图例或说明过长，纸张容不下：请减少图层或说明，或选更大的纸张")
    return best


def _rank(page: Page) -> tuple[float, float]:
    return page.view.denominator, -page.border.w * page.border.h


def title_lines(titles: Sequence[str], width: float, scale: float) -> tuple[TitleLine, ...]:
    """Return the lines of the title strip from below: a long title shrinks, then wraps; nothing is cut."""
    lines: list[TitleLine] = []
    y = 1.2 * scale
    for level in (2, 1, 0):
        text = fonts.clean(titles[level])
        if not text:
            continue
        weight: fonts.Weight = "bold" if level == 1 else "regular"
        full = TITLE_SIZES[level] * scale
        size = fonts.fitting_size(text, full, width, weight, smallest=0.6 * full)
        for line in reversed(fonts.wrap(text, size, width, weight)):
            y += 0.68 * size
            lines.append(TitleLine(line, size, y, level))
            y += 0.68 * size
    return tuple(lines)


def _content(spec: MapSpec, bundle: Mapping[str, Any], sheet: MapSheet, numbers: Sequence[str]) -> Content:
    scale = type_scale(sheet.paper)
    neat = Box(0, 0, sheet.paper.width_mm, sheet.paper.height_mm).inset(MARGIN * scale)
    lines = title_lines(sheet.titles, neat.w - 12 * scale, scale)
    high = lines[-1].y + 0.68 * lines[-1].size + 1.4 * scale if lines else 0.0
    title = Box(neat.x, neat.top - high, neat.w, high)
    body = Box(neat.x, neat.y, neat.w, neat.h - high).inset(GAP * scale)
    groups = legend_groups(spec, bundle, sheet.is_english)
    return Content(spec, bundle, sheet, region_extent(bundle), groups, scale, neat, title, lines, body, numbers)
