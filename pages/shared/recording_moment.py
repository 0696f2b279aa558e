"""Which moment the reader looks at: now, or a past day (`asof` in the address). Times are shown as Beijing time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from data.record import BEIJING
from pages.shared import parameters
from pages.shared.labels import word

NAME = "asof"
FIRST_YEAR, LAST_YEAR = 1990, 2100
DAY_LENGTH = len("2025-01-31")


def moment() -> datetime | None:
    """Return the moment that the reader looks at; None is now. A moment that is none leaves a notice."""
    text = parameters.read(NAME)
    if not text:
        return None
    found = moment_of(text)
    if found is None or found > datetime.now(UTC) + timedelta(days=1):
        parameters.note_unknown(NAME, text)
        return None
    return found


def moment_of(text: str) -> datetime | None:
    """Return the moment that a text names: the end of a day, or a time of day; Beijing time unless it says otherwise.

    >>> moment_of("2025-03-01").isoformat(), moment_of("2025-03-01T09:30").isoformat(), moment_of("soon")
    ('2025-03-01T23:59:59.999999+08:00', '2025-03-01T09:30:00+08:00', None)
    """
    try:
        is_day = len(text) == DAY_LENGTH
        found = datetime.combine(date.fromisoformat(text), time.max) if is_day else datetime.fromisoformat(text)
    except ValueError:
        return None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    return found if found.tzinfo else found.replace(tzinfo=BEIJING)


def look_at(text: str) -> None:
    """Show the state at the end of a day or at a time; "" is now."""
    if text:
        parameters.write(NAME, text)
    else:
        parameters.reset(NAME)


def when_text(at: datetime) -> str:
    """Return a moment as people write it: to the minute, Beijing time."""
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


def moment_text() -> str:
    """Return the moment that the reader looks at in words; "" for now."""
    at = moment()
    if at is None:
        return ""
    local = at.astimezone(BEIJING)
    is_day = local.time() == time.max
    return word("record.end_of_day", day=f"{local:%Y-%m-%d}") if is_day else f"{local:%Y-%m-%d %H:%M:%S}"
