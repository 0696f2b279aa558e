"""项目与投资对比: projects, money and beds of the plans by category, as stated or per 1,000 people aged 60 and over."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.comparison.projects import CategoryFigures, category_figures, plan_figures, silent_on, stating
from data.plan import Plan
from data.schema import load_schema
from pages.comparison import choices, matrix
from pages.comparison.project_card import project_card
from pages.comparison.project_chart import project_chart
from pages.comparison.project_words import Amounts, amount_texts
from pages.shared import widgets
from pages.shared.fact_table import Cell, Column, Row, show_fact_table, sort_key
from pages.shared.labels import joined, region_of, value_label, word
from pages.shared.markup import show

ALL = "category:"
MEASURES = ("count", "investment", "beds")
Figures = dict[str, dict[str, CategoryFigures]]


def show_view(plans: Sequence[Plan]) -> None:
    """Show chart, table and card; a plan none of whose projects states the figure is named once and left out."""
    amounts = _choose_amounts()
    silent = silent_on(plans, amounts.measure) if amounts.measure != "count" else ()
    shown = [plan for plan in plans if plan not in silent]
    figures = {plan.plan_id: {"": plan_figures(plan), **category_figures(plan)} for plan in plans}
    if silent:
        regions = joined(region_of(plan) for plan in silent)
        show(matrix.hint(word(f"comparison.silent_{amounts.measure}", regions=regions, n=len(silent))))
    names = _categories(figures)
    choice = choices.chosen_of([ALL, *(f"{ALL}{name}" for name in names)])
    left, right = st.columns([2.1, 1], gap="small")
    with left:
        _show_figures(shown, figures, names, amounts, choice)
    with right, st.container(key="side"):
        show(project_card(choice.removeprefix(ALL), plans, figures))


def _choose_amounts() -> Amounts:
    with st.container(horizontal=True, key="comparison_tools", vertical_alignment="center"):
        measure = widgets.choose_segment("measure", "comparison.measure", MEASURES)
        is_rate = widgets.choose_switch("per", word("comparison.per_people"))
        show(matrix.hint(word("comparison.per_people_note" if is_rate else "comparison.projects_note")))
    return Amounts(measure, is_rate)


def _show_figures(shown: Sequence[Plan], figures: Figures, names: Sequence[str], amounts: Amounts, choice: str) -> None:
    if not shown:
        st.info(word(f"comparison.none_state_{amounts.measure}"))
        return
    chart = project_chart(shown, figures, names, amounts)
    if chart is not None:
        st.vega_lite_chart(chart, width="stretch", theme=None)
    columns = [Column("name", word("project.category"), 22), *matrix.plan_columns(shown, share=78)]
    rows = [_row(ALL, word("common.total"), "", shown, figures, amounts)]
    kept = [name for name in names if any(_has(figures[plan.plan_id].get(name), amounts) for plan in shown)]
    rows += [_row(f"{ALL}{name}", _category(name), name, shown, figures, amounts) for name in kept]
    label = word("comparison.view_projects")
    show_fact_table(columns, rows, choice, key="comparison_projects", label=label, on_select=choices.select)


def _categories(figures: Figures) -> list[str]:
    """Return the categories that any of the plans has projects in, in the order of the column dictionary."""
    had = {name for found in figures.values() for name, one in found.items() if name and one.projects}
    known = [name for name in load_schema().fields["category"].allowed if name in had]
    return [*known, *sorted(had.difference(known))]


def _has(figures: CategoryFigures | None, amounts: Amounts) -> bool:
    if figures is None:
        return False
    return bool(figures.projects if amounts.measure == "count" else stating(figures, amounts.measure))


def _category(name: str) -> str:
    return value_label("category", name)


def _row(choice: str, label: str, name: str, plans: Sequence[Plan], figures: Figures, amounts: Amounts) -> Row:
    found = [(plan, figures[plan.plan_id].get(name)) for plan in plans]
    cells = [_cell(one, plan, amounts) for plan, one in found]
    order = [sort_key(label), *(sort_key(amounts.size(one, plan)) for plan, one in found)]
    return Row(choice, (label, *cells), tuple(order))


def _cell(figures: CategoryFigures | None, plan: Plan, amounts: Amounts) -> Cell | None:
    if figures is None or not figures.projects:
        return matrix.lacking()
    text = amount_texts(figures, plan, amounts)
    if not text:
        return None
    note = ""
    if amounts.measure != "count":
        stated = len(stating(figures, amounts.measure))
        note = word("common.stated_count", n=stated, m=len(figures.projects) - stated)
    elif figures.category == "" and figures.programme_count:
        note = word("comparison.programmes", n=figures.programme_count)
    return Cell(text, note=note)
