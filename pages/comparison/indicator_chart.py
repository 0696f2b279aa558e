"""The chart of one indicator over the years, a line per plan: never bars, which would rank what differs."""

from __future__ import annotations

from collections.abc import Sequence

from data.comparison.indicators import SharedIndicator
from data.demand import quantity_of
from data.plan import IndicatorValue, Plan
from pages.comparison import choices
from pages.comparison.chart_look import SMALL, Spec, chart, legend, plan_colour, tooltip
from pages.comparison.indicator_words import value_text
from pages.shared.labels import unit_text, value_label, word

HEIGHT_PX = 250
# kind of value → shape of its point
SHAPES = {
    "baseline": "circle",
    "estimate": "square",
    "target": "diamond",
    "forecast": "triangle-up",
    "standard": "cross",
}


def indicator_chart(shared: SharedIndicator, plans: Sequence[Plan]) -> Spec | None:
    """Return the chart; None where no value has a year and a figure, or the units cannot be brought together."""
    stating = [plan for plan in plans if plan.plan_id in shared.series]
    points = [point for plan in stating for point in _points(shared, plan)]
    if not points or len({point["unit"] for point in points}) > 1:
        return None
    said = tooltip(
        plan=word("frame.plan"),
        when=word("indicator.year_filter"),
        text=word("indicator.value"),
        kind_name=word("indicator.kind"),
    )
    text = {"field": "text", "type": "nominal"}
    layers: list[Spec] = [
        {"mark": {"type": "line", "strokeWidth": 1.4, "opacity": 0.55}},
        # a range is drawn from its lower to its upper end
        {"mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.5}, "encoding": {"y2": {"field": "top"}}},
        {
            "mark": {"type": "point", "filled": True, "size": 75, "opacity": 1},
            "encoding": {"shape": _shape(points), "tooltip": said},
        },
        {
            "transform": [{"filter": "datum.is_last"}],
            "mark": {"type": "text", "align": "left", "dx": 8, "dy": -8, "fontSize": SMALL},
            "encoding": {"text": text},
        },
    ]
    return chart(points, layers, {**_axes(points), "color": plan_colour(stating, 2)}, HEIGHT_PX)


def _axes(points: Sequence[Spec]) -> Spec:
    years = sorted({point["year"] for point in points})
    # room for the words at the last point
    room = max(1.0, (years[-1] - years[0]) * 0.28)
    return {
        "x": {
            "field": "year",
            "type": "quantitative",
            "title": None,
            "scale": {"domain": [years[0] - 0.4, years[-1] + room], "nice": False},
            "axis": {"format": "d", "values": years, "grid": False, "labelOverlap": True, "tickSize": 4},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": unit_text(points[0]["unit"]) or None,
            "scale": {"zero": False, "padding": 16},
            "axis": {"tickCount": 5, "titleAngle": 0, "titleAlign": "left", "titleY": -8, "titleX": 0},
        },
    }


def _shape(points: Sequence[Spec]) -> Spec:
    kinds = [kind for kind in SHAPES if kind in {point["kind"] for point in points}]
    names = [value_label("value_kind", kind) for kind in kinds]
    scale = {"domain": names, "range": [SHAPES[kind] for kind in kinds]}
    # one kind needs no key
    key = {**legend(3), "orient": "top"} if len(kinds) > 1 else None
    return {"field": "kind_name", "type": "nominal", "title": None, "scale": scale, "legend": key}


def _points(shared: SharedIndicator, plan: Plan) -> list[Spec]:
    rows = [row for row in shared.series[plan.plan_id].rows if _is_drawn(row)]
    last = max((row.year or 0 for row in rows), default=0)
    return [_point(row, plan, is_last=row.year == last) for row in rows]


def _is_drawn(row: IndicatorValue) -> bool:
    has_figure = row.value is not None and row.comparator != "relative"
    return bool(has_figure and row.year and not row.start_year and not row.restates and row.value_kind in SHAPES)


def _point(row: IndicatorValue, plan: Plan, *, is_last: bool) -> Spec:
    amount = quantity_of(row.value or 0, row.unit)
    top = quantity_of(row.value_max, row.unit) if row.value_max is not None else amount
    return {
        "plan": choices.plan_label(plan),
        "year": row.year,
        "when": str(row.year),
        "value": float(amount.amount),
        "top": float(top.amount),
        "unit": amount.unit,
        "kind": row.value_kind,
        "kind_name": value_label("value_kind", row.value_kind),
        "text": value_text(row),
        "is_last": is_last,
    }
