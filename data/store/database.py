"""Where records are kept: the address, the engine, and transactions that read or write one after another."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from data.record import RecordError
from data.records_place import FILE_NAME, URL_VARIABLE, records_folder
from data.store.failures import UNKNOWN_OUTCOME, told_clearly

WAIT_SECONDS = 10
CONNECT_SECONDS = 5
# any number will do, as long as all writers of this product ask for the same
WRITER_LOCK = 0x0CA7E91A

SQLITE_SETTINGS = (
    f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # an acknowledged write survives a power cut
    "PRAGMA fullfsync = ON",  # on macOS a plain fsync stops at the drive's cache
    "PRAGMA recursive_triggers = ON",  # a REPLACE fires the triggers that forbid deleting
    "PRAGMA trusted_schema = OFF",
)


def database_url(url: str | None = None) -> URL:
    """Return the address of the records: the argument, DATABASE_URL, or a SQLite file in the records folder.

    RecordError where it is no address of SQLite or PostgreSQL; the text does not repeat a password.
    """
    address = url or os.environ.get(URL_VARIABLE, "").strip()
    if not address:
        return URL.create("sqlite", database=str(records_folder() / FILE_NAME))
    try:
        parsed = make_url(address)
    except (ArgumentError, ValueError):
        raise RecordError(f"{URL_VARIABLE} 不是数据库地址，应形如 postgresql://用户:密码@主机:5432/库名") from None
    family = parsed.drivername.partition("+")[0]
    if family in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    if family == "sqlite" and parsed.database and parsed.database != ":memory:":
        return parsed.set(drivername="sqlite")
    raise RecordError(
        f"{URL_VARIABLE} 应指向 PostgreSQL（postgresql://…）或 SQLite 文件（sqlite:///…），不支持 {family}"
    )


class Database:
    """An engine for one address; several threads may use it at once."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgresql_engine(url)

    @contextmanager
    def reading(self, action: str = "读不到记录", **options: Any) -> Iterator[Connection]:
        """Open a transaction that only reads."""
        with told_clearly(action), self.engine.connect().execution_options(**options) as connection:
            yield connection

    @contextmanager
    def writing(self, action: str = "没有保存") -> Iterator[Connection]:
        """Open the one transaction that may write: a second waits, then sees what the first wrote."""
        with told_clearly(action), self.engine.connect().execution_options(is_writing=True) as connection:
            connection.begin()
            if not self.is_sqlite:
                _lock_postgresql(connection)
            yield connection
            _commit(connection)

    def close(self) -> None:
        """Close the idle connections."""
        self.engine.dispose()


def _commit(connection: Connection) -> None:
    try:
        connection.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise RecordError(UNKNOWN_OUTCOME) from error
        raise


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _set_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver begins no transactions: `_begin_sqlite` does
    for setting in SQLITE_SETTINGS:
        connection.execute(setting)


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def _postgresql_engine(url: URL) -> Engine:
    # a server that vanished is noticed within seconds; poolers between us and the server know no prepared statements
    arguments = {
        "connect_timeout": CONNECT_SECONDS,
        "prepare_threshold": None,
        "keepalives_idle": 10,
        "tcp_user_timeout": WAIT_SECONDS * 1000,
        "application_name": "care-plan-atlas",
    }
    own = {name: value for name, value in arguments.items() if name not in url.query}
    return create_engine(url, connect_args=own, pool_pre_ping=True)


def _lock_postgresql(connection: Connection) -> None:
    settings = "SELECT set_config('lock_timeout', :wait, true), set_config('synchronous_commit', 'on', true)"
    connection.execute(text(settings), {"wait": f"{WAIT_SECONDS}s"})
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK})
