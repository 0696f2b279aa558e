"""A real PostgreSQL server for tests, from the package pgserver."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

PATIENCE_SECONDS = 120  # on a machine that does much else


@contextmanager
def running_postgresql(folder: Path) -> Iterator[str]:
    """Run a server whose files are in an empty folder; yield its address. Tests are skipped only without pgserver."""
    pgserver = pytest.importorskip("pgserver")
    server = _started(pgserver, folder)
    # what the tests kill are programs, not machines: the disk may lag behind
    execute(server.get_uri(), "ALTER SYSTEM SET fsync = off")
    execute(server.get_uri(), "SELECT pg_reload_conf()")
    try:
        yield server.get_uri()
    finally:
        # at once, without writing to the disk what is deleted next
        with suppress(ProcessLookupError):
            os.kill(server.get_pid(), signal.SIGQUIT)
            server.get_postmaster_info().process.wait(PATIENCE_SECONDS)
        server.cleanup()


def execute(address: str, statement: str) -> None:
    """Execute one statement."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)


def _started(pgserver: Any, folder: Path) -> Any:
    """Return the running server; pgserver itself waits ten seconds and no longer."""
    import psycopg

    # a second start meets the first one, still on its way
    not_yet = (subprocess.SubprocessError, AssertionError, psycopg.OperationalError)
    deadline = time.monotonic() + PATIENCE_SECONDS
    server = None
    while True:
        try:
            if server is None:
                server = pgserver.get_server(folder, cleanup_mode="delete")
            else:
                server.ensure_postgres_running()
            execute(server.get_uri(), "SELECT 1")
            return server
        except not_yet:
            if time.monotonic() > deadline:
                raise
            server = pgserver.PostgresServer._instances.get(folder.resolve())
            time.sleep(1)
