"""The chart of projects: bars by category (beds: by type), one per plan."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from data.comparison.projects import CategoryFigures
from data.plan import Plan
from data.schema import load_schema
from pages.comparison import choices
from pages.comparison.chart_look import INK, Spec, chart, plan_colour, tooltip
from pages.comparison.project_words import Amounts
from pages.shared.labels import column_label, money, trim, value_label, word

BAR_PX, GAP_PX, LEAST_PX = 13, 12, 32
WAN_PER_YI = 10_000
Figures = Mapping[str, Mapping[str, CategoryFigures]]


def project_chart(plans: Sequence[Plan], figures: Figures, names: Sequence[str], amounts: Amounts) -> Spec | None:
    """Return the chart; None where nothing is stated."""
    bars = [bar for plan in plans for bar in _bars(plan, figures[plan.plan_id], names, amounts)]
    if not bars:
        return None
    groups = _in_order({bar["group"] for bar in bars}, names, amounts)
    axis = {"labelLimit": 200, "ticks": False}
    encoding = {
        "y": {"field": "group", "type": "nominal", "sort": groups, "title": None, "axis": axis},
        "yOffset": {"field": "plan", "type": "nominal", "sort": [choices.plan_label(plan) for plan in plans]},
        "x": {"field": "value", "type": "quantitative", "title": amounts.unit, "axis": {"tickCount": 5}},
    }
    group = column_label("bed_types" if amounts.measure == "beds" else "category")
    said = tooltip(plan=word("frame.plan"), group=group, text=amounts.unit)
    layers: list[Spec] = [
        {
            "mark": {"type": "bar", "height": BAR_PX - 3},
            "encoding": {"color": plan_colour(plans), "tooltip": said},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 11, "color": INK},
            "encoding": {"text": {"field": "text", "type": "nominal"}},
        },
    ]
    return chart(bars, layers, encoding, len(groups) * max(LEAST_PX, len(plans) * BAR_PX + GAP_PX) + 20)


def _in_order(groups: Collection[str], names: Sequence[str], amounts: Amounts) -> list[str]:
    if amounts.measure == "beds":
        known = [value_label("bed_types", kind) for kind in load_schema().fields["bed_types"].allowed]
    else:
        known = [value_label("category", name) for name in names]
    return [group for group in known if group in groups]


def _bars(plan: Plan, found: Mapping[str, CategoryFigures], names: Sequence[str], amounts: Amounts) -> list[Spec]:
    if amounts.measure == "beds":
        stated: dict[str, float | None] = {
            value_label("bed_types", kind): amounts.of(count, plan)
            for kind, count in found[""].bed_counts_by_type.items()
        }
    else:
        stated = {value_label("category", name): amounts.size(found[name], plan) for name in names if name in found}
    return [_bar(plan, group, value, amounts) for group, value in stated.items() if value]


def _bar(plan: Plan, group: str, value: float, amounts: Amounts) -> Spec:
    is_money = amounts.measure == "investment" and not amounts.is_rate
    text = money(value) if is_money else trim(value, 2 if amounts.is_rate else 0)
    return {
        "plan": choices.plan_label(plan),
        "group": group,
        "value": value / WAN_PER_YI if is_money else value,
        "text": text,
    }
