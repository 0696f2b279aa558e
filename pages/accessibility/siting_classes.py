"""In which state each point of people is served, and whether all of it is: the same on the map and in the table."""

from __future__ import annotations

import numpy as np

from geo.siting.problem import Floats, Indices
from geo.siting.result import Reach, Siting
from pages.accessibility.siting_results import Asked, change_of

CLASSES = ("existing", "planned", "new", "full", "beyond")
FULL, BEYOND = CLASSES.index("full"), CLASSES.index("beyond")
SMALL = 0.5  # people are counted whole


def states_of(asked: Asked, answer: Siting, stage: str) -> list[Reach]:
    """Return the states up to a stage: existing facilities, with planned projects, with the new sites."""
    existing = change_of(asked).before
    states = {"existing": [existing], "planned": [existing, answer.before]}
    return states.get(stage, [existing, answer.before, answer.after])


def classes_of(asked: Asked, states: list[Reach]) -> Indices:
    """Return (n,) places in CLASSES: the first state in which a point is served, full where not all of it finds room.

    `full` is told of the last state: an open site lies within the minutes, but not everyone of the point finds room.
    """
    minutes, last = asked.question.choices.minutes, states[-1]
    ranks = np.where(last.nearest <= minutes, FULL, BEYOND)
    is_served = turned_away(asked, last) < SMALL
    for rank, reach in reversed(list(enumerate(states))):
        ranks[is_served & (reach.nearest <= minutes) & (turned_away(asked, reach) < SMALL)] = rank
    return ranks.astype(np.int64)


def turned_away(asked: Asked, reach: Reach) -> Floats:
    """Return (n,) people of each point with an open site within the minutes who find no room there."""
    people = asked.question.people
    counted = np.where(np.isfinite(people) & (people > 0), people, 0.0)
    left: Floats = np.where(reach.nearest <= asked.question.choices.minutes, counted - reach.served, 0.0)
    return np.maximum(0.0, left)
