"""The tasks that are shown, as lists for units: what Excel and print tell of plan, unit, filters and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.agencies import ROLES, Agency
from data.plan import Task
from data.task_sheet import SheetCell, SheetColumn, TaskSheet
from pages.shared.labels import joined, plan_name, value_label, word
from pages.shared.recording_words import status_name
from pages.tasks.filters import Filters
from pages.tasks.rows import agency_words, title_of
from pages.tasks.standing import Standing
from pages.tasks.state_words import role_label, span_words, state_label

RUN_JOINT = " … "
COLUMNS = (
    ("role", "progress.role", 9),
    ("number", "task.number", 8),
    ("title", "task.title", 32),
    ("summary", "task.summary", 42),
    ("agencies", "task.agency", 34),
    ("deadline", "progress.deadline_printed", 18),
    ("deadline_on", "progress.deadline_counted", 12),
    ("kind", "progress.deadline_kind", 11),
    ("state", "progress.state", 13),
    ("status", "record.status", 11),
    ("finished_on", "record.finished_on", 12),
    ("evidence", "record.evidence", 28),
    ("group", "task.group", 22),
    ("source", "task.table", 10),
    ("section", "cite.section", 14),
    ("words", "cite.words", 48),
    ("note", "cite.note", 30),
)


@dataclass(frozen=True, slots=True)
class TaskList:
    """A list of tasks: all that is shown (`agency` None), or what one unit owes, its own tasks first."""

    agency: Agency | None
    tasks: tuple[Task, ...]


def list_of(standing: Standing, tasks: Sequence[Task], agency: Agency | None) -> TaskList:
    """Return the list of one unit: the tasks it leads first; the document's order without a unit."""
    if agency is None:
        return TaskList(None, tuple(tasks))
    own = [(standing.roles[task.task_id].get(agency.key), task) for task in tasks]
    ordered = sorted((pair for pair in own if pair[0]), key=lambda pair: ROLES.index(pair[0]))  # type: ignore[arg-type]
    return TaskList(agency, tuple(task for _, task in ordered))


def lists_by_agency(standing: Standing, tasks: Sequence[Task]) -> list[TaskList]:
    """Return the lists of all units that the tasks name."""
    lists = [list_of(standing, tasks, agency) for agency in standing.agencies]
    return [part for part in lists if part.tasks]


def sheet_of(standing: Standing, part: TaskList, filters: str) -> TaskSheet:
    """Return a list as a sheet: in a unit's own its role comes first."""
    keys = [key for key, _, _ in COLUMNS if part.agency or key != "role"]
    columns = tuple(SheetColumn(word(label), width) for key, label, width in COLUMNS if key in keys)
    rows = tuple(tuple(_cells(standing, part, task)[key] for key in keys) for task in part.tasks)
    name = part.agency.name if part.agency else word("page.tasks")
    facts = tuple(facts_of(standing, part, filters))
    return TaskSheet(name, title_of_list(standing, part), facts, columns, rows, frozen=keys.index("title") + 1)


def title_of_list(standing: Standing, part: TaskList) -> str:
    """Return the title of a list."""
    if part.agency:
        return word("progress.unit_title", unit=part.agency.name)
    return word("progress.list_title", region=standing.plan.region_name)


def facts_of(standing: Standing, part: TaskList, filters: str) -> list[tuple[str, str]]:
    """Return what a list says about itself: plan, unit, filters, day, data version."""
    plan = standing.plan
    number = f"（{plan.document_number}）" if plan.document_number else ""
    version = word("common.version", version=plan.data_version, date=plan.data_as_of) if plan.data_version else ""
    facts = [(word("frame.plan"), f"{plan_name(plan)}{number}"), (word("task.agency"), _unit_line(standing, part))]
    if filters:
        facts.append((word("progress.filters"), filters))
    facts.append((word("progress.day"), standing.at.isoformat()))
    facts.append((word("progress.data"), f"{version}；{word('progress.data_note')}".lstrip("；")))
    return facts


def filters_in_words(filters: Filters, *, with_agency: bool) -> str:
    """Return the filters in words; "" for none. The unit is left out where the list is its own."""
    asked = [
        (word("task.agency"), filters.agencies if with_agency else ()),
        (word("task.deadline"), [value_label("deadline_kind", kind) for kind in filters.deadlines]),
        (word("task.group"), filters.groups),
        (word("task.table"), [value_label("source_table", table) for table in filters.sources]),
        (word("progress.state"), [state_label(state) for state in filters.states]),  # type: ignore[arg-type]
        (word("progress.record_status"), [status_name(status) for status in filters.statuses]),
        (word("facts.text"), [filters.text] if filters.text else []),
    ]
    return "；".join(f"{name}：{joined(values)}" for name, values in asked if values)


def _unit_line(standing: Standing, part: TaskList) -> str:
    if part.agency is None:
        return word("common.all")
    roles = [standing.roles[task.task_id][part.agency.key] for task in part.tasks]
    counts = joined(f"{role_label(role)} {roles.count(role)}" for role in ROLES if role in roles)
    others = part.agency.spellings[1:]
    spelled = f"（{word('progress.spelled', names=joined(others))}）" if others else ""
    return f"{part.agency.name}{spelled}；{word('progress.owes', n=len(part.tasks))}：{counts}"


def _cells(standing: Standing, part: TaskList, task: Task) -> dict[str, SheetCell]:
    progress = standing.of(task)
    role = standing.roles[task.task_id].get(part.agency.key) if part.agency else None
    silent = word("common.not_stated") if progress else ""
    span = span_words(progress) if progress else ""
    return {
        "role": role_label(role) if role else "",
        "number": task.number,
        "title": title_of(task),
        "summary": task.summary,
        "agencies": agency_words(task) or silent,
        "deadline": task.deadline_text.replace(";", "；") or silent,
        "deadline_on": progress.deadline if progress else None,
        "kind": value_label("deadline_kind", task.deadline_kind) if progress else "",
        "state": state_label(progress.state) + (f"（{span}）" if span else "") if progress else row_status(task),
        "status": (status_name(progress.status) if progress.status else word("progress.unrecorded"))
        if progress
        else "",
        "finished_on": progress.finished_on if progress else None,
        "evidence": progress.evidence if progress else "",
        "group": task.group,
        "source": value_label("source_table", task.source_table),
        "section": task.section,
        "words": task.as_written.replace("|", RUN_JOINT),
        "note": task.note,
    }


def row_status(task: Task) -> str:
    """Return what kind of row stands in the place of a task."""
    return value_label("row_status", task.row_status)
