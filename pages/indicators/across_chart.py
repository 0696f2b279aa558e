"""One indicator in several plans as one chart: a colour and a name per plan, marks as their comparators say. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.across import Line
from data.actuals import Years
from data.plan import IndicatorValue
from pages.indicators.chart_data import Datum, stated_source
from pages.indicators.chart_spec import Spec, layer, specification, tooltip, x_axis, y_axis
from pages.indicators.values import value_words, when
from pages.shared.labels import joined, region_of, value_label, word

COLOURS = ("#0F5C63", "#B4471B", "#574593", "#2B5B8A", "#6E7A1F", "#8C2F5B")
SHAPES = {"baseline": "square", "estimate": "square", "forecast": "triangle-up", "standard": "stroke"}
HOLLOW = {"estimate", "forecast"}
OPEN = {"ge": "↑", "gt": "↑", "le": "↓", "lt": "↓"}
HEIGHT_PX = 380
NAME_YEARS = 1.6
HEADROOM = 0.15
CLOSEST = 0.07
SIZE, SIZE_STEP = 75, 60
CLUSTERED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Drawn:
    """One plan's dated marks in the common unit, in its colour."""

    line: Line
    colour: str
    marks: list[Datum]
    actuals: list[Datum]


def drawn_lines(lines: Sequence[Line], unit: str, actuals: Mapping[str, Years]) -> list[Drawn]:
    """Return what can be drawn: dated values in the common unit; `actuals` are by plan id and series."""
    found = []
    for at, line in enumerate(lines):
        marks = [_mark(line, row, number) for row in line.rows() if (number := line.number(row, unit)) is not None]
        recorded = [
            {"x": one.year, "y": one.value * line.factor}
            for one in actuals.get(f"{line.plan.plan_id}/{line.series.key}", ())
            if line.factor is not None
        ]
        dated = sorted((mark for mark in marks if mark["x"]), key=lambda mark: mark["x"])
        found.append(Drawn(line, COLOURS[at % len(COLOURS)], dated, recorded))
    return found


def across_spec(drawn: Sequence[Drawn], label: str) -> Spec | None:
    """Return the chart; None where no value has a year."""
    values = [mark for one in drawn for mark in (*one.marks, *one.actuals)]
    if not values:
        return None
    bottom, top = _bounds([mark[name] for mark in values for name in ("y", "y2") if mark.get(name) is not None])
    years = (min(mark["x"] for mark in values), max(mark["x"] for mark in values))
    x = x_axis(years)
    x["scale"]["domain"][1] += NAME_YEARS
    hidden = {"type": "point", "opacity": 0}
    first = layer([{"x": years[0], "y": bottom}], hidden, {"x": x, "y": y_axis(bottom, top)})
    # what has few marks is drawn larger and beneath, so that equal values of two plans both show
    ordered = sorted(drawn, key=lambda one: -len(one.marks))
    layers = [part for rank, one in enumerate(ordered) for part in _layers(one, SIZE + SIZE_STEP * rank)]
    by_size = sorted(layers, key=lambda part: -part["mark"].get("size", 0))
    return specification([first, *by_size, *_names(drawn, top - bottom)], HEIGHT_PX, label)


def is_truncated(drawn: Sequence[Drawn]) -> bool:
    """Tell whether the vertical axis does not start at 0."""
    values = [
        mark[name]
        for one in drawn
        for mark in (*one.marks, *one.actuals)
        for name in ("y", "y2")
        if mark.get(name) is not None
    ]
    return bool(values) and _bounds(values)[0] > 0


def _bounds(found: Sequence[float]) -> tuple[float, float]:
    low, high = min(found), max(found)
    if low > 0 and low < high and high - low < CLUSTERED_SHARE * high:
        return low - 2 * HEADROOM * (high - low), high + HEADROOM * (high - low)
    room = (max(high, 0) - min(low, 0)) or 1
    return min(0.0, low), high + HEADROOM * room


def _mark(line: Line, row: IndicatorValue, number: float) -> Datum:
    top = line.number(row, line.series.unit) if row.value_max is not None else None
    scale = number / top if top else 1
    return {
        "x": row.year or 0, "y": number, "y2": row.value_max * scale if row.value_max is not None else None,
        "kind": joined([region_of(line.plan), value_label("value_kind", row.value_kind)]),
        "value": value_words(row), "when": when(row) or word("indicator.no_year"), "source": stated_source(row),
        "shape": row.value_kind, "sign": OPEN.get(row.comparator, ""),
        "soft": row.comparator == "about" or row.is_striving,
    }  # fmt: skip


def _layers(one: Drawn, size: int) -> list[Spec]:
    """Return a plan's dotted line, ranges, marks and recorded values."""
    layers = [layer(one.marks, {"type": "line", "color": one.colour, "strokeDash": [2, 3], "strokeWidth": 1.4})]
    ranges = [mark for mark in one.marks if mark["y2"] is not None]
    if ranges:
        bar = {"type": "rule", "color": one.colour, "strokeWidth": 11, "opacity": 0.7}
        layers.append(layer(ranges, bar, {"y2": {"field": "y2"}, "tooltip": tooltip()}))
    single = [mark for mark in one.marks if mark["y2"] is None]
    for shape in dict.fromkeys(mark["shape"] for mark in single):
        for soft in (False, True):
            found = [mark for mark in single if mark["shape"] == shape and mark["soft"] is soft]
            if found:
                layers.append(layer(found, _point(one.colour, shape, size, soft=soft), {"tooltip": tooltip()}))
    signs = [mark for mark in one.marks if mark["sign"]]
    if signs:
        arrow = {"type": "text", "dy": -13, "fontSize": 15, "fontWeight": 700, "color": one.colour}
        layers.append(layer(signs, arrow, {"text": {"field": "sign", "type": "nominal"}}))
    if one.actuals:
        drawn = {
            "type": "line",
            "color": one.colour,
            "strokeWidth": 2,
            "point": {"shape": "diamond", "filled": True, "size": 110, "color": one.colour},
        }
        layers.append(layer(one.actuals, drawn))
    return layers


def _point(colour: str, shape: str, size: int, *, soft: bool) -> Spec:
    is_hollow = soft or shape in HOLLOW
    mark: Spec = {
        "type": "point",
        "shape": SHAPES.get(shape, "circle"),
        "filled": not is_hollow,
        "size": size,
        "color": colour,
        "opacity": 1,
    }
    return {**mark, "strokeWidth": 1.8, **({"strokeDash": [3, 2]} if soft else {})}


def _names(drawn: Sequence[Drawn], height: float) -> list[Spec]:
    """Return each plan's name at its last mark; names that would cover one another move apart."""
    last = sorted((one for one in drawn if one.marks), key=lambda one: one.marks[-1]["y"])
    layers, taken = [], []
    for one in last:
        mark = one.marks[-1]
        y = mark["y"]
        while any(abs(y - other) < CLOSEST * height and abs(mark["x"] - year) <= NAME_YEARS for year, other in taken):
            y += CLOSEST * height / 4
        taken.append((mark["x"], y))
        text = {"type": "text", "align": "left", "dx": 10, "color": one.colour, "fontWeight": 600, "fontSize": 13}
        named = [{"x": mark["x"], "y": y, "name": f"{region_of(one.line.plan)} {mark['value']}"}]
        layers.append(layer(named, text, {"text": {"field": "name", "type": "nominal"}}))
    return layers
