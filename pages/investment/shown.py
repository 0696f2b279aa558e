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
from pages.investment.listing import Order, columns, in_order
from pages.shared import parameters, queries
from pages.shared.fact_table import sort_choices
from pages.shared.recorded_places import map_as_recorded


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown; `found` are the candidates that answer the filter, in the order of the list.

    `places` tells where each of them stands by its score, 1 first.
    """

    plans: Mapping[str, Plan]
    candidates: Mapping[str, Candidate]
    positions: Mapping[str, Positions]
    options: Options
    wanted: CandidateFilter
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


def read_shown() -> Shown:
    """Return what the address bar asks for."""
    plans = {plan.plan_id: plan for plan in queries.plans()}
    candidates, positions = queries.candidates()
    keys = set(positions)
    options = choices.options_of(list(plans.values()), candidates)
    wanted, weights, by = choices.read_filter(options), choices.read_weights(), choices.read_rank_by()
    shortlist, scores = choices.read_shortlist(keys), scores_of(positions, weights)
    sort = parameters.read("sort", "", sort_choices(columns()))
    found = filter_candidates(candidates, wanted)
    ranked = rank({one.key: scores[one.key] for one in found if scores}, by)
    places = {key: at for at, key in enumerate(ranked, start=1)}
    order = Order(scores, by, shortlist)
    return Shown(
        plans,
        {one.key: one for one in candidates},
        positions,
        options,
        wanted,
        weights,
        order,
        in_order(found, places, sort, order),
        places,
        shortlist,
        choices.read_selection(keys),
    )
