"""Where each task stands on a day: the plan's deadline held against what was recorded.

A rule for each kind of deadline, the same for every plan:

| deadline | recorded | state |
|---|---|---|
| complete by a date | completed | completed |
| | anything else, recorded after the date | overdue |
| | nothing since the date | past_unrecorded: nobody knows, so it is not called overdue |
| | otherwise | due_next within the window, on_time later |
| start by a date | completed | completed |
| | started, continuing | started: 启动 is not 完成 |
| | not_started, blocked; nothing | as above |
| continuous | whatever | continuous: 持续开展 has no end, so it is never completed |
| none | completed | completed |
| | anything else, nothing | undated: the plan states no deadline |

The day of the deadline itself is not past. Empty and merged rows of an annex are no tasks and have no state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.agencies import Agency, Role, agencies_of_plan, roles_of
from data.plan import Plan, Task
from data.record import BEIJING, STATUSES, Entry, Subject

State = Literal["completed", "started", "overdue", "past_unrecorded", "due_next", "on_time", "continuous", "undated"]
STATES: tuple[State, ...] = (
    "completed", "started", "overdue", "past_unrecorded", "due_next", "on_time", "continuous", "undated",
)  # fmt: skip
WINDOW_DAYS = 90
BEGUN = ("started", "continuing", "completed")
FIELDS = ("status", "finished_on", "evidence")


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """A task on a day. `status` and `evidence` are "" and `finished_on` is None where nothing was recorded.

    `days` counts from the day to the deadline, negative once it is past; None without a date.
    `days_late` is how long after the deadline the task was finished: 0 in time, None where one of the dates is missing.
    """

    task: Task
    state: State
    deadline: date | None
    days: int | None
    status: str = ""
    finished_on: date | None = None
    evidence: str = ""
    days_late: int | None = None


@dataclass(frozen=True, slots=True)
class AgencyProgress:
    """What a unit owes: its tasks by role and by state."""

    agency: Agency
    roles: Mapping[Role, int]
    states: Mapping[State, int]

    @property
    def task_count(self) -> int:
        """The number of tasks that name the unit, in whatever role."""
        return sum(self.roles.values())


def status_subject(plan_id: str, task_id: str, field: str = "status") -> Subject:
    """Return the subject of what is recorded of a task: `status`, `finished_on` or `evidence`."""
    return Subject(plan_id, "task", task_id, field)


def is_owed(task: Task) -> bool:
    """Tell whether a row is a task; empty and merged rows of an annex are shown but owed by nobody."""
    return task.row_status in ("", "filled")


def date_of(text: str) -> date | None:
    """Return an ISO date; None for anything else, so that a broken cell is no date.

    >>> date_of("2017-05-31"), date_of("2017年"), date_of("")
    (datetime.date(2017, 5, 31), None, None)
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def progress_of(
    plan: Plan, entries: Mapping[Subject, Entry], at: date, window_days: int = WINDOW_DAYS
) -> tuple[TaskProgress, ...]:
    """Return where each task of a plan stands on a day, in the document's order; rows that are no tasks are left out.

    What is due within `window_days` from the day on is `due_next`.
    """
    return tuple(
        task_progress(
            task,
            _recorded(plan.plan_id, task, entries),
            at,
            window_days,
            _recorded_on(entries.get(status_subject(plan.plan_id, task.task_id))),
        )
        for task in plan.tasks
        if is_owed(task)
    )


def task_progress(
    task: Task,
    recorded: Mapping[str, str],
    at: date,
    window_days: int = WINDOW_DAYS,
    recorded_on: date | None = None,
) -> TaskProgress:
    """Return where one task stands on a day; `recorded` holds what was recorded by field.

    Completed counts from the recorded day on; without such a day, at once. An unknown status counts as none.
    `recorded_on` is the day when the status was recorded: what was said before the deadline says nothing of the days
    after it. None counts as after.

    >>> task = Task("t1", deadline_kind="complete", deadline_on="2022-12-31")
    >>> task_progress(task, {}, date(2023, 1, 1)).state
    'past_unrecorded'
    >>> task_progress(task, {"status": "started"}, date(2023, 1, 1)).state
    'overdue'
    >>> task_progress(task, {"status": "started"}, date(2023, 1, 1), recorded_on=date(2022, 5, 1)).state
    'past_unrecorded'
    """
    deadline = date_of(task.deadline_on) if task.deadline_kind in ("complete", "start") else None
    status = recorded.get("status", "")
    status = status if status in STATUSES else ""
    finished = date_of(recorded.get("finished_on", "")) if status == "completed" else None
    effective = "started" if finished and finished > at else status
    is_told_since = bool(status) and not (deadline and recorded_on and recorded_on <= deadline)
    return TaskProgress(
        task,
        _state(task.deadline_kind, effective, (deadline - at).days if deadline else None, window_days, is_told_since),
        deadline,
        (deadline - at).days if deadline else None,
        status,
        finished,
        recorded.get("evidence", ""),
        max(0, (finished - deadline).days) if finished and deadline else None,
    )


def count_states(rows: Iterable[TaskProgress]) -> dict[State, int]:
    """Return the number of tasks in each state, zeros too; they add up to the tasks."""
    counts = Counter(row.state for row in rows)
    return {state: counts[state] for state in STATES}


def count_by(rows: Iterable[TaskProgress], key: Callable[[Task], str]) -> dict[str, dict[State, int]]:
    """Return the states by what `key` names of a task (its group, its deadline), in order of first appearance."""
    parts: dict[str, list[TaskProgress]] = {}
    for row in rows:
        parts.setdefault(key(row.task), []).append(row)
    return {name: count_states(part) for name, part in parts.items()}


def count_by_agency(plan: Plan, rows: Sequence[TaskProgress]) -> tuple[AgencyProgress, ...]:
    """Return what each unit owes, those with most tasks first. A task of three units counts once for each of them."""
    found: dict[str, list[tuple[Role, State]]] = {}
    for row in rows:
        for key, role in roles_of(row.task, plan.region_name).items():
            found.setdefault(key, []).append((role, row.state))
    return tuple(
        AgencyProgress(agency, Counter(role for role, _ in pairs), Counter(state for _, state in pairs))
        for agency in agencies_of_plan(plan)
        if (pairs := found.get(agency.key))
    )


def _recorded(plan_id: str, task: Task, entries: Mapping[Subject, Entry]) -> dict[str, str]:
    found = {field: entries.get(status_subject(plan_id, task.task_id, field)) for field in FIELDS}
    return {field: entry.value for field, entry in found.items() if entry}


def _recorded_on(entry: Entry | None) -> date | None:
    return entry.recorded_at.astimezone(BEIJING).date() if entry else None


def _state(kind: str, status: str, days: int | None, window_days: int, is_told_since: bool) -> State:
    if kind == "continuous":
        return "continuous"
    if status == "completed":
        return "completed"
    if kind == "start" and status in BEGUN:
        return "started"
    if days is None:
        return "undated"
    if days < 0:
        return "overdue" if is_told_since else "past_unrecorded"
    return "due_next" if days <= window_days else "on_time"
