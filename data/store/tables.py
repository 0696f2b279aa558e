"""The table of what is recorded, and a row of it as an `Entry`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

from data.record import Author, AuthorBasis, Entry, Subject, SubjectKind

# on SQLite only an INTEGER PRIMARY KEY is the row's own number
Identifier = BigInteger().with_variant(Integer(), "sqlite")


class UtcTime(TypeDecorator[datetime]):
    """A moment with microseconds; stored in UTC, read as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; SQLite keeps it without a zone."""
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# the names stand in a database that other programs may use, too
metadata = MetaData()

entries = Table(
    "atlas_entries",
    metadata,
    Column("id", Identifier, primary_key=True, autoincrement=False),
    Column("plan_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject_id", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("old_entry_id", Identifier, ForeignKey("atlas_entries.id", name="fk_atlas_entries_old_entry_id")),
    Column("old_value", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("author_name", Text, nullable=False),
    Column("author_basis", Text, nullable=False),
    Column("recorded_at", UtcTime, nullable=False),
    Column("undoes", Identifier, ForeignKey("atlas_entries.id", name="fk_atlas_entries_undoes")),
    # an entry has one successor at most: of two savers of the same thing the database lets one through
    UniqueConstraint("old_entry_id", name="uq_atlas_entries_old_entry_id"),
)

# what was recorded gives way to a backup only; a row each time, so that nobody takes the new state for the old one
replacements = Table(
    "atlas_replacements",
    metadata,
    Column("id", Identifier, primary_key=True, autoincrement=False),
    Column("replaced_at", UtcTime, nullable=False),
    Column("file_name", Text, nullable=False),
)

Index("ix_atlas_entries_subject", *(entries.c[name] for name in ("plan_id", "kind", "subject_id", "field", "id")))

_IS_FIRST = text("old_entry_id IS NULL AND field <> 'comment'")
Index(
    "uq_atlas_entries_first",
    *(entries.c[name] for name in ("plan_id", "kind", "subject_id", "field")),
    unique=True,
    sqlite_where=_IS_FIRST,
    postgresql_where=_IS_FIRST,
)


def entry_of(row: Sequence[Any]) -> Entry:
    """Return a row of the table, its columns in their order, as an entry."""
    (number, plan_id, kind, subject_id, field, value, old_entry_id, old_value, source, note, *who, moment, undoes) = row
    return Entry(
        entry_id=number,
        subject=Subject(plan_id, cast(SubjectKind, kind), subject_id, field),
        value=value,
        old_entry_id=old_entry_id,
        old_value=old_value,
        source=source,
        note=note,
        author=Author(who[0], cast(AuthorBasis, who[1])),
        recorded_at=moment,
        undoes=undoes,
    )


def row_of(entry: Entry) -> dict[str, Any]:
    """Return an entry as a row."""
    return {
        "id": entry.entry_id,
        "plan_id": entry.subject.plan_id,
        "kind": entry.subject.kind,
        "subject_id": entry.subject.subject_id,
        "field": entry.subject.field,
        "value": entry.value,
        "old_entry_id": entry.old_entry_id,
        "old_value": entry.old_value,
        "source": entry.source,
        "note": entry.note,
        "author_name": entry.author.name,
        "author_basis": entry.author.basis,
        "recorded_at": entry.recorded_at,
        "undoes": entry.undoes,
    }
