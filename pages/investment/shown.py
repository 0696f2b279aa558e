"""All that a run of 招商推介 rests on: the candidates, what is asked of them, their scores, the shortlist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.investment.candidate import Candidate
from data.investment.candidate_filter import CandidateFilter, filter_candidates
from data.investment.criteria import Positions
from data.investment.score import Weights, rank, scores_of
from data.plan import Plan
from pages.investment import choices
from pages.investment.choices import Options
from pages.investment.facts import Told
from pages.investment.listing import SORTS, Order, in_order
from pages.shared import parameters, queries
from pages.shared.recorded_places import map_as_recorded


@dataclass(frozen=True, slots=True)
class Asked:
    """What the widgets above the list ask for."""

    view: str
    wanted: CandidateFilter


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown; `found` are the candidates that answer the filter, in the order of the list.

    `places` tells where each of them stands by its score, 1 first.
    """

    plans: Mapping[str, Plan]
    candidates: Mapping[str, Candidate]
    positions: Mapping[str, Positions]
    options: Options
    asked: Asked
    weights: Weights
    order: Order
    found: Sequence[Candidate]
    places: Mapping[str, int]
    shortlist: Sequence[str]
    choice: str

    def told(self, key: str) -> Told:
        """Return a candidate with all that is told of it."""
        one = self.candidates[key]
        return Told(one, self.plans[one.plan_id], self.order.scores.get(key), self.places.get(key, 0))

    def located(self, key: str) -> Told:
        """Return the same with how well the map knows its position."""
        told = self.told(key)
        plan_map = map_as_recorded(told.plan.plan_id)
        points = plan_map.points if plan_map else ()
        basis = next((p[2] for p in points if p[:2] == ("project", told.project.project_id)), "")
        return replace(told, basis=basis)


def read_asked(options: Options) -> Asked:
    """Return what the address bar asks for."""
    return Asked(choices.read_view(), choices.read_filter(options))


def read_shown() -> Shown:
    """Return what answers it."""
    plans, known = {plan.plan_id: plan for plan in queries.plans()}, queries.investment()
    options = choices.options_of(plans.values(), known.counts)
    asked, shortlist = read_asked(options), choices.read_shortlist(known.by_key)
    weights, by = choices.read_weights(), choices.read_rank_by()
    scores = scores_of(known.positions, weights)
    found = filter_candidates(known.all, asked.wanted)
    ranked = rank({one.key: scores[one.key] for one in found if scores}, by)
    places = {key: at for at, key in enumerate(ranked, start=1)}
    order = Order(scores, by, shortlist, parameters.read("sort", "", SORTS))
    return Shown(
        plans,
        known.by_key,
        known.positions,
        options,
        asked,
        weights,
        order,
        in_order(found, places, order),
        places,
        shortlist,
        choices.read_selection(known.by_key),
    )
