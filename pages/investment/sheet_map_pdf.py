"""A small map drawn on a PDF page as vectors."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from geo.locator_drawing import LocatorMap, MapName, Outline, Spot
from pages.investment.sheet_map_style import AREA_STYLES, DRAWN, INK, LAND, NAME_STYLES, RECORDED, SEA, SPOT
from pages.shared.pdf_page import BOLD, MM, REGULAR


def draw_map(canvas: Canvas, drawing: LocatorMap, left: float, top: float, scale: float = 1.0) -> None:
    """Draw a map with its upper left corner at a place in points; `scale` shrinks it."""
    canvas.saveState()
    canvas.translate(left, top)
    canvas.scale(MM * scale, MM * scale)
    _clip(canvas, drawing)
    canvas.setFillColor(HexColor(SEA if drawing.has_sea else LAND))
    canvas.rect(0, -drawing.height_mm, drawing.width_mm, drawing.height_mm, stroke=0, fill=1)
    for role in DRAWN:
        for outline in drawing.outlines:
            if outline.role == role:
                _draw_outline(canvas, outline)
    if drawing.spot:
        draw_spot(canvas, drawing.spot)
    for name in drawing.names:
        _draw_name(canvas, name)
    _draw_bar(canvas, drawing)
    canvas.restoreState()
    canvas.setStrokeColor(HexColor("#C9C4B5"))
    canvas.setLineWidth(0.5)
    width, height = drawing.width_mm * MM * scale, drawing.height_mm * MM * scale
    canvas.rect(left, top - height, width, height, stroke=1, fill=0)


def draw_spot(canvas: Canvas, spot: Spot) -> None:
    """Draw the symbol of the project: full where its position is known, dashed and hollow where it is schematic."""
    x, y = spot.x, -spot.y
    colour = HexColor(RECORDED if spot.basis == "recorded" else SPOT)
    canvas.setStrokeColor(colour)
    canvas.setFillColor(HexColor("#FFFFFF"))
    canvas.setLineWidth(0.35)
    if spot.basis == "recorded":
        _diamond(canvas, x, y, 1.9)
    else:
        canvas.setDash([0.7, 0.5] if spot.basis in ("district", "schematic") else [])
        canvas.circle(x, y, 1.8, stroke=1, fill=1)
        canvas.setDash([])
    canvas.setFillColor(colour)
    canvas.circle(x, y, 1.2 if spot.basis == "exact" else 0.65, stroke=0, fill=1)


def _diamond(canvas: Canvas, x: float, y: float, radius: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y + radius)
    for dx, dy in ((radius, 0), (0, -radius), (-radius, 0)):
        path.lineTo(x + dx, y + dy)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)


def _clip(canvas: Canvas, drawing: LocatorMap) -> None:
    path = canvas.beginPath()
    path.rect(0, -drawing.height_mm, drawing.width_mm, drawing.height_mm)
    canvas.clipPath(path, stroke=0, fill=0)


def _draw_outline(canvas: Canvas, outline: Outline) -> None:
    path = canvas.beginPath()
    for ring in outline.rings:
        path.moveTo(ring[0][0], -ring[0][1])
        for x, y in ring[1:]:
            path.lineTo(x, -y)
        if outline.role != "river":
            path.close()
    if outline.role == "river":
        canvas.setStrokeColor(HexColor("#9DBFC9"))
        canvas.setLineWidth(0.8 / MM)
        canvas.drawPath(path, stroke=1, fill=0)
        return
    style = AREA_STYLES[outline.role]
    canvas.setLineWidth(style.width / MM)
    canvas.setStrokeColor(HexColor(style.stroke))
    canvas.setDash([1.0, 0.7] if style.dashed else [])
    if style.fill:
        canvas.setFillColor(HexColor(style.fill))
    canvas.drawPath(path, stroke=1, fill=int(bool(style.fill)), fillMode=0)
    canvas.setDash([])


def _draw_name(canvas: Canvas, name: MapName) -> None:
    is_bold, colour = NAME_STYLES[name.role]
    font = BOLD if is_bold else REGULAR
    width = canvas.stringWidth(name.text, font, name.em_mm)
    _write(canvas, name.text, (name.x - width / 2, -name.y - name.em_mm * 0.36), (font, name.em_mm), colour)


def _write(canvas: Canvas, words: str, at: tuple[float, float], font: tuple[str, float], colour: str) -> None:
    """Write words from a place on, with a white halo."""
    for mode, paint in ((1, "#FFFFFF"), (0, colour)):
        canvas.saveState()  # how type is painted outlasts the text object
        text = canvas.beginText()
        text.setFont(*font)
        text.setTextRenderMode(mode)
        text.setStrokeColor(HexColor("#FFFFFF"))
        text.setFillColor(HexColor(paint))
        canvas.setLineWidth(0.55)
        canvas.setLineJoin(1)
        text.setTextOrigin(*at)
        text.textOut(words)
        canvas.drawText(text)
        canvas.restoreState()


def _draw_bar(canvas: Canvas, drawing: LocatorMap) -> None:
    x, y = 2.0, -drawing.height_mm + 2.0
    canvas.setFillColor(HexColor("#FFFFFF"))
    canvas.setStrokeColor(HexColor(INK))
    canvas.setLineWidth(0.25)
    path = canvas.beginPath()
    path.moveTo(x, y + 0.9)
    path.lineTo(x, y)
    path.lineTo(x + drawing.bar_mm, y)
    path.lineTo(x + drawing.bar_mm, y + 0.9)
    canvas.drawPath(path, stroke=1, fill=0)
    _write(canvas, f"{drawing.bar_km:g} km", (x + drawing.bar_mm + 1, y), (REGULAR, 2.2), INK)
