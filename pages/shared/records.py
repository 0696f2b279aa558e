"""What is recorded, as the pages ask for it: one look at the store's version per run; saving and undoing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.record import Author, Change, Entry, RecordError, Subject
from data.store import Store
from pages.shared import queries

Answer = TypeVar("Answer")
RETRY_SECONDS = 10.0
VERSION = "atlas_record_version"

log = logging.getLogger(__name__)


@dataclass
class _Pause:
    """Until when nobody asks again, and why: a database that does not answer must not hold up every run."""

    until: float = 0.0
    error: RecordError | None = None


_pause = _Pause()


def present_of(plan_id: str, at: datetime | None = None) -> Mapping[Subject, Entry]:
    """Return what is recorded of a plan at a moment (None: now); nothing when the store cannot be reached."""
    try:
        return queries.recorded(plan_id, at, _version())
    except RecordError:
        return {}


def fault() -> str:
    """Return the sentence that says why the store cannot be reached; "" when it can."""
    try:
        _version()
    except RecordError as error:
        return str(error)
    return ""


def newest(subjects: Iterable[Subject]) -> dict[Subject, Entry]:
    """Return the newest entry of each subject, withdrawn ones too. Raises RecordError."""
    return _ask(lambda store: dict(store.newest(list(subjects))))


def history(plan_id: str, subject: Subject | None = None, limit: int = 500) -> list[Entry]:
    """Return entries, newest first. Raises RecordError."""
    return _ask(lambda store: store.history(plan_id, subject, limit=limit))


def everything(plan_id: str, at: datetime | None = None) -> list[Entry]:
    """Return all entries of a plan up to a moment (None: now), newest first; none when the store cannot be reached."""
    try:
        found = queries.everything_recorded(plan_id, _version())
    except RecordError:
        return []
    return [entry for entry in found if at is None or entry.recorded_at <= at]


def newest_of_plan(plan_id: str) -> dict[Subject, Entry]:
    """Return the newest entry of every subject of a plan, withdrawn ones too."""
    return {entry.subject: entry for entry in reversed(everything(plan_id))}


def save(changes: Sequence[Change], author: Author) -> list[Entry]:
    """Record changes, all or nothing; what this run asks from now on knows them. Raises RecordError."""
    try:
        return _ask(lambda store: store.record(list(changes), author))
    finally:
        _forget_version()


def undo(entry_id: int, author: Author, note: str = "") -> Entry:
    """Undo an entry by a new one. Raises RecordError."""
    try:
        return _ask(lambda store: store.undo(entry_id, author, note))
    finally:
        _forget_version()


def _version() -> int:
    run = get_script_run_ctx(suppress_warning=True)
    if run is None:
        return _ask(lambda store: store.version())
    # each run begins with new cursors
    began, known = getattr(run, VERSION, (None, 0))
    if began is not run.cursors:
        known = _ask(lambda store: store.version(), pauses=True)
        setattr(run, VERSION, (run.cursors, known))
    return int(known)


def _forget_version() -> None:
    run = get_script_run_ctx(suppress_warning=True)
    if run is not None:
        setattr(run, VERSION, (None, 0))


def _ask(question: Callable[[Store], Answer], *, pauses: bool = False) -> Answer:
    """Ask the store; when it cannot be opened (or, with `pauses`, asked), the next runs are told so at once."""
    if _pause.error is not None and time.monotonic() < _pause.until:
        raise _pause.error
    try:
        store = queries.store()
    except RecordError as error:
        raise _paused(error) from error
    try:
        return question(store)
    except RecordError as error:
        raise (_paused(error) if pauses else error) from error


def _paused(error: RecordError) -> RecordError:
    log.error("the records cannot be reached: %s", error)
    _pause.until, _pause.error = time.monotonic() + RETRY_SECONDS, error
    return error


def ask_again() -> None:
    """Forget that the store could not be reached."""
    _pause.error = None
