"""States, roles and spans of time in the reader's language, with the tones they are shown in."""

from __future__ import annotations

from datetime import date

from data.agencies import Role
from data.task_progress import WINDOW_DAYS, State, TaskProgress
from pages.shared.labels import word
from pages.shared.recording_words import status_name

TONES: dict[State, str] = {
    "completed": "complete",
    "started": "start",
    "overdue": "overdue",
    "past_unrecorded": "empty",
    "due_next": "due_next",
    "on_time": "on_time",
    "continuous": "continuous",
    "undated": "lack",
}
ROLE_TONES: dict[Role, str] = {"lead": "complete", "support": "start", "other": "", "undivided": "lack"}
ROLE_SIGNS: dict[Role, str] = {"lead": "●", "support": "○", "other": "·", "undivided": "·"}
# what wants attention comes first
URGENCY: tuple[State, ...] = (
    "overdue",
    "due_next",
    "past_unrecorded",
    "on_time",
    "started",
    "continuous",
    "undated",
    "completed",
)
MONTHS_FROM_DAYS, YEARS_FROM_MONTHS = 60, 24


def state_label(state: State) -> str:
    """Return the name of a state."""
    return word(f"progress.{state}", n=WINDOW_DAYS)


def state_rule(state: State) -> str:
    """Return the rule by which a task is in a state."""
    return word(f"progress.{state}_rule", n=WINDOW_DAYS)


def role_label(role: Role) -> str:
    """Return the name of a role."""
    return word(f"progress.role_{role}")


def progress_words(row: TaskProgress) -> str:
    """Return state, recorded status and how far the deadline is, on one line."""
    return " · ".join(part for part in (state_label(row.state), status_words(row), span_words(row)) if part)


def status_words(row: TaskProgress) -> str:
    """Return what was recorded of a task in words; "" where nothing was or the state says the same."""
    if not row.status or row.state in ("completed", "started") and row.status == row.state:
        return ""
    return word("progress.recorded_as", status=status_name(row.status))


def span_words(row: TaskProgress) -> str:
    """Return how far the deadline is, or how late the task was finished; "" where that says nothing."""
    if row.state == "completed":
        return word("progress.days_late", span=f"{row.days_late}") if row.days_late else ""
    if row.days is None or row.deadline is None or row.state == "started":
        return ""
    at = date.fromordinal(row.deadline.toordinal() - row.days)
    key = "progress.past_since" if row.days < 0 else "progress.left"
    return word(key, span=span_between(min(at, row.deadline), max(at, row.deadline)))


def span_between(start: date, end: date) -> str:
    """Return a span in days, from two months on in whole months, from two years on in years and months."""
    days = (end - start).days
    if days < MONTHS_FROM_DAYS:
        return word("progress.days", n=days)
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    if months < YEARS_FROM_MONTHS:
        return word("progress.months", n=months)
    if months % 12 == 0:
        return word("progress.years", n=months // 12)
    return word("progress.years_months", y=months // 12, m=months % 12)
