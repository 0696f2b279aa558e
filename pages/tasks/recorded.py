"""What can be recorded of tasks: the fields of one, the lines of a table edit."""

from __future__ import annotations

from collections.abc import Sequence

from data.plan import Plan, Task
from data.task_progress import FIELDS, is_owed, status_subject
from pages.shared.recording import RecordField, RecordRow
from pages.shared.recording_words import field_of
from pages.tasks.rows import title_of

MOST_LINES = 200


def task_fields(plan: Plan, task: Task) -> tuple[RecordField, ...]:
    """Return the fields of a task that can be recorded; none for an empty or merged row."""
    if not is_owed(task):
        return ()
    return tuple(field_of(plan, status_subject(plan.plan_id, task.task_id, name)) for name in FIELDS)


def record_rows(plan: Plan, tasks: Sequence[Task]) -> list[RecordRow]:
    """Return the lines of a table edit of tasks; the first ones where there are very many."""
    owed = [task for task in tasks if is_owed(task)][:MOST_LINES]
    return [RecordRow(f"{task.number} {title_of(task)}".strip(), task_fields(plan, task)) for task in owed]
