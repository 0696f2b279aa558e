"""Styles of layers as QGIS reads them from a GeoPackage (QML): the colours of the product's own maps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

GREY, PAPER, TEAL, ORANGE = "#8C8675", "#FBFAF6", "#0F5C63", "#C9572A"
VERSION: Final = "3.28.0"
AREA_ALPHA, OPAQUE = 60, 255
NAME_SIZE_PT: Final = "9"
NAME_COLOUR: Final = "38,50,56,255"
KINDS: Final = {"region": "fill", "districts": "fill", "element_areas": "fill", "element_lines": "line"}


def style_of(layer: str, colours: Mapping[str, str]) -> str:
    """Return the style of a layer; layout elements wear the colour of their own (`colours`, by id)."""
    root = Element("qgis", version=VERSION, styleCategories="Symbology|Labeling", labelsEnabled="1")
    kind = (
        "fill"
        if layer in {"region", "districts", "element_areas", "reach"}
        else "line"
        if layer == "element_lines"
        else "marker"
    )
    if colours:
        renderer = SubElement(root, "renderer-v2", type="categorizedSymbol", attr="id", enableorderby="0")
        categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
        for number, (row_id, colour) in enumerate(colours.items()):
            name = str(number)
            SubElement(categories, "category", symbol=name, value=row_id, label=row_id, render="true", type="string")
            _add_symbol(symbols, name, kind, colour, AREA_ALPHA)
    else:
        renderer = SubElement(root, "renderer-v2", type="singleSymbol", enableorderby="0")
        colour, alpha = {"region": (PAPER, OPAQUE), "districts": (PAPER, 0), "projects": (ORANGE, OPAQUE)}.get(
            layer, (TEAL, OPAQUE)
        )
        _add_symbol(SubElement(renderer, "symbols"), "0", kind, colour, alpha)
    _add_names(root)
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(root, encoding="unicode")


def _add_symbol(parent: Element, name: str, kind: str, colour: str, alpha: int) -> None:
    symbol = SubElement(parent, "symbol", type=kind, name=name, alpha="1", clip_to_extent="1", force_rhr="0")
    layer = {"fill": "SimpleFill", "line": "SimpleLine", "marker": "SimpleMarker"}[kind]
    part = SubElement(symbol, "layer", attrib={"class": layer, "enabled": "1", "locked": "0", "pass": "0"})
    edge = colour if alpha == AREA_ALPHA else GREY
    options = {
        "fill": {"color": _rgba(colour, alpha), "outline_color": _rgba(edge, OPAQUE), "outline_width": "0.4"},
        "line": {"line_color": _rgba(colour, OPAQUE), "line_width": "1", "line_style": "dash"},
        "marker": {"name": "circle", "color": _rgba(colour, OPAQUE), "size": "2.6", "outline_color": "255,255,255,255"},
    }[kind]
    table = SubElement(part, "Option", type="Map")
    for key, value in options.items():
        SubElement(table, "Option", type="QString", name=key, value=value)


def _add_names(root: Element) -> None:
    labeling = SubElement(root, "labeling", type="simple")
    settings = SubElement(labeling, "settings", calloutType="simple")
    style = SubElement(
        settings,
        "text-style",
        fieldName="name",
        fontFamily="Noto Sans SC",
        fontSize=NAME_SIZE_PT,
        textColor="38,50,56,255",
    )
    SubElement(style, "text-buffer", bufferDraw="1", bufferSize="0.8", bufferColor="255,255,255,255")


def _rgba(colour: str, alpha: int) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{alpha}"
