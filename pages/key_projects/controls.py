"""The filter bar of 重点项目: one chip per filter, how many match, and what the map shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from data.plan import Plan
from data.project_filter import STATES, ProjectFacts, ProjectFilter, elements_of
from pages.key_projects import filters
from pages.key_projects.filters import Choices, chip
from pages.shared import parameters, widgets
from pages.shared.labels import kind_label, word
from pages.shared.markup import esc, plain, show
from pages.shared.project_amounts import MEASURES, stated_measures

LAYERS = ("places", "rivers", "labels")
LONGEST_CHIP = 16
FEW = 5


def show_filters(facts: Sequence[ProjectFacts], choices: Choices, wanted: ProjectFilter) -> None:
    """Show the filters; each widget writes its choice into the address bar."""
    base = [row for row in facts if wanted.with_parts or row.project.row_kind == "project"]
    with st.container(key="project_filters", horizontal=True, gap="small", vertical_alignment="center"):
        _many("district", choices.districts, wanted.districts, Counter(c for row in base for c in row.districts))
        _many(
            "element", choices.elements, wanted.elements, Counter(e for row in base for e in elements_of(row.project))
        )
        _many("category", choices.categories, wanted.categories, Counter(row.project.category for row in base))
        _amounts(choices, wanted)
        _states(wanted)
        widgets.choose_text(
            "q",
            word("project.text"),
            placeholder=word("project.text_hint"),
            label_visibility="collapsed",
            width=190,
            max_chars=80,
            icon=":material/search:",
            type="search",
        )
        parts = sum(row.project.row_kind != "project" for row in facts)
        if parts:
            widgets.choose_switch("parts", word("project.rows_n", n=parts), help=word("project.rows_help"))


def choose_map(plan: Plan, located: Sequence[ProjectFacts]) -> tuple[str, frozenset[str]]:
    """Show what the map can show of the located rows; return the measure of the circles and the visible layers."""
    stated = stated_measures(located)
    kinds = list(dict.fromkeys(f"elements:{element.kind}" for element in plan.elements))
    default = "symbols" if not stated else stated[0]
    size = parameters.read("size", default, (*stated, "symbols"))
    label = word("project.chip", name=word("project.map_chip"), value=_size_name(size))
    with st.popover(label, icon=":material/layers:", key="project_map"):
        size = widgets.choose(
            st.segmented_control,
            "size",
            word("project.size_by"),
            (*stated, "symbols"),
            default=default,
            format_func=_size_name,
        )
        if len(stated) < len(MEASURES):
            st.caption(word("project.size_missing"))
        shown = widgets.choose_many(
            st.pills,
            "layers",
            word("map.layers"),
            [*kinds, *LAYERS],
            default=[*_background(plan), "rivers", "labels"],
            selection_mode="multi",
            format_func=_layer_name,
        )
    return "" if size == "symbols" else size, frozenset(["projects", *shown])


def show_count(found: int, facts: Sequence[ProjectFacts], wanted: ProjectFilter) -> None:
    """Show how many match, and the way back to all of them."""
    everything = sum(wanted.with_parts or row.project.row_kind == "project" for row in facts)
    show(f'<div class="matching">{esc(word("project.listed", n=found, m=everything))}</div>')
    if wanted.is_narrowed:
        st.button(
            word("common.reset"),
            key="project_reset",
            icon=":material/filter_alt_off:",
            type="tertiary",
            on_click=filters.clear,
        )


def nothing_found(facts: Sequence[ProjectFacts], wanted: ProjectFilter) -> str:
    """Return what helps a reader who sees an empty list."""
    if not facts:
        return word("project.no_projects")
    return word("project.no_match") if wanted.is_narrowed else word("project.only_parts", n=len(facts))


def offer_parts(facts: Sequence[ProjectFacts], wanted: ProjectFilter) -> None:
    """Offer the components and programmes of a plan that names few projects."""
    parts = sum(row.project.row_kind != "project" for row in facts)
    if wanted.with_parts or len(facts) - parts > FEW or not parts:
        return
    show(f'<p class="hint">{esc(word("project.more_parts", n=parts))}</p>')
    st.button(word("project.show_parts"), key="project_parts", on_click=parameters.write, args=("parts", "1", "0"))


def _background(plan: Plan) -> list[str]:
    # wide shapes say where a project lies in the layout; cores and nodes would crowd out the projects' own symbols
    return [f"elements:{kind}" for kind in ("zone", "belt") if any(row.kind == kind for row in plan.elements)]


def _many(name: str, names: dict[str, str], chosen: frozenset[str], counts: Counter[str]) -> None:
    if len(names) < 2:  # noqa: PLR2004 - one choice is none
        return
    title = word(f"project.{name}")

    def label(value: str) -> str:
        return f"{plain(names[value])} · {counts[value]}"

    with st.popover(_short(chip(title, chosen, names)), type=_tone(bool(chosen)), key=f"project_{name}"):
        widgets.choose_many(st.pills, name, title, list(names), selection_mode="multi", format_func=label)


def _amounts(choices: Choices, wanted: ProjectFilter) -> None:
    if not choices.highest_investment and not choices.highest_beds:
        return
    chosen = filters.range_text(wanted)
    label = word("project.chip", name=word("project.ranges"), value=chosen or word("common.all"))
    with st.popover(plain(label), type=_tone(bool(chosen)), key="project_amounts"):
        if choices.highest_investment:
            widgets.choose_range(
                "invest", word("project.investment_range"), 0.0, choices.highest_investment, step=0.1, format="%.1f"
            )
        if choices.highest_beds:
            widgets.choose_range("beds", word("project.bed_range"), 0, choices.highest_beds, step=10)
        widgets.choose_switch("unstated", word("project.include_unstated"), help=word("project.unstated_help"))


def _states(wanted: ProjectFilter) -> None:
    name: Callable[[str], str] = lambda value: word(f"project.states_{value or 'all'}")  # noqa: E731
    label = word("project.chip", name=word("project.states"), value=name(wanted.states))
    with st.popover(label, type=_tone(bool(wanted.states)), key="project_states"):
        picker: Callable[..., Any] = partial(st.radio, label_visibility="collapsed")
        widgets.choose(picker, "states", word("project.states"), STATES, format_func=name)


def _tone(is_set: bool) -> Any:
    return "primary" if is_set else "secondary"


def _short(text: str) -> str:
    head, colon, tail = text.rpartition("：" if "：" in text else ": ")
    return plain(head + colon + (tail if len(tail) <= LONGEST_CHIP else f"{tail[:LONGEST_CHIP]}…"))


def _size_name(measure: str) -> str:
    return word(f"project.size_{measure}")


def _layer_name(layer: str) -> str:
    kind = layer.partition(":")[2]
    return kind_label(kind) if kind else word(f"map.{layer}")
