"""What the reader chooses for 选址: model, number of sites, candidates, planned projects that count, target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from data.plan import Plan
from data.siting_scenario import COUNTS, Count, PlannedProjects
from data.supply_demand.input_set import InputSet
from geo.siting.problem import MODELS, Model
from pages.shared import parameters, widgets
from pages.shared.labels import word

NUMBERS = tuple(str(number) for number in (*range(0, 21), 25, 30, 40, 50, 75, 100, 150, 200))
DELAYS = tuple(str(years) for years in range(0, 11))
NEEDS = ("0", "10", "20", "25", "30", "35", "40", "45", "50", "60", "80", "100")
TARGETS = tuple(str(share) for share in range(50, 101, 5))
EVER = "ever"
DEFAULT_NUMBER, DEFAULT_TARGET = "3", "100"
NAMES = ("model", "new", "cands", "planned", "projects", "delay", "by", "target", "need")


@dataclass(frozen=True, slots=True)
class SitingChoices:
    """The question: everything that an answer depends on besides inputs, travel, minutes and people.

    `candidates` () means all; `target_pct` only says how far the answer is from it; `beds_per_1000` 0: capacities do
    not count.
    """

    model: Model
    new_sites: int
    candidates: tuple[str, ...]
    planned: PlannedProjects
    target_pct: float
    beds_per_1000: float = 0.0

    @property
    def without_new_sites(self) -> SitingChoices:
        """Return what is left of the question before new sites are sought: what is there and what is planned."""
        return replace(self, new_sites=0, candidates=(), target_pct=0.0)


def choose_question(plan: Plan, inputs: InputSet) -> SitingChoices:
    """Show the choices in a row and return them."""
    with st.container(key="siting_tools", horizontal=True, vertical_alignment="bottom"):
        model = cast(Model, _pick("model", MODELS, MODELS[0], "siting.model_", 240))
        number = DEFAULT_NUMBER
        if model != "set_covering":
            number = widgets.choose(st.selectbox, "new", word("siting.new"), NUMBERS, default=DEFAULT_NUMBER, width=90)
        candidates = _choose_candidates(inputs)
        planned = _choose_planned(plan, inputs)
        label = word("siting.target")
        target = widgets.choose(
            st.selectbox, "target", label, TARGETS, default=DEFAULT_TARGET, format_func=lambda one: f"{one}%", width=110
        )
        need = widgets.choose(
            st.selectbox, "need", word("siting.need"), NEEDS, default="0", format_func=need_label, width=150
        )
    return SitingChoices(model, int(number), candidates, planned, float(target), float(need))


def names_of_planned(inputs: InputSet) -> dict[str, str]:
    """Return the names of the planned facilities of the inputs by id."""
    facilities = inputs.facilities
    rows = zip(facilities.ids, facilities.names, facilities.statuses, strict=True)
    return {one: name for one, name, status in rows if status == "planned"}


def years_of_planned(plan: Plan, inputs: InputSet) -> list[str]:
    """Return the years that a scenario can look at: from the first that something is finished to ten after the last."""
    stated = [year for year in inputs.facilities.years if year is not None]
    known = [*stated, *([plan.end_year] if plan.end_year else [])]
    return [str(year) for year in range(min(known), max(known) + int(DELAYS[-1]) + 1)] if known else []


def _choose_candidates(inputs: InputSet) -> tuple[str, ...]:
    names = dict(zip(inputs.candidates.ids, inputs.candidates.names, strict=True))
    chosen = parameters.read_list("cands", (), names)
    count = len(chosen) or len(names)
    with st.popover(word("siting.candidates_n", n=count, all=len(names)), icon=":material/add_location_alt:"):
        found = widgets.choose_many(
            st.multiselect,
            "cands",
            word("siting.candidates"),
            list(names),
            format_func=lambda one: names[one],
            placeholder=word("siting.all_candidates"),
        )
        st.caption(word("siting.candidates_note"))
    return tuple(found)


def _choose_planned(plan: Plan, inputs: InputSet) -> PlannedProjects:
    names = names_of_planned(inputs)
    count = cast(Count, parameters.read("planned", "none", COUNTS))
    with st.popover(word("siting.planned_n", what=word(f"siting.planned_{count}")), icon=":material/construction:"):
        if not names:
            st.caption(word("siting.no_planned"))
            return PlannedProjects()
        count = cast(Count, _pick("planned", COUNTS[::-1], "none", "siting.planned_", 260))
        ids: list[str] = []
        if count == "some":
            ids = widgets.choose_many(
                st.multiselect, "projects", word("siting.projects"), list(names), format_func=lambda one: names[one]
            )
        years = [EVER, *years_of_planned(plan, inputs)]
        by = widgets.choose(st.selectbox, "by", word("siting.by"), years, default=EVER, format_func=_year_label)
        delay = "0"
        if by != EVER:
            label = word("siting.delay")
            delay = widgets.choose(
                st.select_slider, "delay", label, DELAYS, default="0", format_func=lambda n: word("siting.n_years", n=n)
            )
        st.caption(word("siting.planned_note"))
    return PlannedProjects(count, tuple(ids), int(delay), None if by == EVER else int(by))


def need_label(need: str) -> str:
    """Return beds per 1,000 people in words; 0: beds are not counted."""
    return word("siting.no_need") if need == "0" else word("siting.n_beds", n=need)


def _year_label(by: str) -> str:
    return word("siting.ever") if by == EVER else word("siting.by_end", year=by)


def _pick(name: str, options: tuple[str, ...], default: str, prefix: str, width: int) -> str:
    label = word(f"siting.{name}")
    return widgets.choose(
        st.selectbox, name, label, options, default=default, format_func=lambda one: word(prefix + one), width=width
    )
