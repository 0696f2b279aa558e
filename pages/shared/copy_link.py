"""复制链接: a button that copies the address of the view."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.shared.labels import word

_STYLE = """
button { width: 100%; padding: 0.4rem 0.8rem; border: 1px solid #0F5C63; border-radius: 10px; cursor: pointer;
  background: #FFFFFF; color: #0F5C63; font: inherit; font-size: 0.92rem; }
button:hover { background: #E3EFEE; }
button:focus-visible { outline: 3px solid #E8743B; outline-offset: 1px; }
"""
_mount = st.components.v2.component(
    "copy_link",
    css=_STYLE,
    js=(Path(__file__).resolve().parent / "copy_link.js").read_text(encoding="utf-8"),
)


def show_copy_link() -> None:
    """Show the button."""
    words = {"label": word("frame.copy"), "copied": word("frame.copied"), "failed": word("frame.copy_failed")}
    _mount(key="copy_link", data=words)
