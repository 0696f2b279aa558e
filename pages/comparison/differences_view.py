"""有无对照: what some of the chosen plans have and others lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from data.comparison.differences import SUBJECTS, Holding, holdings
from data.comparison.themes import load_themes
from data.plan import Indicator, IndicatorValue, Plan
from data.transmission import applies_directly, is_above, related_ids
from pages.comparison import choices, matrix
from pages.comparison.indicator_words import name_of_indicator, value_text, year_text
from pages.comparison.tasks_view import theme_name
from pages.shared import widgets
from pages.shared.citation import cited
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import joined, kind_label, name_of, value_label, word
from pages.shared.markup import esc, show

MAX_ROWS = 12


def show_view(plans: Sequence[Plan]) -> None:
    """Show the differences by subject, with a card that quotes those who have the chosen thing."""
    everything = holdings(plans)
    counts = Counter(one.subject for one in everything if one.is_difference)
    subject = _choose_subject(counts)
    found = {_key(one): one for one in everything if one.is_difference and subject in ("all", one.subject)}
    shared = sum(not one.is_difference and subject in ("all", one.subject) for one in everything)
    if not found:
        st.info(word("comparison.no_difference", n=shared))
        return
    show(matrix.hint(word("comparison.differences_note", n=len(found), shared=shared)))
    choice = choices.chosen_of([_key(one) for one in everything if one.is_difference])
    shown = found.get(choice) or next(iter(found.values()))
    columns = [Column("name", word("comparison.what"), 28), *matrix.plan_columns(plans, share=72)]
    rows = [_row(key, one, plans) for key, one in found.items()]
    label = word("comparison.view_differences")
    matrix.show_table_and_card(columns, rows, choice, _card(shown, plans), key="differences", label=label)


def _choose_subject(counts: Counter[str]) -> str:
    options = ("all", *(subject for subject in SUBJECTS if counts[subject]))
    return widgets.choose(
        st.segmented_control,
        "what",
        word("comparison.what"),
        options,
        default="all",
        format_func=lambda name: word(f"comparison.subject_{name}", n=counts[name] or counts.total()),
        label_visibility="collapsed",
    )


def _key(holding: Holding) -> str:
    return f"{holding.subject}:{holding.id}"


def name_of_holding(holding: Holding, plans: Sequence[Plan]) -> str:
    """Return the name of what is had, in the reader's language."""
    if holding.subject == "indicator":
        return name_of_indicator(_indicator(holding, plans))
    if holding.subject == "element_kind":
        return kind_label(holding.id)
    if holding.subject == "theme":
        return next((theme_name(theme) for theme in load_themes() if theme.id == holding.id), holding.id)
    field = "bed_types" if holding.subject == "bed_type" else "category"
    return value_label(field, holding.id) or word("comparison.unsaid")


def _indicator(holding: Holding, plans: Sequence[Plan]) -> Indicator:
    known = [plan.indicators[holding.id] for plan in plans if holding.id in plan.indicators]
    rows = [row for found in holding.rows.values() for row in found if isinstance(row, IndicatorValue)]
    return known[0] if known else Indicator(holding.id, rows[0].name, unit=rows[0].unit)


def _row(key: str, holding: Holding, plans: Sequence[Plan]) -> Row:
    name = name_of_holding(holding, plans)
    cells = [_cell(holding, plan, plans) for plan in plans]
    order = [sort_key(name), *(sort_key(len(holding.rows[plan.plan_id]) or None) for plan in plans)]
    return Row(key, (name, *cells), tuple(order), word(f"comparison.subject_{holding.subject}_head"))


def _cell(holding: Holding, plan: Plan, plans: Sequence[Plan]) -> Cell:
    rows = holding.rows[plan.plan_id]
    if not rows and _is_direct(holding, plan, plans):
        return Cell("", tag=word("comparison.verdict_direct"), tone="start")
    if not rows:
        near = word("comparison.has_near") if _near(holding, plan, plans) else ""
        return Cell("", tag=word("comparison.lacks"), tone="lack", note=near)
    values = [row for row in rows if isinstance(row, IndicatorValue)]
    if values:
        return Cell(value_text(values[-1]) or word("common.not_stated"), note=year_text(values[-1]))
    return Cell(word("comparison.count", n=len(rows)))


def _is_direct(holding: Holding, plan: Plan, plans: Sequence[Plan]) -> bool:
    """Return whether what a plan lacks is a standard of the plan above it, which holds without being repeated."""
    return any(
        applies_directly(row, upper, plan)
        for upper in plans
        if is_above(upper, plan)
        for row in holding.rows[upper.plan_id]
        if isinstance(row, IndicatorValue)
    )


def _near(holding: Holding, plan: Plan, plans: Sequence[Plan]) -> list[IndicatorValue]:
    """Return the values of a plan that lacks an indicator, of indicators near to it."""
    if holding.subject != "indicator":
        return []
    near = related_ids(_indicator(holding, plans), plan.indicators)
    return [row for row in plan.indicator_values if row.indicator_id in near and not row.restates]


def _card(holding: Holding, plans: Sequence[Plan]) -> str:
    colours = choices.colours_of(plans)
    parts = [f"<h3>{esc(name_of_holding(holding, plans))}</h3>"]
    if holding.subject == "indicator":
        parts.append(matrix.hint(_indicator(holding, plans).definition))
    for plan in plans:
        rows, near = holding.rows[plan.plan_id], _near(holding, plan, plans)
        parts.append(matrix.plan_head(plan, colours[plan.plan_id]))
        said = "verdict_direct_long" if _is_direct(holding, plan, plans) else "lacks_this"
        parts.append(_list(plan, rows) if rows else matrix.hint(word(f"comparison.{said}")))
        if not rows and near:
            parts.append(matrix.hint(word("comparison.near")) + _list(plan, near))
    return matrix.card(*parts)


def _list(plan: Plan, rows: Sequence[object]) -> str:
    items = "".join(_item(plan, row) for row in rows[:MAX_ROWS])
    more = f'<li class="hint">+{len(rows) - MAX_ROWS}</li>' if len(rows) > MAX_ROWS else ""
    return f'<ul class="plainlist">{items}{more}</ul>'


def _item(plan: Plan, row: object) -> str:
    if isinstance(row, IndicatorValue):
        about = joined(part for part in (row.name, year_text(row)) if part)
        figure = cited(value_text(row) or word("common.not_stated"), plan, row)
        return f'<li><span class="hint">{esc(about)}</span><span>{figure}</span></li>'
    name = name_of(row) or str(getattr(row, "title", "")) or str(getattr(row, "summary", ""))
    return f"<li><div>{cited(name, plan, row)}</div></li>"
