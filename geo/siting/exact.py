"""The exact check: the same question by HiGHS (Huangfu & Hall 2018), with a time limit and the gap that remains.

PySAL `spopt` (Feng et al. 2021) states the models where it can: all four take existing facilities as predefined ones.
It is asked while its dense matrix is small (`MOST_CELLS`). `scipy.optimize.milp`, HiGHS too, takes the rest: what is
larger, p_median with pairs beyond the limit of the travel times, every model with capacities (spopt's MCLP and PCenter
know none; its PMedian and LSCP have no answer where capacities do not suffice for everyone, and assign points whole).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from geo.siting.benefit import Benefits, benefits_of, value_of
from geo.siting.bounds import useful_columns
from geo.siting.capacity_answers import most_possible
from geo.siting.covering import SLACK, cover_benefits
from geo.siting.milp import Outcome, best_cover, best_location
from geo.siting.problem import Floats, Indices, Pairs, SitingProblem, nearest_minutes, pairs_of
from geo.siting.result import Siting, counts_rooms
from geo.siting.shared_out import best_centre, best_median, best_shared
from geo.siting.solve import told, whole_people
from geo.siting.spopt_models import ask_spopt, can_ask_spopt
from geo.siting.worth import MARGIN, mean_minutes, serves_as_many, worth_of

TIME_LIMIT_S = 20.0


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """What the exact check found.

    Attributes:
        answer: the better of the interactive answer and the one found, with the sharper bound.
        engine: what computed it: `spopt + HiGHS`, `scipy milp (HiGHS)`.
        seconds: how long it took.
        is_proved: whether no better answer exists.
        is_better: whether it found better sites than the interactive answer.
    """

    answer: Siting
    engine: str
    seconds: float
    is_proved: bool
    is_better: bool


def check(problem: SitingProblem, answer: Siting, time_limit_s: float = TIME_LIMIT_S) -> Check:
    """Return the exact answer, or what was found and proved within the time limit; never worse than `answer`."""
    start = time.perf_counter()
    pairs = pairs_of(problem)
    before = nearest_minutes(problem, pairs, problem.is_existing)
    if counts_rooms(problem):
        outcome, engine = _with_rooms(problem, pairs, answer, time_limit_s), "scipy milp (HiGHS)"
    elif can_ask_spopt(problem, pairs, before):
        outcome, engine = ask_spopt(problem, pairs, time_limit_s), "spopt + HiGHS"
    else:
        outcome, engine = _by_milp(problem, pairs, before, answer, time_limit_s), "scipy milp (HiGHS)"
    found = _better(problem, pairs, answer, outcome)
    is_better = found.value != answer.value and not np.isclose(found.value, answer.value, rtol=MARGIN)
    return Check(found, engine, time.perf_counter() - start, found.gap <= MARGIN, is_better)


def _with_rooms(problem: SitingProblem, pairs: Pairs, answer: Siting, limit_s: float) -> Outcome:
    if problem.model == "p_median":
        return best_median(problem, pairs, limit_s)
    if problem.model == "p_centre":
        return best_centre(problem, pairs, (answer.chosen, answer.bound), limit_s)
    return best_shared(problem, pairs, most_possible(problem, pairs), limit_s)


def _better(problem: SitingProblem, pairs: Pairs, answer: Siting, outcome: Outcome) -> Siting:
    """Return the better of two answers with the sharper of two bounds."""
    sign = -1.0 if problem.model == "max_coverage" else 1.0
    bound = sign * float(np.fmax(sign * answer.bound, sign * outcome.bound))
    if outcome.columns is None:
        return replace(answer, bound=bound)
    sites = problem.candidates[outcome.columns]
    if problem.model == "p_centre" and counts_rooms(problem):
        return _longest_told(problem, pairs, answer, sites, outcome.bound)
    found = told(problem, pairs, sites, worth_of(problem, pairs, sites), bound)
    is_better = sign * found.value < sign * answer.value - MARGIN * max(1.0, abs(answer.value))
    best = found if is_better or np.isnan(answer.value) else answer
    # rounding must not put the bound on the wrong side of the value
    return replace(best, bound=sign * min(sign * bound, sign * best.value) if np.isfinite(best.value) else bound)


def _longest_told(problem: SitingProblem, pairs: Pairs, answer: Siting, sites: Indices, bound: float) -> Siting:
    """Return the sites where they serve more, or as many within a shorter longest way; the bound is of the sites."""
    if not serves_as_many(problem, pairs, sites, answer.chosen):
        return answer
    value = worth_of(problem, pairs, sites)
    if serves_as_many(problem, pairs, answer.chosen, sites) and not value < answer.value:
        return replace(answer, bound=min(max(bound, answer.bound), answer.value))
    return told(problem, pairs, sites, value, min(bound, value))


def _by_milp(problem: SitingProblem, pairs: Pairs, before: Floats, answer: Siting, limit_s: float) -> Outcome:
    if problem.model == "set_covering":
        return best_cover(cover_benefits(problem, pairs, before, problem.minutes), limit_s)
    if problem.model == "p_centre":
        return _centre(problem, pairs, before, answer, limit_s)
    benefits = benefits_of(problem)
    columns = np.flatnonzero(np.isin(problem.candidates, answer.chosen)).astype(np.int64)
    reached = value_of(benefits, columns)
    kept = useful_columns(benefits, problem.choices, reached)
    outcome = best_location(_among(benefits, kept), problem.choices, limit_s)
    bound = max(outcome.bound, reached)
    if problem.model == "p_median":
        return Outcome(outcome.columns, mean_minutes(problem, before, bound))
    covered = float(problem.weights[before <= problem.minutes].sum())
    return Outcome(outcome.columns, covered + whole_people(problem, bound))


def _among(benefits: Benefits, kept: Indices) -> Benefits:
    keeps = np.isin(benefits.columns, kept)
    return replace(
        benefits, points=benefits.points[keeps], columns=benefits.columns[keeps], worth=benefits.worth[keeps]
    )


def _centre(problem: SitingProblem, pairs: Pairs, before: Floats, answer: Siting, limit_s: float) -> Outcome:
    """Return the smallest time within which p sites cover everyone: covers of fewest sites, times by halving."""
    end = time.perf_counter() + limit_s
    every = np.unique(np.concatenate([pairs.minutes, before[np.isfinite(before)]]))
    times = every[(every >= answer.bound) & (every < answer.value)]
    columns, short, enough, proved = None, -1, len(times), -1
    while enough - short > 1 and time.perf_counter() < end:
        middle = (short + enough) // 2
        benefits = cover_benefits(problem, pairs, before, float(times[middle]))
        missing = np.unique(pairs.points[before[pairs.points] > times[middle]])
        outcome = best_cover(benefits, max(0.1, end - time.perf_counter()))
        is_whole = len(np.unique(benefits.points)) == len(missing)
        if is_whole and outcome.columns is not None and len(outcome.columns) <= problem.choices:
            columns, enough = outcome.columns, middle
        else:
            short = middle
            if not is_whole or outcome.bound > problem.choices + SLACK:
                proved = middle
    bound = times[proved + 1] if proved + 1 < len(times) else answer.value
    return Outcome(columns, float(bound))
