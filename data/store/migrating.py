"""Brings the tables of a store up to what this version of the product needs; two processes may do so at once."""

from __future__ import annotations

import logging
import sqlite3
import time
from pathlib import Path

from sqlalchemy import Connection, text

from data.record import RecordError
from data.store.database import WAIT_SECONDS, Database
from data.store.failures import told_clearly

HEAD = "0001"
VERSION_TABLE = "atlas_version"
MIGRATIONS = Path(__file__).parent / "migrations"
RETRY_SECONDS = 0.02

logger = logging.getLogger(__name__)


def prepare(database: Database) -> None:
    """Make the store ready: its folder, its file, its tables; RecordError where it cannot be."""
    with told_clearly("打不开记录库"):
        if database.is_sqlite:
            _make_sqlite_file(database)
        if _current_revision(database) != HEAD:
            with database.writing("打不开记录库") as connection:
                _upgrade(connection)


def _make_sqlite_file(database: Database) -> None:
    path = Path(str(database.url.database))
    if not str(path).startswith("file:"):
        path.parent.mkdir(parents=True, exist_ok=True)
    mode = _write_ahead(database)
    if mode != "wal":
        logger.warning("the file system of %s allows no write-ahead log; journal mode is %s", path, mode)


def _write_ahead(database: Database) -> str:
    """Switch the file to a write-ahead log and return its mode; SQLite does not wait for another who does the same."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        raw = database.engine.raw_connection()
        try:
            (mode,) = raw.cursor().execute("PRAGMA journal_mode").fetchone()
            if mode != "wal":
                (mode,) = raw.cursor().execute("PRAGMA journal_mode = WAL").fetchone()
            return str(mode)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
        finally:
            raw.close()
        time.sleep(RETRY_SECONDS)


def _current_revision(database: Database) -> str:
    """Return the revision of the tables, "" where there are none yet."""
    with database.engine.connect() as connection:
        is_there = connection.dialect.has_table(connection, VERSION_TABLE)
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() if is_there else None
    return str(found or "")


def _upgrade(connection: Connection) -> None:
    # loaded here: a store that is up to date needs none of it
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    context = EnvironmentContext(config, script, fn=lambda revision, _: script._upgrade_revs("head", revision))
    try:
        with context:
            context.configure(connection=connection, version_table=VERSION_TABLE)
            context.run_migrations()
    except CommandError as error:
        raise RecordError("打不开记录库：记录由更新的版本写成，请升级本产品") from error
