"""A score with the reader's own weights: what is known of it, and how far the unknown could move it.

`low = 100 × Σ weight × position ÷ Σ weight` with every unknown position 0, `high` with every unknown position 1.
The truth lies between them. `middle` is halfway: it takes an unknown for the average candidate, as positions have the
mean ½ (see `criteria`). `known` is the score over the stated criteria alone, `known_share` the share of the weights
that it rests on. A missing value is never taken for 0, except on purpose in `low`, which asks what is certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from data.investment.criteria import CRITERIA, Positions

RankBy = Literal["middle", "low"]
RANK_BY: tuple[RankBy, ...] = ("middle", "low")
LEAST_WEIGHT, MOST_WEIGHT, DEFAULT_WEIGHT = 0, 5, 3
FULL = 100.0

# how much each criterion matters, 0 (not at all) to 5
Weights = Mapping[str, int]
DEFAULT_WEIGHTS: Weights = dict.fromkeys(CRITERIA, DEFAULT_WEIGHT)


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a candidate, 0 to 100; `known` is None where it states nothing that has a weight."""

    low: float
    high: float
    known: float | None
    known_share: float

    @property
    def middle(self) -> float:
        """Halfway between low and high."""
        return self.low + (self.high - self.low) / 2


def score(positions: Positions, weights: Weights) -> Score | None:
    """Return the score; None where no criterion has a weight.

    >>> both = score({"beds": 0.8, "demand": 0.4}, {"beds": 3, "demand": 1, "size": 4})
    >>> round(both.low, 1), round(both.high, 1), round(both.known, 1), both.known_share
    (35.0, 85.0, 70.0, 0.5)
    """
    total = sum(weights.values())
    if total <= 0:
        return None
    known = sum(weight for name, weight in weights.items() if name in positions)
    gained = sum(weight * positions[name] for name, weight in weights.items() if name in positions)
    low = FULL * gained / total
    return Score(low, low + FULL * (total - known) / total, FULL * gained / known if known else None, known / total)


def rank(scores: Mapping[str, Score], by: RankBy = "middle") -> list[str]:
    """Return the keys from the best score down; of equal ones the better known first, then by key."""
    return sorted(scores, key=lambda key: (-_rounded(getattr(scores[key], by)), -scores[key].known_share, key))


def scores_of(positions: Mapping[str, Positions], weights: Weights) -> dict[str, Score]:
    """Return the score of each candidate by its key; {} where no criterion has a weight."""
    found = ((key, score(own, weights)) for key, own in positions.items())
    return {key: one for key, one in found if one is not None}


def weights_of(text: str) -> dict[str, int] | None:
    """Read weights written as one digit per criterion; None where the text is none.

    >>> weights_of("30305"), weights_of("9")
    ({'size': 3, 'beds': 0, 'money_per_bed': 3, 'demand': 0, 'completeness': 5}, None)
    """
    digits = {str(weight) for weight in range(LEAST_WEIGHT, MOST_WEIGHT + 1)}
    if len(text) != len(CRITERIA) or not set(text) <= digits:
        return None
    return {name: int(digit) for name, digit in zip(CRITERIA, text, strict=True)}


def weights_text(weights: Weights) -> str:
    """Write weights as one digit per criterion.

    >>> weights_text(DEFAULT_WEIGHTS)
    '33333'
    """
    return "".join(str(weights[name]) for name in CRITERIA)


def _rounded(value: float) -> float:
    # scores that read the same are the same: arithmetic on fractions differs in the last digits
    return round(value, 9)
