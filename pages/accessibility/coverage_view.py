"""覆盖: who has a facility within the time, by district, and who has not."""

from __future__ import annotations

import streamlit as st

from geo.reach.uncovered import LINK_KM, Pocket
from pages.accessibility import cards, maps, tables
from pages.accessibility.cards import minutes_text
from pages.accessibility.download import show_downloads
from pages.accessibility.overlays import FEW_BANDS, MOST_ALONG_ROADS, MOST_BANDS, leaves_out_areas
from pages.accessibility.results import Question, coverage_of, pockets_of, times_of
from pages.accessibility.selection import select, selected
from pages.shared import widgets
from pages.shared.labels import people, word
from pages.shared.markup import esc
from pages.shared.markup import show as show_markup
from pages.shared.pick_list import Line, show_pick_list

FEW = 8
BANDS_SHOWN = {"1": FEW_BANDS, "all": MOST_BANDS, "0": 0}


def show_coverage(question: Question) -> None:
    """Show map, figures and table."""
    choice = selected(question.plan, question.inputs)
    left, right = st.columns([2.3, 1], gap="small")
    with right, st.container(key="side"):
        tools = st.container(key="access_side", horizontal=True, vertical_alignment="center")
        show_markup(cards.card(question, choice, _whole(question)))  # first: it is on its way while the map is made
        _show_pockets(question, choice)
        with tools:
            bands = _choose_bands()
            spec = maps.coverage_map(question, choice, bands)
            show_downloads(question, spec)
    with left:
        maps.show(question, spec)
        if bands and leaves_out_areas(question):
            st.caption(word("access.areas_left_out", n=MOST_ALONG_ROADS))
    tables.show_table(question, choice, ("districts", "pockets", "facilities"))


def _choose_bands() -> int:
    """Return how many bands of time are drawn around the facilities: the widest, all, none."""
    reach = widgets.choose(
        st.selectbox,
        "reach",
        word("access.reach_label"),
        list(BANDS_SHOWN),
        default="1",
        format_func=lambda name: word(f"access.reach_{name}"),
        label_visibility="collapsed",
        width=200,
    )
    return BANDS_SHOWN[reach]


def _whole(question: Question) -> str:
    row = coverage_of(question).total
    minutes = question.choices.minutes
    heading = word("access.whole", n=minutes, group=word(f"access.group_{question.choices.group}"))
    notes = [word("access.of_people", people=people(row.people), points=row.points)]
    if row.points_not_stated:
        notes.append(word("access.points_not_stated", n=row.points_not_stated))
    told = "".join(f'<p class="hint">{esc(note)}</p>' for note in notes)
    figures = cards.schematic_told(question) + cards.coverage_tiles(row)
    return f'<div class="card"><h3>{esc(heading)}</h3>{figures}{told}</div>'


def _show_pockets(question: Question, choice: str) -> None:
    found = pockets_of(question)
    if not found:
        show_markup(f'<p class="hint">{esc(word("access.no_pockets", n=question.choices.minutes))}</p>')
        return
    st.caption(word("access.pockets_title", n=len(found), km=f"{LINK_KM:g}"))
    lines = [_line(question, rank, pocket) for rank, pocket in enumerate(found[:FEW], 1)]
    show_pick_list(lines, choice, key="pockets", label=word("access.table_pockets"), on_select=select)


def _line(question: Question, rank: int, pocket: Pocket) -> Line:
    """Return one line of the ranking; it selects the pocket's point with most people on the map."""
    demand = question.inputs.demand
    most = max(pocket.points, key=lambda at: question.people[at])
    name = demand.names[most]
    if len(pocket.points) > 1:
        name = word("access.pocket_name", name=name, n=len(pocket.points))
    limit = times_of(question).limit_min
    told = minutes_text(pocket.mean_min) if pocket.mean_min <= limit else word("access.over_minutes", n=f"{limit:g}")
    figures = (people(pocket.people), told)
    return Line(f"demand:{demand.ids[most]}", name, rank=str(rank), figures=figures)
