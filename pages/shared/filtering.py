"""What pages with filtered lists share: filters, the count line, the selected row that a filter would hide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

import streamlit as st

from pages.shared import widgets
from pages.shared.labels import word
from pages.shared.markup import esc

Entry = TypeVar("Entry")
TEXT_WIDTH_PX, CHOICE_WIDTH_PX = 180, 200


def filter_line() -> AbstractContextManager[object]:
    """Return the container that filters stand in, side by side."""
    return st.container(horizontal=True, key="fact_filters", vertical_alignment="bottom")


def choose_words() -> str:
    """Show the text filter."""
    hint = word("facts.text_hint")
    icon = ":material/search:"
    return widgets.choose_text("q", word("facts.text"), width=TEXT_WIDTH_PX, placeholder=hint, icon=icon)


def choose_any(name: str, label: str, options: Sequence[str], format_func: Callable[[str], str]) -> tuple[str, ...]:
    """Show a filter of which any values may be chosen; none of them means all."""
    chosen = widgets.choose_many(
        st.multiselect,
        name,
        label,
        options,
        format_func=format_func,
        width=CHOICE_WIDTH_PX,
        placeholder=word("common.all"),
    )
    return tuple(chosen)


def with_chosen(
    everything: Sequence[Entry], found: Sequence[Entry], is_chosen: Callable[[Entry], bool]
) -> tuple[list[Entry], bool]:
    """Return the found rows and, at its own place, the chosen one; and whether the filters would hide it.

    A link or a search hit must show its row, whatever was filtered before.
    """
    kept = {id(row) for row in found}
    hidden = [row for row in everything if is_chosen(row) and id(row) not in kept]
    if not hidden:
        return list(found), False
    kept.add(id(hidden[0]))
    return [row for row in everything if id(row) in kept], True


def show_count(
    found: int, total: int, unit: str, *, added: bool, on_reset: Callable[[], None]
) -> AbstractContextManager[object]:
    """Show how many rows answer the filters, with a way back to all; return the line, for one more control."""
    line = st.container(horizontal=True, vertical_alignment="center", key="count_line")
    is_filtered = found < total
    with line:
        count = word("facts.found", n=found, total=total) if is_filtered else word("facts.total", n=total)
        note = f' <span class="unstated">{esc(word("facts.added"))}</span>' if added else ""
        st.html(f'<p class="count"><b>{esc(unit)}</b> {esc(count)}{note}</p>', width="content")
        if is_filtered:
            icon = ":material/filter_alt_off:"
            st.button(word("common.reset"), key="reset_filters", type="tertiary", icon=icon, on_click=on_reset)
        st.space("stretch")
    return line
