"""What stands around the map: titles, scale bar, north arrow, 图签栏, sources, notes, stamp."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import shapely

from geo import crs
from geo.print_map.canvas import MM_PER_PT, Canvas, fitted_size, text_size, wrap
from geo.print_map.window import Rect, Window
from geo.sheet import MapSheet

INK, SECOND, ACCENT, RULE, RED = "#1F2A37", "#55606B", "#0F5C63", "#8C8675", "#B4232A"
SMALL_PT: Final = 6.6
WORDS: Final[dict[str, tuple[str, str]]] = {
    "figure_name": ("图　　名", "Figure"),
    "figure_number": ("图　　号", "Figure no."),
    "scale": ("比 例 尺", "Scale"),
    "system": ("坐标系与投影", "System, projection"),
    "organisation": ("编制单位", "Drawn by"),
    "reviewer": ("审　　核", "Reviewed by"),
    "made_on": ("成图日期", "Drawn on"),
    "data_as_of": ("资料截止", "Data as of"),
    "version": ("数据版本", "Data version"),
    "secrecy": ("密　　级", "Secrecy"),
    "approval_number": ("审 图 号", "Approval no."),
    "sources": ("资料来源", "Sources"),
    "notes": ("说明", "Notes"),
    "kilometres": ("千米", "km"),
}
# rows of the title block; two cells share a row
BLOCK: Final = (
    ("figure_name", "figure_number"),
    ("scale", "version"),
    ("system", ""),
    ("organisation", "reviewer"),
    ("made_on", "data_as_of"),
    ("approval_number", "secrecy"),
)
BAR_STEPS: Final = (1, 2, 5)


def words_of(name: str, sheet: MapSheet) -> str:
    """Return a fixed word of the sheet in its language."""
    return WORDS[name][1 if sheet.is_english else 0]


def bar_kilometres(window: Window, widest_mm: float) -> float:
    """Return the length of a scale bar in round kilometres that fits a width; it is drawn in four parts."""
    most = widest_mm * window.metres_per_mm / 1000
    power = 10.0 ** math.floor(math.log10(most))
    return float(max(step * power for step in (*BAR_STEPS, 0.5) if step * power <= most))


def draw_scale_bar(canvas: Canvas, window: Window, sheet: MapSheet, right: float, bottom: float, scale: float) -> Rect:
    """Draw the bar with its lower right corner at a place; return its box."""
    kilometres = bar_kilometres(window, 46 * scale)
    length, height, size = kilometres * 1000 / window.metres_per_mm, 1.2 * scale, 7.0 * scale
    unit = words_of("kilometres", sheet)
    end = text_size(f"{kilometres:g} {unit}", size)[0] / 2
    left = right - length - end
    for part in range(4):
        start = left + part * length / 4
        fill = INK if part % 2 == 0 else "#FFFFFF"
        canvas.box(start, bottom, start + length / 4, bottom + height, fill=fill, edge=INK, width=0.2)
    y = bottom + height + 0.7 * scale
    for share in (0, 0.5, 1):
        told = f"{kilometres * share:g}" + (f" {unit}" if share == 1 else "")
        canvas.text(left + share * length, y, told, size, across="center", halo="#FFFFFF", halo_mm=0.35)
    number = f"1:{window.scale_number:,.0f}"
    top = y + size * 1.25 * MM_PER_PT
    canvas.text(left + length / 2, top, number, size, across="center", is_bold=True, halo="#FFFFFF", halo_mm=0.35)
    return left - 3, bottom - 1, right + 1, top + size * MM_PER_PT + 1


def draw_north(canvas: Canvas, window: Window, right: float, top: float, scale: float) -> Rect:
    """Draw the arrow to true north with its upper right corner at a place; return its box.

    It leans by the meridian convergence at its own place, which a map of one zone hardly shows.
    """
    height, width = 11.0 * scale, 5.6 * scale
    x, y = right - width / 2 - 1, top - height - 4.2 * scale
    metres = (x - window.rect[0]) * window.metres_per_mm + window.west, window.south
    here = crs.from_metric(shapely.Point(metres), window.meridian)
    north = window.point(here.x, here.y + 0.1)
    foot = window.point(here.x, here.y)
    lean = math.atan2(north[0] - foot[0], north[1] - foot[1])
    turn = np.array([[math.cos(lean), -math.sin(lean)], [math.sin(lean), math.cos(lean)]])
    for sign, fill in ((1, INK), (-1, "#FFFFFF")):
        half = np.array([(0, height), (sign * width / 2, 0), (0, height * 0.22), (0, height)]) @ turn
        canvas.area(shapely.Polygon(half + (x, y)), fill=fill, edge=INK, width=0.22)
    canvas.text(x, y + height + 0.8, "N", 9 * scale, across="center", is_bold=True, halo="#FFFFFF")
    return x - width / 2 - 1, y - 1, right, top


def draw_titles(canvas: Canvas, sheet: MapSheet, left: float, right: float, top: float, scale: float) -> float:
    """Draw the titles centred under a line; return the height that they take, mm."""
    plan, figure, subject = sheet.titles
    middle, width, y = (left + right) / 2, right - left, top
    for text, size, is_bold, colour in (
        (plan, 9.5, False, SECOND),
        (figure, 19.0, True, INK),
        (subject, 9.5, False, ACCENT),
    ):
        if text:
            fit = fitted_size(text, width, size * scale, is_bold=is_bold)
            y -= fit * 1.32 * MM_PER_PT
            canvas.text(middle, y + fit * 0.28 * MM_PER_PT, text, fit, across="center", is_bold=is_bold, colour=colour)
    return top - y + 1.2 * scale


def block_size(scale: float) -> tuple[float, float]:
    """Return width and height in mm of the title block."""
    return 104 * scale, len(BLOCK) * 4.5 * scale


def draw_block(canvas: Canvas, window: Window, sheet: MapSheet, right: float, bottom: float, scale: float) -> None:
    """Draw 图签栏 with its lower right corner at a place: what is not known is a line to fill in."""
    width, height = block_size(scale)
    left, row_height, size = right - width, height / len(BLOCK), SMALL_PT * scale
    told = _block_values(window, sheet)
    label_width = max(text_size(words_of(name, sheet), size)[0] for row in BLOCK for name in row if name) + 2.4 * scale
    canvas.box(left, bottom, right, bottom + height, fill="#FFFFFF", edge=INK, width=0.3)
    for number, row in enumerate(BLOCK):
        y = bottom + height - (number + 1) * row_height
        if number:
            canvas.line([(left, y + row_height), (right, y + row_height)], colour=RULE, width=0.12)
        middle = left + width * (0.5 if row[1] else 1)
        for name, start, end in ((row[0], left, middle), (row[1], middle, right)):
            if name:
                canvas.box(start, y, start + label_width, y + row_height, fill="#F1EFE8")
                canvas.text(
                    start + label_width / 2, y + row_height / 2, words_of(name, sheet), size, across="center",
                    up="center_baseline", colour=SECOND,
                )  # fmt: skip
                room = end - start - label_width - 2 * scale
                fit = fitted_size(told[name], room, size, is_bold=name == "figure_name")
                canvas.text(
                    start + label_width + scale, y + row_height / 2, told[name], fit, up="center_baseline",
                    is_bold=name == "figure_name",
                )  # fmt: skip
                canvas.line([(start + label_width, y), (start + label_width, y + row_height)], colour=RULE, width=0.12)
                canvas.line([(start, y), (start, y + row_height)], colour=RULE, width=0.12)
    canvas.box(left, bottom, right, bottom + height, edge=INK, width=0.3)


def draw_notes(canvas: Canvas, sheet: MapSheet, rect: Rect, scale: float) -> None:
    """Write sources, numbered notes and the 示意 note into a rectangle; type shrinks until all of it fits."""
    left, bottom, right, top = rect
    size = SMALL_PT * scale
    while True:
        lines = _note_lines(sheet, right - left, size)
        step = size * 1.42 * MM_PER_PT
        if len(lines) * step <= top - bottom or size < 4:  # noqa: PLR2004 - no one reads smaller type
            break
        size *= 0.95
    for number, (text, colour, is_bold) in enumerate(lines):
        canvas.text(left, top - (number + 0.75) * step, text, size, colour=colour, is_bold=is_bold)


def draw_stamp(canvas: Canvas, sheet: MapSheet, left: float, top: float, scale: float) -> None:
    """Print the stamp (内部资料) large in a red frame, beside the titles."""
    if sheet.stamp:
        size = 15 * scale
        width, height = text_size(sheet.stamp, size, is_bold=True)
        canvas.box(left, top - height - 2.4, left + width + 5, top, fill="#FFFFFF", alpha=0.9, edge=RED, width=0.6)
        canvas.text(
            left + 2.5, top - height / 2 - 1.2, sheet.stamp, size, colour=RED, is_bold=True, up="center_baseline"
        )


def graticule(window: Window) -> tuple[list[tuple[float, float, str]], list[tuple[float, float, str]]]:
    """Return where round meridians meet the lower edge and round parallels the left edge: x, y in mm and the words."""
    west, south, east, north = window.degrees()
    step = next(s for s in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0) if (east - west) / s <= 7 or s == 5.0)  # noqa: PLR2004
    left, bottom, right, top = window.rect
    lons, lats = [], []
    for lon in np.arange(math.ceil(west / step) * step, east, step):
        meridian = window.place(shapely.LineString([(lon, south), (lon, north)]))
        cut = meridian.intersection(shapely.LineString([(left, bottom), (right, bottom)]))
        if not cut.is_empty:
            lons.append((cut.centroid.x, bottom, _degrees(lon, "E")))
    for lat in np.arange(math.ceil(south / step) * step, north, step):
        parallel = window.place(shapely.segmentize(shapely.LineString([(west, lat), (east, lat)]), 0.2))
        cut = parallel.intersection(shapely.LineString([(left, bottom), (left, top)]))
        if not cut.is_empty:
            lats.append((left, cut.centroid.y, _degrees(lat, "N")))
    return lons, lats


def _degrees(value: float, side: str) -> str:
    minutes = round(value * 60)
    rest = f"{minutes % 60:02d}′" if minutes % 60 else ""
    return f"{minutes // 60}°{rest}{side}"


def _block_values(window: Window, sheet: MapSheet) -> dict[str, str]:
    block = sheet.block
    system = (
        f"CGCS2000, Gauss–Krüger 3°, CM {window.meridian}°E"
        if sheet.is_english
        else f"CGCS2000 · 高斯-克吕格3°带 · 中央经线{window.meridian}°E"
    )
    own = {name: getattr(block, name) for row in BLOCK for name in row if hasattr(block, name)}
    return {**own, "scale": f"1:{window.scale_number:,.0f}", "system": system}


def _note_lines(sheet: MapSheet, width: float, size: float) -> list[tuple[str, str, bool]]:
    lines: list[tuple[str, str, bool]] = []
    if sheet.disclaimer:
        lines += [(line, INK, True) for line in wrap(sheet.disclaimer, width, size, is_bold=True)]
    for name, texts in (("notes", sheet.notes), ("sources", sheet.sources)):
        is_numbered = name == "notes"
        for number, text in enumerate(texts, start=1):
            head = f"{words_of(name, sheet)}　" if number == 1 else ""
            told = f"{head}{number}. {text}" if is_numbered else f"{head}{text}"
            lines += [(line, SECOND, False) for line in wrap(told, width, size)]
    return lines
