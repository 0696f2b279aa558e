"""Actual values of indicators, as they were recorded beside a plan."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from data.record import Entry, Subject

FIELD = "actual"
Years = tuple["Actual", ...]


@dataclass(frozen=True, slots=True)
class Actual:
    """What an indicator was at the end of a year, in the unit of its series, and the entry that says so."""

    year: int
    value: float
    entry: Entry


def actuals_of(entries: Mapping[Subject, Entry], plan_id: str) -> dict[str, Years]:
    """Return the actual values of a plan by series (`indicator_id@scope`), the earliest year first.

    What is no plain number, or names no year, is left out: it cannot be held against a target.
    """
    found: dict[str, list[Actual]] = {}
    for subject, entry in entries.items():
        actual = _actual(subject, entry) if (subject.plan_id, subject.kind) == (plan_id, "indicator") else None
        if actual:
            found.setdefault(subject.subject_id, []).append(actual)
    return {key: tuple(sorted(actuals, key=lambda actual: actual.year)) for key, actuals in found.items()}


def latest(actuals: Years, until: int | None = None) -> Actual | None:
    """Return the last actual value, of `until` or before; None where there is none."""
    return next((actual for actual in reversed(actuals) if until is None or actual.year <= until), None)


def _actual(subject: Subject, entry: Entry) -> Actual | None:
    name, _, year = subject.field.partition(":")
    try:
        value = float(entry.value)
    except ValueError:
        return None
    is_known = name == FIELD and year.isascii() and year.isdigit() and math.isfinite(value)
    return Actual(int(year), value, entry) if is_known else None
