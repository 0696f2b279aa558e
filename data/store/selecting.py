"""Questions to the table of entries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from data.record import COMMENT, Entry, Subject
from data.store.tables import entries, entry_of, replacements

SUBJECT_COLUMNS = (entries.c.plan_id, entries.c.kind, entries.c.subject_id, entries.c.field)
REPLACED = 2**40  # greater than any number of entries, and still a whole number in a browser
MOST_AT_ONCE = 500  # both databases limit how many values one question may carry


def newest_of(connection: Connection, subjects: Collection[Subject]) -> dict[Subject, Entry]:
    """Return the newest entry of each subject that has one, withdrawn ones and comments among them."""
    wanted = [_key(subject) for subject in sorted(set(subjects))]
    found: list[Entry] = []
    for start in range(0, len(wanted), MOST_AT_ONCE):
        found += _newest_where(connection, tuple_(*SUBJECT_COLUMNS).in_(wanted[start : start + MOST_AT_ONCE]))
    return {entry.subject: entry for entry in found}


def present_of(connection: Connection, plan_id: str, kinds: Sequence[str], at: datetime | None) -> dict[Subject, Entry]:
    """Return the newest entry of each subject of a plan; without comments and what was withdrawn."""
    conditions = [entries.c.plan_id == plan_id, entries.c.field != COMMENT]
    if kinds:
        conditions.append(entries.c.kind.in_(kinds))
    if at is not None:
        conditions.append(entries.c.recorded_at <= at)
    return {entry.subject: entry for entry in _newest_where(connection, *conditions) if entry.value}


def history_of(connection: Connection, plan_id: str, subject: Subject | None, limit: int) -> list[Entry]:
    """Return entries, the newest first; `plan_id` "" means every plan."""
    question = select(entries).order_by(entries.c.id.desc()).limit(limit)
    if plan_id:
        question = question.where(entries.c.plan_id == plan_id)
    if subject is not None:
        question = question.where(tuple_(*SUBJECT_COLUMNS) == _key(subject))
    return [entry_of(row) for row in connection.execute(question)]


def entry_with(connection: Connection, entry_id: int) -> Entry | None:
    """Return one entry, None where there is none of that number."""
    row = connection.execute(select(entries).where(entries.c.id == entry_id)).first()
    return entry_of(row) if row else None


def successor_of(connection: Connection, entry_id: int) -> Entry | None:
    """Return the entry that took the place of another."""
    row = connection.execute(select(entries).where(entries.c.old_entry_id == entry_id)).first()
    return entry_of(row) if row else None


def last_id(connection: Connection) -> int:
    """Return the number of the newest entry, 0 where there is none."""
    return connection.execute(select(func.max(entries.c.id))).scalar() or 0


def state_number(connection: Connection) -> int:
    """Return a number that changes with every save, and with every restore that replaced what was there."""
    newest = select(func.max(entries.c.id)).scalar_subquery()
    times_replaced = select(func.max(replacements.c.id)).scalar_subquery()
    row = connection.execute(select(newest, times_replaced)).one()
    return (row[0] or 0) + (row[1] or 0) * REPLACED


def _newest_where(connection: Connection, *conditions: ColumnElement[bool]) -> list[Entry]:
    newest = select(func.max(entries.c.id)).where(*conditions).group_by(*SUBJECT_COLUMNS)
    question = select(entries).where(entries.c.id.in_(newest)).order_by(entries.c.id)
    return [entry_of(row) for row in connection.execute(question)]


def _key(subject: Subject) -> tuple[str, str, str, str]:
    return subject.plan_id, subject.kind, subject.subject_id, subject.field
