"""The tasks of an upper plan and those of the same theme in the plans below: inferred from words, and said so."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.comparison.themes import load_themes, stated_tasks, tasks_by_theme, themes_of
from data.plan import Plan, Task
from pages.comparison import choices, matrix
from pages.comparison.tasks_view import theme_name
from pages.shared.citation import cited
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import joined, region_of, value_label, word
from pages.shared.markup import esc, show

KEY = "uppertask:"


def show_tasks(upper: Plan, below: Sequence[Plan]) -> None:
    """Show each task of the upper plan with the plans' tasks of its themes."""
    tasks = stated_tasks(upper)
    if not tasks:
        st.info(word("comparison.no_upper_tasks", plan=region_of(upper)))
        return
    show(matrix.hint(word("comparison.upper_tasks_note")))
    keys = [f"{KEY}{upper.plan_id}/{task.task_id}" for task in tasks]
    choice = choices.chosen_of(keys)
    shown = tasks[keys.index(choice)] if choice in keys else tasks[0]
    columns = [
        Column("task", word("comparison.task_of", plan=region_of(upper)), 34),
        Column("theme", word("comparison.theme"), 22),
        *matrix.plan_columns(below, share=44),
    ]
    rows = [_row(key, task, below) for key, task in zip(keys, tasks, strict=True)]
    card = _card(upper, shown, below)
    label = word("comparison.part_tasks")
    matrix.show_table_and_card(columns, rows, choice, card, key=f"uppertasks_{upper.plan_id}", label=label)


def same_theme(task: Task, plan: Plan) -> list[Task]:
    """Return the tasks of a plan that share a theme with a task, in the plan's order; none for 其他."""
    found = tasks_by_theme(plan)
    wanted = {id(other) for theme in themes_of(task) if theme != "other" for other in found[theme]}
    return [other for other in plan.tasks if id(other) in wanted]


def _row(key: str, task: Task, below: Sequence[Plan]) -> Row:
    themes = _themes(task)
    found = [same_theme(task, lower) for lower in below]
    cells = [
        Cell(word("comparison.count", n=len(tasks)), note=tasks[0].title + (" …" if len(tasks) > 1 else ""))
        if tasks
        else Cell("", tag=word("comparison.no_theme_answer"), tone="lack")
        for tasks in found
    ]
    order = [sort_key(task.number), sort_key(themes), *(sort_key(len(tasks)) for tasks in found)]
    return Row(key, (Cell(task.title, note=task.number), themes, *cells), tuple(order))


def _themes(task: Task) -> str:
    names = {theme.id: theme_name(theme) for theme in load_themes()}
    return joined(names[theme] for theme in themes_of(task))


def _card(upper: Plan, task: Task, below: Sequence[Plan]) -> str:
    colours = choices.colours_of([upper, *below])
    parts = [
        f"<h3>{cited(task.title, upper, task)}</h3>",
        f"<p>{esc(task.summary)}</p>",
        matrix.hint(f"{word('comparison.theme')}: {_themes(task)} · {word('cite.inferred')}"),
    ]
    for lower in below:
        tasks = same_theme(task, lower)
        parts.append(matrix.plan_head(lower, colours[lower.plan_id]))
        items = "".join(_item(lower, other) for other in tasks)
        parts.append(f'<ul class="plainlist">{items}</ul>' if tasks else matrix.hint(word("comparison.no_task_here")))
    return matrix.card(*parts)


def _item(plan: Plan, task: Task) -> str:
    about = " · ".join(
        part for part in (value_label("source_table", task.source_table), task.section.replace(";", "、")) if part
    )
    return f'<li><div>{cited(task.title, plan, task)}<div class="hint">{esc(about)}</div></div></li>'
