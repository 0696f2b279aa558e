"""Widgets bound to choices: what one picks stands in the address bar and is remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.shared import parameters
from pages.shared.labels import word

Widget = Callable[..., Any]


def choose(
    widget: Widget,
    name: str,
    label: str,
    options: Sequence[str],
    *,
    default: str = "",
    on_pick: Callable[[str], None] | None = None,
    **more: Any,
) -> str:
    """Show a single-choice widget (selectbox, segmented control, pills …) bound to a choice.

    `on_pick` replaces keeping the choice by what it does itself.
    """
    key = parameters.put(name, parameters.read(name, default, options))

    def keep() -> None:
        value = parameters.held(key) or default
        if on_pick:
            on_pick(value)
        else:
            parameters.write(name, value, default)

    widget(label, options, key=key, on_change=keep, **more)
    return parameters.held(key) or default


def choose_segment(
    name: str,
    stem: str,
    options: Sequence[str],
    *,
    label: str = "",
    default: str = "",
    on_pick: Callable[[str], None] | None = None,
) -> str:
    """Show segments without a caption, worded `<stem>_<option>`; `label` (else `stem`) is read out.

    The first option holds where there is no other default.
    """
    return choose(
        st.segmented_control,
        name,
        word(label or stem),
        options,
        default=default or options[0],
        on_pick=on_pick,
        format_func=lambda option: word(f"{stem}_{option}"),
        label_visibility="collapsed",
    )


def choose_many(
    widget: Widget, name: str, label: str, options: Sequence[str], *, default: Sequence[str] = (), **more: Any
) -> list[str]:
    """Show a multiple-choice widget (multiselect, pills …) bound to a list choice."""
    key = parameters.put(name, parameters.read_list(name, default, options))

    def keep() -> None:
        parameters.write_list(name, parameters.held(key) or [], default)

    if widget is st.multiselect:
        more.setdefault("placeholder", word("common.choose"))
    widget(label, options, key=key, on_change=keep, **more)
    return list(parameters.held(key) or [])


def choose_text(name: str, label: str, **more: Any) -> str:
    """Show a text field bound to a choice."""
    key = parameters.put(name, parameters.read(name))

    def keep() -> None:
        parameters.write(name, parameters.held(key).strip()[: parameters.MAX_LENGTH])

    st.text_input(label, key=key, on_change=keep, **more)
    return str(parameters.held(key))


def choose_switch(name: str, label: str, *, default: bool = False, **more: Any) -> bool:
    """Show a toggle bound to a choice, `1` or `0` in the URL."""
    mark = "1" if default else "0"
    key = parameters.put(name, parameters.read(name, mark, ("0", "1")) == "1")

    def keep() -> None:
        parameters.write(name, "1" if parameters.held(key) else "0", mark)

    st.toggle(label, key=key, on_change=keep, **more)
    return bool(parameters.held(key))


def choose_range(name: str, label: str, low: float, high: float, **more: Any) -> tuple[float, float]:
    """Show a two-ended slider bound to a choice `low~high`."""
    whole = f"{low:g}~{high:g}"
    key = parameters.put(name, parameters.read_range(name, low, high))

    def keep() -> None:
        start, end = parameters.held(key)
        parameters.write(name, f"{start:g}~{end:g}", whole)

    st.slider(label, low, high, key=key, on_change=keep, **more)
    return parameters.read_range(name, low, high)
