"""The layers of an extract as KML: a folder per layer, each thing with its facts and its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Final

import pandas as pd
import simplekml  # type: ignore[import-untyped]
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from data.export import defused, printable
from data.schema import label
from data.takeaway.extract import Extract
from data.takeaway.files import all_notes
from geo.layer_frames import LAYERS, layer_frames

AREA_ALPHA: Final = "40"
LINE_WIDTH: Final = 2
DEFAULT_COLOURS: Final = {"projects": "#C9572A", "places": "#5B6675"}
EDGE: Final = "#8C8675"
UNTOLD: Final = frozenset({"geometry", "name", "colour", "id"})


def kml_bytes(extract: Extract, layers: Iterable[str] = LAYERS) -> bytes:
    """Return KML in degrees (WGS84; CGCS2000 agrees with it to within a decimetre)."""
    document = simplekml.Kml(name=_clean(extract.plan.title or extract.plan.plan_id))
    document.document.description = _table(all_notes(extract))
    for layer, frame in layer_frames(extract, layers).items():
        folder = document.newfolder(name=LAYERS[layer][0 if extract.language == "zh" else 1])
        for row in frame.to_dict("records"):
            for part in _parts(row["geometry"]):
                _add(folder, part, row, layer, extract)
    text: str = document.kml()
    return text.encode()


def _add(folder: simplekml.Folder, part: BaseGeometry, row: Mapping[str, Any], layer: str, extract: Extract) -> None:
    colour = row.get("colour") or DEFAULT_COLOURS.get(layer, EDGE)
    if isinstance(part, Point):
        thing = folder.newpoint(coords=[(part.x, part.y)])
        thing.style.iconstyle.icon.href = ""  # the programs' own mark: nothing is to be fetched
        thing.style.iconstyle.color = _kml_colour(colour, "ff")
    elif isinstance(part, LineString):
        thing = folder.newlinestring(coords=list(part.coords))
        thing.style.linestyle.color, thing.style.linestyle.width = _kml_colour(colour, "ff"), LINE_WIDTH
    elif isinstance(part, Polygon):
        holes = [list(ring.coords) for ring in part.interiors]
        thing = folder.newpolygon(outerboundaryis=list(part.exterior.coords), innerboundaryis=holes)
        thing.style.polystyle.color = _kml_colour(colour, AREA_ALPHA if "colour" in row else "00")
        thing.style.linestyle.color, thing.style.linestyle.width = _kml_colour(colour, "ff"), LINE_WIDTH
    thing.name = _clean(str(row["name"]))
    told = [(label(key, None, extract.language), value) for key, value in row.items() if key not in UNTOLD]
    thing.description = _table((name, _written(value)) for name, value in told if not _is_blank(value))


def _parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    if isinstance(geometry, MultiPolygon | MultiLineString):
        return list(geometry.geoms)
    return [geometry] if isinstance(geometry, Point | LineString | Polygon) else []


def _table(rows: Iterable[tuple[str, str]]) -> str:
    """Return rows as HTML, which programs show in a balloon: all text is escaped."""
    lines = (f"<tr><th>{escape(_clean(name))}</th><td>{escape(_clean(text))}</td></tr>" for name, text in rows)
    return f"<table>{''.join(lines)}</table>"


def _clean(text: str) -> str:
    return defused(printable(text))


def _written(value: Any) -> str:
    return f"{value:,.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def _is_blank(value: Any) -> bool:
    return value is None or value == "" or bool(pd.isna(value))


def _kml_colour(colour: str, alpha: str) -> str:
    """Return `#RRGGBB` as KML has it: alpha, blue, green, red."""
    return f"{alpha}{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()
