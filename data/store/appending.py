"""New entries: which changes conflict or say nothing new, what an entry replaces, its number and moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert
from sqlalchemy.exc import IntegrityError

from data.record import COMMENT, Author, Change, Conflict, ConflictError, Entry, RecordError, Subject
from data.record_value import is_news, subject_text
from data.store.selecting import entry_with, last_id, newest_of, successor_of
from data.store.tables import entries, row_of

# clocks of two machines differ by so much at most; a greater step back is a clock that was set right
CLOCK_TOLERANCE = timedelta(minutes=5)
INSTANT = timedelta(microseconds=1)
NOT_YET = datetime.min.replace(tzinfo=UTC)


def raise_conflicts(changes: Sequence[Change], newest: Mapping[Subject, Entry]) -> None:
    """Raise ConflictError with every change whose editor saw another entry than the newest one.

    An editor who saw nothing has seen the state after a withdrawal too: nothing is recorded then either.
    """
    met = [change for change in changes if change.subject.field != COMMENT]
    missed = [change for change in met if change.seen is not None and change.subject not in newest]
    if missed:
        raise RecordError(f"没有保存：{subject_text(missed[0].subject)}的原记录已不在，请刷新后重试")
    found = [(change, newest[change.subject]) for change in met if change.subject in newest]
    conflicts = tuple(Conflict(change, theirs) for change, theirs in found if not _has_seen(change, theirs))
    if conflicts:
        raise ConflictError(conflicts)


def drafts_of(changes: Sequence[Change], newest: Mapping[Subject, Entry], author: Author) -> list[Entry]:
    """Return an entry without number and moment for each change that says something new."""
    pairs = [(change, newest.get(change.subject)) for change in changes]
    return [draft(change, old, author) for change, old in pairs if is_news(change, old)]


def draft(change: Change, old: Entry | None, author: Author, undoes: int | None = None) -> Entry:
    """Return the entry that a change becomes, still without number and moment."""
    return Entry(
        entry_id=0,
        subject=change.subject,
        value=change.value,
        old_entry_id=old.entry_id if old else None,
        old_value=old.value if old else "",
        source=change.source,
        note=change.note,
        author=author,
        recorded_at=NOT_YET,
        undoes=undoes,
    )


def append(connection: Connection, drafts: Sequence[Entry], now: datetime) -> list[Entry]:
    """Write entries: numbered without gaps, all of one save at one moment, later than that of every earlier save."""
    if not drafts:
        return []
    last = last_id(connection)
    before = entry_with(connection, last)
    moment = moment_after(before.recorded_at if before else None, now.astimezone(UTC))
    added = [replace(entry, entry_id=last + number, recorded_at=moment) for number, entry in enumerate(drafts, start=1)]
    try:
        connection.execute(insert(entries), [row_of(entry) for entry in added])
    except IntegrityError as error:
        raise RecordError("没有保存：记录库同时被别的程序写入，请刷新后重试") from error
    return added


def moment_after(previous: datetime | None, now: datetime) -> datetime:
    """Return the moment of a save, so that a clock that lags a little does not put it before the previous one.

    >>> noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    >>> moment_after(noon, noon - timedelta(seconds=2)) - noon
    datetime.timedelta(microseconds=1)
    """
    if previous is None or now > previous or previous - now > CLOCK_TOLERANCE:
        return now
    return previous + INSTANT


def undoable(connection: Connection, entry_id: int) -> Entry:
    """Return the entry to be undone; RecordError where there is none or something was recorded after it."""
    entry = entry_with(connection, entry_id)
    if entry is None:
        raise RecordError(f"没有撤销：没有第 {entry_id} 条记录")
    if entry.subject.field == COMMENT:
        later = successor_of(connection, entry_id)
    else:
        later = newest_of(connection, [entry.subject])[entry.subject]
    if later is not None and later.entry_id != entry_id:
        what = f"{subject_text(entry.subject)}在第 {entry_id} 条记录之后"
        raise RecordError(
            f"没有撤销：{what}已由{later.author.name}改为“{later.value or '（撤回）'}”，只能撤销最新的一条"
        )
    return entry


def _has_seen(change: Change, newest: Entry) -> bool:
    return change.seen == newest.entry_id or (change.seen is None and newest.value == "")
