"""Who records: the signed-in identity where OpenID Connect is configured, else a stated name kept in the browser."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import quote, unquote

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from data.record import Author
from pages.shared import parameters
from pages.shared.labels import word
from pages.shared.markup import esc, plain, show

COOKIE = "care_plan_atlas_name"
LONGEST_NAME = 40
LONGEST_IDENTITY = 120
SHARED_SETTINGS = {"redirect_uri", "cookie_secret", "expose_tokens"}

_remember = st.components.v2.component(
    "remember_name", js=(Path(__file__).resolve().parent / "remember_name.js").read_text(encoding="utf-8")
)


def is_oidc() -> bool:
    """Tell whether signing in is configured: nobody then records without it."""
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def providers() -> list[str]:
    """Return the names of the configured providers; "" is the one without a name."""
    if not is_oidc():
        return []
    settings = st.secrets["auth"]
    named = [name for name, value in settings.items() if hasattr(value, "items") and name != "client_kwargs"]
    return [""] if "client_id" in settings or not named else named


def author() -> Author | None:
    """Return who records; None while nobody signed in or stated a name."""
    if is_oidc():
        return _signed_in()
    name = stated_name()
    return Author(name) if name else None


def stated_name() -> str:
    """Return the name that was stated in this browser; "" before one was."""
    kept = parameters.kept("author")
    return str(kept) if kept else valid_name(unquote(st.context.cookies.get(COOKIE, "")))


def state_name(name: str) -> bool:
    """Keep a stated name; tell whether it is one."""
    valid = valid_name(name)
    if valid:
        parameters.keep("author", valid)
    return bool(valid)


def valid_name(text: str) -> str:
    """Return a name in one line without invisible signs; "" where nothing is left or it is too long.

    >>> valid_name("  王   工 "), valid_name(chr(0x202E)), valid_name("长" * 41)
    ('王 工', '', '')
    """
    signs = [" " if sign.isspace() else sign for sign in text]
    name = " ".join("".join(sign for sign in signs if unicodedata.category(sign)[0] != "C").split())
    return name if len(name) <= LONGEST_NAME else ""


def author_html(who: Author) -> str:
    """Return a name as markup; one that was only stated is marked 未认证."""
    mark = "" if who.basis == "oidc" else f' <span class="unverified">{esc(word("record.unverified"))}</span>'
    return f'<span class="author">{esc(who.name)}</span>{mark}'


def author_text(who: Author) -> str:
    """Return a name as text; one that was only stated is marked 未认证."""
    return who.name if who.basis == "oidc" else f"{who.name}（{word('record.unverified')}）"


def keep_in_browser() -> None:
    """Have the browser keep the stated name for the next visit."""
    name = parameters.kept("author")
    if name and not is_oidc():
        with st.container(key="chosen_name"):
            _remember(key="remember_name", data={"cookie": f"{COOKIE}={quote(name)}"})


def _signed_in() -> Author | None:
    user = st.user
    if not getattr(user, "is_logged_in", False):
        return None
    facts = user.to_dict()
    name, mail = (str(facts.get(key) or "").strip() for key in ("name", "email"))
    name = name or str(facts.get("preferred_username") or facts.get("sub") or "")
    full = f"{name} <{mail}>" if mail and mail != name else name or mail
    return Author(full[:LONGEST_IDENTITY], "oidc") if full else None


def show_sign_in(key: str) -> None:
    """Show the button that signs in, one per configured provider."""
    show(f'<p class="hint">{esc(word("record.sign_in_first"))}</p>')
    for name in providers():
        label = word("record.sign_in") if not name else word("record.sign_in_with", name=name)
        st.button(
            plain(label),
            key=f"{key}_{name}",
            icon=":material/login:",
            on_click=st.login,
            args=(name,) if name else (),
        )
