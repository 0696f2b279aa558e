"""What is recorded of projects: the fields of one, the lines of a table edit, the status that list and map show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.plan import Plan, Project
from data.project_filter import ProjectFacts
from data.record import Entry, Subject
from pages.shared.labels import name_of
from pages.shared.recording import RecordField, RecordRow
from pages.shared.recording_words import field_of

FIELDS = ("status", "finished_on", "evidence")
MOST_LINES = 200


def project_fields(plan: Plan, project: Project) -> list[RecordField]:
    """Return the fields of a project that can be recorded."""
    return [field_of(plan, subject_of(plan, project.project_id, name)) for name in FIELDS]


def record_rows(plan: Plan, rows: Sequence[ProjectFacts]) -> list[RecordRow]:
    """Return the lines of a table edit of projects; the first ones where there are very many."""
    asked = [field_of(plan, subject_of(plan, "", name)) for name in FIELDS]
    return [
        RecordRow(
            name_of(row.project),
            tuple(
                replace(field, subject=subject_of(plan, row.project.project_id, field.subject.field)) for field in asked
            ),
        )
        for row in rows[:MOST_LINES]
    ]


def statuses(entries: Mapping[Subject, Entry]) -> dict[str, str]:
    """Return the recorded status of each project that has one, by its id."""
    return {
        subject.subject_id: entry.value
        for subject, entry in entries.items()
        if subject.kind == "project" and subject.field == "status"
    }


def subject_of(plan: Plan, project_id: str, field: str) -> Subject:
    """Return the subject of a field of a project."""
    return Subject(plan.plan_id, "project", project_id, field)
