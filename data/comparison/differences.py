"""有无对照: what some of the plans have and others do not, each with the rows that say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from data.citation import Quoting
from data.comparison.themes import load_themes, tasks_by_theme
from data.plan import Plan
from data.schema import load_schema
from layouts.vocabulary import read_vocabulary

Subject = Literal["indicator", "element_kind", "theme", "bed_type", "category"]
SUBJECTS: tuple[Subject, ...] = ("element_kind", "indicator", "theme", "category", "bed_type")


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing (an indicator, a kind of element …) and the rows of each plan that have it; () where none has.

    `rows` is by plan_id; each row quotes its plan.
    """

    subject: Subject
    id: str
    rows: Mapping[str, tuple[Quoting, ...]]

    @property
    def holders(self) -> tuple[str, ...]:
        """The plans that have it."""
        return tuple(plan_id for plan_id, found in self.rows.items() if found)

    @property
    def is_difference(self) -> bool:
        """Whether some of the plans have it and others do not."""
        return 0 < len(self.holders) < len(self.rows)


Found = dict[str, tuple[Quoting, ...]]


def holdings(plans: Sequence[Plan]) -> tuple[Holding, ...]:
    """Return what the plans have, subject by subject; in a subject what most of them have comes first.

    An indicator counts as had where the plan states a target or a standing requirement of it: how things stood is no
    choice of the plan.
    """
    return tuple(holding for subject in SUBJECTS for holding in _holdings(subject, plans))


def differences(plans: Sequence[Plan]) -> tuple[Holding, ...]:
    """Return what some of the plans have and others lack."""
    return tuple(holding for holding in holdings(plans) if holding.is_difference)


def _holdings(subject: Subject, plans: Sequence[Plan]) -> list[Holding]:
    find, order = _FINDERS[subject]
    found = {plan.plan_id: find(plan) for plan in plans}
    ids = {name for rows in found.values() for name, stated in rows.items() if stated}
    places = {name: place for place, name in enumerate(order())}
    all_of = [Holding(subject, name, {key: rows.get(name, ()) for key, rows in found.items()}) for name in ids]
    return sorted(all_of, key=lambda one: (-len(one.holders), places.get(one.id, len(places)), one.id))


def _indicators(plan: Plan) -> Found:
    found: Found = {}
    for row in plan.indicator_values:
        if row.value_kind in ("target", "standard") and not row.restates:
            found[row.indicator_id] = (*found.get(row.indicator_id, ()), row)
    return found


def _element_kinds(plan: Plan) -> Found:
    found: Found = {}
    for row in plan.elements:
        found[row.kind] = (*found.get(row.kind, ()), row)
    return found


def _themes(plan: Plan) -> Found:
    return dict(tasks_by_theme(plan))


def _bed_types(plan: Plan) -> Found:
    found: Found = {}
    for row in plan.projects:
        for bed_type in row.bed_counts_by_type if row.row_kind == "project" else ():
            found[bed_type] = (*found.get(bed_type, ()), row)
    return found


def _categories(plan: Plan) -> Found:
    found: Found = {}
    for row in plan.projects:
        if row.row_kind == "project":
            found[row.category] = (*found.get(row.category, ()), row)
    return found


def _order_of(field: str) -> Callable[[], Sequence[str]]:
    return lambda: load_schema().fields[field].allowed


_FINDERS: dict[Subject, tuple[Callable[[Plan], Found], Callable[[], Sequence[str]]]] = {
    "indicator": (_indicators, tuple),
    "element_kind": (_element_kinds, lambda: [kind.kind for kind in read_vocabulary()]),
    "theme": (_themes, lambda: [theme.id for theme in load_themes()]),
    "bed_type": (_bed_types, _order_of("bed_types")),
    "category": (_categories, _order_of("category")),
}
