"""派生与延期: series that no plan prints, each with its formula, and what a delay does to the targets."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.derived import census_point, planned_bed_rates, population_points, target_bed_rates
from data.plan import Plan
from data.progress import Progress
from pages.indicators import delay_parts
from pages.indicators import derived_parts as parts
from pages.shared import queries, widgets
from pages.shared.labels import word
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup

DELAYS = ("0", "0.5", "1", "1.5", "2", "3", "4", "5")
DEFAULT_DELAY = "1"


def show_derived(plan: Plan, rows: Sequence[Progress], choice: str) -> None:
    """Show the four derived parts."""
    left, right = st.columns(2, gap="small")
    with left:
        _show_delay(plan, rows)
        show_markup(parts.section(word("derived.build"), word("derived.build_formula"), parts.build_table(plan, rows)))
    with right:
        _show_population(plan)
        _show_beds(plan)


def _show_delay(plan: Plan, rows: Sequence[Progress]) -> None:
    with st.container(key="delay_card"):
        show_markup(parts.section(word("delay.title"), word("delay.formula"), ""))
        names = {years: word("delay.years", n=years) for years in DELAYS}
        delay = float(
            widgets.choose(
                st.select_slider, "delay", word("delay.slider"), DELAYS, default=DEFAULT_DELAY,
                format_func=names.__getitem__,
            )
        )  # fmt: skip
        late = delay_parts.late_series(plan, rows, delay)
        show_markup(
            f'<p class="lead"><b>{esc(delay_parts.summary_text(late, delay))}</b></p>'
            f'<p class="hint">{esc(delay_parts.basis_text(plan))}</p>{delay_parts.late_table(plan, late)}'
        )


def _show_population(plan: Plan) -> None:
    points, census = population_points(queries.series(plan.plan_id)), census_point(plan)
    with st.container(key="population_card"):
        note = "" if len(points) > 1 else f'<p class="hint">{esc(word("derived.no_population"))}</p>'
        show_markup(parts.section(word("derived.population"), word("derived.population_formula"), note))
        if len(points) > 1:
            spec = parts.population_spec(points, census)
            st.vega_lite_chart(spec, width="stretch", theme=None, key=f"population_{plan.plan_id}")
            show_markup(f'<p class="hint">{esc(word("derived.population_note"))}</p>')
        if points or census:
            show_markup(parts.population_table(plan, points, census))


def _show_beds(plan: Plan) -> None:
    totals = queries.totals(plan.plan_id)
    planned, targets = planned_bed_rates(plan, totals), target_bed_rates(plan, queries.series(plan.plan_id))
    body = parts.bed_rates(plan, planned, targets, totals) + f'<p class="hint">{esc(word("derived.beds_note"))}</p>'
    show_markup(parts.section(word("derived.bed_rates"), word("derived.bed_formula"), body))
