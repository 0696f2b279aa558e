"""The card of a shared indicator: definition, cautions, and what each plan states, with its source."""

from __future__ import annotations

from collections.abc import Sequence

from data.comparison.indicators import SharedIndicator
from data.plan import Indicator, IndicatorValue, Plan
from data.transmission import related_ids
from pages.comparison import choices, matrix
from pages.comparison.indicator_words import (
    caution_text,
    density_text,
    name_of_indicator,
    rates_of,
    rates_text,
    value_text,
    year_text,
)
from pages.shared.citation import cited, people_source
from pages.shared.labels import people as people_text
from pages.shared.labels import value_label, word
from pages.shared.markup import esc, fact_rows


def indicator_card(shared: SharedIndicator, plans: Sequence[Plan], *, has_chart: bool) -> str:
    """Return the card; plans that do not state the indicator say so."""
    indicator = shared.indicator
    better = word(f"better.{indicator.better}") if indicator.better in ("higher", "lower") else ""
    facts = [(word("indicator.definition"), esc(indicator.definition)), (word("indicator.better"), esc(better))]
    parts = [f"<h3>{esc(name_of_indicator(indicator))}</h3>", fact_rows(facts), _cautions(shared, plans)]
    if not has_chart:
        parts.append(matrix.hint(word("comparison.no_chart")))
    colours = choices.colours_of(plans)
    for plan in plans:
        parts.append(matrix.plan_head(plan, colours[plan.plan_id]))
        parts.append(_values(shared, plan) if plan.plan_id in shared.series else _lacking(indicator, plan))
    return matrix.card(*parts)


def _cautions(shared: SharedIndicator, plans: Sequence[Plan]) -> str:
    warnings = "".join(f"<li>{esc(caution_text(caution, plans))}</li>" for caution in shared.warnings)
    remarks = "".join(
        f"<li>{esc(caution_text(caution, plans))}</li>" for caution in shared.cautions if not caution.is_warning
    )
    head = f"<b>{esc(word('comparison.warning'))}</b><ul>{warnings}</ul>" if warnings else ""
    more = f'<ul class="hint">{remarks}</ul>' if remarks else ""
    box = f'<div class="ambiguity cautions">{head}</div>' if head else matrix.hint(word("comparison.no_warning"))
    return box + (f'<div class="cautions">{more}</div>' if more else "")


def _values(shared: SharedIndicator, plan: Plan) -> str:
    series = shared.series[plan.plan_id]
    items = "".join(_item(plan, row) for row in series.rows if not row.restates)
    return f'<ul class="plainlist">{items}</ul>{_rates(shared.standing[plan.plan_id], shared.indicator, plan)}'


def _item(plan: Plan, row: IndicatorValue) -> str:
    about = f"{year_text(row)} · {value_label('value_kind', row.value_kind)}"
    figure = cited(value_text(row) or word("common.not_stated"), plan, row)
    return f"<li><span>{esc(about)}</span><span>{figure}</span></li>"


def _rates(row: IndicatorValue, indicator: Indicator, plan: Plan) -> str:
    rates = rates_of(row, indicator, plan)
    if rates is None:
        return ""
    census = plan.population.get(plan.region_code)
    aged = people_text(census.age_60_plus) if census and census.age_60_plus else ""
    about = word(
        "comparison.rate_note", year=year_text(row), people=aged, source=people_source(plan, (plan.region_code,))
    )
    lines = [
        cited(text, plan, row, basis="derived", note=note)
        for text, note in ((rates_text(rates), about), (density_text(rates), word("comparison.area_note")))
        if text
    ]
    return "".join(f'<div class="rate">{esc(word("comparison.comes_to"))} {line}</div>' for line in lines)


def _lacking(indicator: Indicator, plan: Plan) -> str:
    near = related_ids(indicator, plan.indicators)
    rows = [row for row in plan.indicator_values if row.indicator_id in near and not row.restates]
    said = f'<p class="hint">{esc(word("comparison.not_this"))}</p>'
    if not rows:
        return said
    items = "".join(
        f'<li><span class="hint">{esc(row.name)} · {esc(year_text(row))}</span>'
        f"<span>{cited(value_text(row) or word('common.not_stated'), plan, row)}</span></li>"
        for row in rows
    )
    return f'{said}<div class="hint">{esc(word("comparison.near"))}</div><ul class="plainlist">{items}</ul>'
