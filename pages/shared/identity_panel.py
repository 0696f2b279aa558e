"""Signing in and out, or the stated name, in the sidebar; and what a form shows to those who have to sign in."""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import quote

import streamlit as st
from streamlit.errors import StreamlitAuthError, StreamlitMissingAuthlibError

from pages.shared import identity, parameters
from pages.shared.labels import word
from pages.shared.markup import esc, plain, show

log = logging.getLogger(__name__)

_remember = st.components.v2.component(
    "remember_name", js=(Path(__file__).resolve().parent / "remember_name.js").read_text(encoding="utf-8")
)


def show_identity() -> None:
    """Show who records: signed in, with the way out; not yet, with the way in; or the name that was stated."""
    who = identity.author()
    if identity.is_oidc() and who is None:
        show_sign_in("sidebar")
        return
    if who is None:
        return
    with st.container(key="identity", horizontal=True, vertical_alignment="center", gap="small"):
        show(f'<p class="hint">{esc(word("record.author"))} {identity.author_html(who)}</p>')
        if who.basis == "oidc":
            st.button(word("record.sign_out"), key="sign_out", type="tertiary", on_click=st.logout)
    _keep_in_browser()


def show_sign_in(key: str) -> None:
    """Show the button that signs in, one per configured provider."""
    names = identity.providers()
    show(f'<p class="hint">{esc(word("record.sign_in_first" if names else "record.sign_in_broken"))}</p>')
    for name in names:
        label = word("record.sign_in") if not name else word("record.sign_in_with", name=name)
        st.button(
            plain(label),
            key=f"{key}_{name}",
            icon=":material/login:",
            on_click=_sign_in,
            args=(name,),
        )
    if parameters.kept("sign_fault"):
        parameters.drop("sign_fault")
        st.error(word("record.sign_in_broken"))


def _sign_in(provider: str) -> None:
    try:
        st.login(provider) if provider else st.login()
    except (StreamlitAuthError, StreamlitMissingAuthlibError):
        log.exception("signing in is not set up rightly")
        parameters.keep("sign_fault", True)


def _keep_in_browser() -> None:
    """Have the browser keep the stated name for the next visit."""
    name = parameters.kept("author")
    if name and not identity.is_oidc():
        with st.container(key="chosen_name"):
            _remember(key="remember_name", data={"cookie": f"{identity.COOKIE}={quote(name)}"})
