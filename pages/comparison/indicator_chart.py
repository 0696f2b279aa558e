"""The chart of one indicator over the years, a line per plan: never bars, which would rank what differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.comparison.indicators import SharedIndicator
from data.demand import quantity_of
from data.plan import IndicatorValue, Plan
from pages.comparison import choices
from pages.comparison.chart_look import finish, legend
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


def indicator_chart(shared: SharedIndicator, plans: Sequence[Plan]) -> Any | None:
    """Return the chart; None where no value has a year and a figure, or the units cannot be brought together."""
    stating = [plan for plan in plans if plan.plan_id in shared.series]
    points = [point for plan in stating for point in _points(shared, plan)]
    if not points or len({point["unit"] for point in points}) > 1:
        return None
    import altair as alt

    base = alt.Chart(alt.Data(values=points)).encode(**_axes(alt, points), color=_colour(alt, stating))
    layers = [
        base.mark_line(strokeWidth=1.4, opacity=0.55),
        # a range is drawn from its lower to its upper end
        base.mark_rule(strokeWidth=3, opacity=0.5).encode(y2="top:Q"),
        base.mark_point(filled=True, size=75, opacity=1).encode(shape=_shape(alt, points), tooltip=_tooltip(alt)),
        base.transform_filter("datum.is_last")
        .mark_text(align="left", dx=8, dy=-8, fontSize=11.5)
        .encode(text="text:N"),
    ]
    return finish(alt.layer(*layers), HEIGHT_PX)


def _axes(alt: Any, points: Sequence[dict[str, Any]]) -> dict[str, Any]:
    years = sorted({point["year"] for point in points})
    # room for the words at the last point
    room = max(1.0, (years[-1] - years[0]) * 0.28)
    x = alt.X("year:Q", title=None, scale=alt.Scale(domain=[years[0] - 0.4, years[-1] + room], nice=False))
    y = alt.Y("value:Q", title=unit_text(points[0]["unit"]) or None, scale=alt.Scale(zero=False, padding=16))
    return {
        "x": x.axis(format="d", values=years, grid=False, labelOverlap=True, tickSize=4),
        "y": y.axis(tickCount=5, titleAngle=0, titleAlign="left", titleY=-8, titleX=0),
    }


def _colour(alt: Any, stating: Sequence[Plan]) -> Any:
    colours = choices.colours_of(stating)
    scale = alt.Scale(domain=[choices.plan_label(p) for p in stating], range=[colours[p.plan_id] for p in stating])
    return alt.Color("plan:N", title=None, scale=scale, legend=legend(alt))


def _shape(alt: Any, points: Sequence[dict[str, Any]]) -> Any:
    kinds = [kind for kind in SHAPES if kind in {point["kind"] for point in points}]
    names = [value_label("value_kind", kind) for kind in kinds]
    scale = alt.Scale(domain=names, range=[SHAPES[kind] for kind in kinds])
    return alt.Shape("kind_name:N", title=None, scale=scale, legend=legend(alt))


def _tooltip(alt: Any) -> list[Any]:
    return [
        alt.Tooltip("plan:N", title=word("frame.plan")),
        alt.Tooltip("year:Q", title=word("indicator.year_filter"), format="d"),
        alt.Tooltip("text:N", title=word("indicator.value")),
        alt.Tooltip("kind_name:N", title=word("indicator.kind")),
    ]


def _points(shared: SharedIndicator, plan: Plan) -> list[dict[str, Any]]:
    rows = [row for row in shared.series[plan.plan_id].rows if _is_drawn(row)]
    last = max((row.year or 0 for row in rows), default=0)
    return [_point(row, plan, is_last=row.year == last) for row in rows]


def _is_drawn(row: IndicatorValue) -> bool:
    has_figure = row.value is not None and row.comparator != "relative"
    return bool(has_figure and row.year and not row.start_year and not row.restates and row.value_kind in SHAPES)


def _point(row: IndicatorValue, plan: Plan, *, is_last: bool) -> dict[str, Any]:
    amount = quantity_of(row.value or 0, row.unit)
    top = quantity_of(row.value_max, row.unit) if row.value_max is not None else amount
    return {
        "plan": choices.plan_label(plan),
        "year": row.year,
        "value": float(amount.amount),
        "top": float(top.amount),
        "unit": amount.unit,
        "kind": row.value_kind,
        "kind_name": value_label("value_kind", row.value_kind),
        "text": value_text(row),
        "is_last": is_last,
    }
