"""What can be recorded of a project: status, completion, evidence."""

from __future__ import annotations

from data.plan import Plan, Project
from data.record import Subject
from pages.shared.recording import RecordField
from pages.shared.recording_words import field_of

FIELDS = ("status", "finished_on", "evidence")


def project_fields(plan: Plan, project: Project) -> list[RecordField]:
    """Return the fields of a project that can be recorded."""
    return [field_of(plan, Subject(plan.plan_id, "project", project.project_id, name)) for name in FIELDS]
