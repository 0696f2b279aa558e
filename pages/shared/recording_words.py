"""What an entry is about in the reader's language: the name of its subject, its field, its value."""

from __future__ import annotations

from collections.abc import Iterable

from data.arrangement import FIELD as ARRANGEMENT
from data.plan import IndicatorValue, Plan
from data.record import COMMENT, STATUS_NAMES, Entry, Subject
from data.siting_scenario import FIELD as SCENARIO
from pages.shared import queries
from pages.shared.labels import language, name_of, word
from pages.shared.recording_fields import RecordField
from pages.shared.recording_inputs import shown_value

LONGEST_NAME = 80
ACTUAL = "actual:"


def status_options() -> tuple[tuple[str, str], ...]:
    """Return the statuses of tasks and projects with their names."""
    at = 1 if language() == "en" else 0
    return tuple((code, names[at]) for code, names in STATUS_NAMES.items())


def status_name(code: str) -> str:
    """Return the name of a status; an unknown one as it stands."""
    return dict(status_options()).get(code, code)


def field_of(plan: Plan, subject: Subject) -> RecordField:
    """Return the field that a subject is about, as a form would ask for it."""
    name = subject.field
    if name.startswith(ACTUAL):
        year, unit = name.removeprefix(ACTUAL), _unit_of(plan, subject)
        return RecordField(subject, word("record.actual", year=year), "number", unit=unit)
    if name == "status":
        return RecordField(subject, word("record.status"), "choice", status_options())
    if name == "finished_on":
        return RecordField(subject, word("record.finished_on"), "date")
    if name == "position":
        return RecordField(subject, word("record.position"), "position")
    if name == ARRANGEMENT:
        return RecordField(subject, word("record.arrangement"), "arrangement")
    if name == SCENARIO:
        return RecordField(subject, word("record.scenario"), "scenario")
    known = {"evidence": "record.evidence", "acknowledged": "record.acknowledged", COMMENT: "record.comment"}
    return RecordField(subject, word(known[name]) if name in known else name)


def name_of_subject(plan: Plan, subject: Subject) -> str:
    """Return the name of what an entry is about; its id where the plan does not know it (any more)."""
    return names_of_subjects(plan, [subject])[subject]


def names_of_subjects(plan: Plan, subjects: Iterable[Subject]) -> dict[Subject, str]:
    """Return the names of what entries are about; ids where the plan does not know them (any more)."""
    known: dict[tuple[str, str], str] = {
        **{("project", row.project_id): name_of(row) for row in plan.projects},
        **{("place", row.place_id): name_of(row) for row in plan.places},
        **{("task", row.task_id): row.title or row.summary for row in plan.tasks},
    }
    return {one: _short(known.get((one.kind, one.subject_id)) or _other_name(plan, one)) for one in subjects}


def selection_of(plan: Plan, subject: Subject) -> str:
    """Return the selection that shows a subject on its page; "" where the plan does not know it."""
    if subject.kind in ("briefing", "scenario"):
        return ""
    if subject.kind != "indicator":
        return f"{subject.kind}:{subject.subject_id}"
    indicator_id, _, scope = subject.subject_id.partition("@")
    rows = [row for row in plan.indicator_values if row.indicator_id == indicator_id]
    found = next((row for row in rows if row.scope == scope), next(iter(rows), None))
    return f"indicator:{found.value_id}" if found else ""


def change_words(plan: Plan, entry: Entry) -> tuple[str, str]:
    """Return the old and the new value of an entry as one reads them; "" for nothing."""
    field = field_of(plan, entry.subject)
    return shown_value(field, entry.old_value), shown_value(field, entry.value)


def _other_name(plan: Plan, subject: Subject) -> str:
    if subject.kind == "indicator":
        return _indicator_name(plan, subject.subject_id)
    if subject.kind == "briefing":
        return word("record.arrangement_of", id=subject.subject_id)
    if subject.kind == "scenario":
        return word("record.scenario_of", id=subject.subject_id)
    return _finding_name(plan, subject.subject_id) if subject.kind == "finding" else subject.subject_id


def _finding_name(plan: Plan, key: str) -> str:
    found = next((row for row in queries.rule_findings(plan.plan_id) if row.key == key), None)
    sentence = (found.sentence_en if language() == "en" else found.sentence) if found else ""
    return sentence or key


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _indicator_name(plan: Plan, subject_id: str) -> str:
    indicator_id, _, scope = subject_id.partition("@")
    indicator = plan.indicators.get(indicator_id)
    row = _value_of(plan, indicator_id)
    name = name_of(indicator) if indicator else row.name if row else indicator_id
    return name if scope in ("", plan.region_code) else f"{name} · {plan.district_name(scope)}"


def _unit_of(plan: Plan, subject: Subject) -> str:
    indicator_id = subject.subject_id.partition("@")[0]
    indicator, row = plan.indicators.get(indicator_id), _value_of(plan, indicator_id)
    return (indicator.unit if indicator else "") or (row.unit if row else "")


def _value_of(plan: Plan, indicator_id: str) -> IndicatorValue | None:
    return next((row for row in plan.indicator_values if row.indicator_id == indicator_id), None)
