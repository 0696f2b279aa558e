"""What is computed for a question of 选址, kept while inputs and assumptions are the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from data.supply_demand.points import Facilities
from geo.reach.travel_times import TravelTimes
from geo.siting.planned import PlannedChange, counted_facilities, planned_change
from geo.siting.problem import Flags, Floats, Indices, SitingProblem
from geo.siting.result import Siting
from geo.siting.solve import solve
from pages.accessibility.results import (
    ROAD_LIMIT_MIN,
    Question,
    counted_kinds,
    input_key,
    travel_key,
    travel_of,
)
from pages.accessibility.siting_choices import SitingChoices
from pages.shared import parameters, queries

if TYPE_CHECKING:
    from geo.siting.exact import Check

# ways of people that are farther count with this in p-median; very many pairs are held shorter
LIMIT_MIN, SHORT_LIMIT_MIN, MOST_PAIRS = 240.0, 60.0, 4_000_000
CHECK_SECONDS = 20.0


@dataclass(frozen=True, slots=True, eq=False)
class Sites:
    """The columns of a question: the m facilities of the inputs, then the candidates that may be chosen.

    `counts` (m,) are the facilities that are there in the scenario.
    """

    facilities: Facilities
    candidates: Facilities
    offered: tuple[int, ...]
    counts: Flags

    def candidate_of(self, column: int) -> int:
        """Return the place among all candidates of a column of the question."""
        return self.offered[column - len(self.facilities)]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question of siting with its inputs and assumptions.

    `saved` are the ids of the candidates that a saved scenario of the same question chose: the answer is no worse.
    """

    question: Question
    choices: SitingChoices
    saved: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A key of all that the answer depends on."""
        return f"{self.question.key} {replace(self.choices, target_pct=0)} {self.saved}"


def sites_of(asked: Asked) -> Sites:
    """Return the columns of the question."""
    inputs, choices = asked.question.inputs, asked.choices
    wanted = set(choices.candidates)
    offered = tuple(k for k, one in enumerate(inputs.candidates.ids) if not wanted or one in wanted)
    by_kind = counted_kinds(inputs.facilities, asked.question.choices)
    counts = counted_facilities(inputs.facilities, choices.planned, asked.question.plan.end_year) & by_kind
    return Sites(inputs.facilities, inputs.candidates, offered, counts)


def answer_of(asked: Asked) -> Siting:
    """Return the answer: the exact one where it was asked for."""
    found = check_of(asked)
    if found is not None:
        return found.answer
    return quick_answer_of(asked)


def quick_answer_of(asked: Asked) -> Siting:
    """Return the answer as it is found at once, checked or not."""
    return queries.made(f"siting {asked.key}", lambda: _solved(asked, problem_of(asked)))


def check_of(asked: Asked) -> Check | None:
    """Return the exact check where it was asked for in this session."""
    if parameters.kept("siting_checked") != asked.key:
        return None

    def make() -> Check:
        from geo.siting.exact import check  # brings spopt and PuLP

        problem = problem_of(asked)
        return check(problem, quick_answer_of(asked), CHECK_SECONDS)

    return queries.made(f"siting check {asked.key}", make)


def _solved(asked: Asked, problem: SitingProblem) -> Siting:
    sites, saved = sites_of(asked), set(asked.saved)
    there = int(sites.counts.sum())
    known = [there + k for k, at in enumerate(sites.offered) if sites.candidates.ids[at] in saved]
    return solve(problem, np.array(known if len(known) == len(saved) else [], dtype=np.int64))


def ask_check(asked: Asked) -> None:
    """Ask for the exact check of this question."""
    parameters.keep("siting_checked", asked.key)


def change_of(asked: Asked) -> PlannedChange:
    """Return what the planned projects that count change."""
    facilities, question = asked.question.inputs.facilities, asked.question
    sites = sites_of(asked)
    exists = np.array([status == "existing" for status in facilities.statuses], dtype=np.bool_) & sites.counts
    if (exists == sites.counts).all():  # none: what is before the new sites is what is there
        before = answer_of(asked).before
        return PlannedChange(before, before, np.zeros(len(facilities)))

    def make() -> PlannedChange:
        times = _columns(_times(question), np.arange(len(facilities)))
        holds = _holds(facilities.capacity, asked.choices.beds_per_1000)
        minutes, model = float(question.choices.minutes), asked.choices.model
        return planned_change(SitingProblem(times, question.people, exists, model, 0, minutes, holds), sites.counts)

    return queries.made(f"planned {question.key} {asked.choices.without_new_sites}", make)


def problem_of(asked: Asked) -> SitingProblem:
    """Return the problem: the facilities that count are there, the offered candidates may be chosen."""
    sites, choices, question = sites_of(asked), asked.choices, asked.question
    count = len(sites.facilities)
    kept = np.concatenate([np.flatnonzero(sites.counts), count + np.array(sites.offered, dtype=np.int64)])
    columns = kept.astype(np.int64)
    is_existing = columns < count
    times = _columns(_times(question), columns)
    return SitingProblem(
        times,
        question.people,
        is_existing,
        choices.model,
        choices.new_sites,
        float(question.choices.minutes),
        _people_served(sites, choices.beds_per_1000),
    )


def _people_served(sites: Sites, beds_per_1000: float) -> Floats | None:
    """Return how many people each column can serve."""
    offered = np.array(sites.offered, dtype=np.int64)
    return _holds(
        np.concatenate([sites.facilities.capacity[sites.counts], sites.candidates.capacity[offered]]), beds_per_1000
    )


def _holds(beds: Floats, beds_per_1000: float) -> Floats | None:
    """Return how many people so many beds serve: beds ÷ beds per 1,000 people; inf where no beds are stated."""
    if not beds_per_1000:
        return None
    return np.where(np.isnan(beds), np.inf, beds * 1000.0 / beds_per_1000)


def chosen_candidates(asked: Asked, answer: Siting) -> list[int]:
    """Return the places of the chosen sites among all candidates, in the order of the answer."""
    sites = sites_of(asked)
    there = int(sites.counts.sum())
    return [sites.offered[column - there] for column in answer.chosen]


def _times(question: Question) -> TravelTimes:
    """Return the minutes from people to all facilities, then all candidates."""
    inputs, choices = question.inputs, question.choices
    demand, facilities, candidates = inputs.demand, inputs.facilities, inputs.candidates
    pairs = len(demand) * (len(facilities) + len(candidates))
    limit = LIMIT_MIN if pairs <= MOST_PAIRS else SHORT_LIMIT_MIN
    limit = ROAD_LIMIT_MIN if inputs.roads else limit
    key = f"siting {input_key(question.plan, inputs)} {travel_key(inputs, choices)} {limit}"
    lon, lat = (np.concatenate([getattr(rows, name) for rows in (facilities, candidates)]) for name in ("lon", "lat"))
    return queries.travel_times(key, lambda: travel_of(inputs, choices).times(demand.lon, demand.lat, lon, lat, limit))


def _columns(times: TravelTimes, columns: Indices) -> TravelTimes:
    """Return the times to some of the columns, which stand in rising order."""
    place = np.full(times.n_facilities, -1, dtype=np.int64)
    place[columns] = np.arange(len(columns))
    kept = place[times.facilities] >= 0
    rows = np.repeat(np.arange(times.n_demand), np.diff(times.starts))[kept]
    starts = np.searchsorted(rows, np.arange(times.n_demand + 1)).astype(np.int64)
    return replace(
        times,
        starts=starts,
        facilities=place[times.facilities[kept]],
        minutes=times.minutes[kept],
        n_facilities=len(columns),
    )
