"""All candidates together, with what is the same for every reader: positions, and how many there are of a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.investment.candidate import Candidate
from data.investment.criteria import Positions, positions_of

COUNTED = ("plans", "district", "category", "bedtype", "change", "grade", "states")


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """Candidates by key, in the order of the plans; their positions; counts by filter (`COUNTED`) and value."""

    by_key: Mapping[str, Candidate]
    positions: Mapping[str, Positions]
    counts: Mapping[str, Counter[str]]

    @property
    def all(self) -> tuple[Candidate, ...]:
        """The candidates in their order."""
        return tuple(self.by_key.values())


def candidate_set(candidates: Sequence[Candidate]) -> CandidateSet:
    """Return the candidates with their positions and counts."""
    by_key = {candidate.key: candidate for candidate in candidates}
    return CandidateSet(by_key, positions_of(tuple(by_key.values())), _counts(candidates))


def _counts(candidates: Sequence[Candidate]) -> dict[str, Counter[str]]:
    projects = [candidate.project for candidate in candidates]
    counted: tuple[Iterable[str], ...] = (
        (candidate.plan_id for candidate in candidates),
        (code for candidate in candidates for code in candidate.demand.codes),
        (project.category for project in projects),
        (kind for project in projects for kind in set(project.bed_types) if project.beds),
        (project.bed_change for project in projects if project.beds),
        (candidate.grade for candidate in candidates),
        (state for candidate in candidates for state in candidate.states),
    )
    return {name: Counter(values) for name, values in zip(COUNTED, counted, strict=True)}
