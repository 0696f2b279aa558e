"""Who records: the signed-in identity where OpenID Connect is configured, else a stated name kept in the browser."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import unquote

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from data.record import Author
from pages.shared import parameters
from pages.shared.labels import word
from pages.shared.markup import esc

COOKIE = "care_plan_atlas_name"
LONGEST_NAME = 40
LONGEST_IDENTITY = 60


def is_oidc() -> bool:
    """Tell whether signing in is configured: nobody then records without it.

    Settings that are there but cannot be read count as configured, so that a slip in them opens no door.
    """
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return any(Path(name).exists() for name in st.get_option("secrets.files"))


def providers() -> list[str]:
    """Return the names of the configured providers; "" is the one without a name, none where settings are broken."""
    try:
        settings = st.secrets["auth"]
    except (StreamlitSecretNotFoundError, KeyError):
        return []
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
    name = _clean(text)
    return name if len(name) <= LONGEST_NAME else ""


def author_html(who: Author) -> str:
    """Return a name as markup; one that was only stated is marked 未认证."""
    mark = "" if who.basis == "oidc" else f' <span class="unverified">{esc(word("record.unverified"))}</span>'
    return f'<span class="author">{esc(who.name)}</span>{mark}'


def author_text(who: Author) -> str:
    """Return a name as text; one that was only stated is marked 未认证."""
    return who.name if who.basis == "oidc" else f"{who.name}（{word('record.unverified')}）"


def _signed_in() -> Author | None:
    user = st.user
    if not getattr(user, "is_logged_in", False):
        return None
    facts = user.to_dict()
    name, mail, other = (_clean(str(facts.get(key) or "")) for key in ("name", "email", "preferred_username"))
    name = name or other or mail or _clean(str(facts.get("sub") or ""))
    full = f"{name} <{mail}>" if mail and mail != name else name
    shown = full if len(full) <= LONGEST_IDENTITY else (mail or name)[:LONGEST_IDENTITY]
    return Author(shown, "oidc") if shown else None


def _clean(text: str) -> str:
    signs = [" " if sign.isspace() else sign for sign in text]
    return " ".join("".join(sign for sign in signs if unicodedata.category(sign)[0] != "C").split())
