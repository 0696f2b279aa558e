"""Which candidates a reader asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from data.investment.candidate import Candidate
from data.search import fold


@dataclass(frozen=True, slots=True)
class CandidateFilter:
    """What a reader asked for; an empty filter leaves every candidate.

    Attributes:
        plans: plan ids.
        districts: district codes; a project of several districts is in each.
        categories: project categories.
        bed_types: bed types; any of them will do.
        changes: new, renovated, not_stated; of projects that state beds.
        grades: grades of completeness.
        states: what must be stated, all of it: money, beds, size, place, district, years.
        text: words that must all occur in the project's own words or those of its places.
    """

    plans: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    bed_types: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    grades: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    text: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for."""
        return any(getattr(self, field.name) for field in fields(self))

    def matches(self, candidate: Candidate) -> bool:
        """Tell whether a candidate is one of those asked for."""
        project = candidate.project
        any_of = (
            (self.plans, {candidate.plan_id}),
            (self.districts, set(candidate.demand.codes)),
            (self.categories, {project.category}),
            (self.bed_types, set(project.bed_types)),
            (self.changes, {project.bed_change} if project.beds else set()),
            (self.grades, {candidate.grade}),
        )
        return (
            all(not wanted or bool(wanted & own) for wanted, own in any_of)
            and self.states <= candidate.states
            and all(part in candidate.haystack for part in fold(self.text).split())
        )


def filter_candidates(candidates: Iterable[Candidate], wanted: CandidateFilter) -> list[Candidate]:
    """Return the candidates that were asked for, in the order given."""
    return [candidate for candidate in candidates if wanted.matches(candidate)] if wanted.is_narrowed else [*candidates]
