"""What a rule of 规划体检 found in a plan's own text, told so that its authors can settle it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from data.citation import Quoting
from data.plan import Plan

Severity = Literal["high", "medium", "low"]
SEVERITY_NAMES: dict[Severity, tuple[str, str]] = {
    "high": ("矛盾", "contradiction"),
    "medium": ("存疑", "doubt"),
    "low": ("缺漏", "gap"),
}
Family = Literal[
    "identities",
    "bounds",
    "periods",
    "layout",
    "coverage",
    "densities",
    "repeats",
    "names",
    "tables",
    "links",
    "hierarchy",
]


@dataclass(frozen=True, slots=True)
class PlaceInText:
    """A place in the text that a finding rests on.

    `row` names the plan's row as `kind:id` (`indicator:v12`, `project:p3`, `task:t1`, `element:core-1`, `plan:`).
    `plan_id` is another plan's where the place stands in its text.
    """

    plan_id: str
    row: str
    label: str
    section: str
    as_written: str


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """One finding. `key` is stable: what was acknowledged under it stays acknowledged while the text stays.

    `arithmetic` is the calculation written out ("" where there is none); `remedy` says what could settle it.
    """

    key: str
    rule: str
    family: Family
    severity: Severity
    sentence: str
    sentence_en: str
    arithmetic: str
    places: tuple[PlaceInText, ...]
    remedy: str
    remedy_en: str


Find = Callable[[Plan, Sequence[Plan]], Iterable[RuleFinding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its stable name, what it asks in both languages, and the function that reads a plan.

    `find` gets the plan and all plans (itself too), for rules that compare.
    """

    name: str
    family: Family
    title: str
    title_en: str
    find: Find


def place_of(plan: Plan, row: Quoting, name: str, label: str) -> PlaceInText:
    """Return the place where a row of the plan stands; `name` is its `kind:id`."""
    return PlaceInText(plan.plan_id, name, label, row.section, row.as_written)
