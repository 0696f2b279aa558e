"""The chart of one indicator as a Vega-Lite specification. Pure: the browser draws it, nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pages.indicators.chart_data import Datum, Drawing
from pages.shared.labels import word

Spec = dict[str, Any]
FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Noto Sans SC Variable', sans-serif"
INK, SECOND, HAIRLINE = "#1F2A37", "#5B6675", "#E6E3DB"
TARGET, ESTIMATE, FORECAST, ACTUAL, NEEDED = "#0F5C63", "#2B5B8A", "#574593", "#B4471B", "#9A6A12"
HEIGHT_PX, LOW_HEIGHT_PX = 230, 150
BAND_YEARS = 0.14
MOST_TICKS = 9
POINTS: dict[str, Spec] = {
    "baseline": {"type": "point", "shape": "square", "filled": True, "size": 70, "color": INK},
    "estimate": {"type": "point", "shape": "square", "filled": False, "size": 70, "color": ESTIMATE},
    "forecast": {"type": "point", "shape": "triangle-up", "filled": False, "size": 80, "color": FORECAST},
    "target": {"type": "point", "shape": "circle", "filled": True, "size": 85, "color": TARGET},
    "soft": {"type": "point", "shape": "circle", "filled": False, "size": 95, "color": TARGET, "strokeDash": [3, 2]},
    "open_up": {"type": "tick", "orient": "horizontal", "thickness": 3, "size": 24, "color": TARGET},
    "open_down": {"type": "tick", "orient": "horizontal", "thickness": 3, "size": 24, "color": TARGET},
    "actual": {"type": "point", "shape": "diamond", "filled": True, "size": 120, "color": ACTUAL},
}  # fmt: skip
LINES: dict[str, Spec] = {
    "reference": {"type": "line", "color": "#8A94A3", "strokeDash": [2, 3], "strokeWidth": 1.4},
    "forecast": {"type": "line", "color": FORECAST, "strokeDash": [6, 3], "strokeWidth": 1.2},
    "required": {"type": "line", "color": NEEDED, "strokeDash": [7, 3], "strokeWidth": 1.8},
    "actual": {"type": "line", "color": ACTUAL, "strokeWidth": 2},
}
TIPS = ("kind", "value", "when", "source")


def chart_spec(drawing: Drawing, label: str) -> Spec:
    """Return the chart; `label` is read to those who do not see it."""
    bands = [_band(drawing, kind) for kind in ("open_up", "open_down") if kind in drawing.marks]
    ranges = _range(drawing.marks["range"]) if "range" in drawing.marks else []
    lines = [layer(drawing.lines[name], mark) for name, mark in LINES.items() if name in drawing.lines]
    points = [_point(drawing.marks[kind], mark) for kind, mark in POINTS.items() if kind in drawing.marks]
    layers = [_frame(drawing), *bands, *_levels(drawing), *ranges, *lines, *points]
    layers += [*_arrows(drawing), *_labels(drawing)]
    is_sparse = sum(len(found) for found in drawing.marks.values()) == 1
    return specification(layers, LOW_HEIGHT_PX if is_sparse else HEIGHT_PX, label)


def specification(layers: Sequence[Spec], height_px: int, label: str) -> Spec:
    """Return a chart of layers; `label` is read to those who do not see it.

    As SVG, so that Chinese shows as soon as its font is there; without the menu that leads to a page on the internet.
    """
    return {
        "description": label,
        "height": height_px,
        "padding": {"left": 2, "right": 4, "top": 4, "bottom": 4},
        "layer": list(layers),
        "config": config(),
        "usermeta": {"embedOptions": {"actions": False, "renderer": "svg"}},
    }


def config() -> Spec:
    """Return how all charts of the page look."""
    axis = {
        "labelColor": SECOND, "labelFontSize": 12, "tickColor": HAIRLINE, "domainColor": "#CFCABC",
        "gridColor": "#EFEDE6", "title": None,
    }  # fmt: skip
    return {"font": FONT, "axis": axis, "view": {"stroke": None}, "background": "transparent", "text": {"fontSize": 12},
            "point": {"opacity": 1, "strokeWidth": 1.8}, "tick": {"opacity": 1}}  # fmt: skip


def ticks(years: tuple[int, int]) -> list[int]:
    """Return the years written at the axis: all, or every second, third … where there are many.

    >>> ticks((2020, 2024)), ticks((2003, 2020))
    ([2020, 2021, 2022, 2023, 2024], [2004, 2006, 2008, 2010, 2012, 2014, 2016, 2018, 2020])
    """
    step = -(-(years[1] - years[0] + 1) // MOST_TICKS)
    return sorted(range(years[1], years[0] - 1, -step))


def x_axis(years: tuple[int, int]) -> Spec:
    """Return the axis of years, true to the distances between them."""
    axis = {"values": ticks(years), "format": "d", "grid": False, "labelFlush": False}
    return {
        "field": "x", "type": "quantitative", "axis": axis,
        "scale": {"domain": [years[0] - 0.45, years[1] + 0.45], "nice": False, "zero": False},
    }  # fmt: skip


def y_axis(bottom: float, top: float) -> Spec:
    """Return the axis of values between two bounds."""
    return {
        "field": "y", "type": "quantitative", "axis": {"tickCount": 5},
        "scale": {"domain": [bottom, top], "nice": False, "zero": False},
    }  # fmt: skip


def tooltip() -> list[Spec]:
    """Return what a mark tells: kind, value, year, source."""
    return [{"field": name, "type": "nominal", "title": word(f"chart.tip_{name}")} for name in TIPS]


def layer(values: Sequence[Datum], mark: Spec, encoding: Spec | None = None) -> Spec:
    """Return marks at their years and values, with what else the encoding tells."""
    at = {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}
    return {"data": {"values": list(values)}, "mark": mark, "encoding": {**at, **(encoding or {})}}


def _frame(drawing: Drawing) -> Spec:
    """Return a layer without marks that sets both axes."""
    encoding = {"x": x_axis(drawing.years), "y": y_axis(drawing.bottom, drawing.top)}
    return layer([{"x": drawing.years[0], "y": drawing.bottom}], {"type": "point", "opacity": 0}, encoding)


def _point(values: Sequence[Datum], mark: Spec) -> Spec:
    return layer(values, mark, {"tooltip": tooltip()})


def _band(drawing: Drawing, kind: str) -> Spec:
    """Return what lies beyond an open bound, fading: the plan names no end."""
    end = drawing.top if kind == "open_up" else drawing.bottom
    values = [
        {**datum, "x": datum["x"] - BAND_YEARS, "x2": datum["x"] + BAND_YEARS, "y2": end}
        for datum in drawing.marks[kind]
    ]
    near, far = (1, 0) if kind == "open_up" else (0, 1)
    stops = [{"offset": 0, "color": "rgba(15, 92, 99, 0.34)"}, {"offset": 1, "color": "rgba(15, 92, 99, 0.02)"}]
    fill = {"gradient": "linear", "x1": 0, "x2": 0, "y1": near, "y2": far, "stops": stops}
    return layer(values, {"type": "rect", "color": fill}, {"x2": {"field": "x2"}, "y2": {"field": "y2"}})


def _range(values: Sequence[Datum]) -> list[Spec]:
    wide = [{**datum, "x": datum["x"] - BAND_YEARS, "x2": datum["x"] + BAND_YEARS} for datum in values]
    more = {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "tooltip": tooltip()}
    mark = {"type": "rect", "color": "rgba(15, 92, 99, 0.28)", "stroke": TARGET, "strokeWidth": 1.5, "cornerRadius": 2}
    return [layer(wide, mark, more)]


def _levels(drawing: Drawing) -> list[Spec]:
    """Return lines right across for values without a year, named at their left end."""
    values = [{**datum, "x": drawing.years[0] - 0.4} for datum in drawing.levels]
    if not values:
        return []
    y = {"y": {"field": "y", "type": "quantitative"}, "tooltip": tooltip()}
    rule = {
        "data": {"values": values},
        "mark": {"type": "rule", "color": SECOND, "strokeDash": [1, 3], "size": 2},
        "encoding": y,
    }
    named = [{**datum, "text": f"{datum['kind']} {datum['text']}"} for datum in values]
    mark = {"type": "text", "align": "left", "dy": -8, "color": SECOND}
    return [rule, layer(named, mark, {"text": {"field": "text", "type": "nominal"}})]


def _labels(drawing: Drawing) -> list[Spec]:
    """Return the figures at their marks, above or below; those of a range at its upper end."""
    layers = []
    for kind, found in drawing.marks.items():
        colour = {"actual": ACTUAL, "baseline": INK, "estimate": ESTIMATE, "forecast": FORECAST}.get(kind, TARGET)
        at = [{**datum, "y": datum.get("y2", datum["y"])} for datum in found]
        for below, dy in ((False, -13), (True, 15)):
            values = [datum for datum in at if datum["below"] is below]
            mark = {"type": "text", "dy": dy, "color": colour, "fontWeight": 700 if kind == "actual" else 500}
            if values:
                layers.append(layer(values, mark, {"text": {"field": "text", "type": "nominal"}}))
    return layers


def _arrows(drawing: Drawing) -> list[Spec]:
    """Return the arrows at the far end of open bounds."""
    ends = {"open_up": (drawing.top, "↑", 9), "open_down": (drawing.bottom, "↓", -9)}
    layers = []
    for kind, (end, sign, dy) in ends.items():
        values = [{"x": datum["x"], "y": end} for datum in drawing.marks.get(kind, [])]
        mark = {"type": "text", "text": sign, "dy": dy, "fontSize": 15, "fontWeight": 700, "color": TARGET}
        if values:
            layers.append(layer(values, mark))
    return layers
