"""The choices of 专题制图: what the map shows, its paper, whom it is for, what stands in its 图签栏."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.plan import Plan
from geo.public_maps import PublicRulesError, public_rules
from pages.map_printing.order import AS_THEME, AUDIENCES, ORIENTATIONS, SIZES, Audience, MapOrder
from pages.map_printing.sheets import titles_of
from pages.map_printing.texts import choose_text, remember
from pages.shared import parameters, widgets
from pages.shared.labels import Language, in_language, kind_label, language, word
from pages.shared.map_themes import theme_colour, theme_layers, theme_title, themes_of
from pages.shared.map_themes.layout_map import element_layers
from pages.shared.views import MEASURES

POINT_LAYERS = ("projects", "places", "rivers", "labels")
COLOURS = ("age_60_plus", "share_60_plus", "share_80_plus", "project_count", "bed_count", "investment")
LASTING = ("org", "reviewer")


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: the order, whether what was recorded is wanted, and the place for the checks."""

    order: MapOrder
    is_recorded: bool
    checks: DeltaGenerator


def choose_order(plan: Plan, *, has_recorded: bool, has_rivers: bool) -> Choice:
    """Show the choices and return what was chosen."""
    theme = _choose_theme(plan)
    layers = _choose_layers(plan, theme, has_rivers=has_rivers)
    colour = AS_THEME if theme in MEASURES else _choose_colour(plan, theme)
    paper, tongue, audience = _choose_paper()
    is_recorded = has_recorded and widgets.choose_switch(
        "recorded", word("print.recorded"), default=True, help=word("print.recorded_help")
    )
    number = ""
    if audience == "public":
        number = choose_text("approval", word("print.approval"), placeholder=_approval_hint(plan))
    checks = st.container()
    order = MapOrder(
        theme,
        tongue,
        paper,
        audience,
        tuple(layers),
        colour,
        approval_number=number,
        **_choose_texts(plan, theme, tongue),
    )
    return Choice(order, is_recorded, checks)


def _choose_theme(plan: Plan) -> str:
    def pick(theme: str) -> None:
        parameters.write("theme", theme, "layout")
        parameters.reset("layers", "colour")  # each theme has its own

    themes = themes_of(plan)
    return widgets.choose(
        st.selectbox,
        "theme",
        word("print.theme"),
        themes,
        default="layout",
        on_pick=pick,
        format_func=lambda theme: theme_title(theme, plan),
    )


def _choose_layers(plan: Plan, theme: str, *, has_rivers: bool) -> list[str]:
    options = [*element_layers(plan), *(layer for layer in POINT_LAYERS if layer != "rivers" or has_rivers)]
    shown = theme_layers(plan, theme)
    return widgets.choose_many(
        st.pills,
        "layers",
        word("print.layers"),
        options,
        default=[layer for layer in options if layer in shown],
        selection_mode="multi",
        format_func=_layer_name,
    )


def _choose_colour(plan: Plan, theme: str) -> str:
    stated = themes_of(plan)
    options = (AS_THEME, "", *(name for name in COLOURS if name in stated))
    own = theme_colour(plan, theme)
    names = {
        AS_THEME: word("print.colour_theme", name=word(f"measure.{own}") if own else ""),
        "": word("print.colour_none"),
    }
    if not own:  # the theme leaves districts plain: two words for one thing
        options = options[1:]
    return widgets.choose(
        st.selectbox,
        "colour",
        word("print.colour"),
        options,
        default=options[0],
        format_func=lambda name: names.get(name) or word(f"measure.{name}"),
    )


def _choose_paper() -> tuple[str, Language, Audience]:
    with st.container(key="print_paper", horizontal=True):
        size = _segmented("paper", "print.paper", SIZES, "a4", "print.size_{}")
        lies = _segmented("lies", "print.lies", ORIENTATIONS, "landscape", "print.{}")
    with st.container(key="print_use", horizontal=True):
        tongue = _segmented("tongue", "print.tongue", ("zh", "en"), language(), "print.tongue_{}")
        audience = _segmented("for", "print.audience", AUDIENCES, "internal", "print.{}")
    return f"{size}-{lies}", cast(Language, tongue), cast(Audience, audience)


def _choose_texts(plan: Plan, theme: str, tongue: Language) -> dict[str, Any]:
    with in_language(tongue):
        own = titles_of(plan, MapOrder(theme))
    with st.expander(word("print.words"), key="print_words"):
        titles = tuple(
            choose_text(f"title{n}", word(f"print.title_{n}"), placeholder=made, help=word("print.title_help"))
            for n, made in enumerate(own, start=1)
        )
        texts = {
            "titles": titles,
            "figure_number": choose_text("number", word("print.number")),
            "organisation": choose_text("org", word("print.org"), is_lasting=True),
            "reviewer": choose_text("reviewer", word("print.reviewer"), is_lasting=True),
            "secrecy": choose_text("secrecy", word("print.secrecy"), help=word("print.secrecy_help")),
            "made_on": _choose_date(),
            "internal_note": choose_text("note", word("print.note"), help=word("print.note_help")),
        }
    remember(*LASTING)
    return texts


def _choose_date() -> str:
    today = date.today()
    try:
        chosen = date.fromisoformat(parameters.read("date", today.isoformat()))
    except ValueError:
        parameters.note_unknown("date", parameters.read("date"))
        chosen = today
    key = parameters.put("date", chosen)

    def keep() -> None:
        value = parameters.held(key) or today
        parameters.write("date", value.isoformat(), today.isoformat())

    st.date_input(word("print.date"), key=key, on_change=keep, format="YYYY-MM-DD")
    return cast(date, parameters.held(key) or today).isoformat()


def _approval_hint(plan: Plan) -> str:
    try:
        signs = public_rules().province_signs
    except PublicRulesError:
        signs = {}
    return word("print.approval_hint", sign=signs.get(plan.region_code[:2], "省")[:1])


def _segmented(name: str, label: str, options: tuple[str, ...], default: str, key: str) -> str:
    return widgets.choose(
        st.segmented_control,
        name,
        word(label),
        options,
        default=default,
        format_func=lambda value: word(key.format(value)),
    )


def _layer_name(layer: str) -> str:
    kind = layer.partition(":")[2]
    return kind_label(kind) if kind else word(f"map.{layer}")
