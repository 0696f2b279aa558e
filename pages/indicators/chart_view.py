"""The chart of an indicator with what its marks mean."""

from __future__ import annotations

import streamlit as st

from data.actuals import Years
from data.plan import Plan
from data.progress import Progress
from data.series import Series
from pages.indicators.chart_data import Drawing, drawing_of
from pages.indicators.chart_spec import chart_spec
from pages.indicators.values import name_of_value
from pages.shared.labels import language, word
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup


def show_chart(plan: Plan, series: Series, progress: Progress | None, actuals: Years) -> None:
    """Show the chart, where there is something to draw."""
    drawing = drawing_of(plan, series, progress, actuals)
    if drawing is None:
        return
    name = name_of_value(plan, series.rows[0], language() == "en")
    spec = chart_spec(drawing, word("chart.label", name=name))
    st.vega_lite_chart(spec, width="stretch", theme=None, key=f"chart_{plan.plan_id}_{series.key}")
    show_markup(legend(drawing))


def legend(drawing: Drawing) -> str:
    """Return what each mark means, of those that are drawn."""
    kinds = ["baseline", "estimate", "target", "open_up", "open_down", "range", "soft", "forecast", "actual"]
    names = [(kind, kind) for kind in kinds if kind in drawing.marks]
    names += [("level", "level")] if drawing.levels else []
    names += [(name, f"line-{name}") for name in ("reference", "required") if name in drawing.lines]
    shown = dict.fromkeys(("open" if name.startswith("open") else name, tone) for name, tone in names)
    items = "".join(f'<span class="key key-{tone}">{esc(word(f"chart.{name}"))}</span>' for name, tone in shown)
    note = f'<p class="hint">{esc(word("chart.truncated"))}</p>' if drawing.is_truncated else ""
    return f'<div class="chart-legend">{items}</div>{note}'
