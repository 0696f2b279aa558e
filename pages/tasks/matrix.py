"""Units and tasks as a matrix: 牵头 ●, 配合 ○, other roles ·. A cell selects its task, a heading its unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from data.agencies import ROLES, Agency
from data.plan import Task
from pages.shared.labels import word
from pages.shared.own_component import own_component, picked
from pages.tasks.rows import title_of
from pages.tasks.sheets import row_status
from pages.tasks.standing import Standing
from pages.tasks.state_words import ROLE_SIGNS, TONES, role_label, state_label

FOLDER = Path(__file__).resolve().parent
SLOT = "task_matrix"

_mount = own_component("task_matrix", FOLDER, "matrix", '<div class="frame"></div>')


def show_matrix(
    standing: Standing,
    tasks: Sequence[Task],
    choice: str,
    agency: Agency | None,
    *,
    on_select: Callable[[str], None],
    on_unit: Callable[[str], None],
) -> None:
    """Show the matrix; `agency` is the unit asked for. A task goes to `on_select`, a unit's name to `on_unit`."""
    data = {**matrix_of(standing, tasks), "chosen": choice, "unit": agency.name if agency else ""}
    _mount(key=SLOT, data=data, on_pick_change=picked(SLOT, on_select), on_unit_change=picked(SLOT, on_unit, "unit"))


def matrix_of(standing: Standing, tasks: Sequence[Task]) -> dict[str, Any]:
    """Return the matrix for the browser: units that the tasks name, most tasks first; tasks in the document's order.

    A cell is the unit's place and the role's, as numbers.
    """
    counts = Counter(key for task in tasks for key in standing.roles[task.task_id])
    units = sorted((agency for agency in standing.agencies if counts[agency.key]), key=lambda unit: -counts[unit.key])
    places = {agency.key: at for at, agency in enumerate(units)}
    has_roles = {role for task in tasks for role in standing.roles[task.task_id].values()}
    return {
        "units": [(agency.name, counts[agency.key]) for agency in units],
        "tasks": [_task(standing, task, places) for task in tasks],
        "roles": [(ROLE_SIGNS[role], role_label(role), role) for role in ROLES],
        "legend": [at for at, role in enumerate(ROLES) if role in has_roles],
        "words": {
            "task": word("task.title"),
            "none": word("progress.no_agency"),
            "label": word("progress.view_matrix"),
            "unit": word("progress.open_unit"),
        },
    }


def _task(standing: Standing, task: Task, places: dict[str, int]) -> dict[str, Any]:
    progress = standing.of(task)
    cells = [(places[key], ROLES.index(role)) for key, role in standing.roles[task.task_id].items()]
    return {
        "id": f"task:{task.task_id}",
        "number": task.number,
        "title": title_of(task),
        "group": task.group,
        "cells": sorted(cells),
        "state": state_label(progress.state) if progress else row_status(task),
        "tone": TONES[progress.state] if progress else "none",
    }
