"""The elements of the layouts by kind: how many each plan has, and which."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.plan import Plan
from layouts.layout import LayoutElement
from layouts.vocabulary import read_vocabulary
from pages.comparison import choices, matrix
from pages.comparison.layout_words import members
from pages.shared.citation import cited
from pages.shared.fact_table import Cell, Column, Row, sort_key
from pages.shared.labels import joined, kind_label, name_of, word
from pages.shared.markup import esc

ALL = "kind:"


@st.fragment
def show_elements(plans: Sequence[Plan]) -> None:
    """Show the elements of the plans by kind, with a card that lists those of the chosen kind.

    A click reruns only this: the maps above stay as they are.
    """
    kinds = _kinds(plans)
    choice = choices.chosen_of([ALL, *(f"kind:{kind}" for kind in kinds)])
    columns = [Column("kind", word("comparison.element_kind"), 20), *matrix.plan_columns(plans, share=80)]
    rows = [_row(ALL, word("comparison.all_elements"), plans, [plan.elements for plan in plans])]
    rows += [_row(f"kind:{kind}", kind_label(kind), plans, _by_kind(plans, kind)) for kind in kinds]
    card = _card(choice.removeprefix("kind:"), plans)
    matrix.show_table_and_card(columns, rows, choice, card, key="elements", label=word("comparison.elements"))


def _kinds(plans: Sequence[Plan]) -> list[str]:
    had = {element.kind for plan in plans for element in plan.elements}
    known = [kind.kind for kind in read_vocabulary() if kind.kind in had]
    return [*known, *sorted(had.difference(known))]


def _by_kind(plans: Sequence[Plan], kind: str) -> list[tuple[LayoutElement, ...]]:
    return [tuple(element for element in plan.elements if element.kind == kind) for plan in plans]


def _row(choice: str, name: str, plans: Sequence[Plan], found: Sequence[Sequence[LayoutElement]]) -> Row:
    cells = [_cell(plan, elements, with_names=choice != ALL) for plan, elements in zip(plans, found, strict=True)]
    order = [sort_key(name), *(sort_key(len(elements)) for elements in found)]
    return Row(choice, (name, *cells), tuple(order))


def _cell(plan: Plan, elements: Sequence[LayoutElement], *, with_names: bool) -> Cell:
    if not plan.elements and not with_names:
        return Cell("", tag=word("comparison.no_layout"), tone="lack")
    if not elements:
        return matrix.lacking()
    districts = {code for element in elements for code in element.district_codes}
    note = joined(map(name_of, elements)) if with_names else word("comparison.member_count", n=len(districts))
    return Cell(str(len(elements)), note=note)


def _card(kind: str, plans: Sequence[Plan]) -> str:
    title = kind_label(kind) if kind else word("comparison.all_elements")
    colours = choices.colours_of(plans)
    parts = [f"<h3>{esc(title)}</h3>"]
    for plan in plans:
        elements = [element for element in plan.elements if kind in ("", element.kind)]
        parts.append(matrix.plan_head(plan, colours[plan.plan_id]))
        parts.append(_list(plan, elements) if elements else matrix.hint(word("comparison.lacks_kind")))
    return matrix.card(*parts)


def _list(plan: Plan, elements: Sequence[LayoutElement]) -> str:
    items = (
        f'<li><div>{cited(name_of(element), plan, element)}<div class="hint">{esc(members(plan, element))}</div></div>'
        f'<span class="hint">{esc(kind_label(element.kind))}</span></li>'
        for element in elements
    )
    return f'<ul class="plainlist">{"".join(items)}</ul>'
