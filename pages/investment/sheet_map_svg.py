"""A small map as SVG for the page: the very drawing that the paper has."""

from __future__ import annotations

from geo.locator_drawing import LocatorMap, MapName, Outline, Spot
from pages.investment.sheet_map_style import AREA_STYLES, DRAWN, INK, LAND, NAME_STYLES, RECORDED, SEA, SPOT
from pages.shared.markup import esc

MM_PER_POINT = 25.4 / 72


def map_svg(drawing: LocatorMap, title: str) -> str:
    """Return a map as markup; `title` is what it shows, for those who cannot see it."""
    width, height = drawing.width_mm, drawing.height_mm
    ground = SEA if drawing.has_sea else LAND
    areas = "".join(_outline(one) for role in DRAWN for one in drawing.outlines if one.role == role)
    names = "".join(_name(name) for name in drawing.names)
    return (
        f'<svg class="sheet-map" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{esc(title)}">'
        f'<rect width="{width:g}" height="{height:g}" fill="{ground}"/>{areas}{_spot(drawing.spot)}{names}'
        f"{_bar(drawing)}</svg>"
    )


def _outline(outline: Outline) -> str:
    end = "" if outline.role == "river" else "Z"
    path = "".join("M" + " ".join(f"{x:g} {y:g}" for x, y in ring) + end for ring in outline.rings)
    if outline.role == "river":
        return f'<path d="{path}" fill="none" stroke="#9DBFC9" stroke-width="0.28"/>'
    style = AREA_STYLES[outline.role]
    dash = ' stroke-dasharray="1 0.7"' if style.dashed else ""
    return (
        f'<path d="{path}" fill="{style.fill or "none"}" fill-rule="evenodd" stroke="{style.stroke}" '
        f'stroke-width="{style.width * MM_PER_POINT:.2f}"{dash}/>'
    )


def _spot(spot: Spot | None) -> str:
    if spot is None:
        return ""
    colour = RECORDED if spot.basis == "recorded" else SPOT
    x, y = spot.x, spot.y
    if spot.basis == "recorded":
        frame = f'<path d="M{x:g} {y - 1.9:g} {x + 1.9:g} {y:g} {x:g} {y + 1.9:g} {x - 1.9:g} {y:g}Z"'
    else:
        frame = f'<circle cx="{x:g}" cy="{y:g}" r="1.8"'
    dash = ' stroke-dasharray="0.7 0.5"' if spot.basis in ("district", "schematic") else ""
    dot = 1.2 if spot.basis == "exact" else 0.65
    return (
        f'{frame} fill="#FFFFFF" stroke="{colour}" stroke-width="0.35"{dash}/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="{dot}" fill="{colour}"/>'
    )


def _name(name: MapName) -> str:
    is_bold, colour = NAME_STYLES[name.role]
    weight = ' font-weight="700"' if is_bold else ""
    return (
        f'<text x="{name.x:g}" y="{name.y + 0.36 * name.em_mm:.2f}" font-size="{name.em_mm:g}" text-anchor="middle" '
        f'fill="{colour}"{weight} stroke="#FFFFFF" stroke-width="0.55" paint-order="stroke" '
        f'stroke-linejoin="round">{esc(name.text)}</text>'
    )


def _bar(drawing: LocatorMap) -> str:
    y, right = drawing.height_mm - 2.0, 2.0 + drawing.bar_mm
    return (
        f'<path d="M2 {y - 0.9:g} 2 {y:g} {right:g} {y:g} {right:g} {y - 0.9:g}" fill="none" stroke="{INK}" '
        f'stroke-width="0.25"/><text x="{right + 1:g}" y="{y:g}" font-size="2.2" fill="{INK}" stroke="#FFFFFF" '
        f'stroke-width="0.55" paint-order="stroke" stroke-linejoin="round">'
        f"{drawing.bar_km:g} km</text>"
    )
