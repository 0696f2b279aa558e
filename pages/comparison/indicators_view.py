"""指标对比: what at least two of the plans state under one id, with every reason for care."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.comparison.indicators import SharedIndicator, shared_indicators
from data.plan import Plan
from pages.comparison import choices, matrix
from pages.comparison.indicator_card import indicator_card
from pages.comparison.indicator_chart import indicator_chart
from pages.comparison.indicator_words import (
    caution_name,
    name_of_indicator,
    rates_of,
    rates_text,
    value_text,
    year_text,
)
from pages.shared.fact_table import Cell, Column, Row, show_fact_table, sort_key
from pages.shared.labels import joined, value_label, word
from pages.shared.markup import show

KEY = "indicator:"
ROOMY = 3


def show_view(plans: Sequence[Plan]) -> None:
    """Show the table of shared indicators; beside it the chart and the card of the chosen one."""
    shared = {f"{KEY}{one.indicator.id}": one for one in shared_indicators(plans)}
    if not shared:
        st.info(word("comparison.nothing_shared"))
        return
    choice = choices.chosen_of(list(shared))
    shown = shared[choice or next(iter(shared))]
    columns = _columns(plans)
    rows = [_row(name, one, plans) for name, one in shared.items()]
    left, right = st.columns([2.1, 1], gap="small")
    with left:
        show(matrix.hint(word("comparison.indicators_note", n=len(shared))))
        label = word("comparison.view_indicators")
        show_fact_table(columns, rows, choice, key="comparison_indicators", label=label, on_select=choices.select)
    with right, st.container(key="side"):
        chart = indicator_chart(shown, plans)
        if chart is not None:
            st.vega_lite_chart(chart, width="stretch", theme=None)
        show(indicator_card(shown, plans, has_chart=chart is not None))


def _columns(plans: Sequence[Plan]) -> list[Column]:
    # many plans need the width themselves
    name, care = (22, 16) if len(plans) > ROOMY else (26, 20)
    plan_columns = matrix.plan_columns(plans, share=100 - name - care)
    return [Column("name", word("indicator.name"), name), *plan_columns, Column("care", word("comparison.care"), care)]


def _row(choice: str, shared: SharedIndicator, plans: Sequence[Plan]) -> Row:
    name = name_of_indicator(shared.indicator)
    values = [shared.standing.get(plan.plan_id) for plan in plans]
    care = [caution_name(caution) for caution in shared.warnings]
    cells = (Cell(name), *(_cell(plan, shared) for plan in plans), Cell(joined(care)))
    order = [sort_key(name), *(sort_key(row.value if row else None) for row in values), sort_key(len(care))]
    return Row(choice, cells, tuple(order), word("comparison.of_plans", n=len(shared.series)))


def _cell(plan: Plan, shared: SharedIndicator) -> Cell | None:
    row = shared.standing.get(plan.plan_id)
    if row is None:
        return Cell(None)
    rates = rates_of(row, shared.indicator, plan)
    note = " · ".join(part for part in (year_text(row), rates_text(rates)) if part)
    kind = "" if row.value_kind == "target" else value_label("value_kind", row.value_kind)
    return Cell(value_text(row) or None, tag=kind, tone=row.value_kind, note=note)
