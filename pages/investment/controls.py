"""The filters and the weights of 招商推介."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from data.investment.candidate_filter import CandidateFilter
from data.investment.criteria import CRITERIA
from data.investment.score import DEFAULT_WEIGHTS, LEAST_WEIGHT, MOST_WEIGHT, RANK_BY
from pages.investment import choices
from pages.investment.choices import VIEWS, Options
from pages.shared import parameters, widgets
from pages.shared.labels import word
from pages.shared.markup import plain

LONGEST_CHIP = 14
TEXT_WIDTH_PX = 160
MANY = 16  # more options than these are typed for, not looked through


def choose_view() -> str:
    """Show the views: the ranked list, and the shortlist side by side."""
    return widgets.choose_segment("view", "invest.view", VIEWS)


def show_filters(counts: Mapping[str, Counter[str]], options: Options, wanted: CandidateFilter) -> None:
    """Show the filters; each widget writes its choice into the address bar."""
    with st.container(key="invest_filters", horizontal=True, gap="small", vertical_alignment="center"):
        for name, values in choices.sets_of(wanted).items():
            _many(name, options.of(name), values, counts[name])
        widgets.choose_text(
            "q",
            word("facts.text"),
            placeholder=word("invest.text_hint"),
            label_visibility="collapsed",
            width=TEXT_WIDTH_PX,
            max_chars=80,
            icon=":material/search:",
        )


def show_weights(weights: Mapping[str, int]) -> None:
    """Show a slider per criterion, and what the list is ranked by."""
    with st.container(key="invest_weights", horizontal=True, gap="small", vertical_alignment="center"):
        for name in CRITERIA:
            _weight(name, weights)
        with st.container(key="invest_rank_by", width="content", gap=None):
            widgets.choose(
                st.segmented_control,
                "by",
                word("invest.rank_by"),
                RANK_BY,
                default=RANK_BY[0],
                format_func=lambda by: word(f"invest.by_{by}"),
                help=word("invest.rank_by_help"),
            )
        if dict(weights) != dict(DEFAULT_WEIGHTS):
            st.button(
                word("invest.equal_weights"),
                key="invest_equal",
                icon=":material/restart_alt:",
                type="tertiary",
                on_click=choices.write_weights,
                args=(DEFAULT_WEIGHTS,),
            )


def _weight(name: str, weights: Mapping[str, int]) -> None:
    key = parameters.put(f"weight_{name}", weights[name])

    def keep() -> None:
        choices.write_weights({**weights, name: parameters.held(key)})

    st.slider(
        word(f"invest.{name}"), LEAST_WEIGHT, MOST_WEIGHT, key=key, on_change=keep, help=word(f"invest.about_{name}")
    )


def _many(name: str, names: Mapping[str, str], chosen: frozenset[str], counts: Counter[str]) -> None:
    if len(names) < 2:  # noqa: PLR2004 - one choice is none
        return
    title = word(f"invest.{name}")
    label: Callable[[str], str] = lambda value: f"{plain(names[value])} · {counts[value]}"  # noqa: E731
    tone: Any = "primary" if chosen else "secondary"
    with st.popover(_chip(title, chosen, names), type=tone, key=f"invest_{name}"):
        if len(names) > MANY:
            widgets.choose_many(
                st.multiselect, name, title, list(names), format_func=label, placeholder=word("common.all")
            )
        else:
            widgets.choose_many(st.pills, name, title, list(names), selection_mode="multi", format_func=label)


def _chip(title: str, chosen: frozenset[str], names: Mapping[str, str]) -> str:
    values = [names[value] for value in names if value in chosen]
    text = (values[0] if len(values) == 1 else str(len(values))) if values else word("common.all")
    return plain(
        word("invest.chip", name=title, value=text if len(text) <= LONGEST_CHIP else f"{text[:LONGEST_CHIP]}…")
    )
