"""The store of what is recorded: entries are added, never altered; the newest entry of a subject is its state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime

from data.record import COMMENT, Author, Change, Entry, Subject, SubjectKind
from data.record_value import accept, accept_author, accept_note
from data.store.appending import append, draft, drafts_of, raise_conflicts, undoable
from data.store.database import Database, database_url
from data.store.migrating import prepare
from data.store.selecting import entry_with, history_of, newest_of, present_of, state_number


def open_store(url: str | None = None) -> Store:
    """Open the records: of `url`, of DATABASE_URL, else of a SQLite file; tables are made or brought up to date.

    RecordError says why it cannot be opened.
    """
    database = Database(database_url(url))
    prepare(database)
    return Store(database)


class Store:
    """What is recorded beside the plans. Several threads, processes and machines may use one store at once."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.database = database
        self.clock = clock

    def record(self, changes: Sequence[Change], author: Author) -> list[Entry]:
        """Record all changes or none, and return the new entries in the order of the changes.

        A change that says nothing new (same value, and source and note blank or the same) adds no entry. Comments
        never conflict. RefusedError (a RecordError) tells every value that its field does not allow, ConflictError
        every change whose `seen` is not the newest entry of its subject, RecordError a store that fails.
        """
        accepted, who = accept(changes), accept_author(author)
        if not accepted:
            return []
        with self.database.writing() as connection:
            newest = newest_of(connection, {change.subject for change in accepted if change.subject.field != COMMENT})
            raise_conflicts(accepted, newest)
            return append(connection, drafts_of(accepted, newest, who), self.clock())

    def undo(self, entry_id: int, author: Author, note: str = "") -> Entry:
        """Restore what an entry replaced, with the source it had, as a new entry that `undoes` it.

        Undoing a comment takes it back; undoing that brings it again. RecordError where the entry is not the newest of
        its subject.
        """
        who, why = accept_author(author), accept_note(note)
        with self.database.writing("没有撤销") as connection:
            undone = undoable(connection, entry_id)
            before = entry_with(connection, undone.old_entry_id or 0)
            change = Change(undone.subject, undone.old_value, entry_id, before.source if before else "", why)
            (entry,) = append(connection, [draft(change, undone, who, undoes=entry_id)], self.clock())
            return entry

    def present(self, plan_id: str, *kinds: SubjectKind, at: datetime | None = None) -> dict[Subject, Entry]:
        """Return the newest entry of each subject of a plan, now or `at` a past moment (with its time zone).

        Withdrawn ones and comments are left out; without kinds: of every kind.
        """
        if at is not None and at.tzinfo is None:
            raise ValueError(f"a moment needs its time zone: {at}")
        with self.database.reading() as connection:
            return present_of(connection, plan_id, kinds, at)

    def newest(self, subjects: Collection[Subject]) -> dict[Subject, Entry]:
        """Return the newest entry of each subject that has one, withdrawn ones too: what an editor passes as `seen`."""
        with self.database.reading() as connection:
            return newest_of(connection, subjects)

    def history(self, plan_id: str, subject: Subject | None = None, *, limit: int = 500) -> list[Entry]:
        """Return the entries of a plan ("": of all plans) or of one subject, the newest first."""
        with self.database.reading() as connection:
            return history_of(connection, plan_id, subject, limit)

    def version(self) -> int:
        """Return the number of the newest entry, 0 while there is none: it changes with every save.

        After `restore --replace` it starts from another base, so that it is never that of an earlier state.
        """
        with self.database.reading() as connection:
            return state_number(connection)

    def close(self) -> None:
        """Close the connections; the store opens new ones when it is used again."""
        self.database.close()
