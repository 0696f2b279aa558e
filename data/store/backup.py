"""Backup and restore: what is recorded and loaded as a file, and the other way round, in either database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, text

from data.record import Entry, RecordError
from data.store.backup_file import Manifest, read_backup_file, write_backup_file
from data.store.backup_inputs import put_back
from data.store.failures import told_clearly
from data.store.selecting import last_id
from data.store.store import Store
from data.store.tables import entries, entry_of, replacements, row_of
from data.supply_demand import shelf

ROWS_AT_ONCE = 1000


def backup(store: Store, path: Path) -> Manifest:
    """Write all entries of one moment and the loaded inputs into a new file, while others may go on recording."""
    # SQLite reads one state throughout a transaction; PostgreSQL does when asked to
    options = {} if store.database.is_sqlite else {"isolation_level": "REPEATABLE READ"}
    with told_clearly("没有备份"), store.database.reading("没有备份", **options) as connection:
        return write_backup_file(path, _all_entries(connection), shelf.files)


def restore(store: Store, path: Path, *, is_replacing: bool = False) -> tuple[Manifest, Path | None]:
    """Put back what a backup holds, with its numbers and moments; all of it or nothing.

    A store that is not empty is refused, or with `is_replacing` first written to a backup beside the file: its path is
    the second thing returned. Loaded inputs are added to those on the shelf; none is taken away.
    """
    with told_clearly("没有恢复"):
        manifest, restored = read_backup_file(path)
        with store.database.writing("没有恢复") as connection:
            count = last_id(connection)
            saved = None
            if count:
                if not is_replacing:
                    raise RecordError("没有恢复：记录库里已有记录；要替换它们请加 --replace（会先备份现有的记录）")
                saved = _free_path(path)
                write_backup_file(saved, _all_entries(connection), shelf.files)
                _remove_all(connection, path.name)
            put_back(path, manifest.inputs, shelf.folder())
            _insert(connection, restored)
        return manifest, saved


def _free_path(path: Path) -> Path:
    return path.with_name(f"before-restore-{datetime.now():%Y%m%d-%H%M%S-%f}.zip")


def _all_entries(connection: Connection) -> Iterator[Entry]:
    question = select(entries).order_by(entries.c.id).execution_options(yield_per=ROWS_AT_ONCE)
    return (entry_of(row) for row in connection.execute(question))


def _insert(connection: Connection, restored: Sequence[Entry]) -> None:
    rows = (row_of(entry) for entry in restored)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        connection.execute(insert(entries), batch)


def _remove_all(connection: Connection, file_name: str) -> None:
    """Delete every entry and note that it was done: pages that keep what they have read look again."""
    with _triggers_off(connection):
        connection.execute(delete(entries))
    number = len(connection.execute(select(replacements.c.id)).all()) + 1
    row = {"id": number, "replaced_at": datetime.now().astimezone(), "file_name": file_name}
    connection.execute(insert(replacements), [row])


@contextmanager
def _triggers_off(connection: Connection) -> Iterator[None]:
    """Lift the ban on deleting; if anything fails, the transaction brings it back."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE atlas_entries DISABLE TRIGGER USER"))
        yield
        connection.execute(text("ALTER TABLE atlas_entries ENABLE TRIGGER USER"))
        return
    question = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'atlas_entries'")
    triggers = connection.execute(question).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, statement in triggers:
        connection.exec_driver_sql(statement)
