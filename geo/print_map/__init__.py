"""A map on paper."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import shapely
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from geo.frontend import paper_font
from geo.map_spec import MapSpec
from geo.sheet import Format, MapSheet

INCH_MM = 25.4


def print_map(spec: MapSpec, bundle: Mapping[str, Any], sheet: MapSheet, format: Format, *, dpi: int = 300) -> bytes:
    """Return a sheet as a file."""
    figure = Figure(figsize=(sheet.paper.width_mm / INCH_MM, sheet.paper.height_mm / INCH_MM))
    font = FontProperties(fname=str(paper_font("regular")))
    axes = figure.add_axes((0.05, 0.12, 0.9, 0.75))
    for feature in bundle["districts"]["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        for part in getattr(shape, "geoms", [shape]):
            axes.fill(*part.exterior.xy, fill=False)
    for height, text in zip((0.96, 0.93, 0.9), sheet.titles, strict=True):
        figure.text(0.5, height, text, ha="center", fontproperties=font, parse_math=False)
    for place, text in enumerate([*sheet.sources, *sheet.notes, sheet.disclaimer, str(sheet.block.approval_number)]):
        figure.text(0.05, 0.1 - 0.015 * place, text, fontproperties=font, fontsize=6, parse_math=False)
    figure.text(0.95, 0.95, sheet.stamp, ha="right", color="red", fontsize=20, fontproperties=font)
    file = io.BytesIO()
    figure.savefig(file, format=format, dpi=dpi)
    return file.getvalue()
