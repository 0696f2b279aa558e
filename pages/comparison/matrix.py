"""What the tables of 对比分析 have in common: a column per plan, a table beside a card."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.plan import Plan
from pages.comparison import choices
from pages.shared.fact_table import Cell, Column, Row, show_fact_table
from pages.shared.labels import period, region_of, word
from pages.shared.markup import esc, show

NAME_SHARE = 30


def plan_columns(plans: Sequence[Plan], *, number: bool = False, share: int = 100 - NAME_SHARE) -> list[Column]:
    """Return a column per plan, its years beside its region; `share` is the width of all of them."""
    return [
        Column(plan.plan_id, region_of(plan), max(1, share // len(plans)), number=number, tag=period(plan))
        for plan in plans
    ]


def lacking() -> Cell:
    """Return the cell of what a plan does not have."""
    return Cell("", tag=word("comparison.lacks"), tone="lack")


def show_table_and_card(
    columns: Sequence[Column], rows: Sequence[Row], choice: str, card: str, *, key: str, label: str
) -> None:
    """Show a table and, beside it, the card of what is selected in it; `card` is ready markup."""
    left, right = st.columns([2.3, 1], gap="small")
    with left:
        show_fact_table(columns, rows, choice, key=f"comparison_{key}", label=label, on_select=choices.select)
    with right, st.container(key="side"):
        show(card)


def card(*parts: str) -> str:
    """Return a card of ready markup."""
    return f'<div class="card">{"".join(parts)}</div>'


def plan_head(plan: Plan, colour: str) -> str:
    """Return the name of a plan with its colour, as markup."""
    dot = f'<span class="dot" style="background:{esc(colour)}"></span>'
    return f"<h4>{dot}{esc(choices.plan_label(plan))}</h4>"


def hint(text: str) -> str:
    """Return a line of explanation as markup."""
    return f'<p class="hint">{esc(text)}</p>'


def cited_as(value: str, basis: str, note: str) -> str:
    """Return a figure that no row of a plan states; opening it says what it rests on. Both texts are plain."""
    rows = [(word("cite.basis"), word(f"cite.{basis}")), (word("cite.note"), note)]
    body = "".join(f"<dt>{esc(label)}</dt><dd>{esc(text)}</dd>" for label, text in rows)
    figure = f'<summary><span class="figure">{esc(value)}</span></summary>'
    return f'<details class="cite">{figure}<div class="cite-body"><dl>{body}</dl></div></details>'
