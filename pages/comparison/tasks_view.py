"""任务对比: the tasks of the plans by theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data.comparison.themes import Theme, load_themes, stated_tasks, tasks_by_theme, words_found
from data.plan import Plan, Task
from pages.comparison import choices, matrix
from pages.shared.citation import cited
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import joined, language, value_label, word
from pages.shared.markup import esc, show

KEY = "theme:"
SHOWN = 3
ByTheme = Mapping[str, Mapping[str, tuple[Task, ...]]]


def show_view(plans: Sequence[Plan]) -> None:
    """Show how many tasks of each theme the plans have, and those of the chosen theme with their words."""
    found = {plan.plan_id: tasks_by_theme(plan) for plan in plans}
    themes = [theme for theme in load_themes() if any(found[plan.plan_id][theme.id] for plan in plans)]
    if not themes:
        st.info(word("comparison.no_tasks"))
        return
    choice = choices.chosen_of([f"{KEY}{theme.id}" for theme in themes])
    shown = next((theme for theme in themes if f"{KEY}{theme.id}" == choice), themes[0])
    show(matrix.hint(word("comparison.themes_note")))
    columns = [Column("theme", word("comparison.theme"), 20), *matrix.plan_columns(plans, share=80)]
    rows = [_row(theme, plans, found) for theme in themes]
    card = theme_card(shown, plans, found)
    matrix.show_table_and_card(columns, rows, choice, card, key="themes", label=word("comparison.view_tasks"))


def theme_name(theme: Theme) -> str:
    """Return the name of a theme in the reader's language."""
    return theme.name_en if language() == "en" else theme.name


def theme_card(theme: Theme, plans: Sequence[Plan], found: ByTheme) -> str:
    """Return the card of a theme: its rule, and the tasks of each plan with the words that put them there."""
    colours = choices.colours_of(plans)
    rule = word("comparison.theme_words", words=joined(theme.words)) if theme.words else word("comparison.theme_other")
    general = word("comparison.theme_general") if theme.is_general else ""
    parts = [f"<h3>{esc(theme_name(theme))}</h3>", matrix.hint(f"{rule}{general}")]
    for plan in plans:
        tasks = found[plan.plan_id][theme.id]
        parts.append(matrix.plan_head(plan, colours[plan.plan_id]))
        items = "".join(_item(plan, task, theme) for task in tasks)
        parts.append(f'<ul class="plainlist">{items}</ul>' if tasks else matrix.hint(word("comparison.no_task_here")))
    return matrix.card(*parts)


def _row(theme: Theme, plans: Sequence[Plan], found: ByTheme) -> Row:
    counts = [found[plan.plan_id][theme.id] for plan in plans]
    cells = [_cell(plan, tasks) for plan, tasks in zip(plans, counts, strict=True)]
    order = [sort_key(theme_name(theme)), *(sort_key(len(tasks)) for tasks in counts)]
    return Row(f"{KEY}{theme.id}", (theme_name(theme), *cells), tuple(order))


def _cell(plan: Plan, tasks: Sequence[Task]) -> Cell:
    if not tasks:
        return matrix.lacking()
    more = " …" if len(tasks) > SHOWN else ""
    note = joined(task.title for task in tasks[:SHOWN]) + more
    return Cell(word("comparison.of_tasks", n=len(tasks), total=len(stated_tasks(plan))), note=note)


def _item(plan: Plan, task: Task, theme: Theme) -> str:
    words = words_found(task, theme)
    about = " · ".join(part for part in (value_label("source_table", task.source_table), joined(words)) if part)
    title = cited(task.title or task.summary or task.task_id, plan, task)
    return f'<li><div>{title}<div class="hint">{esc(about)}</div></div></li>'
