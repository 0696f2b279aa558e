"""Which tasks are shown. Pure: no widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.agencies import Agency, agency_key
from data.plan import Task
from data.search import fold
from data.task_progress import State, count_states
from pages.shared.filtering import with_chosen
from pages.tasks.standing import Standing

UNASSIGNED, UNGROUPED, UNRECORDED = "unassigned", "ungrouped", "unrecorded"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; an empty tuple or text asks for nothing in particular.

    `agencies` are names of units in any spelling, or `unassigned`; `states` those of data/task_progress.py.
    """

    agencies: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    text: str = ""
    states: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """The tasks that answer all filters; `listed` holds the chosen one too, `counts` ignore the filter by state.

    `agency` is the one unit that is asked for, None where none or several are.
    """

    found: tuple[Task, ...]
    listed: tuple[Task, ...]
    is_added: bool
    counts: dict[State, int]
    agency: Agency | None


def shown_tasks(standing: Standing, filters: Filters, choice: str) -> Shown:
    """Return what is shown under filters; the chosen row stays in the list though the filters would hide it."""
    tasks = standing.plan.tasks
    any_state = replace(filters, states=())
    base = [row for row in tasks if is_match(row, any_state, standing)]
    found = [row for row in base if is_match(row, filters, standing)]
    listed, is_added = with_chosen(tasks, found, lambda row: f"task:{row.task_id}" == choice)
    counts = count_states(progress for row in base if (progress := standing.of(row)))
    return Shown(tuple(found), tuple(listed), is_added, counts, _one_agency(standing, filters))


def is_match(row: Task, filters: Filters, standing: Standing) -> bool:
    """Tell whether a task answers all filters; each word of the text must occur."""
    if filters.agencies and not _is_of(row, filters.agencies, standing):
        return False
    progress = standing.of(row)
    chosen = (
        (filters.deadlines, row.deadline_kind),
        (filters.groups, group_of(row)),
        (filters.sources, row.source_table),
        (filters.states, progress.state if progress else ""),
        (filters.statuses, (progress.status or UNRECORDED) if progress else ""),
    )
    if any(allowed and value not in allowed for allowed, value in chosen):
        return False
    words = fold(filters.text).split()
    return not words or all(part in fold(_searchable(row)) for part in words)


def group_of(row: Task) -> str:
    """Return the group of a task as a choice."""
    return row.group or UNGROUPED


def agency_choices(standing: Standing) -> list[str]:
    """Return the units that tasks name, those with most tasks first; tasks without a unit last."""
    names = [agency.name for agency in standing.agencies]
    return [*names, UNASSIGNED] if any(not roles for roles in standing.roles.values()) else names


def _is_of(row: Task, agencies: Sequence[str], standing: Standing) -> bool:
    roles = standing.roles[row.task_id]
    if not roles:
        return UNASSIGNED in agencies
    return any(agency_key(name, standing.plan.region_name) in roles for name in agencies)


def _one_agency(standing: Standing, filters: Filters) -> Agency | None:
    return standing.agency(filters.agencies[0]) if len(filters.agencies) == 1 else None


def _searchable(row: Task) -> str:
    texts = (row.number, row.title, row.summary, row.group, *row.agencies, row.deadline_text, row.section, row.note)
    return "\n".join(texts)
