"""Free texts of a sheet: in the link while they are short, remembered in the session, some of them in the browser."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

import streamlit as st

from pages.shared import parameters

LONGEST = 120
LONGEST_IN_LINK = 40
COOKIE = "care_plan_atlas_print_{}"
KEEP_COOKIE = """
export default function ({ data }) {
  for (const cookie of data.cookies) document.cookie = `${cookie}; path=/; max-age=31536000; SameSite=Strict`;
}
"""
_remember = st.components.v2.component("remember_print_texts", js=KEEP_COOKIE)


def choose_text(name: str, label: str, *, is_lasting: bool = False, **more: Any) -> str:
    """Show a text field; a lasting text holds for every plan and comes back at the next visit of this browser."""
    key = parameters.put(name, cleaned(parameters.read(name, _lasting(name) if is_lasting else "")))

    def keep() -> None:
        value = cleaned(parameters.held(key))
        if is_lasting:
            parameters.keep(f"print_{name}", value)
        # written as its own default it stays in memory and out of the link
        parameters.write(name, value, value if len(value) > LONGEST_IN_LINK else "")

    st.text_input(label, key=key, on_change=keep, max_chars=LONGEST, **more)
    return cleaned(parameters.held(key))


def remember(*names: str) -> None:
    """Have the browser keep the lasting texts that were written in this session."""
    known = {name: parameters.kept(f"print_{name}") for name in names}
    cookies = [f"{COOKIE.format(name)}={quote(text)}" for name, text in known.items() if text is not None]
    if cookies:
        with st.container(key="print_remembered"):
            _remember(key="remember_print_texts", data={"cookies": cookies})


def cleaned(text: str) -> str:
    r"""Return a text on one line, without signs that do not print.

    >>> cleaned(" 达州市\n卫生健康委 \x00")
    '达州市 卫生健康委'
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:LONGEST]


def _lasting(name: str) -> str:
    kept = parameters.kept(f"print_{name}")
    return str(kept) if kept is not None else unquote(st.context.cookies.get(COOKIE.format(name), ""))
