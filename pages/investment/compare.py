"""Up to four candidates side by side: a row per fact, what differs stands out, what a plan leaves open is said."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.investment.shortlist import MOST_COMPARED
from pages.investment import choices
from pages.investment.cards import caution_lines
from pages.investment.facts import (
    Fact,
    Told,
    demand_facts,
    known_facts,
    score_fact,
    size_facts,
    what_facts,
    where_facts,
)
from pages.investment.shown import Shown
from pages.shared import parameters, widgets
from pages.shared.labels import name_of, region_of, word
from pages.shared.markup import esc, plain, show

GROUPS = (
    ("invest.group_score", lambda told: [score_fact(told), *known_facts(told)]),
    ("invest.group_what", what_facts),
    ("invest.group_where", where_facts),
    ("invest.group_size", size_facts),
    ("invest.group_demand", demand_facts),
)


def show_compared(shown: Shown) -> None:
    """Show which of the shortlist stand side by side, the table, and the cautions."""
    if not shown.shortlist:
        st.info(word("invest.compare_none"))
        return
    compared = choices.read_compared(shown.shortlist)
    with st.container(key="invest_compared"):
        _choose_compared([shown.told(key) for key in shown.shortlist], compared)
        only = widgets.choose_switch("diff", word("invest.only_differences"))
    told = [shown.located(key) for key in compared]
    show(comparison_table(told, only_differences=only and len(told) > 1))
    show(caution_lines(list({one.plan.plan_id: one.plan for one in told}.values())))


def _choose_compared(shortlist: Sequence[Told], compared: Sequence[str]) -> None:
    names = {told.candidate.key: f"{name_of(told.project)} · {region_of(told.plan)}" for told in shortlist}
    key = parameters.put(choices.COMPARED, list(compared))

    def keep() -> None:
        choices.write_compared(parameters.held(key))

    st.pills(
        word("invest.compare_which", most=MOST_COMPARED),
        list(names),
        key=key,
        on_change=keep,
        selection_mode="multi",
        format_func=lambda one: plain(names[one]),
    )


def comparison_table(compared: Sequence[Told], *, only_differences: bool = False) -> str:
    """Return the table as markup."""
    heads = "".join(f'<th scope="col">{esc(name_of(told.project))}</th>' for told in compared)
    bodies = "".join(
        _group(word(title), [facts(told) for told in compared], only_differences) for title, facts in GROUPS
    )
    return (
        f'<div class="compare-frame"><table class="compare" style="--columns:{len(compared)}">'
        f"<thead><tr><th></th>{heads}</tr></thead>{bodies}</table></div>"
    )


def _group(title: str, columns: Sequence[Sequence[Fact]], only_differences: bool) -> str:
    labels = list(dict.fromkeys(fact.label for facts in columns for fact in facts))
    rows = "".join(_row(label, [_find(facts, label) for facts in columns], only_differences) for label in labels)
    span = len(columns) + 1
    return f'<tbody><tr class="group"><th colspan="{span}">{esc(title)}</th></tr>{rows}</tbody>' if rows else ""


def _row(label: str, facts: Sequence[Fact | None], only_differences: bool) -> str:
    if not any(fact and fact.markup for fact in facts):
        return ""
    differs = len({fact.same if fact else "" for fact in facts}) > 1
    if only_differences and not differs:
        return ""
    cells = "".join(f"<td>{fact.markup if fact and fact.markup else '–'}</td>" for fact in facts)
    return f'<tr class="{"differs" if differs else "same"}"><th scope="row">{esc(label)}</th>{cells}</tr>'


def _find(facts: Sequence[Fact], label: str) -> Fact | None:
    return next((fact for fact in facts if fact.label == label), None)
