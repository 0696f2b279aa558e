"""The tasks counted by unit and by group: a line each, with roles and states; picking one opens its list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data.agencies import ROLES, Role
from data.plan import Task
from data.task_progress import State, TaskProgress, count_by, count_by_agency, count_states
from pages.shared.fact_table import Cell, Column, Row, show_fact_table, sort_key
from pages.shared.labels import joined, word
from pages.tasks.controls import group_name, pick_agency, pick_group
from pages.tasks.filters import UNASSIGNED, group_of
from pages.tasks.standing import Standing
from pages.tasks.state_words import URGENCY, role_label, state_label

Summary = tuple[list[Column], list[Row]]
Counts = Mapping[State, int]
NAME_SHARE, COUNT_SHARE, STATE_SHARE = 26, 8, 9
# more columns than these cannot be read; what says least goes first, the tiles above count it all the same
MOST_FIGURES = 8
LEAST: tuple[State, ...] = ("undated", "continuous", "on_time")


def show_units(standing: Standing, tasks: Sequence[Task]) -> None:
    """Show the tasks counted by unit; picking a unit opens its list."""
    columns, rows = unit_summary(standing, tasks)
    show_fact_table(
        columns,
        rows,
        "",
        key="units",
        label=word("progress.view_units"),
        on_select=lambda choice: pick_agency(choice.removeprefix("unit:")),
    )


def show_groups(standing: Standing, tasks: Sequence[Task]) -> None:
    """Show the tasks counted by group; picking a group opens its list."""
    columns, rows = group_summary(standing, tasks)
    show_fact_table(
        columns,
        rows,
        "",
        key="groups",
        label=word("progress.view_groups"),
        on_select=lambda choice: pick_group(choice.removeprefix("group:")),
    )


def unit_summary(standing: Standing, tasks: Sequence[Task]) -> Summary:
    """Return columns and rows by unit, those with most tasks first; tasks without a unit last."""
    rows = _progress(standing, tasks)
    units = count_by_agency(standing.plan, rows)
    roles = [role for role in ROLES if any(unit.roles.get(role) for unit in units)]
    loose = count_states(row for row in rows if not standing.roles[row.task.task_id])
    has_loose = any(loose.values())
    states = _states([*(unit.states for unit in units), loose], len(roles))
    columns = _columns(word("task.agency"), roles, states)
    lines = [
        _line(
            f"unit:{unit.agency.name}",
            Cell(unit.agency.name, note=_unit_note(unit.agency.spellings, is_category=unit.agency.is_category)),
            (unit.roles.get(role, 0) for role in roles),
            unit.states,
            states,
        )
        for unit in units
    ]
    if has_loose:
        name = Cell(None, note=word("progress.no_agency"))
        lines.append(_line(f"unit:{UNASSIGNED}", name, (0 for _ in roles), loose, states))
    return columns, lines


def group_summary(standing: Standing, tasks: Sequence[Task]) -> Summary:
    """Return columns and rows by group, in the document's order."""
    groups = count_by(_progress(standing, tasks), group_of)
    states = _states(groups.values(), 0)
    lines = [_line(f"group:{group}", Cell(group_name(group)), (), counts, states) for group, counts in groups.items()]
    return _columns(word("task.group"), (), states), lines


def _progress(standing: Standing, tasks: Sequence[Task]) -> list[TaskProgress]:
    return [progress for task in tasks if (progress := standing.of(task))]


def _states(counts: Iterable[Counts], other_figures: int) -> list[State]:
    found = {state for part in counts for state, count in part.items() if count}
    for state in LEAST:
        if len(found) + other_figures + 1 > MOST_FIGURES:
            found.discard(state)
    return [state for state in URGENCY if state in found]


def _columns(name: str, roles: Sequence[Role], states: Sequence[State]) -> list[Column]:
    return [
        Column("name", name, NAME_SHARE),
        Column("total", word("progress.task_total"), COUNT_SHARE, number=True),
        *(Column(role, role_label(role), COUNT_SHARE, number=True) for role in roles),
        *(Column(state, state_label(state), STATE_SHARE, number=True) for state in states),
    ]


def _line(choice: str, name: Cell, roles: Iterable[int], counts: Counts, states: Sequence[State]) -> Row:
    total = sum(counts.values())
    figures = [*roles, *(counts.get(state, 0) for state in states)]
    cells = (name, str(total), *(str(count or "") for count in figures))
    order = (sort_key(name.text), sort_key(total), *(sort_key(count or None) for count in figures))
    return Row(choice, cells, order)


def _unit_note(spellings: Sequence[str], *, is_category: bool) -> str:
    notes = [word("progress.category")] if is_category else []
    if len(spellings) > 1:
        notes.append(word("progress.spelled", names=joined(spellings[1:])))
    return " · ".join(notes)
