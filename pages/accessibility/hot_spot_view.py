"""热点: where much or little within reach lies together more than chance would have it; only when asked for."""

from __future__ import annotations

from collections import Counter

import numpy as np
import streamlit as st

from geo.reach.hot_spots import MIN_UNITS, HotSpots, hot_spots
from geo.reach.neighbours import nearest
from pages.accessibility.results import Question, accessibility_of
from pages.shared import queries, widgets
from pages.shared.labels import people, word
from pages.shared.markup import esc, tile, tiles
from pages.shared.markup import show as show_markup

NEIGHBOURS = 8
SHOWN = ("high_high", "low_low", "high_low", "low_high")
NAMED = 12


def show_hot_spots(question: Question) -> None:
    """Show the clusters on request; a sentence where there are too few points to tell."""
    show_markup(f'<h2 class="section">{esc(word("access.hot"))}</h2>')
    stated = int((~np.isnan(accessibility_of(question).per_1000)).sum())
    if stated < MIN_UNITS:
        show_markup(f'<p class="hint">{esc(word("access.hot_few", n=stated, least=MIN_UNITS))}</p>')
        return
    # the test takes a second: it runs when someone wants it
    if not widgets.choose_switch("hot", word("access.hot_ask")):
        return
    with st.spinner(word("access.hot_busy")):
        found = _found(question)
    show_markup(_told(question, found))


def _found(question: Question) -> HotSpots:
    demand = question.inputs.demand
    values = accessibility_of(question).per_1000
    links = nearest(demand.lon, demand.lat, NEIGHBOURS)
    return queries.made(f"hot spots {question.key}", lambda: hot_spots(values, links))


def _told(question: Question, found: HotSpots) -> str:
    if found.not_done:
        return f'<p class="hint">{esc(word("access.hot_constant"))}</p>'
    counts = Counter(found.kinds)
    figures = tiles([tile(esc(str(counts[kind])), word(f"access.hot_{kind}")) for kind in SHOWN])
    lists = "".join(_names(question, found, kind) for kind in SHOWN[:2] if counts[kind])
    note = word(
        "access.hot_note", k=NEIGHBOURS, n=found.units, runs=found.permutations, percent=round(100 * found.alpha)
    )
    return f'<div class="card">{figures}{lists}<p class="hint">{esc(note)}</p></div>'


def _names(question: Question, found: HotSpots, kind: str) -> str:
    demand, counted = question.inputs.demand, np.nan_to_num(question.people)
    members = sorted((k for k, of in enumerate(found.kinds) if of == kind), key=lambda k: -counted[k])
    rows = "".join(
        f"<li><span>{esc(demand.names[k])}</span><span>{esc(people(float(counted[k])))}</span></li>"
        for k in members[:NAMED]
    )
    more = (
        f'<p class="hint">{esc(word("access.hot_more", n=NAMED, all=len(members)))}</p>' if len(members) > NAMED else ""
    )
    return f'<h3>{esc(word(f"access.hot_{kind}"))}</h3><ul class="plainlist">{rows}</ul>{more}'
