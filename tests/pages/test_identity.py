"""Who records: stated names, signed-in identities, settings that are missing or broken."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.errors import StreamlitSecretNotFoundError

from data.record import Author
from data.record_value import LONGEST_NAME, accept_author
from pages.shared import identity, parameters


class Section(dict[str, Any]):
    """A section of the settings."""


class Broken:
    """Settings that cannot be read."""

    def __contains__(self, _: str) -> bool:
        raise StreamlitSecretNotFoundError("broken")

    def __getitem__(self, _: str) -> Any:
        raise StreamlitSecretNotFoundError("broken")


class User:
    """A visitor as Streamlit tells of him."""

    def __init__(self, **facts: Any) -> None:
        self.is_logged_in = bool(facts)
        self._facts = facts

    def to_dict(self) -> dict[str, Any]:
        return self._facts


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch):
    """Return a function that sets what Streamlit knows of the visitor and the settings."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(parameters, "kept", lambda name, default=None: kept.get(name, default))
    monkeypatch.setattr(parameters, "keep", kept.__setitem__)

    def new(secrets: Any = None, user: User | None = None, cookies: dict[str, str] | None = None, files: Any = ()):
        kept.clear()
        fake = SimpleNamespace(
            secrets={} if secrets is None else secrets,
            user=user or User(),
            context=SimpleNamespace(cookies=cookies or {}),
            get_option=lambda _: list(files),
        )
        monkeypatch.setattr(identity, "st", fake)

    return new


def test_without_settings_a_stated_name_records_and_is_unverified(visit):
    visit()
    assert identity.author() is None
    assert identity.state_name(" 王  工 ")
    assert identity.author() == Author("王 工", "stated")


def test_a_name_kept_in_the_browser_is_known_at_once(visit):
    visit(cookies={identity.COOKIE: "%E7%8E%8B%E5%B7%A5"})
    assert identity.author() == Author("王工")


@pytest.mark.parametrize("cookie", ["%", "%00", "%E2%80%AE", "a" * 200, "%FF%FE"])
def test_a_spoilt_cookie_is_no_name_or_a_harmless_one(visit, cookie):
    visit(cookies={identity.COOKIE: cookie})
    who = identity.author()
    assert who is None or accept_author(who)


def test_with_settings_nobody_records_without_signing_in(visit):
    visit({"auth": Section(client_id="x")}, cookies={identity.COOKIE: "王工"})
    assert identity.is_oidc()
    assert identity.author() is None


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"name": "周工", "email": "zhou@x.cn"}, "周工 <zhou@x.cn>"),
        ({"email": "zhou@x.cn"}, "zhou@x.cn"),
        ({"preferred_username": "zhou"}, "zhou"),
        ({"sub": "42"}, "42"),
        ({"name": "周" * 70, "email": "zhou@x.cn"}, "zhou@x.cn"),
        ({"name": "周\n工\u202e", "email": None}, "周 工"),
    ],
)
def test_the_signed_in_identity_is_the_author(visit, facts, name):
    visit({"auth": Section(client_id="x")}, User(**facts))
    assert identity.author() == Author(name, "oidc")


def test_every_identity_can_be_recorded(visit):
    visit({"auth": Section(client_id="x")}, User(name="周" * 300, email="z" * 300))
    who = identity.author()
    assert who is not None and len(accept_author(who).name) == LONGEST_NAME


def test_settings_that_cannot_be_read_let_nobody_record(visit, tmp_path):
    file = tmp_path / "secrets.toml"
    file.write_text("[auth", encoding="utf-8")
    visit(Broken(), files=[str(file)], cookies={identity.COOKIE: "王工"})
    assert identity.is_oidc()
    assert identity.author() is None
    assert identity.providers() == []


def test_no_settings_file_means_no_signing_in(visit, tmp_path):
    visit(Broken(), files=[str(tmp_path / "none.toml")])
    assert not identity.is_oidc()


def test_providers_with_names_are_offered_each(visit):
    named = Section(client_id="x")
    visit({"auth": Section(redirect_uri="…", cookie_secret="…", city=named, province=named)})
    assert identity.providers() == ["city", "province"]
    visit({"auth": Section(redirect_uri="…", client_id="x", client_kwargs=Section(prompt="login"))})
    assert identity.providers() == [""]


def test_a_name_is_marked_where_nobody_vouches_for_it():
    assert "未认证" in identity.author_html(Author("<b>"))
    assert "<b>" not in identity.author_html(Author("<b>"))
    assert "未认证" not in identity.author_text(Author("周", "oidc"))
