"""服务能力: how many beds per 1,000 people can be reached, and how evenly."""

from __future__ import annotations

import numpy as np
import streamlit as st

from geo.reach.floating_catchment import Accessibility
from pages.accessibility import cards, maps, tables
from pages.accessibility.choices import choose_classing
from pages.accessibility.districts import known_mean
from pages.accessibility.download import show_downloads
from pages.accessibility.hot_spot_view import show_hot_spots
from pages.accessibility.inequality_view import show_inequality
from pages.accessibility.naming import how_many
from pages.accessibility.results import Question, accessibility_of, counts_of, states_beds
from pages.accessibility.selection import selected
from pages.shared.labels import people, trim, word
from pages.shared.markup import esc, tile, tiles
from pages.shared.markup import show as show_markup


def show_capacity(question: Question) -> None:
    """Show map, figures and table."""
    choice = selected(question.plan, question.inputs)
    found = accessibility_of(question)

    def more(at: int) -> list[tuple[str, str]]:
        value = found.per_1000[at]
        told = word("access.unknown") if np.isnan(value) else word("access.per_1000_tip").format(trim(value, 2))
        return [(word("access.per_1000"), esc(told))]

    left, right = st.columns([2.3, 1], gap="small")
    with right, st.container(key="side"):
        tools = st.container(key="access_side", horizontal=True, vertical_alignment="bottom")
        # the card first: it is on its way while the map is made
        show_markup(cards.card(question, choice, _whole(question), more))
        with tools:
            spec = maps.capacity_map(question, choice, choose_classing())
            show_downloads(question, spec)
    with left:
        maps.show(question, spec)
    show_inequality(question)
    show_hot_spots(question)
    tables.show_table(question, choice, ("access", "facilities"))


def _whole(question: Question) -> str:
    found = accessibility_of(question)
    mean = known_mean(found.per_1000, question.people)
    figures = tiles(
        [
            tile(esc(word("access.unknown") if mean is None else trim(mean, 2)), word("access.mean_per_1000")),
            tile(esc(people(found.unreached_people)), word("access.nothing_within")),
        ]
    )
    told = "".join(f'<p class="hint">{esc(note)}</p>' for note in _notes(question, found))
    heading = word(
        "access.capacity_whole", n=question.choices.minutes, method=word(f"access.method_{question.choices.method}")
    )
    return f'<div class="card"><h3>{esc(heading)}</h3>{cards.schematic_told(question)}{figures}{told}</div>'


def _notes(question: Question, found: Accessibility) -> list[str]:
    formula = word(f"access.formula_{question.choices.method}")
    if not states_beds(question):
        counted = how_many(question.inputs.facilities, counts_of(question.inputs.facilities, question.choices))
        key = "access.no_beds_stated" if counted else "access.none_counts"
        return [word(key, n=counted), formula]
    notes = []
    if found.unknown_people:
        notes.append(word("access.unknown_people", people=people(found.unknown_people)))
    if found.partly_known_people:
        notes.append(word("access.partly_known", people=people(found.partly_known_people)))
    return [*notes, word("access.zero_note"), formula]
