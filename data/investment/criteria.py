"""What candidates are weighed by, and where each of them stands: its position among those of its own kind.

The position is the share of comparable candidates that it surpasses, equal ones counted half, itself among them:
`(below + equal ÷ 2) ÷ all`, between 0 and 1. It needs no bounds, one outlier moves nobody else far, and the mean of
all positions is ½. Floor area stands against floor area, hospital beds against hospital beds, renovated against
renovated: unlike things are never added. A candidate with several measures of one criterion has the best position.
Less money per bed is better. Completeness is a share already and stays what it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from data.investment.candidate import Candidate
from data.plan_rules.densities import bed_group

CRITERIA = ("size", "beds", "money_per_bed", "demand", "completeness")
GROUP_JOINT = "|"
LOWER_IS_BETTER = frozenset({"money_per_bed"})

# (criterion, kind): only measures with the same name are compared
Measure = tuple[str, str]
# by criterion; a criterion that the plan says nothing of is left out
Positions = Mapping[str, float]


def position(value: float, among: Sequence[float]) -> float:
    """Return `(below + equal ÷ 2) ÷ all` of a value among sorted ones, itself among them.

    >>> position(200, [100, 200, 200, 600]), position(600, [100, 200, 200, 600]), position(350, [350])
    (0.5, 0.875, 0.5)
    """
    below, up_to = bisect_left(among, value), bisect_right(among, value)
    return (below + (up_to - below) / 2) / len(among)


def measures_of(candidate: Candidate) -> dict[Measure, float]:
    """Return what a candidate states, by what it may be compared with; m², beds, 万元 per bed, people."""
    found: dict[Measure, float | None] = {
        ("size", "floor"): candidate.floor_area_m2,
        ("size", "land"): candidate.land_area_m2,
        ("demand", ""): candidate.demand.people.age_60_plus,
    }
    if candidate.per_bed:
        found["money_per_bed", GROUP_JOINT.join(candidate.per_bed.group)] = candidate.per_bed.amount
    return {**{name: value for name, value in found.items() if value is not None}, **_beds(candidate)}


def positions_of(candidates: Sequence[Candidate]) -> dict[str, Positions]:
    """Return where each candidate stands in each criterion that it states, by its key."""
    known = {candidate.key: measures_of(candidate) for candidate in candidates}
    completeness = {candidate.key: candidate.completeness.share for candidate in candidates}
    among: dict[Measure, list[float]] = {}
    for measures in known.values():
        for name, value in measures.items():
            among.setdefault(name, []).append(_goodness(name, value))
    for values in among.values():
        values.sort()
    return {key: _positions(measures, among, completeness[key]) for key, measures in known.items()}


def comparable_count(candidate: Candidate, candidates: Iterable[Candidate], criterion: str) -> int:
    """Return how many candidates a candidate is compared with in a criterion, itself among them."""
    own = {name for name in measures_of(candidate) if name[0] == criterion}
    return sum(bool(own & measures_of(other).keys()) for other in candidates)


def _beds(candidate: Candidate) -> dict[Measure, float]:
    """Return the beds by class and work; the types of one class stand for the same thing and are added."""
    counts: dict[Measure, float] = {}
    for bed in candidate.project.beds:
        alone = replace(candidate.project, bed_counts=(bed.count,), bed_types=(bed.bed_type,))
        name = ("beds", GROUP_JOINT.join(bed_group(alone)))
        counts[name] = counts.get(name, 0) + bed.count
    return counts


def _positions(measures: Mapping[Measure, float], among: Mapping[Measure, Sequence[float]], share: float) -> Positions:
    found = {"completeness": share}
    for name, value in measures.items():
        own = position(_goodness(name, value), among[name])
        found[name[0]] = max(own, found.get(name[0], 0.0))
    return MappingProxyType(found)


def _goodness(name: Measure, value: float) -> float:
    return -value if name[0] in LOWER_IS_BETTER else value
