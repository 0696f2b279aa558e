"""What can be recorded of projects: the fields of one, the lines of a table edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.plan import Plan, Project
from data.project_filter import ProjectFacts
from data.record import Subject
from pages.shared.labels import name_of
from pages.shared.recorded_places import position_fields
from pages.shared.recording import MOST_LINES, RecordField, RecordRow
from pages.shared.recording_words import field_of

FIELDS = ("status", "finished_on", "evidence")


def project_fields(plan: Plan, project: Project) -> list[RecordField]:
    """Return the fields of a project that can be recorded."""
    progress = [field_of(plan, subject_of(plan, project.project_id, name)) for name in FIELDS]
    return [*progress, *position_fields(plan, project)]


def record_rows(plan: Plan, rows: Sequence[ProjectFacts]) -> list[RecordRow]:
    """Return the lines of a table edit of projects; one more than it takes where there are very many."""
    asked = [field_of(plan, subject_of(plan, "", name)) for name in FIELDS]
    return [
        RecordRow(
            name_of(row.project),
            tuple(
                replace(field, subject=subject_of(plan, row.project.project_id, field.subject.field)) for field in asked
            ),
        )
        for row in rows[: MOST_LINES + 1]
    ]


def subject_of(plan: Plan, project_id: str, field: str) -> Subject:
    """Return the subject of a field of a project."""
    return Subject(plan.plan_id, "project", project_id, field)
