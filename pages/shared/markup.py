"""Text of plans and people as safe HTML or Markdown; small pieces that pages share."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

import streamlit as st

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])")


def esc(text: object) -> str:
    """Return text that HTML shows as it is."""
    return html.escape(str(text), quote=True)


def plain(text: object) -> str:
    """Return text that a Markdown label shows as it is, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def show(markup: str) -> None:
    """Put markup on the page; every text in it must have gone through `esc`."""
    st.html(markup)


def pill(text: str, colour: str) -> str:
    """Return a small coloured label; `colour` is a tone that carries white text."""
    return f'<span class="pill" style="background:{esc(colour)}">{esc(text)}</span>'


def fact_rows(rows: Iterable[tuple[str, str]]) -> str:
    """Return a two-column list of (label, ready markup); rows without content are left out."""
    items = "".join(f"<dt>{esc(label)}</dt><dd>{content}</dd>" for label, content in rows if content)
    return f'<dl class="facts">{items}</dl>' if items else ""


def tile(value: str, label: str, *, stated: bool = True, detail: str = "") -> str:
    """Return a figure tile: `value` and `detail` are ready markup, `label` is text."""
    tone = "" if stated else " unstated"
    return (
        f'<div class="tile"><div class="value{tone}">{value}</div><div class="label">{esc(label)}</div>{detail}</div>'
    )


def tiles(items: Iterable[str]) -> str:
    """Return figure tiles side by side."""
    return f'<div class="tiles">{"".join(items)}</div>'
