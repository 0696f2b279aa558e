"""What an answer of siting says: the sites, what each adds, before and after, and how far from the best it can be."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from geo.siting.capacity import has_capacity, served_people
from geo.siting.problem import BY_MINUTES, Floats, Indices, Model, Pairs, SitingProblem, nearest_minutes
from geo.siting.shared_models import Shared, can_share, sharing_of

Note = tuple[str, float]  # a code and its number; pages say it in words


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """How people reach the open sites.

    Attributes:
        served: (n,) people of each point that are served within the minutes (and the capacities, where counted).
        nearest: (n,) minutes to the nearest open site; inf where none is within the limit of the travel times.
        people: persons that count.
        covered: persons served within the minutes.
        beyond: persons without any open site within the limit of the travel times.
        mean_minutes: of the way of those within the limit; NaN where nobody is.
        longest_minutes: of the way of those within the limit; NaN where nobody is.
        no_room: persons within the minutes of an open site who are not served, since it is full.
        turned_away: p_median and p_centre with capacities: persons who find no room within the limit of the travel
            times. The mean and the longest way are then of those who do, as the model shares them out.
    """

    served: Floats
    nearest: Floats
    people: float
    covered: float
    beyond: float
    mean_minutes: float
    longest_minutes: float
    no_room: float = 0.0
    turned_away: float = 0.0

    @property
    def share(self) -> float:
        """Return the share of people covered; NaN where nobody counts."""
        return self.covered / self.people if self.people > 0 else np.nan


@dataclass(frozen=True, slots=True, eq=False)
class Siting:
    """An answer.

    Attributes:
        model: the question that was asked.
        chosen: columns of the sites to open, the one that adds most people within the minutes first.
        gained: (len(chosen),) people that each adds to those before it; adds up to after.covered − before.covered.
        before: with the existing facilities alone.
        after: with the chosen sites too.
        value: of the model in its own unit: people covered, mean minutes (beyond the limit: the limit), longest
            minutes (inf: not everyone within the limit), number of sites.
        bound: no answer is better than this, in the same unit.
        out_of_reach: people whom no existing facility and no candidate can serve, in the sense of the model.
        notes: what else must be said.
    """

    model: Model
    chosen: Indices
    gained: Floats
    before: Reach
    after: Reach
    value: float
    bound: float
    out_of_reach: float = 0.0
    notes: tuple[Note, ...] = ()

    @property
    def gap(self) -> float:
        """Return how far from the best the answer is at most, as a share of the bound; 0: proved best; inf: unknown.

        Of set_covering and p_centre it is the share of the value.
        """
        if not (np.isfinite(self.value) and np.isfinite(self.bound)):
            return 0.0 if self.value == self.bound or np.isnan(self.value) else np.inf
        base = max(abs(self.value), abs(self.bound))
        return abs(self.value - self.bound) / base if base > 0 else 0.0


def reach_of(problem: SitingProblem, pairs: Pairs, opened: Indices, shared: Shared | None = None) -> Reach:
    """Return how people reach the existing facilities and the opened sites; capacities limit who is served.

    `shared` is how people are shared out, where it is known.
    """
    is_open = problem.is_existing.copy()
    is_open[opened] = True
    nearest = nearest_minutes(problem, pairs, is_open)
    served = np.where(nearest <= problem.minutes, problem.weights, 0.0)
    if not has_capacity(problem):
        return make_reach(problem, nearest, served)
    near = float(served.sum())
    served = served_people(problem, pairs, is_open, problem.minutes)
    reach = replace(make_reach(problem, nearest, served), no_room=max(0.0, near - float(served.sum())))
    if not counts_rooms(problem) or problem.model in BY_MINUTES:
        return reach
    shared = sharing_of(problem, pairs, is_open) if shared is None else shared
    return replace(
        reach,
        turned_away=shared.no_room,
        mean_minutes=shared.mean_minutes,
        longest_minutes=shared.longest_minutes,
    )


def counts_rooms(problem: SitingProblem) -> bool:
    """Tell whether capacities decide on the sites: p_median and p_centre of very many pairs are answered without."""
    return has_capacity(problem) and (problem.model in BY_MINUTES or can_share(problem))


def make_reach(problem: SitingProblem, nearest: Floats, served: Floats) -> Reach:
    """Return the figures of a reach."""
    weights = problem.weights
    near = np.isfinite(nearest) & (weights > 0)
    people = float(weights.sum())
    inside = float(weights[near].sum())
    mean = float(weights[near] @ nearest[near]) / inside if inside > 0 else np.nan
    longest = float(nearest[near].max()) if inside > 0 else np.nan
    return Reach(served, nearest, people, float(served.sum()), people - inside, mean, longest)
