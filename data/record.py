"""What happens after a plan is published: actual values, statuses, evidence, positions, acknowledgements, comments.

The facts of a plan never change; an entry stands beside them. An entry is about one field of one subject
(`Subject`), says who recorded it and when, and is never altered: a later entry of the same subject takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Literal

from data.plan import IndicatorValue

AuthorBasis = Literal["oidc", "stated"]
SubjectKind = Literal["indicator", "task", "project", "place", "finding", "briefing", "scenario"]

# of a task or project; 启动 and 持续开展 are not 完成
STATUSES = ("not_started", "started", "continuing", "blocked", "completed")
STATUS_NAMES: dict[str, tuple[str, str]] = {
    "not_started": ("未启动", "not started"),
    "started": ("已启动", "started"),
    "continuing": ("持续开展", "continuing"),
    "blocked": ("受阻", "blocked"),
    "completed": ("已完成", "completed"),
}
COMMENT = "comment"

# days of records are counted where the plans hold
BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """The one field that an entry is about.

    | kind | subject_id | field | value |
    |---|---|---|---|
    | indicator | `indicator_id@scope` (scope: region or district code) | `actual:2021` | a plain number in the indicator's unit |
    | task, project | task_id, project_id | `status` | one of STATUSES |
    | task, project | | `evidence` | text: document, address of a page |
    | task, project | | `finished_on` | ISO date |
    | place, project | place_id, project_id | `position` | `lon,lat` in degrees, WGS84 |
    | finding | key of a finding of 规划体检 | `acknowledged` | the reason |
    | briefing | id of an arrangement (letters, digits, hyphens) | `scenes` | JSON of `data.arrangement` |
    | scenario | id of a scenario of 选址, like that of an arrangement | `definition` | JSON of `data.siting_scenario` |
    | any | | `comment` | text; the history is the thread |
    """  # noqa: E501

    plan_id: str
    kind: SubjectKind
    subject_id: str
    field: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who records: signed in (`oidc`), or a name that was only stated and is shown as 未认证."""

    name: str
    basis: AuthorBasis = "stated"


@dataclass(frozen=True, slots=True)
class Change:
    """What someone wants to record. `value` "" withdraws what was recorded.

    `seen` is the entry_id that the editor saw as the present state, None where nothing was recorded or what was
    recorded had been withdrawn.
    """

    subject: Subject
    value: str
    seen: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was recorded: the new value, the entry it took the place of, who, when (UTC), source and note."""

    entry_id: int
    subject: Subject
    value: str
    old_entry_id: int | None
    old_value: str
    source: str
    note: str
    author: Author
    recorded_at: datetime
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A change that met an entry its editor had not seen."""

    change: Change
    theirs: Entry


class RecordError(Exception):
    """Something could not be recorded; nothing of it was. The text says why, in Chinese."""


class ConflictError(RecordError):
    """Someone else recorded the same field in the meantime."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__("有人刚刚修改了同一项，尚未保存，请比对后再定")
        self.conflicts = conflicts


def actual_subject(plan_id: str, indicator_id: str, scope: str, year: int) -> Subject:
    """Return the subject of an actual value.

    >>> actual_subject("dazhou-2021-2025", "bed_count", "511700", 2021).field
    'actual:2021'
    """
    return Subject(plan_id, "indicator", f"{indicator_id}@{scope}", f"actual:{year}")


def actual_subject_of(plan_id: str, row: IndicatorValue, year: int) -> Subject:
    """Return the subject of the actual value in `year` of the indicator that a plan's value belongs to."""
    return actual_subject(plan_id, row.indicator_id, row.scope, year)
