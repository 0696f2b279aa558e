"""What 选址 must say where no list of existing facilities is there: their coverage is unknown, a gain is at most.

Nobody is covered by a list that is missing, yet that is no finding: a state without any known existing facility is
未知, never 0, and what new sites add is the most that it can be, since existing ones may cover the same people.
"""

from __future__ import annotations

from data.supply_demand.points import Facilities
from pages.accessibility.siting_results import Asked
from pages.shared.labels import people, word


def knows_existing(facilities: Facilities) -> bool:
    """Tell whether the facilities hold any that exists; the bundled examples hold none."""
    return "existing" in facilities.statuses


def is_blind(asked: Asked) -> bool:
    """Tell whether an answer is given without knowing what exists."""
    return not knows_existing(asked.question.inputs.facilities)


def told(asked: Asked, key: str, **values: object) -> str:
    """Return a word; where nothing is known of what exists its version for that, `<key>_blind`."""
    return word(f"{key}_blind" if is_blind(asked) else key, **values)


def gained_told(asked: Asked, count: float) -> str:
    """Return people gained, `+1,200`; 至多 where existing facilities are not known.

    Those may cover some of the same people: covered(E ∪ N) − covered(E) ≤ covered(N), with E existing, N new sites.
    """
    key = "siting.gained_figure_blind" if is_blind(asked) and count > 0 else "siting.gained_figure"
    return word(key, n=people(count))
