"""The map of 选址: people before and after, what is there, what is planned, the chosen sites."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from geo.map_overlay import HIDDEN, MapOverlay, OverlayClass, OverlayLayer, OverlayPoints
from geo.map_spec import MapSpec
from geo.overlay_files import published
from geo.siting.result import Reach, Siting
from pages.accessibility import maps, overlays
from pages.accessibility.naming import things_of
from pages.accessibility.results import input_key
from pages.accessibility.siting_classes import CLASSES, classes_of, states_of
from pages.accessibility.siting_premise import is_blind, told
from pages.accessibility.siting_results import Asked, answer_of, change_of, chosen_candidates, sites_of
from pages.shared import queries, widgets
from pages.shared.labels import language, people, word
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup

BOTH = "both"
STAGES = ("existing", "planned", "new", BOTH)
SIDE_BY_SIDE = (("existing", "siting_before"), ("new", "siting_after"))
GROUP = "siting"
CHOSEN, OFFERED, GAINED, FULL = "#B4233C", "#8C8675", "#E0A526", "#7B2D12"
CHOSEN_PX = 6.5


def choose_stage() -> str:
    """Show which of the three states the map shows, or the first and the last side by side; return it."""
    return widgets.choose_segment("stage", "siting.stage", STAGES, default=BOTH)


def show_maps(asked: Asked, stage: str, choice: str) -> None:
    """Show the map of a stage, or before and after side by side: they stay together."""
    if stage != BOTH:
        maps.show(asked.question, siting_map(asked, stage, choice))
        return
    change, answer = change_of(asked), answer_of(asked)
    with st.container(key="siting_maps"):
        for column, (name, key) in zip(st.columns(2, gap="small"), SIDE_BY_SIDE, strict=True):
            with column:
                show_markup(_head(asked, name, change.before if name == "existing" else answer.after))
                spec = replace(siting_map(asked, name, choice, offers=False), zooms_to_selection=False)
                maps.show(asked.question, spec, key, GROUP)


def _head(asked: Asked, stage: str, reach: Reach) -> str:
    """Return what a map of the two shows: what is there, and the people covered then."""
    plans = asked.choices.planned.count != "none"
    key = "siting.before" if stage == "existing" else "siting.after_planned" if plans else "siting.after"
    figures = ""
    if stage == "existing" and is_blind(asked):
        figures = word("siting.head_unknown")
    elif not np.isnan(reach.share):
        figures = word("siting.head", n=people(reach.covered), share=f"{100 * reach.share:.1f}%")
    return f'<p class="siting-head"><b>{esc(told(asked, key))}</b> {esc(figures)}</p>'


def siting_map(asked: Asked, stage: str, choice: str, *, offers: bool = True) -> MapSpec:
    """Return the map of a stage: existing facilities alone, with planned projects, with the chosen sites.

    `offers` shows the candidates that were not chosen, too.
    """
    overlay = siting_overlay(asked, answer_of(asked), stage, offers=offers)
    return maps.spec_of(asked.question, choice, overlay, asked.question.inputs.candidates)


def siting_overlay(asked: Asked, answer: Siting, stage: str = "new", *, offers: bool = True) -> MapOverlay:
    """Return the points of an answer: people by who covers them, facilities that count, chosen sites on top."""
    is_unknown = stage == "existing" and is_blind(asked)
    everybody = _unknown_layer(asked) if is_unknown else _people_layer(asked, states_of(asked, answer, stage))
    layers = [everybody, _facility_layer(asked, stage)]
    if stage == "new":
        layers.append(_candidate_layer(asked, answer, offers=offers))
    return MapOverlay(tuple(layers))


def _unknown_layer(asked: Asked) -> OverlayLayer:
    """Return the people before anything is built where no existing facility is known: covered or not, nobody knows."""
    classes = (OverlayClass(word("siting.unknown_list"), overlays.UNKNOWN, is_hollow=True),)
    points = overlays.demand_points(asked.question)
    title = told(asked, "siting.people_by_stage", n=asked.question.choices.minutes)
    nothing = np.full(len(points.ids), np.nan)
    return OverlayLayer(
        title, points, classes, np.zeros(len(points.ids), dtype=np.int64), nothing, "{}", word("siting.unknown_list")
    )


def _people_layer(asked: Asked, states: list[Reach]) -> OverlayLayer:
    """Return the people by the first state that serves them within the minutes; who finds no room is a class."""
    minutes = asked.question.choices.minutes
    looks = {
        "existing": OverlayClass(word("siting.covered_existing"), overlays.NEAR_TO_FAR[1]),
        "planned": OverlayClass(word("siting.covered_planned"), overlays.PLANNED),
        "new": OverlayClass(word("siting.covered_new"), GAINED),
        "full": OverlayClass(word("siting.full"), FULL),
        "beyond": OverlayClass(word("access.uncovered", n=minutes), overlays.UNCOVERED),
    }
    names = [name for name in CLASSES if name != "full" or asked.choices.beds_per_1000]
    classes = tuple(looks[name] for name in names)
    ranks = np.array([names.index(CLASSES[rank]) for rank in classes_of(asked, states)], dtype=np.int64)
    nearest = states[-1].nearest
    return OverlayLayer(
        told(asked, "siting.people_by_stage", n=minutes),
        overlays.demand_points(asked.question),
        classes,
        ranks,
        np.where(np.isfinite(nearest), nearest, np.nan),
        word("access.nearest_tip"),
        word("siting.beyond_tip"),
    )


def _facility_layer(asked: Asked, stage: str) -> OverlayLayer:
    facilities, counts = asked.question.inputs.facilities, sites_of(asked).counts
    planned = np.array([status == "planned" for status in facilities.statuses], dtype=np.int64)
    is_shown = counts & ((planned == 0) | (stage != "existing"))
    classes = (
        OverlayClass(word("access.existing"), overlays.EXISTING, "square"),
        OverlayClass(word("access.planned"), overlays.PLANNED, "diamond"),
    )
    points = overlays.facility_points(asked.question)
    ranks = np.where(is_shown, planned, HIDDEN)
    return OverlayLayer(word("access.facilities"), points, classes, ranks, groups=things_of(facilities))


def _candidate_layer(asked: Asked, answer: Siting, *, offers: bool) -> OverlayLayer:
    candidates = asked.question.inputs.candidates
    ranks = np.full(len(candidates), HIDDEN, dtype=np.int64)
    ranks[list(sites_of(asked).offered)] = 1 if offers else HIDDEN
    gained = np.full(len(candidates), np.nan)
    for at, more in zip(chosen_candidates(asked, answer), answer.gained, strict=True):
        ranks[at], gained[at] = 0, more
    classes = (
        OverlayClass(word("siting.chosen"), CHOSEN, "triangle"),
        OverlayClass(word("siting.candidate"), OFFERED, is_hollow=True),
    )
    gained_words, lack = told(asked, "siting.gained_tip"), word("siting.not_chosen")
    classes = classes if offers else classes[:1]
    return OverlayLayer(word("siting.candidates"), _points(asked), classes, ranks, gained, gained_words, lack)


def _points(asked: Asked) -> OverlayPoints:
    candidates, question = asked.question.inputs.candidates, asked.question
    schematic = tuple(precision == "district" for precision in candidates.precision)
    radii = np.full(len(candidates), CHOSEN_PX if len(candidates) <= overlays.ROOMY else overlays.FACILITY_PX)
    key = f"candidate {input_key(question.plan, question.inputs)} {language()}"

    def make() -> OverlayPoints:
        rows = candidates
        points = OverlayPoints("candidate", rows.ids, rows.names, rows.lon, rows.lat, radii, schematic)
        return published(points, f"{question.plan.plan_id}-points")

    return queries.made(key, make)
