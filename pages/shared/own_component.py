"""Components of our own: made of the files beside a module, and what a pick in one of them does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from pages.shared import parameters


def own_component(name: str, folder: Path, stem: str, html: str) -> Callable[..., Any]:
    """Register a component whose look and behaviour are `<stem>.css` and `<stem>.js` of a folder; return its mount."""
    css, js = ((folder / f"{stem}.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return st.components.v2.component(name, html=html, css=css, js=js)


def picked(slot: str, on_pick: Callable[[str], None], event: str = "pick") -> Callable[[], None]:
    """Return what runs when the component of a slot reports a pick: `on_pick` with its text, "" for anything else."""

    def pick() -> None:
        value = parameters.component_value(slot).get(event)
        on_pick(value if isinstance(value, str) else "")

    return pick
