"""What the processes do that tests of the store start, and kill."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from typing import Any

from data.record import COMMENT, Author, Change, ConflictError, Subject
from data.store import Store, open_store

KILLED = "kill"
COMMENTS = 3
BEDS = Subject("race", "indicator", "elderly_care_beds@990000", "actual:2021")

# one server process imports everything once and forks each worker: a worker begins in milliseconds
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.data.store_processes", "psycopg", "sqlalchemy.dialects.sqlite"])


class Worker:
    """A process that runs one of the functions below; what it sends is read from `answers`."""

    def __init__(self, work: Any, *arguments: Any) -> None:
        self.answers, theirs = CONTEXT.Pipe()
        self.process = CONTEXT.Process(target=work, args=(theirs, *arguments), daemon=True)
        self.process.start()
        theirs.close()

    def kill(self) -> list[Any]:
        """Kill the process as `kill -9` does; return what it had sent."""
        self.process.kill()
        self.process.join()
        sent = []
        try:
            while self.answers.poll():
                sent.append(self.answers.recv())
        except EOFError:
            pass
        self.answers.close()
        return sent

    def finish(self) -> None:
        """Wait until the process ends."""
        self.process.join(60)
        assert self.process.exitcode == 0
        self.answers.close()


def keep_saving(answers: Connection, url: str, name: str) -> None:
    """Record until killed; send the entries of each save once it is acknowledged."""
    store = open_store(url)
    status, thread = (Subject(KILLED, "task", name, field) for field in ("status", COMMENT))
    for number in range(10**9):
        value = ("started", "blocked")[number % 2]
        comments = [Change(thread, f"{name} {number} {comment}") for comment in range(COMMENTS)]
        added = store.record([Change(status, value, _seen(store, status)), *comments], Author(name))
        answers.send([(entry.entry_id, entry.value) for entry in added])


def race(answers: Connection, url: str, name: str) -> None:
    """Save the same subject once in each round, all at a sign; send ("won" or "lost", number of the newest entry)."""
    store = open_store(url)
    while (number := answers.recv()) is not None:
        change = Change(BEDS, f"{number}.{name}", _seen(store, BEDS))
        answers.send("ready")
        answers.recv()
        try:
            (entry,) = store.record([change], Author(name))
            answers.send(("won", entry.entry_id))
        except ConflictError as error:
            answers.send(("lost", error.conflicts[0].theirs.entry_id))


def save_many(answers: Connection, url: str, name: str, count: int) -> None:
    """Save the same subject `count` times, again after each conflict; send how many conflicts there were."""
    store = open_store(url)
    conflicts = 0
    for number in range(count):
        seen = _seen(store, BEDS)
        while True:
            try:
                store.record([Change(BEDS, f"{number}.{name}", seen)], Author(name))
                break
            except ConflictError as error:
                conflicts += 1
                seen = error.conflicts[0].theirs.entry_id
    answers.send(conflicts)


def open_at_a_sign(answers: Connection, url: str) -> None:
    """Open a store at a sign and record a comment; send its number."""
    answers.send("ready")
    answers.recv()
    store = open_store(url)
    (entry,) = store.record([Change(Subject("open", "task", "t1", COMMENT), "到")], Author("甲"))
    answers.send(entry.entry_id)


def _seen(store: Store, subject: Subject) -> int | None:
    newest = store.newest([subject]).get(subject)
    return newest.entry_id if newest else None
