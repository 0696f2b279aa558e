"""Where the tasks of a plan stand at the moment that the reader looks at, by what was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from data.agencies import Agency, Role, agencies_of_plan, agency_key, roles_of
from data.plan import Plan, Task
from data.record import Entry, Subject
from data.task_progress import TaskProgress, progress_of
from pages.shared.recording import present
from pages.shared.recording_moment import BEIJING, moment


@dataclass(frozen=True, slots=True)
class Standing:
    """The tasks of a plan on a day: progress and roles by task id, the units; rows that are no tasks have no progress.

    `roles` are by the unit's key; `is_now` is false where the reader looks at a past day.
    """

    plan: Plan
    at: date
    progress: Mapping[str, TaskProgress]
    roles: Mapping[str, Mapping[str, Role]]
    agencies: tuple[Agency, ...]
    has_records: bool = False
    is_now: bool = True

    def agency(self, name: str) -> Agency | None:
        """Return the unit that a spelling means; None where no task names it."""
        key = agency_key(name, self.plan.region_name)
        return next((agency for agency in self.agencies if agency.key == key), None)

    def of(self, task: Task) -> TaskProgress | None:
        """Return where a task stands; None for a row that is no task."""
        return self.progress.get(task.task_id)


def standing_now(plan: Plan) -> Standing:
    """Return where the tasks stand at the moment that the reader looks at: today, or a past day."""
    found = standing_of(plan, present(plan.plan_id, "task"), today())
    return replace(found, is_now=moment() is None)


def standing_of(plan: Plan, entries: Mapping[Subject, Entry], at: date) -> Standing:
    """Return where the tasks stand on a day by what was recorded."""
    rows = progress_of(plan, entries, at)
    roles = {task.task_id: roles_of(task, plan.region_name) for task in plan.tasks}
    has_records = any(row.status for row in rows)
    return Standing(plan, at, {row.task.task_id: row for row in rows}, roles, agencies_of_plan(plan), has_records)


def today() -> date:
    """Return the day that the reader looks at, as the calendar in China has it."""
    return (moment() or datetime.now(UTC)).astimezone(BEIJING).date()
