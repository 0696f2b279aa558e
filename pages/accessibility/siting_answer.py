"""An answer of 选址 as it is shown: a file is made later, when no session can be asked for the exact check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.siting.planned import PlannedChange
from geo.siting.result import Reach, Siting
from pages.accessibility.naming import how_many
from pages.accessibility.siting_premise import is_blind, told
from pages.accessibility.siting_results import (
    Asked,
    Sites,
    answer_of,
    change_of,
    check_of,
    chosen_candidates,
    problem_of,
    sites_of,
)

if TYPE_CHECKING:
    from geo.siting.exact import Check


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """A question with its answer, and the exact check where it was asked for."""

    asked: Asked
    answer: Siting
    check: Check | None

    @property
    def sites(self) -> Sites:
        """The facilities that count and the candidates."""
        return sites_of(self.asked)

    @property
    def change(self) -> PlannedChange:
        """What the planned projects that count change."""
        return change_of(self.asked)

    @property
    def chosen(self) -> list[int]:
        """The places of the chosen sites among all candidates."""
        return chosen_candidates(self.asked, self.answer)

    @property
    def limit_min(self) -> float:
        """The minutes that ways are counted up to."""
        return problem_of(self.asked).times.limit_min

    def states(self) -> dict[str, Reach]:
        """Return existing facilities alone, with planned projects where some are asked for, with the new sites."""
        planned = {"planned": self.answer.before} if self.asked.choices.planned.count != "none" else {}
        return {"existing": self.change.before, **planned, "new": self.answer.after}

    def is_unknown(self, stage: str) -> bool:
        """Tell whether nothing is known of a state: of existing facilities where the inputs hold none."""
        return stage == "existing" and is_blind(self.asked)

    def state_name(self, stage: str) -> str:
        """Return the name of a state, with all that it holds, and that existing facilities are not among it."""
        has_planned = self.asked.choices.planned.count != "none"
        key = f"siting.file_state_{'all' if stage == 'new' and has_planned else stage}"
        return told(self.asked, key)

    def places(self, stage: str) -> int:
        """Return how many places offer care in a state: one with several types of beds once."""
        facilities, counts = self.asked.question.inputs.facilities, self.sites.counts
        if stage == "existing":
            counts = counts & np.array([status == "existing" for status in facilities.statuses], dtype=np.bool_)
        return how_many(facilities, counts) + (len(self.answer.chosen) if stage == "new" else 0)


def answered(asked: Asked) -> Answered:
    """Return the answer as it is shown now."""
    return Answered(asked, answer_of(asked), check_of(asked))
