"""What stands beside the tables: the card of the selected value with its chart, or what can be picked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

import streamlit as st

from data.actuals import Years, actuals_of
from data.plan import IndicatorValue, Plan
from data.progress import Progress
from data.series import Series
from pages.indicators import cards
from pages.indicators.chart_view import show_chart
from pages.indicators.recorded import show_one
from pages.shared import queries, recording
from pages.shared.markup import show as show_markup
from pages.shared.selection import split

Place = AbstractContextManager[Any]


def show_side(place: Place, plan: Plan, rows: Sequence[Progress], choice: str, overview: str = "") -> None:
    """Show the card of what is selected; without a selection `overview` (ready markup), else what the plan states."""
    kind, row_id = split(choice)
    row = next((row for row in plan.indicator_values if kind == "indicator" and row.value_id == row_id), None)
    with place, st.container(key="side"):
        if row is None:
            show_markup(overview or cards.intro_card(plan, len(plan.indicator_values)))
        else:
            _show_card(plan, row, rows)


def _show_card(plan: Plan, row: IndicatorValue, rows: Sequence[Progress]) -> None:
    others = [other for other in queries.plans() if other.plan_id != plan.plan_id]
    series = next(one for one in queries.series(plan.plan_id) if row in one.rows)
    standing = next((one for one in rows if one.series.key == series.key), None)
    actuals = standing.actuals if standing else _actuals(plan, series)
    with st.container(key="indicator_card"):
        show_markup(cards.card_head(plan, row))
        show_chart(plan, series, standing, actuals)
        if standing:
            show_markup(cards.standing_part(plan, row, standing))
        show_one(plan, series, [actual.year for actual in actuals])
        show_markup(cards.value_card(plan, row, others))


def _actuals(plan: Plan, series: Series) -> Years:
    return actuals_of(recording.present(plan.plan_id, "indicator"), plan.plan_id).get(series.key, ())
