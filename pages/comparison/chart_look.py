"""How the charts of 对比分析 look: Vega-Lite specifications, drawn by Streamlit itself without the network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.plan import Plan
from pages.comparison import choices

Spec = dict[str, Any]
FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Noto Sans SC Variable', sans-serif"
INK, SECOND, HAIRLINE = "#1F2A37", "#5B6675", "#E6E3DB"
SMALL = 11.5
MARGIN = {"left": 10, "right": 10, "top": 22, "bottom": 8}


def chart(values: Sequence[Spec], layers: Sequence[Spec], encoding: Spec, height: int) -> Spec:
    """Return a chart of layers that share data and encoding, on a white card, in the product's type."""
    axis = {"labelColor": SECOND, "titleColor": SECOND, "gridColor": "#F0EEE7", "domainColor": HAIRLINE}
    size = {"labelFontSize": SMALL, "titleFontSize": SMALL, "titleFontWeight": "normal", "tickColor": HAIRLINE}
    return {
        "data": {"values": list(values)},
        "height": height,
        "background": "#FFFFFF",
        "padding": MARGIN,
        "encoding": encoding,
        "layer": list(layers),
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {**axis, **size},
            "legend": {"labelColor": INK, "labelFontSize": SMALL, "symbolSize": 70, "labelLimit": 260},
        },
    }


def legend(columns: int) -> Spec:
    """Return a legend below the chart."""
    return {"orient": "bottom", "direction": "horizontal", "columns": columns, "offset": 6}


def plan_colour(plans: Sequence[Plan], columns: int = 3) -> Spec:
    """Return the colour of the field `plan`, which holds a plan's label."""
    colours = choices.colours_of(plans)
    domain, tones = zip(*((choices.plan_label(plan), colours[plan.plan_id]) for plan in plans), strict=True)
    scale = {"domain": list(domain), "range": list(tones)}
    return {"field": "plan", "type": "nominal", "title": None, "scale": scale, "legend": legend(columns)}


def tooltip(**fields: str) -> list[Spec]:
    """Return what a mark says: field = heading; all fields are texts."""
    return [{"field": field, "type": "nominal", "title": title} for field, title in fields.items()]
