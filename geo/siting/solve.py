"""The interactive answer to a question of siting: greedy and swap, with a bound, in well under a second."""

from __future__ import annotations

import numpy as np

from geo.siting.benefit import Benefits, benefits_of, value_of
from geo.siting.bounds import upper_bound
from geo.siting.capacity import has_capacity, most_served
from geo.siting.capacity_answers import found_with_capacity, most_possible
from geo.siting.centre import shortest_longest_way
from geo.siting.covering import cover_benefits, fewest_columns
from geo.siting.greedy import gains_in_order, greedy_choice
from geo.siting.problem import BY_MINUTES, Floats, Indices, Pairs, SitingProblem, nearest_minutes, pairs_of
from geo.siting.result import Note, Siting, counts_rooms, reach_of
from geo.siting.shared_centre import shared_centre
from geo.siting.shared_models import Shared, shared_median
from geo.siting.swapping import swapped_choice
from geo.siting.worth import better_of, mean_minutes

WIDE = 0.985
Found = tuple[Indices, float, float]  # sites (before they are told: columns of candidates), value, bound


def solve(problem: SitingProblem, known: Indices | None = None) -> Siting:
    """Return sites for the question and a bound that no other sites pass.

    Where capacities count, people are shared out: see `capacity` (max_coverage, set_covering) and `shared_models`.
    p_median and p_centre of very many pairs are answered without them, which is noted. What each site adds is told
    with them.

    `known` are sites of a saved answer: where no better ones are found, they are the answer.

    Nothing is an error: no demand, no candidates, p of 0 or above the candidates, people out of reach are said in
    `notes` and figures.
    """
    pairs = pairs_of(problem)
    before = nearest_minutes(problem, pairs, problem.is_existing)
    shared: Shared | None = None
    if not counts_rooms(problem):
        columns, value, bound = _found(problem, pairs, before)
        found = problem.candidates[columns], value, bound
    elif problem.model == "p_median":
        sites, value, bound, shared = shared_median(problem, pairs)
        if bound < WIDE * value:  # else rooms decide, which the question without capacities does not know
            bound = max(bound, _found(problem, pairs, before)[2])
        found = sites, value, bound
    elif problem.model == "p_centre":
        found = shared_centre(problem, pairs)
    else:
        found = found_with_capacity(problem, pairs, _found(problem, pairs, before)[2])
    if known is None:
        return told(problem, pairs, *found, shared)
    better = better_of(problem, pairs, found, np.sort(known))
    return told(problem, pairs, *better, shared if better is found else None)


def told(
    problem: SitingProblem, pairs: Pairs, sites: Indices, value: float, bound: float, shared: Shared | None = None
) -> Siting:
    """Return an answer with its figures: what each site adds, before, after, who is out of reach.

    `shared` is how people are shared out among the sites, where it is known.
    """
    chosen, gained = gained_in_order(problem, pairs, sites)
    return Siting(
        problem.model,
        chosen,
        gained,
        reach_of(problem, pairs, np.array([], dtype=np.int64)),
        reach_of(problem, pairs, chosen, shared),
        value,
        bound,
        _out_of_reach(problem, pairs),
        notes_on(problem, len(sites)),
    )


def gained_in_order(problem: SitingProblem, pairs: Pairs, sites: Indices) -> tuple[Indices, Floats]:
    """Return the sites so ordered that each adds most people within the minutes, and how many each adds."""
    if has_capacity(problem):
        return _gained_with_capacity(problem, pairs, sites)
    before = nearest_minutes(problem, pairs, problem.is_existing)
    unit = cover_benefits(problem, pairs, before, problem.minutes)
    worth = problem.weights[unit.points]
    benefits = Benefits(unit.points, unit.columns, worth, unit.n_points, unit.n_columns)
    order, gains = gains_in_order(benefits, np.searchsorted(problem.candidates, np.sort(sites)))
    return problem.candidates[order], np.array(gains)


def _gained_with_capacity(problem: SitingProblem, pairs: Pairs, sites: Indices) -> tuple[Indices, Floats]:
    among = pairs.where(problem.is_existing[pairs.sites] | np.isin(pairs.sites, sites))
    order, gains = most_served(problem, among, problem.minutes, len(sites), np.inf)
    rest = np.setdiff1d(sites, order)
    return np.concatenate([order, rest]).astype(np.int64), np.concatenate([gains, np.zeros(len(rest))])


def notes_on(problem: SitingProblem, chosen: int) -> tuple[Note, ...]:
    """Return what must be said beside the figures."""
    unstated = int(np.isnan(problem.people).sum())
    candidates = len(problem.candidates)
    asks_p = problem.model != "set_covering"
    said: list[tuple[bool, Note]] = [
        (not problem.weights.any(), ("no_demand", 0.0)),
        (unstated > 0, ("people_not_stated", float(unstated))),
        (candidates == 0, ("no_candidates", 0.0)),
        (has_capacity(problem) and not counts_rooms(problem), ("without_capacity", 0.0)),
        (asks_p and problem.new_sites == 0, ("no_new_sites", 0.0)),
        (asks_p and problem.new_sites > candidates > 0, ("more_sites_than_candidates", float(candidates))),
        (asks_p and 0 < chosen < problem.choices, ("fewer_sites_do", float(chosen))),
        (asks_p and chosen == 0 < problem.choices, ("no_site_helps", 0.0)),
    ]
    return tuple(note for holds, note in said if holds)


def _found(problem: SitingProblem, pairs: Pairs, before: Floats) -> Found:
    if problem.model == "p_centre":
        return shortest_longest_way(problem, pairs, before)
    if problem.model == "set_covering":
        columns, least = fewest_columns(cover_benefits(problem, pairs, before, problem.minutes))
        return columns, float(len(columns)), float(least)
    benefits = benefits_of(problem)
    columns = swapped_choice(benefits, greedy_choice(benefits, problem.choices))
    reached = value_of(benefits, columns)
    bound = upper_bound(benefits, problem.choices, reached)
    if problem.model == "max_coverage":
        covered = float(problem.weights[before <= problem.minutes].sum())
        return columns, covered + reached, covered + whole_people(problem, bound)
    return columns, mean_minutes(problem, before, reached), mean_minutes(problem, before, bound)


def whole_people(problem: SitingProblem, bound: float) -> float:
    """Return a bound of people rounded down where all people are counted whole."""
    is_whole = bool((problem.weights == np.round(problem.weights)).all())
    return float(np.floor(bound * (1 + 1e-12) + 1e-6)) if is_whole else bound


def _out_of_reach(problem: SitingProblem, pairs: Pairs) -> float:
    """Return the people whom no site, existing or candidate, reaches within S (or the limit of the travel times)."""
    by_minutes = problem.model in BY_MINUTES
    if by_minutes and has_capacity(problem):
        return float(problem.weights.sum()) - most_possible(problem, pairs)
    limit = problem.minutes if by_minutes else problem.times.limit_min
    reached = np.zeros(problem.times.n_demand, dtype=np.bool_)
    reached[pairs.points[pairs.minutes <= limit]] = True
    return float(problem.weights[~reached].sum())
