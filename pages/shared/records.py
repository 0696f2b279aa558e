"""What is recorded, as the pages ask for it: one look at the store's version per run; saving and undoing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.record import Author, Change, Entry, RecordError, Subject
from data.records_place import is_unwritten
from pages.shared import queries

if TYPE_CHECKING:
    from data.store import Store

Answer = TypeVar("Answer")
MOST_ENTRIES = 100_000
RETRY_SECONDS = 60.0
VERSION = "atlas_record_version"

log = logging.getLogger(__name__)


@dataclass
class _Pause:
    """Until when nobody asks again, and why: a database that does not answer must not hold up every run."""

    until: float = 0.0
    fault: str = ""


_pause = _Pause()


def present_of(plan_id: str, at: datetime | None = None) -> Mapping[Subject, Entry]:
    """Return what is recorded of a plan at a moment (None: now); nothing when the store cannot be reached."""
    if is_unwritten():  # the first map need not wait for a database
        return {}
    try:
        return _present(_reached(), plan_id, at, _version())
    except RecordError:
        return {}


def fault() -> str:
    """Return the sentence that says why the store cannot be reached; "" when it can, or nothing was recorded yet."""
    if is_unwritten():
        return ""
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
        found = _everything(_reached(), plan_id, _version())
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


@lru_cache(maxsize=64)
def _present(store: Store, plan_id: str, at: datetime | None, version: int) -> Mapping[Subject, Entry]:
    return MappingProxyType(store.present(plan_id, at=at))


@lru_cache(maxsize=8)
def _everything(store: Store, plan_id: str, version: int) -> tuple[Entry, ...]:
    return tuple(store.history(plan_id, limit=MOST_ENTRIES))


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
    store = _reached()
    try:
        return question(store)
    except RecordError as error:
        if pauses:
            _pause_after(error)
        raise


def _reached() -> Store:
    if _pause.fault and time.monotonic() < _pause.until:
        raise RecordError(_pause.fault)
    try:
        return queries.store()
    except RecordError as error:
        _pause_after(error)
        raise


def _pause_after(error: RecordError) -> None:
    log.error("the records cannot be reached: %s", error)
    _pause.until, _pause.fault = time.monotonic() + RETRY_SECONDS, str(error)


def ask_again() -> None:
    """Forget that the store could not be reached."""
    _pause.fault = ""
